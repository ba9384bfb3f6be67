"""What a person does with the records of every table that has no page of its own."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.domain.fields import Row
from partnertracker.gui.data import TABLES, DataView
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.records import RecordsView
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.session import Session
from tests.gui.pages import on_screen

TYPED: dict[str, dict[str, str]] = {
    "deal_influences": {"deal": "Migration", "partner": "Litware", "role": "tech"},
    "deal_stage_events": {"deal": "ERP rollout", "stage": "prop", "entered_on": "18 Nov"},
    "health_reviews": {"partner": "Proseware", "status": "gr", "reviewed_on": "today"},
    "actions": {"partner": "Litware", "title": "Call", "due_on": "+3d"},
    "notes": {"date": "today", "partner": "Litware", "text": "Champion left"},
    "certifications": {
        "partner": "Litware",
        "person": "Ann",
        "certificate": "Sales",
        "issued_on": "1 Jan 2026",
    },
    "tier_requirements": {"tier": "Gold", "certificate": "Sales", "people": "2"},
    "surveys": {"partner": "Litware", "kind": "nps", "score": "9", "answered_on": "today"},
    "customer_stages": {
        "customer": "Relecloud",
        "partner": "Litware",
        "stage": "onb",
        "started_on": "1 Nov 2026",
    },
    "costs": {"month": "nov", "category": "mark", "amount": "12k"},
    "company_revenue": {"month": "Oct 2026", "amount": "1.5m"},
    "exchange_rates": {"currency": "EUR", "from_date": "1 Nov 2026", "rate": "1.1"},
    "targets": {
        "metric": "Bookings",
        "scope": "Partner Litware",
        "period": "2027",
        "comparison": "at least",
        "value": "100000",
    },
    "capacities": {"role": "Partner managers", "partners_per_person": "12"},
    "scorecards": {
        **dict.fromkeys(("revenue", "pipeline", "engagement", "certification", "satisfaction"), "20"),
        "green_from": "80",
        "yellow_from": "50",
    },
    "custom_metrics": {"name": "double", "label": "Double", "formula": "bookings × 2", "unit": "count"},
}
"""By table what somebody types into the form of a new row."""

CELLS: dict[str, tuple[str, str, str]] = {
    "deal_influences": ("role", "ref", "Referral"),
    "deal_stage_events": ("entered_on", "17 Nov", "17 Nov"),
    "health_reviews": ("reviewer", "AK", "AK"),
    "actions": ("owner", "AK", "AK"),
    "notes": ("date", "1 Nov", "1 Nov"),
    "certifications": ("person", "Bea", "Bea"),
    "tier_requirements": ("people", "3", "3"),
    "surveys": ("score", "7", "7"),
    "customer_stages": ("planned_days", "30", "30"),
    "costs": ("amount", "3 x 100", "$300"),
    "company_revenue": ("month", "sep 2026", "Sep 2026"),
    "exchange_rates": ("rate", "1.2", "1.2"),
    "targets": ("scope", "partner fabrikam", "Partner Fabrikam"),
    "capacities": ("partners_per_person", "15", "15"),
    "scorecards": ("green_from", "90", "90"),
    "custom_metrics": ("label", "Twice", "Twice"),
}
"""By table a column, what somebody types into its cell, and what the cell shows then."""


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> DataView:
    return on_screen(qtbot, DataView(desk, theme, memory))


def enter(view: DataView, table: str) -> RecordsView:
    """Turn to a table and type a new record."""
    view.turn_to(table)
    view.new_record()
    records = view.shown
    for name, text in TYPED[table].items():
        records.form.go_to(name)
        entry = records.form.boxes[name].entry
        QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(entry, text)
        QTest.keyClick(entry, Qt.Key.Key_Tab)
    records.form.save_now()
    return records


def rows(session: Session, table: str) -> list[Row]:
    return session.store.find(table, {})


def shown(records: RecordsView, row: int, name: str) -> str:
    section = [column.name for column in records.grid.rows.columns].index(name)
    return records.grid.rows.cell(row, section).text


def test_every_table_of_the_contract_has_a_page() -> None:
    assert {*TABLES, "partners", "deals"} == {each.table for each in EXCHANGED}
    assert TYPED.keys() == CELLS.keys() == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_a_record_is_typed_changed_in_its_cell_deleted_and_back(
    view: DataView, session: Session, table: str
) -> None:
    before = len(rows(session, table))

    records = enter(view, table)

    assert {name: box.sentence for name, box in records.form.boxes.items() if box.sentence} == {}
    assert len(rows(session, table)) == before + 1
    key = records.form.key
    assert key is not None
    name, typed, expected = CELLS[table]
    grid, columns = records.grid, [column.name for column in records.grid.rows.columns]
    row, section = grid.rows.row_of(key), columns.index(name)
    grid.go_to(row, section)
    QTest.keyClick(grid, Qt.Key.Key_F2)
    editor = QApplication.focusWidget()
    assert editor is not None
    QTest.keyClick(editor, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, typed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert shown(records, grid.rows.row_of(key), name) == expected
    grid.select_key(key)
    view.delete_records()
    assert records.notice.text == ""
    assert len(rows(session, table)) == before
    view.desk.undo()
    assert len(rows(session, table)) == before + 1
    assert shown(records, grid.rows.row_of(key), name) == expected


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_form_with_all_its_fields(view: DataView, table: str) -> None:
    view.turn_to(table)
    assert view.shown.form.boxes.keys() == {field.name for field in entity(table).fields}


def test_an_empty_table_offers_the_first_record(view: DataView) -> None:
    view.turn_to("surveys")
    assert view.shown.is_empty
    assert view.new_words == "New survey answer"


def test_the_list_counts_and_turns_by_arrow_keys(view: DataView) -> None:
    view.turn_to("deal_influences")
    view.tables.setFocus()
    QTest.keyClick(view.tables, Qt.Key.Key_Down)
    assert view.listed == "deal_stage_events"
    QTest.keyClick(view.tables, Qt.Key.Key_Down)
    assert view.listed == "health_reviews"
    assert view.tables.currentItem().data(Qt.ItemDataRole.AccessibleTextRole) == "Health reviews, 5"


def test_on_a_narrow_page_the_list_folds_to_a_box_above_the_records(view: DataView) -> None:
    view.resize(1200, 700)
    assert view.tables.isVisible()
    assert not view.box.isVisible()
    view.turn_to("costs")

    view.resize(900, 700)
    assert not view.tables.isVisible()
    assert view.box.currentText() == "Costs"
    assert view.year.isVisible()
    QTest.keyClick(view.box, Qt.Key.Key_Down)
    assert view.listed == "company_revenue"

    view.resize(1200, 700)
    assert view.tables.isVisible()
    assert view.tables.currentItem().text() == "Company revenue"


def test_the_deal_of_an_influence_reads_by_name_and_follows_it(view: DataView, session: Session) -> None:
    view.turn_to("deal_influences")
    names = {shown(view.shown, row, "deal") for row in range(3)}
    assert names == {"Support plan", "ERP rollout", "Network refresh"}
    key = int(str(session.store.find("deals", {"name": "ERP rollout"})[0]["key"]))
    view.desk.do("Rename", lambda writer: writer.update("deals", key, {"name": "ERP renewal"}))
    assert "ERP renewal" in {shown(view.shown, row, "deal") for row in range(3)}


def test_influences_are_found_by_the_name_of_their_deal(view: DataView) -> None:
    view.turn_to("deal_influences")
    QTest.keyClicks(view.shown.header.search, "erp")
    QTest.keyClick(view.shown.header.search, Qt.Key.Key_Return)
    assert [shown(view.shown, row, "partner") for row in range(view.shown.grid.rows.rowCount())] == [
        "Litware"
    ]


def test_a_deal_that_is_not_there_is_refused_beside_its_field(view: DataView, session: Session) -> None:
    view.turn_to("deal_influences")
    view.new_record()
    form = view.shown.form
    for name, text in (("deal", "Nothing"), ("partner", "Litware")):
        form.go_to(name)
        QTest.keyClicks(form.boxes[name].entry, text)
    form.save_now()
    assert "“Nothing” is none" in form.boxes["deal"].sentence
    assert len(rows(session, "deal_influences")) == 3


def test_the_manager_chosen_at_the_top_holds_for_every_table(view: DataView) -> None:
    view.turn_to("health_reviews")
    everything = view.shown.grid.rows.rowCount()
    view.desk.choose(view.desk.choice._replace(manager="JL"))
    partners = {shown(view.shown, row, "partner") for row in range(view.shown.grid.rows.rowCount())}
    assert everything == 5
    assert partners == {"Fabrikam", "Proseware"}


def test_the_table_chosen_last_is_there_again(
    qtbot: QtBot, view: DataView, desk: Desk, theme: Theme, memory: Memory
) -> None:
    view.turn_to("surveys")
    again = DataView(desk, theme, memory)
    qtbot.addWidget(again)
    assert again.listed == "surveys"
