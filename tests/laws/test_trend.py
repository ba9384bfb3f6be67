"""A trend is made of the very figures that one gets by asking for them one by one."""

from itertools import pairwise

from partnertracker.domain.periods import as_of_day
from partnertracker.services.measuring import figures
from tests.laws.asking import questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes


@over_programmes(8)
def test_the_last_point_is_the_figure_and_the_others_are_those_of_their_periods(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        scope = made_up.draw("scope").choice(asked.scopes())
        for figure in asked.figures([scope], trend=True):
            points = figure.trend
            assert len(points) == 12
            assert (points[-1].period, points[-1].value, points[-1].target) == (
                figure.period,
                figure.value,
                figure.target,
            )
            assert points[-2].value == figure.previous
            assert all(one.period.end + 1 == other.period.start for one, other in pairwise(points))
            for point in (points[0], points[-3]):
                day = as_of_day(point.period, asked.as_of)
                (then,) = figures(
                    asked.facts, point.period, day, scopes=[scope], metrics=[figure.metric.id], trend=False
                )
                assert (then.value, then.target) == (point.value, point.target)
