"""Stored rows are found by hash, and never mistaken for others."""

from collections.abc import Hashable

import pytest

from partnertracker.domain.fields import Row
from partnertracker.services.importing import finding
from partnertracker.services.importing.finding import Identity, KeyIndex, hashes_of
from tests.made_up import empty_session, inserted

DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 1, "created_on": "2026-03-01"}

NAMED = Identity("deals", ("name",))


def named(*names: str | None) -> list[Hashable]:
    return NAMED.of_columns({"name": names})


def test_rows_are_found_by_their_identity() -> None:
    session = empty_session()
    rows = inserted(session, "deals", DEAL, DEAL, {**DEAL, "name": "CRM", "external_id": "X-1"})
    index = KeyIndex(session.store, NAMED)
    assert index.find(named("CRM", None, "SAP", "ERP")) == {0: [rows[2]], 3: [rows[0], rows[1]]}
    index = KeyIndex(session.store, Identity("deals", ("external_id",)))
    assert index.find([None, "X-1"]) == {1: [rows[2]]}


def test_names_of_partners_compare_without_case() -> None:
    session = empty_session()
    (litware,) = inserted(session, "partners", {"name": "Litware"})
    identity = Identity("partners", ("name",))
    assert KeyIndex(session.store, identity).find(identity.of_columns({"name": [" LITWARE"]})) == {
        0: [litware]
    }


def test_names_of_deals_and_customers_compare_without_case_but_in_whole_rows() -> None:
    columns = {"name": ["ERP", " erp"], "customer": ["Port", "PORT"]}
    one, other = Identity("deals", ("name", "customer")).of_columns(columns)
    assert one == other
    one, other = Identity("deals", ("name", "customer"), whole=True).of_columns(columns)
    assert one != other


def test_a_whole_row_counts_its_missing_values() -> None:
    identity = Identity("deals", ("name", "manager"), whole=True)
    assert identity.of_columns({"name": ["A"], "manager": [None]}) == [("A", None)]
    assert Identity("deals", ("name", "manager")).of_columns({"name": ["A"], "manager": [None]}) == [None]


def test_equal_hashes_do_not_make_equal_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "hashes_of", lambda identities: hashes_of([0] * len(identities)))
    session = empty_session()
    rows = inserted(session, "deals", DEAL, {**DEAL, "name": "CRM"})
    index = KeyIndex(session.store, NAMED)
    assert index.find(named("CRM", "SAP")) == {0: [rows[1]]}


def test_more_rows_than_are_read_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "_BATCH", 2)
    session = empty_session()
    rows = inserted(session, "deals", *({**DEAL, "name": f"D{n}"} for n in range(5)))
    index = KeyIndex(session.store, NAMED)
    assert index.find(named(*(f"D{n}" for n in range(5)))) == {n: [row] for n, row in enumerate(rows)}
