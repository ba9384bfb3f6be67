"""The header of a table under the mouse."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionHeaderV2

from partnertracker.gui.deals import DealsView
from partnertracker.gui.tables.chosen import chosen_in
from tests.gui.deals import column, words

Key = Qt.Key


def click(view: DealsView, name: str) -> None:
    """Click the head of a column."""
    header, section = view.grid.columns, column(view, name)
    middle = QPoint(header.sectionViewportPosition(section) + header.sectionSize(section) // 2, 8)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QApplication.processEvents()


def test_a_click_orders_the_rows_and_chooses_none(view: DealsView) -> None:
    view.grid.go_to(0, column(view, "notes"))
    managers = sorted(words(view, "manager"))
    click(view, "manager")
    assert view.grid.columns.sorted_by == ("manager", False)
    assert words(view, "manager") == managers
    assert len(chosen_in(view.grid).rows) == 1

    QTest.keyClick(view.grid, Key.Key_Delete)
    assert words(view, "manager") == managers


def test_the_header_looks_at_no_cell_that_is_chosen(view: DealsView) -> None:
    """With a million of them, Qt would ask for the flags of each before it paints a head."""
    view.grid.select_first()
    QTest.keyClick(view.grid, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert len(chosen_in(view.grid).rows) == view.grid.rows.rowCount() > 1
    assert not view.grid.columns.selectionModel().hasSelection()


def test_what_comes_first_in_a_new_order_is_in_sight(view: DealsView) -> None:
    view.resize(900, 240)
    QApplication.processEvents()
    bar = view.grid.verticalScrollBar()
    assert bar.maximum() > 0
    view.grid.select_first()
    key = view.grid.current_key
    click(view, "value")
    click(view, "value")
    assert view.grid.current_key == key
    assert bar.value() == 0


def test_words_over_numbers_stay_off_the_mark_of_the_order(view: DealsView) -> None:
    header, value = view.grid.columns, column(view, "value")
    told = {}
    for name in ("value", "close"):
        header.show_sorted(name, descending=True)
        option = QStyleOptionHeaderV2()
        header.initStyleOption(option)
        header.initStyleOptionForIndex(option, value)
        told[name] = option.text
    assert told == {"value": "Value\N{EM SPACE}", "close": "Value"}
