import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.gui.metrics.behind import Portions, behind
from partnertracker.services.measuring import figures
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui import programme

TODAY = day_of(programme.TODAY.isoformat())


def figure(facts: Facts, metric: str, scope: str = "all") -> Figure:
    (found,) = figures(facts, period_named("2026-Q4"), TODAY, scopes=(scope,), metrics=(metric,))
    return found


def test_the_rows_add_up_to_the_number_newest_first(session: Session) -> None:
    facts = session.facts
    sourced = figure(facts, "sourced_revenue")

    found = behind(facts, sourced, sourced.period)

    assert sum(entry.value or 0 for entry in found.entries) == sourced.value == 179_700
    assert [entry.partner for entry in found.entries] == [
        "Litware",
        "Contoso Cloud",
        "Proseware",
        "Litware",
    ]
    assert found.day_words == "Closed"


def test_another_period_of_the_trend_has_its_own_rows(session: Session) -> None:
    facts = session.facts

    found = behind(facts, figure(facts, "sourced_revenue"), period_named("2026-Q3"))

    assert [(entry.partner, entry.value) for entry in found.entries] == [("Litware", 77_000)]


def test_a_ratio_shows_each_row_once_with_what_counts_first(session: Session) -> None:
    facts = session.facts

    found = behind(facts, figure(facts, "win_rate"), period_named("2026-Q4"))

    assert [(entry.value, entry.of) for entry in found.entries] == [(1, 1)] * 4 + [(None, 1)] * 2


def test_partners_stand_with_most_first_and_the_others_together(session: Session) -> None:
    facts = session.facts

    portions = behind(facts, figure(facts, "sourced_revenue"), period_named("2026-Q4")).portions

    assert portions is not None
    assert [(each.name, each.value) for each in portions.top] == [
        ("Litware", 100_000),
        ("Contoso Cloud", 41_500),
        ("Proseware", 38_200),
    ]
    assert (portions.others, portions.excess) == (0, 0)


def test_a_managers_figure_is_split_over_that_managers_partners_only(session: Session) -> None:
    facts = session.facts

    portions = behind(facts, figure(facts, "sourced_revenue", "manager:AK"), period_named("2026-Q4")).portions

    assert portions is not None
    assert [each.name for each in portions.top] == ["Litware"]


def test_partners_that_are_counted_are_not_split_by_partner(session: Session) -> None:
    facts = session.facts

    assert behind(facts, figure(facts, "active_partners"), period_named("2026-Q4")).portions == Portions()


def test_shared_deals_and_their_excess_are_named(session: Session) -> None:
    def earn(writer: Writer) -> None:
        for month in ("2026-10", "2026-11"):
            writer.insert("company_revenue", [{"month": month, "amount": 50_000_000, "currency": "USD"}])
        partner = writer.rows("partners", [2])[0]["id"]
        deal = writer.rows("deals", [1])[0]["id"]
        writer.insert("deal_influences", [{"deal": deal, "partner": partner}])

    session.execute("Earn", earn)
    facts = session.facts

    found = behind(facts, figure(facts, "influenced_share"), period_named("2026-Q4"))

    assert found.portions is not None
    assert found.portions.excess == pytest.approx(64_000 / 1_000_000)
    assert found.shared == {1}
