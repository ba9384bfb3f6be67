"""How alike two companies' records are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.likeness import (
    ALIKE,
    Companies,
    Company,
    core_name,
    host_of,
    mail_domain_of,
    matches,
    similarity,
)

KNOWN = [
    Company("Acme Ltd", "https://www.acme.example/about", "anna@acme.example"),
    Company("Blue Yonder Airlines"),
    Company("Contoso Cloud", email="bo@gmail.com"),
    Company("Litware AG", "litware.example"),
]


def why(wanted: Company) -> list[tuple[str, str]]:
    return [(KNOWN[match.at].name, match.why) for match in matches(wanted, KNOWN)]


@pytest.mark.parametrize(
    "written", ["ACME Limited", "acme, inc.", "Acme", "Ácme GmbH & Co. KG", "The Acme Company"]
)
def test_the_legal_form_makes_no_other_company(written: str) -> None:
    assert why(Company(written)) == [("Acme Ltd", "similar name")]


@pytest.mark.parametrize("written", ["Blue Yonder Airline", "Airlines Blue Yonder", "BlueYonder Airlines"])
def test_a_slip_or_another_order_is_seen(written: str) -> None:
    assert why(Company(written)) == [("Blue Yonder Airlines", "similar name")]


@pytest.mark.parametrize(
    "written", ["Litwear", "Litwire", "Lirware", "Ltiware", "Litwre", "Litwarre", "Lit Wear"]
)
def test_one_slip_in_a_short_name_is_seen(written: str) -> None:
    assert why(Company(written)) == [("Litware AG", "similar name")]
    assert similarity(written, "Litware AG") >= ALIKE


@pytest.mark.parametrize(("one", "other"), [("Acme", "Acne"), ("Unit 12", "Unit 13"), ("Litware", "Lotwire")])
def test_short_names_numbers_and_two_slips_are_others(one: str, other: str) -> None:
    assert matches(Company(one), [Company(other)]) == []
    assert similarity(one, other) < ALIKE


@pytest.mark.parametrize("written", ["Fabrikam", "Blue Ocean", "Co", "", "Contoso Retail"])
def test_other_companies_are_none_of_them(written: str) -> None:
    assert why(Company(written)) == []


def test_a_website_or_a_mail_domain_tells_more_than_a_name() -> None:
    assert why(Company("Fabrikam", "http://ACME.example")) == [("Acme Ltd", "same website")]
    assert why(Company("Fabrikam", email="cy@acme.example")) == [("Acme Ltd", "same e-mail domain")]
    assert why(Company("Fabrikam", email="cy@gmail.com")) == []


def test_the_surest_comes_first() -> None:
    assert why(Company("Litwar", "acme.example")) == [
        ("Acme Ltd", "same website"),
        ("Litware AG", "similar name"),
    ]


def test_a_name_of_nothing_but_forms_keeps_them() -> None:
    assert core_name("The Company") == "the company"
    assert core_name("Müller & Söhne GmbH") == "muller sohne"


@pytest.mark.parametrize("address", ["", "not an address", "http://[broken", "   "])
def test_what_is_no_address_has_no_host(address: str) -> None:
    assert host_of(address) in {"", "not an address"}
    assert mail_domain_of(address) == ""


@given(
    st.lists(
        st.builds(
            Company,
            st.sampled_from(
                ["Acme Ltd", "ACME", "Acmee", "Blue Yonder", "Yonder Blue Inc", "Litware", "Co", "!"]
            ),
            st.sampled_from(["", "acme.example", "https://www.acme.example/x", "b.example"]),
            st.sampled_from(["", "a@acme.example", "b@gmail.com", "c@b.example"]),
        ),
        max_size=12,
    ),
    st.integers(1, 5),
)
def test_pairs_are_what_each_one_finds(known: list[Company], portion: int) -> None:
    companies = Companies(known)
    pairs = [
        pair for start in range(0, len(known), portion) for pair in companies.pairs(start, start + portion)
    ]
    each = {
        (at, match.at): match.column
        for at, company in enumerate(known)
        for match in companies.like(company, at_most=len(known))
        if at < match.at
    }
    assert {(one, other): match.column for one, other, match in pairs} == each
    assert len(pairs) == len(each)


def test_what_very_many_share_says_nothing_of_two() -> None:
    known = [Company(f"{letter * 5}", "shop.example") for letter in "abcdefghijklmnop"]
    assert Companies(known).pairs(0, len(known)) == []
