"""Draws every page, light and dark, at 1440 × 900 with the demo file: ``python -m tests.screenshots``."""

import sys
import tempfile
from datetime import date
from pathlib import Path

import numpy as np
from PySide6.QtCore import QThread
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from partnertracker.domain.settings import Settings
from partnertracker.gui.frame import Frame
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.importing.dialog import ImportDialog
from partnertracker.gui.lane import InPlace
from partnertracker.gui.memory import Memory
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.opening import Files, Opener
from partnertracker.gui.partner.view import TABS, PartnerView
from partnertracker.gui.preferences import Preferences
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.gui.window import Window
from partnertracker.services.ports import Clock
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.gui.importing.steps import import_steps

TODAY = date(2026, 11, 21)
NOW = "2026-11-21T14:02:00.000000Z"
FONT = "Inter"
SIZE = (1440, 900)
METRIC = "sourced_revenue"


class Camera:
    """A window on the demo file, which is made once for all pictures."""

    def __init__(self, app: QApplication, here: Path, goal: Path) -> None:
        """Keep the demo file in ``here`` and write the pictures to ``goal``."""
        family = FONT if FONT in QFontDatabase.families() else ""
        self._app = app
        self._here = here
        self._goal = goal
        self._theme = Theme(app, "light", family)
        self._opener = Opener(Files(self._open, self._create), InPlace(), InPlace(), app)
        memory = Memory(here / "window.ini")
        demo = here / "channel-team.sqlite3"
        self._frame = Frame(self._theme, memory)
        self._window = Window(self._frame, self._opener, Preferences(), demo, here / "mappings")
        self._window.begin(None)
        self._frame.resize(*SIZE)
        self._frame.show()

    def shoot_all(self) -> list[Path]:
        """Draw the start and every page in both schemes; return the pictures."""
        made = [self._shoot(self._frame, "start", scheme) for scheme in ("light", "dark")]
        self._theme.choose("light")
        self._window.open_demo()
        for page in (*VIEWS, SETTINGS):
            self._show(page.name)
            made += [self._shoot(self._frame, page.name, scheme) for scheme in ("light", "dark")]
            self._theme.choose("light")
        made += self._shoot_tabs()
        made += self._shoot_partner()
        made += self._shoot_import()
        self._frame.close()
        return made

    def _shoot_tabs(self) -> list[Path]:
        """Draw what else there is to know of a metric."""
        workspace = self._window.workspace
        assert workspace is not None
        self._show("metrics")
        view = workspace.view
        assert isinstance(view, MetricsView)
        view.show_metric("pipeline")
        made = []
        for tab in range(1, view.detail.tabs.count()):
            view.detail.tabs.setCurrentIndex(tab)
            name = f"metrics-{view.detail.tabs.tabText(tab).lower()}"
            made += [self._shoot(self._frame, name, scheme) for scheme in ("light", "dark")]
        return made

    def _shoot_import(self) -> list[Path]:
        """Draw the steps of an import, from a workbook to partners that may be there already."""
        workspace = self._window.workspace
        assert workspace is not None
        name = workspace.desk.facts["partners"].text("name", 0) or ""
        dialog = ImportDialog(workspace.desk, "deals", self._frame)
        dialog.show()
        made: list[Path] = []
        for step in import_steps(dialog, self._here / "Pipeline.xlsx", name):
            made += [self._shoot(dialog, f"import-{step}", scheme) for scheme in ("light", "dark")]
            self._theme.choose("light")
        dialog.reject()
        return made

    def _shoot_partner(self) -> list[Path]:
        """Draw each tab of the page of the partner with most deals."""
        workspace = self._window.workspace
        assert workspace is not None
        facts = workspace.desk.facts
        source = facts["deals"]["source_partner"]
        key = int(facts["partners"].keys[np.bincount(source[source >= 0]).argmax()])
        self._show("partners")
        workspace.view.show_record("partners", key)
        workspace.open_partner_page()
        view = workspace.view
        assert isinstance(view, PartnerView)
        made = []
        for tab in TABS:
            view.turn_to(tab)
            made += [self._shoot(self._frame, f"partner-{tab}", scheme) for scheme in ("light", "dark")]
            self._theme.choose("light")
        return made

    def _show(self, name: str) -> None:
        workspace = self._window.workspace
        assert workspace is not None
        workspace.show_page(name)
        self._settle()
        table = workspace.view.listed
        if table:
            workspace.view.show_record(table, int(workspace.desk.facts[table].keys[-3]))
        workspace.view.show_metric(METRIC)
        if isinstance(workspace.view, HealthView):
            self._choose_partner(workspace.view)
        self._settle()

    def _choose_partner(self, view: HealthView) -> None:
        """Choose the partner in the red whose year has most to show: bookings and pipeline."""

        def months(key: int) -> int:
            view.board.choose(key)
            chart = view.panel.chart.data
            return sum(bool(point.value) + bool(point.line) for point in chart.points) if chart else 0

        cards = view.board.columns["red"].list.cards
        keys = [card.key for row in range(cards.rowCount()) if (card := cards.card(row)) is not None]
        view.board.choose(max(keys, key=months))

    def _shoot(self, widget: QWidget, name: str, scheme: str) -> Path:
        self._theme.choose(scheme)
        self._settle()
        path = self._goal / (f"{name}.png" if scheme == "light" else f"{name}-{scheme}.png")
        widget.grab().save(str(path))
        return path

    def _settle(self) -> None:
        """Let timers fire and layouts come to rest."""
        for _ in range(10):
            self._app.processEvents()
            QThread.msleep(30)

    def _open(self, path: Path) -> Session:
        clock = Clock(today=lambda: TODAY, now=lambda: NOW)
        return Session(open_file(path, backups=self._here / "backups"), clock, "AK")

    def _create(self, path: Path, settings: Settings) -> Session:
        create_file(path, settings)
        return self._open(path)


def main(goal: Path) -> int:
    """Draw everything into a folder."""
    goal.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as here:
        for path in Camera(app, Path(here), goal).shoot_all():
            print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/screenshots")))
