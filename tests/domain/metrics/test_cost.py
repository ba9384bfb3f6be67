"""Cost to carry: who bears the cost that names no partner, and how many people are missing."""

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Value
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import SHARED_COST_KEYS, Settings
from partnertracker.services.measuring import drill, figures, figures_as_json
from tests.domain.programmes import facts_from

Q3, END = period_named("2026-Q3"), day_of("2026-09-30")
NAMES = ("Litware", "Adatum", "Contoso", "Wingtip")


def deal(partner: int, value: int, **others: Value) -> dict[str, Value]:
    won = {"stage": "won", "created_on": "2026-07-01", "closed_on": "2026-08-05"}
    return {"source_partner": partner, "value": value, "customer_is_new": 1, **won, **others}


def programme(key: str) -> Facts:
    """Litware wins one large deal, Adatum three small ones; Contoso has influenced one, Wingtip none."""
    return facts_from(
        {
            "partners": [{"name": name} for name in NAMES],
            "deals": [deal(1, 9_000), *[deal(2, 1_000)] * 3],
            "deal_influences": [{"deal": 1, "partner": 3}],
            "costs": [
                {"month": "2026-08", "category": "marketing", "amount": 1_200},
                {"month": "2026-08", "category": "customer_success", "amount": 300, "partner": 2},
            ],
        },
        Settings(shared_cost_key=key),
    )


def borne(facts: Facts) -> dict[str, float]:
    """Return each partner's cost in minor units: its own and its portion of the shared one."""
    found = {}
    for name in NAMES:
        rows = drill(facts, "cost_to_carry", Q3, END, f"partner:{name}").rows
        found[name] = sum(100 * row.value for row in rows if row.part == "numerator")
    return found


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("revenue", {"Litware": 900, "Adatum": 600, "Contoso": 0, "Wingtip": 0}),
        ("deals", {"Litware": 300, "Adatum": 1_200, "Contoso": 0, "Wingtip": 0}),
        ("equally", {"Litware": 400, "Adatum": 700, "Contoso": 400, "Wingtip": 0}),
    ],
)
def test_shared_cost_goes_to_partners_by_the_key_of_the_file(key: str, expected: dict[str, float]) -> None:
    facts = programme(key)
    assert borne(facts) == pytest.approx(expected)
    scopes = ["partner:Litware", "partner:Adatum"]
    found = figures(facts, Q3, END, scopes=scopes, metrics=["cost_to_carry"], trend=False)
    assert [each.value for each in found] == pytest.approx(
        [expected["Litware"] / 9_000, expected["Adatum"] / 3_000]
    )


@pytest.mark.parametrize("key", SHARED_COST_KEYS)
def test_however_it_is_shared_the_whole_cost_is_borne_and_the_programmes_figure_stays(key: str) -> None:
    facts = programme(key)
    assert sum(borne(facts).values()) == pytest.approx(1_500)
    (whole,) = figures(facts, Q3, END, metrics=["cost_to_carry"], trend=False)
    assert whole.value == 1_500 / 12_000


def capacities(*rows: dict[str, Value]) -> Facts:
    held: dict[str, Value] = {"effective_on": "2026-01-01"}
    return facts_from(
        {"partners": [{"name": name} for name in NAMES], "capacities": [{**held, **row} for row in rows]}
    )


def test_the_headcount_gap_adds_up_over_roles_and_more_people_than_needed_count_against_it() -> None:
    facts = capacities(
        {"role": "Partner managers", "people": 1.5, "partners_per_person": 1.0},
        {"role": "Marketing", "people": 2.0, "partners_per_person": 4.0},
        {"role": "Alliances", "partners_per_person": 4.0},
        {"role": "Events", "people": 1.0},
    )
    (gap,) = figures(facts, Q3, END, metrics=["headcount_gap"])
    assert (gap.value, gap.n, gap.status, gap.metric.unit) == (1.5, 2, "no_target", "people")
    behind = drill(facts, "headcount_gap", Q3, END)
    assert [(row.table, row.key, row.value) for row in behind.rows] == [
        ("capacities", 2, -1.0),
        ("capacities", 1, 2.5),
    ]
    assert [(row.key, row.why) for row in behind.left_out] == [
        (3, "no people entered"),
        (4, "no capacity per person entered"),
    ]


def test_people_in_json_are_plain_numbers() -> None:
    for people, gap in ((1.5, 2.5), (3.0, 1)):
        facts = capacities({"role": "Events", "people": people, "partners_per_person": 1.0})
        (entry,) = figures_as_json(facts, figures(facts, Q3, END, metrics=["headcount_gap"]))
        assert (entry["unit"], repr(entry["value"])) == ("people", repr(gap))


def test_without_any_gap_there_is_no_number_but_a_reason() -> None:
    def reason(facts: Facts, day: int = END) -> str | None:
        (gap,) = figures(facts, Q3, day, metrics=["headcount_gap"])
        assert gap.value is None
        return gap.reason

    assert reason(capacities()) == "no capacities yet"
    assert reason(capacities({"role": "Events", "people": 1.0})) == "no capacity per person entered"
    late = capacities({"role": "Events", "people": 1.0, "effective_on": "2026-10-01"})
    assert reason(late) == "no capacities entered by then"


def test_the_headcount_gap_is_of_the_whole_programme_and_of_no_part_of_it() -> None:
    facts = capacities({"role": "Events", "people": 1.0, "partners_per_person": 1.0})
    (gap,) = figures(facts, Q3, END, scopes=["partner:Litware"], metrics=["headcount_gap"])
    assert (gap.value, gap.n, gap.reason) == (None, 0, "only for the whole programme")
    assert drill(facts, "headcount_gap", Q3, END, "partner:Litware").rows == ()
