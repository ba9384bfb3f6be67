"""The rows that have a flaw, as values for a page: each with what stands now in the field to mend."""

from collections.abc import Sequence
from datetime import date

from partnertracker.domain.as_of import as_it_stood
from partnertracker.domain.columns import NO_DAY
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.periods import period_named
from partnertracker.domain.quality.finding import Found, Usable
from partnertracker.domain.titles import title
from partnertracker.gui import formats
from partnertracker.gui.metrics.behind import Entry
from partnertracker.gui.metrics.placing import places
from partnertracker.gui.tables.cells import CellWriter
from partnertracker.services.explaining import noun
from partnertracker.services.listing.columns import LATEST, column

SHOWN = 10_000
"""Of more rows than that the newest are shown."""

KIND_WORDS = {"missing": "Missing", "stale": "Stale", "contradictory": "Contradictory"}
"""The word for each kind of flaw."""

TONES = {"missing": "grey", "stale": "yellow", "contradictory": "red"}
"""The status whose shape and colour stand for each kind of flaw."""

_MONTHS = frozenset({"costs", "company_revenue"})


def entries_of(found: Found, facts: Facts, today: date, past: int | None = None) -> tuple[Entry, ...]:
    """Return the rows of a flaw, newest first, or what is absent by its name.

    Args:
        found: the flaw.
        facts: the file's content.
        today: the day dates are read on.
        past: the past day that all is looked at from; what stands in a field is what stood in it then.
    """
    flaw = found.flaw
    if found.absent:
        return tuple(
            Entry(flaw.table, 0, "", NO_DAY, 0.0, name=_named(flaw.table, each)) for each in found.absent
        )
    keys = found.keys[::-1][:SHOWN].tolist()
    rows = [(flaw.table, key) for key in keys]
    texts = _texts(found, facts, today, past)
    owners = [partner for partner, _ in places(facts, rows, lambda _table: ())]
    if flaw.table == "deals":
        owners = _with_customers(facts, keys, owners)
    return tuple(
        Entry(flaw.table, key, owner, NO_DAY, 0.0, why=text)
        for key, owner, text in zip(keys, owners, texts, strict=True)
    )


def _with_customers(facts: Facts, keys: Sequence[int], partners: Sequence[str]) -> list[str]:
    """Return whose each deal is: its partner and its customer, as one name may stand for many deals."""
    deals = facts["deals"]
    customers = [deals.text("customer", at) or "" for at in deals.positions_of(keys).tolist()]
    return [" · ".join(filter(None, both)) for both in zip(partners, customers, strict=True)]


def field_label(found: Found) -> str:
    """Return the head of the column that shows what stands in the field to mend; empty when there is none."""
    flaw = found.flaw
    return entity(flaw.table).field(flaw.field).label if flaw.field and not found.absent else ""


def heading_of(found: Found) -> str:
    """Return what stands over the rows: ``295 deals``."""
    if found.absent:
        return f"{formats.count(found.count)} missing"
    words = f"{formats.count(found.count)} {noun(found.flaw.table, found.count)}"
    return words if found.count <= SHOWN else f"{words}, the newest {formats.count(SHOWN)} shown"


def share_of(found: Found) -> str:
    """Return which share of a table's rows has a flaw: ``2.4%``, ``< 0.1%``; empty for what is absent."""
    if found.absent or not found.among:
        return ""
    share = found.count / found.among
    least = 0.001
    return formats.share(round(share, 3)) if share >= least else f"< {formats.share(least)}"


def metrics_of(found: Found, facts: Facts) -> list[str]:
    """Return the names of the metrics that a flaw can change."""
    known = catalogue(facts).by_id
    return [known[name].label for name in found.flaw.metrics if name in known]


def usable_words(usable: Usable) -> str:
    """Return how much of its rows a metric can use: ``38 of 41 rows usable``."""
    rows = usable.used + usable.unusable
    if not rows:
        return "No rows yet"
    if not usable.unusable:
        return f"All {formats.counted(rows, 'row')} usable" if rows > 1 else "The one row is usable"
    return f"{formats.count(usable.used)} of {formats.counted(rows, 'row')} usable"


def _named(table: str, absent: str) -> str:
    return title(period_named(absent)) if table in _MONTHS else absent


def _texts(found: Found, facts: Facts, today: date, past: int | None) -> list[str]:
    """Return what stands in the field to mend, row by row."""
    flaw, shown = found.flaw, found.keys[::-1][:SHOWN]
    if not flaw.field:
        return [""] * len(shown)
    rows = facts[flaw.table].positions_of(shown).tolist()
    as_of = LATEST if past is None else past
    stood = facts if past is None else as_it_stood(facts, flaw.table, past)
    cells = CellWriter(stood, flaw.table, (column(facts, flaw.table, flaw.field),), today, as_of)
    texts = [cells.cell(row, 0).text or formats.MISSING for row in rows]
    scopes = entity(flaw.table).field(flaw.field).kind is Kind.SCOPE
    return [_scope_words(text) for text in texts] if scopes else texts


def _scope_words(scope: str) -> str:
    """Return a scope that nobody is in: ``Manager JL``, ``A deleted partner``."""
    dimension, _, name = scope.partition(":")
    if dimension == "partner":
        return "A deleted partner"
    return f"{dimension.capitalize()} {name}".strip()
