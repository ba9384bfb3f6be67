import pytest
from PySide6.QtCore import QLocale

from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.figure import Beside, Figure, Pace
from partnertracker.domain.metrics.metric import Goal
from partnertracker.domain.periods import period_named
from partnertracker.gui.metrics import wording

Q4 = period_named("2026-Q4")


@pytest.fixture(autouse=True)
def american() -> None:
    QLocale.setDefault(QLocale("en_US"))


def figure(
    metric: str, value: float | None, comparison: str | None, target: float | None, status: str
) -> Figure:
    goal = Goal(comparison, target) if comparison is not None else None
    return Figure(
        BUILT_IN_BY_ID[metric],
        "all",
        Q4,
        Q4.start + 51,
        value,
        12,
        None,
        target,
        None,
        comparison,
        goal,
        None,
        None,
        status,
        None,
    )


def paced(metric: str, value: float, target: float, status: str) -> Figure:
    pace = Pace(52 / 92, target * 52 / 92, value * 92 / 52, 9_520.5)
    return figure(metric, value, "at_least", target, status)._replace(pace=pace)


LASTING = figure("sqls", 58, "at_least", None, "no_target")._replace(goal=Goal("at_least", 777))
"""Of a flow, with an amount that is to hold for periods of any length."""


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (figure("pipeline", 3_120_000, "at_least", 3_000_000, "green"), "Met"),
        (paced("bookings", 842_300, 1_000_000, "green"), "On pace"),
        (paced("bookings", 540_000, 1_000_000, "yellow"), "Behind 4%"),
        (figure("revenue_per_partner", 88_900, "at_least", 100_000, "red"), "Behind 11%"),
        (figure("sales_cycle", 71, "at_most", 60, "yellow"), "Over by 11 d"),
        (figure("certified_partners", 0.76, "more_than", 0.8, "yellow"), "Behind 4 pt"),
        (figure("red_partners", 8, "at_most", 6, "red"), "Over by 2"),
        (figure("pipeline_coverage", 2.6, "at_least", 3, "red"), "Behind 0.4×"),
        (figure("deal_registration", 0.5, "more_than", 0.5, "yellow"), "Just behind"),
        (figure("active_partners", 3, "growing", 4, "red"), "Not growing"),
        (figure("win_rate", 0.3, None, None, "no_target"), "No target"),
        (figure("sourced_revenue", 39_000, "growth", None, "no_target"), "No earlier figure"),
        (LASTING, "Needs a period"),
        (figure("win_rate", 0.3, "at_least", 0.2, "too_few"), "Too few (12)"),
        (figure("bookings", 5, "at_least", 9, "too_early"), "Too early"),
    ],
)
def test_a_status_says_by_how_much(one: Figure, words: str) -> None:
    assert wording.status_words(one, "USD") == words


def test_what_is_missing_is_named_where_there_is_room() -> None:
    missing = figure("win_rate", None, None, None, "no_data")

    assert wording.status_words(missing._replace(reason="no deals yet"), "USD") == "No deals yet"
    long = missing._replace(reason="no company revenue for 2026-10, 2026-11")
    assert wording.status_words(long, "USD") == "No data"
    assert wording.status_help(long, "USD") == "No figure: no company revenue for Oct 2026, Nov 2026."


def test_next_steps_lead_to_the_missing_data() -> None:
    missing = figure("win_rate", None, None, None, "no_data")

    assert wording.next_step(missing._replace(reason="no deals yet")) == ("Add deals…", "show_deals")
    assert wording.next_step(missing._replace(reason="no deals closed")) == ("", "")
    revenue = missing._replace(reason="no company revenue for 2026-10")
    assert wording.next_step(revenue) == ("Import company revenue…", "import")
    assert wording.next_step(figure("win_rate", 0.3, None, None, "no_target")) == ("", "")


def test_the_forecast_stands_beside_the_figure() -> None:
    assert wording.forecast(paced("bookings", 612_400, 1_050_000, "green"), "USD") == (
        "forecast $1.08M · target $1.05M"
    )
    met = figure("pipeline", 3_120_000, "at_least", 3_000_000, "green")._replace(attainment=1.04)
    assert wording.forecast(met, "USD") == "target $3M · 104% reached"
    assert wording.forecast(figure("win_rate", 0.3, None, None, "no_target"), "USD") == ""


def test_the_small_print_counts_and_says_what_is_needed() -> None:
    one = paced("bookings", 612_400, 1_050_000, "green")._replace(beside=(Beside("mean", 51_000, "money"),))
    assert wording.counted(one, "USD") == "n = 12 · mean $51,000 · $9.5K a day needed"
    nothing = figure("win_rate", None, None, None, "no_data")._replace(n=0, reason="no deals closed")
    assert wording.counted(nothing, "USD") == "No deals closed"


def test_targets_of_growth_stay_as_they_were_set() -> None:
    one = figure("sourced_revenue", 612_400, "growth", 1_050_000, "green")._replace(goal=Goal("growth", 20))

    assert wording.target_of(one, "USD") == "+20% YoY"
    assert wording.target_of(figure("bookings", 1, "at_least", 250_000, "red"), "USD") == "$250,000"


def test_the_head_of_the_page_says_how_far_the_period_is() -> None:
    assert wording.header(Q4, Q4.start + 51, 1) == "FY26 Q4, day 52 of 92 · compared with FY26 Q3"
    assert wording.header(Q4, Q4.end, 1) == "FY26 Q4 · compared with FY26 Q3"
    assert wording.compared(Q4, 1) == "vs Q3"
    assert wording.trend_words(period_named("2026-11")) == "12 months"


def test_a_target_of_a_flow_that_names_no_period_says_why_it_judges_nothing() -> None:
    assert wording.target_of(LASTING, "USD") == "777"
    assert wording.status_help(LASTING, "USD") == (
        "The target is 777 whatever the period, and what this metric should come to depends on how long "
        "that is. Set it for a year, a quarter, a month or a week."
    )
    assert wording.forecast(LASTING, "USD") == "target 777, which needs a period"
