"""A change with its name, ready for ``Session.execute``."""

from typing import NamedTuple

from partnertracker.services.ports import Writer
from partnertracker.services.session import Operation


class Edit(NamedTuple):
    """A named operation: ``session.execute(*edit)``.

    Attributes:
        label: what it does, in the words that undo and history show.
        operation: the change.
    """

    label: str
    operation: Operation


def combined(label: str, *edits: Edit) -> Edit:
    """Make one step of several edits, done in order."""

    def operation(writer: Writer) -> None:
        for edit in edits:
            edit.operation(writer)

    return Edit(label, operation)
