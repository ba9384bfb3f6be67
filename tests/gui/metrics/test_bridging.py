from datetime import date

import pytest
from PySide6.QtCore import QLocale

from partnertracker.domain.bridge.bar import Bridge
from partnertracker.domain.columns import day_of
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.bridging import bar_day_words, entries_of, heading_of, lines_of
from partnertracker.services.bridging import Knowledge, bridged, knowledge

DAYS = (day_of("2026-09-30"), day_of("2026-11-21"))
TODAY = date(2026, 11, 21)


@pytest.fixture
def known(lived: Desk) -> Knowledge:
    QLocale.setDefault(QLocale("en_US"))
    return knowledge(lived._session, DAYS)


@pytest.fixture
def made(lived: Desk, known: Knowledge) -> Bridge:
    return bridged(lived.facts, known, "pipeline", "quarter")


def test_every_line_begins_where_the_one_before_ends(made: Bridge) -> None:
    spans = [line.span for line in lines_of(made, TODAY)]

    assert spans[0].total
    assert spans[-1].total
    assert [span.before for span in spans[1:]] == [span.after for span in spans[:-1]]
    assert [line.words for line in lines_of(made, TODAY) if line.bar is None] == ["Corrections"]


def test_counts_are_no_money(lived: Desk, known: Knowledge) -> None:
    sqls = bridged(lived.facts, known, "sqls", "quarter")

    assert [(line.words, line.amount) for line in lines_of(sqls, TODAY)] == [
        ("30 Sep", "6"),
        ("Earlier period", "−6"),
        ("Added", "+1"),
        ("Corrections", ""),
        ("Entered late", "+1"),
        ("Deleted", "−1"),
        ("21 Nov", "1"),
    ]


def test_rows_stand_with_what_adds_most_first_and_the_day_that_matters(
    lived: Desk, known: Knowledge, made: Bridge
) -> None:
    won = next(bar for bar in made.bars if bar.kind == "won")

    entries = entries_of(made, won, lived.facts, known)

    assert [entry.value for entry in entries] == [-64_000, -41_500, -38_200, -36_000]
    assert (entries[0].partner, entries[0].day) == ("Litware", day_of("2026-11-18"))
    assert bar_day_words(made, won) == "Closed"
    assert heading_of(made, won, TODAY) == "Won: 4 deals, −$179,700"
