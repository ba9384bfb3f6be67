"""Small windows: a new file, the shortcut sheet, about."""

import contextlib
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt, qVersion
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

import partnertracker
from partnertracker.domain.settings import Settings
from partnertracker.gui.actions import ACTIONS, MENUS
from partnertracker.gui.pagekeys import PAGE_KEYS
from partnertracker.gui.theme.controls import (
    button,
    cancel_button,
    close_button,
    foot,
    label,
    page_column,
    scrolling,
)
from partnertracker.gui.theme.elided import ChoiceBox
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import GAP, STEP
from partnertracker.services.configuring import CURRENCIES, MONTHS
from partnertracker.services.folders import SUFFIX

FILTER = f"Partner Tracker files (*{SUFFIX})"
_WIDTH = 520
_MOST_COLUMNS = 4
_BAR = 4 * STEP
"""Room for the bar that scrolls."""

_Line = tuple[str, tuple[str, ...]]
_Block = tuple[str, list[_Line]]


class NewFileDialog(QDialog):
    """Asks where a new file shall lie and what can't be changed easily later."""

    def __init__(self, parent: QWidget) -> None:
        """Suggest a file in the person's documents that is not there yet."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New file")
        self.setMinimumWidth(scaled(_WIDTH))
        self.where = QLineEdit(str(_free_path(documents())))
        self.where.setAccessibleName("File")
        self.where.textChanged.connect(self._check)
        browse = button("Choose…")
        browse.clicked.connect(self._browse)
        line = QHBoxLayout()
        line.addWidget(self.where, 1)
        line.addWidget(browse)
        self.currency = ChoiceBox()
        self.currency.setAccessibleName("Currency")
        self.currency.addItems(CURRENCIES)
        self.year = ChoiceBox()
        self.year.setAccessibleName("Fiscal year starts in")
        self.year.addItems(MONTHS)
        self.wrong = label(role="error")
        self.wrong.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(2 * STEP)
        form.addRow(label("File"), line)
        form.addRow(label(), self.wrong)
        form.addRow(label("Currency"), self.currency)
        form.addRow(label("Fiscal year starts in"), self.year)
        self.confirm = button("Create", "primary")
        self.confirm.setDefault(True)
        self.confirm.clicked.connect(self.accept)
        layout = page_column(self)
        layout.addWidget(label("New file", "title"))
        layout.addLayout(form)
        layout.addLayout(foot(cancel_button(self), self.confirm))
        self._check()

    @property
    def path(self) -> Path:
        """Where the file shall lie."""
        path = Path(self.where.text().strip())
        with contextlib.suppress(RuntimeError):  # the home of nobody
            path = path.expanduser()
        return path if path.suffix == SUFFIX or not path.name else path.with_name(path.name + SUFFIX)

    @property
    def settings(self) -> Settings:
        """What was chosen."""
        return Settings(currency=self.currency.currentText(), fiscal_year_start=self.year.currentIndex() + 1)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "New file", str(self.path), FILTER)
        if chosen:
            self.where.setText(chosen)

    def _check(self) -> None:
        try:
            sentence = self._problem()
        except OSError as error:  # a name too long, a folder that may not be looked into
            sentence = f"There can be no file: {error.strerror}. Choose another name or folder."
        self.wrong.setText(sentence)
        self.confirm.setEnabled(not sentence)

    def _problem(self) -> str:
        """Return what is wrong with the place; empty when a file can be made there."""
        if not self.path.name:
            return "Give the file a name."
        if not self.path.is_absolute():
            return "Give the whole path, beginning with the drive or /."
        if self.path.exists():
            return "There is a file of that name already: choose another name."
        return "" if self.path.parent.is_dir() else "There is no such folder."


class ShortcutSheet(QDialog):
    """Every command with its keys, menu by menu, and every key that a part of a page has for itself."""

    def __init__(self, parent: QWidget) -> None:
        """Lay out what ``ACTIONS`` and ``PAGE_KEYS`` hold, within the window."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Keyboard shortcuts")
        keys = _columns_within(parent.width() - 2 * GAP - _BAR)
        area = scrolling(keys)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll it
        area.setAccessibleName("Keyboard shortcuts")
        close = close_button(self, "primary")
        close.setDefault(True)
        layout = page_column(self, GAP)
        layout.addWidget(label("Keyboard shortcuts", "title"))
        layout.addWidget(area, 1)
        layout.addLayout(foot(close))
        around = self.sizeHint() - area.sizeHint() + QSize(_BAR, 0)
        self.resize((keys.sizeHint() + around).boundedTo(parent.size()))


class AboutDialog(QDialog):
    """What this is, its version, and whose work it builds on."""

    def __init__(self, parent: QWidget) -> None:
        """Say it in plain words."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("About Partner Tracker")
        self.setMinimumWidth(scaled(_WIDTH))
        close = close_button(self, "primary")
        close.setDefault(True)
        layout = page_column(self, 2 * STEP)
        layout.addWidget(label("Partner Tracker", "title"))
        for sentence in (
            f"Version {partnertracker.__version__}, with Qt {qVersion()}.",
            "Partners, deals, targets and health of a partner programme, in one file on your own computer.",
            "Nothing is sent anywhere.",
            "MIT licence. Qt is used under the LGPL; its libraries stay replaceable.",
            "Icons by Lucide (ISC licence).",
        ):
            words = label(sentence)
            words.setWordWrap(True)
            layout.addWidget(words)
        layout.addLayout(foot(close))


def documents() -> Path:
    """Return the folder that a person's files usually lie in."""
    return Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation) or Path.home()
    )


def _free_path(folder: Path) -> Path:
    folder = folder if folder.is_dir() else Path.home()
    number = 1
    path = folder / f"partner-programme{SUFFIX}"
    while path.exists():
        number += 1
        path = folder / f"partner-programme-{number}{SUFFIX}"
    return path


def _blocks() -> list[_Block]:
    """Return each menu and each place with what can be done there, and the keys that do it."""
    menus = [
        (
            menu,
            [
                (each.text.rstrip("…"), each.shortcuts)
                for each in ACTIONS
                if each.menu == menu and each.shortcuts
            ],
        )
        for menu in MENUS
    ]
    places = dict.fromkeys(each.place for each in PAGE_KEYS)
    return [
        *menus,
        *((place, [(each.text, each.keys) for each in PAGE_KEYS if each.place == place]) for place in places),
    ]


def _columns_within(width: int) -> QWidget:
    """Return all keys in as many columns as stand side by side in that width, of which there are few."""
    blocks = _blocks()
    pages = (_columns_of(blocks, count) for count in range(_MOST_COLUMNS, 1, -1))
    return next((page for page in pages if page.sizeHint().width() <= width), _columns_of(blocks, 1))


def _columns_of(blocks: Sequence[_Block], count: int) -> QWidget:
    """Return blocks in columns, each block in what is then the shortest one."""
    page = QWidget()
    line = QHBoxLayout(page)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(2 * GAP)
    columns = [QGridLayout() for _ in range(count)]
    for column in columns:
        column.setHorizontalSpacing(GAP)
        column.setVerticalSpacing(STEP)
        column.setColumnStretch(0, 1)
        line.addLayout(column)
    for name, lines in blocks:
        _add_block(min(columns, key=QGridLayout.rowCount), name, lines)
    for column in columns:
        column.setRowStretch(column.rowCount(), 1)
    return page


def _add_block(column: QGridLayout, name: str, lines: Sequence[_Line]) -> None:
    """Add a heading and its lines; the keys of all blocks in a column stand below each other."""
    first = column.rowCount()
    heading = label(name, "heading")
    heading.setContentsMargins(0, 0 if first == 1 else 3 * STEP, 0, 0)
    column.addWidget(heading, first, 0, 1, 2)
    for row, (text, shortcuts) in enumerate(lines, start=first + 1):
        keys = (QKeySequence(each).toString(QKeySequence.SequenceFormat.NativeText) for each in shortcuts)
        column.addWidget(label(text), row, 0)
        column.addWidget(label("  or  ".join(keys), "muted"), row, 1)
