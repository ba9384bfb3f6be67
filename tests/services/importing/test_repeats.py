"""A row that a file holds twice comes in once, or is settled by the person."""

import pytest

from tests.made_up import inserted
from tests.services.importing.conftest import Desk, Told, counts, deals


@pytest.mark.parametrize("given", ["", "external_id,"])
def test_deals_that_nothing_tells_apart_come_in_once(desk: Desk, given: str) -> None:
    cell = "," if given else ""
    content = f"{given}name,customer,stage,value,created_on\n" + f"{cell}ERP,Port,lead,5,2026-01-05\n" * 2
    assert counts(desk.bring("deals", content)) == (2, 0, 0, 0)
    assert counts(desk.plan("deals", content)) == (0, 0, 2, 0)
    assert counts(desk.plan("deals", f"{content}{cell}CRM,Port,lead,5,2026-01-05\n")) == (1, 0, 2, 0)
    assert counts(desk.plan("deals", content.replace(",5,", ",6,"))) == (2, 0, 0, 0)


def test_rows_that_repeat_are_settled_by_the_person(desk: Desk, sentences: Told) -> None:
    made = desk.bring(
        "deals",
        deals(
            "1,ERP,Port,,lead,5,2026-01-05,",
            "2,CRM,Port,,lead,bad,2026-01-05,",
            "1,ERP,Port,,lead,6,2026-01-05,",
            "1,ERP,Port,,lead,5,2026-01-05,",
            "2,CRM,Port,,lead,7,2026-01-05,",
            ",None,Port,,lead,7,2026-01-05,",
            ",None,Port,,lead,7,2026-01-05,",
        ),
    )
    assert counts(made) == (4, 0, 1, 2)
    assert sentences(made)[1:] == [
        "Row 4, external_id “1”: Row 2 has the same external id and other values; keep one of the two."
    ]
    assert [row["value"] for row in desk.rows("deals")] == [500, 700, 700, 700]


def test_rows_that_repeat_far_apart_are_found_too(desk: Desk, sentences: Told) -> None:
    many = [f"{n},ERP,Port,,lead,5,2026-01-05," for n in range(5000)]
    made = desk.plan(
        "deals", deals(*many, "17,ERP,Port,,lead,6,2026-01-05,", "18,ERP,Port,,lead,5,2026-01-05,")
    )
    assert counts(made) == (5000, 0, 1, 1)
    assert sentences(made) == [
        "Row 5002, external_id “17”: Row 19 has the same external id and other values; keep one of the two."
    ]


def test_partners_repeat_without_case(desk: Desk, sentences: Told) -> None:
    made = desk.plan("partners", "name,tier\nLitware,Gold\n LITWARE ,Silver\n")
    assert counts(made) == (1, 0, 0, 1)
    assert "Row 2 has the same partner name and other values" in sentences(made)[0]


def test_two_equal_answers_are_two_answers_and_come_in_once(desk: Desk) -> None:
    inserted(desk.session, "partners", {"name": "Litware"})
    content = "partner,kind,score,answered_on\n" + "Litware,nps,9,2026-05-01\n" * 2
    assert counts(desk.bring("surveys", content)) == (2, 0, 0, 0)
    assert counts(desk.plan("surveys", content)) == (0, 0, 2, 0)
    assert counts(desk.plan("surveys", content + "Litware,nps,9,2026-05-01\n")) == (1, 0, 2, 0)


def test_one_row_under_two_names_is_settled_by_the_person(desk: Desk, sentences: Told) -> None:
    (litware,) = inserted(desk.session, "partners", {"name": "Litware"})
    made = desk.plan("partners", f"id,name,tier\n{litware['id']},Lit,Gold\n,Litware,Silver\n")
    assert counts(made) == (0, 1, 0, 1)
    assert sentences(made) == ["Row 3: Row 2 is the same partner; keep one of the two."]
