"""A table as it stood on a past day: what is known today, without what came about after that day."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from partnertracker.domain.columns import NO_CODE, NO_DAY, Array, Columns
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.stages import stages_on
from partnertracker.domain.words import Words

TOLD_BY: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "deals": {
        "qualified_on": (),
        "closed_on": ("lost_reason",),
        "registered_on": ("registration_status",),
    },
    "partners": {"offboarded_on": ()},
    "actions": {"done_on": ()},
    "customer_stages": {"finished_on": ("outcome",)},
}
"""By table, the dates of what comes about, each with the coded fields that speak of it and are empty before.

Plans (an expected close, a due day) are no such dates: a later one was known before.
"""

BEGINS: Mapping[str, str] = {
    "deals": "created_on",
    "partners": "joined_on",
    "deal_influences": "influenced_on",
    "deal_stage_events": "entered_on",
    "health_reviews": "reviewed_on",
    "notes": "date",
    "certifications": "issued_on",
    "surveys": "answered_on",
    "customer_stages": "started_on",
    "costs": "month",
    "company_revenue": "month",
    "exchange_rates": "from_date",
}
"""By table, the day from which a row is there, if it has one; rows of other tables are there on every day."""

_KEPT = 2


def as_it_stood(facts: Facts, table: str, day: int) -> Facts:
    """Return facts in which the rows of one table show what they showed at the end of a day, in their places.

    A deal's stage is that of its dates and stage events; one created later has none. A partner offboarded
    later has no stage: which one it had is not told. Values that carry no date are those of today. Figures of
    the day are the same from these facts.

    Args:
        facts: the file's columns.
        table: the table's name; one without such dates is the same on every day.
        day: days since 1970-01-01.
    """
    if table not in TOLD_BY:
        return facts
    return facts.derived(f"as_of.{table}", lambda known: _stood(known, table, day), key=day, most=_KEPT)


def there_by(facts: Facts, table: str, as_of: int) -> Array:
    """Tell for each row whether it had begun by a day; rows without such a day always had."""
    if table not in BEGINS:
        return np.ones(len(facts[table]), dtype=bool)
    begun: Array = facts[table][BEGINS[table]] <= as_of  # a day that is missing comes before all others
    return begun


def _stood(facts: Facts, table: str, day: int) -> Facts:
    columns = facts[table]
    values, words = dict(columns.values), dict(columns.words)
    for told, about in TOLD_BY[table].items():
        later = columns[told] > day  # a day that is missing comes before all others
        values[told] = np.where(later, np.int32(NO_DAY), columns[told])
        values |= {name: np.where(later, np.int32(NO_CODE), columns[name]) for name in about}
    if table == "deals":
        values["stage"], words["stage"] = _deal_stages(facts, day)
    if table == "partners":
        gone = columns["stage"] == columns.code("stage", "offboarded")
        later = columns["offboarded_on"] > day
        values["stage"] = np.where(gone & later, np.int32(NO_CODE), columns["stage"])
    changed = {table: replace(columns, values=values, words=words)}
    if table == "deals":
        changed["deal_influences"] = _influences(facts["deal_influences"], day)
    return facts.with_tables(changed)


def _deal_stages(facts: Facts, day: int) -> tuple[Array, Words]:
    """Return the stage of each deal at the end of a day, as a column with its words."""
    deals = facts["deals"]
    words = deals.words["stage"]
    unused = [stage.key for stage in facts.stages if deals.code("stage", stage.key) < 0]
    codes = {word: code for code, word in enumerate((*words, *unused))}
    by_rank = np.array([codes[stage.key] for stage in facts.stages], dtype=np.int32)
    closed = (deals["closed_on"] != NO_DAY) & (deals["closed_on"] <= day)
    standing = np.where(deals["created_on"] <= day, by_rank[stages_on(facts, day)], np.int32(NO_CODE))
    return np.where(closed, deals["stage"], standing), Words(codes)


def _influences(influences: Columns, day: int) -> Columns:
    """Return the influences that were there by a day; undated ones were."""
    there = np.flatnonzero(influences["influenced_on"] <= day)
    values = {name: column[there] for name, column in influences.values.items()}
    return replace(influences, keys=influences.keys[there], values=values)
