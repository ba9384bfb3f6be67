"""A table looked at from a past day says what it hides."""

from collections.abc import Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from partnertracker.domain.columns import day_of
from partnertracker.domain.periods import period_named
from partnertracker.gui.deals import DealsView
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.memory import Memory
from partnertracker.gui.partners import PartnersView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.tables.cells import Cell
from partnertracker.gui.theme.theme import Theme


@pytest.fixture
def deals(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> Iterator[DealsView]:
    view = DealsView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    yield view
    view.close()


def look_from(desk: Desk, day: str) -> None:
    desk.choose(desk.choice._replace(as_of=day_of(day)))


def names(view: RecordsView) -> set[str]:
    return {view.grid.rows.cell(row, 0).text for row in range(view.grid.rows.rowCount())}


def said(view: RecordsView) -> str:
    return "" if view.header.as_of.isHidden() else view.header.as_of.text.text()


def cell(view: RecordsView, name: str, column: str) -> Cell:
    rows = view.grid.rows
    (row,) = (row for row in range(rows.rowCount()) if rows.cell(row, 0).text == name)
    return rows.cell(row, [each.name for each in rows.columns].index(column))


def test_from_today_nothing_is_said_nor_hidden(deals: DealsView) -> None:
    assert said(deals) == ""
    assert deals.grid.rows.rowCount() == 14


def test_deals_created_later_are_hidden_until_they_are_asked_for(deals: DealsView, desk: Desk) -> None:
    look_from(desk, "2026-10-05")
    assert said(deals) == (
        "As of 5 Oct 2026: stages and dates as on that day, other values as they are now. "
        "1 deal created later is hidden. Edits change the record of today."
    )
    assert "Cloud pilot" not in names(deals)
    assert deals.panel.footer.shown.text().startswith("13 of 14")
    deals.header.as_of.toggle.click()
    assert "1 deal created later is shown in grey." in said(deals)
    assert "Cloud pilot" in names(deals)
    assert cell(deals, "Cloud pilot", "stage") == Cell("Not yet", "grey", pill=True)
    assert {cell(deals, "Cloud pilot", name).tone for name in ("name", "value", "partner")} == {"muted"}
    deals.header.as_of.toggle.click()
    assert "Cloud pilot" not in names(deals)


def test_only_what_the_table_would_show_counts_as_hidden(deals: DealsView, desk: Desk) -> None:
    look_from(desk, "2026-10-05")
    table = desk.facts["deals"]
    (at,) = (table["created_on"] > day_of("2026-10-05")).nonzero()[0]
    partners = desk.facts["partners"].keys.tolist()
    its = partners[int(table["source_partner"][at])]

    deals.show_partner(its)
    assert "1 deal created later is hidden" in said(deals)
    deals.show_partner(next(key for key in partners if key != its))
    assert "created later" not in said(deals)
    deals.show_partner(0)
    assert "1 deal created later is hidden" in said(deals)


def test_open_and_won_are_those_of_that_day(deals: DealsView, desk: Desk) -> None:
    look_from(desk, "2026-11-07")
    deals.header.view.choose_preset("open")
    # won or lost after that day
    assert {"Data platform", "Migration", "Renewal"} < names(deals)
    assert "Analytics" not in names(deals)
    deals.header.view.choose_preset("won")
    assert names(deals) == {"Analytics"}


def test_a_past_period_is_looked_at_from_its_end(deals: DealsView, desk: Desk) -> None:
    period = period_named("2026-Q3", 1)
    desk.choose(Choice(period, period.end))
    assert "As of 30 Sep 2026" in said(deals)
    assert "2 deals created later are hidden" in said(deals)
    deals.header.view.choose_preset("open")
    assert "Analytics" in names(deals)


def test_a_record_that_is_asked_for_is_shown_though_it_began_later(deals: DealsView, desk: Desk) -> None:
    look_from(desk, "2026-10-05")
    (key,) = (key for key, day in zip(
        desk.facts["deals"].keys.tolist(), desk.facts["deals"]["created_on"].tolist(), strict=True
    ) if day == day_of("2026-11-02"))  # fmt: skip
    deals.show_record("deals", key)
    assert "Cloud pilot" in names(deals)
    assert deals.form.key == key


def test_partners_are_judged_as_of_that_day(qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory) -> None:
    view = PartnersView(desk, theme, memory)
    qtbot.addWidget(view)
    view.show()
    health = [column.name for column in view.grid.rows.columns].index("health")

    def of_fabrikam() -> str:
        rows = view.grid.rows
        (row,) = (row for row in range(rows.rowCount()) if rows.cell(row, 0).text == "Fabrikam")
        return rows.cell(row, health).text

    assert of_fabrikam() == "Red"
    look_from(desk, "2026-10-05")
    assert of_fabrikam() == "Green"
    assert said(view) == (
        "As of 5 Oct 2026: health and deals as on that day, other values as they are now. "
        "Edits change the record of today."
    )
    view.close()


def test_a_deal_shows_the_stage_and_the_close_of_that_day(deals: DealsView, desk: Desk) -> None:
    assert cell(deals, "Data platform", "stage").text == "Won"
    assert cell(deals, "Data platform", "close").text == "18 Nov"
    look_from(desk, "2026-11-07")
    assert cell(deals, "Data platform", "stage") == Cell("Qualified", "grey", pill=True)
    assert cell(deals, "Data platform", "close").text == ""
    assert cell(deals, "Analytics", "stage").text == "Won"
    look_from(desk, "2026-11-21")
    assert cell(deals, "Data platform", "stage").text == "Won"


def test_filters_follow_the_stage_of_that_day(deals: DealsView, desk: Desk) -> None:
    deals.header.write("stage:won")
    assert "Data platform" in names(deals)
    look_from(desk, "2026-11-07")
    assert "Data platform" not in names(deals)
    deals.header.write("-stage:won")
    assert "Data platform" in names(deals)


def test_the_form_says_how_the_deal_stood_and_that_it_holds_today(deals: DealsView, desk: Desk) -> None:
    rows = deals.grid.rows
    (row,) = (row for row in range(rows.rowCount()) if rows.cell(row, 0).text == "Data platform")
    deals.show_record("deals", rows.key(row))
    assert deals.form.stood.isHidden()
    assert "(124 d so far)" in deals.form.history.text()
    look_from(desk, "2026-11-07")
    assert deals.form.stood.text() == "On 7 Nov 2026: in stage Qualified. The fields hold what is so today."
    assert "(110 d so far)" in deals.form.history.text()
    assert deals.form.boxes["stage"].entry.text() == "Won"


def test_the_form_of_a_file_as_known_on_a_past_day_says_when_its_fields_were_known(
    qtbot: QtBot, desk: Desk, theme: Theme, memory: Memory
) -> None:
    pasts: list[Desk] = []
    desk.look_back(date(2026, 11, 21), pasts.append)
    (past,) = pasts
    view = DealsView(past, theme, memory)
    qtbot.addWidget(view)
    view.show()
    look_from(past, "2026-11-07")
    (row,) = (
        row for row in range(view.grid.rows.rowCount()) if view.grid.rows.cell(row, 0).text == "Data platform"
    )
    view.show_record("deals", view.grid.rows.key(row))

    assert view.form.stood.text() == (
        "On 7 Nov 2026: in stage Qualified. The fields hold what was known on 21 Nov 2026."
    )
    view.close()
    past.close()
