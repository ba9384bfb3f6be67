"""A column that can be read in two ways is told by all of its values, or asked about."""

import pytest

from partnertracker.domain.entities import entity
from partnertracker.services.importing import (
    FileFormat,
    ImportMapping,
    UndecidedError,
    questions_about,
)
from tests.services.importing.conftest import Desk

DATES = "name,joined_on\nA,{}\nB,{}\n"


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        ("13/02/2026", "03/04/2026", ["2026-02-13", "2026-04-03"]),
        ("02/13/2026", "03/04/2026", ["2026-02-13", "2026-03-04"]),
        ("03.04.2026", "2026-05-06", ["2026-04-03", "2026-05-06"]),
        ("03/03/2026", "04/04/2026", ["2026-03-03", "2026-04-04"]),
        ("3 Apr 2026", "", ["2026-04-03", None]),
        ("2026-04-03T00:00:00", "2026-05-06", ["2026-04-03", "2026-05-06"]),
    ],
)
def test_the_order_of_dates_is_told_by_the_whole_column(
    desk: Desk, one: str, other: str, days: list[str]
) -> None:
    desk.bring("partners", DATES.format(one, other))
    assert [row["joined_on"] for row in desk.rows("partners")] == days


@pytest.mark.parametrize("other", ["05/06/2026", "31/31/2026", ""])
def test_dates_that_can_be_read_both_ways_are_a_question(desk: Desk, other: str) -> None:
    content = DATES.format("03/04/2026", other)
    with pytest.raises(UndecidedError) as asked:
        desk.plan("partners", content)
    question = asked.value.question
    assert (question.topic, question.column) == ("date", "joined_on")
    assert "“03/04/2026” may be 2026-04-03 or 2026-03-04" in question.sentence
    mapping = ImportMapping("partners", columns={"name": "name", "joined_on": "joined_on"})
    assert questions_about(desk.source(content), mapping, entity("partners")) == (question,)
    answered = mapping.answered(question.topic, question.answers[1].value)
    assert questions_about(desk.source(content), answered, entity("partners")) == ()
    desk.bring("partners", content, answered)
    assert desk.rows("partners")[0]["joined_on"] == "2026-03-04"


def test_dates_in_both_orders_are_a_question_that_shows_one_of_each(desk: Desk) -> None:
    with pytest.raises(UndecidedError) as asked:
        desk.plan("partners", DATES.format("13/04/2026", "04/25/2026"))
    assert asked.value.sentence.endswith(
        "holds dates written in different ways: “13/04/2026” and “04/25/2026”."
        " Rows in any but one are rejected."
    )


AMOUNTS = "month;amount\n2026-01;{}\n2026-02;{}\n"


@pytest.mark.parametrize(
    ("one", "other", "minor"),
    [
        ("1.250", "3,5", [125000, 350]),
        ("1,250", "3.5", [125000, 350]),
        ("1.250,50", "7", [125050, 700]),
        ("1 250,5", "7", [125050, 700]),
        ("1.234.567", "7", [123456700, 700]),
        ("$1,250", "7.25", [125000, 725]),
    ],
)
def test_the_decimal_sign_is_told_by_the_whole_column(
    desk: Desk, one: str, other: str, minor: list[int]
) -> None:
    desk.bring("company_revenue", AMOUNTS.format(one, other))
    assert [row["amount"] for row in desk.rows("company_revenue")] == minor


def test_numbers_that_can_be_read_both_ways_are_a_question(desk: Desk) -> None:
    content = AMOUNTS.format("1.250", "2.500")
    with pytest.raises(UndecidedError) as asked:
        desk.plan("company_revenue", content)
    question = asked.value.question
    assert question.topic == "decimal"
    assert "“1.250” may be 1.25 or 1250" in question.sentence
    columns = {"month": "month", "amount": "amount"}
    mapping = ImportMapping("company_revenue", columns=columns, format=FileFormat(decimal=","))
    desk.bring("company_revenue", content, mapping)
    assert desk.rows("company_revenue")[0]["amount"] == 125000


def test_an_ambiguous_number_far_down_is_still_a_question(desk: Desk) -> None:
    rows = [f"{1000 + n // 12}-{n % 12 + 1:02};5" for n in range(12 * 900, 12 * 1500)]
    with pytest.raises(UndecidedError):
        desk.plan("company_revenue", "\n".join(("month;amount", *rows, "2501-01;1.250")))
