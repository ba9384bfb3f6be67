"""A new deal is stored when it is first valid, and waits until then."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from partnertracker.gui.deals import DealsView
from partnertracker.services.session import Session
from tests.gui.deals import deal, go_to, type_in, words

ENTER = Qt.Key.Key_Return


def test_a_new_deal_is_stored_when_it_is_first_valid(view: DealsView, session: Session) -> None:
    view.new_record()
    assert view.form.boxes["name"].sentence == ""
    for name, text in (("name", "Harbour"), ("customer", "Port"), ("value", "5000")):
        assert not session.store.find("deals", {"name": "Harbour"})
        type_in(view, name, text)
        QTest.keyClick(view.form.boxes[name].entry, ENTER)
    stored = deal(session, "Harbour")
    assert (stored["stage"], stored["created_on"], stored["value"]) == ("lead", "2026-11-21", 500_000)
    assert view.grid.current_key == stored["key"]
    assert words(view, "name")[0] == "Harbour"


def test_a_new_deal_with_gaps_says_what_is_missing_when_saved_by_hand(view: DealsView) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    view.form.save_button.click()
    assert view.form.boxes["customer"].sentence != ""
    assert view.form.boxes["value"].sentence != ""


def test_an_unknown_partner_can_be_added_in_the_same_step(view: DealsView, session: Session) -> None:
    go_to(view, session, "ERP rollout", "name")
    type_in(view, "source_partner", "Northwind")
    QTest.keyClick(view.form.boxes["source_partner"].entry, ENTER)
    assert "no partner “Northwind”" in view.form.boxes["source_partner"].sentence
    view.form.boxes["source_partner"].add_wanted.emit()
    added = session.store.find("partners", {"name": "Northwind"})[0]
    assert deal(session, "ERP rollout")["source_partner"] == added["id"]
    view.desk.undo()
    assert not session.store.find("partners", {"name": "Northwind"})
    assert view.form.boxes["source_partner"].entry.text() == "Fabrikam"


def test_the_row_left_for_a_new_record_can_be_chosen_again(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    view.new_record()
    assert view.form.key is None
    go_to(view, session, "Renewal", "name")
    assert view.form.boxes["name"].entry.text() == "Renewal"


def test_a_half_typed_new_deal_waits_while_others_are_looked_at(view: DealsView, session: Session) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    go_to(view, session, "Renewal", "name")
    assert "Harbour" in view.drafts.text()
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "Harbour"
    assert view.form.key is None


def test_several_new_deals_can_be_begun_and_each_waits(view: DealsView) -> None:
    view.new_record()
    type_in(view, "name", "Harbour")
    view.new_record()
    assert view.form.boxes["name"].entry.text() == ""
    assert view.drafts.text() == "Not saved yet: Harbour"
    type_in(view, "name", "Airport")
    view.new_record()
    assert view.drafts.text() == "Not saved yet: Harbour, Airport"
    view.drafts.click()
    assert view.form.boxes["name"].entry.text() == "Harbour"
    assert view.drafts.text() == "Not saved yet: Airport"


def fill_in(view: DealsView, *texts: tuple[str, str]) -> None:
    view.new_record()
    for name, text in texts:
        type_in(view, name, text)
        QTest.keyClick(view.form.boxes[name].entry, ENTER)


@pytest.mark.parametrize("last", ["value", "closed_on"])
def test_a_deal_won_in_the_past_is_typed_without_a_word_about_its_creation(
    view: DealsView, session: Session, last: str
) -> None:
    texts = {"name": "Old", "customer": "Port", "stage": "Won", "closed_on": "10 Oct 2026", "value": "5"}
    texts[last] = texts.pop(last)
    fill_in(view, *texts.items())
    assert [box.sentence for box in view.form.boxes.values() if box.sentence] == []
    stored = deal(session, "Old")
    assert (stored["created_on"], stored["closed_on"]) == ("2026-10-10", "2026-10-10")
    assert view.form.boxes["created_on"].isVisible()
    assert view.form.boxes["created_on"].entry.text() == "10 Oct 2026"


def test_a_day_of_creation_that_was_typed_stays(view: DealsView) -> None:
    fill_in(view, ("name", "Old"), ("created_on", "1 Nov 2026"), ("qualified_on", "10 Oct 2026"))
    assert view.form.boxes["created_on"].entry.text() == "1 Nov 2026"
    sentence = "Qualified on must be on or after created on (1 Nov 2026)."
    assert view.form.boxes["qualified_on"].sentence == sentence


def test_a_new_deal_begins_at_the_top_however_far_one_had_scrolled(view: DealsView) -> None:
    view.resize(1240, 500)
    view.form.reveal("probability")
    view.form.go_to("notes")
    view.new_record()
    box = view.form.boxes["name"]
    area = view.form.findChild(QScrollArea)
    assert area is not None
    assert QApplication.focusWidget() is box.entry
    assert area.verticalScrollBar().value() == 0
