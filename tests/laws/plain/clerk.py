"""Someone who does everything twice: to a file, and to plain tables; and compares the two each time."""

import io
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from itertools import zip_longest
from pathlib import Path

from partnertracker.domain.entities import ENTITIES, EXCHANGED
from partnertracker.domain.errors import InvalidRowsError, NothingToUndoError, PartnerTrackerError
from partnertracker.domain.fields import Row
from partnertracker.services.custom_fields import declared_texts
from partnertracker.services.editing import Edit, read_texts
from partnertracker.services.exporting import export_table
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_file
from tests.laws.plain.rules import RefusedError
from tests.laws.plain.tables import OF_PARTNER, Plain, Texts, exported_rows, read
from tests.made_up import TODAY


@dataclass
class Made:
    """One step: the tables before and after it, and whether it is ``applied`` or ``undone``."""

    number: int
    before: Plain
    after: Plain
    state: str = "applied"


class PowerCutError(Exception):
    """The program ends here, in the middle of a step."""


class Clerk:
    """Works on one file.

    Attributes:
        session: the open file.
        plain: the tables as they are to be.
        steps: what can be undone or redone, or was.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._day = TODAY
        self._moments = 0
        self.session = self._opened()
        self.first = exports(self.session)
        self.plain = read(self.first)
        self.steps: list[Made] = []

    @property
    def today(self) -> str:
        return self._day.isoformat()

    def sleep(self) -> None:
        """Go on the next day."""
        self._day += timedelta(days=1)

    def reopen(self) -> None:
        """Close the file and open it again."""
        self.session.store.close()
        self.session = self._opened()
        self._compare(self.plain)

    def crash(self, edit: Edit | None) -> None:
        """Leave the file as kill -9 leaves it, in the middle of an edit if one is given, and open that."""
        if edit is None:
            self._leave()
        else:

            def operation(writer: Writer) -> None:
                edit.operation(writer)
                self._leave()
                raise PowerCutError

            with suppress(PowerCutError, InvalidRowsError):
                self.session.execute(edit.label, operation)
        self.session.store.close()
        if edit is None or self._left().exists():
            self._path = self._left()
            self._moments += 1
        self.session = self._opened()
        self._compare(self.plain)

    def attempt(self, act: Callable[[], object], predict: Callable[[Plain], object]) -> None:
        """Do a thing to the file and to the tables: both refuse it, or both are the same afterwards."""
        after, why, refusal = self.plain.copied(), "", ""
        try:
            predict(after)
        except RefusedError as error:
            after, why = self.plain, str(error)
        try:
            act()
        except PartnerTrackerError as error:
            refusal = told(error)
        assert bool(why) == bool(refusal), f"the tables say “{why}” and the file says “{refusal}”"
        self.settle(after)

    def settle(self, after: Plain) -> None:
        """Compare the file with the tables as they are to be now, and note the step if there was one."""
        self._compare(after)
        before, self.plain = self.plain, after
        step = self.session.store.undoable()
        number = self.session.store.last_step()
        if after == before:
            return
        assert step is not None
        assert step.number == number, "something changed, and there is no step for it"
        self.steps = [each for each in self.steps if each.state == "applied"]
        self.steps.append(Made(number, before, after))

    def undo(self) -> None:
        """Undo the last step that is applied; there is nothing to undo where the tables know of none."""
        made = next((each for each in reversed(self.steps) if each.state == "applied"), None)
        if made is None:
            step = self.session.store.undoable()
            assert step is None or step.number == 1, "a step that changed nothing can be undone"
            return
        self.session.undo()
        made.state, self.plain = "undone", made.before
        self._compare(self.plain)

    def redo(self) -> bool:
        """Redo the first undone step; tells whether there is one."""
        made = next((each for each in self.steps if each.state == "undone"), None)
        try:
            self.session.redo()
        except NothingToUndoError:
            assert made is None, "the file can't redo what was undone last"
            return False
        assert made is not None, "the file redoes what the tables know nothing of"
        made.state, self.plain = "applied", made.after
        self._compare(self.plain)
        return True

    def end(self) -> None:
        """Undo everything and do everything again: byte for byte as it was at first, and at last."""
        while self.redo():
            pass
        last, whole = exports(self.session), inner(self.session)
        while any(each.state == "applied" for each in self.steps):
            self.undo()
        self.undo()
        assert exports(self.session) == self.first
        while self.redo():
            pass
        assert exports(self.session) == last
        assert inner(self.session) == whole
        assert self.session.store.check() == []
        self.session.store.close()

    def key(self, table: str, row_id: str) -> int:
        return self.session.store.keys_of(table, [row_id])[row_id]

    def name(self, partner: str) -> str:
        return self.plain.rows["partners"][partner]["name"]

    def values(self, table: str, texts: Texts) -> Row:
        """Return what texts mean when they are typed, other rows by name; raises InvalidRowsError."""
        read = read_texts(self.session, table, self.typed(texts))
        if read.problems:
            raise InvalidRowsError(read.problems)
        return read.values

    def typed(self, texts: Mapping[str, str]) -> Texts:
        """Return texts as a person types them: a partner by its name."""
        found = dict(texts)
        for name in ("source_partner", "partner"):
            if found.get(name):
                found[name] = self.name(found[name])
        scope = found.get("scope", "")
        if scope.startswith(OF_PARTNER):
            found["scope"] = OF_PARTNER + self.name(scope.removeprefix(OF_PARTNER))
        return found

    def _compare(self, plain: Plain) -> None:
        found = {table: exported_rows(text) for table, text in exports(self.session).items()}
        ids: dict[str, str] = {}
        for table, rows in found.items():
            new = [row["id"] for row in rows if row["id"] not in plain.born]
            stand_ins = plain.new(table)
            ids |= dict(zip(stand_ins, new, strict=False))
        plain.named(ids)
        for table, rows in found.items():
            expected = plain.texts(table)
            for is_there, to_be in zip_longest(rows, expected):
                assert is_there == to_be, f"{table}: {differing(is_there, to_be)}"
        fields = [(each.table, each.name, each.label, each.kind, each.choices) for each in plain.fields]
        declared = [each[:5] for each in declared_texts(self.session.store)]
        assert sorted(declared) == sorted(fields)
        pairs = self.session.store.find("distinct_pairs", {})
        apart = {frozenset((str(each["one"]), str(each["other"]))) for each in pairs}
        assert apart == plain.apart

    def _opened(self) -> Session:
        store = open_file(self._path, backups=self._path.parent / "backups")
        assert store.state.read_only == ""
        return Session(store, Clock(today=lambda: self._day, now=self._now), "Anna")

    def _now(self) -> str:
        self._moments += 1
        return f"{self._day}T12:00:00.{self._moments:06}Z"

    def _left(self) -> Path:
        return self._path.with_name(f"left {self._moments}.sqlite3")

    def _leave(self) -> None:
        """Copy the file with its journal as they lie on the disk now."""
        left = self._left()
        shutil.copyfile(self._path, left)
        journal = self._path.with_name(f"{self._path.name}-journal")
        if journal.exists():
            shutil.copyfile(journal, left.with_name(f"{left.name}-journal"))


def exports(session: Session) -> dict[str, str]:
    """Return every table's CSV export."""
    found = {}
    for each in EXCHANGED:
        out = io.StringIO(newline="")
        export_table(session, each.table, out)
        found[each.table] = out.getvalue()
    return found


def inner(session: Session) -> dict[str, list[object]]:
    """Return what lies in the file itself, keys and all, table by table."""
    return {each.table: list(session.store.each(each.table, each.columns)) for each in ENTITIES}


def differing(one: Texts | None, other: Texts | None) -> str:
    """Return in words what differs between a row of the file and one of the tables."""
    if one is None or other is None:
        return f"{one or other} is only in the {'tables' if one is None else 'file'}"
    pairs = {name: (text, other.get(name)) for name, text in one.items() if other.get(name) != text}
    return f"{one['id']} {pairs}"


def told(error: PartnerTrackerError) -> str:
    """Return an error's sentences."""
    problems = error.problems if isinstance(error, InvalidRowsError) else ()
    return " ".join([str(error), *(each.sentence for each in problems)])
