"""However a deal gets another currency, its amount stays as people write it, or nothing is changed."""

from collections.abc import Callable
from contextlib import closing
from decimal import Decimal
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.fields import Field, Row, Value
from partnertracker.domain.money import digits, to_major, to_minor
from partnertracker.domain.notation import PLAIN
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.services.editing import change_row, problems_of
from partnertracker.services.editing.blocks import Block, carried_out, filled_down
from partnertracker.services.editing.planning import planned
from partnertracker.services.editing.together import same_for_all
from partnertracker.services.importing import ImportRequest, carry_out, guess, open_source, plan
from partnertracker.services.merging import merge
from tests.made_up import empty_session, inserted

SESSION = empty_session()
CODES = st.sampled_from(("USD", "EUR", "JPY", "CLP", "KWD", "TND"))
AMOUNTS = (
    st.decimals(0, 10**9, places=2) | st.decimals(0, 10**6, places=3) | st.integers(0, 10**9).map(Decimal)
)
NUMBERS = count(1)


def a_deal(amount: Decimal, currency: str) -> Row:
    number = next(NUMBERS)
    value = to_minor(round(amount, digits(currency)), currency)
    row: Row = {"name": f"Deal {number}", "customer": "Port", "stage": "lead", "created_on": "2026-01-01"}
    key: Row = {"external_id": f"X-{number}", "currency": currency, "value": value}
    return inserted(SESSION, "deals", {**row, **key})[0]


def read(field: Field, text: str, currency: str) -> Value | Problem:
    return parse_text(field, text, PLAIN, SESSION.context, currency)


def carry(block: Block) -> bool:
    made = planned(SESSION, block, read)
    if made.problems:
        return False
    SESSION.execute(*carried_out(SESSION, made, "Change"))
    return True


def by_form(deal: Row, code: str) -> bool:
    key = int(deal["key"] or 0)
    wrong = problems_of(SESSION, "deals", {"currency": code}, key)
    try:
        SESSION.execute(*change_row(SESSION, "deals", key, {"currency": code}))
    except InvalidRowsError:
        assert wrong
        return False
    assert not wrong
    return True


def for_all(deal: Row, code: str) -> bool:
    return carry(same_for_all("deals", [int(deal["key"] or 0)], {"currency": code}))


def by_filling_the_currency(deal: Row, code: str) -> bool:
    above = a_deal(Decimal(1), code)
    return carry(
        filled_down(SESSION, "deals", [("currency",)], [int(above["key"] or 0), int(deal["key"] or 0)])
    )


def by_filling_the_amount(deal: Row, code: str) -> bool:
    below = a_deal(Decimal(1), code)
    done = carry(filled_down(SESSION, "deals", [("value",)], [int(deal["key"] or 0), int(below["key"] or 0)]))
    if done:
        filled = SESSION.rows("deals", [int(below["key"] or 0)])[0]["value"]
        SESSION.execute(
            *change_row(SESSION, "deals", int(deal["key"] or 0), {"currency": code, "value": filled})
        )
    return done


def by_import(deal: Row, code: str) -> bool:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_text(f"external_id,currency\n{deal['external_id']},{code}\n")
        with closing(open_source(path)) as source:
            mapping = guess(SESSION.kind("deals"), source.header)
            with closing(plan(SESSION, ImportRequest(source, mapping, mode="update"))) as made:
                if made.rejected:
                    return False
                carry_out(SESSION, made)
    return True


def by_merging(deal: Row, code: str) -> bool:
    other = a_deal(Decimal(1), code)
    keys = int(deal["key"] or 0), int(other["key"] or 0)
    try:
        SESSION.execute(*merge(SESSION, "deals", *keys, {"currency": code}))
    except InvalidRowsError:
        return False
    return True


WAYS: list[Callable[[Row, str], bool]] = [
    by_form,
    for_all,
    by_filling_the_currency,
    by_filling_the_amount,
    by_import,
    by_merging,
]


@pytest.mark.parametrize("way", WAYS)
@given(AMOUNTS, CODES, CODES)
def test_an_amount_stays_as_it_is_written(
    way: Callable[[Row, str], bool], amount: Decimal, was: str, becomes: str
) -> None:
    deal = a_deal(amount, was)
    written = to_major(int(deal["value"] or 0), was)
    fits = written == round(written, digits(becomes))
    assert way(deal, becomes) is fits
    (after,) = SESSION.rows("deals", [int(deal["key"] or 0)])
    assert after["currency"] == (becomes if fits else was)
    assert to_major(int(after["value"] or 0), str(after["currency"])) == written


def test_a_file_that_says_both_is_taken_at_its_word(tmp_path: Path) -> None:
    deal = a_deal(Decimal(61_500), "USD")
    path = tmp_path / "list.csv"
    path.write_text(f"external_id,value,currency\n{deal['external_id']},6150000,JPY\n")
    with closing(open_source(path)) as source:
        mapping = guess(SESSION.kind("deals"), source.header)
        with closing(plan(SESSION, ImportRequest(source, mapping, mode="update"))) as made:
            carry_out(SESSION, made)
    (after,) = SESSION.rows("deals", [int(deal["key"] or 0)])
    assert (after["value"], after["currency"]) == (6_150_000, "JPY")
