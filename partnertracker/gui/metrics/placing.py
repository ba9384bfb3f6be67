"""Where rows belong: the partner each is of, and the day that matters for a metric."""

from collections.abc import Callable, Sequence

import numpy as np

from partnertracker.domain.as_of import TOLD_BY
from partnertracker.domain.columns import NO_DAY, NO_ROW
from partnertracker.domain.facts import Facts
from partnertracker.services.listing.columns import LATEST, names_of

_DAYS = {
    "sqls": ("qualified_on",),
    "cohort_conversion": ("qualified_on",),
    "deal_registration": ("created_on",),
    "pipeline": ("expected_close_on", "created_on"),
    "weighted_pipeline": ("expected_close_on", "created_on"),
    "pipeline_coverage": ("expected_close_on", "created_on"),
}
_DAY_WORDS = {
    "closed_on": "Closed",
    "qualified_on": "Qualified",
    "created_on": "Created",
    "expected_close_on": "Expected",
    "joined_on": "Joined",
    "issued_on": "Issued",
    "reviewed_on": "Reviewed",
    "month": "Month",
    "answered_on": "Answered",
    "finished_on": "Finished",
    "started_on": "Started",
    "effective_on": "Since",
    "entered_on": "Entered",
    "done_on": "Done",
}
_OF_TABLE = {
    "deals": ("closed_on", "created_on"),
    "partners": ("joined_on",),
    "certifications": ("issued_on",),
    "health_reviews": ("reviewed_on",),
    "company_revenue": ("month",),
    "costs": ("month",),
    "surveys": ("answered_on",),
    "customer_stages": ("finished_on",),
    "deal_influences": ("influenced_on",),
    "capacities": ("effective_on",),
    "deal_stage_events": ("entered_on",),
    "actions": ("done_on", "due_on"),
}


def day_fields(metric: str, table: str) -> tuple[str, ...]:
    """Return the dates of a table's rows that matter for a metric; the first that a row has is its day."""
    if table == "deals":
        return _DAYS.get(metric, _OF_TABLE["deals"])
    return _OF_TABLE.get(table, ("",))


def day_words(fields: tuple[str, ...]) -> str:
    """Return the head of the column of days."""
    return _DAY_WORDS.get(fields[0], "Day")


def places(
    facts: Facts,
    rows: Sequence[tuple[str, int]],
    fields: Callable[[str], tuple[str, ...]],
    by: int = LATEST,
) -> list[tuple[str, int]]:
    """Return for each row (table, key) the partner it belongs to, and its day.

    Args:
        facts: the file's content.
        rows: any rows; one that is not there has no partner and no day.
        fields: gives the dates of a table, of which the first that a row has is its day.
        by: the day all is looked at from: what came about after it (a close, say) had no day yet.
    """
    found_places = [("", NO_DAY)] * len(rows)
    for table in {table for table, _ in rows} & facts.tables.keys():
        columns = facts[table]
        at = [index for index, (name, _) in enumerate(rows) if name == table]
        found = columns.positions_of([rows[index][1] for index in at])
        there = np.maximum(found, 0)
        days = np.full(len(at), NO_DAY, dtype=np.int64)
        for field in fields(table):
            if field in columns.values and len(columns):
                had = columns[field][there]
                if field in TOLD_BY.get(table, ()):
                    had = np.where(had > by, NO_DAY, had)
                days = np.where(days == NO_DAY, had, days)
        reference = "source_partner" if table == "deals" else "partner"
        partners = np.full(len(at), NO_ROW)
        if reference in columns.values and len(columns):
            partners = columns[reference][there]
        names = (*names_of(facts, "partners"), "")  # the last one stands for no partner, which is -1
        for index, known, partner, day in zip(
            at, (found != NO_ROW).tolist(), partners.tolist(), days.tolist(), strict=True
        ):
            if known:
                found_places[index] = (names[partner], day)
    return found_places
