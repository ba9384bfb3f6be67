"""What a person sets once for the whole file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from partnertracker.domain.fields import Stage

DEFAULT_STAGES: tuple[Stage, ...] = (
    Stage("lead", "Lead", 1, 10, "open"),
    Stage("qualified", "Qualified", 2, 20, "open"),
    Stage("proposal", "Proposal", 3, 50, "open"),
    Stage("negotiation", "Negotiation", 4, 75, "open"),
    Stage("won", "Won", 5, 100, "won"),
    Stage("lost", "Lost", 6, 0, "lost"),
)
"""The stages of a new file, as METRICS.md gives them."""

SHARED_COST_KEYS = ("revenue", "deals", "equally")
"""By what cost that names no partner is shared out: sourced revenue, deals won, or active partners alike."""

_CURRENCY = re.compile("[A-Z]{3}")
_WHOLE = re.compile("[0-9]{1,5}")
_DAYS = (1, 36_500)
_BOUNDS: Mapping[str, tuple[int, int]] = {
    "fiscal_year_start": (1, 12),
    "review_days": _DAYS,
    "ramping_days": _DAYS,
    "idle_days": _DAYS,
}


def setting_problem(name: str, text: str) -> str:
    """Return the sentence about a stored text that a setting can't have, or an empty text."""
    if name == "currency" and not _CURRENCY.fullmatch(text):
        return "Currency must be three capital letters such as USD."
    if name == "shared_cost_key" and text not in SHARED_COST_KEYS:
        return f"The setting shared_cost_key must be one of {', '.join(SHARED_COST_KEYS)}."
    if name in _BOUNDS:
        low, high = _BOUNDS[name]
        if not _WHOLE.fullmatch(text) or not low <= int(text) <= high:
            return f"The setting {name} must be a whole number from {low} to {high}."
    return ""


@dataclass(frozen=True, slots=True)
class Settings:
    """The file's settings, each one row of the table ``settings`` (name, value as text).

    Attributes:
        currency: the reporting currency, three capital letters.
        fiscal_year_start: the month in which the fiscal year starts, 1 to 12.
        review_days: days after which a review without a next-review date is overdue.
        ramping_days: days after joining in which a partner is shown as ramping.
        pipeline_stage: the stage at and beyond which an open deal's value counts as pipeline.
        idle_days: days without a stage change after which an open deal has not moved.
        shared_cost_key: one of ``SHARED_COST_KEYS``.
    """

    currency: str = "USD"
    fiscal_year_start: int = 1
    review_days: int = 30
    ramping_days: int = 90
    pipeline_stage: str = "qualified"
    idle_days: int = 30
    shared_cost_key: str = "revenue"

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Settings":
        """Make settings from the stored texts; a name that is absent keeps its default.

        Raises:
            ValueError: a text is none that the setting can have, in a sentence.
        """
        for name, text in values.items():
            sentence = setting_problem(name, text)
            if sentence:
                raise ValueError(sentence)
        usual = cls()
        return cls(
            currency=values.get("currency", usual.currency),
            fiscal_year_start=int(values.get("fiscal_year_start", usual.fiscal_year_start)),
            review_days=int(values.get("review_days", usual.review_days)),
            ramping_days=int(values.get("ramping_days", usual.ramping_days)),
            pipeline_stage=values.get("pipeline_stage", usual.pipeline_stage),
            idle_days=int(values.get("idle_days", usual.idle_days)),
            shared_cost_key=values.get("shared_cost_key", usual.shared_cost_key),
        )
