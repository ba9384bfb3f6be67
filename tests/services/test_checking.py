"""Every broken rule is found, with the name of the row."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.errors import UnusableFileError
from partnertracker.domain.fields import Row
from partnertracker.services.checking import faults
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted


@pytest.fixture
def session() -> Iterator[Session]:
    session = empty_session()
    yield session
    session.store.close()


DEAL: Row = {"name": "ERP", "customer": "Port", "stage": "lead", "value": 100, "created_on": "2026-01-05"}


def test_an_empty_file_has_no_faults(session: Session) -> None:
    assert list(faults(session)) == []


def test_a_rule_across_columns(session: Session) -> None:
    (deal,) = inserted(session, "deals", DEAL | {"stage": "won"})

    (fault,) = faults(session)

    assert (fault.table, fault.id, fault.column) == ("deals", deal["id"], "closed_on")
    assert fault.sentence == (
        f"Row {deal['id']} of deals, “ERP”, closed_on: Closed on is needed when a deal is won."
    )


def test_a_sentence_names_row_column_value_and_what_is_expected(session: Session) -> None:
    first, second = inserted(
        session,
        "deals",
        DEAL,
        DEAL | {"stage": "won", "closed_on": "2999-01-01", "value": 12_50, "currency": "JPY"},
    )

    (fault,) = faults(session)

    assert first["id"] != second["id"]
    assert fault.sentence == (
        f"Row {second['id']} of deals, “ERP”, closed_on “2999-01-01”: "
        "Closed on must not be after today (2026-11-22)."
    )


def test_a_name_with_space_around_it(session: Session) -> None:
    inserted(session, "partners", {"name": " Litware ", "notes": "as given\n"})

    (fault,) = faults(session)

    assert (fault.table, fault.column) == ("partners", "name")
    assert fault.sentence.endswith("name “Litware”: Partner name must have no space before or after it.")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fiscal_year_start", "garbage"),
        ("fiscal_year_start", "13"),
        ("fiscal_year_start", "1" * 9000),
        ("review_days", "-1"),
        ("idle_days", "٣"),
        ("currency", "dollars"),
        ("shared_cost_key", "guess"),
    ],
)
def test_a_setting_that_another_program_spoilt_is_a_fault(session: Session, name: str, value: str) -> None:
    (setting,) = session.store.find("settings", {"name": name}) or inserted(
        session, "settings", {"name": name, "value": "1"}
    )
    session.execute(
        "Spoil", lambda writer: writer.update("settings", int(setting["key"] or 0), {"value": value})
    )

    (fault,) = faults(session)

    assert (fault.table, fault.id, fault.column) == ("settings", setting["id"], "value")
    assert f", “{name}”" in fault.sentence
    with pytest.raises(UnusableFileError, match="settings can't be read"):
        session.store.settings()


def test_an_influence_of_the_source_partner(session: Session) -> None:
    litware, proseware = inserted(session, "partners", {"name": "Litware"}, {"name": "Proseware"})
    (deal,) = inserted(session, "deals", DEAL | {"source_partner": litware["id"]})
    good, bad = inserted(
        session,
        "deal_influences",
        {"deal": deal["id"], "partner": proseware["id"]},
        {"deal": deal["id"], "partner": litware["id"]},
    )

    found = list(faults(session))

    assert [fault.id for fault in found] == [bad["id"]]
    assert good["id"] != bad["id"]
    assert found[0].sentence == (
        f"Row {bad['id']} of deal_influences, “ERP · Litware”, partner “Litware”: "
        "A partner can't both source a deal and influence it."
    )


def test_a_metric_that_does_not_exist(session: Session) -> None:
    inserted(
        session,
        "targets",
        {"metric": "nonsense", "scope": "all", "period": "2026", "comparison": "at_least", "value": 1.0},
    )

    assert [fault.column for fault in faults(session)] == ["metric"]


def test_a_formula_that_means_nothing(session: Session) -> None:
    own: Row = {"label": "Own", "unit": "count", "direction": "higher"}
    inserted(
        session,
        "custom_metrics",
        own | {"name": "good", "formula": "bookings / 2"},
        own | {"name": "broken", "formula": "bookings /"},
        own | {"name": "gone", "formula": "2 * other"},
        own | {"name": "circle", "formula": "circle"},
        own | {"name": "sqls", "formula": "bookings"},
        own | {"name": "builds", "formula": "broken + 1"},
    )

    assert [fault.sentence.partition(", ")[2] for fault in faults(session)] == [
        "“Own”, formula “bookings /”: A metric, a number or a bracket is expected at the end.",
        "“Own”, formula “2 * other”: There is no metric “other” at position 5.",
        "“Own”, formula “circle”: The formula leads back to itself: circle → circle.",
        "“Own”, name “sqls”: “sqls” is a metric of the program; choose another id.",
    ]
