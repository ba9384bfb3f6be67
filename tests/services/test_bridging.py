"""The bridge over a real file with a change log: what was printed, and what was typed since."""

from collections.abc import Iterator
from datetime import date

import pytest

from partnertracker.domain.bridge.bar import Bridge
from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_named
from partnertracker.domain.settings import Settings
from partnertracker.services.bridging import bar_help, bar_label, bridged, knowledge
from partnertracker.services.configuring import change_setting
from partnertracker.services.measuring import figures
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.storage.memory import open_memory

SEPTEMBER, NOVEMBER = day_of("2026-09-30"), day_of("2026-11-21")


def clock(day: str) -> Clock:
    return Clock(today=lambda: date.fromisoformat(day), now=lambda: f"{day}T12:00:00.000000Z")


def deal(name: str, value: int, stage: str = "proposal", closed: str | None = None) -> Row:
    return {
        "name": name,
        "customer": "Acme",
        "customer_is_new": 1,
        "stage": stage,
        "value": value * 100,
        "created_on": "2026-06-01",
        "qualified_on": "2026-06-15",
        "closed_on": closed,
    }


@pytest.fixture
def session() -> Iterator[Session]:
    """A file begun in September, in which much was done until November."""
    session = Session(open_memory(Settings()), clock("2026-09-20"), "AK")

    def begin(writer: Writer) -> None:
        (litware,) = writer.insert("partners", [{"name": "Litware"}])
        rows = [deal("ERP", 1_000), deal("CRM", 500), deal("POS", 300), deal("BI", 70, "won", "2026-09-01")]
        writer.insert("deals", [row | {"source_partner": litware["id"]} for row in rows])

    session.execute("Begin", begin)
    session.clock = clock("2026-10-20")

    def go_on(writer: Writer) -> None:
        writer.update("deals", 1, {"value": 120_000})
        writer.update("deals", 2, {"stage": "won", "closed_on": "2026-10-19"})
        writer.update("deals", 4, {"value": 8_000})
        writer.delete("deals", [3])
        (litware,) = writer.rows("partners", [1])
        writer.insert("deals", [deal("Late", 40) | {"source_partner": litware["id"]}])

    session.execute("Go on", go_on)
    session.clock = clock("2026-11-21")
    yield session
    session.store.close()


def made(session: Session, metric: str, first: int = SEPTEMBER, last: int = NOVEMBER) -> Bridge:
    return bridged(session.facts, knowledge(session, (first, last)), metric, "quarter")


def test_the_change_log_tells_movement_from_correction(session: Session) -> None:
    found = made(session, "pipeline")

    assert [(bar_label(bar), bar.correction, bar.amount) for bar in found.all_bars] == [
        ("Start", False, 180_000),
        ("Won", False, -50_000),
        ("Resized", False, 20_000),
        ("Entered late", True, 4_000),
        ("Deleted", True, -30_000),
        ("End", False, 124_000),
    ]


def test_revenue_of_a_closed_deal_is_revalued(session: Session) -> None:
    found = made(session, "sourced_revenue")

    assert [(bar_label(bar), bar.correction, bar.amount) for bar in found.bars] == [
        ("Earlier period", False, -8_000),
        ("Won", False, 50_000),
        ("Revalued", True, 1_000),
    ]
    assert all(bar_help(found, bar).endswith(".") for bar in found.bars)


@pytest.mark.parametrize("metric", ["pipeline", "sourced_revenue", "sqls"])
def test_the_start_is_what_was_printed_that_day(session: Session, metric: str) -> None:
    found = made(session, metric)

    with session.known_on(date(2026, 9, 30)) as known:
        (printed,) = figures(known.facts, period_named("2026-Q3"), SEPTEMBER, metrics=[metric], trend=False)
    assert found.start is not None
    assert printed.value == found.start.amount / found.unit_size


def test_the_start_is_of_the_fiscal_year_of_then() -> None:
    session = Session(open_memory(Settings()), clock("2026-09-20"), "AK")

    def begin(writer: Writer) -> None:
        (litware,) = writer.insert("partners", [{"name": "Litware"}])
        won = deal("BI", 70, "won", "2026-08-10") | {"source_partner": litware["id"]}
        writer.insert("deals", [won, won | {"name": "CRM", "value": 90_00, "closed_on": "2026-06-20"}])

    session.execute("Begin", begin)
    session.clock = clock("2026-11-20")
    session.execute(*change_setting("fiscal_year_start", 7))
    session.clock = clock("2026-11-21")

    found = bridged(session.facts, knowledge(session, (SEPTEMBER, NOVEMBER)), "sourced_revenue", "year")
    session.store.close()

    assert [(bar_label(bar), bar.correction, bar.amount) for bar in found.all_bars] == [
        ("Start", False, 16_000),
        ("Re-dated", True, -9_000),
        ("End", False, 7_000),
    ]


def test_whoever_looks_back_finds_the_bridge_of_that_day(session: Session) -> None:
    october = date(2026, 10, 10)
    past = session.looking_back(october)

    found = made(past, "pipeline", SEPTEMBER, day_of("2026-10-10"))
    past.store.close()

    assert [bar.amount for bar in found.all_bars] == [180_000, 180_000]


def test_between_two_days_that_are_over_what_was_done_later_is_a_correction(session: Session) -> None:
    found = made(session, "pipeline", SEPTEMBER, day_of("2026-10-10"))

    assert [(bar.kind, bar.correction, bar.amount) for bar in found.bars] == [
        ("added", True, 4_000),
        ("resized", True, 20_000),
        ("deleted", True, -30_000),
    ]


def test_a_day_before_the_file_was_begun_is_seen_as_known_later(session: Session) -> None:
    found = made(session, "pipeline", day_of("2026-08-31"))

    assert (found.known_then, found.known_by_then) == (False, True)
    assert bar_help(found, found.all_bars[0]).endswith("as it was known on the second.")
    assert [(bar.kind, bar.correction) for bar in found.bars] == [("won", False)]


def test_between_two_days_before_the_file_was_begun_nothing_is_a_correction(session: Session) -> None:
    found = made(session, "pipeline", day_of("2026-07-31"), day_of("2026-08-31"))

    assert (found.known_then, found.known_by_then) == (False, False)
    assert not any(bar.correction for bar in found.bars)
    assert bar_help(found, found.all_bars[0]).endswith("as it is known now.")


def test_today_and_later_is_as_known_now(session: Session) -> None:
    known = knowledge(session, (NOVEMBER, NOVEMBER + 9))

    assert (known.then, known.by_then, known.gone) == (None, None, {})
