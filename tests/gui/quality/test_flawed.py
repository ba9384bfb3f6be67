import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.quality.finding import FLAWS, Found, Usable
from partnertracker.domain.quality.flaw import CONTRADICTORY, MISSING, STALE
from partnertracker.gui.desk import Desk
from partnertracker.gui.quality.flawed import (
    KIND_WORDS,
    TONES,
    entries_of,
    field_label,
    heading_of,
    metrics_of,
    share_of,
    usable_words,
)
from partnertracker.services.quality import flaws
from tests.gui import programme

DAY = day_of(programme.TODAY.isoformat())


def found(facts: Facts, flaw: str) -> Found:
    return next(each for each in flaws(facts, DAY) if each.flaw.id == flaw)


def rows(facts: Facts, flaw: str) -> list[tuple[str, int, str]]:
    entries = entries_of(found(facts, flaw), facts, programme.TODAY)
    return [(entry.partner or entry.name, entry.key, entry.why) for entry in entries]


def test_every_kind_has_a_word_and_a_shape() -> None:
    assert set(KIND_WORDS) == set(TONES) == {MISSING, STALE, CONTRADICTORY}


def test_rows_show_what_stands_in_the_field_to_mend_newest_first(flawed: Desk) -> None:
    facts = flawed.facts

    assert rows(facts, "won_unqualified") == [
        ("Contoso Cloud · Relecloud", 3, "–"),
        ("Litware · Munich Port", 1, "–"),
    ]
    assert rows(facts, "close_overdue") == [("Fabrikam · Munich Port", 2, "10 Nov · overdue")]
    assert rows(facts, "deals_worthless") == [("Adatum & Sons · Relecloud", 4, "$0")]
    assert rows(facts, "closed_before_qualified") == [("Proseware · VanArsdel", 7, "12 Nov")]
    assert field_label(found(facts, "close_overdue")) == "Expected close"


def test_from_a_past_day_a_field_shows_what_stood_in_it_then(flawed: Desk) -> None:
    past = day_of("2026-06-30")
    deals = flawed.facts["deals"]
    later = deals.keys[(deals["created_on"] <= past) & (deals["closed_on"] > past)]
    unmoved = next(flaw for flaw in FLAWS if flaw.table == "deals" and flaw.field == "stage")

    entries = entries_of(Found(unmoved, later, (), len(deals)), flawed.facts, programme.TODAY, past)

    assert entries
    assert not {"Won", "Lost"} & {entry.why for entry in entries}


def test_what_is_absent_has_a_name_and_no_row(flawed: Desk) -> None:
    absent = rows(flawed.facts, "months_without_revenue")

    assert absent[0] == ("Dec 2025", 0, "")
    months = found(flawed.facts, "months_without_revenue")
    assert (field_label(months), heading_of(months), share_of(months)) == ("", "12 missing", "")


def test_a_flaw_that_another_table_mends_has_no_field(flawed: Desk) -> None:
    unrated = found(flawed.facts, "partners_unrated")

    assert field_label(unrated) == ""
    assert all(why == "" for _, _, why in rows(flawed.facts, "partners_unrated"))


def test_a_flaw_is_put_in_proportion_and_named_by_its_metrics(flawed: Desk) -> None:
    worthless = found(flawed.facts, "deals_worthless")

    assert (heading_of(worthless), share_of(worthless)) == ("1 deal", "7.1%")
    assert metrics_of(worthless, flawed.facts)[:2] == ["Bookings", "Partner-sourced revenue"]


@pytest.mark.parametrize(
    ("usable", "words"),
    [
        (Usable(0, 0), "No rows yet"),
        (Usable(1, 0), "The one row is usable"),
        (Usable(41, 0), "All 41 rows usable"),
        (Usable(38, 3), "38 of 41 rows usable"),
        (Usable(0, 1), "0 of 1 row usable"),
    ],
)
def test_what_is_usable_reads_as_a_phrase(usable: Usable, words: str) -> None:
    assert usable_words(usable) == words
