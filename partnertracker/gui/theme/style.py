"""What Fusion is told beyond its palette: borders, corners, spacing and type."""

import re
from string import Template

from partnertracker.gui.theme.icons import resources
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import CARD_RADIUS, CONTROL_RADIUS, Tokens


def stylesheet_of(tokens: Tokens, caption: float) -> str:
    """Return the application's style sheet; what holds words is as high as they are.

    Args:
        tokens: the scheme's colours.
        caption: the size of captions in points.
    """
    colours = {name: getattr(tokens, name).name() for name in _COLOURS}
    red = tokens.red
    sheet = _SCALED.sub(lambda size: f"{size[1]}{scaled(int(size[2]))}px", _SHEET)
    return Template(sheet).substitute(
        colours,
        red=red.fill.name(),
        red_text=red.text.name(),
        red_soft=red.soft.name(),
        caption=f"{caption:.3f}pt",
        card=f"{CARD_RADIUS}px",
        control=f"{CONTROL_RADIUS}px",
        icons=(resources() / "icons").as_posix(),
        focused=f"{scaled(_BUTTON) - 2}px",
        scheme=tokens.name,
    )


_COLOURS = (
    "background",
    "surface",
    "line",
    "text",
    "muted",
    "accent",
    "accent_soft",
    "on_accent",
    "track",
)

_BUTTON = 28

_SCALED = re.compile(r"((?:min-height|font-size): )(\d+)px")

_SHEET = """
QLabel { background: transparent; }
QLabel[role="title"] { font-size: 17px; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="figure"] { font-size: 24px; font-weight: 600; }
QLabel[role="caption"] { font-size: $caption; color: $muted; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="count"] { font-size: $caption; color: $muted; font-weight: 600; }
QLabel[role="current"] { font-size: $caption; color: $accent; font-weight: 600; }
QLabel[role="unusual"] { color: $accent; font-weight: 600; }
QLabel[role="error"] { font-size: $caption; color: $red_text; }

QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: $card; }
QFrame[role="footer"] { border: none; border-top: 1px solid $line; }
QFrame[role="line"] { background: $line; border: none; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }

QPushButton, QToolButton {
    background: $surface; color: $text; border: 1px solid $line; border-radius: $control;
    padding: 0 11px; min-height: 28px;
}
QPushButton:hover, QToolButton:hover { background: $background; border-color: $muted; }
QPushButton:pressed, QToolButton:pressed { background: $accent_soft; }
QPushButton:checked, QToolButton:checked {
    background: $accent_soft; color: $accent; border-color: $accent; font-weight: 600;
}
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $background; }
QToolButton { padding: 0 6px; min-width: 16px; }
QToolButton::menu-indicator { image: none; }
QPushButton[kind="primary"], QToolButton[kind="primary"] {
    background: $accent; color: $on_accent; border-color: $accent; font-weight: 600;
}
QPushButton[kind="primary"]:focus { border: 2px solid $text; padding: 0 10px; min-height: $focused; }
QPushButton[kind="primary"]:disabled { background: $track; color: $muted; border-color: $track; }
QPushButton[kind="danger"]:enabled { color: $red_text; }
QPushButton[kind="link"] {
    background: transparent; border-color: transparent; color: $accent; padding: 0 3px; font-weight: 400;
}
QPushButton[kind="link"]:focus { border-color: $accent; }
QPushButton[kind="link"]:disabled { color: $muted; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border-color: transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $track; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border-color: $accent; }
QPushButton[kind="quiet"]:pressed { background: $accent_soft; }

QPushButton[kind="chip"] {
    background: $track; border-color: transparent; border-radius: 11px; padding: 0 9px; min-height: 20px;
}
QPushButton[kind="chip"]:hover { border-color: $muted; }
QPushButton[kind="chip"]:focus { border-color: $accent; }
QPushButton[kind="chip"]:disabled { color: $text; background: $track; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; color: $text; border: 1px solid $line; border-radius: $control;
    padding: 0 9px; min-height: 30px; selection-background-color: $accent; selection-color: $on_accent;
}
QPlainTextEdit { padding: 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 1px solid $accent;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {
    color: $muted; background: $background;
}
*[state="wrong"], *[state="wrong"]:focus { border: 1px solid $red; }
QLineEdit[kind="bare"], QLineEdit[kind="bare"]:focus { border: none; background: transparent; padding: 0; }
QLineEdit QToolButton, QLineEdit QToolButton:hover, QLineEdit QToolButton:pressed {
    background: transparent; border: none; padding: 0; min-height: 0; min-width: 0;
}
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow {
    image: url("$icons/drop-down-$scheme.svg"); width: 16px; height: 16px;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QDateEdit::drop-down { border: none; width: 22px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; padding: 4px; outline: none; }
QTableView QLineEdit, QTableView QComboBox, QTableView QAbstractSpinBox {
    border: 2px solid $accent; border-radius: 0; min-height: 0; padding: 0 6px;
}

QAbstractItemView {
    background: $surface; color: $text; border: none; outline: none; gridline-color: $line;
    selection-background-color: $accent_soft; selection-color: $text; alternate-background-color: $surface;
}
QTableView, QTreeView, QListView { border: 1px solid $line; border-radius: $card; }
QFrame[role="card"] QTableView, QFrame[role="card"] QListView, QFrame[role="card"] QTreeView { border: none; }
QTableView::item { padding: 0 9px; border-bottom: 1px solid $line; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QTableView::item:focus { border: 1px solid $accent; }
QListView[role="lines"]::item { padding: 2px 8px; }
QListView[role="words"]::item { min-height: 26px; padding: 0 6px; }
QCalendarWidget QTableView { border: none; }
QCalendarWidget QTableView::item { padding: 0; border: none; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: $surface; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section {
    background: $surface; color: $muted; border: none; border-bottom: 1px solid $line;
    padding: 0 9px; min-height: 32px; font-size: $caption; font-weight: 600;
}
QHeaderView::section:hover { color: $text; }
QHeaderView::section:first { border-top-left-radius: $card; }
QTableCornerButton::section { background: $surface; border: none; border-bottom: 1px solid $line; }

QTabBar::tab {
    background: transparent; color: $muted; border: none; border-bottom: 2px solid transparent;
    padding: 5px 2px; margin-right: 18px;
}
QTabWidget[role="page"]::tab-bar { left: 16px; }
QTabBar QToolButton { padding: 0; min-width: 20px; min-height: 20px; }
QTabBar::scroller { width: 48px; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { color: $accent; }

QCheckBox::indicator, QTableView::indicator, QListView::indicator {
    width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $surface;
}
QCheckBox::indicator:checked, QTableView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/check-$scheme.svg");
}
QCheckBox::indicator:focus { border: 2px solid $accent; }
QRadioButton { border: 1px solid transparent; border-radius: $control; padding: 3px 6px; }
QRadioButton:focus { border-color: $accent; }
QRadioButton::indicator {
    width: 12px; height: 12px; border: 1px solid $muted; border-radius: 7px; background: $surface;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 4px solid $accent; border-radius: 7px; background: $on_accent;
}

QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; color: $text; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::icon { left: 8px; }
QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px 6px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 2px; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QProgressBar { background: $track; border: none; border-radius: 3px; max-height: 6px; text-align: center; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QWidget#navigation { background: $surface; border-right: 1px solid $line; }
QWidget#top { background: $surface; border-bottom: 1px solid $line; }
QWidget#bottom { background: $surface; border-top: 1px solid $line; }
QPushButton[kind="page"] {
    background: transparent; border: 1px solid transparent; text-align: left;
    padding: 0 11px; min-height: 32px;
}
QPushButton[kind="page"]:hover { background: $background; }
QPushButton[kind="page"]:checked {
    background: $accent_soft; color: $accent; border-color: transparent; font-weight: 600;
}
QPushButton[kind="page"]:focus { border: 1px solid $accent; }
QPushButton[kind="brand"] {
    background: transparent; border: 1px solid transparent; text-align: left;
    padding: 0 9px; min-height: 32px; font-size: 14px; font-weight: 600;
}
QPushButton[kind="brand"]:hover { background: $background; }
QPushButton[kind="brand"]:focus { border-color: $accent; }
QPushButton[kind="choice"] { text-align: left; padding: 0 10px; }
QPushButton[kind="chooser"] { min-height: 30px; }
QPushButton[kind="choice"]::menu-indicator { image: none; }
QPushButton[kind="start"] { text-align: left; padding: 0; min-height: 72px; border-radius: $card; }
QFrame[role="notice"] {
    background: $red_soft; border: 1px solid $red; border-radius: $control; margin-top: 8px;
}
QFrame[role="message"] {
    background: $accent_soft; border: 1px solid $accent; border-radius: $control; margin-top: 8px;
}
QFrame[role="message"] QLabel, QFrame[role="notice"] QLabel { color: $text; }
QListWidget[role="bare"] { border: none; }
QFrame[role="popup"] { background: $surface; border: 1px solid $line; }
QLabel[role="key"] {
    color: $muted; border: 1px solid $line; border-radius: 4px; padding: 0 6px; font-size: $caption;
}
"""
