"""New deals that may be there already are pointed out, and become what is chosen for them."""

import pytest

from partnertracker.services.importing import (
    Alike,
    Choice,
    ImportRequest,
    alike_in,
    carry_out,
    guess,
    plan,
    settled,
)
from partnertracker.services.importing import neardeals as comparing
from partnertracker.services.importing.chosen import Said
from tests.services.importing.conftest import Desk

THERE = """external_id,name,customer,stage,value,created_on
E1,ERP rollout,Port of Hull,lead,100,2026-01-02
E2,Renewal 2025,Port of Hull,lead,100,2026-01-02
E3,Audit,Adatum,lead,100,2026-01-02
"""
NEW = """external_id,name,customer,stage,value,created_on
F1,ERP rolout,port of hull,lead,200,2026-01-02
F2,Renewal 2026,Port of Hull,lead,200,2026-01-02
F3,AUDIT,Adatum,lead,200,2026-01-02
F4,ERP rollout,Adatum,lead,200,2026-01-02
F5,Quite another,Port of Hull,lead,200,2026-01-02
"""


@pytest.fixture
def there(desk: Desk) -> Desk:
    desk.bring("deals", THERE)
    return desk


def found(desk: Desk, content: str = NEW) -> list[Alike]:
    return alike_in(desk.session.store, desk.plan("deals", content))


def told(alike: list[Alike]) -> list[tuple[str, str, str]]:
    return [(each.name, each.there, each.why) for each in alike if each.table == "deals"]


def carried_out(desk: Desk, choices: dict[Alike, Choice]) -> tuple[int, int, int]:
    """Import with these choices and return how many deals are new, changed and rejected."""
    kind, source = desk.session.kind("deals"), desk.source(NEW)
    request = ImportRequest(source, guess(kind, source.header))
    made = plan(desk.session, settled(request, kind, choices))
    desk.open.callback(made.close)
    carry_out(desk.session, made)
    return made.new, made.changed, made.rejected


def test_deals_of_the_same_customer_are_compared_by_name(there: Desk) -> None:
    assert told(found(there)) == [
        ("ERP rolout · port of hull", "ERP rollout", "similar name, same customer"),
        ("AUDIT · Adatum", "Audit", "same name and customer"),
    ]


def test_of_a_deal_it_is_kept_what_the_list_says_and_which_it_may_be(there: Desk) -> None:
    first = next(each for each in found(there) if each.table == "deals")
    (erp,) = (row for row in there.rows("deals") if row["external_id"] == "E1")
    assert (first.said, first.id) == (Said("ERP rolout", "port of hull", "F1"), erp["id"])


def test_one_of_several_of_that_name_is_told_only_by_its_external_id(there: Desk) -> None:
    header = "name,customer,stage,value,created_on"
    there.bring("deals", f"external_id,{header}\nE4,Audit,Adatum,lead,100,2026-01-02\n")
    assert "AUDIT · Adatum" in [name for name, *_ in told(found(there))]
    content = f"{header}\nAudit,Adatum,lead,900,2026-01-02\n"
    assert (told(found(there, content)), there.plan("deals", content).unsure) == ([], 1)


def test_of_too_many_deals_those_of_the_very_same_name_are_found(
    there: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_MOST_PAIRS", 1)
    assert [name for name, *_ in told(found(there))] == ["AUDIT · Adatum"]


def test_among_many_deals_of_a_customer_the_likeliest_is_told(there: Desk) -> None:
    names = [f"ERP rol{'l' * more}out" for more in range(30)]
    rows = "".join(f"G{at},{name},Zeta,lead,1,2026-01-02\n" for at, name in enumerate(names))
    header = THERE.splitlines()[0]
    there.bring("deals", f"{header}\n{rows}")
    assert told(found(there, f"{header}\nH1,ERP-rollout,Zeta,lead,1,2026-01-02\n")) == [
        ("ERP-rollout · Zeta", "ERP rollout", "similar name, same customer")
    ]


def test_a_deal_is_changed_instead_of_added_and_keeps_its_name(there: Desk) -> None:
    near, same = (each for each in found(there) if each.table == "deals")
    assert carried_out(there, {near: Choice.USE, same: Choice.ADD}) == (4, 1, 0)
    (erp,) = (row for row in there.rows("deals") if row["id"] == near.id)
    assert (erp["name"], erp["value"], erp["external_id"]) == ("ERP rollout", 20000, "F1")
    assert sum(row["name"] in {"Audit", "AUDIT"} for row in there.rows("deals")) == 2


def test_a_deal_is_left_out_with_the_reason(there: Desk) -> None:
    near, _ = (each for each in found(there) if each.table == "deals")
    kind, source = there.session.kind("deals"), there.source(NEW)
    request = ImportRequest(source, guess(kind, source.header))
    made = plan(there.session, settled(request, kind, {near: Choice.LEAVE_OUT}))
    there.open.callback(made.close)
    (rejection,) = made.rejections()
    assert rejection.problems[0].sentence == (
        "Row 2, name “ERP rolout”: This deal is left out, as you chose."
    )


def test_two_rows_that_are_taken_for_one_deal_are_told(there: Desk) -> None:
    content = f"{NEW}F6,ERP rollou,Port of Hull,lead,300,2026-01-02\n"
    kind, source = there.session.kind("deals"), there.source(content)
    request = ImportRequest(source, guess(kind, source.header))
    choices = {each: Choice.USE for each in found(there, content) if each.there == "ERP rollout"}
    assert len(choices) == 2
    made = plan(there.session, settled(request, kind, choices))
    there.open.callback(made.close)
    assert [each.problems[0].sentence for each in made.rejections()] == [
        "Row 7: Row 2 is the same deal; keep one of the two."
    ]
