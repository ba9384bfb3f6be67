"""What a person does on the page of a partner."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partner.history import PartnerHistory
from partnertracker.gui.partner.overview import Overview
from partnertracker.gui.partner.view import TABS, PartnerView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui.pages import on_screen

TYPED: dict[str, dict[str, str]] = {
    "deals": {"name": "Harbour", "customer": "Munich Port", "value": "12k"},
    "deal_influences": {"deal": "Migration"},
    "certifications": {"person": "Ann", "certificate": "Sales", "issued_on": "1 Jan 2026"},
    "surveys": {"kind": "nps", "score": "9", "answered_on": "today"},
    "customer_stages": {"customer": "Relecloud", "stage": "onb", "started_on": "1 Nov 2026"},
    "costs": {"month": "nov", "category": "mark", "amount": "12k"},
    "actions": {"title": "Call"},
    "health_reviews": {"status": "gr", "reviewed_on": "today"},
    "notes": {"date": "today", "text": "Champion left"},
    "targets": {"metric": "sqls", "period": "2027", "comparison": "at least", "value": "10"},
}
"""By tab what somebody types into a new record; the partner is given."""


def key_of(session: Session, name: str) -> int:
    return int(str(session.store.find("partners", {"name": name})[0]["key"]))


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory, session: Session) -> PartnerView:
    """The page of Fabrikam."""
    view = on_screen(qtbot, PartnerView(desk, theme, memory))
    view.show_record("partners", key_of(session, "Fabrikam"))
    QApplication.processEvents()
    return view


def records(view: PartnerView, tab: str) -> RecordsView:
    view.turn_to(tab)
    QApplication.processEvents()
    shown = view.shown
    assert isinstance(shown, RecordsView)
    return shown


def overview(view: PartnerView) -> Overview:
    view.turn_to("overview")
    assert isinstance(view.shown, Overview)
    return view.shown


def titles(view: PartnerView) -> list[str]:
    return [view.tabs.tabText(place) for place in range(view.tabs.count())]


def test_the_overview_shows_fields_figures_and_health(view: PartnerView) -> None:
    shown = overview(view)
    assert view.name.text() == "Fabrikam"
    assert shown.form.boxes["tier"].entry.text() == "Silver"
    assert shown.panel.chip.text.startswith("Red")
    assert shown.model.row_of("pipeline") >= 0


@pytest.mark.parametrize("width", [904, 1440])
def test_all_of_the_overview_has_room_in_a_window_of_any_usual_width(view: PartnerView, width: int) -> None:
    view.resize(width, 620)
    QApplication.processEvents()

    shown = overview(view)
    assert view.minimumSizeHint().width() <= width
    for part in (shown.form, shown.figures, shown.panel, view.tabs.tabBar()):
        right = part.mapTo(view, part.rect().bottomRight())
        assert right.x() < width
        assert right.y() < view.height()


def test_tabs_count_what_concerns_the_partner(view: PartnerView) -> None:
    assert titles(view)[:2] == ["Overview", "Deals 2"]
    assert "Reviews 2" in titles(view)


def test_a_field_is_edited_on_the_overview(view: PartnerView, session: Session) -> None:
    entry = overview(view).form.boxes["region"].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "Benelux")
    QTest.keyClick(entry, Qt.Key.Key_Tab)
    assert session.store.find("partners", {"name": "Fabrikam"})[0]["region"] == "Benelux"
    assert "Benelux" in view.about.text()


@pytest.mark.parametrize("tab", TYPED)
def test_a_new_record_of_a_tab_concerns_the_partner(view: PartnerView, tab: str) -> None:
    shown = records(view, tab)
    before = shown.grid.rows.rowCount()
    view.new_record()
    for name, text in TYPED[tab].items():
        shown.form.go_to(name)
        entry = shown.form.boxes[name].entry
        QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Tab)
    shown.form.save_now()
    assert {name: box.sentence for name, box in shown.form.boxes.items() if box.sentence} == {}
    assert shown.grid.rows.rowCount() == before + 1
    assert view.tabs.tabText(view.tabs.currentIndex()).endswith(f" {before + 1}")
    view.delete_records()
    assert shown.grid.rows.rowCount() == before
    view.desk.undo()
    assert shown.grid.rows.rowCount() == before + 1


def test_only_this_partner_is_listed_whatever_manager_is_chosen_at_the_top(view: PartnerView) -> None:
    shown = records(view, "deals")
    view.desk.choose(view.desk.choice._replace(manager="AK"))
    assert shown.grid.rows.rowCount() == 2


def test_another_partner_is_shown_in_every_tab(view: PartnerView, session: Session) -> None:
    records(view, "deals")
    view.show_record("partners", key_of(session, "Litware"))
    assert view.tabs.currentIndex() == 0
    assert records(view, "deals").grid.rows.rowCount() == 5


def test_the_tier_says_which_certificates_are_missing(view: PartnerView, session: Session) -> None:
    fabrikam = session.store.find("partners", {"name": "Fabrikam"})[0]["id"]

    def fill(writer: Writer) -> None:
        for name, people in (("Sales", 2), ("Support", 1)):
            writer.insert("tier_requirements", [{"tier": "silver", "certificate": name, "people": people}])
            held: Row = {"partner": fabrikam, "person": "Ann", "certificate": name}
            writer.insert("certifications", [{**held, "issued_on": "2026-01-01"}])

    view.desk.do("Require", fill)
    records(view, "certifications")
    assert view.required.words.text() == "Silver requires"
    assert [chip.text for chip in view.required.chips] == ["Sales: 1 of 2, 1 missing", "Support: 1 of 1"]
    for _ in range(3):  # faster than anything is painted
        view.required.show_partner(key_of(session, "Fabrikam"))
    QApplication.processEvents()
    windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
    assert windows == [view.window()]


def test_the_history_tells_what_was_done_to_it_and_opens_the_record(
    qtbot: QtBot, view: PartnerView, session: Session
) -> None:
    key = int(str(session.store.find("deals", {"name": "ERP rollout"})[0]["key"]))
    view.desk.do("Win it", lambda writer: writer.update("deals", key, {"value": 13_000_000}))
    view.turn_to("history")
    QApplication.processEvents()
    history = view.shown
    assert isinstance(history, PartnerHistory)
    first = history.changes.texts.lines[0]
    assert first.cells[2:] == ("Deal · ERP rollout", "Value: 120,000.00 → 130,000.00")
    with qtbot.waitSignal(view.desk.opened) as opened:
        QTest.keyClick(history.changes, Qt.Key.Key_Return)
    assert opened.args == ["deals", key]


def test_esc_asks_to_go_back(qtbot: QtBot, view: PartnerView) -> None:
    with qtbot.waitSignal(view.command_wanted) as wanted:
        QTest.keyClick(QApplication.focusWidget() or view, Qt.Key.Key_Escape)
    assert wanted.args == ["back"]


def test_a_partner_that_is_gone_is_said_to_be(view: PartnerView) -> None:
    view.show_record("partners", 4711)
    assert "not in the file" in view.name.text()


def test_every_tab_opens(view: PartnerView) -> None:
    for tab in TABS:
        view.turn_to(tab)
        QApplication.processEvents()
    assert view.views.keys() == TABS.keys()


def test_a_very_long_name_does_not_widen_the_page(view: PartnerView, desk: Desk, session: Session) -> None:
    key, before = key_of(session, "Fabrikam"), view.minimumSizeHint().width()
    desk.do("Rename", lambda writer: writer.update("partners", key, {"name": "Long name " * 10_000}))
    QApplication.processEvents()
    assert view.name.text().startswith("Long name Long name")
    assert view.minimumSizeHint().width() == before


def test_an_action_that_is_typed_waits_for_its_partner(view: PartnerView, session: Session) -> None:
    entry = overview(view).panel.new_action
    entry.setFocus()
    QTest.keyClicks(entry, "Call Jane")
    view.show_record("partners", key_of(session, "Litware"))
    assert entry.text() == ""
    assert view.unsaved == ("The action typed for Fabrikam is not added: press Enter in it.",)
    view.mend()
    assert (view.name.text(), entry.text(), QApplication.focusWidget()) == ("Fabrikam", "Call Jane", entry)
