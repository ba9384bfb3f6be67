from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row
from partnertracker.services.listing.suggestions import MOST, suggestions
from tests.domain.programmes import facts_of


def facts(customers: list[str]) -> Facts:
    partners: list[Row] = [{"key": 1, "name": "Litware"}, {"key": 2, "name": "Fabrikam"}]
    deals: list[Row] = [
        {"key": i + 1, "customer": name, "source_partner": 2} for i, name in enumerate(customers)
    ]

    def rows(table: str, those: list[Row]) -> list[tuple[str | int | float | None, ...]]:
        names = ("key", *(field.name for field in fact_fields(entity(table))))
        return [tuple(row.get(name) for name in names) for row in those]

    return facts_of({"partners": rows("partners", partners), "deals": rows("deals", deals)})


def test_offers_what_begins_with_the_text_before_what_contains_it() -> None:
    known = facts(["New Port", "New Port", "Port of Rome", "Munich"])
    assert suggestions(known, "deals", "customer", "port") == ["Port of Rome", "New Port"]


def test_offers_the_most_used_words_first() -> None:
    known = facts(["Rome", "Munich", "Munich"])
    assert suggestions(known, "deals", "customer", "") == ["Munich", "Rome"]


def test_offers_partners_that_have_no_deal_yet() -> None:
    assert suggestions(facts(["Rome"]), "deals", "source_partner", "") == ["Fabrikam", "Litware"]
    assert suggestions(facts(["Rome"]), "deals", "source_partner", "ware") == ["Litware"]


def test_offers_no_more_than_can_be_read() -> None:
    known = facts([f"Customer {i}" for i in range(200)])
    assert len(suggestions(known, "deals", "customer", "c")) == MOST
    assert suggestions(known, "deals", "customer", "no such one") == []
