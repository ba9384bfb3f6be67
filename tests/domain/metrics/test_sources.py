"""Figures follow changes: after any edit they are what they are when everything is loaded anew."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnertracker.domain.columns import Columns, day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.catalogue import BUILT_IN
from partnertracker.domain.metrics.evidence import Moment
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.domain.periods import Period, as_of_day, period_named
from partnertracker.services.measuring import by_partner, drill, figures, scopes_by
from tests.domain.edited import EDITED, Edited
from tests.oracle.made_up import TABLES, MadeUp

STEPS = 4


@pytest.mark.timeout(180)
@pytest.mark.parametrize("theme", EDITED)
@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # a smaller example would tell no more than the seed, and takes minutes to find
)
@given(seed=st.integers(0, 2**32), share=st.sampled_from([0, 1, 3, 3, 3, 3]))
def test_every_figure_follows_any_change(theme: str, seed: int, share: int) -> None:
    sizes = {table: most * share // 9 if table == theme else most // 3 for table, most in TABLES.items()}
    edited, draw = Edited(MadeUp(seed, sizes)), Random(seed)
    followed = edited.facts
    asked, chosen = edited.maker.questions[0]
    question = Question(
        period_named(asked.label, followed.settings.fiscal_year_start),
        day_of(chosen.isoformat()),
        [metric.id for metric in BUILT_IN if depends(metric, theme) or draw.random() < 0.2],
    )
    for _ in range(STEPS):
        compare(question, followed, edited.facts)
        for _ in range(draw.choice([1, 1, 2])):  # now and then several changes before anybody looks
            followed = followed.with_changes(edited.step(draw, theme), followed.version + 1)
    compare(question, followed, edited.facts)
    metric = draw.choice(question.metrics)
    anew, period, day = edited.facts, question.period, question.day
    assert by_partner(followed, metric, period, day) == by_partner(anew, metric, period, day)
    assert drill(followed, metric, period, day) == drill(anew, metric, period, day)


@dataclass(frozen=True)
class Question:
    """What is asked again after every change."""

    period: Period
    day: int
    metrics: list[str]


def depends(metric: Metric, table: str) -> bool:
    """Tell whether rows of a table, or the deals they are of, are among a metric's sources."""
    home = "deals" if table in {"deal_influences", "deal_stage_events"} else table
    return not metric.sources or home in {source.table for source in metric.sources}


def compare(question: Question, followed: Facts, anew: Facts) -> None:
    scopes = ["all", *scopes_by(anew, "manager")[:1]]
    found, expected = (
        figures(facts, question.period, question.day, scopes=scopes, metrics=question.metrics)
        for facts in (followed, anew)
    )
    for figure, other in zip(found, expected, strict=True):
        assert figure == other, figure.metric.id


class Watched(Mapping[str, Columns]):
    """Tables that note which of them are looked into."""

    def __init__(self, tables: Mapping[str, Columns]) -> None:
        self._tables = tables
        self.seen: set[str] = set()

    def __getitem__(self, table: str) -> Columns:
        self.seen.add(table)
        return self._tables[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)


@pytest.mark.parametrize(
    "metric", [each for each in BUILT_IN if each.sources], ids=lambda metric: str(metric.id)
)
def test_a_metric_looks_into_no_table_that_is_not_among_its_sources(metric: Metric) -> None:
    declared = {source.table for source in metric.sources} | {"partners"}
    if "deals" in declared:
        declared |= {"deal_influences", "deal_stage_events"}
    for seed in range(5):
        edited = Edited(MadeUp(seed, TABLES))
        facts = replace(edited.facts, settings=replace(edited.facts.settings, shared_cost_key="equally"))
        watched = Watched(facts.tables)
        asked, chosen = edited.maker.questions[0]
        period = period_named(asked.label, facts.settings.fiscal_year_start)
        assert not isinstance(metric.evidence, Formula)
        metric.evidence(
            Moment(replace(facts, tables=watched), period, as_of_day(period, day_of(chosen.isoformat())))
        )
        assert watched.seen <= declared
