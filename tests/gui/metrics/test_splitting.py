"""A figure is split by partner."""

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named, trailing
from partnertracker.gui.metrics.splitting import TOP, Portion, Portions, portions_of
from partnertracker.services.editing import insert_row
from partnertracker.services.measuring import by_partner, figures
from partnertracker.services.session import Session
from tests.gui import programme

TODAY = day_of(programme.TODAY.isoformat())


def figure(facts: Facts, metric: str, scope: str = "all") -> Figure:
    (found,) = figures(facts, period_named("2026-Q4"), TODAY, scopes=(scope,), metrics=(metric,))
    return found


def test_partners_stand_with_most_first_and_the_others_together(session: Session) -> None:
    facts = session.facts

    portions = portions_of(facts, figure(facts, "sourced_revenue"))

    assert [(each.name, each.value) for each in portions.top] == [
        ("Litware", 100_000),
        ("Contoso Cloud", 41_500),
        ("Proseware", 38_200),
    ]
    assert (portions.others, portions.excess) == (0, 0)


def test_a_managers_figure_is_split_over_that_managers_partners_only(session: Session) -> None:
    facts = session.facts

    portions = portions_of(facts, figure(facts, "sourced_revenue", "manager:AK"))

    assert [each.name for each in portions.top] == ["Litware"]


@pytest.mark.parametrize("metric", ["active_partners", "red_partners", "own"])
def test_partners_that_are_counted_are_not_split_by_partner(session: Session, metric: str) -> None:
    own: Row = {"name": "own", "label": "Own", "formula": "active_partners", "unit": "count"}
    session.execute(*insert_row(session, "custom_metrics", own))
    facts = session.facts

    assert portions_of(facts, figure(facts, metric)) == Portions()


def test_what_each_partner_has_one_of_is_split_by_partner(session: Session) -> None:
    facts = session.facts
    weeks = trailing(period_named("2026-W47"), 52)
    found = [figures(facts, week, week.end, metrics=("sqls",))[0] for week in weeks]
    parts = [[each.value for each in portions_of(facts, figure).all] for figure in found]

    assert [1] in parts
    assert [sum(each) for each in parts] == [figure.value for figure in found]


def test_the_first_few_are_named_and_the_others_counted() -> None:
    every = tuple(Portion(f"Partner {n}", n, float(n)) for n in range(9, 0, -1))

    portions = Portions(every, 10.0)

    assert portions.top == every[:TOP]
    assert portions.others == 9 - TOP


def test_a_partner_whose_figure_is_0_is_one_that_has_data(session: Session) -> None:
    facts = session.facts
    figures_of_partners = by_partner(facts, "win_rate", period_named("2026-Q4"), TODAY)
    known = {
        each.scope.partition(":")[2]: each.value for each in figures_of_partners if each.value is not None
    }

    portions = portions_of(facts, figure(facts, "win_rate"))

    assert {each.name: each.value for each in portions.all} == known
    assert 0.0 in known.values()
    assert (portions.known, portions.partners) == (len(known), len(facts["partners"]))


def test_a_partner_without_a_part_of_a_sum_is_none_of_its_parts(session: Session) -> None:
    facts = session.facts

    portions = portions_of(facts, figure(facts, "sourced_revenue"))

    assert all(each.value for each in portions.all)
    assert portions.known == portions.partners == len(facts["partners"])
