"""Blocks of cells: chosen, copied, pasted, filled and cleared as in a spreadsheet."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Desk
from partnertracker.gui.tables.checking import BlockCheck
from partnertracker.services.editing import change_row
from partnertracker.services.session import Session
from tests.gui.deals import deal

Key = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def go_to(view: DealsView, session: Session, name: str, column: str) -> None:
    row = view.grid.rows.row_of(int(str(deal(session, name)["key"])))
    section = next(i for i, each in enumerate(view.grid.rows.columns) if each.name == column)
    view.grid.go_to(row, section)


def press(view: DealsView, key: Key, *held: Qt.KeyboardModifier, times: int = 1) -> None:
    modifiers = Qt.KeyboardModifier.NoModifier
    for each in held:
        modifiers |= each
    for _ in range(times):
        QTest.keyClick(view.grid, key, modifiers)


def put_on_clipboard(text: str) -> None:
    mime = QMimeData()
    mime.setText(text)
    QGuiApplication.clipboard().setMimeData(mime)


def copied(view: DealsView) -> str:
    press(view, Key.Key_C, CTRL)
    return QGuiApplication.clipboard().text()


def check_of(view: DealsView) -> BlockCheck:
    (check,) = view.findChildren(BlockCheck)
    return check


def sentences(check: BlockCheck) -> list[str]:
    return [str(check.model.index(row, 4).data()) for row in range(check.model.rowCount())]


def mend(check: BlockCheck, text: str) -> None:
    """Type another text into the current cell of a check."""
    QTest.keyClick(check.rows, Key.Key_Return)
    editor = check.rows.findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, Key.Key_Return)
    QApplication.processEvents()


def last_step(session: Session) -> str:
    step = session.store.undoable()
    assert step is not None
    return step.label


def test_arrows_with_shift_choose_a_block_and_copy_it(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "stage")  # newest first: below it stand Support plan, Analytics
    press(view, Key.Key_Down, SHIFT, times=2)
    press(view, Key.Key_Right, SHIFT, times=2)
    assert copied(view) == "Won\t38200\t2026-11-11\nQualified\t9500\t2026-12-15\nWon\t36000\t2026-11-06\n"
    mime = QGuiApplication.clipboard().mimeData()
    assert '<td sdval="9500" data-currency="USD">9500</td>' in mime.html()
    assert 'sdnum="1033;0;YYYY-MM-DD">2026-12-15<' in mime.html()


def test_whole_rows_are_chosen_by_keyboard(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "stage")
    press(view, Key.Key_Down, SHIFT)
    press(view, Key.Key_Space, SHIFT)
    names = ["Renewal", "Support plan"]
    assert view.grid.selected_keys() == [deal(session, name)["key"] for name in names]
    assert len(copied(view).splitlines()[0].split("\t")) == 8
    press(view, Key.Key_Space, CTRL)
    assert view.grid.selected_keys() == [deal(session, "Renewal")["key"]]


def test_a_block_is_pasted_over_what_stands_there_and_one_undo_takes_it_back(
    view: DealsView, session: Session, desk: Desk
) -> None:
    put_on_clipboard("48,000\t12/24/2026\tZoe\n9,999.50\t2026-12-31\tAbe\n")
    go_to(view, session, "Cloud pilot", "value")  # below it stands Network refresh
    press(view, Key.Key_V, CTRL)
    first, second = deal(session, "Cloud pilot"), deal(session, "Network refresh")
    assert (first["value"], first["expected_close_on"], first["manager"]) == (4_800_000, "2026-12-24", "Zoe")
    assert (second["value"], second["expected_close_on"], second["manager"]) == (999_950, "2026-12-31", "Abe")
    assert last_step(session) == "Paste 6 cells into deals"
    desk.undo()
    assert deal(session, "Cloud pilot")["manager"] == "JL"
    assert deal(session, "Network refresh")["value"] == 2_200_000


def test_one_value_fills_all_chosen_cells(view: DealsView, session: Session) -> None:
    put_on_clipboard("Zoe")
    go_to(view, session, "Renewal", "manager")
    press(view, Key.Key_Down, SHIFT, times=2)
    press(view, Key.Key_V, CTRL)
    assert {deal(session, name)["manager"] for name in ("Renewal", "Support plan", "Analytics")} == {"Zoe"}


def test_what_does_not_fit_is_shown_and_mended_before_anything_is_stored(
    view: DealsView, session: Session
) -> None:
    put_on_clipboard("Signed\t100\nproposal\t-5\n")
    go_to(view, session, "Cloud pilot", "stage")
    press(view, Key.Key_V, CTRL)
    check = check_of(view)
    assert check.summary.text().startswith("2 of 4 cells do not fit. Nothing is pasted until all of them do")
    assert sentences(check) == [
        "Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost.",
        "Value must be 0 or more.",
    ]
    assert str(check.model.index(0, 0).data()) == "Cloud pilot"
    assert check.sentence.text() == sentences(check)[0]
    assert not check.confirm.isEnabled()
    assert deal(session, "Cloud pilot")["value"] == 3_100_000
    mend(check, "won")
    assert sentences(check) == ["Value must be 0 or more."]
    QTest.keyClick(check.rows, Key.Key_Delete)
    assert check.summary.text() == "Everything fits: 3 cells in one step."
    check.confirm.click()
    first, second = deal(session, "Cloud pilot"), deal(session, "Network refresh")
    assert (first["stage"], first["value"], first["closed_on"]) == ("won", 10_000, "2026-11-21")
    assert (second["stage"], second["value"]) == ("proposal", 2_200_000)


def test_an_amount_of_another_currency_is_shown_first_when_it_is_copied_here(
    view: DealsView, session: Session, desk: Desk
) -> None:
    key = int(str(deal(session, "Renewal")["key"]))
    desk.change(lambda session: session.execute(*change_row(session, "deals", key, {"currency": "EUR"})))
    go_to(view, session, "Renewal", "value")
    press(view, Key.Key_C, CTRL)
    press(view, Key.Key_Down)
    press(view, Key.Key_V, CTRL)
    check = check_of(view)
    assert sentences(check) == ["Value is in USD here, and this amount is in EUR: type it in USD."]
    assert deal(session, "Support plan")["value"] == 950_000
    check.reject()
    press(view, Key.Key_Up)
    press(view, Key.Key_V, CTRL)
    assert deal(session, "Renewal")["value"] == 3_820_000


def test_a_check_that_is_cancelled_stores_nothing(view: DealsView, session: Session) -> None:
    before = session.store.last_step()
    put_on_clipboard("100\nmuch\n")
    go_to(view, session, "Cloud pilot", "value")
    press(view, Key.Key_V, CTRL)
    QTest.keyClick(check_of(view), Key.Key_Escape)
    assert session.store.last_step() == before


def test_rows_past_the_end_are_new(view: DealsView, session: Session) -> None:
    head = "Deal\tCustomer\tStage\tValue\tExpected close\tPartner"
    put_on_clipboard(f"{head}\nHarbour\tPort\tProposal\t12,500\t2027-01-31\tlitware\nQuay\tPort\t\t1\t\t\n")
    press(view, Key.Key_V, CTRL)
    harbour, quay = deal(session, "Harbour"), deal(session, "Quay")
    assert (harbour["stage"], harbour["value"], harbour["created_on"]) == (
        "proposal",
        1_250_000,
        "2026-11-21",
    )
    assert (quay["stage"], quay["source_partner"]) == ("lead", None)
    assert view.grid.rows.rowCount() == 16
    assert view.grid.current_key == harbour["key"]


def test_partners_that_are_not_there_are_asked_for_once(view: DealsView, session: Session) -> None:
    put_on_clipboard("Northwind\nnorthwind \nTailspin\n")
    go_to(view, session, "Cloud pilot", "partner")
    press(view, Key.Key_V, CTRL)
    check = check_of(view)
    assert len(sentences(check)) == 3
    assert check.partners.text() == "Add 2 partners: Northwind, Tailspin"
    check.partners.click()
    check.confirm.click()
    added = session.store.find("partners", {"name": "Northwind"})
    assert [row["id"] for row in added] == [deal(session, "Cloud pilot")["source_partner"]]
    assert last_step(session) == "Paste 3 cells into deals"
    session.undo()
    assert session.store.find("partners", {"name": "Northwind"}) == []


def test_a_block_that_is_too_wide_is_refused_with_a_sentence(view: DealsView, session: Session) -> None:
    put_on_clipboard("a\tb\tc\n")
    go_to(view, session, "Renewal", "manager")
    press(view, Key.Key_V, CTRL)
    assert view.notice.text.startswith("The cells to paste are 3 columns wide, and there are 2 from here on.")


def test_ctrl_d_fills_a_block_down_and_duplicates_a_row_where_there_is_none(
    view: DealsView, session: Session
) -> None:
    go_to(view, session, "Renewal", "close")  # closed; of the two below one is open: its expected close
    press(view, Key.Key_Right, SHIFT)
    press(view, Key.Key_Down, SHIFT, times=2)
    view.duplicate_record()
    assert last_step(session) == "Fill 2 cells in deals"
    assert deal(session, "Support plan")["expected_close_on"] == "2026-11-11"
    assert deal(session, "Analytics")["closed_on"] == "2026-11-11"
    go_to(view, session, "Renewal", "close")
    view.duplicate_record()
    assert last_step(session) == "Duplicate deal “Renewal”"


def test_delete_clears_cells_and_what_is_needed_is_said(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "manager")
    press(view, Key.Key_Delete)
    assert deal(session, "Renewal")["manager"] is None
    assert last_step(session) == "Clear 1 cell in deals"
    go_to(view, session, "Renewal", "name")
    press(view, Key.Key_Delete)
    check = check_of(view)
    assert sentences(check) == ["Deal name is needed."]
    check.cancel.click()
    assert view.grid.rows.rowCount() == 14


def test_tab_goes_on_to_the_next_cell_to_type_in(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "partner")
    QTest.keyClick(view.grid, Key.Key_F2)
    editor = next(each for each in view.grid.viewport().findChildren(QLineEdit) if each.isVisible())
    QTest.keyClick(editor, Key.Key_Tab)  # passes by the involvement, which is worked out
    assert view.grid.rows.columns[view.grid.currentIndex().column()].name == "stage"
    assert any(each.isVisible() for each in view.grid.viewport().findChildren(QLineEdit))


def test_a_block_stays_chosen_when_rows_are_ordered_anew(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "value")
    press(view, Key.Key_Down, SHIFT)
    view.grid.columns.sort_wanted.emit("value", True)
    assert set(copied(view).split()) == {"38200", "9500"}


def test_nothing_is_pasted_where_nothing_can_be_changed(
    view: DealsView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Desk, "read_only", property(lambda _desk: "Nothing can be changed here."))
    put_on_clipboard("x")
    go_to(view, session, "Renewal", "name")
    press(view, Key.Key_V, CTRL)
    assert view.notice.text == "Nothing can be changed here."


def test_ctrl_x_copies_cells_and_empties_them_in_one_step(
    view: DealsView, session: Session, desk: Desk
) -> None:
    go_to(view, session, "Renewal", "manager")
    press(view, Key.Key_Down, SHIFT)
    press(view, Key.Key_X, CTRL)
    assert QGuiApplication.clipboard().text() == "AK\nAK\n"
    assert [deal(session, name)["manager"] for name in ("Renewal", "Support plan")] == [None, None]
    assert last_step(session) == "Cut 2 cells from deals"
    desk.undo()
    assert deal(session, "Renewal")["manager"] == "AK"


def test_nothing_is_cut_where_nothing_can_be_changed(
    view: DealsView, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on_clipboard("before")
    monkeypatch.setattr(Desk, "read_only", property(lambda _desk: "Nothing can be changed here."))
    go_to(view, session, "Renewal", "manager")
    press(view, Key.Key_X, CTRL)
    assert view.notice.text == "Nothing can be changed here."
    assert QGuiApplication.clipboard().text() == "before"


def test_rows_pasted_on_the_page_of_a_partner_are_that_partners(view: DealsView, session: Session) -> None:
    view.show_partner(1)
    head = "Deal\tCustomer\tPartner\tValue"
    put_on_clipboard(f"{head}\nHarbour\tPort\t\t1\nQuay\tPort\tFabrikam\t1\n")
    press(view, Key.Key_V, CTRL)
    partners = {row["id"]: row["name"] for row in session.rows("partners", [1, 2])}
    named = {name: partners[deal(session, name)["source_partner"]] for name in ("Harbour", "Quay")}
    assert named == {"Harbour": "Litware", "Quay": "Fabrikam"}
    assert last_step(session) == "Paste 7 cells into deals"
    put_on_clipboard("Deal\tCustomer\tValue\nWharf\tPort\t1\n")
    press(view, Key.Key_V, CTRL)
    assert partners[deal(session, "Wharf")["source_partner"]] == "Litware"
