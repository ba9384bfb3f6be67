"""What a person does with the fields that the team added to partners."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.tables.checking import BlockCheck
from partnertracker.gui.tables.together import TogetherDialog
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.custom_choices import rename_choice
from partnertracker.services.custom_fields import FIELDED, add_field, change_field, delete_field
from partnertracker.services.editing import change_row
from partnertracker.services.editing.edit import Edit
from partnertracker.services.listing.filters import Between
from partnertracker.services.session import Session
from tests.gui.pages import on_screen

ENTER = Qt.Key.Key_Return


@pytest.fixture
def view(qtbot: QtBot, desk: Desk, session: Session, theme: Theme, memory: Memory) -> Iterator[PartnersView]:
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    do(desk, add_field(session, "partners", "Seats", "number"))
    do(desk, add_field(session, "partners", "Segment", "choice", "Retail; Public sector"))
    view = PartnersView(desk, theme, memory)
    qtbot.addWidget(view)
    view.resize(1500, 820)
    view.show()
    yield view
    assert failures == []


def do(desk: Desk, edit: Edit) -> None:
    desk.do(*edit)


def partner(session: Session, name: str) -> Row:
    return session.store.find("partners", {"name": name})[0]


def key_of(session: Session, field: str) -> int:
    return int(str(session.store.find("custom_fields", {"name": field})[0]["key"]))


def section(view: PartnersView, name: str) -> int:
    return [each.name for each in view.grid.rows.columns].index(name)


def words(view: PartnersView, name: str) -> list[str]:
    return [view.grid.rows.cell(row, section(view, name)).text for row in range(view.grid.rows.rowCount())]


def type_in(view: PartnersView, row: int, name: str, text: str) -> None:
    view.grid.go_to(row, section(view, name))
    QTest.keyClick(view.grid, Qt.Key.Key_F2)
    editor = next(each for each in view.grid.viewport().findChildren(QLineEdit) if each.isVisible())
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, ENTER)


def test_cells_of_a_field_are_typed_sorted_and_filtered(view: PartnersView, session: Session) -> None:
    for row, seats in enumerate(("12", "2.5", "30")):
        type_in(view, row, "seats", seats)
    type_in(view, 0, "segment", "pub")
    assert words(view, "seats")[:3] == ["12", "2.5", "30"]
    assert words(view, "segment")[0] == "Public sector"
    assert partner(session, words(view, "name")[0])["segment"] == "Public sector"
    view.grid.columns.sort_wanted.emit("seats", True)
    assert words(view, "seats") == ["30", "12", "2.5", "", "", ""]
    chip = view.header.add_filter("seats")
    assert chip.bound("10", "") == ["", ""]
    assert words(view, "seats") == ["30", "12"]
    assert view.header.filters == (Between("seats", 10, None),)
    session.undo()


def test_what_does_not_fit_is_said_in_the_cell(view: PartnersView) -> None:
    type_in(view, 0, "seats", "many")
    assert view.grid.editing.sentence == "Seats must be a number such as 12.5."
    view.grid.editing.end(given_up=True)


def test_columns_follow_the_fields_and_stay_as_they_were_left(
    view: PartnersView, session: Session, desk: Desk, theme: Theme, memory: Memory, qtbot: QtBot
) -> None:
    header = view.grid.columns
    header.moveSection(header.visualIndex(section(view, "segment")), 1)
    header.resizeSection(section(view, "segment"), 177)
    header.show_column(section(view, "region"), shown=False)
    view.header.add_filter("seats").bound("10", "")
    view.grid.columns.sort_wanted.emit("seats", True)
    do(desk, delete_field(session, key_of(session, "seats")))
    assert "seats" not in view.header.chips
    assert "Seats" not in [each.label for each in view.grid.rows.columns]
    assert len(words(view, "name")) == 6
    do(desk, change_field(session, key_of(session, "segment"), label="Sector"))
    do(desk, add_field(session, "partners", "Renews", "date"))
    labels = [str(view.grid.rows.headerData(at, Qt.Orientation.Horizontal)) for at in range(header.count())]
    assert labels[-2:] == ["Sector", "Renews"]
    again = PartnersView(desk, theme, memory)
    qtbot.addWidget(again)
    for shown in (view, again):
        assert shown.grid.columns.visualIndex(section(shown, "segment")) == 1
        assert shown.grid.columns.sectionSize(section(shown, "segment")) == 177
        assert shown.grid.isColumnHidden(section(shown, "region"))
        assert not shown.grid.isColumnHidden(section(shown, "renews"))


def type_into(view: PartnersView, name: str, text: str) -> None:
    entry = view.form.boxes[name].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
    QTest.keyClick(entry, ENTER)


def test_the_form_has_the_fields_after_its_own_and_saves_them(view: PartnersView, session: Session) -> None:
    view.show_record("partners", int(str(partner(session, "Litware")["key"])))
    type_into(view, "seats", "3 × 4")
    type_into(view, "segment", "ret")
    assert view.form.boxes["segment"].entry.text() == "Retail"
    assert {name: partner(session, "Litware")[name] for name in ("seats", "segment")} == {
        "seats": 12,
        "segment": "Retail",
    }
    type_into(view, "seats", "many")
    assert view.form.boxes["seats"].sentence == "Seats must be a number such as 12.5."
    assert partner(session, "Litware")["seats"] == 12
    view.form.revert()
    last = view.form._last_entry
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert view.form.held() == "seats"
    QTest.keyClick(view.form.boxes["seats"].entry, Qt.Key.Key_Tab)
    assert view.form.held() == "segment"


def test_the_form_follows_the_fields_and_keeps_what_is_being_typed(
    view: PartnersView, session: Session, desk: Desk
) -> None:
    view.show_record("partners", int(str(partner(session, "Litware")["key"])))
    type_into(view, "seats", "7")
    entry = view.form.boxes["name"].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, "Litware Int")
    do(desk, add_field(session, "partners", "Renews", "date"))
    do(desk, change_field(session, key_of(session, "seats"), label="Licences"))
    assert view.form.boxes["name"].entry.text() == "Litware Int"
    assert view.form.held() == "name"
    boxes = view.form.boxes
    assert [(boxes[name].field.label, boxes[name].entry.text()) for name in ("seats", "renews")] == [
        ("Licences", "7"),
        ("Renews", ""),
    ]
    boxes["seats"].entry.setFocus()
    boxes["seats"].entry.selectAll()
    QTest.keyClicks(boxes["seats"].entry, "8")
    do(desk, delete_field(session, key_of(session, "seats")))
    assert "seats" not in view.form.boxes
    type_into(view, "renews", "2027-01-31")
    assert partner(session, "Litware Int")["renews"] == "2027-01-31"
    assert view.form.unsaved == ()
    desk.undo()
    desk.undo()
    assert view.form.boxes["seats"].entry.text() == "7"


def test_a_new_record_keeps_what_is_typed_while_fields_change(
    view: PartnersView, session: Session, desk: Desk
) -> None:
    view.new_record()
    type_into(view, "seats", "5")
    do(desk, add_field(session, "partners", "Renews", "date"))
    assert view.form.boxes["seats"].entry.text() == "5"
    type_into(view, "name", "Northwind")
    assert partner(session, "Northwind")["seats"] == 5


def press(view: PartnersView, key: Qt.Key, held: Qt.KeyboardModifier) -> None:
    QTest.keyClick(view.grid, key, held)


def test_blocks_are_pasted_filled_and_cleared_in_them(
    view: PartnersView, session: Session, desk: Desk
) -> None:
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    names = words(view, "name")[:3]
    QGuiApplication.clipboard().setText("12\tRetail\n7.5\tpublic sector\n")
    view.grid.setFocus()
    view.grid.go_to(0, section(view, "seats"))
    press(view, Qt.Key.Key_V, ctrl)
    assert [[partner(session, name)[own] for own in ("seats", "segment")] for name in names] == [
        [12, "Retail"],
        [7.5, "Public sector"],
        [None, None],
    ]
    view.grid.go_to(1, section(view, "segment"))
    press(view, Qt.Key.Key_Down, shift)
    view.duplicate_record()  # Ctrl+D
    assert words(view, "segment")[:3] == ["Retail", "Public sector", "Public sector"]
    press(view, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
    assert words(view, "segment")[:3] == ["Retail", "", ""]
    desk.undo()
    desk.undo()
    desk.undo()
    assert words(view, "seats")[:3] == ["", "", ""]
    QGuiApplication.clipboard().setText("many\tFarming\n")
    view.grid.go_to(0, section(view, "seats"))
    press(view, Qt.Key.Key_V, ctrl)
    (check,) = view.findChildren(BlockCheck)
    assert check.summary.text().startswith("2 of 2 cells do not fit.")
    check.reject()


def test_many_rows_get_them_in_one_form(view: PartnersView, session: Session) -> None:
    names = words(view, "name")[:2]
    view.grid.setFocus()
    view.grid.go_to(0, 0)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.edit_rows()
    (dialog,) = view.findChildren(TogetherDialog)
    entry = dialog.boxes["segment"].box.entry
    entry.setFocus()
    QTest.keyClicks(entry, "retail")
    dialog.accept()
    assert [partner(session, name)["segment"] for name in names] == ["Retail", "Retail"]


def test_typed_filters_name_them_and_forget_one_that_is_gone(
    view: PartnersView, session: Session, desk: Desk
) -> None:
    for row, seats in enumerate(("12", "2.5", "30")):
        type_in(view, row, "seats", seats)
    QTest.keyClicks(view.header.search, "seats:>10")
    QTest.keyClick(view.header.search, ENTER)
    assert words(view, "seats") == ["12", "30"]
    do(desk, delete_field(session, key_of(session, "seats")))
    assert len(words(view, "name")) in {0, 6}
    desk.undo()
    assert words(view, "seats") == ["12", "30"]


@pytest.mark.parametrize("table", [each.table for each in FIELDED])
def test_every_such_table_shows_them_in_table_and_form(
    table: str, desk: Desk, session: Session, theme: Theme, memory: Memory, qtbot: QtBot
) -> None:
    page = on_screen(qtbot, RecordsView(desk, theme, memory, table))
    do(desk, add_field(session, table, "Own word", "text"))
    assert page.grid.rows.columns[-1].label == "Own word"
    assert page.form.boxes["own_word"].field.label == "Own word"
    if page.grid.rows.rowCount():
        page.grid.go_to(0, page.grid.rows.columnCount() - 1)
        QTest.keyClicks(page.grid, "x")
        editor = next(each for each in page.grid.viewport().findChildren(QLineEdit) if each.isVisible())
        QTest.keyClick(editor, ENTER)
        assert page.grid.rows.cell(0, page.grid.rows.columnCount() - 1).text == "x"
        page.grid.select_first()  # Enter went on to the next row
        assert page.form.boxes["own_word"].entry.text() == "x"


def test_a_filter_calls_a_renamed_choice_by_its_new_name_and_undone_by_its_old_one(
    view: PartnersView, desk: Desk, session: Session
) -> None:
    do(desk, change_row(session, "partners", 1, {"segment": "Retail"}))
    view.header.write("segment:retail")
    assert view.grid.rows.rowCount() == 1
    do(desk, rename_choice(session, key_of(session, "segment"), "Retail", "Shops"))
    assert (view.header.search.text(), view.grid.rows.rowCount()) == ("segment:Shops", 1)
    assert view.header.chips["segment"].accessibleName() == "Segment: Shops"
    assert not view.header.told.isVisible()
    desk.undo()
    assert (view.header.search.text(), view.grid.rows.rowCount()) == ("segment:Retail", 1)
    assert not view.header.told.isVisible()
