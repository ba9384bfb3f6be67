"""Whatever arrives late while somebody types: each record holds what was typed for it, all of it."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from string import ascii_lowercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.held import Held
from tests.storage.memory import open_memory

THERE = "abc"
"""The names of the partners at the beginning; each later one has a letter of its own, too."""


class Typist:
    """Somebody at the page of partners, whose file and figures answer when the law says so.

    Each partner is called by one letter, over and over: what stands in the form says for whom it is typed.
    """

    def __init__(self, view: PartnersView, session: Session, lanes: tuple[Held, Held]) -> None:
        self.view = view
        self.typed = Counter(THERE)
        self._session = session
        self._lanes = lanes
        self._begun = len(THERE) - 1

    def type(self, _at: int) -> None:
        box = self.view.form.boxes["name"].entry
        if not box.isVisible() or self.view.form.is_free:
            return
        if not box.hasFocus():
            box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_End)  # what is chosen would be typed over
        letter = box.text()[:1] or ascii_lowercase[self._begun]
        self.typed[letter] += 1
        QTest.keyClicks(box, letter)

    def begin(self, _at: int) -> None:
        if not self.typed[ascii_lowercase[self._begun]]:
            return
        if self._begun + 1 < len(ascii_lowercase):
            self._begun += 1
            self.view.new_record()

    def leave(self, _at: int) -> None:
        focused = QApplication.focusWidget()
        if focused is not None:
            QTest.keyClick(focused, Qt.Key.Key_Tab)

    def save(self, _at: int) -> None:
        self.view.form.save_now()

    def pause(self, _at: int) -> None:
        self.view.form.save()

    def choose(self, at: int) -> None:
        grid = self.view.grid
        if rows := grid.rows.rowCount():
            grid.setFocus()
            grid.go_to(at % rows, grid.currentIndex().column())

    def look_up(self, at: int) -> None:
        """Show a partner that was searched for."""
        keys = self.view.desk.facts["partners"].keys
        self.view.show_record("partners", int(keys[at % len(keys)]))

    def go_back(self, _at: int) -> None:
        """Go to what waits to be saved."""
        if self.view.drafts.isVisible():
            self.view.drafts.click()

    def file(self, _at: int) -> None:
        self._lanes[0].go_on(1)

    def figures(self, _at: int) -> None:
        self._lanes[1].go_on(1)

    def rest(self) -> None:
        """Let everything be saved and arrive."""
        for _ in range(3):
            self.view.form.save()
            while self._lanes[0].waiting or self._lanes[1].waiting:
                for lane in self._lanes:
                    lane.go_on()

    def found(self) -> list[str]:
        """Return the names of all partners: those stored, as they are typed now, and those that wait."""
        form = self.view.form
        waiting = {draft.key: draft.texts["name"] for draft in form.waiting if "name" in draft.texts}
        shown = {form.key: form.boxes["name"].entry.text()} if not form.is_free else {}
        stored = {int(str(row["key"])): str(row["name"]) for row in self._session.store.find("partners", {})}
        new = [draft.texts["name"] for draft in form.waiting if draft.key is None]
        kept = {key: text for key, text in {**waiting, **shown}.items() if key is not None}
        return [*{**stored, **kept}.values(), *new, *([shown[None]] if None in shown else [])]


DOINGS = (
    *(Typist.type, Typist.type, Typist.type, Typist.begin, Typist.begin, Typist.leave, Typist.save),
    *(Typist.pause, Typist.choose, Typist.look_up, Typist.go_back),
    *(Typist.file, Typist.file, Typist.figures, Typist.figures),
)


def fill(writer: Writer) -> None:
    writer.insert("partners", [{"name": name} for name in THERE])


@contextmanager
def typist(theme: Theme) -> Iterator[Typist]:
    QLocale.setDefault(QLocale("en_US"))
    clock = Clock(today=lambda: programme.TODAY, now=lambda: "2026-11-21T12:00:00.000000Z")
    session, lanes = Session(open_memory(Settings()), clock, "AK"), (Held(), Held())
    session.execute("Fill", fill)
    today = day_of(programme.TODAY.isoformat())
    desk = Desk(session, session.facts, Choice(period_containing(today, "quarter"), today), *lanes)
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    with tempfile.TemporaryDirectory() as folder:
        view = PartnersView(desk, theme, Memory(Path(folder) / "window.ini"))
        view.show()
        QTest.qWaitForWindowActive(view)
        yield Typist(view, session, lanes)
        view.close()
        view.deleteLater()
    assert failures == []
    session.store.close()


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(DOINGS), st.integers(0, 30)), min_size=4, max_size=30))
def test_what_is_typed_is_stored_or_waits_and_stands_where_it_was_typed(
    theme: Theme, doings: Sequence[tuple[Callable[[Typist, int], None], int]]
) -> None:
    with typist(theme) as person:
        for do, at in doings:
            do(person, at)
        person.rest()
        found = person.found()
        assert all(len(set(name)) == 1 for name in found if name), found
        assert Counter("".join(found)) == +person.typed
        assert len(set(found)) == len(found)
