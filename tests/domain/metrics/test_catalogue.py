"""A file's metrics: those of the program, then the team's own, found once for as long as they stay."""

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Value
from partnertracker.domain.following import ChangedRows
from partnertracker.domain.metrics.catalogue import BUILT_IN, catalogue
from tests.domain.programmes import encoded, facts_from


def own(name: str, formula: str) -> dict[str, Value]:
    return {"name": name, "label": name.upper(), "formula": formula, "unit": "count", "direction": "higher"}


def facts() -> Facts:
    return facts_from({"custom_metrics": [own("twice", "2 * sqls"), own("thrice", "twice + sqls")]})


def test_the_team_s_own_come_last_and_in_their_order() -> None:
    found = catalogue(facts())

    assert [each.id for each in found] == [*(metric.id for metric in BUILT_IN), "twice", "thrice"]
    assert found.named("thrice").label == "THRICE"
    assert found.named("bookings") is BUILT_IN[0]


def test_a_metric_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UnusableArgumentError) as caught:
        catalogue(facts()).named("banana")

    assert caught.value.sentence == "There is no metric “banana”."
    assert caught.value.next_step.endswith("twice, thrice.")


def test_it_is_made_anew_when_a_metric_changes_and_only_then() -> None:
    before = facts()
    first = catalogue(before)

    other = before.with_changes({"partners": ChangedRows(encoded("partners", [{"name": "Litware"}]))}, 2)
    assert catalogue(other) is first
    changed = ChangedRows(encoded("custom_metrics", [own("twice", "3 * sqls")]))
    after = catalogue(other.with_changes({"custom_metrics": changed}, 3))
    assert after.named("twice") != first.named("twice")
    gone = other.with_changes({"custom_metrics": ChangedRows((), [2])}, 3)
    assert "thrice" not in catalogue(gone).by_id


def test_a_share_of_amounts_may_exceed_the_whole_and_one_of_rows_never_does() -> None:
    of_amounts = {"influenced_share", "assisted_share", "cost_to_carry", "cost_to_carry_with_commission"}
    assert {each.id for each in BUILT_IN if each.unit == "share" and not each.is_part} == of_amounts
    assert all(each.unit == "share" for each in BUILT_IN if each.is_part)


def test_days_and_counts_are_never_below_0_and_only_the_gap_of_people_may_be() -> None:
    assert all(each.lowest == 0 for each in BUILT_IN if each.unit in {"days", "count"})
    assert catalogue(facts()).named("headcount_gap").lowest is None
