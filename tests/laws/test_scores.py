"""Every number on the scorecard is that of the figures and rows it is said to come from."""

import pytest

from partnertracker.domain.dimensions import Listed, Measured
from partnertracker.domain.entities.judging import DIMENSIONS
from partnertracker.services.measuring import figures
from partnertracker.services.scores import Told, numbers_of
from tests.laws.asking import Asked, questions
from tests.oracle.made_up import MadeUp
from tests.oracle.running import over_programmes


def comes_to(asked: Asked, partner: str, told: Told) -> float:
    """Return what is behind a number comes to, in the number's own terms."""
    (source,) = told.behind
    if isinstance(source, Listed):
        return len(source.rows)
    assert isinstance(source, Measured)
    (figure,) = figures(
        asked.facts, source.period, source.as_of,
        scopes=[f"partner:{partner}"], metrics=[source.metric], trend=False,
    )  # fmt: skip
    assert figure.value is not None
    return figure.value / 4 if told.label == "won a quarter" else figure.value


def answers(asked: Asked, partner: str) -> int:
    """Return how many answers both ratings are about."""
    rated = ("partner_nps", "support_satisfaction")
    found = figures(
        asked.facts, asked.period, asked.as_of, scopes=[f"partner:{partner}"], metrics=rated, trend=False
    )
    return sum(each.n for each in found)


@over_programmes(8)
def test_a_number_is_what_is_behind_it(made_up: MadeUp) -> None:
    for asked in questions(made_up):
        partners = asked.facts["partners"]
        for at, key in enumerate(partners.keys.tolist()):
            name = partners.text("name", at) or ""
            for dimension in DIMENSIONS:
                for told in numbers_of(asked.facts, key, dimension, asked.as_of):
                    if told.label == "answers":
                        # those that stand with a rating before are not told twice
                        assert {type(each) for each in told.behind} <= {Measured}
                        assert answers(asked, name) == told.value
                    elif told.label == "Since the last activity":
                        assert comes_to(asked, name, told) >= 1
                    elif told.label in {"due by then", "Certificates required", "met"}:
                        assert all(isinstance(each, Listed) for each in told.behind)
                    else:
                        assert comes_to(asked, name, told) == pytest.approx(told.value)
