"""What a person edits on the page of deals, measured until the Metrics page shows what follows from it."""

import time
from collections.abc import Callable, Mapping

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from benchmarks.at_work import AtWork
from partnertracker.domain.columns import NO_ROW, Array

_METRIC = "sourced_revenue"
_BEFORE_TYPING = 0.1
_BETWEEN_EDITS = 0.3


class Editor:
    """Edits deals in a window; every edit moves the revenue of the period on screen."""

    def __init__(self, window: AtWork) -> None:
        """Take a window with a file open, and wait for its metrics."""
        self._window = window
        self._count = 0
        window.workspace.show_page("metrics")
        window.until(lambda: self._shown() is not None)
        self._painting = _Painting(window.metrics.table.viewport(), self._shown)
        self.kinds: Mapping[str, Callable[[], QWidget]] = {
            "value": self._type_value,
            "won": self._type_won,
            "new": self._type_new,
        }

    def times(self, kind: str, edits: int, *, committed: bool = False) -> list[float]:
        """Edit that often; return the seconds from Enter to the painting of the metric's new value.

        Args:
            kind: one of ``kinds``.
            edits: how often.
            committed: whether to count from when the edit is on disk.
        """
        times = []
        for _ in range(edits):
            self._count += 1
            entry = self.kinds[kind]()
            before = self._painting.value
            start = time.perf_counter()
            QTest.keyClick(entry, Qt.Key.Key_Return)
            self._window.workspace.show_page("metrics")
            self._window.until(lambda before=before: self._painting.value != before)  # type: ignore[misc]
            times.append(time.perf_counter() - (self._window.committed if committed else start))
            self._window.rest(_BETWEEN_EDITS)
        return times

    def _type_value(self) -> QWidget:
        """Give a deal won in the period another value; return the field to press Enter in."""
        key = self._one_of(self._is("won") & self._closed_in_the_period())
        self._open(key)
        deals = self._window.workspace.desk.facts["deals"]
        cents = int(deals["value"][deals.positions_of([key])[0]])
        return self._type("value", str(cents // 100 + 1))

    def _type_won(self) -> QWidget:
        """Say that an open deal is won; its close becomes today."""
        self._open(self._one_of(self._is("proposal")))
        return self._type("stage", "Won")

    def _type_new(self) -> QWidget:
        """Enter a deal that was won today."""
        self._window.workspace.show_page("deals")
        self._window.workspace.new_record()
        for field, text in (
            ("name", f"New rollout {self._count}"),
            ("customer", f"New customer {self._count}"),
            ("source_partner", "Partner 00005"),
            ("stage", "Won"),
        ):
            self._type(field, text)
        self._window.rest(_BEFORE_TYPING)  # nobody types as fast as this
        return self._type("value", str(5000 + self._count))

    def _type(self, field: str, text: str) -> QWidget:
        entry = self._window.deals.form.boxes[field].entry
        entry.setFocus()
        entry.selectAll()
        QTest.keyClicks(entry, text)
        return entry

    def _open(self, key: int) -> None:
        form = self._window.deals_form(key)
        self._window.until(lambda: form.key == key and bool(form.boxes["value"].entry.text()))
        self._window.rest(_BEFORE_TYPING)

    def _one_of(self, wanted: Array) -> int:
        """Return the key of a deal from a partner for which ``wanted`` is true, another one each time."""
        deals = self._window.workspace.desk.facts["deals"]
        rows = np.flatnonzero(wanted & (deals["source_partner"] != NO_ROW))
        return int(deals.keys[rows[self._count * 37 % len(rows)]])

    def _is(self, stage: str) -> Array:
        deals = self._window.workspace.desk.facts["deals"]
        found: Array = deals["stage"] == deals.code("stage", stage)
        return found

    def _closed_in_the_period(self) -> Array:
        closed, period = self._window.workspace.desk.facts["deals"]["closed_on"], self._window.period
        inside: Array = (closed >= period.start) & (closed <= period.end)
        return inside

    def _shown(self) -> float | None:
        model = self._window.metrics.model
        figure = model.figure(model.row_of(_METRIC))
        return figure.value if figure else None


class _Painting(QObject):
    """Notes which value the metric had when it was painted last."""

    def __init__(self, viewport: QWidget, shown: Callable[[], float | None]) -> None:
        super().__init__(viewport)
        self._shown = shown
        self.value = shown()
        viewport.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt's name
        """Let the event pass."""
        if event.type() is QEvent.Type.Paint:
            self.value = self._shown()
        return False
