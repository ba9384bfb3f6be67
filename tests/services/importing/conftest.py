"""A person with an open file and spreadsheets to bring in."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.importing import (
    ImportMapping,
    ImportRequest,
    Plan,
    Source,
    carry_out,
    guess,
    open_source,
    plan,
)
from partnertracker.services.session import Session
from tests.made_up import empty_session

Told = Callable[[Plan], list[str]]
"""Gives every sentence about the rejected rows of a plan."""

_DEAL = "external_id,name,customer,source_partner,stage,value,created_on,closed_on"


@dataclass
class Desk:
    """An open file, and ways to import texts into it."""

    session: Session
    folder: Path
    open: ExitStack = field(default_factory=ExitStack)

    def file(self, content: str | bytes, name: str = "list.csv") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def source(self, content: str | bytes, mapping: ImportMapping | None = None) -> Source:
        found = open_source(self.file(content), mapping.format if mapping else None)
        self.open.callback(found.close)
        return found

    def plan(
        self, table: str, content: str | bytes, mapping: ImportMapping | None = None, **options: object
    ) -> Plan:
        """Plan an import by the names of the columns, or by a mapping."""
        source = self.source(content, mapping)
        used = mapping or guess(self.session.kind(table), source.header, synonyms=False)
        request = replace(ImportRequest(source, used), **options)  # type: ignore[arg-type]
        made = plan(self.session, request)
        self.open.callback(made.close)
        return made

    def bring(
        self, table: str, content: str | bytes, mapping: ImportMapping | None = None, **options: object
    ) -> Plan:
        """Plan an import and carry it out."""
        made = self.plan(table, content, mapping, **options)
        carry_out(self.session, made)
        return made

    def rows(self, table: str) -> list[Row]:
        return self.session.store.find(table, {})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(empty_session(), tmp_path)
    with made.open:
        yield made


@pytest.fixture
def sentences() -> Callable[[Plan], list[str]]:
    """Return every sentence about the rejected rows of a plan."""

    def told(made: Plan) -> list[str]:
        return [problem.sentence for rejection in made.rejections() for problem in rejection.problems]

    return told


def deals(*rows: str) -> str:
    """Return a list of deals as a file holds it."""
    return "\n".join((_DEAL, *rows, ""))


def counts(made: Plan) -> tuple[int, int, int, int]:
    """Return how many rows are new, changed, the same and rejected."""
    return made.new, made.changed, made.same, made.rejected
