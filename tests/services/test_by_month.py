"""Amounts by month: what is typed into a year is what the year shows."""

from hypothesis import given
from hypothesis import strategies as st

from partnertracker.services.by_month import Line, set_months, year_lines
from tests.made_up import empty_session

LINES = st.sampled_from((Line("marketing", "", "USD"), Line("commission", "", "EUR")))
AMOUNTS = st.dictionaries(st.integers(0, 11), st.one_of(st.none(), st.integers(-(10**9), 10**9)), min_size=1)


@given(st.lists(st.tuples(LINES, AMOUNTS), min_size=1, max_size=5))
def test_a_year_shows_what_was_typed_last_and_undo_takes_it_back(
    steps: list[tuple[Line, dict[int, int | None]]],
) -> None:
    session = empty_session()
    wanted: dict[Line, dict[int, int]] = {}
    for line, amounts in steps:
        before = year_lines(session.facts, "costs", 2026)
        number = session.store.last_step()
        session.execute(*set_months(session, "costs", line, 2026, amounts))
        if session.store.last_step() > number:
            session.undo()
            assert year_lines(session.facts, "costs", 2026) == before
            session.redo()
        for place, amount in amounts.items():
            mine = wanted.setdefault(line, {})
            mine.pop(place, None)
            if amount is not None:
                mine[place] = amount
    found = {
        line: {place: cell.amount for place, cell in enumerate(cells) if cell.amount is not None}
        for line, cells in year_lines(session.facts, "costs", 2026).items()
    }
    assert found == {line: months for line, months in wanted.items() if months}
