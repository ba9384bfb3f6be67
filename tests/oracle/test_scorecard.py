"""The status suggested for every partner, and the score of each dimension, against plain loops."""

import numpy as np

from partnertracker.domain.columns import day_of
from partnertracker.domain.health import STATUSES
from partnertracker.domain.scorecard import standings
from tests.oracle.comparing import same
from tests.oracle.judging import Oracle
from tests.oracle.made_up import TABLES, MadeUp, Maker
from tests.oracle.program import exported, session_of
from tests.oracle.running import over_programmes
from tests.oracle.scorecard import suggested


def compared(made_up: MadeUp) -> set[str]:
    """Compare every partner of a programme on some days and return the statuses that were suggested."""
    maker = Maker(made_up)
    session = session_of(maker)
    file = exported(session)
    oracle = Oracle(file)
    found = set()
    for _, as_of in maker.questions:
        program = standings(session.facts, day_of(as_of.isoformat()))
        for place, partner in enumerate(file.rows("partners")):
            right = suggested(oracle, partner, as_of)
            where = f"{partner['name']} as of {as_of}, {made_up}"
            for each in program.dimensions:
                score = float(each.scores[place])
                assert same(None if np.isnan(score) else score, right.scores[each.name]), (each.name, where)
            assert STATUSES[program.suggested[place]] == right.status, where
            assert program.of(place).score == right.score, where
            assert STATUSES[program.set_statuses[place]] == right.there, where
            found.add(right.status)
    return found


@over_programmes(20)
def test_what_is_suggested_is_what_plain_loops_find(made_up: MadeUp) -> None:
    compared(made_up)


def test_every_status_is_suggested_to_someone() -> None:
    assert set().union(*(compared(MadeUp(seed, TABLES)) for seed in range(12))) == set(STATUSES)
