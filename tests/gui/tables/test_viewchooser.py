"""A person keeps views of a table under names, and comes back to them."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from partnertracker.gui.actions import search_hits
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.services.saved_views import view_names
from partnertracker.services.session import Session

ENTER = Qt.Key.Key_Return


def save_as(view: DealsView, name: str) -> None:
    dialog = view.header.view.ask_for_name()
    QTest.keyClicks(dialog.entry, name)
    QTest.keyClick(dialog.entry, ENTER)
    assert not dialog.isVisible()


def choose(view: DealsView, words: str) -> None:
    """Take an entry of the chooser's menu."""
    view.header.view.click()
    (menu,) = (each for each in view.findChildren(QMenu) if each.isVisible())
    (action,) = (each for each in menu.actions() if each.text() == words)
    assert action.isEnabled(), f"{words} is disabled"
    action.trigger()
    menu.close()


def arrange(view: DealsView) -> None:
    view.header.write("value:>30k stage:won")
    view.grid.columns.sort_wanted.emit("value", True)
    view.grid.columns.show_only(["value", "name", "customer"])


def shown(view: DealsView) -> tuple[str, str, tuple[str, ...], list[str]]:
    columns = [each.name for each in view.grid.rows.columns]
    names = [view.grid.rows.cell(row, columns.index("name")).text for row in range(view.grid.rows.rowCount())]
    said = view.header.view.accessibleName()
    return said, view.header.search.text(), view.grid.columns.names_shown, names


def test_a_view_brings_back_filters_order_and_columns(view: DealsView, session: Session) -> None:
    before = shown(view)
    arrange(view)
    save_as(view, "Large wins")
    kept = shown(view)
    assert kept[0] == "View: Large wins"
    assert kept[2:] == (
        ("value", "name", "customer"),
        ["Data warehouse", "Data platform", "Migration", "Renewal", "Analytics"],
    )
    assert session.store.steps()[0].label == "Add saved view “Large wins”"
    choose(view, "All deals")
    view.header.show_all()
    view.grid.columns.show_only(before[2])
    view.grid.columns.sort_wanted.emit("", True)
    assert shown(view) == before
    choose(view, "Large wins")
    assert shown(view) == kept


def test_what_was_changed_is_said_and_saved_on_request(view: DealsView) -> None:
    arrange(view)
    save_as(view, "Large wins")
    view.header.write("value:>60k")
    assert shown(view)[0] == "View: Large wins, changed"
    choose(view, "Save the changes to “Large wins”")
    assert shown(view)[0] == "View: Large wins"
    choose(view, "All deals")
    choose(view, "Large wins")
    assert view.header.search.text() == "value:>60k"


def test_a_view_is_renamed_and_deleted_and_undo_brings_it_back(view: DealsView, desk: Desk) -> None:
    arrange(view)
    save_as(view, "Large wins")
    dialog = view.header.view.ask_for_other_name()
    assert dialog.entry.text() == "Large wins"
    QTest.keyClicks(dialog.entry, "Big & won")
    QTest.keyClick(dialog.entry, ENTER)
    assert shown(view)[0] == "View: Big & won"
    choose(view, "Delete “Big && won”")
    assert view_names(desk.facts, "deals") == ()
    assert shown(view)[0] == "View: All deals"
    assert view.header.search.text() == "value:>30k stage:won"
    desk.undo()
    assert [name for _, name in view_names(desk.facts, "deals")] == ["Big & won"]


def test_a_name_that_is_taken_or_missing_is_told_and_the_dialog_stays(view: DealsView) -> None:
    save_as(view, "All of them")
    dialog = view.header.view.ask_for_name()
    QTest.keyClick(dialog.entry, ENTER)
    assert dialog.wrong.text() == "Name is needed."
    QTest.keyClicks(dialog.entry, "All of them")
    assert not dialog.wrong.isVisible()
    QTest.keyClick(dialog.entry, ENTER)
    assert dialog.isVisible()
    assert dialog.wrong.isVisible()
    dialog.reject()


def test_a_view_is_found_by_its_name(view: DealsView, desk: Desk) -> None:
    arrange(view)
    save_as(view, "Large wins")
    (hit,) = (each for each in search_hits(desk.facts) if each.kind == "view")
    assert (hit.title, hit.detail, hit.name) == ("Large wins", "View · Deals", "deals")
    choose(view, "All deals")
    view.header.show_all()
    view.show_saved_view("deals", hit.key)
    assert shown(view)[0] == "View: Large wins"


def test_a_view_is_read_by_a_system_that_writes_numbers_otherwise(view: DealsView) -> None:
    view.header.write("value:>1.5k closed:>=-30d")
    save_as(view, "Kept")
    view.header.show_all()
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    try:
        choose(view, "Kept")
        assert view.header.search.text() == "value:>1500 closed:>=-30d"
    finally:
        QLocale.setDefault(before)
