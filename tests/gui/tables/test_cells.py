from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.gui.tables.cells import Cell, CellWriter
from partnertracker.services.listing.columns import columns_of
from tests.domain.programmes import facts_of
from tests.gui import programme


def facts(**deal: str | int) -> Facts:
    row: Row = {"key": 1, "stage": "lead", **deal}
    names = ("key", *(field.name for field in fact_fields(entity("deals"))))
    return facts_of({"deals": [tuple(row.get(name) for name in names)]})


def cell(known: Facts, name: str) -> Cell:
    columns = columns_of("deals")
    section = next(i for i, column in enumerate(columns) if column.name == name)
    return CellWriter(known, "deals", columns, programme.TODAY).cell(0, section)


def test_money_stands_at_the_right_in_its_own_currency() -> None:
    assert cell(facts(value=6_400_000), "value") == Cell("$64,000", right=True)
    assert cell(facts(value=6_400_000, currency="JPY"), "value").text == "¥6,400,000"
    assert cell(facts(value=150, currency="EUR"), "value").text == "€1.50"
    assert cell(facts(), "value").text == ""


def test_a_stage_is_a_word_on_a_ground_of_its_tone() -> None:
    assert cell(facts(stage="won"), "stage") == Cell("Won", "green", pill=True)
    assert cell(facts(stage="lost"), "stage") == Cell("Lost", "red", pill=True)
    assert cell(facts(stage="proposal"), "stage") == Cell("Proposal", "grey", pill=True)


def test_an_open_deal_past_its_day_says_so_in_words() -> None:
    assert cell(facts(expected_close_on="2026-11-20"), "close") == Cell("20 Nov · overdue", "red")
    assert cell(facts(expected_close_on="2026-11-21"), "close") == Cell("21 Nov")
    assert cell(facts(expected_close_on="2027-01-15"), "close") == Cell("15 Jan 2027")
    assert cell(facts(stage="won", expected_close_on="2026-11-20"), "expected_close_on") == Cell("20 Nov")


def test_no_partner_is_a_dash_and_no_manager_is_nothing() -> None:
    assert cell(facts(), "partner") == Cell("–", "muted")
    assert cell(facts(), "involvement").text == "Direct"
    assert cell(facts(), "manager").text == ""


def test_an_approved_registration_is_ticked() -> None:
    assert cell(facts(registration_status="approved"), "registered").text == "✓"
    assert cell(facts(registration_status="pending"), "registered").text == ""
    assert cell(facts(registration_status="pending"), "registration_status").text == "Pending"


def test_numbers_that_are_missing_are_empty() -> None:
    assert cell(facts(), "probability").text == ""
    assert cell(facts(probability=80), "probability") == Cell("80%", right=True)


def test_the_status_of_a_review_is_told_by_shape_and_word_too() -> None:
    names = ("key", *(field.name for field in fact_fields(entity("health_reviews"))))
    review: Row = {"key": 1, "status": "yellow"}
    known = facts_of({"health_reviews": [tuple(review.get(name) for name in names)]})
    columns = columns_of("health_reviews")
    section = next(i for i, column in enumerate(columns) if column.name == "status")

    written = CellWriter(known, "health_reviews", columns, programme.TODAY).cell(0, section)

    assert written == Cell("Yellow", "yellow", pill=True, shape=True)
