"""One import, from choosing a file to the step in the log: what is known, and the work on the file lane."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from partnertracker.domain.custom import kind_of
from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.importing.checking import Checked
from partnertracker.gui.importing.saved import last_name
from partnertracker.gui.importing.saving import keep_mapping, save_rejects
from partnertracker.gui.importing.sheet import Sheet, Wish, Words, look, merged, words_in
from partnertracker.gui.importing.telling import Telling
from partnertracker.gui.importing.undertaking import Errands, StoppedError, Tell, Undertaking
from partnertracker.services.importing import (
    Alike,
    Choice,
    Copied,
    FileFormat,
    ImportMapping,
    ImportRequest,
    MappingLibrary,
    Source,
    alike_in,
    carry_out,
    guess,
    name_of,
    plan,
    settled,
)
from partnertracker.services.importing.mapping import with_part
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session


class Job(QObject):
    """Knows the file, its mapping and its plan; everything slow happens on the file lane."""

    looked = Signal(object)
    """A file was read: the ``Sheet``."""

    counted = Signal(object)
    """The values of some columns were counted: ``Words``."""

    planned = Signal()
    """There is a plan: ``checked``."""

    written = Signal(object)
    """The import is done: the ``Outcome``."""

    mapping_kept = Signal(str)
    """The mapping was saved under this name."""

    rejects_saved = Signal(object)
    """The rejected rows were written to this ``Path``."""

    failed = Signal(object)
    """Something failed in a way that the program foresees: the ``PartnerTrackerError``."""

    def __init__(self, desk: Desk, table: str, library: MappingLibrary | None, parent: QObject) -> None:
        """Start without a file."""
        super().__init__(parent)
        self._desk = desk
        self._library = library
        self._origin: Path | Copied | None = None
        self._way: FileFormat | None = None
        self._table = table
        self._asked: ImportRequest | None = None
        self._choices: dict[Alike, Choice] = {}
        self.undertaking = Undertaking(desk, self)
        self.undertaking.failed.connect(self.failed)
        self.undertaking.ended.connect(self._on_ended)
        self.errands = Errands(desk)
        self.said = FileFormat()
        self.sheet: Sheet | None = None
        self.checked: Checked | None = None
        self.is_writing = False

    @property
    def is_ready(self) -> bool:
        """Whether file and table are chosen and the file can be read in one way only."""
        return self.sheet is not None and self.sheet.mapping is not None and not self.sheet.questions

    def choose_file(self, path: Path) -> None:
        """Read another file; what was said of the last one is forgotten."""
        self._begin(path)

    def take_copied(self, copied: Copied) -> None:
        """Read what was copied elsewhere."""
        self._begin(copied)

    def choose_table(self, table: str) -> None:
        """Take another table for the rows."""
        self._table = table
        self._choices = {}
        self.look()

    def answer(self, topic: str, value: str) -> None:
        """Take what the person says of the file's format."""
        self.said = with_part(self.said, topic, value)

    def look(self) -> None:
        """Read the beginning of the file with what is known of it."""
        if self._origin is None:
            return
        held = self._held()
        wish = Wish(self._origin, self.said, self._table, held)
        library = self._library
        if held is None:
            self._forget_sheet()
        self.sheet = None
        self.undertaking.ask(
            f"Reading {name_of(wish.origin)}…",
            lambda session, tell: look(session, wish, library, tell),
            self._take_sheet,
        )

    def count_words(self, headers: list[str]) -> None:
        """Count the different values of some columns of the file."""
        if self.sheet is not None:
            source = self.sheet.source
            self.errands.ask(
                lambda: words_in(source, headers, self.errands.stay), self._take_words(source), self.fail
            )

    def guessed(self) -> ImportMapping:
        """Return the mapping that the names of the columns suggest."""
        kind = kind_of(self._desk.facts, self._table)
        return guess(kind, self.sheet.source.header if self.sheet is not None else ())

    def formatted(self, mapping: ImportMapping) -> ImportMapping:
        """Return a mapping with what the person has said of the format."""
        return replace(mapping, format=merged(mapping.format, self.said))

    def check(self, request: ImportRequest) -> None:
        """Work out what the import would do."""
        self._asked = replace(request, mapping=self.formatted(request.mapping))
        self._check(self._asked)

    def settle(self, alike: Alike, choice: str) -> None:
        """Take what is to become of a new partner, and work out again what the import would do."""
        self._choices[alike] = Choice(choice)
        if self._asked is not None:
            self._check(self._asked)

    def _check(self, asked: ImportRequest) -> None:
        self._forget_plan()
        choices = dict(self._choices)

        def work(session: Session, tell: Tell) -> Checked:
            request = settled(asked, session.kind(asked.mapping.table), choices)
            planned = plan(session, request, tell)
            found = alike_in(session.store, planned, tell)
            still = {each: choice for each, choice in choices.items() if choice is not Choice.ADD}
            told = {**still, **dict.fromkeys(found, Choice.ADD)}
            in_order = {each: told[each] for each in (*choices, *told) if each in told}
            return Checked(planned, Telling(session, planned, request.mapping), request.mapping, in_order)

        self.undertaking.ask(f"Checking the rows of {asked.source.name}…", work, self._take_plan)

    def carry_out(self) -> None:
        """Write what was planned in one step; a backup is made first, unless the file is new."""
        if self.checked is None:
            return
        planned = self.checked.plan
        rows = formats.counted(planned.new + planned.changed, "row")

        def work(session: Session, tell: Tell) -> Outcome:
            tell(0.0)
            if session.store.last_step():
                session.store.backup()
            return carry_out(session, planned, tell)

        self.is_writing = True
        self.undertaking.change(f"Importing {rows}…", work, self._take_outcome)

    def save_rejects(self, path: Path) -> None:
        """Write the rejected rows as a file of their own."""
        if self.checked is None:
            return
        planned, source = self.checked.plan, self._origin
        taken = [source] if isinstance(source, Path) else []
        self.undertaking.ask(
            "Saving the rejected rows…",
            lambda session, _tell: save_rejects(planned, path, (*taken, session.store.state.path)),
            lambda _rows: self.rejects_saved.emit(path),
        )

    def name_for_rejects(self) -> str:
        """Return where the rejected rows would best lie: beside the file they come from."""
        source = self._origin
        name = f"{Path(name_of(source)).stem} rejects.csv" if source is not None else ""
        return str(source.with_name(name)) if isinstance(source, Path) else name

    def keep_mapping(self, name: str, mapping: ImportMapping) -> None:
        """Save the mapping under a name."""
        library, kept = self._library, self.formatted(mapping)
        if library is not None:
            self.errands.ask(
                lambda: keep_mapping(library, name, kept),
                lambda _none: self.mapping_kept.emit(name),
                self.fail,
            )

    def close(self) -> None:
        """Let go of the file and the plan."""
        self.errands.close()
        self._forget_plan()
        self._forget_sheet()

    def _begin(self, origin: Path | Copied) -> None:
        self._origin = origin
        self._way = None
        self._choices = {}
        self.said = FileFormat()
        self.look()

    def _held(self) -> Source | None:
        """Return the list where reading it anew would give the same: what is said of dates changes nothing.

        A file of text is read anew: it may have changed, and its beginning is read in a moment.
        """
        way = replace(self.said, date="", decimal="", percent="")
        last, self._way = self._way, way
        source = self.sheet.source if self.sheet is not None else None
        return source if source is not None and source.path is None and last == way else None

    def _on_ended(self) -> None:
        self.is_writing = False

    def _take_sheet(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.looked.emit(sheet)

    def _take_words(self, source: Source) -> Callable[[Words], None]:
        def take(words: Words) -> None:
            if self.sheet is not None and self.sheet.source is source:
                self.counted.emit(words)

        return take

    def _take_plan(self, checked: Checked) -> None:
        self.checked = checked
        self._choices = dict(checked.choices)
        self.planned.emit()

    def _take_outcome(self, outcome: Outcome) -> None:
        if self._library is not None and self.checked is not None:
            library, mapping = self._library, self.checked.mapping
            name = last_name(mapping.table, self.checked.plan.source.header)

            def remember() -> None:
                # a convenience for the next time: the import is done, whether this works or not
                with suppress(PartnerTrackerError):
                    keep_mapping(library, name, mapping)

            self.errands.ask(remember, lambda _none: None)
        self.written.emit(outcome)

    def fail(self, error: Exception) -> None:
        """Tell what the program foresees here, and hand a bug on to the window."""
        if isinstance(error, StoppedError):
            return
        if isinstance(error, PartnerTrackerError):
            self.failed.emit(error)
        else:
            self._desk.failed.emit(error)

    def _forget_plan(self) -> None:
        if self.checked is not None:
            planned, self.checked = self.checked.plan, None
            self._desk.ask(lambda _session: planned.close(), lambda _none: None)

    def _forget_sheet(self) -> None:
        if self.sheet is not None:
            source, self.sheet = self.sheet.source, None
            self._desk.ask(lambda _session: source.close(), lambda _none: None)
