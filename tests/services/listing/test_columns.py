"""Computed columns follow every change, though they are kept over those that do not concern them."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind, Row
from partnertracker.domain.settings import Settings
from partnertracker.services.listing.columns import cells, columns_of
from partnertracker.services.listing.queries import Listing, rows_of
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from partnertracker.storage.opening import open_memory

TABLES = ("partners", "deals")


def shown(facts: Facts) -> dict[tuple[str, str], list[object]]:
    """Return every cell of every column that Facts hold, with codes turned into words."""
    found: dict[tuple[str, str], list[object]] = {}
    for table in TABLES:
        for column in columns_of(table):
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
            writer.insert("partners", [{"name": f"Partner {self.count}", "tier": "Gold"}])
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
            row: Row = {"partner": partner["id"], "status": status, "reviewed_on": day, "reason": "So"}
            writer.insert("health_reviews", [row])
        elif what == "delete" and chosen:
            influences = writer.find("deal_influences", {"deal": chosen["id"]})
            writer.delete("deal_influences", [int(str(row["key"])) for row in influences])
            writer.delete("deals", [int(str(chosen["key"]))])


ACTS = (
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


def test_a_manager_that_nobody_has_shows_nothing() -> None:
    programme = Programme()
    for what in ("partner", "deal", "deal"):
        programme.do(what, 1)
    facts = programme.session.facts
    assert rows_of(facts, Listing("deals", manager="Nobody")).tolist() == []
    programme.session.store.close()
