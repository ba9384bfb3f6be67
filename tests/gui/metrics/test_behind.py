"""What is behind a figure adds up to it and says how it came about."""

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.gui.metrics.behind import Behind, Entry, Heading, behind, drilled_figure
from partnertracker.services.editing import change_row, insert_row
from partnertracker.services.measuring import figures
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui import programme

TODAY = day_of(programme.TODAY.isoformat())


def figure(facts: Facts, metric: str, scope: str = "all") -> Figure:
    (found,) = figures(facts, period_named("2026-Q4"), TODAY, scopes=(scope,), metrics=(metric,))
    return found


def drilled(session: Session, metric: str, label: str = "2026-Q4", partner: str = "") -> Behind:
    facts = session.facts
    return behind(facts, drilled_figure(facts, figure(facts, metric), period_named(label), partner))


def test_the_rows_add_up_to_the_number_newest_first(session: Session) -> None:
    found = drilled(session, "sourced_revenue")

    assert sum(entry.value or 0 for entry in found.entries) == found.figure.value == 179_700
    assert [entry.partner for entry in found.entries] == [
        "Litware",
        "Contoso Cloud",
        "Proseware",
        "Litware",
    ]
    assert found.day_words == "Closed"
    assert (found.total, found.formula) == ("$179,700", "$179,700 = Σ of 4 deals")


def test_another_period_of_the_trend_has_its_own_rows(session: Session) -> None:
    found = drilled(session, "sourced_revenue", "2026-Q3")

    assert [(entry.partner, entry.value) for entry in found.entries] == [("Litware", 77_000)]
    assert found.formula == "$77,000 = Σ of 1 deal"


def test_the_part_of_a_partner_has_its_own_rows(session: Session) -> None:
    found = drilled(session, "sourced_revenue", partner="Litware")

    assert found.figure.scope == "partner:Litware"
    assert [entry.value for entry in found.entries] == [64_000, 36_000]
    assert found.total == "$100,000"
    both = drilled(session, "sourced_revenue", "2026-Q3", "Litware")
    assert both.total == "$77,000"


def test_a_ratio_shows_each_row_once_with_what_counts_first(session: Session) -> None:
    found = drilled(session, "win_rate")

    assert [(entry.value, entry.of) for entry in found.entries] == [(1, 1)] * 4 + [(None, 1)] * 2
    assert found.total == "4 ÷ 6"
    assert found.formula == "4 won ÷ (4 won + 2 lost) = 66.7%"


def test_each_part_of_a_ratio_has_its_own_unit(session: Session) -> None:
    found = drilled(session, "revenue_per_partner")

    units = {(entry.table, entry.unit, entry.of_unit) for entry in found.entries}
    assert units == {("deals", "money", "count"), ("partners", "money", "count")}
    assert found.total == "$287,300 ÷ 4"


def test_a_median_has_a_middle(session: Session) -> None:
    found = drilled(session, "sales_cycle")

    assert found.total == "128.5 d"
    assert found.formula == "128.5 d = middle of 4 values, 83 d to 158 d"


def test_a_metric_of_the_team_s_own_lists_its_measures_under_headings(session: Session) -> None:
    row = {"name": "own", "label": "Own", "formula": "sourced_revenue / win_rate", "unit": "money"}
    session.execute(*insert_row(session, "custom_metrics", row))

    found = drilled(session, "own")

    headings = [line for line in found.lines if isinstance(line, Heading)]
    assert headings == [Heading("Partner-sourced revenue", "$179,700"), Heading("Win rate", "4 ÷ 6")]
    assert [isinstance(line, Entry) for line in found.lines] == [False, *[True] * 4, False, *[True] * 6]
    assert found.total == "$269,550"
    assert found.formula == "$179,700 partner-sourced revenue ÷ 66.7% win rate = $269,550"


def test_amounts_are_told_to_the_cent(session: Session) -> None:
    session.execute(*change_row(session, "deals", 1, {"value": 150_000_050}))

    found = drilled(session, "sourced_revenue")

    assert found.total == "$1,615,700.50"
    assert found.formula.startswith("$1,615,700.50 = Σ")


def test_a_total_without_the_rows_that_have_no_rate_says_so(session: Session) -> None:
    session.execute(*change_row(session, "deals", 1, {"currency": "CHF"}))
    row = {"name": "own", "label": "Own", "formula": "sourced_revenue / win_rate", "unit": "money"}
    session.execute(*insert_row(session, "custom_metrics", row))

    found, made_of = drilled(session, "sourced_revenue"), drilled(session, "own")

    assert (found.total_words, found.total) == ("Total of those with a rate", "$115,700")
    assert found.formula == "Σ of 3 deals: no exchange rate for CHF on 18 Nov 2026"
    assert drilled(session, "sourced_revenue", partner="Proseware").total_words == "Total"
    headings = [line for line in made_of.lines if isinstance(line, Heading)]
    assert headings == [Heading("Partner-sourced revenue", "–"), Heading("Win rate", "4 ÷ 6")]
    assert (made_of.total_words, made_of.total) == ("Total", "–")


def test_shared_deals_and_their_excess_are_named(session: Session) -> None:
    def earn(writer: Writer) -> None:
        for month in ("2026-10", "2026-11"):
            writer.insert("company_revenue", [{"month": month, "amount": 50_000_000, "currency": "USD"}])
        partner = writer.rows("partners", [2])[0]["id"]
        deal = writer.rows("deals", [1])[0]["id"]
        writer.insert("deal_influences", [{"deal": deal, "partner": partner}])

    session.execute("Earn", earn)
    facts = session.facts

    influenced = figure(facts, "influenced_share")

    found = behind(facts, influenced, influenced)

    assert found.portions is not None
    assert found.portions.excess == pytest.approx(64_000 / 1_000_000)
    assert found.shared == {1}
