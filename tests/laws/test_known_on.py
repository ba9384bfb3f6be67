"""Figures as known on a past day are those that were on the screen that day, whatever was done since."""

from datetime import date, timedelta

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period, as_of_day, period_containing
from partnertracker.services.measuring import figures, scopes_by
from partnertracker.services.session import Session
from tests.laws.person import Person
from tests.oracle.made_up import MadeUp, Maker
from tests.oracle.running import over_programmes

WORKING_DAYS = 4


def on_screen(session: Session, day: date) -> list[Figure]:
    """Return all figures of some scopes for the quarter and the year in which a day lies, seen from it."""
    facts, found = session.facts, list[Figure]()
    scopes = ("all", *scopes_by(facts, "partner")[:1])
    for kind in ("quarter", "year"):
        period: Period = period_containing(day_of(day.isoformat()), kind, facts.settings.fiscal_year_start)
        as_of = as_of_day(period, day_of(day.isoformat()))
        found += figures(facts, period, as_of, scopes=scopes, trend=kind == "year")
    return found


@over_programmes(5)
def test_a_past_day_shows_what_it_showed_then(made_up: MadeUp) -> None:
    draw = made_up.draw("work")
    person = Person(Maker(made_up), draw)
    shown: dict[date, list[Figure]] = {}
    for _ in range(WORKING_DAYS):
        person.work(6)
        shown[person.day] = on_screen(person.session, person.day)
        person.sleep(draw.choice([1, 1, 2, 40]))
        shown[person.day - timedelta(days=1)] = on_screen(person.session, person.day - timedelta(days=1))
    person.work(6)
    for day, then in shown.items():
        with person.session.known_on(day) as past:
            assert on_screen(past, day) == then, day
    person.session.store.close()


@over_programmes(4)
def test_today_and_later_is_now(made_up: MadeUp) -> None:
    person = Person(Maker(made_up), made_up.draw("work"))
    for _ in range(3):
        person.work(5)
        person.sleep(1)
    person.work(5)
    now = on_screen(person.session, person.day)
    for day in (person.day, person.day + timedelta(days=400), None):
        with person.session.known_on(day) as session:
            assert on_screen(session, person.day) == now
    person.session.store.close()


@over_programmes(4)
def test_figures_that_followed_every_change_are_those_of_the_file_opened_anew(made_up: MadeUp) -> None:
    person = Person(Maker(made_up), made_up.draw("work"))
    for _ in range(4):
        person.work(3)
        anew = Session(person.session.store, person.session.clock, "Bert")
        assert on_screen(person.session, person.day) == on_screen(anew, person.day)
    person.session.store.close()
