"""Changing the stages of deals: their words, order and probability; adding and removing one.

Open stages stand before those that end a deal. One that deals are in, or were in, stays: history names it.
"""

from collections.abc import Sequence

from partnertracker.domain.entities.programme import STAGES
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Row, Stage, Value
from partnertracker.domain.names import free_key, search_key
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row
from partnertracker.services.editing.edit import Edit
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session

QUALIFIED = "qualified"
"""The stage that a date of qualification stands for; it is always there."""

_SURE = {"won": 100.0, "lost": 0.0}
OUTCOME_WORDS = {"open": "open deals", "won": "deals that are won", "lost": "deals that are lost"}
"""By outcome, what a stage is for, as in “the only one for deals that are won”."""


def add_stage(session: Session, label: str, outcome: str = "open", probability: float = 0) -> Edit:
    """Add a stage: “Add stage “Legal review””. An open one comes after the other open ones, others come last.

    Running it raises InvalidRowsError where the label is missing or taken, or the probability out of range.
    """
    label = label.strip()

    def operation(writer: Writer) -> None:
        stages = _stages(writer)
        row: Row = {
            "name": free_key(label, [str(each["name"]) for each in stages], "stage"),
            "label": label or None,
            "position": len(stages) + 1,
            "probability": _SURE.get(outcome, probability),
            "outcome": outcome,
        }
        _refuse(session, row, stages)
        stored = writer.insert("stages", [row])[0]
        _put_in_order(writer, [*stages, stored])

    return Edit(f"Add stage “{label}”", operation)


def change_stage(session: Session, key: str, **values: Value) -> Edit:
    """Give a stage another label or probability: “Change stage “Proposal””; raises as ``add_stage`` does."""
    before = _stage(session, key)

    def operation(writer: Writer) -> None:
        stages = _stages(writer)
        row = next(each for each in stages if each["name"] == key)
        text = values.get("label")
        given = {**values, **({"label": text.strip() or None} if isinstance(text, str) else {})}
        _refuse(session, {**row, **given}, stages)
        writer.update("stages", int(row["key"] or 0), given)

    return Edit(f"Change stage “{before.label}”", operation)


def can_move(stages: Sequence[Stage], key: str, by: int) -> bool:
    """Tell whether a stage can be moved so many places: among the open ones, or among the others."""
    keys = [stage.key for stage in stages]
    goal = keys.index(key) + by
    if not 0 <= goal < len(stages):
        return False
    return (stages[keys.index(key)].outcome == "open") == (stages[goal].outcome == "open")


def move_stage(session: Session, key: str, by: int) -> Edit:
    """Move a stage up or down in the funnel: “Move stage “Proposal””.

    Raises:
        UnusableArgumentError: there is no such stage, or no place for it there.
    """
    moved = _stage(session, key)
    if not can_move(session.store.stages(), key, by):
        raise UnusableArgumentError(f"The stage “{moved.label}” can't be moved there.")

    def operation(writer: Writer) -> None:
        stages = _stages(writer)
        place = next(at for at, row in enumerate(stages) if row["name"] == key)
        stages.insert(place + by, stages.pop(place))
        _put_in_order(writer, stages)

    return Edit(f"Move stage “{moved.label}”", operation)


def remove_stage(session: Session, key: str) -> Edit:
    """Remove a stage: “Remove stage “Legal review””; running it raises InvalidRowsError when it is needed."""
    gone = _stage(session, key)

    def operation(writer: Writer) -> None:
        stages = _stages(writer)
        why = _needed(writer, gone, stages)
        if why:
            sentence = f"The stage “{gone.label}” can't be removed: {why}."
            raise InvalidRowsError((Problem("", gone.label, sentence),))
        rest = [row for row in stages if row["name"] != key]
        writer.delete("stages", [int(row["key"] or 0) for row in stages if row["name"] == key])
        _put_in_order(writer, rest)

    return Edit(f"Remove stage “{gone.label}”", operation)


def _needed(reader: Reader, stage: Stage, stages: Sequence[Row]) -> str:
    """Return what a stage is needed for; empty when nothing needs it."""
    if stage.key == QUALIFIED:
        return "deals with a date of qualification are in it"
    if not any(row["outcome"] == stage.outcome and row["name"] != stage.key for row in stages):
        return f"it is the only one for {OUTCOME_WORDS[stage.outcome]}"
    if any(row["value"] == stage.key for row in reader.find("settings", {"name": "pipeline_stage"})):
        return "deals count as pipeline from it on; choose another stage for that first"
    # Row by row: there may be a million of them.
    deals = sum(each == stage.key for (each,) in reader.each("deals", ("stage",)))
    if deals:
        return "1 deal is in it" if deals == 1 else f"{deals:,} deals are in it"
    events = reader.each("deal_stage_events", ("deal", "stage"))
    passed = len({deal for deal, each in events if each == stage.key})
    if passed:
        return "1 deal was in it" if passed == 1 else f"{passed:,} deals were in it"
    return ""


def _refuse(session: Session, row: Row, stages: Sequence[Row]) -> None:
    problems = list(problems_of_row(STAGES, row, session.context))
    label = search_key(str(row["label"] or ""))
    if any(search_key(str(each["label"])) == label and each["name"] != row["name"] for each in stages):
        problems.append(Problem("label", str(row["label"]), "There is already a stage with this label."))
    if problems:
        raise InvalidRowsError(tuple(problems))


def _put_in_order(writer: Writer, stages: Sequence[Row]) -> None:
    """Number the stages as they come, those that end a deal last."""
    ordered = sorted(stages, key=lambda row: row["outcome"] != "open")
    for place, row in enumerate(ordered, start=1):
        writer.update("stages", int(row["key"] or 0), {"position": place})


def _stages(reader: Reader) -> list[Row]:
    return sorted(reader.find("stages", {}), key=lambda row: int(row["position"] or 0))


def _stage(session: Session, key: str) -> Stage:
    for stage in session.store.stages():
        if stage.key == key:
            return stage
    raise UnusableArgumentError(f"There is no stage “{key}”.")
