from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Value
from partnertracker.services.review import Board, board
from tests.domain.programmes import facts_from

TODAY = day_of("2026-11-21")


def shown(manager: str = "", tier: str = "") -> Board:
    facts = facts_from(
        {
            "partners": [
                {"name": "Northwind", "manager": "MO", "tier": "Gold", "type": "reseller"},
                {"name": "Contoso", "manager": "JL", "tier": "Gold"},
                {"name": "Litware", "manager": "JL", "joined_on": "2026-10-01"},
                {"name": "Adatum", "manager": "JL"},
                {"name": "Gone", "manager": "MO", "offboarded_on": "2026-11-21"},
                {"name": "Later", "joined_on": "2026-11-22"},
                {"name": "Reviewed before", "manager": "AB", "joined_on": "2026-11-22"},
            ],
            "health_reviews": [
                {"partner": 1, "status": "yellow", "reviewed_on": "2026-04-03"},
                {"partner": 1, "status": "red", "reviewed_on": "2026-09-12"},
                {"partner": 1, "status": "red", "reviewed_on": "2026-11-12", "next_review_on": "2026-11-20"},
                {"partner": 2, "status": "yellow", "reviewed_on": "2026-10-22"},
                {"partner": 4, "status": "yellow", "reviewed_on": "2026-10-05"},
                {"partner": 5, "status": "red", "reviewed_on": "2026-10-05"},
                {"partner": 7, "status": "green", "reviewed_on": "2026-11-20"},
            ],
            "deals": [
                {
                    "source_partner": 1,
                    "stage": "won",
                    "value": 50_000,
                    "created_on": "2026-01-01",
                    "closed_on": "2026-10-31",
                }
            ],
        }
    )
    return board(facts, TODAY, manager, tier)


def test_a_card_tells_how_a_partner_stands_and_stood() -> None:
    (card,) = shown().red
    assert (card.name, card.manager, card.tier, card.type, card.key) == (
        "Northwind",
        "MO",
        "Gold",
        "reseller",
        1,
    )
    assert (card.since, card.reviewed_on, card.review) == (day_of("2026-09-12"), day_of("2026-11-12"), 3)
    assert (card.age_days, card.due_on, card.overdue) == (9, day_of("2026-11-20"), True)
    assert card.months == ("unrated",) * 4 + ("yellow",) * 5 + ("red",) * 3
    assert card.revenue == (0.0,) * 10 + (500.0, 0.0)


def test_columns_hold_the_partners_that_are_with_us_the_longest_unseen_first() -> None:
    found = shown()
    assert [card.name for card in found.yellow] == ["Adatum", "Contoso"]
    assert [card.overdue for card in found.yellow] == [True, False]
    assert [card.name for card in found.unrated] == ["Litware"]
    assert found.unrated[0].ramping
    assert found.unrated[0].age_days is None
    assert "Gone" not in {card.name for card in found.cards}


def test_a_partner_that_joined_after_the_day_is_on_the_board_only_with_a_review_of_before() -> None:
    assert [card.name for card in shown().green] == ["Reviewed before"]
    assert "Later" not in {card.name for card in shown().cards}


def test_a_board_can_be_that_of_a_manager_and_a_tier() -> None:
    assert [card.name for card in shown(manager="JL").cards] == ["Adatum", "Contoso", "Litware"]
    assert [card.name for card in shown(manager="JL", tier="Gold").cards] == ["Contoso"]
    assert shown(manager="Nobody").cards == ()


def test_a_card_tells_what_its_partners_figures_suggest_and_the_board_how_that_came_about() -> None:
    done: dict[str, Value] = {"partner": 1, "title": "Call", "done_on": "2026-11-20"}
    answer: dict[str, Value] = {"partner": 1, "kind": "support", "score": 5, "answered_on": "2026-11-01"}
    facts = facts_from(
        {
            "partners": [{"name": "Northwind"}, {"name": "Contoso"}],
            "health_reviews": [
                {"partner": 1, "status": "red", "reviewed_on": "2026-11-01"},
                {"partner": 2, "status": "red", "reviewed_on": "2026-11-02"},
            ],
            "actions": [done],
            "certifications": [{"partner": 1, "person": "A", "certificate": "S", "issued_on": "2026-01-01"}],
            "surveys": [answer] * 5,
        }
    )
    found = board(facts, TODAY)
    northwind, contoso = found.red
    assert (northwind.suggested, northwind.score, northwind.disagrees) == ("green", 100, True)
    assert (contoso.suggested, contoso.score, contoso.disagrees) == ("", None, False)
    assert found.standings.of(northwind.partner).score == 100
    assert found.standings.of(contoso.partner).why == "data in 1 of 5 dimensions, 3 are needed"
