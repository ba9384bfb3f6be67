"""The rows behind a figure, named, add up to it."""

from collections.abc import Iterator

import pytest

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import period_named
from partnertracker.services.drilling import DRILL_HEADER, behind, behind_texts
from partnertracker.services.measuring import figures
from partnertracker.services.session import Session
from tests.made_up import TODAY, demo_session


@pytest.fixture(scope="module")
def demo() -> Iterator[Session]:
    session = demo_session(40, 400)
    yield session
    session.store.close()


def figure(session: Session, metric: str) -> Figure:
    today = day_of(TODAY.isoformat())
    return figures(session.facts, period_named("2026"), today, metrics=[metric], trend=False)[0]


@pytest.mark.parametrize("metric", [metric.id for metric in BUILT_IN])
def test_every_row_has_an_id_and_a_name(demo: Session, metric: str) -> None:
    judged = figure(demo, metric)

    found = behind(demo, judged)

    assert found.rows
    for row in (*found.rows, *found.left_out):
        stored = demo.store.row(str(row["table"]), str(row["id"]))
        assert stored is not None
        assert row["label"]
    for texts in behind_texts(judged, found, "USD"):
        assert len(texts) == len(DRILL_HEADER)


def test_bookings_add_up(demo: Session) -> None:
    judged = figure(demo, "bookings")

    texts = list(behind_texts(judged, behind(demo, judged), "USD"))

    assert round(sum(float(line[5]) for line in texts if line[5]), 2) == judged.value
