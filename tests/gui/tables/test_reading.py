"""The text above a table goes on asking for what gets another name."""

import pytest

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.services.customers import rename_customer
from partnertracker.services.editing import Edit, change_row, insert_row
from partnertracker.services.merging import merge
from partnertracker.services.session import Session


def names(view: DealsView) -> set[str]:
    section = next(i for i, each in enumerate(view.grid.rows.columns) if each.name == "name")
    return {view.grid.rows.cell(row, section).text for row in range(view.grid.rows.rowCount())}


def do(desk: Desk, edit: Edit) -> None:
    desk.do(edit.label, edit.operation)


@pytest.mark.parametrize("text", ["stage:won partner:Litware", "stage:won partner:litw"])
def test_filters_follow_a_partner_that_is_renamed_and_back(
    view: DealsView, desk: Desk, session: Session, text: str
) -> None:
    view.header.write(text)
    before = names(view)
    assert before
    do(desk, change_row(session, "partners", 1, {"name": "Blue Yonder"}))
    assert view.header.search.text() == 'stage:won partner:"Blue Yonder"'
    assert names(view) == before
    desk.undo()
    assert view.header.search.text() == text
    assert names(view) == before


def test_filters_follow_a_partner_into_another_one(view: DealsView, desk: Desk, session: Session) -> None:
    view.header.write("-partner:Litware stage:won")
    do(desk, merge(session, "partners", kept=2, gone=1, values={}))
    assert view.header.search.text() == "-partner:Fabrikam stage:won"
    assert names(view) == {"Migration", "Renewal", "Identity", "Helpdesk"}
    desk.undo()
    assert view.header.search.text() == "-partner:Litware stage:won"


def test_a_filter_does_not_turn_to_another_partner_with_the_old_name(
    view: DealsView, desk: Desk, session: Session
) -> None:
    view.header.write("partner:Litware")
    before = names(view)
    do(desk, change_row(session, "partners", 1, {"name": "Blue Yonder"}))
    do(desk, insert_row(session, "partners", {"name": "Litware"}))
    assert view.header.search.text() == 'partner:"Blue Yonder"'
    assert names(view) == before


def test_a_filter_that_was_typed_on_is_not_put_back(view: DealsView, desk: Desk, session: Session) -> None:
    view.header.write("partner:Litware")
    do(desk, change_row(session, "partners", 1, {"name": "Blue Yonder"}))
    view.header.write('partner:"Blue Yonder" stage:won')
    desk.undo()
    assert view.header.search.text() == "partner:Litware stage:won"


def test_filters_follow_a_customer(view: DealsView, desk: Desk) -> None:
    view.header.write('customer:"Munich Port"|none')
    do(desk, rename_customer("Munich Port", "Port of Munich"))
    assert view.header.search.text() == 'customer:"Port of Munich"|none'
    assert names(view) == {"Data platform", "ERP rollout"}
    do(desk, rename_customer("Port of Munich", "Relecloud"))
    assert view.header.search.text() == "customer:Relecloud|none"
    assert len(names(view)) == 5
    desk.undo()
    assert view.header.search.text() == 'customer:"Port of Munich"|none'
    desk.undo()
    assert view.header.search.text() == 'customer:"Munich Port"|none'


def test_a_filter_stays_where_the_name_does(view: DealsView, desk: Desk, session: Session) -> None:
    view.header.write('partner:Fabrikam customer:"Munich Port"')
    assert names(view) == {"ERP rollout"}
    do(desk, change_row(session, "deals", 2, {"source_partner": None, "customer": "Relecloud"}))
    assert view.header.search.text() == 'partner:Fabrikam customer:"Munich Port"'


def test_a_word_that_there_is_not_shows_no_row_and_why(view: DealsView) -> None:
    view.header.write("stage:won partner:Litwaer")
    assert names(view) == set()
    assert view.header.told.text().startswith("“partner:Litwaer”: There is no “Litwaer” in Partner.")
    assert view.header.chips["partner"].accessibleName() == "Partner: no match"
    view.header.write("-partner:Litwaer|Fabrikam")
    assert names(view) == set()
