"""What a person sees who types a partner that may be there already."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.merging.dialog import MergeDialog
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> PartnersView:
    return on_screen(qtbot, PartnersView(desk, theme, memory))


@pytest.fixture
def deals(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> DealsView:
    return on_screen(qtbot, DealsView(desk, theme, memory))


def types(view: PartnersView | DealsView, name: str, text: str) -> None:
    entry = view.form.boxes[name].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    view.lookalikes.look()


def told(view: PartnersView | DealsView) -> dict[str, str]:
    return {name: offer.text for name, offer in view.lookalikes.offers.items() if offer.text}


def answer(words: str) -> None:
    """Go on with Tab from the name to a button and press it."""
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if focused().accessibleName().startswith(words):
            QTest.keyClick(focused(), Qt.Key.Key_Space)
            return
    pytest.fail(f"Tab leads to no {words}")


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_near_name_is_pointed_out_while_it_is_typed_and_after_it_is_saved(view: PartnersView) -> None:
    view.new_record()
    types(view, "name", "Lit")
    assert told(view) == {}
    types(view, "name", "LITWARE AG")
    assert told(view) == {"name": "May be the same as Litware (similar name)"}
    view.form.save_now()
    assert view.form.key is not None
    assert told(view) == {"name": "May be the same as Litware (similar name)"}
    view.new_record()
    assert told(view) == {}


def test_a_website_and_a_mail_domain_are_pointed_out_where_they_stand(view: PartnersView) -> None:
    view.show_record("partners", 1)
    types(view, "website", "https://www.litware.example")
    types(view, "contact_email", "anna@litware.example")
    assert told(view) == {}
    view.show_record("partners", 2)
    types(view, "website", "litware.example/about")
    assert told(view) == {"website": "May be the same as Litware (same website)"}
    types(view, "website", "fabrikam.example")
    types(view, "contact_email", "bo@litware.example")
    assert told(view) == {"contact_email": "May be the same as Litware (same e-mail domain)"}


def test_the_other_one_is_opened_by_keys(view: PartnersView, desk: Desk) -> None:
    opened: list[tuple[str, int]] = []
    desk.opened.connect(lambda table, key: opened.append((table, key)))
    view.new_record()
    types(view, "name", "Litware AG")
    answer("Open it")
    assert opened == [("partners", 1)]


def test_that_two_are_not_the_same_is_remembered(view: PartnersView, session: Session) -> None:
    view.new_record()
    types(view, "name", "Litware AG")
    answer("Not the same")
    assert told(view) == {}
    assert session.store.count("distinct_pairs") == 1
    types(view, "name", "Litware GmbH")
    assert told(view) == {}


def test_two_are_merged_field_by_field(view: PartnersView, session: Session) -> None:
    view.new_record()
    types(view, "name", "Litware AG")
    types(view, "region", "Alps")
    types(view, "name", "Litware AG")
    answer("Merge")
    dialog = view.findChild(MergeDialog)
    assert dialog is not None
    assert next(iter(dialog.choices.groups)) == "name"
    dialog.choices.groups["name"].button(1).click()
    dialog.choices.groups["region"].button(1).click()
    assert dialog.choices.results["name"].text() == "Litware AG"
    before = session.store.count("partners")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert session.store.count("partners") == before - 1
    (litware,) = session.store.find("partners", {"name": "Litware AG"})
    assert (litware["key"], litware["region"], litware["tier"]) == (1, "Alps", "Gold")
    session.undo()
    assert session.store.count("partners") == before


def test_a_deal_typed_once_more_is_pointed_out_as_soon_as_its_customer_is_there(
    deals: DealsView, session: Session
) -> None:
    stored = session.store.rows("deals", [3])[0]
    twin = {"customer": f"May be the same as {stored['name']} (same name and customer)"}
    deals.new_record()
    types(deals, "name", str(stored["name"]).upper())
    assert told(deals) == {}
    types(deals, "customer", str(stored["customer"]).lower())
    assert told(deals) == twin
    types(deals, "customer", "Quite new")
    assert told(deals) == {}
    types(deals, "customer", str(stored["customer"]))
    QTest.keyClick(deals.form.boxes["customer"].entry, Qt.Key.Key_Escape)
    opened: list[tuple[str, int]] = []
    deals.desk.opened.connect(lambda table, key: opened.append((table, key)))
    answer("Open it")
    assert opened == [("deals", 3)]
