"""How one made-up deal goes from lead to won or lost."""

from dataclasses import dataclass
from random import Random

_NEVER_QUALIFIES = 0.2
_PULLED_TO_MONTH_END = 0.3
_MIDDLE_OF_CYCLE = {True: 4.26, False: 4.0}  # e^4.26 = 71 days to a win, 55 to a loss
_REACHED_WHEN_LOST = (0.4, 0.75)  # up to qualified, up to proposal, else up to negotiation


@dataclass(frozen=True, slots=True)
class Course:
    """A deal's stages up to today.

    Attributes:
        stage: the stage today.
        qualified: the day it qualified, or None.
        closed: the day it was won or lost, or None while it is open.
        due: the day on which it closes or will close.
        events: every stage after the first, with the day it was entered, in order.
    """

    stage: str
    qualified: int | None
    closed: int | None
    due: int
    events: tuple[tuple[str, int], ...]


def course(random: Random, created: int, today: int, winning: float) -> Course:
    """Make the course of a deal created on a day, of which nothing later than today has happened yet.

    ``winning`` is the chance that the deal is won once it has qualified.
    """
    if random.random() < _NEVER_QUALIFIES:
        due = created + 15 + int(random.random() * 60)
        if due > today:
            return Course("lead", None, None, due, ())
        return Course("lost", None, due, due, (("lost", due),))
    qualified = created + 3 + min(90, int(random.expovariate(1 / 18)))
    won = random.random() < winning
    days = 8 + min(400, int(random.lognormvariate(_MIDDLE_OF_CYCLE[won] - 0.1, 0.55)))
    steps = [("qualified", qualified), ("proposal", qualified + 1 + days * 3 // 10)]
    steps.append(("negotiation", qualified + 2 + days * 13 // 20))
    if not won:
        steps = steps[: _steps_when_lost(random)]
    steps.append(("won" if won else "lost", qualified + days))
    events = tuple(step for step in steps if step[1] <= today)
    stage = events[-1][0] if events else "lead"
    due = qualified + days
    return Course(stage, qualified if events else None, due if due <= today else None, due, events)


def pulled(random: Random, made: Course, month_end: int, today: int) -> Course:
    """Return the course, its close perhaps moved to the end of the month, where many deals close."""
    late = month_end - int(random.random() * 4)
    if made.closed is None or random.random() >= _PULLED_TO_MONTH_END or not made.closed <= late <= today:
        return made
    events = (*made.events[:-1], (made.stage, late))
    return Course(made.stage, made.qualified, late, late, events)


def lost_instead(made: Course) -> Course:
    """Return the course of a won deal as one that was lost on the same day."""
    if made.stage != "won" or made.closed is None:
        return made
    return Course("lost", made.qualified, made.closed, made.due, (*made.events[:-1], ("lost", made.closed)))


def _steps_when_lost(random: Random) -> int:
    reached = random.random()
    if reached < _REACHED_WHEN_LOST[0]:
        return 1
    return 2 if reached < _REACHED_WHEN_LOST[1] else 3
