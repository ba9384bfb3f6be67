"""What is typed becomes disk values, with partners and deals found as people name them."""

import pytest

from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Row
from partnertracker.domain.notation import Notation
from partnertracker.services.editing import read_texts
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted

DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-03-01"}


@pytest.fixture
def session() -> Session:
    session = empty_session()
    inserted(session, "partners", {"name": "Litware"})
    inserted(session, "deals", {**DEAL, "external_id": "X-1"}, DEAL, {**DEAL, "name": "CRM"})
    return session


def test_texts_become_values(session: Session) -> None:
    (litware,) = session.store.find("partners", {})
    texts = {"name": " CRM ", "source_partner": "LITWARE", "value": "1.250,5", "created_on": "1.3.2026"}
    read = read_texts(session, "deals", texts, Notation(",", ".", "%d.%m.%Y"))
    assert read.problems == ()
    assert read.values == {
        "name": "CRM",
        "source_partner": litware["id"],
        "value": 1250_50,
        "created_on": "2026-03-01",
    }
    assert read_texts(session, "targets", {"scope": "partner:litware"}).values == {
        "scope": f"partner:{litware['id']}"
    }


def test_problems_stand_beside_their_fields(session: Session) -> None:
    read = read_texts(session, "deals", {"name": "CRM", "source_partner": "Nobody", "value": "x"})
    assert read.values == {"name": "CRM"}
    assert {problem.column for problem in read.problems} == {"source_partner", "value"}
    assert "“Nobody” is none; add it first." in read.problems[0].sentence


def test_the_currency_that_is_typed_counts(session: Session) -> None:
    assert read_texts(session, "deals", {"value": "5", "currency": "JPY"}).values["value"] == 5
    assert read_texts(session, "deals", {"value": "5"}, currency="JPY").values["value"] == 5
    assert read_texts(session, "deals", {"value": "5", "currency": "?"}).values["value"] == 500


def test_a_deal_is_found_by_id_external_id_or_its_own_name(session: Session) -> None:
    rows = {row["name"]: row["id"] for row in session.store.find("deals", {"external_id": None})}
    (first,) = session.store.find("deals", {"external_id": "X-1"})
    for text, wanted in ((str(rows["ERP"]), rows["ERP"]), ("X-1", first["id"]), ("CRM", rows["CRM"])):
        assert read_texts(session, "deal_influences", {"deal": text}).values == {"deal": wanted}
    (problem,) = read_texts(session, "deal_influences", {"deal": "ERP"}).problems
    assert "“ERP” is the name of more than one" in problem.sentence
    (problem,) = read_texts(session, "deal_influences", {"deal": "SAP"}).problems
    assert "“SAP” is none" in problem.sentence


def test_a_field_that_is_not_there_is_a_mistake_of_the_caller(session: Session) -> None:
    with pytest.raises(UnusableArgumentError, match="no column “colour”"):
        read_texts(session, "deals", {"colour": "red"})
