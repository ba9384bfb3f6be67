"""A field tells what it held before, by keys too, and holds it again in one step."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.forms.form import RecordForm
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row
from partnertracker.services.session import Session

_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def raise_to(desk: Desk, value: int) -> None:
    edit: Row = {"value": value, "name": f"Deal & {value}"}
    desk.change(lambda session: session.execute(*change_row(session, "deals", 1, edit)))


@pytest.fixture
def form(qtbot: QtBot, desk: Desk, theme: Theme) -> RecordForm:
    for value in (700_00, 800_50):
        raise_to(desk, value)
    form = RecordForm(desk, "deals", theme)
    qtbot.addWidget(form)
    form.resize(400, 800)
    form.show()
    form.show_record(1)
    form.activateWindow()
    QTest.qWaitForWindowActive(form)
    return form


def menu_of(form: RecordForm, name: str) -> list[str]:
    """Go into a field and press the keys of its history."""
    form.boxes[name].entry.setFocus()
    QTest.keyClick(form.boxes[name].entry, Qt.Key.Key_H, _KEYS)
    QApplication.processEvents()
    return [action.text() for action in form.past.menu.actions()]


def test_the_menu_lists_what_the_field_held(form: RecordForm) -> None:
    words = menu_of(form, "value")
    assert [line.split(" · ")[:2] for line in words[:2]] == [["Now: 800.50", "AK"], ["700.00", "AK"]]
    assert len(words) == 3
    assert menu_of(form, "name")[1].startswith("Deal && 70000 · AK · 21 Nov")
    form.past.menu.close()


@pytest.mark.parametrize("width", [330, 600])
def test_the_button_stays_at_the_edge_of_its_field_in_a_form_of_another_width(
    form: RecordForm, width: int
) -> None:
    form.boxes["name"].entry.setFocus()
    form.resize(width, 800)
    QApplication.processEvents()

    box, link = form.boxes["name"], form.past.link
    assert link.isVisible()
    assert link.geometry().right() + 1 == box.width()


def test_an_old_value_is_restored_in_one_step(form: RecordForm, session: Session) -> None:
    menu_of(form, "value")
    now, before, *_ = form.past.menu.actions()
    assert not now.isEnabled()
    before.trigger()
    form.past.menu.close()

    assert session.rows("deals", [1])[0]["value"] == 700_00
    assert form.boxes["value"].entry.text() == "700.00"
    assert session.store.steps(limit=1)[0].label == "Restore “Value” of deal “Deal & 80050”"
    session.undo()
    assert session.rows("deals", [1])[0]["value"] == 800_50


def test_a_field_that_never_changed_says_so(form: RecordForm) -> None:
    words = menu_of(form, "customer")
    assert words[-1] == "It never held anything else"
    form.past.menu.close()


def test_the_link_stands_over_the_field_one_is_in(form: RecordForm) -> None:
    form.boxes["stage"].entry.setFocus()
    assert form.past.link.isVisible()
    assert form.past.link.parent() is form.boxes["stage"]
    assert form.past.link.geometry().right() < form.boxes["stage"].width()
    assert form.past.link.geometry().bottom() < form.boxes["stage"].entry.y()


@pytest.mark.parametrize(("name", "words"), [("value", "History"), ("currency", "Past")])
def test_the_button_leaves_the_label_its_room(form: RecordForm, name: str, words: str) -> None:
    form.resize(340, 800)
    QApplication.processEvents()
    box = form.boxes[name]
    box.entry.setFocus()
    link = form.past.link
    assert (link.text(), link.isVisible()) == (words, True)
    (caption,) = (each for each in box.findChildren(QLabel) if each.buddy() is box.entry)
    assert caption.x() + caption.sizeHint().width() < link.x()
