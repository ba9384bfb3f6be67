from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from partnertracker.domain.columns import fact_fields
from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Kind, Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.gui.forms.texts import Wording, scope_words, spoken_date
from tests.domain.programmes import facts_of

TODAY = date(2026, 11, 21)
DEALS = entity("deals")
LOCALES = ("en_US", "en_GB", "de_DE", "fr_FR", "sv_SE")


def wording() -> Wording:
    names = ["key", *(field.name for field in fact_fields(entity("partners")))]
    partner: Row = {"key": 4, "name": "Litware AG"}
    rows = [tuple(partner.get(name) for name in names)]
    return Wording(facts_of({"partners": rows}), TODAY)


@pytest.fixture
def system_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.DATE: st.dates(date(1990, 1, 1), date(2090, 1, 1)).map(str),
    Kind.MONEY: st.integers(0, 10**13),
    Kind.PERCENT: st.integers(0, 100),
    Kind.WHOLE: st.integers(0, 10_000),
    Kind.STAGE: st.sampled_from(["lead", "won"]),
    Kind.CHOICE: st.sampled_from(["none", "pending", "approved"]),
    Kind.YES_NO: st.sampled_from([0, 1]),
}
CHECKED = [field for field in DEALS.fields if field.kind in VALUES]


@pytest.mark.usefixtures("system_locale")
@given(st.data(), st.sampled_from(CHECKED), st.sampled_from(LOCALES))
def test_what_is_shown_is_read_back_as_it_is(data: st.DataObject, field: object, name: str) -> None:
    QLocale.setDefault(QLocale(name))
    chosen = next(each for each in CHECKED if each is field)
    value: Value = data.draw(VALUES[chosen.kind])
    here = wording()
    assert here.value(chosen, here.text(chosen, value)) == value


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-21"),
        ("tomorrow", "2026-11-22"),
        ("18 Nov", "2026-11-18"),
        ("18. November", "2026-11-18"),
        ("nov 18", "2026-11-18"),
        ("Nov 18, 2027", "2027-11-18"),
        ("3 jan", "2027-01-03"),
        ("2 Nov 2026", "2026-11-02"),
        ("2027-01-05", "2027-01-05"),
        ("31 Feb", ""),
        ("soon", ""),
        ("3 xyz", ""),
    ],
)
def test_days_in_words(typed: str, expected: str) -> None:
    assert spoken_date(typed, TODAY) == expected


@pytest.mark.usefixtures("system_locale")
@pytest.mark.parametrize(
    ("name", "typed"), [("en_US", "8/9/2026"), ("de_DE", "9.8.2026"), ("en_GB", "09/08/2026")]
)
def test_dates_in_the_order_of_the_system(name: str, typed: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert wording().value(DEALS.field("qualified_on"), typed) == "2026-08-09"
    assert wording().value(DEALS.field("qualified_on"), "2026-08-09") == "2026-08-09"


@pytest.mark.usefixtures("system_locale")
@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("en_US", "12/24/26"),
        ("en_GB", "24/12/26"),
        ("de_DE", "24.12.26"),
        ("de_DE", "24. Dezember 2026"),
        ("de_DE", "24. Dez. 26"),
        ("fr_FR", "24 déc. 2026"),
        ("fi_FI", "24. joulukuuta 2026"),
        ("de_DE", "24 Dec 2026"),
    ],
)
def test_dates_as_spreadsheets_on_the_system_show_them(name: str, typed: str) -> None:
    QLocale.setDefault(QLocale(name))
    assert wording().value(DEALS.field("qualified_on"), typed) == "2026-12-24"


def test_a_reference_is_found_whatever_its_case() -> None:
    source = DEALS.field("source_partner")
    assert wording().value(source, "  litware  ag ") == "Litware AG"
    unknown = wording().value(source, "Litwear")
    assert isinstance(unknown, Problem)
    assert unknown.sentence == "There is no partner “Litwear” yet."


def test_a_percent_sign_is_understood() -> None:
    assert wording().value(DEALS.field("probability"), "80 %") == 80


@pytest.mark.parametrize(
    ("typed", "minor"), [("12k", 1_200_000), ("1.5m", 150_000_000), ("3*1,200+50", 365_000), ("100/3", 3333)]
)
def test_an_amount_is_worked_out_while_typing(typed: str, minor: int) -> None:
    assert wording().value(DEALS.field("value"), typed) == minor


def test_what_comes_to_less_than_nothing_is_refused() -> None:
    assert isinstance(wording().value(DEALS.field("value"), "1k - 2k"), Problem)
    assert isinstance(wording().value(DEALS.field("probability"), "50*3"), Problem)


def test_nothing_typed_is_no_value() -> None:
    assert wording().value(DEALS.field("value"), "  ") is None
    assert wording().text(DEALS.field("value"), None) == ""


def test_nonsense_is_a_problem_with_a_sentence() -> None:
    for name in ("value", "qualified_on", "stage", "probability"):
        problem = wording().value(DEALS.field(name), "nonsense")
        assert isinstance(problem, Problem)
        assert problem.sentence


def test_a_partner_that_is_gone_is_called_so_and_not_by_its_id() -> None:
    assert scope_words("partner:Litware") == "Partner Litware"
    assert scope_words("partner:01930000-0000-7000-8000-000000000001") == "A deleted partner"
