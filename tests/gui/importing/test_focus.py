"""Tab goes through a page from top to bottom, whenever its parts were made."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QWidget

from tests.gui.importing.person import Person

Begin = Callable[..., Person]
Csv = Callable[..., Path]


def stops_after(first: QWidget) -> list[QWidget]:
    """Return everything that Tab goes through from a widget on, until it comes round."""
    found: list[QWidget] = []
    at = first.nextInFocusChain()
    while at is not None and at is not first:
        if at.isVisible() and at.isEnabled() and at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(at)
        at = at.nextInFocusChain()
    return found


def test_tab_goes_from_line_to_line_through_the_values_to_the_buttons(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    person.chooses_file(csv("name,customer,stage,value", "Rollout,Munich,Engaging,1"))
    person.goes_on()
    mapping, footer = person.dialog.mapping, person.dialog.footer
    stage = person.line("stage")
    wanted = [
        person.line("name").default,
        person.line("customer").column,
        stage.column,
        stage.default,
        stage.toggle,
        stage.words.picker("Engaging"),
        person.line("value").column,
        mapping.match,
        mapping.mode,
        mapping.create_partners,
        footer.cancel_button,
        footer.back_button,
        footer.on_button,
    ]
    stops = stops_after(person.line("name").column)
    assert [stop for stop in stops if stop in wanted] == wanted


def test_a_question_stands_between_the_file_and_its_format(begin: Begin, csv: Csv) -> None:
    person = begin("deals")
    person.chooses_file(csv("name,customer,stage,value,created_on", "Rollout,Munich,lead,1,03/04/2026"))
    choosing = person.dialog.choosing
    answers = choosing.questions.findChildren(QRadioButton)
    assert person.dialog.focusWidget() is answers[0]
    stops = stops_after(choosing.table)
    assert stops[:2] == answers
    assert stops[2] is choosing.format.pickers["header"]
