"""How wide the columns of a table are, whatever the font."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.data import DataView
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.sides import Sides
from partnertracker.gui.tables.widths import giving_way, shared
from partnertracker.gui.theme.theme import Theme
from tests.gui.pages import on_screen


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


def test_names_of_people_take_room_that_is_left_too(view: DealsView) -> None:
    header = view.grid.columns
    manager = next(i for i, column in enumerate(view.grid.rows.columns) if column.name == "manager")
    view.resize(1500, 820)
    QApplication.processEvents()
    assert not view.grid._painter.cuts("Maureen Marcano", header.sectionSize(manager))


def test_no_amount_is_ever_cut(view: DealsView, desk: Desk) -> None:
    columns = view.grid.rows.columns
    value = next(i for i, column in enumerate(columns) if column.name == "value")
    desk.do("Grow", lambda writer: writer.update("deals", 1, {"value": 123_456_789_050}))
    row = view.grid.rows.row_of(1)
    text = view.grid.rows.cell(row, value).text
    assert text == "$1,234,567,890.50"
    assert not view.grid._painter.cuts(text, view.grid.columnWidth(value))


def test_names_give_way_to_the_amounts_in_a_small_window(view: DealsView) -> None:
    sides = view.findChild(Sides)
    assert sides is not None
    view.resize(904, 654)
    QApplication.processEvents()
    header = view.grid.columns
    value, partner = (
        next(i for i, column in enumerate(view.grid.rows.columns) if column.name == name)
        for name in ("value", "partner")
    )
    end = header.sectionViewportPosition(value) + header.sectionSize(value)
    assert end <= view.grid.viewport().width()
    assert header.sectionSize(partner) >= header.sectionSizeHint(partner)


def test_the_usual_columns_fit_beside_the_form(view: DealsView) -> None:
    close = next(i for i, column in enumerate(view.grid.rows.columns) if column.name == "close")
    assert view.grid.columns.length() <= view.grid.viewport().width()
    assert not view.grid._painter.cuts("28 Sep · overdue", view.grid.columnWidth(close))


def test_currencies_and_rates_fit_beside_the_form_of_a_small_window(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    page = on_screen(qtbot, DataView(desk, theme, memory))
    page.resize(904, 654)
    page.turn_to("exchange_rates")
    QApplication.processEvents()
    grid = page.shown.grid
    assert grid.columns.length() <= grid.viewport().width()


def test_room_that_is_left_goes_to_names_until_the_person_makes_them_narrower(
    view: DealsView, qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    header = view.grid.columns
    narrow = header.sectionSize(0)
    view.resize(1600, 820)
    QApplication.processEvents()
    assert header.sectionSize(0) > narrow + 50
    header.resizeSection(0, 90)
    view.resize(1700, 820)
    QApplication.processEvents()
    assert header.sectionSize(0) == 90
    again = DealsView(desk, theme, memory)
    qtbot.addWidget(again)
    assert again.grid.columns.sectionSize(0) == 90


def test_the_border_stays_where_the_person_moved_it(view: DealsView) -> None:
    sides = view.findChild(Sides)
    assert sides is not None
    sides.moveSplitter(600, 1)
    moved = sides.sizes()[1]
    view.resize(1300, 820)
    QApplication.processEvents()
    assert sides.sizes()[1] == moved


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


@given(
    room=st.integers(0, 3000),
    columns=st.lists(st.tuples(st.integers(48, 400), st.booleans()), max_size=20),
)
def test_sharing_never_takes_room_away_and_never_gives_more_than_there_is(
    room: int, columns: list[tuple[int, bool]]
) -> None:
    before = [width for width, _ in columns]
    after = shared(room, before, [grows for _, grows in columns])
    assert all(was <= now <= 2 * was for was, now in zip(before, after, strict=True))
    assert sum(after) <= max(room, sum(before))


@given(
    room=st.integers(0, 1500),
    columns=st.lists(st.tuples(st.integers(48, 400), st.integers(0, 100), st.booleans()), max_size=12),
)
def test_only_words_give_way_and_only_so_that_a_number_is_whole(
    room: int, columns: list[tuple[int, int, bool]]
) -> None:
    before = [width for width, _, _ in columns]
    least = [width if number else max(0, width - less) for width, less, number in columns]
    after = giving_way(room, before, least, [number for _, _, number in columns])
    assert all(low <= now <= was for low, now, was in zip(least, after, before, strict=True))
    cut = next((at for at in range(len(columns)) if sum(before[: at + 1]) > room), None)
    if after != before:
        assert cut is not None
        assert columns[cut][2]
        assert sum(after[: cut + 1]) == room
