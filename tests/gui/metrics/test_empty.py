"""What stands in the place of metrics while there is nothing to measure."""

from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from partnertracker.gui.metrics.empty import NoMetrics


def shown(page: NoMetrics, kind: type[QLabel] | type[QPushButton]) -> list[str]:
    return [each.text() for each in page.findChildren(kind) if each.isVisible()]


def test_an_empty_file_offers_the_next_step(qtbot: QtBot) -> None:
    page = NoMetrics("")
    qtbot.addWidget(page)
    page.show()

    assert shown(page, QPushButton) == ["Import a spreadsheet…", "Open the demo"]
    with qtbot.waitSignal(page.command_wanted) as wanted:
        page.import_first.click()
    assert wanted.args == ["import"]


def test_where_nothing_can_be_changed_it_says_why_and_offers_nothing(qtbot: QtBot) -> None:
    page = NoMetrics("As known on 1 Jan 2026. Nothing can be changed here.")
    qtbot.addWidget(page)
    page.show()

    assert shown(page, QPushButton) == []
    assert "As known on 1 Jan 2026. Nothing can be changed here." in shown(page, QLabel)
