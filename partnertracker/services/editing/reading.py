"""Typed texts as disk values, with references found by name."""

from collections.abc import Mapping
from dataclasses import dataclass

from partnertracker.domain.fields import Row
from partnertracker.domain.notation import PLAIN, Notation
from partnertracker.domain.problems import Problem
from partnertracker.services.session import Session


@dataclass(frozen=True, slots=True)
class TextsRead:
    """What typed texts mean.

    Attributes:
        values: disk values by field name, for the fields that could be read.
        problems: one for each that could not.
    """

    values: Row
    problems: tuple[Problem, ...]


def read_texts(
    session: Session, table: str, texts: Mapping[str, str], notation: Notation = PLAIN, currency: str = ""
) -> TextsRead:
    """Read texts by field name: a partner by name, a deal by id, external id or a name only one deal bears.

    Args:
        session: the open file.
        table: the table of the fields.
        texts: as typed, by field name; a ``currency`` among them decides how amounts are read.
        notation: how numbers and dates are written.
        currency: the row's currency when it is not among the texts; empty: the file's.
    """
    raise NotImplementedError
