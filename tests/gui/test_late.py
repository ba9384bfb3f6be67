"""What arrives late never takes the place of what somebody types by then."""

from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.still import when_still
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.deals import go_to, type_in
from tests.gui.held import Late
from tests.gui.pages import on_screen

TAB = Qt.Key.Key_Tab


P = TypeVar("P", bound=RecordsView)


def filled(qtbot: QtBot, late: Late, page: P) -> P:
    """Return a page with its rows and its form there."""
    on_screen(qtbot, page)
    assert page.form.is_free  # it is built now
    late.arrive()
    return page


@pytest.fixture
def partners(qtbot: QtBot, late: Late, theme: Theme, memory: Memory) -> PartnersView:
    return filled(qtbot, late, PartnersView(late.desk, theme, memory))


@pytest.fixture
def deals(qtbot: QtBot, late: Late, theme: Theme, memory: Memory) -> DealsView:
    return filled(qtbot, late, DealsView(late.desk, theme, memory))


def names(session: Session) -> set[str]:
    return {str(row["name"]) for row in session.store.find("partners", {})} - set(programme.PARTNERS)


def enter(view: PartnersView, name: str) -> None:
    """Begin a new partner and type its name."""
    view.new_record()
    type_in(view, "name", name)


def add_second(writer: Writer) -> None:
    writer.insert("partners", [{"name": "Second"}])


def press_in(view: PartnersView | DealsView, name: str, key: Qt.Key) -> None:
    QTest.keyClick(view.form.boxes[name].entry, key)


def test_a_new_record_is_not_replaced_by_the_one_saved_before(
    late: Late, partners: PartnersView, session: Session
) -> None:
    enter(partners, "Second")
    press_in(partners, "name", TAB)
    late.file.go_on(1)  # it is stored; the list with it is still to come
    partners.new_record()
    late.arrive()
    assert partners.form.key is None
    assert not partners.form.is_free
    assert QApplication.focusWidget() is partners.form.boxes["name"].entry
    QTest.keyClicks(partners.form.boxes["name"].entry, "Third")
    press_in(partners, "name", TAB)
    late.arrive()
    assert names(session) == {"Second", "Third"}


def test_a_letter_typed_before_another_record_arrives_stays_where_it_is_seen(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "name")
    late.arrive()
    renewal = deals.form.key
    go_to(deals, session, "Identity", "name")
    type_in(deals, "customer", "W")
    late.arrive()
    QTest.keyClicks(deals.form.boxes["customer"].entry, "ingtip")
    press_in(deals, "customer", TAB)
    late.arrive()
    assert deals.form.key == deals.grid.current_key == renewal
    stored = {
        name: session.store.find("deals", {"name": name})[0]["customer"] for name in ("Renewal", "Identity")
    }
    assert stored == {"Renewal": "Wingtip", "Identity": "Margie's"}


def test_a_new_record_stays_where_something_is_typed_before_another_one_arrives(
    late: Late, partners: PartnersView, session: Session
) -> None:
    enter(partners, "Sec")
    partners.grid.go_to(0, 0)
    QTest.keyClicks(partners.form.boxes["name"].entry, "ond")
    late.arrive()
    assert partners.form.boxes["name"].entry.text() == "Second"
    assert names(session) == {"Sec"}
    partners.form.save_now()
    late.arrive()
    assert names(session) == {"Second"}
    assert partners.form.key == partners.grid.current_key


def test_who_chose_another_record_is_not_led_to_the_one_saved_meanwhile(
    late: Late, partners: PartnersView
) -> None:
    enter(partners, "Second")
    partners.grid.go_to(1, 0)
    chosen = partners.grid.current_key
    late.arrive()
    assert partners.form.key == partners.grid.current_key == chosen


def test_a_space_typed_last_stays_when_the_record_is_saved(
    late: Late, partners: PartnersView, session: Session
) -> None:
    enter(partners, "Second")
    partners.form.save()
    QTest.keyClicks(partners.form.boxes["name"].entry, " ")
    partners.form.save()
    late.arrive()
    QTest.keyClicks(partners.form.boxes["name"].entry, "Street")
    press_in(partners, "name", TAB)
    late.arrive()
    assert names(session) == {"Second Street"}
    enter(partners, "Third ")
    press_in(partners, "name", TAB)
    late.arrive()
    partners.grid.go_to(0, 0)
    late.arrive()
    assert not partners.drafts.isVisible()


def test_what_is_typed_while_the_file_refuses_something_else_is_saved_after_it(
    late: Late, partners: PartnersView, session: Session
) -> None:
    enter(partners, "Second")
    late.desk.do("Add", add_second)
    late.file.waiting.insert(0, late.file.waiting.pop())
    press_in(partners, "name", TAB)
    enter(partners, "Third")
    press_in(partners, "name", TAB)
    late.arrive()
    assert names(session) == {"Second", "Third"}
    assert "Second" in partners.drafts.text()


def test_a_copy_that_arrives_while_a_new_record_is_typed_leaves_that_alone(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "name")
    late.arrive()
    deals.duplicate_record()
    deals.new_record()
    QTest.keyClicks(deals.form.boxes["name"].entry, "Up")
    late.arrive()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "grade")
    assert deals.form.key is None
    assert deals.form.boxes["name"].entry.text() == "Upgrade"


def test_another_list_does_not_replace_the_record_that_somebody_is_in(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "name")
    late.arrive()
    deals.header.write("stage:lost")
    type_in(deals, "customer", "Wing")
    deals.form.save()
    late.file.go_on()
    late.arrive()
    QTest.keyClicks(deals.form.boxes["customer"].entry, "tip")
    press_in(deals, "customer", TAB)
    late.arrive()
    assert session.store.find("deals", {"name": "Renewal"})[0]["customer"] == "Wingtip"
    assert len(session.store.find("deals", {"customer": "Wingtip"})) == 1


def test_what_cannot_be_saved_in_a_cell_waits_when_the_cell_is_left_for_a_new_record(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "value")
    late.arrive()
    deals.grid.edit(deals.grid.currentIndex())
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "plenty")
    deals.new_record()
    late.arrive()
    assert "Renewal" in deals.drafts.text()
    deals.drafts.click()
    late.arrive()
    assert deals.form.boxes["value"].entry.text() == "plenty"
    assert deals.form.boxes["value"].sentence


def test_a_cell_that_is_given_up_leaves_nothing_behind(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "value")
    deals.grid.edit(deals.grid.currentIndex())
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "plenty")
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    late.arrive()
    assert not deals.drafts.isVisible()


def test_undo_waits_until_everything_is_stored(late: Late) -> None:
    done: list[str] = []
    late.desk.do("Add", add_second)
    when_still(late.desk, lambda: done.append("still"))
    assert not done
    late.arrive()
    assert done == ["still"]
    when_still(late.desk, lambda: done.append("at once"))
    assert done == ["still", "at once"]


def test_a_partner_typed_as_an_influence_stays_with_the_deal_that_is_seen(
    late: Late, deals: DealsView, session: Session
) -> None:
    go_to(deals, session, "Renewal", "name")
    late.arrive()
    influences = deals.form.influences
    assert influences is not None
    type_in(deals, "customer", "Wingtip")
    press_in(deals, "customer", TAB)
    influences.entry.setFocus()
    QTest.keyClicks(influences.entry, "Lit")
    late.arrive()
    assert influences.entry.text() == "Lit"
    go_to(deals, session, "Identity", "name")
    influences.entry.setFocus()
    QTest.keyClicks(influences.entry, "ware")
    late.arrive()
    QTest.keyClick(influences.entry, Qt.Key.Key_Return)
    QTest.keyClick(influences.entry, Qt.Key.Key_Return)
    QTest.keyClicks(influences.entry, "Con")
    late.arrive()
    assert ("Litware" in influences.names, influences.entry.text(), influences.sentence) == (
        True,
        "Con",
        "",
    )
    assert deals.form.key == session.store.find("deals", {"name": "Renewal"})[0]["key"]
    go_to(deals, session, "Identity", "name")
    late.arrive()
    assert ("Litware" in influences.names, influences.entry.text()) == (False, "")
    go_to(deals, session, "Renewal", "name")
    late.arrive()
    assert influences.entry.text() == "Con"
