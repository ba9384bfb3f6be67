"""How wide the columns of a table are, whatever the font."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme


@pytest.fixture(params=["Inter", "DejaVu Sans"])
def theme(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Theme]:
    """A theme in the font that the widths are designed for, and in a wide one."""
    before = qapp.font()
    theme = Theme(qapp, "light", str(request.param))
    yield theme
    qapp.setFont(before)
    theme.deleteLater()


def test_no_header_is_cut(view: DealsView) -> None:
    header = view.grid.columns
    shown = [section for section in range(header.count()) if not header.isSectionHidden(section)]
    assert [i for i in shown if header.sectionSize(i) < header.sectionSizeHint(i)] == []


def test_no_amount_is_ever_cut(view: DealsView, desk: Desk) -> None:
    columns = view.grid.rows.columns
    value = next(i for i, column in enumerate(columns) if column.name == "value")
    desk.do("Grow", lambda writer: writer.update("deals", 1, {"value": 123_456_789_050}))
    row = view.grid.rows.row_of(1)
    text = view.grid.rows.cell(row, value).text
    assert text == "$1,234,567,890.50"
    assert not view.grid._painter.cuts(text, view.grid.columnWidth(value))


def test_the_usual_columns_fit_beside_the_form(view: DealsView, theme: Theme) -> None:
    if QFontInfo(theme.font("body")).family() != "Inter":
        pytest.skip("columns grow with a wider font")
    assert view.grid.columns.length() <= view.grid.viewport().width()
    assert not view.grid._painter.cuts("28 Sep · overdue", 124)


def test_a_column_hidden_so_far_has_room_when_it_is_shown_after_a_restart(
    view: DealsView, qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    again = DealsView(desk, theme, memory)
    qtbot.addWidget(again)
    header = again.grid.columns
    section = next(i for i, column in enumerate(view.grid.rows.columns) if column.name == "customer")
    assert header.isSectionHidden(section)
    header.show_column(section, shown=True)
    assert header.sectionSize(section) >= header.sectionSizeHint(section)
