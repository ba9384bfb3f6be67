"""Amounts of a row that gets another currency: they stay as people write them."""

from collections.abc import Mapping
from typing import NamedTuple

from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Value
from partnertracker.domain.money import digits, to_major, to_minor
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown, too_many_decimals


class Carried(NamedTuple):
    """What becomes of the amounts that a change says nothing of.

    Attributes:
        values: disk values by field name, for those that lie on disk in another way from now on.
        problems: one for each that the new currency has too few decimals for.
    """

    values: Row
    problems: tuple[Problem, ...] = ()


def carried(kind: Entity, before: Row, new: Mapping[str, Value], context: Context) -> Carried:
    """Return the amounts that a row gets along with another currency, so that 61,500 stays 61,500.

    Args:
        kind: the row's table.
        before: the row as it is stored.
        new: the disk values that it is given; amounts among them are in its new currency.
        context: the currency of rows that name none.
    """
    if "currency" not in new:
        return Carried({})
    was = str(before.get("currency") or context.currency)
    becomes = str(new["currency"] or context.currency)
    if digits(was) == digits(becomes):
        return Carried({})
    values: Row = {}
    problems = []
    for field in kind.fields:
        if field.kind is not Kind.MONEY or field.name in new or before.get(field.name) is None:
            continue
        amount = rewritten(field, before[field.name], was, becomes)
        if isinstance(amount, Problem):
            problems.append(amount)
        else:
            values[field.name] = amount
    return Carried(values, tuple(problems))


def rewritten(field: Field, minor: Value, was: str, becomes: str) -> Value | Problem:
    """Return an amount in minor units of another currency, as it is written; else why it can't be."""
    if not isinstance(minor, int):
        return minor
    amount = to_major(minor, was)
    try:
        return to_minor(amount, becomes)
    except ValueError:
        return Problem(field.name, shown(format(amount, "f")), too_many_decimals(field, becomes))
