"""Computed columns follow every change, though they are kept over those that do not concern them."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnertracker.domain import custom
from partnertracker.domain.columns import day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind, Row, Value
from partnertracker.domain.settings import Settings
from partnertracker.services.custom_fields import add_field
from partnertracker.services.listing.columns import cells, columns_in
from partnertracker.services.listing.filters import AnyOf, Between, Contains, Missing
from partnertracker.services.listing.queries import Listing, rows_of
from partnertracker.services.listing.rows import row_of
from partnertracker.services.listing.suggestions import suggestions
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.made_up import empty_session, inserted
from tests.storage.memory import open_memory

TABLES = ("partners", "deals")


def shown(facts: Facts) -> dict[tuple[str, str], list[object]]:
    """Return every cell of every column that Facts hold, with codes turned into words."""
    found: dict[tuple[str, str], list[object]] = {}
    for table in TABLES:
        for column in columns_in(facts, table):
            if column.stored or column.kind is Kind.LONG_TEXT:
                continue
            here = cells(facts, table, column.name)
            values = here.values.tolist()
            found[table, column.name] = (
                [here.words[code] if code >= 0 else None for code in values]
                if column.coded
                else [repr(value) for value in values]
            )
    return found


def deal(number: int, partner: object, stage: str) -> Row:
    closed = "2026-03-01" if stage in {"won", "lost"} else None
    row: Row = {"name": f"Deal {number}", "customer": "Port", "stage": stage, "value": number}
    row |= {"created_on": "2026-01-01", "closed_on": closed, "registration_status": "approved"}
    return {**row, "source_partner": None if partner is None else str(partner)}


def custom_values(writer: Writer, number: int) -> Row:
    """Return values for the custom fields of partners, none for some of them."""
    texts: dict[Kind, Value] = {
        Kind.TEXT: f"Text {number % 3}",
        Kind.NUMBER: number / 4,
        Kind.DATE: f"2026-0{1 + number % 9}-01",
        Kind.CHOICE: "AB"[number % 2],
        Kind.YES_NO: number % 2,
    }
    fields = writer.custom_fields("partners")
    return {each.name: texts[each.kind] if (n + number) % 4 else None for n, each in enumerate(fields)}


def write_custom(writer: Writer, what: str, number: int, count: int) -> None:
    """Do what people do to custom fields."""
    if what == "custom":
        for partner in writer.find("partners", {})[number % 3 :: 3]:
            writer.update("partners", int(str(partner["key"])), custom_values(writer, number // 2))
    elif what == "field":
        kind = ("text", "number", "date", "choice", "yes_no")[number % 5]
        field: Row = {"table_name": "partners", "name": f"f{count}", "label": f"F{count}"}
        writer.insert("custom_fields", [field | {"kind": kind, "choices": "A; B"}])
    elif what == "no field":
        for gone in writer.find("custom_fields", {})[:1]:
            values = writer.find("custom_values", {"field": gone["id"]})
            writer.delete("custom_values", [int(str(each["key"])) for each in values])
            writer.delete("custom_fields", [int(str(gone["key"]))])


class Programme:
    """Does what people do, at random."""

    def __init__(self) -> None:
        clock = Clock(today=lambda: date(2026, 11, 21), now=lambda: "2026-11-21T12:00:00.000000Z")
        self.session = Session(open_memory(Settings()), clock, "AK")
        self.session.load()
        self.count = 0

    def do(self, what: str, number: int) -> None:
        if what in {"undo", "redo"}:
            possible = {"undo": self.session.store.undoable, "redo": self.session.store.redoable}[what]()
            if possible:
                {"undo": self.session.undo, "redo": self.session.redo}[what]()
            return
        self.count += 1
        self.session.execute(what, lambda writer: self.write(writer, what, number))

    def write(self, writer: Writer, what: str, number: int) -> None:
        partners, deals = writer.find("partners", {}), writer.find("deals", {})
        partner = partners[number % len(partners)] if partners else None
        chosen = deals[number % len(deals)] if deals else None
        stage = ("lead", "qualified", "won", "lost")[number % 4]
        if what == "partner":
            row: Row = {"name": f"Partner {self.count}", "tier": "Gold"}
            writer.insert("partners", [row | custom_values(writer, number)])
        elif what == "deal":
            owner = partner["id"] if partner and number % 3 else None
            writer.insert("deals", [deal(self.count, owner, stage)])
        elif what == "stage" and chosen:
            closed = "2026-03-01" if stage in {"won", "lost"} else None
            writer.update("deals", int(str(chosen["key"])), {"stage": stage, "closed_on": closed})
        elif what == "rename" and partner:
            writer.update("partners", int(str(partner["key"])), {"name": f"Renamed {self.count}"})
        elif what == "influence" and chosen and partner and chosen["source_partner"] != partner["id"]:
            known = writer.find("deal_influences", {"deal": chosen["id"], "partner": partner["id"]})
            if not known:
                writer.insert("deal_influences", [{"deal": chosen["id"], "partner": partner["id"]}])
        elif what == "review" and partner:
            status = ("green", "yellow", "red")[number % 3]
            day = f"2026-0{1 + number % 9}-01"
            row = {"partner": partner["id"], "status": status, "reviewed_on": day, "reason": "So"}
            writer.insert("health_reviews", [row])
        elif what == "delete" and chosen:
            influences = writer.find("deal_influences", {"deal": chosen["id"]})
            writer.delete("deal_influences", [int(str(row["key"])) for row in influences])
            writer.delete("deals", [int(str(chosen["key"]))])
        else:
            write_custom(writer, what, number, self.count)


ACTS = (
    "field",
    "custom",
    "no field",
    "partner",
    "partner",
    "deal",
    "deal",
    "stage",
    "rename",
    "influence",
    "review",
    "delete",
    "undo",
    "redo",
)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 50)), max_size=25))
def test_columns_after_changes_equal_those_of_the_file_read_anew(acts: list[tuple[str, int]]) -> None:
    programme = Programme()
    try:
        for what, number in acts:
            shown(programme.session.facts)  # so that there is something to be kept
            programme.do(what, number)
            assert shown(programme.session.facts) == shown(programme.session.store.facts())
    finally:
        programme.session.store.close()


def test_custom_fields_are_columns_behind_the_others() -> None:
    session = empty_session()
    for label, kind, choices in (
        ("Seats", "number", ""),
        ("Renews", "date", ""),
        ("Segment", "choice", "Retail; Public"),
        ("Audited", "yes_no", ""),
        ("Motto", "text", ""),
    ):
        session.execute(*add_field(session, "partners", label, kind, choices))
    session.load()
    inserted(session, "partners", {"name": "Litware", "seats": 2.5, "renews": "2027-01-31", "audited": 0})
    inserted(
        session, "partners", {"name": "Fabrikam", "segment": "Public", "audited": 1, "motto": "Über Äcker"}
    )
    inserted(session, "partners", {"name": "Contoso", "segment": "Retail", "seats": 10.0, "motto": "Ahoi"})
    facts = session.facts
    own = columns_in(facts, "partners")[-5:]
    assert [(each.label, each.kind, each.edits) for each in own] == [
        ("Seats", Kind.NUMBER, ("seats",)),
        ("Renews", Kind.DATE, ("renews",)),
        ("Segment", Kind.CHOICE, ("segment",)),
        ("Audited", Kind.YES_NO, ("audited",)),
        ("Motto", Kind.TEXT, ("motto",)),
    ]

    def order(name: str, *, down: bool = False) -> list[int]:
        return [int(row) for row in rows_of(facts, Listing("partners", sort=(name, down)))]

    assert order("seats") == [0, 2, 1]
    assert order("seats", down=True) == [2, 0, 1]
    assert order("segment") == [2, 1, 0]  # as the choices stand, the missing one last
    assert order("motto") == [2, 1, 0]
    assert rows_of(facts, Listing("partners", text="acker")).tolist() == [1]
    assert rows_of(facts, Listing("partners", text="PUBLIC")).tolist() == [1]
    for wanted, rows in (
        (Between("seats", 3, None), [2]),
        (Between("renews", None, day_of("2027-01-31")), [0]),
        (AnyOf("segment", frozenset({"Retail", ""})), [2, 0]),
        (Contains("motto", "aho"), [2]),
        (Between("audited", 0, 0), [0]),
        (Missing("audited"), [2]),
        (Missing("a field that is gone"), [2, 1, 0]),
    ):
        assert rows_of(facts, Listing("partners", filters=(wanted,))).tolist() == rows, wanted
    assert rows_of(facts, Listing("partners", sort=("gone", False))).tolist() == [2, 1, 0]
    row = row_of(facts, "partners", 0)
    assert {name: row[name] for name in ("seats", "renews", "segment", "audited", "motto")} == {
        "seats": 2.5,
        "renews": "2027-01-31",
        "segment": None,
        "audited": 0,
        "motto": None,
    }
    assert suggestions(facts, "partners", "motto", "ah") == ["Ahoi"]


def test_a_manager_that_nobody_has_shows_nothing() -> None:
    programme = Programme()
    for what in ("partner", "deal", "deal"):
        programme.do(what, 1)
    facts = programme.session.facts
    assert rows_of(facts, Listing("deals", manager="Nobody")).tolist() == []
    programme.session.store.close()


def test_cells_of_custom_fields_are_at_hand_once_rows_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    session = empty_session()
    session.execute(*add_field(session, "partners", "Seats", "number"))
    inserted(session, "partners", {"name": "Litware", "seats": 2.5})
    facts = session.facts
    rows_of(facts, Listing("partners"))
    monkeypatch.setattr(custom, "_spread", None)  # painting must not need it any more
    assert cells(facts, "partners", "seats").values.tolist() == [2.5]
