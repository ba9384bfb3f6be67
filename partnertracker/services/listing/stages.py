"""The stages that a deal went through."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.columns import NO_DAY
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Stage


class Passage(NamedTuple):
    """One stage of one deal.

    Attributes:
        stage: the stage entered.
        day: when, in days since 1970-01-01.
        days: since the stage before was entered; of an open deal's last stage the days so far; None for
            the first of several.
        running: whether the deal is in it on the day and still open.
    """

    stage: Stage
    day: int
    days: int | None
    running: bool


def passages(facts: Facts, deal: int, as_of: int) -> tuple[Passage, ...]:
    """Return the stages that the deal at a position had been in by a day, oldest first.

    What no stage event tells is taken from the deal's own dates: it was in the first stage from the day
    it was created, and qualified on the day that says so. Its close ends it: what is dated later is not told.
    """
    closed = int(facts["deals"]["closed_on"][deal])
    last = as_of if closed == NO_DAY else min(as_of, closed)
    stages = {stage.key: stage for stage in facts.stages}
    entered: list[tuple[int, int, Stage]] = []
    events = facts["deal_stage_events"]
    for at in np.flatnonzero(events["deal"] == deal):
        stage = stages.get(events.text("stage", int(at)) or "")
        if stage is not None:
            entered.append((int(events["entered_on"][at]), stage.order, stage))
    entered += _from_dates(facts, deal, entered)
    entered = sorted((each for each in entered if each[0] <= last), key=lambda each: each[:2])
    result = []
    for place, (day, _, stage) in enumerate(entered):
        running = place == len(entered) - 1 and stage.outcome == "open"
        days = as_of - day if running else day - entered[place - 1][0] if place else None
        result.append(Passage(stage, day, days, running))
    return tuple(result)


def _from_dates(
    facts: Facts, deal: int, events: list[tuple[int, int, Stage]]
) -> list[tuple[int, int, Stage]]:
    deals = facts["deals"]
    known = {stage.key for _, _, stage in events}
    qualified = next((stage for stage in facts.stages if stage.key == "qualified"), None)
    found: list[tuple[int, int, Stage]] = []
    day = int(deals["qualified_on"][deal])
    if qualified is not None and day != NO_DAY and qualified.key not in known:
        found.append((day, qualified.order, qualified))
    first, created = facts.stages[0], int(deals["created_on"][deal])
    if first.key not in known and all(created < each[0] for each in (*events, *found)):
        found.append((created, first.order, first))
    return found
