"""The search box finds records, pages, metrics and commands."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from partnertracker.gui.actions import search_hits
from partnertracker.gui.desk import Desk
from partnertracker.gui.shell.search import SearchBox
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing import change_row, insert_row
from partnertracker.services.finding import Hit, matching


@pytest.fixture
def box(qtbot: QtBot, desk: Desk, theme: Theme) -> Iterator[SearchBox]:
    box = SearchBox(desk, theme, search_hits, "Ctrl K")
    qtbot.addWidget(box)
    box.resize(400, 32)
    box.show()
    yield box
    box.close()


def found(box: SearchBox, text: str) -> list[str]:
    box.setText(text)
    box.search()
    return box.found


def test_it_finds_a_partner_whatever_the_case(box: SearchBox) -> None:
    assert found(box, "litWARE")[0] == "Litware"


def test_it_finds_a_deal_by_a_part_of_its_name_and_a_customer(box: SearchBox) -> None:
    assert "ERP rollout" in found(box, "rollout")
    assert found(box, "munich") == ["Munich Port"]


def test_it_finds_pages_metrics_and_commands(box: SearchBox) -> None:
    assert "Win rate" in found(box, "win ra")
    assert "Back up now" in found(box, "back up")
    assert "Metrics" in found(box, "metri")
    assert "Exchange rates" in found(box, "exchange")


def test_it_finds_a_metric_of_the_team_s_own_as_soon_as_it_is_there(box: SearchBox, desk: Desk) -> None:
    assert found(box, "deals per") == ["Nothing found"]
    row = {"name": "per_head", "label": "Deals per head", "formula": "sqls / 2"}
    desk.change(lambda session: session.execute(*insert_row(session, "custom_metrics", row)))

    assert found(box, "deals per") == ["Deals per head"]


def test_it_says_when_there_is_nothing(box: SearchBox) -> None:
    assert found(box, "zzz") == ["Nothing found"]
    assert found(box, "  ") == []


def test_markup_in_a_name_stays_text(box: SearchBox) -> None:
    assert found(box, "wingtip") == ["<b>Wingtip</b>"]


def test_a_renamed_deal_is_found_by_its_new_name(box: SearchBox, desk: Desk) -> None:
    assert "Migration" in found(box, "migration")
    key = int(desk.facts["deals"].keys[2])
    desk.change(
        lambda session: session.execute(*change_row(session, "deals", key, {"name": "Moving day"})[:2])
    )
    assert "Moving day" in found(box, "moving")
    assert "Migration" not in found(box, "migration")


def test_arrows_and_enter_take_a_hit(box: SearchBox, qtbot: QtBot) -> None:
    titles = found(box, "a")
    assert len(titles) > 2
    QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Up)
    QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(box.taken) as signal:
        QTest.keyClick(box, Qt.Key.Key_Return)
    hit = signal.args[0]
    assert isinstance(hit, Hit)
    assert hit.title == titles[1]
    assert (box.text(), box.found) == ("", [])


def test_escape_closes_the_list(box: SearchBox) -> None:
    found(box, "a")
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert box.found == []


def test_what_begins_with_the_query_stands_first() -> None:
    hits = [Hit(title, "", "page", title) for title in ("Deals", "Ideal", "Dealers")]
    assert [hit.title for hit in matching(hits, "deal")] == ["Deals", "Dealers", "Ideal"]
