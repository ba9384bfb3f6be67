"""The notice bar says one thing at a time."""

from pytestqt.qtbot import QtBot

from partnertracker.gui.shell.notice import NoticeBar
from partnertracker.gui.theme.theme import Theme


def test_a_remedy_acts_and_closes_the_bar(qtbot: QtBot, theme: Theme) -> None:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    done: list[str] = []
    bar.say("The disk is full.", [("Save elsewhere…", lambda: done.append("saved"))])
    assert not bar.isHidden()
    bar._remedies[0].click()
    assert done == ["saved"]
    assert bar.isHidden()


def test_a_newer_sentence_replaces_an_older_one_and_its_buttons(qtbot: QtBot, theme: Theme) -> None:
    bar = NoticeBar(theme)
    qtbot.addWidget(bar)
    bar.say("First.", [("Do", lambda: None)])
    old = bar._remedies[0]
    bar.say("Second <b>plain</b>.", good=True)
    assert bar.text == "Second <b>plain</b>."
    assert old.isHidden()
    assert bar.property("role") == "message"
