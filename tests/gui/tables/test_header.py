"""What a person does above a table: types filters, chooses them in chips, and reads what is wrong."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.filters import FilterChip
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row, insert_row
from tests.gui import programme
from tests.gui.pages import on_screen

DOWN, ENTER, TAB, ESCAPE = Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[DealsView]:
    view = on_screen(qtbot, DealsView(desk, theme, memory))
    view.find_rows()
    yield view
    view.close()


def write(view: DealsView, text: str) -> None:
    QTest.keyClick(view.header.search, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(view.header.search, Qt.Key.Key_Backspace)
    QTest.keyClicks(view.header.search, text)
    if view.header.search.is_offering:
        QTest.keyClick(view.header.search.list_of_offers, ESCAPE)
    QTest.keyClick(view.header.search, ENTER)


def names(view: DealsView) -> set[str]:
    section = next(i for i, each in enumerate(view.grid.rows.columns) if each.name == "name")
    return {view.grid.rows.cell(row, section).text for row in range(view.grid.rows.rowCount())}


def chip_words(chip: FilterChip) -> str:
    return chip.accessibleName()


def panel_of(chip: FilterChip) -> QWidget:
    chip.click()
    panel = QApplication.activePopupWidget()
    assert panel is not None
    return panel


def test_typed_filters_choose_rows_and_show_as_chips(view: DealsView) -> None:
    write(view, "stage:won value:>50k port")
    assert names(view) == {"Data platform"}
    assert chip_words(view.header.chips["stage"]) == "Stage: Won"
    assert chip_words(view.header.chips["value"]) == "Value: > 50,000"
    write(view, "-stage:won|lost partner:fabrikam")
    assert names(view) == {"ERP rollout", "Network refresh"}
    assert chip_words(view.header.chips["stage"]) == "Stage: not Lost, Won"
    assert "value" not in view.header.chips
    write(view, "")
    assert len(names(view)) == 14
    assert chip_words(view.header.chips["stage"]) == "Stage: any"
    assert "partner" not in view.header.chips


def test_dates_are_said_as_periods_and_days(view: DealsView) -> None:
    write(view, "closed:2026-Q3")
    assert names(view) == {"Data warehouse"}
    assert chip_words(view.header.chips["closed_on"]) == "Closed on: 2026-Q3"
    write(view, "closed:>=-10d")
    assert names(view) == {"Data platform", "Migration", "Renewal"}
    assert chip_words(view.header.chips["closed_on"]) == "Closed on: from 11 Nov"
    write(view, "closed:none stage:lead")
    assert names(view) == {"Cloud pilot"}
    assert chip_words(view.header.chips["closed_on"]) == "Closed on: empty"


def test_what_is_chosen_in_a_chip_stands_in_the_text(view: DealsView) -> None:
    write(view, "port value:>50k")
    view.header.chips["stage"].choose(frozenset({"won", "lost"}))
    assert view.header.search.text() == "port value:>50k stage:Lost|Won"
    view.header.chips["value"].bound("60,000", "")
    assert view.header.search.text() == "port value:>=60000 stage:Lost|Won"
    assert names(view) == {"Data platform"}
    view.header.chips["value"].removed.emit()
    view.header.chips["stage"].clear()
    assert view.header.search.text() == "port"


def test_the_panel_of_a_chip_shows_what_was_typed(view: DealsView) -> None:
    write(view, "-stage:won customer:~port value:20k..50k")
    panel = panel_of(view.header.chips["stage"])
    choices = panel.findChild(QListWidget)
    assert choices is not None
    items = [choices.item(row) for row in range(choices.count())]
    assert [item.text() for item in items if item.checkState() is Qt.CheckState.Checked] == ["Won"]
    turned = panel.findChild(QCheckBox)
    assert turned is not None
    assert turned.isChecked()
    turned.click()
    assert view.header.search.text() == "stage:Won customer:~port value:20k..50k"
    panel.close()
    panel = panel_of(view.header.chips["value"])
    assert [each.text() for each in panel.findChildren(QLineEdit)] == ["20,000.00", "50,000.00"]
    panel.close()


def test_a_filter_for_yes_or_no_is_chosen_and_typed(view: DealsView) -> None:
    chip = view.header.add_filter("registered")
    chip.choose(frozenset({"0"}))
    assert view.header.search.text() == "registered:No"
    assert chip_words(chip) == "Registered: No"
    assert len(names(view)) == 14


def test_what_means_nothing_is_told_with_its_place_and_the_rest_holds(view: DealsView) -> None:
    write(view, "stage:won colour:red")
    assert view.header.told.isVisible()
    assert view.header.told.text().startswith(
        "“colour:red”: There is no column “colour”. Choose one of name,"
    )
    assert len(names(view)) == 7
    write(view, "stage:won")
    assert not view.header.told.isVisible()


def test_every_part_that_means_nothing_is_told(view: DealsView) -> None:
    write(view, "stage:wno value:>abc")
    first, second = view.header.told.text().splitlines()
    assert first.startswith("“stage:wno”: There is no “wno” in Stage.")
    assert second.startswith("“value:>abc”: ")
    write(view, "a1:x a2:x a3:x a4:x a5:x")
    *told, rest = view.header.told.text().splitlines()
    assert (len(told), rest) == (3, "2 more can't be read.")


def test_columns_and_words_are_offered_while_one_types(view: DealsView) -> None:
    search = view.header.search
    QTest.keyClicks(search, "sta")
    assert search.offered == ["stage:"]
    QTest.keyClick(search.list_of_offers, DOWN)
    QTest.keyClick(search.list_of_offers, ENTER)
    assert search.text() == "stage:"
    assert search.offered[:2] == ["Lead", "Lost"]
    assert not view.header.told.isVisible()
    QTest.keyClicks(search.list_of_offers, "neg")
    assert search.offered == ["Negotiation"]
    QTest.keyClick(search.list_of_offers, DOWN)
    QTest.keyClick(search.list_of_offers, ENTER)
    assert search.text() == "stage:Negotiation "
    QTest.keyClick(search, ENTER)
    assert names(view) == {"ERP rollout"}


def test_down_offers_every_column(view: DealsView) -> None:
    search = view.header.search
    QTest.keyClick(search, DOWN)
    assert search.offered[:3] == ["name:", "partner:", "involvement:"]
    QTest.keyClick(search.list_of_offers, ESCAPE)
    assert search.offered == []


def test_what_is_completed_in_the_middle_leaves_the_rest(view: DealsView) -> None:
    search = view.header.search
    QTest.keyClicks(search, "value:>5")
    QTest.keyClick(search, Qt.Key.Key_Home)
    QTest.keyClicks(search, "port -st")
    assert search.offered == ["-stage:"]
    QTest.keyClick(search.list_of_offers, DOWN)
    QTest.keyClick(search.list_of_offers, TAB)
    assert search.text() == "port -stage:value:>5"


def test_plain_words_open_no_list(view: DealsView) -> None:
    QTest.keyClicks(view.header.search, "zebra ")
    assert view.header.search.offered == []


def test_a_long_query_makes_the_line_wider_but_never_the_page(view: DealsView) -> None:
    view.resize(view.minimumSizeHint().width(), 700)
    before, page = view.header.search.width(), view.minimumSizeHint().width()
    write(view, "stage:won|lost -partner:none value:10k..50k closed:>=-90d involvement:sourced")
    QTest.qWait(50)
    assert view.minimumSizeHint().width() == page
    view.resize(1600, 700)
    QTest.qWait(50)
    assert view.header.search.width() > before


def test_a_text_that_stands_means_what_it_says_after_an_edit(view: DealsView, desk: Desk) -> None:
    write(view, "partner:lit stage:won")
    assert names(view) == {"Data platform", "Analytics", "Data warehouse"}
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "Litora"})))
    (added,) = desk._session.store.find("partners", {"name": "Litora"})
    desk.change(
        lambda session: session.execute(*change_row(session, "deals", 7, {"source_partner": added["id"]}))
    )
    assert names(view) == {"Data platform", "Analytics", "Data warehouse", "Renewal"}
    assert chip_words(view.header.chips["partner"]) == "Partner: Litora, Litware"
    assert view.header.search.text() == "partner:lit stage:won"


def test_a_word_that_comes_later_is_no_longer_told(view: DealsView, desk: Desk) -> None:
    write(view, "partner:blue")
    assert view.header.told.isVisible()
    desk.change(lambda session: session.execute(*insert_row(session, "partners", {"name": "Blue Sky"})))
    assert not view.header.told.isVisible()
    assert names(view) == set()


def test_days_counted_from_today_follow_the_calendar(
    view: DealsView, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(view, "closed:>=-10d")
    assert names(view) == {"Data platform", "Migration", "Renewal"}
    monkeypatch.setattr(programme, "TODAY", date(2026, 11, 24))
    desk.choose(desk.choice)
    assert names(view) == {"Data platform", "Migration"}
