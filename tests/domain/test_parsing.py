"""Each kind of field reads its own texts, and says what it expects of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.entities import ENTITIES, entity
from partnertracker.domain.fields import Context, Field, Kind, Value
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.parsing import guarded, parse_text, to_text, unguarded
from partnertracker.domain.problems import Problem
from partnertracker.domain.settings import DEFAULT_STAGES

CONTEXT = Context("2026-11-22", "USD", {stage.key: stage for stage in DEFAULT_STAGES})


def read(table: str, name: str, text: str, notation: Notation = PLAIN, currency: str = "") -> Value | Problem:
    return parse_text(entity(table).field(name), text, notation, CONTEXT, currency)


@pytest.mark.parametrize(
    ("table", "name", "text", "value"),
    [
        ("deals", "name", "  ERP\r\nrollout ", "ERP rollout"),
        ("deals", "name", "A\u0308rger", "Ärger"),
        ("deals", "notes", "one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("deals", "value", "1,250.5", 125050),
        ("deals", "value", "0", 0),
        ("costs", "amount", "-3", -300),
        ("deals", "stage", "Qualified", "qualified"),
        ("deals", "customer_is_new", "No", 0),
        ("deals", "customer_is_new", "true", 1),
        ("deals", "currency", "eur", "EUR"),
        ("deals", "created_on", "2026-2-3", "2026-02-03"),
        ("deals", "probability", "12.5 %", 12.5),
        ("deals", "term_months", "24", 24),
        ("deals", "source_partner", " Litware ", "Litware"),
        ("deal_influences", "role", "Co sell", "co-sell"),
        ("surveys", "kind", "NPS", "nps"),
        ("customer_stages", "stage", "Early adoption", "early_adoption"),
        ("costs", "month", "09/2026", "2026-09"),
        ("costs", "people", "1.5", 1.5),
        ("targets", "scope", "ALL", "all"),
        ("targets", "scope", "Partner: Lit:ware", "partner:Lit:ware"),
        ("deals", "notes", "   ", None),
        ("deals", "value", "", None),
    ],
)
def test_texts_become_disk_values(table: str, name: str, text: str, value: Value) -> None:
    assert read(table, name, text) == value


@pytest.mark.parametrize(
    ("table", "name", "text", "sentence"),
    [
        ("deals", "value", "12,5o", "Value must be a number such as 1250.00."),
        ("deals", "value", "12.345", "Value can have at most 2 decimals in USD."),
        ("deals", "value", "-1", "Value must be 0 or more."),
        ("deals", "value", "1" + "0" * 17, "Value is too large: it can be at most 9,999,999,999,999,999.99."),
        (
            "deals",
            "created_on",
            "2026-02-30",
            "Created on must be a date of the calendar such as 2026-08-31.",
        ),
        ("deals", "probability", "101", "Probability must be between 0 and 100."),
        ("deals", "probability", "a", "Probability must be a percentage from 0 to 100."),
        ("deals", "term_months", "1.5", "Term in months must be a whole number such as 12."),
        ("deals", "customer_is_new", "maybe", "New customer must be yes or no."),
        ("deals", "currency", "Dollar", "Currency must be three letters such as USD."),
        (
            "deals",
            "stage",
            "Engaging",
            "Stage must be one of Lead, Qualified, Proposal, Negotiation, Won, Lost.",
        ),
        ("deals", "name", "a\0b", "Deal name has a character that can't be stored; type it again."),
        ("deals", "name", "a\ud800b", "Deal name has a character that can't be stored; type it again."),
        ("health_reviews", "status", "blue", "Status must be one of Green, Yellow, Red."),
        ("costs", "month", "2026", "Month must be a month such as 2026-08."),
        ("costs", "people", "x", "People must be a number such as 12.5."),
        ("targets", "scope", "team:A", "Scope must be all, partner:NAME, manager:NAME or tier:NAME."),
        ("targets", "scope", "tier:", "Scope must be all, partner:NAME, manager:NAME or tier:NAME."),
        ("tier_requirements", "people", "0", "People must be 1 or more."),
    ],
)
def test_what_can_not_be_read_says_what_is_expected(table: str, name: str, text: str, sentence: str) -> None:
    assert read(table, name, text) == Problem(name, text, sentence)


def test_the_notation_decides_how_numbers_and_dates_are_read() -> None:
    german = Notation(",", ".", "%d.%m.%Y")
    assert read("deals", "value", "1.250,50", german) == 125050
    assert read("deals", "created_on", "03.04.2026", german) == "2026-04-03"
    assert read("deals", "created_on", "2026-04-03", german) == "2026-04-03"
    problem = read("deals", "value", "1250.50", german)
    assert isinstance(problem, Problem)
    assert problem.sentence == "Value must be a number such as 1250,00."


def test_the_currency_decides_how_many_decimals_there_are() -> None:
    assert read("deals", "value", "1250", currency="JPY") == 1250
    assert read("deals", "value", "1.234", currency="KWD") == 1234
    problem = read("deals", "value", "1250.5", currency="JPY")
    assert isinstance(problem, Problem)
    assert problem.sentence == "Value can have no decimals in JPY."


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        (Field("f", "F", Kind.MONEY), 125050, "1250.50"),
        (Field("f", "F", Kind.MONEY), -5, "-0.05"),
        (Field("f", "F", Kind.YES_NO), 0, "no"),
        (Field("f", "F", Kind.NUMBER), 1e-7, "0.0000001"),
        (Field("f", "F", Kind.NUMBER), 5.0, "5"),
        (Field("f", "F", Kind.NUMBER), 100.0, "100"),
        (Field("f", "F", Kind.WHOLE), 100, "100"),
        (Field("f", "F"), "x", "x"),
        (Field("f", "F"), None, ""),
    ],
)
def test_values_become_csv_text(field: Field, value: Value, text: str) -> None:
    assert to_text(field, value) == text


@given(st.integers(-(10**17), 10**17), st.sampled_from(["USD", "JPY", "KWD"]))
def test_money_survives_its_text(minor: int, currency: str) -> None:
    field = Field("f", "F", Kind.MONEY)
    assert parse_text(field, to_text(field, minor, currency), PLAIN, CONTEXT, currency) == minor


@given(st.floats(-1e15, 1e15))
def test_numbers_survive_their_text(number: float) -> None:
    field = Field("f", "F", Kind.NUMBER)
    text = to_text(field, number)
    if len(text) <= 60:
        assert parse_text(field, text) == number


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx", "'=1", "''@"])
def test_what_a_spreadsheet_would_compute_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.text(st.sampled_from("'=+-@\t\ra")))
def test_guarding_can_be_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


def test_plain_text_stays_as_it_is() -> None:
    for text in ("a=1", "O'Brien", "'quoted'", ""):
        assert guarded(text) == text
        assert unguarded(text) == text


def test_every_kind_of_every_field_can_be_read() -> None:
    for each in ENTITIES:
        for field in each.fields:
            assert parse_text(field, " ", PLAIN, CONTEXT) is None
            assert isinstance(parse_text(field, "\0?", PLAIN, CONTEXT), Problem), field
