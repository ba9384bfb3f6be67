"""What a person sees who mistypes the partner of a deal."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.theme.theme import Theme
from tests.gui.deals import type_in
from tests.gui.pages import on_screen


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> DealsView:
    view = on_screen(qtbot, DealsView(desk, theme, memory))
    view.new_record()
    return view


def offered(view: DealsView) -> str:
    return view.near_partners.offers["source_partner"].text


def leaves(view: DealsView, text: str) -> None:
    type_in(view, "source_partner", text)
    QTest.keyClick(view.form.boxes["source_partner"].entry, Qt.Key.Key_Tab)


def test_a_partner_nearly_there_is_offered_beside_adding_another(view: DealsView) -> None:
    leaves(view, "Fabrkam")
    box = view.form.boxes["source_partner"]
    assert box.adds
    assert offered(view) == "Did you mean Fabrikam?"

    (use,) = view.near_partners.offers["source_partner"].buttons
    QTest.mouseClick(use, Qt.MouseButton.LeftButton)

    assert box.entry.text() == "Fabrikam"
    assert (offered(view), box.adds, box.sentence) == ("", False, "")


@pytest.mark.parametrize("text", ["Fabrikam", "Quite new"])
def test_a_partner_that_is_there_or_is_quite_new_is_no_question(view: DealsView, text: str) -> None:
    leaves(view, text)
    view.near_partners.look()
    assert offered(view) == ""


def test_what_is_offered_goes_with_the_record(view: DealsView) -> None:
    leaves(view, "Fabrkam")
    view.show_record("deals", 3)
    assert offered(view) == ""
