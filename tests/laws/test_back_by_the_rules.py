"""What a step can be taken back to is what an edit could have made: no rule of the file is broken."""

from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from partnertracker.domain.errors import InvalidRowsError, PartnerTrackerError
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.problems import Problem
from partnertracker.services.checking import faults
from partnertracker.services.configuring import change_setting
from partnertracker.services.custom_choices import rename_choice
from partnertracker.services.custom_fields import add_field, change_field
from partnertracker.services.editing import change_row, delete_rows, insert_row
from partnertracker.services.session import Session
from partnertracker.services.stages import add_stage, remove_stage
from partnertracker.services.taking_back import prospect, restore, take_back
from tests.made_up import empty_session

Act: TypeAlias = Callable[[Session, int, int], object]

DAYS = ("2026-01-05", "2026-02-05", "2026-03-05")
WORDS = ("X", "Y", "Z")


def some(session: Session, table: str, number: int) -> Row:
    rows = session.store.find(table, {})
    return rows[number % len(rows)] if rows else {}


def change(session: Session, table: str, number: int, values: Row) -> None:
    row = some(session, table, number)
    if row:
        session.execute(*change_row(session, table, int(row["key"] or 0), values))


def delete(session: Session, table: str, number: int) -> None:
    row = some(session, table, number)
    if row:
        session.execute(*delete_rows(session, table, [int(row["key"] or 0)]))


def add(session: Session, table: str, values: Row) -> None:
    session.execute(*insert_row(session, table, values))


def partner(session: Session, number: int) -> Value:
    return some(session, "partners", number).get("id")


def new_deal(session: Session, one: int, two: int) -> None:
    row: Row = {"name": f"D{one}", "customer": "C", "value": 100, "created_on": DAYS[one % 3]}
    add(session, "deals", {**row, "stage": stage(session, two), "source_partner": partner(session, two)})


def stage(session: Session, number: int) -> str:
    keys = [each.key for each in session.store.stages() if each.outcome == "open"]
    return keys[number % len(keys)]


def a_choice(session: Session, one: int, two: int) -> None:
    fields = session.store.custom_fields("deals")
    if fields:
        field = fields[one % len(fields)]
        words = [choice.value for choice in field.choices] or ["7", "abc"]
        word: Value = words[two % len(words)]
        with suppress(ValueError):
            change(session, "deals", two, {field.name: word})


def new_words(session: Session, one: int, two: int) -> None:
    field = some(session, "custom_fields", one)
    if field:
        kind = ("choice", "choice", "text", "number")[two % 4]
        choices = "; ".join(WORDS[: 1 + two % 3])
        session.execute(*change_field(session, int(field["key"] or 0), kind=kind, choices=choices))


def other_word(session: Session, one: int, two: int) -> None:
    field = some(session, "custom_fields", one)
    if field and field["choices"]:
        old = str(field["choices"]).split("; ", maxsplit=1)[0]
        session.execute(*rename_choice(session, int(field["key"] or 0), old, ("Q", *WORDS)[two % 4]))


def influence(session: Session, one: int, two: int) -> None:
    deal, of = some(session, "deals", one), partner(session, two)
    if deal and of:
        add(session, "deal_influences", {"deal": deal["id"], "partner": of})


def metric(session: Session, one: int, two: int) -> None:
    formula = f"m{two % 3} / 2" if two % 2 else "bookings / 2"
    if one % 2:
        change(session, "custom_metrics", one, {"formula": formula, "label": f"M {two % 3}"})
    else:
        row: Row = {"name": f"m{one % 3}", "label": f"M {one % 3}", "formula": formula}
        add(session, "custom_metrics", row)


def currency(session: Session, one: int, _two: int) -> None:
    code = ("USD", "EUR")[one % 2]
    if not session.store.find("exchange_rates", {"currency": code}):
        session.execute(*change_setting("currency", code))


def rate(session: Session, one: int, _two: int) -> None:
    add(session, "exchange_rates", {"currency": ("USD", "EUR")[one % 2], "from_date": DAYS[0], "rate": 1.5})


ACTS: dict[str, Act] = {
    "deal": new_deal,
    "partner": lambda s, one, _: add(s, "partners", {"name": f"P{one % 3}"}),
    "rename": lambda s, one, two: change(s, "partners", one, {"name": f"P{two % 3}"}),
    "joined": lambda s, one, two: change(s, "partners", one, {"joined_on": DAYS[two % 3]}),
    "left": lambda s, one, two: change(s, "partners", one, {"offboarded_on": DAYS[two % 3]}),
    "created": lambda s, one, two: change(s, "deals", one, {"created_on": DAYS[two % 3]}),
    "won": lambda s, one, two: change(s, "deals", one, {"stage": "won", "closed_on": DAYS[two % 3]}),
    "stage": lambda s, one, two: change(s, "deals", one, {"stage": stage(s, two), "closed_on": None}),
    "number": lambda s, one, two: change(s, "deals", one, {"external_id": ("E0", "E1", None)[two % 3]}),
    "source": lambda s, one, two: change(s, "deals", one, {"source_partner": partner(s, two)}),
    "month": lambda s, one, _: add(s, "company_revenue", {"month": f"2026-0{1 + one % 3}", "amount": 5}),
    "other month": lambda s, one, two: change(s, "company_revenue", one, {"month": f"2026-0{1 + two % 3}"}),
    "no deal": lambda s, one, _: delete(s, "deals", one),
    "no partner": lambda s, one, _: delete(s, "partners", one),
    "no influence": lambda s, one, _: delete(s, "deal_influences", one),
    "no month": lambda s, one, _: delete(s, "company_revenue", one),
    "new stage": lambda s, one, _: s.execute(*add_stage(s, f"S{one % 2}")),
    "no stage": lambda s, one, _: s.execute(*remove_stage(s, f"s{one % 2}")),
    "won stage": lambda s, one, _: s.execute(*add_stage(s, f"Z{one % 2}", ("won", "lost")[one % 2])),
    "no won stage": lambda s, one, _: s.execute(*remove_stage(s, ("won", "lost", "z0", "z1")[one % 4])),
    "currency": currency,
    "rate": rate,
    "no rate": lambda s, one, _: delete(s, "exchange_rates", one),
    "field": lambda s, one, _: s.execute(*add_field(s, "deals", f"F{one % 2}", "choice", "X; Y")),
    "words": new_words,
    "word": other_word,
    "choice": a_choice,
    "influence": influence,
    "metric": metric,
    "no metric": lambda s, one, _: delete(s, "custom_metrics", one),
}  # fmt: skip
PICK = st.integers(0, 11)
DOINGS = st.lists(st.tuples(st.sampled_from(sorted(ACTS)), PICK, PICK), min_size=10, max_size=30)


def worked(doings: list[tuple[str, int, int]]) -> Session:
    session = empty_session()
    beginning = (
        "new stage",
        "field",
        "partner",
        "partner",
        "month",
        "month",
        "deal",
        "deal",
        "choice",
        "choice",
    )
    begun = [(kind, at, at // 2) for at, kind in enumerate(beginning)]
    for kind, one, two in (*begun, *doings):
        with suppress(PartnerTrackerError):
            ACTS[kind](session, one, two)
    return session


def flaws(session: Session) -> list[str]:
    ends = {"won", "lost"} - {each.outcome for each in session.store.stages()}
    return [*(each.sentence for each in faults(session)), *session.store.check(), *ends]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doings=DOINGS)
def test_what_is_free_is_taken_back_and_breaks_no_rule(doings: list[tuple[str, int, int]]) -> None:
    session = worked(doings)
    assert flaws(session) == []
    for step in reversed(session.store.steps()):
        seen = prospect(session, step.number)
        if seen.refusal:
            continue
        if seen.free:
            take_back(session, step.number)
        elif seen.effects:
            take_back(session, step.number, partly=True)
        assert flaws(session) == [], [each.sentence for each in seen.in_the_way]
    session.store.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doings=DOINGS)
def test_what_is_chosen_nevertheless_is_taken_back_or_told(doings: list[tuple[str, int, int]]) -> None:
    session = worked(doings)
    for step in reversed(session.store.steps()):
        way = [each for each in prospect(session, step.number).in_the_way if each.optional]
        if way:
            with suppress(InvalidRowsError):
                take_back(session, step.number, partly=True, too=frozenset(each.row for each in way))
            assert flaws(session) == []
    session.store.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(doings=DOINGS)
def test_what_comes_back_from_the_bin_breaks_no_rule(doings: list[tuple[str, int, int]]) -> None:
    session = worked(doings)
    for deleted in session.store.past.deleted("", 0, 20):
        was = session.store.last_step()
        told: tuple[Problem, ...] = ()
        try:
            restore(session, [deleted])
        except InvalidRowsError as refused:
            told = refused.problems
        assert bool(told) == (session.store.last_step() == was)
        assert all("“" in each.sentence for each in told)  # names the row
        assert flaws(session) == []
    session.store.close()
