"""Every metric in every scope against plain loops over exported CSV, figure by figure.

``PARTNERTRACKER_ORACLE=5000`` in the environment makes it a long run over that many new programmes.
"""

from collections import Counter

from partnertracker.domain.columns import day_of
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.figure import STATUSES, Figure
from partnertracker.domain.periods import period_named
from partnertracker.services.measuring import figures
from tests.oracle.comparing import differences, trend_differs
from tests.oracle.judging import Oracle
from tests.oracle.made_up import TABLES, MadeUp, Maker
from tests.oracle.metrics import METRICS
from tests.oracle.program import exported, scopes_in, session_of
from tests.oracle.running import over_programmes


def compared(made_up: MadeUp, *, trend: bool) -> list[Figure]:
    """Compare every figure of a programme with the oracle's and return them all."""
    maker = Maker(made_up)
    session = session_of(maker)
    file = exported(session)
    oracle, scopes = Oracle(file), scopes_in(file)
    found: list[Figure] = []
    for period, chosen in maker.questions:
        as_of = min(chosen, period.last)
        asked = period_named(period.label, file.fiscal_year_start)
        some = made_up.draw("trends").sample(scopes, 1) if trend else scopes
        for figure in figures(session.facts, asked, day_of(chosen.isoformat()), scopes=some, trend=trend):
            metric, scope = figure.metric.id, figure.scope
            wrong = list(differences(figure, oracle.judge(metric, scope, period, as_of), file.currency))
            if trend:
                wrong += filter(None, [trend_differs(figure, oracle.trend(metric, scope, period, as_of))])
            where = f"{metric} of {scope} in {period.label} as of {as_of}, {made_up}"
            assert not wrong, f"{where}: {'; '.join(wrong)}"
            found.append(figure)
    return found


@over_programmes(30)
def test_every_figure_is_what_plain_loops_find(made_up: MadeUp) -> None:
    compared(made_up, trend=False)


@over_programmes(12)
def test_every_trend_is_what_plain_loops_find(made_up: MadeUp) -> None:
    compared(made_up, trend=True)


def test_the_programmes_made_up_leave_nothing_out() -> None:
    """At least 2,000 figures are compared, each metric judged and left unjudged for every reason there is."""
    found = [each for seed in range(20) for each in compared(MadeUp(seed, TABLES), trend=False)]
    assert len(found) > 2000
    judged = Counter((each.metric.id, each.status) for each in found)
    for metric in METRICS:
        assert sum(judged[metric, status] for status in STATUSES if status != "no_data") >= 25
        assert any(judged[metric, status] for status in ("green", "yellow", "red"))
    assert {status for _, status in judged} == set(STATUSES)
    assert {each.comparison for each in found if each.status in {"green", "red"}} >= {
        *("at_least", "more_than", "at_most", "less_than", "between", "growth", "growing")
    }


def test_every_metric_of_the_catalogue_has_its_oracle() -> None:
    assert {metric.id for metric in BUILT_IN} == METRICS.keys()
