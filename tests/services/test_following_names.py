"""Saved views go on asking for partners and customers under their new names."""

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.arrangements import Arrangement
from partnertracker.services.customers import rename_customer
from partnertracker.services.editing import change_row
from partnertracker.services.merging import merge
from partnertracker.services.saved_views import save_view, saved_view, view_names
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

DEAL: Row = {"name": "ERP", "stage": "lead", "value": 1, "created_on": "2026-03-01"}


@pytest.fixture
def session() -> Session:
    made = empty_session()
    inserted(made, "partners", {"name": "Litware"}, {"name": "Litigo"}, {"name": "Globex"})
    inserted(made, "deals", {**DEAL, "customer": "Port of Hull"}, {**DEAL, "customer": "Zoo"})
    return made


def saved(session: Session, text: str, table: str = "deals") -> int:
    names = [name for _, name in view_names(session.facts, table)]
    session.execute(*save_view(session, table, f"View {len(names) + 1}", Arrangement(text)))
    return max(key for key, _ in view_names(session.facts, table))


def text_of(session: Session, key: int) -> str:
    found = saved_view(session, key)
    assert found is not None
    return found.arrangement.text


@pytest.mark.parametrize(
    ("table", "text", "renamed"),
    [
        ("deals", "stage:won partner:Litware", 'stage:won partner:"Blue Yonder"'),
        ("deals", "-partner:litware|globex|none x", '-partner:"Blue Yonder"|globex|none x'),
        ("deals", "partner:lit", None),
        ("deals", '"partner:Litware" manager:Litware partner:~Litware', None),
        ("deals", 'sourced_by:"Litware"', 'sourced_by:"Blue Yonder"'),
        ("partners", "name:litw", 'name:"Blue Yonder"'),
        ("costs", "Partner:Litware", 'Partner:"Blue Yonder"'),
        ("targets", "scope:partner:Litware", 'scope:"partner:Blue Yonder"'),
    ],
)
def test_a_view_asks_for_a_renamed_partner(
    session: Session, table: str, text: str, renamed: str | None
) -> None:
    key = saved(session, text, table)
    session.execute(*change_row(session, "partners", 1, {"name": "Blue Yonder"}))
    assert text_of(session, key) == (renamed or text)
    session.undo()
    assert text_of(session, key) == text


def test_two_partners_that_swap_their_names_swap_in_a_view(session: Session) -> None:
    key = saved(session, "partner:Litware|Litigo")
    other = saved(session, "partner:Litware")
    session.execute(*change_row(session, "partners", 1, {"name": "Aside"}))
    session.execute(*change_row(session, "partners", 2, {"name": "Litware"}))
    session.execute(*change_row(session, "partners", 1, {"name": "Litigo"}))
    assert (text_of(session, key), text_of(session, other)) == ("partner:Litigo|Litware", "partner:Litigo")


def test_a_view_asks_for_the_partner_that_another_one_went_into(session: Session) -> None:
    key = saved(session, "partner:Litware stage:won")
    session.execute(*merge(session, "partners", kept=3, gone=1, values={}))
    assert text_of(session, key) == "partner:Globex stage:won"
    session.execute(*merge(session, "partners", kept=2, gone=3, values={"name": "Litigo and Globex"}))
    assert text_of(session, key) == 'partner:"Litigo and Globex" stage:won'


def test_a_view_asks_for_a_renamed_customer(session: Session) -> None:
    key = saved(session, 'customer:"port of hull" stage:won')
    other = saved(session, "customer:hull|zoo", "customer_stages")
    session.execute(*rename_customer("Port of Hull", "Hull"))
    assert text_of(session, key) == "customer:Hull stage:won"
    assert text_of(session, other) == "customer:hull|zoo"  # the new name holds that part, too
    session.execute(*rename_customer("Hull", "Zoo"))
    assert text_of(session, key) == "customer:Zoo stage:won"


def test_a_customer_in_other_capitals_is_another_one(session: Session) -> None:
    inserted(session, "deals", {**DEAL, "customer": "ZOO"})
    key = saved(session, "customer:Zoo")
    session.execute(*rename_customer("ZOO", "Park"))
    assert text_of(session, key) == "customer:Zoo"
