"""The stages a deal went through: written by the program in the step that changes the deal."""

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
        _add(writer, deal, day_of_stage(deal, context))


def note_entries(writer: Writer, context: Context, expected: int) -> None:
    """Write the events of all deals that the step has added, about that many, as ``note_entry`` does."""
    columns = {"deal": ("id", None), "stage": ("stage", None), "entered_on": ("closed_on", context.today)}
    writer.insert_from(TABLE, "deals", columns, ("stage", first_stage(context)), expected)


def note_change(writer: Writer, before: Row, after: Row, context: Context) -> None:
    """Write what a change of a deal means for its stage events.

    Another stage is entered today, or on the close date. A later stage entered earlier that day is taken
    back: of two events on one day the later in stage order would hold. When only the close date moves, its
    event moves with it.
    """
    if before["stage"] == after["stage"]:
        if before["closed_on"] and after["closed_on"] and before["closed_on"] != after["closed_on"]:
            _move(writer, before, after["closed_on"])
        return
    day = day_of_stage(after, context)
    order = {key: stage.order for key, stage in context.stages.items()}
    beyond = order[str(after["stage"])]
    events = writer.find(TABLE, {"deal": after["id"]})
    passed = [e for e in events if e["entered_on"] == day and order.get(str(e["stage"]), 0) > beyond]
    if passed:
        writer.delete(TABLE, [int(e["key"] or 0) for e in passed])
    left = [e for e in events if e not in passed and str(e["entered_on"]) <= str(day)]
    latest = max(left, key=lambda e: (str(e["entered_on"]), order.get(str(e["stage"]), 0)), default=None)
    says_so = latest["stage"] if latest else _stage_without_events(after, context)
    if says_so != after["stage"]:
        _add(writer, after, day)


def forget(writer: Writer, deals: list[Row]) -> None:
    """Delete the stage events of deals that are about to be deleted."""
    keys = [int(event["key"] or 0) for deal in deals for event in writer.find(TABLE, {"deal": deal["id"]})]
    if keys:
        writer.delete(TABLE, keys)


def _stage_without_events(deal: Row, context: Context) -> str:
    """Return the stage that a deal is in when no event says so; empty when a date decides."""
    return "" if deal.get("qualified_on") else first_stage(context)


def _add(writer: Writer, deal: Row, day: Value) -> None:
    writer.insert(TABLE, [{"deal": deal["id"], "stage": deal["stage"], "entered_on": day}])


def _move(writer: Writer, before: Row, day: Value) -> None:
    wanted = {"deal": before["id"], "stage": before["stage"], "entered_on": before["closed_on"]}
    for event in writer.find(TABLE, wanted):
        writer.update(TABLE, int(event["key"] or 0), {"entered_on": day})
