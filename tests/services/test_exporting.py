"""A table goes out as CSV and comes back the same."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.custom import custom_field
from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.domain.entities.own import CUSTOM_FIELDS
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.fields import Choice, Entity, Field, Kind, Row, Value
from partnertracker.services.custom_fields import FIELDED
from partnertracker.services.editing import insert_row, problems_of
from partnertracker.services.exporting import export_columns, export_table
from partnertracker.services.importing import ImportRequest, carry_out, guess, open_source, plan
from partnertracker.services.session import Session
from tests.made_up import demo_session, empty_session, inserted


def exported(session: Session, table: str, *, bom: bool = False) -> str:
    out = io.StringIO(newline="")
    export_table(session, table, out, bom=bom)
    return out.getvalue()


def contents(session: Session, kinds: Sequence[Entity] = EXCHANGED) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for kind in kinds:
        rows = session.store.find(kind.table, {})
        bare = [{n: v for n, v in row.items() if n not in {"key", "created_step"}} for row in rows]
        for each in bare:  # None is the file's currency
            each.update({"currency": each["currency"] or "USD"} if "currency" in each else {})
        tables[kind.table] = sorted(bare, key=lambda row: str(row["id"]))
    return tables


def taken_over(session: Session, kinds: Sequence[Entity] = EXCHANGED) -> Session:
    """Export tables and import them into an empty file with the same custom fields."""
    other = empty_session()
    declared = session.store.find("custom_fields", {})
    inserted(
        other, "custom_fields", *({f.name: row[f.name] for f in CUSTOM_FIELDS.fields} for row in declared)
    )
    for kind in kinds:
        source = open_source(io.BytesIO(exported(session, kind.table).encode()))
        mapping = guess(other.kind(kind.table), source.header, synonyms=False)
        made = plan(other, ImportRequest(source, mapping))
        assert [p.sentence for rejection in made.rejections() for p in rejection.problems] == []
        carry_out(other, made)
        made.close()
        source.close()
    return other


def test_a_whole_programme_comes_back_the_same() -> None:
    session = demo_session(20, 200)
    assert contents(taken_over(session)) == contents(session)


texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t'=-+@\",;"), max_size=12
)


def value_of(field: Field) -> st.SearchStrategy[Value]:
    """Return good and bad disk values of a field; bad rows are left out below."""
    days = st.dates(date(1900, 1, 1), date(2026, 11, 22)).map(str)
    kinds: dict[Kind, st.SearchStrategy[Value]] = {
        Kind.DATE: days,
        Kind.MONTH: days.map(lambda day: day[:7]),
        Kind.MONEY: st.integers(-(10**17), 10**17),
        Kind.CURRENCY: st.sampled_from(["USD", "JPY", "KWD", "EUR"]),
        Kind.WHOLE: st.integers(0, 2**53),
        Kind.NUMBER: st.integers(-9, 11).map(float) | st.floats(-1e12, 1e12).map(lambda x: round(x, 6)),
        Kind.PERCENT: st.floats(0, 100).map(lambda x: round(x, 6)),
        Kind.YES_NO: st.sampled_from([0, 1]),
        Kind.STAGE: st.sampled_from(["lead", "proposal", "won", "lost"]),
        Kind.CHOICE: st.sampled_from([choice.value for choice in field.choices or (Choice("-", "-"),)]),
        Kind.SCOPE: st.just("all") | texts.map(lambda text: f"tier:{text.strip()}"),
    }
    named = {
        "metric": st.sampled_from(["bookings", "win_rate"]),
        "period": st.sampled_from(["2026", "always"]),
    }
    plain: st.SearchStrategy[Value] = texts.map(lambda text: text.strip() or None)
    if field.kind is Kind.TEXT:
        plain = texts.map(lambda text: " ".join(text.split("\n")).strip() or None)
    good = named.get(field.name, kinds.get(field.kind, plain))
    return good if field.required else st.none() | good


def rows_of(kind: Entity) -> st.SearchStrategy[Row]:
    fields = [field for field in kind.fields if not field.references]
    return st.fixed_dictionaries({field.name: value_of(field) for field in fields})


CHOICES = ("Retail", "=A1", "-5", "'q", "Público")
OWN: tuple[Row, ...] = tuple(
    {
        "table_name": kind.table,
        "name": f"own_{word}",
        "label": word,
        "kind": word,
        "choices": "; ".join(CHOICES),
    }
    for kind in FIELDED
    for word in ("text", "number", "date", "choice", "yes_no")
)


def own_values(kind: Entity) -> st.SearchStrategy[Row]:
    """Return values for the custom fields that every table of ``FIELDED`` has."""
    own = [custom_field({"id": "-", **row}) for row in OWN if row["table_name"] == kind.table]
    return st.fixed_dictionaries({field.name: value_of(field) for field in own})


ROWS = {kind.table: st.lists(rows_of(kind), max_size=3) for kind in EXCHANGED}


@pytest.mark.parametrize("kind", EXCHANGED, ids=lambda kind: kind.table)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_export_then_import_is_the_same_content(kind: Entity, data: st.DataObject) -> None:
    session = empty_session()
    partners = inserted(session, "partners", {"name": "'=Lit\"ware, Inc"}, {"name": "Ärger; GmbH"})
    deal: Row = {"name": "A", "customer": "C", "stage": "lead", "value": 1, "currency": "USD"}
    deals = inserted(session, "deals", *({**deal, "created_on": "2026-01-01"} for _ in range(2)))
    known: dict[str, list[Value]] = {
        "partners": [row["id"] for row in partners],
        "deals": [row["id"] for row in deals],
    }
    inserted(session, "custom_fields", *OWN)
    for values in data.draw(ROWS[kind.table]):
        row = {**values, **data.draw(own_values(kind))}
        for field in (field for field in kind.fields if field.references):
            ids = known[field.references]
            row[field.name] = data.draw(st.sampled_from(ids if field.required else [None, *ids]))
        if not problems_of(session, kind.table, row):
            session.execute(*insert_row(session, kind.table, row))
    needed = {"partners", "deals", "deal_stage_events", kind.table}
    kinds = [each for each in EXCHANGED if each.table in needed]
    assert contents(taken_over(session, kinds), kinds) == contents(session, kinds)


def test_the_columns_are_the_contracts() -> None:
    assert export_columns(entity("deal_influences")) == (
        *("id", "deal", "deal_id", "partner", "partner_id", "role", "influenced_on", "notes"),
    )


def test_values_read_as_the_contract_says() -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "=Litware"})
    deal: Row = {
        "name": "-ERP",
        "customer": "Ärger, GmbH",
        "customer_is_new": 0,
        "source_partner": partner["id"],
        "stage": "won",
        "value": 125050,
        "created_on": "2026-01-05",
        "closed_on": "2026-02-01",
        "probability": 12.5,
    }
    (stored,) = inserted(session, "deals", deal)
    (row,) = csv.DictReader(io.StringIO(exported(session, "deals")))
    assert row["id"] == stored["id"]
    assert (row["name"], row["customer"], row["customer_is_new"]) == ("'-ERP", "Ärger, GmbH", "no")
    assert (row["source_partner"], row["source_partner_id"]) == ("'=Litware", partner["id"])
    assert (row["value"], row["currency"], row["probability"]) == ("1250.50", "USD", "12.5")
    assert (row["closed_on"], row["qualified_on"]) == ("2026-02-01", "")


def test_choices_of_the_team_are_no_formulas() -> None:
    session = empty_session()
    inserted(session, "custom_fields", *OWN)
    inserted(session, "partners", {"name": "Litware", "own_choice": "=A1", "own_yes_no": 0})
    (row,) = csv.DictReader(io.StringIO(exported(session, "partners")))
    assert (row["own_choice"], row["own_yes_no"], row["own_date"]) == ("'=A1", "no", "")
    assert list(row)[-5:] == ["own_text", "own_number", "own_date", "own_choice", "own_yes_no"]


def test_a_scope_names_its_partner() -> None:
    session = empty_session()
    (partner,) = inserted(session, "partners", {"name": "Litware"})
    scope = f"partner:{partner['id']}"
    inserted(
        session, "targets", {"metric": "bookings", "scope": scope, "period": "2026", "comparison": "growing"}
    )
    (row,) = csv.DictReader(io.StringIO(exported(session, "targets")))
    assert row["scope"] == "partner:Litware"


def test_the_mark_for_spreadsheets_and_plain_line_ends(tmp_path: Path) -> None:
    text = exported(empty_session(), "tier_requirements", bom=True)
    assert text == "\ufeffid,tier,certificate,people\n"
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")


def test_what_is_not_exchanged_is_refused() -> None:
    for table in ("settings", "dreams"):
        with pytest.raises(UnusableArgumentError):
            exported(empty_session(), table)


def test_progress_is_told() -> None:
    session = demo_session(5, 50)
    shares: list[float] = []
    export_table(session, "deals", io.StringIO(), progress=shares.append)
    assert all(0 < share <= 1 for share in shares)
