"""No figure leaves the bounds that its metric's definition names, on which rules for targets rest."""

from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.services.measuring import by_partner
from tests.laws.asking import questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes


@over_programmes(6)
def test_every_value_lies_within_the_bounds_of_its_metric(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        for figure in asked.figures(asked.scopes(), trend=True):
            for value in (figure.value, *(point.value for point in figure.trend)):
                low, high = figure.metric.lowest, figure.metric.highest
                assert value is None or low is None or value >= low, figure.metric.id
                assert value is None or high is None or value <= high, figure.metric.id


@over_programmes(6)
def test_each_partner_is_one_or_none_of_the_partners_that_are_counted(made_up: MadeUp) -> None:
    counting = [metric.id for metric in BUILT_IN if metric.counts_partners]
    for asked in questions(made_up):
        for metric in counting:
            found = by_partner(asked.facts, metric, asked.period, asked.as_of)
            assert {figure.value for figure in found} <= {None, 0, 1}
