"""The bottom edge: whether everything is saved, which file this is, and what is in it."""

from datetime import date, datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.log import LogEnds
from partnertracker.gui.theme.controls import label
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import BOTTOM, GAP, STEP


class StatusBar(QWidget):
    """One quiet line."""

    def __init__(self, desk: Desk, file_name: str) -> None:
        """Take the desk that it tells about, and the file's name."""
        super().__init__()
        self.setObjectName("bottom")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(scaled(BOTTOM))
        self._desk = desk
        self._saved, self._counts, self._backup, self._currency = (label(role="caption") for _ in range(4))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, 0, GAP, 0)
        layout.setSpacing(5 * STEP)
        for part in (self._saved, label(file_name, "caption"), self._counts, self._backup):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self._currency)
        desk.changed.connect(self._count)
        desk.stopped.connect(self._tell_read_only)
        self._count()

    def show_log(self, ends: LogEnds) -> None:
        """Show when the newest step and the newest backup were made."""
        if self._desk.read_only:
            self._tell_read_only()
        elif ends.newest is None:
            self._saved.setText("● Nothing to save yet")
        else:
            self._saved.setText(f"● Saved {_when(ends.newest.at, self._desk.today)}")
        self._backup.setText(f"Backup {_when(ends.backup, self._desk.today)}" if ends.backup else "")

    def _tell_read_only(self) -> None:
        self._saved.setText("● Read only")
        self._saved.setToolTip(self._desk.read_only)

    def _count(self) -> None:
        facts = self._desk.facts
        partners = formats.counted(len(facts["partners"]), "partner")
        deals = formats.counted(len(facts["deals"]), "deal")
        self._counts.setText(f"{partners} · {deals}")
        self._currency.setText(f"All amounts in {facts.settings.currency}")


def _when(at: str, today: date) -> str:
    """Return a moment of the log in local time: ``14:02`` today, else with its day."""
    moment = datetime.fromisoformat(at).astimezone()
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == today else f"{formats.short_date(moment.date(), today)} {clock}"
