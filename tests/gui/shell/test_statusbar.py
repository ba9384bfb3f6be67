"""The status line tells what is saved and what is in the file."""

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.log import LogEnds, read_log
from partnertracker.gui.shell.statusbar import StatusBar
from partnertracker.services.session import Session
from tests.gui import programme


def texts(bar: StatusBar) -> list[str]:
    return [part.text() for part in bar.findChildren(QLabel)]


def test_it_tells_counts_file_and_currency(qtbot: QtBot, desk: Desk) -> None:
    bar = StatusBar(desk, "channel-team.sqlite3")
    qtbot.addWidget(bar)
    assert "channel-team.sqlite3" in texts(bar)
    assert "6 partners · 14 deals" in texts(bar)
    assert "All amounts in USD" in texts(bar)


def test_it_tells_when_the_newest_step_was_made(qtbot: QtBot, desk: Desk, session: Session) -> None:
    bar = StatusBar(desk, "x.sqlite3")
    qtbot.addWidget(bar)
    bar.show_log(read_log(session))
    assert any(text.startswith("● Saved") and ":00" in text for text in texts(bar))
    bar.show_log(LogEnds(None, None, None, f"{programme.TODAY.isoformat()}T09:30:00.000000Z"))
    assert "● Nothing to save yet" in texts(bar)
    assert any(text.startswith("Backup") and text.endswith(":30") for text in texts(bar))


def test_the_log_names_what_undo_and_redo_would_do(desk: Desk, session: Session) -> None:
    ends = read_log(session)
    assert ends.undoable is not None
    assert (ends.undoable.label, ends.redoable) == ("Fill the programme", None)
    desk.undo()
    ends = read_log(session)
    assert ends.redoable is not None
    assert (ends.undoable, ends.redoable.label) == (None, "Fill the programme")
