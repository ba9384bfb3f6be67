"""A list from a past day and the figures of that day tell the same."""

from functools import reduce

from partnertracker.domain.as_of import TOLD_BY, as_it_stood
from partnertracker.domain.money import to_major
from partnertracker.services.listing.filters import AnyOf
from partnertracker.services.listing.queries import Listing, rows_of
from partnertracker.services.listing.summary import total_of
from partnertracker.services.measuring import figures
from tests.laws.asking import questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes


@over_programmes(25)
def test_the_open_deals_of_the_list_add_up_to_the_pipeline_of_the_day(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        facts, keys = asked.facts, [stage.key for stage in asked.facts.stages]
        counting = frozenset(keys[keys.index(facts.settings.pipeline_stage) :])
        filters = (AnyOf("involvement", frozenset({"Sourced"})), AnyOf("stage", counting))
        listing = Listing("deals", "open", filters, as_of=asked.as_of, later=False, past=True)
        rows = rows_of(facts, listing)
        (figure,) = asked.figures(metrics=["pipeline"])
        total = total_of(facts, "deals", rows, asked.as_of)
        if figure.value is not None:  # else a rate is missing, or there are no deals
            assert set(facts["deals"].keys[rows].tolist()) == {row.key for row in asked.behind(figure).rows}
            assert total is not None
            assert float(to_major(total, facts.settings.currency)) == figure.value


@over_programmes(15)
def test_figures_of_a_day_are_the_same_from_the_tables_as_they_stood(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        stood = reduce(lambda known, table: as_it_stood(known, table, asked.as_of), TOLD_BY, asked.facts)
        now, then = (figures(known, asked.period, asked.as_of, trend=False) for known in (asked.facts, stood))
        assert [(each.metric.id, each.value, each.n) for each in then] == [
            (each.metric.id, each.value, each.n) for each in now
        ]
