"""The stages a deal went through: written by the program in the step that changes the deal."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnertracker.domain.fields import Context, Row, Value
from partnertracker.services.ports import Writer

TABLE = "deal_stage_events"


def day_of_stage(row: Row, context: Context) -> Value:
    """Return the day on which a deal, going by its row alone, entered its stage: its close, else today."""
    return row.get("closed_on") or context.today


def first_stage(context: Context) -> str:
    """Return the key of the stage in which deals begin."""
    return min(context.stages.values(), key=lambda stage: stage.order).key


def note_entry(writer: Writer, deal: Row, context: Context) -> None:
    """Write the event of a deal that was entered beyond the first stage."""
    if deal["stage"] != first_stage(context):
        writer.insert(TABLE, [_event(deal, day_of_stage(deal, context))])


def note_entries(writer: Writer, context: Context, expected: int) -> None:
    """Write the events of all deals that the step has added, about that many, as ``note_entry`` does."""
    columns = {"deal": ("id", None), "stage": ("stage", None), "entered_on": ("closed_on", context.today)}
    writer.insert_from(TABLE, "deals", columns, ("stage", first_stage(context)), expected)


def note_changes(writer: Writer, changes: Sequence[tuple[Row, Row]], context: Context) -> None:
    """Write what changes of deals, each before and after, mean for their stage events.

    Another stage is entered today, or on the close date. A later stage entered earlier that day is taken
    back: of two events on one day the later in stage order would hold. So is a close that no longer holds,
    as a deal opened again was open all along, and one closed otherwise closed on that day alone. When only
    the close date moves, its event moves with it.
    """
    events: dict[Value, list[Row]] = {}
    for event in writer.find_among(TABLE, "deal", [after["id"] for _, after in changes]):
        events.setdefault(event["deal"], []).append(event)
    moved: dict[int, Row] = {}
    passed: list[int] = []
    entered: list[Row] = []
    for before, after in changes:
        own = events.get(after["id"], [])
        if before["stage"] == after["stage"]:
            moved |= _moved(before, after, own)
        else:
            going, coming = _entered(after, own, context)
            passed += going
            entered += coming
    if moved:
        writer.update_many(TABLE, moved)
    if passed:
        writer.delete(TABLE, passed)
    if entered:
        writer.insert(TABLE, entered)


def _moved(before: Row, after: Row, events: Sequence[Row]) -> dict[int, Row]:
    """Return the events, by key, that move with the close date of a deal that stays in its stage."""
    if not before["closed_on"] or not after["closed_on"] or before["closed_on"] == after["closed_on"]:
        return {}
    wanted = (before["stage"], before["closed_on"])
    found = (event for event in events if (event["stage"], event["entered_on"]) == wanted)
    return {int(event["key"] or 0): {"entered_on": after["closed_on"]} for event in found}


def _entered(after: Row, events: Sequence[Row], context: Context) -> tuple[list[int], list[Row]]:
    """Return which events go (by key) and which come where a deal enters another stage."""
    day = day_of_stage(after, context)
    order = {key: stage.order for key, stage in context.stages.items()}
    beyond = order[str(after["stage"])]
    passed = [
        event
        for event in events
        if (event["entered_on"] == day and order.get(str(event["stage"]), 0) > beyond)
        or _is_other_close(event, after, day, context)
    ]
    left = [e for e in events if e not in passed and str(e["entered_on"]) <= str(day)]
    latest = max(left, key=lambda e: (str(e["entered_on"]), order.get(str(e["stage"]), 0)), default=None)
    says_so = latest["stage"] if latest else _stage_without_events(after, context)
    coming = [_event(after, day)] if says_so != after["stage"] else []
    return [int(e["key"] or 0) for e in passed], coming


@dataclass(frozen=True, slots=True)
class Joined:
    """What makes one history of the stage events of two deals that became one.

    Attributes:
        superfluous: the events that go.
        lacking: the day on which the deal enters its stage where no event says so; else empty.
    """

    superfluous: Sequence[Row]
    lacking: str


def joined(events: Sequence[Row], deal: Row, context: Context) -> Joined:
    """Work out what makes one history of events: it ends in the deal's stage.

    Args:
        events: those of both deals.
        deal: as it is to be.
        context: the day and the stages.
    """
    order = {key: stage.order for key, stage in context.stages.items()}
    events = sorted(
        events, key=lambda e: (str(e["entered_on"]), order.get(str(e["stage"]), 0), int(e["key"] or 0))
    )
    entries = [at for at, e in enumerate(events) if e["stage"] == deal["stage"]]
    if deal["closed_on"]:  # it was closed on that day and on no other
        entries = [at for at in entries if events[at]["entered_on"] == deal["closed_on"]]
    day = str(events[entries[-1]]["entered_on"] if entries else day_of_stage(deal, context))
    seen: set[tuple[Value, Value]] = set()
    superfluous = []
    for at, event in enumerate(events):
        what = (event["stage"], event["entered_on"])
        beyond = at > entries[-1] if entries else str(event["entered_on"]) > day
        if what in seen or beyond or _is_other_close(event, deal, day, context):
            superfluous.append(event)
        seen.add(what)
    left = len(events) - len(superfluous)
    lacks = not entries and (left or (events and deal["stage"] != first_stage(context)))
    return Joined(superfluous, day if lacks else "")


def join(writer: Writer, deal: Row, context: Context) -> None:
    """Make one history of the stage events of two deals that became one, as ``joined`` says.

    Args:
        writer: the step under way; all events lie with the deal already.
        deal: as it is to be.
        context: the day and the stages.
    """
    made = joined(writer.find(TABLE, {"deal": deal["id"]}), deal, context)
    if made.superfluous:
        writer.delete(TABLE, [int(event["key"] or 0) for event in made.superfluous])
    if made.lacking:
        writer.insert(TABLE, [_event(deal, made.lacking)])


def forget(writer: Writer, deals: list[Row]) -> None:
    """Delete the stage events of deals that are about to be deleted."""
    keys = [int(event["key"] or 0) for deal in deals for event in writer.find(TABLE, {"deal": deal["id"]})]
    if keys:
        writer.delete(TABLE, keys)


def _is_other_close(event: Row, deal: Row, day: Value, context: Context) -> bool:
    """Tell whether an event closes a deal that is open, or that closes by another one, on a day."""
    stage = context.stages.get(str(event["stage"]))
    closes = stage is not None and stage.outcome != "open"
    return closes and (event["stage"], event["entered_on"]) != (deal["stage"], day)


def _stage_without_events(deal: Row, context: Context) -> str:
    """Return the stage that a deal is in when no event says so; empty when a date decides."""
    return "" if deal.get("qualified_on") else first_stage(context)


def _event(deal: Row, day: Value) -> Row:
    return {"deal": deal["id"], "stage": deal["stage"], "entered_on": day}
