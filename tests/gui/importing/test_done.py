"""After an import its last page says what came in, and takes it back."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from partnertracker.gui.desk import Desk
from partnertracker.services.ports import Writer
from tests.gui.importing.person import Person

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_keys_of_undo_take_the_import_back_from_its_last_page(
    begin: Callable[[str], Person], desk: Desk, csv: Callable[..., Path]
) -> None:
    person = begin("deals")
    person.dialog.activateWindow()
    QApplication.processEvents()
    person.chooses_file(csv("name,customer,stage,value,created_on", "ERP,Port,lead,5,2026-01-05"))
    for _ in range(3):
        person.goes_on()
    sentence, button = person.dialog.done_page.sentence, person.dialog.footer.on_button
    assert sentence.text() == "1 deal added. Undo takes the whole import back."
    QTest.keyClick(button, Qt.Key.Key_Z, CTRL)
    assert len(desk.facts["deals"]) == 0
    assert sentence.text() == "The import was taken back."
    QTest.keyClick(button, Qt.Key.Key_Y, CTRL)
    assert len(desk.facts["deals"]) == 1
    assert sentence.text().startswith("1 deal added.")


def test_before_anything_came_in_these_keys_take_nothing_back(
    begin: Callable[[str], Person], desk: Desk, csv: Callable[..., Path]
) -> None:
    def fill(writer: Writer) -> None:
        writer.insert("partners", [{"name": "Litware"}])

    desk.do("Add", fill)
    person = begin("deals")
    person.dialog.activateWindow()
    QApplication.processEvents()
    person.chooses_file(csv("name,customer,stage,value,created_on", "ERP,Port,lead,5,2026-01-05"))
    person.goes_on()
    QTest.keyClick(person.dialog.footer.on_button, Qt.Key.Key_Z, CTRL)
    assert len(desk.facts["partners"]) == 1


def test_one_rejected_row_is_spoken_of_as_one(
    begin: Callable[[str], Person], csv: Callable[..., Path]
) -> None:
    person = begin("deals")
    person.chooses_file(
        csv("name,customer,stage,value,created_on", "ERP,Port,lead,5,2026-01-05", "CRM,Port,lead,5,soon")
    )
    for _ in range(3):
        person.goes_on()
    left = person.dialog.done_page.left.text()
    assert left == "1 row was rejected: save it, mend it and import it again."
