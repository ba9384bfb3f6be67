"""A window whose entries are on their way to a slow disk stays as it is until they are there."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row
from partnertracker.gui.health.review_panel import ReviewPanel
from partnertracker.gui.settings.editor import Asked, Editor
from partnertracker.gui.steady import SteadyDialog
from partnertracker.gui.tables.together import TogetherDialog
from partnertracker.gui.tables.viewchooser import ViewChooser
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import insert_row
from partnertracker.services.editing.edit import Edit
from partnertracker.services.review import board
from partnertracker.services.session import Session
from tests.gui.held import Late

ENTER, ESC = Qt.Key.Key_Return, Qt.Key.Key_Escape


def shown(qtbot: QtBot, dialog: SteadyDialog) -> SteadyDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    QTest.qWaitForWindowActive(dialog)
    return dialog


@pytest.fixture
def review(qtbot: QtBot, late: Late, theme: Theme) -> Iterator[ReviewPanel]:
    """The panel in which Litware is rated, over the page it belongs to."""
    cards = board(late.desk.facts, late.desk.choice.as_of, "", "").cards
    litware = next(card for card in cards if card.name == "Litware")
    page = QWidget()
    qtbot.addWidget(page)
    panel = ReviewPanel(late.desk, theme, litware, "yellow", page)
    shown(qtbot, panel)
    yield panel
    panel.close()


def reviews(session: Session) -> list[object]:
    return [row["reason"] for row in session.store.find("health_reviews", {}) if row["reason"] is not None]


def keys(text: str | Qt.Key) -> None:
    """Press keys, as a person does who does not look; a window that takes none gets none."""
    target = QApplication.focusWidget() or QApplication.activeWindow()
    assert target is not None
    if not target.isEnabled():
        return
    if isinstance(text, str):
        QTest.keyClicks(target, text)
    else:
        QTest.keyPress(target, text)


def test_pressing_enter_twice_stores_once(late: Late, review: ReviewPanel, session: Session) -> None:
    review.reason.setFocus()
    keys("Pipeline thin")
    keys(ENTER)
    keys(ENTER)
    late.arrive()
    assert reviews(session).count("Pipeline thin") == 1
    assert not review.isVisible()


def test_esc_while_it_is_stored_does_not_break_what_comes_back(
    late: Late, review: ReviewPanel, session: Session
) -> None:
    review.reason.setFocus()
    keys("Pipeline thin")
    keys(ENTER)
    keys(ESC)
    review.close()
    assert review.isVisible()
    late.arrive()
    assert reviews(session).count("Pipeline thin") == 1
    assert not review.isVisible()


def test_what_the_file_refuses_is_there_to_be_mended(qtbot: QtBot, late: Late, session: Session) -> None:
    def save(on: Session, values: Row) -> Edit:
        return insert_row(on, "partners", values)

    editor = Editor(late.desk, Asked("New partner", entity("partners"), ("name", "tier"), {}, save))
    shown(qtbot, editor)
    name = editor.inputs["name"]
    assert isinstance(name, QLineEdit)
    name.setFocus()
    keys("Litware")
    keys(ENTER)
    keys("more")
    keys(ESC)
    late.arrive()
    assert editor.isVisible()
    assert (name.text(), QApplication.focusWidget()) == ("Litware", name)
    assert editor.sentence("name")
    keys(Qt.Key.Key_End)
    keys(" Two")
    keys(ENTER)
    late.arrive()
    assert not editor.isVisible()
    assert len(session.store.find("partners", {"name": "Litware Two"})) == 1


def test_rows_edited_together_are_checked_and_stored_though_the_disk_is_slow(
    qtbot: QtBot, late: Late, theme: Theme, session: Session
) -> None:
    partners = late.desk.facts["partners"].keys[:2].tolist()
    dialog = TogetherDialog(late.desk, theme, "partners", partners)
    shown(qtbot, dialog)
    late.arrive()
    dialog.boxes["manager"].box.entry.setFocus()
    keys("Jo")
    dialog.accept()
    late.file.go_on(1)
    dialog.close()
    assert dialog.isVisible()
    late.arrive()
    assert not dialog.isVisible()
    assert len(session.store.find("partners", {"manager": "Jo"})) == 2


def test_a_view_is_saved_once_under_the_name_that_was_given(
    qtbot: QtBot, late: Late, theme: Theme, session: Session
) -> None:
    chooser = ViewChooser(late.desk, "deals", theme)
    qtbot.addWidget(chooser)
    chooser.show()
    dialog = chooser.ask_for_name()
    shown(qtbot, dialog)
    dialog.entry.setFocus()
    keys("Big ones")
    keys(ENTER)
    keys(" more")
    keys(ENTER)
    dialog.close()
    assert dialog.isVisible()
    late.arrive()
    assert not dialog.isVisible()
    assert [row["name"] for row in session.store.find("saved_views", {})] == ["Big ones"]
