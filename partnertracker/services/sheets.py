"""Figures and the health board as rows of text, for CSV files and for the command line."""

import csv
from collections.abc import Iterable, Sequence
from typing import TextIO

from partnertracker.domain.columns import date_of
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.metrics.metric import Metric
from partnertracker.domain.money import digits
from partnertracker.domain.parsing import guarded
from partnertracker.domain.scorecard import Suggestion
from partnertracker.services.review import Board, Card
from partnertracker.services.session import Session

FIGURE_HEADER = (
    "metric",
    "scope",
    "period",
    "start",
    "end",
    "as_of",
    "kind",
    "unit",
    "currency",
    "value",
    "n",
    "reason",
    "target",
    "comparison",
    "attainment",
    "status",
    "previous",
    "elapsed",
    "expected",
    "projection",
)
"""What the parts of ``figure_texts`` are; numbers as in the contract's JSON."""

CARD_HEADER = (
    "partner",
    "partner_id",
    "manager",
    "tier",
    "status",
    "since",
    "reviewed_on",
    "due_on",
    "overdue",
    "ramping",
    "reason",
    "suggested",
    "score",
    "suggested_reason",
)
"""What the parts of ``card_texts`` are."""

DEFINITION_HEADER = ("metric", "label", "group", "kind", "unit", "direction", "definition")
"""What the parts of ``definition_texts`` are."""

NUMBERS = frozenset(
    {
        *("value", "n", "target", "attainment", "previous", "elapsed", "expected", "projection"),
        *("score", "needed", "present", "gap", "carried"),
    }
)
"""The columns of every sheet that hold numbers and nothing else."""

_PRECISION = 10  # figures that count; enough for every share, and no more than a float holds


def write_sheet(out: TextIO, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a sheet as CSV and return the number of its rows; no text of it becomes a formula.

    Args:
        out: where to; lines end in a line feed.
        header: the columns; what stands in those among ``NUMBERS`` is no text, though it begin with a ``-``.
        rows: texts in the order of the header.
    """
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    plain = [name in NUMBERS for name in header]
    count = 0
    for row in rows:
        writer.writerow(
            [text if is_plain else guarded(text) for text, is_plain in zip(row, plain, strict=True)]
        )
        count += 1
    return count


def figure_texts(figure: Figure, currency: str) -> tuple[str, ...]:
    """Return a figure as the texts of ``FIGURE_HEADER``; ``currency`` is the reporting currency."""
    unit, pace = figure.metric.unit, figure.pace

    def number(value: float | None) -> str:
        return number_text(value, unit, currency)

    return (
        figure.metric.id,
        figure.scope,
        figure.period.label,
        _day(figure.period.start),
        _day(figure.period.end),
        _day(figure.as_of),
        figure.metric.kind,
        unit,
        currency if unit == "money" else "",
        number(figure.value),
        str(figure.n),
        figure.reason or "",
        number(figure.target),
        figure.comparison or "",
        number_text(figure.attainment, "share", currency),
        figure.status,
        number(figure.previous),
        "" if pace is None else number_text(pace.elapsed, "share", currency),
        "" if pace is None else number(pace.expected),
        "" if pace is None else number(pace.projection),
    )


def number_text(value: float | None, unit: str, currency: str) -> str:
    """Return a number in plain notation: money with the currency's decimals, others as short as they are."""
    if value is None:
        return ""
    if unit == "money":
        return f"{value:.{digits(currency)}f}"
    return f"{value:.{_PRECISION}g}" if abs(value) < 10**_PRECISION else f"{value:.0f}"


def card_texts(card: Card, partner_id: str, reason: str, suggestion: Suggestion) -> tuple[str, ...]:
    """Return a card of the board as the texts of ``CARD_HEADER``."""
    return (
        card.name,
        partner_id,
        card.manager,
        card.tier,
        card.status,
        _day(card.since),
        _day(card.reviewed_on),
        _day(card.due_on),
        "yes" if card.overdue else "no",
        "yes" if card.ramping else "no",
        reason,
        card.suggested,
        "" if card.score is None else str(card.score),
        suggestion.why or ", ".join(f"{each.dimension} {each.score:.0f}" for each in suggestion.causes),
    )


def board_texts(session: Session, board: Board) -> list[tuple[str, ...]]:
    """Return every card of a board as texts, with the partner's id and the reason of its latest review.

    The reason of the suggested status names the dimensions that make it differ from the manager's, each with
    its score, or says why nothing is suggested.
    """
    ids = texts_by_key(session, "partners", "id", [card.key for card in board.cards])
    reviews = [card.review for card in board.cards if card.review is not None]
    reasons = texts_by_key(session, "health_reviews", "reason", reviews)
    return [
        card_texts(card, ids[card.key], reasons.get(card.review or 0, ""), board.standings.of(card.partner))
        for card in board.cards
    ]


def definition_texts(metric: Metric) -> tuple[str, ...]:
    """Return a metric as the texts of ``DEFINITION_HEADER``."""
    return (
        metric.id,
        metric.label,
        metric.group,
        metric.kind,
        metric.unit,
        metric.direction,
        metric.definition,
    )


def texts_by_key(session: Session, table: str, column: str, keys: Sequence[int]) -> dict[int, str]:
    """Return one column of some rows by key, empty where there is no value."""
    return {int(row["key"] or 0): str(row[column] or "") for row in session.rows(table, keys)}


def _day(day: int | None) -> str:
    return "" if day is None else date_of(day).isoformat()
