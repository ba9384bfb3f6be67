"""A block is read and checked cell by cell before anything is stored, and stored in one step."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.notation import Notation
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import insert_rows
from partnertracker.services.editing.blocks import Block, BlockPlan, Exactly, Read, carried_out, filled_down
from partnertracker.services.editing.clip_reading import read_clips
from partnertracker.services.editing.clips import Clip, Clips
from partnertracker.services.editing.placing import Place, placed
from partnertracker.services.editing.planning import planned
from partnertracker.services.listing.columns import columns_of
from partnertracker.services.session import Session
from tests.made_up import empty_session

CLIPBOARD = Path(__file__).parent / "clipboard"
PARTNERS = ("Litware", "Fabrikam", "Contoso Cloud", "Adatum & Sons", "Proseware", "<b>Wingtip</b>")
DEAL: Row = {
    "name": "ERP rollout",
    "customer": "Port",
    "stage": "lead",
    "value": 100_00,
    "created_on": "2026-03-01",
}
AMERICAN = Notation(".", ",", "%m/%d/%y")
GERMAN = Notation(",", ".", "%d.%m.%Y")


@pytest.fixture
def session() -> Session:
    return filled_session("USD")


@pytest.fixture
def euros() -> Session:
    return filled_session("EUR")


def filled_session(currency: str) -> Session:
    session = empty_session(currency)
    session.execute(*insert_rows(session, "partners", [{"name": name} for name in PARTNERS]))
    deals: list[Row] = [{**DEAL, "name": f"Deal {n}", "external_id": f"X-{n}"} for n in range(1, 5)]
    session.execute(*insert_rows(session, "deals", deals))
    return session


def reading(session: Session, notation: Notation) -> Read:
    context = session.context

    def read(field: Field, text: str, currency: str) -> Value | Problem:
        return parse_text(field, text, notation, context, currency)

    return read


def recorded(name: str, *, html: bool) -> Clips:
    text = (CLIPBOARD / f"{name}.txt").read_text("utf-8")
    return read_clips(text, (CLIPBOARD / f"{name}.html").read_text("utf-8") if html else "")


def with_nothing_chosen() -> Place:
    columns = columns_of("deals")
    return Place("deals", (), (), (), columns, columns)


def plan_of(
    session: Session, block: Block, *, notation: Notation = AMERICAN, adding: bool = False
) -> BlockPlan:
    return planned(session, block, reading(session, notation), adding=adding)


def run(session: Session, plan: BlockPlan, label: str = "Paste") -> None:
    session.execute(*carried_out(session, plan, label))


@pytest.mark.parametrize("html", [True, False])
def test_a_thousand_rows_of_libreoffice_with_thirty_bad_cells(session: Session, html: bool) -> None:  # noqa: FBT001
    block = placed(session.kind("deals"), recorded("calc-en", html=html), with_nothing_chosen())
    plan = plan_of(session, block)
    bad = [(cell.row, cell.field.name, cell.text) for cell in plan.unfit]
    assert len(plan.new) == 1_000
    assert len(bad) == plan.problems == 30
    assert bad[:6] == [
        (0, "stage", "Signed"),
        (33, "value", "soon"),
        (66, "expected_close_on", "next spring"),
        (99, "source_partner", "Nobody Inc"),
        (132, "name", ""),
        (165, "value", "-$5.00"),
    ]
    before = session.store.last_step()
    with pytest.raises(ValueError, match="30"):
        carried_out(session, plan, "Paste")
    right = {"stage": "Lead", "value": "5", "expected_close_on": "12/31/26", "name": "Named"}
    for row, field, _ in bad:
        block = block.with_text(row, field, right.get(field, "Litware"))
    plan = plan_of(session, block)
    assert plan.problems == 0
    run(session, plan)
    assert session.store.last_step() == before + 1
    (stored,) = session.store.find("deals", {"name": "Rollout 0042"})
    assert (stored["value"], stored["expected_close_on"], stored["stage"]) == (
        105_125,
        "2027-01-11",
        "qualified",
    )
    (partner,) = session.store.find("partners", {"id": stored["source_partner"]})
    assert partner["name"] == "<b>Wingtip</b>"
    session.undo()
    assert session.store.count("deals") == 4


@pytest.mark.parametrize("html", [True, False])
def test_the_same_in_german(euros: Session, html: bool) -> None:  # noqa: FBT001
    block = placed(euros.kind("deals"), recorded("calc-de", html=html), with_nothing_chosen())
    plan = plan_of(euros, block, notation=GERMAN)
    assert plan.problems == 0
    run(euros, plan)
    (stored,) = euros.store.find("deals", {"name": "Rollout 0002"})
    assert (stored["value"], stored["expected_close_on"]) == (100_125, "2026-12-02")


@pytest.mark.parametrize("html", [True, False])
def test_euros_never_become_dollars(session: Session, html: bool) -> None:  # noqa: FBT001
    block = placed(session.kind("deals"), recorded("calc-de", html=html), with_nothing_chosen())
    plan = plan_of(session, block, notation=GERMAN)
    assert {cell.sentence for cell in plan.unfit} == {
        "Value is in USD here, and this amount is in €: type it in USD."
    }
    assert plan.problems == len(plan.new)


def test_the_html_keeps_what_the_text_can_not(euros: Session) -> None:
    block = placed(euros.kind("deals"), recorded("calc-de", html=True), with_nothing_chosen())
    run(euros, plan_of(euros, block))
    (stored,) = euros.store.find("deals", {"name": "Rollout 0001"})
    assert stored["notes"] == "two\nlines"


def a_block(*cells: str, column: str = "manager") -> Block:
    return Block(
        "deals", ((column,),), tuple(range(1, len(cells) + 1)), tuple((Clip(each),) for each in cells)
    )


def test_only_what_changes_is_written_and_told(session: Session) -> None:
    run(session, plan_of(session, a_block("AK", "AK")))
    plan = plan_of(session, a_block("AK", "JL", ""))
    assert [(cell.row, cell.before, cell.after) for cell in plan.cells] == [(1, "AK", "JL")]
    assert [change.before["key"] for change in plan.changes] == [2]
    assert plan.names == ("Deal 1", "Deal 2", "Deal 3")


def test_two_cells_of_a_block_can_not_name_the_same_row(session: Session) -> None:
    plan = plan_of(session, a_block("A-1", "A-1", "X-4", column="external_id"))
    told = [(cell.row, cell.sentence) for cell in plan.unfit]
    sentence = "There is already a deal with this external id."
    assert told == [(1, sentence), (2, sentence)]


def test_what_a_row_lacks_is_told_beside_its_field_and_mended_there(session: Session) -> None:
    block = Block("deals", (("name",), ("value",)), (None,), ((Clip("Quay"), Clip("5")),))
    plan = plan_of(session, block)
    assert [(cell.field.name, cell.sentence) for cell in plan.unfit] == [("customer", "Customer is needed.")]
    plan = plan_of(session, block.with_text(0, "customer", "Port"))
    assert plan.problems == 0
    (row,) = plan.new
    assert (row["stage"], row["created_on"], row["customer_is_new"]) == ("lead", "2026-11-22", 1)


def test_a_cell_is_left_as_it_is_and_a_row_left_out(session: Session) -> None:
    block = a_block("-1", "-2", "7", column="value").with_text(0, "value", None).without_row(1)
    plan = plan_of(session, block)
    assert [(cell.before, cell.after) for cell in plan.cells] == [(100_00, 7_00)]
    assert plan.changes[0].before["name"] == "Deal 3"


def test_partners_that_are_not_there_are_added_in_the_same_step(session: Session) -> None:
    block = a_block("Northwind", "northwind", "Litware", column="source_partner")
    plan = plan_of(session, block)
    assert (plan.problems, plan.missing, plan.adding) == (2, ("Northwind",), {})
    plan = plan_of(session, block, adding=True)
    assert plan.problems == 0
    assert [cell.after for cell in plan.cells] == ["Northwind", "northwind", "Litware"]
    run(session, plan)
    (partner,) = session.store.find("partners", {"name": "Northwind"})
    assert [row["source_partner"] for row in session.rows("deals", [1, 2])] == [partner["id"]] * 2
    session.undo()
    assert session.store.find("partners", {"name": "Northwind"}) == []


def test_the_date_of_a_deal_is_that_of_its_close_once_it_is_closed(session: Session) -> None:
    columns = (("stage",), ("closed_on", "expected_close_on"))
    cells = ((Clip("won"), Clip("2026-05-01")), (Clip("proposal"), Clip("2027-05-01")), (Clip("lost"), None))
    run(session, plan_of(session, Block("deals", columns, (1, 2, 3), cells)))
    rows = session.rows("deals", [1, 2, 3])
    assert [row["closed_on"] for row in rows] == ["2026-05-01", None, "2026-11-22"]
    assert rows[1]["expected_close_on"] == "2027-05-01"
    assert session.store.count("deal_stage_events") == 3


def test_amounts_are_read_in_the_currency_of_their_row(session: Session) -> None:
    block = Block("deals", (("value",), ("currency",)), (1,), ((Clip("1200"), Clip("JPY")),))
    run(session, plan_of(session, block))
    assert session.rows("deals", [1])[0]["value"] == 1_200


def test_filling_down_takes_values_as_they_are(session: Session) -> None:
    session.execute("Set", lambda writer: writer.update("deals", 1, {"probability": 33.33333333333333}))
    block = filled_down(session, "deals", (("probability",), ("notes",)), [1, 3, 4])
    assert block.cells[0] == (Exactly(33.33333333333333, "USD"), Exactly(None, "USD"))
    run(session, plan_of(session, block), "Fill 2 cells in deals")
    assert [row["probability"] for row in session.rows("deals", [3, 4])] == [33.33333333333333] * 2


def test_a_plan_of_yesterday_is_not_carried_out(session: Session) -> None:
    plan = plan_of(session, a_block("AK"))
    session.execute("Other", lambda writer: writer.update("deals", 4, {"manager": "MO"}))
    with pytest.raises(UnusableInputError, match="has changed"):
        carried_out(session, plan, "Paste")


def test_a_row_that_is_gone_ends_the_plan(session: Session) -> None:
    with pytest.raises(UnusableArgumentError, match="no longer there"):
        plan_of(session, Block("deals", (("name",),), (99,), ((Clip("x"),),)))


DAYS: list[tuple[Callable[[date], str], str]] = [
    (lambda day: f"{day:%d.%m.%Y}", "2026-12-01"),
    (lambda day: f"{day:%B %d}", "2026-12-01"),
]


@pytest.mark.parametrize(("written", "iso"), DAYS)
def test_an_exact_number_behind_a_date_is_the_day_whatever_the_text(
    session: Session, written: Callable[[date], str], iso: str
) -> None:
    clip = Clip(written(date(2026, 12, 1)), "46357")
    plan = plan_of(session, Block("deals", (("expected_close_on",),), (1,), ((clip,),)))
    assert [cell.after for cell in plan.cells] == [iso]


def test_shares_and_plain_numbers_are_told_apart(session: Session) -> None:
    cells = ((Clip("45%", "0.45"),), (Clip("45", "45"),))
    plan = plan_of(session, Block("deals", (("probability",),), (1, 2), cells))
    assert [cell.after for cell in plan.cells] == [45.0, 45.0]


def test_a_new_stage_change_without_a_stage_lacks_it_and_is_no_lead(session: Session) -> None:
    deal = session.store.find("deals", {})[0]["name"]
    block = Block(
        "deal_stage_events", (("deal",), ("entered_on",)), (None,), ((Clip(str(deal)), Clip("1/5/26")),)
    )
    plan = plan_of(session, block)
    assert [(cell.field.name, cell.sentence) for cell in plan.unfit] == [("stage", "Stage is needed.")]
