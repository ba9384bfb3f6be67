"""The words for what goes when two records become one."""

from collections.abc import Sequence

from partnertracker.domain.entities import entity
from partnertracker.domain.fields import Row
from partnertracker.gui import formats
from partnertracker.gui.forms.texts import Wording
from partnertracker.services.joining import Loss, Why

_MOST = 6


def sentences_about(losses: Sequence[Loss], table: str, wording: Wording) -> list[str]:
    """Return a sentence for each row that goes, of many for the first ones; one for all of the history.

    Args:
        losses: from ``Prospect``.
        table: that of the two records.
        wording: how values read.
    """
    named = [_sentence(loss, table, wording) for loss in losses if loss.why is not Why.HISTORY]
    more = len(named) - _MOST
    if more > 1:
        named[_MOST:] = [f"So it is with {more} more."]
    count = sum(loss.why is Why.HISTORY for loss in losses)
    if count:
        go, they = ("goes", "it stands twice or leads") if count == 1 else ("go", "they stand twice or lead")
        changes = formats.counted(count, "stage change")
        named.append(f"{changes} {go}: {they} beyond the stage that is kept.")
    return named


def _sentence(loss: Loss, table: str, wording: Wording) -> str:
    if loss.table == "targets":
        metric, period = (_text(wording, loss, loss.row, name) for name in ("metric", "period"))
        return f"Both have a target for {metric}, {period}: {_stays(wording, loss, 'value')}."
    if table == "partners":
        if loss.why is Why.SOURCE:
            return f"One sources “{loss.name}” and the other influences it: the influence goes."
        return f"Both influence “{loss.name}”: {_stays(wording, loss, 'role')}."
    if loss.why is Why.SOURCE:
        return f"“{loss.name}” sources the deal: the influence of that partner goes."
    return f"“{loss.name}” influences both: {_stays(wording, loss, 'role')}."


def _stays(wording: Wording, loss: Loss, name: str) -> str:
    """Return which of two rows stays, told by the value of one field."""
    there, gone = (_text(wording, loss, row, name) for row in (loss.stays or {}, loss.row))
    if there == gone:
        return f"one of the two stays ({gone})" if gone else "one of the two stays"
    return f"{there or 'the one without'} stays, {gone or 'the one without'} goes"


def _text(wording: Wording, loss: Loss, row: Row, name: str) -> str:
    return wording.text(entity(loss.table).field(name), row.get(name))
