"""What a form shows of fields that hold nothing: what holds then, or that there is nothing to fill in."""

from collections.abc import Mapping

from partnertracker.domain.fields import Row
from partnertracker.gui.forms.fieldbox import FieldBox
from partnertracker.gui.forms.layouts import ONLY_AFTER
from partnertracker.gui.forms.texts import Wording


def show_usual(boxes: Mapping[str, FieldBox], row: Row, wording: Wording) -> None:
    """Show in an empty input what holds then."""
    stage = wording.context.stages.get(str(row.get("stage")))
    usual = {
        "currency": wording.context.currency,
        "probability": f"{stage.probability:g} %" if stage else "",
    }
    for name in usual.keys() & boxes.keys():
        boxes[name].entry.setPlaceholderText(usual[name])


def show_closing(table: str, boxes: Mapping[str, FieldBox], row: Row, wording: Wording) -> None:
    """Show what only a closed deal has."""
    if table != "deals":
        return
    stage = wording.context.stages.get(str(row.get("stage")))
    outcome = "open" if stage is None else stage.outcome
    for name, outcomes in ONLY_AFTER.items():
        box = boxes[name]
        box.setVisible(outcome in outcomes or bool(box.entry.text()) or bool(box.sentence))
