"""Long work away from the window's thread: it tells how far it is, and stops when asked."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from xlsxwriter import Workbook

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.importing.checking import NEW
from partnertracker.gui.importing.dialog import CHECK, MAP, ImportDialog
from partnertracker.gui.importing.undertaking import StoppedError, Tell, Undertaking
from partnertracker.gui.importing.waiting import PATIENCE, Waiting
from partnertracker.gui.lane import Lane
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.importing.delimited import Delimited
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_file
from tests.gui.importing.conftest import CLOCK
from tests.gui.importing.person import Person
from tests.gui.inplace import InPlace

SOON = 10_000


@pytest.fixture
def desk(qapp: QApplication, qtbot: QtBot, theme: Theme, live: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk over the empty file with a thread of its own, as in the window."""
    del theme
    lane = Lane("file", qapp)
    opened: list[Session] = []
    failures: list[Exception] = []

    def work() -> Session:
        session = Session(open_file(live, backups=tmp_path / "backups"), CLOCK, "AK")
        session.load()
        return session

    lane.run(work, opened.append, failures.append)
    qtbot.waitUntil(lambda: bool(opened or failures), timeout=SOON)
    today = day_of("2026-11-21")
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(opened[0], opened[0].facts, choice, lane, InPlace(), parent=qapp)
    desk.failed.connect(failures.append)
    yield desk
    lane.run(opened[0].store.close, lambda _none: None, failures.append)
    lane.close()
    desk.deleteLater()
    lane.deleteLater()
    assert failures == []


@pytest.fixture
def many_deals(tmp_path: Path) -> Path:
    path = tmp_path / "many.csv"
    rows = (f"Deal {n},Customer {n % 50},lead,{n},2026-01-02,X{n}\n" for n in range(60_000))
    path.write_text("name,customer,stage,value,created_on,external_id\n" + "".join(rows), encoding="utf-8")
    return path


def test_reading_a_workbook_is_stopped_and_leaves_no_process(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "many.xlsx"
    with Workbook(str(path), {"constant_memory": True}) as made:
        sheet = made.add_worksheet()
        for number in range(30_000):
            sheet.write_row(number, 0, ["name" if not number else f"Partner {number}", "Gold", number])
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *arguments: object, **options: object) -> None:
            super().__init__(*arguments, **options)  # type: ignore[call-overload]
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    dialog = ImportDialog(desk, "partners")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.choose_file(path)
    qtbot.waitUntil(lambda: bool(started), timeout=SOON)
    dialog.footer.waiting.stopped.emit()
    qtbot.waitUntil(lambda: not dialog.job.undertaking.busy, timeout=SOON)
    assert dialog.job.sheet is None
    assert not dialog.footer.on_button.isEnabled()
    assert [each.returncode is None for each in started] == [False]


def test_work_is_told_to_stop_at_its_next_word(desk: Desk, qtbot: QtBot) -> None:
    undertaking = Undertaking(desk, desk)
    begun = threading.Event()

    def work(_session: Session, tell: Tell) -> None:
        for share in range(1_000_000):
            tell(share / 1_000_000)
            begun.set()
            threading.Event().wait(0.001)

    results: list[None] = []
    undertaking.ask("Working…", work, results.append)
    assert undertaking.busy
    assert begun.wait(SOON / 1000)
    with qtbot.waitSignal(undertaking.failed, timeout=SOON) as failed:
        undertaking.stop()
    assert failed.args is not None
    assert isinstance(failed.args[0], StoppedError)
    assert not undertaking.busy
    assert results == []


def test_a_newer_wish_replaces_the_one_under_way(desk: Desk, qtbot: QtBot) -> None:
    undertaking = Undertaking(desk, desk)
    release = threading.Event()
    results: list[str] = []

    def slow(_session: Session, tell: Tell) -> str:
        release.wait(SOON / 1000)
        tell(0.5)
        return "old"

    undertaking.ask("Old…", slow, results.append)
    undertaking.ask("New…", lambda _session, _tell: "new", results.append)
    release.set()
    qtbot.waitUntil(lambda: bool(results), timeout=SOON)
    assert results == ["new"]
    assert not undertaking.busy


def test_progress_shows_only_when_work_takes_longer_than_a_moment(qtbot: QtBot) -> None:
    waiting = Waiting()
    qtbot.addWidget(waiting)
    waiting.begin("Checking the rows…")
    assert not waiting.isVisible()
    qtbot.waitUntil(waiting.isVisible, timeout=PATIENCE + SOON)
    waiting.end()
    assert not waiting.isVisible()


def begin(desk: Desk, qtbot: QtBot, file: Path) -> Person:
    dialog = ImportDialog(desk, "deals")
    qtbot.addWidget(dialog)
    dialog.show()
    person = Person(dialog)
    person.chooses_file(file)
    qtbot.waitUntil(dialog.footer.on_button.isEnabled, timeout=SOON)
    person.goes_on()
    return person


def is_idle(person: Person) -> Callable[[], bool]:
    return lambda: not person.dialog.job.undertaking.busy


def test_a_stopped_import_leaves_nothing_behind(desk: Desk, qtbot: QtBot, many_deals: Path) -> None:
    person = begin(desk, qtbot, many_deals)
    person.goes_on()
    qtbot.waitUntil(lambda: person.dialog.pages.currentIndex() == CHECK, timeout=SOON)
    assert person.tab_titles()[NEW] == "60,000 new"
    person.goes_on()
    assert not person.dialog.pages.isEnabled()
    person.dialog.footer.waiting.stopped.emit()
    qtbot.waitUntil(is_idle(person), timeout=SOON)
    assert person.told == "Stopped: nothing was changed."
    assert person.dialog.pages.currentIndex() == CHECK
    assert len(desk.facts["deals"]) == 0
    steps: list[int] = []
    desk.ask(lambda session: session.store.last_step(), steps.append)
    qtbot.waitUntil(lambda: bool(steps), timeout=SOON)
    assert steps == [0]
    person.goes_on()
    qtbot.waitUntil(lambda: len(desk.facts["deals"]) == 60_000, timeout=SOON)
    qtbot.waitUntil(is_idle(person), timeout=SOON)


def test_a_stopped_check_stays_with_the_mapping(desk: Desk, qtbot: QtBot, many_deals: Path) -> None:
    person = begin(desk, qtbot, many_deals)
    person.goes_on()
    person.dialog.footer.waiting.stopped.emit()
    qtbot.waitUntil(is_idle(person), timeout=SOON)
    assert person.dialog.pages.currentIndex() == MAP
    assert person.told == ""


def test_closing_the_window_stops_the_work_first(desk: Desk, qtbot: QtBot, many_deals: Path) -> None:
    person = begin(desk, qtbot, many_deals)
    with qtbot.waitSignal(person.dialog.finished, timeout=SOON):
        person.goes_on()
        person.dialog.reject()
        assert person.dialog.isVisible()


def test_the_file_is_read_on_its_own_thread_only(
    desk: Desk, qtbot: QtBot, many_deals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[str] = set()
    chunks = Delimited.chunks

    def recorded(source: Delimited) -> object:
        threads.add(threading.current_thread().name)
        return chunks(source)

    monkeypatch.setattr(Delimited, "chunks", recorded)
    person = begin(desk, qtbot, many_deals)
    person.goes_on()
    qtbot.waitUntil(lambda: person.dialog.pages.currentIndex() == CHECK, timeout=SOON)
    qtbot.waitUntil(lambda: bool(person.rows(NEW)), timeout=SOON)
    assert threads
    assert all(name.startswith("file") for name in threads)
