from partnertracker.domain.columns import day_of
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.domain.metrics.catalogue import BUILT_IN, BUILT_IN_BY_ID
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.scopes import EVERYTHING, groupings
from partnertracker.domain.periods import period_named
from partnertracker.domain.quality.finding import FLAWS, Usable, found, usable
from partnertracker.domain.quality.flaw import CONTRADICTORY, MISSING, STALE, Look
from tests.domain.programmes import facts_from, facts_of

DAY = day_of("2026-09-30")
Q3 = period_named("2026-Q3")


def programme() -> Facts:
    won: Row = {"stage": "won", "value": 100, "created_on": "2026-06-01", "closed_on": "2026-08-01"}
    qualified: Row = won | {"qualified_on": "2026-07-01"}
    partners: list[Row] = [{"name": "Litware", "manager": "MO"}, {"name": "Adatum"}]
    deals: list[Row] = [
        qualified | {"source_partner": 1},
        won | {"source_partner": 1},
        won | {"source_partner": 2},
        qualified | {"source_partner": 2, "closed_on": "2026-06-30"},
        qualified | {"source_partner": 2, "closed_on": "2026-07-01"},
        won | {"source_partner": 2, "currency": "EUR"},
        won,
    ]
    influences: list[Row] = [{"deal": 7, "partner": 1, "influenced_on": "2026-09-01"}]
    return facts_from({"partners": partners, "deals": deals, "deal_influences": influences})


def counts(facts: Facts, scope: str) -> dict[str, list[int]]:
    (grouping,) = groupings(facts, (scope,))
    wanted = [flaw for flaw in FLAWS if flaw.table in {"deals", "deal_influences"}]
    return {each.flaw.id: each.keys.tolist() for each in found(Look(facts, DAY), wanted, grouping)}


def test_every_flaw_is_declared_with_a_field_and_metrics_that_there_are() -> None:
    assert len({flaw.id for flaw in FLAWS}) == len(FLAWS)
    for flaw in FLAWS:
        assert flaw.field in {"", *(field.name for field in entity(flaw.table).fields)}
        assert set(flaw.metrics) <= BUILT_IN_BY_ID.keys()
        assert flaw.kind in {MISSING, STALE, CONTRADICTORY}
        assert flaw.label[0].isupper()
        assert flaw.effect.endswith(".")


def test_an_empty_file_has_only_what_every_file_should_have() -> None:
    grouping = EVERYTHING
    names = {each.flaw.id for each in found(Look(facts_of({}), DAY), FLAWS, grouping)}
    assert names == {"months_without_cost", "months_without_revenue", "metrics_without_target"}


def test_flaws_stand_with_the_most_frequent_first() -> None:
    assert next(iter(counts(programme(), "all").items())) == ("won_unqualified", [2, 3, 6])


def test_in_a_scope_only_rows_of_its_partners_count() -> None:
    facts = programme()
    assert counts(facts, "manager:MO") == {"won_unqualified": [2], "influences_late": [1]}
    assert counts(facts, "partner:Adatum") == {
        "won_unqualified": [3, 6],
        "deals_unpriced": [6],
        "closed_before_qualified": [4],
    }


def test_rows_are_put_in_proportion_to_those_of_the_scope_that_had_begun() -> None:
    facts = programme()
    flaw = next(each for each in FLAWS if each.id == "won_unqualified")

    def among(day: str, scope: str) -> int:
        (one,) = found(Look(facts, day_of(day)), [flaw], groupings(facts, (scope,))[0])
        return one.among

    assert among("2026-09-30", "all") == 7
    assert among("2026-09-30", "manager:MO") == 2
    deal: Row = {"source_partner": 1, "stage": "won", "value": 100}
    early: Row = deal | {"created_on": "2026-06-01", "closed_on": "2026-08-01"}
    late: Row = deal | {"created_on": "2026-08-02", "closed_on": "2026-08-20"}
    facts = facts_from({"partners": [{"name": "Litware"}], "deals": [early, late]})
    assert among("2026-08-01", "all") == 1
    assert among("2026-08-31", "all") == 2


def test_a_metric_uses_some_rows_and_can_not_use_others() -> None:
    facts = programme()
    moment = Moment(facts, Q3, DAY)

    def of(metric: str, scope: str = "all") -> Usable:
        (grouping,) = groupings(facts, (scope,))
        return usable(moment, BUILT_IN_BY_ID[metric], grouping)

    assert of("sales_cycle") == Usable(2, 3)
    assert of("sales_cycle", "manager:MO") == Usable(1, 1)
    assert of("sourced_revenue") == Usable(4, 1)
    assert of("sourced_revenue").share == 0.8
    assert of("active_partners") == Usable(2, 0)
    assert of("green_share").share is None


def test_every_metric_of_an_empty_file_can_use_nothing() -> None:
    moment = Moment(facts_of({}), Q3, DAY)
    assert {usable(moment, metric, EVERYTHING) for metric in BUILT_IN} == {Usable(0, 0)}
