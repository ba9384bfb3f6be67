"""Facts for tests, from rows written as dictionaries; the key of a row is its place, counted from 1."""

from collections.abc import Mapping, Sequence

from partnertracker.domain.columns import Columns, Encoder, fact_fields
from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Stage, Value
from partnertracker.domain.following import TableRows
from partnertracker.domain.settings import DEFAULT_STAGES, Settings

Rows = Sequence[Mapping[str, Value]]


def encoded(table: str, rows: Rows) -> TableRows:
    """Return rows as ``Encoder`` takes them; references are keys."""
    names = [field.name for field in fact_fields(entity(table))]
    return [(key, *(row.get(name) for name in names)) for key, row in enumerate(rows, start=1)]


def facts_from(
    tables: Mapping[str, Rows], settings: Settings | None = None, stages: tuple[Stage, ...] = DEFAULT_STAGES
) -> Facts:
    """Make facts of these rows."""
    return facts_of({table: encoded(table, rows) for table, rows in tables.items()}, settings, stages)


def facts_of(
    rows: Mapping[str, TableRows],
    settings: Settings | None = None,
    stages: tuple[Stage, ...] = DEFAULT_STAGES,
    version: int = 0,
) -> Facts:
    """Make facts from rows as ``Encoder`` takes them; a table that is not given is empty."""
    tables: dict[str, Columns] = {}
    for each in ENTITIES:
        if each.table in {"stages", "settings"}:
            continue
        encoder = Encoder(each)
        encoder.add(rows.get(each.table, ()))
        tables[each.table] = encoder.columns(tables)
    return Facts(tables, settings or Settings(), stages, version)
