"""The page of metrics; and a programme entered in September and worked on since, for what looks back."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.model import Column
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import delete_rows
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.inplace import InPlace
from tests.gui.pages import on_screen
from tests.storage.memory import open_memory


def clock(day: str) -> Clock:
    """Return a clock on which it is noon of that day."""
    return Clock(today=lambda: date.fromisoformat(day), now=lambda: f"{day}T12:00:00.000000Z")


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[MetricsView]:
    """The page of metrics over the small programme."""
    view = on_screen(qtbot, MetricsView(desk, theme, memory))
    yield view
    theme.choose("light")


@pytest.fixture
def lived(qapp: QApplication) -> Iterator[Desk]:
    """A desk over a programme entered in September and worked on in October; now it is November."""
    session = Session(open_memory(Settings()), clock("2026-09-20"), "AK")

    def fill(writer: Writer) -> None:
        for table, rows in programme.rows().items():
            writer.insert(table, rows)

    def work(writer: Writer) -> None:
        writer.update("deals", 2, {"value": 13_000_000})
        writer.update("deals", 11, {"value": 7_700_100})
        late = writer.rows("deals", [4])[0]
        kept = {
            name: value
            for name, value in late.items()
            if name not in {"key", "id", "created_step", "external_id"}
        }
        writer.insert("deals", [kept | {"name": "Entered <late> & sound", "value": 500_000}])

    session.execute("Fill the programme", fill)
    session.clock = clock("2026-10-20")
    session.execute("Work", work)
    session.execute(*delete_rows(session, "deals", [4]))
    session.clock = clock("2026-11-21")
    today = day_of("2026-11-21")
    choice = Choice(period_containing(today, "quarter"), today)
    desk = Desk(session, session.facts, choice, InPlace(), InPlace(), parent=qapp)
    yield desk
    desk.deleteLater()
    session.store.close()


def cells(view: MetricsView, metric: str) -> list[str]:
    """Return what the row of a metric shows, column by column."""
    row = view.model.row_of(metric)
    return [str(view.model.index(row, column).data() or "") for column in Column]


def behind(view: MetricsView) -> list[list[str]]:
    """Return the rows behind the chosen metric, as they are listed."""
    rows = view.detail.figure.drill.rows.rows
    return [[str(rows.index(row, column).data()) for column in range(3)] for row in range(rows.rowCount())]
