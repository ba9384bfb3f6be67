"""Choosing a file: what can be read in two ways is asked, what can't be read says why."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest

from partnertracker.gui.importing.checking import NEW
from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]

DEAL = "name,customer,stage,value,created_on"


def test_dates_that_can_be_read_both_ways_are_a_question_with_an_example(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    person.chooses_file(csv(DEAL, "Rollout,Munich,lead,1000,03/04/2026"))
    panel = person.dialog.choosing.questions
    assert panel.isVisible()
    assert "03/04/2026" in panel.question.sentence if panel.question else False
    assert not person.dialog.footer.on_button.isEnabled()
    person.answers(panel, "31/08/2026")
    assert not panel.isVisible()
    assert person.dialog.choosing.format.pickers["date"].value == "%d/%m/%Y"
    person.goes_on()
    person.goes_on()
    assert "3 Apr 2026" in person.rows(NEW)[0]


def test_a_question_that_only_the_mapping_raises_is_asked_beside_it(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    person.chooses_file(csv(f"{DEAL},sent", "Rollout,Munich,lead,1000,2026-01-02,03/04/2026"))
    person.goes_on()
    person.maps("qualified_on", "sent")
    person.goes_on()
    assert person.dialog.mapping.questions.isVisible()
    person.answers(person.dialog.mapping.questions, "08/31/2026")
    assert person.tab_titles()[NEW] == "1 new"
    assert "4 Mar 2026" in person.rows(NEW)[0]


def test_text_that_is_not_utf8_is_shown_and_asked_about(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("name", "Müller & Söhne", encoding="cp1252"))
    panel = person.dialog.choosing.questions
    assert panel.isVisible()
    assert "Müller" in panel.question.sentence if panel.question else False
    person.answers(panel, "Windows-1252")
    assert person.dialog.choosing.preview.index(0, 0).data() == "Müller & Söhne"


def test_the_delimiter_is_detected_and_can_be_changed(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("name;tier", "Litware;Gold", "Fabrikam;Silver"))
    preview = person.dialog.choosing.preview
    assert preview.columnCount() == 2
    delimiter = person.dialog.choosing.format.pickers["delimiter"]
    assert delimiter.currentText() == "Semicolon – detected"
    person.picks(delimiter, "|")
    assert preview.columnCount() == 1


def test_the_open_file_itself_is_refused(begin: Begin, live: Path) -> None:
    person = begin("deals")
    person.chooses_file(live)
    assert "is the open file itself" in person.told
    assert not person.dialog.footer.on_button.isEnabled()


def test_a_file_that_is_not_there_is_a_sentence(begin: Begin, tmp_path: Path) -> None:
    person = begin("deals")
    person.chooses_file(tmp_path / "nowhere.csv")
    assert person.told == "There is no file nowhere.csv. Check the path."


def test_a_file_can_be_dropped_on_the_page(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    path = csv("name", "Litware")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    person.dialog.choosing.dropEvent(
        QDropEvent(
            QPointF(9, 9),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert person.dialog.choosing.path.text() == str(path)
    assert person.dialog.choosing.preview.index(0, 0).data() == "Litware"


def test_enter_in_the_path_reads_the_file_and_goes_no_step_ahead(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("name", "Litware"))
    person.chooses_file(csv("name", "Fabrikam"))
    assert person.dialog.pages.currentIndex() == 0
    assert person.dialog.choosing.preview.index(0, 0).data() == "Fabrikam"


def test_enter_reads_the_file_that_is_typed_and_once_more_goes_on(begin: Begin, csv: Csv) -> None:
    person = begin("partners")
    person.chooses_file(csv("name", "Litware"))
    assert not person.dialog.mapping.isVisible()
    QTest.keyClick(person.dialog.choosing.path, Qt.Key.Key_Return)
    assert person.dialog.mapping.isVisible()
