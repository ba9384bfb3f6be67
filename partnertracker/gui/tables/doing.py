"""What is done to blocks of cells, in words."""

from typing import NamedTuple

from partnertracker.domain.entities import entity
from partnertracker.domain.sentences import listed
from partnertracker.gui import formats
from partnertracker.services.editing.blocks import Block, BlockPlan, PlannedCell


class Doing(NamedTuple):
    """What is done to a block, in words: ``Paste``, ``pasted``, and ``into`` a table.

    Where ``only`` names a field, what else a new row begins with is not counted.
    """

    verb: str
    done: str
    preposition: str
    only: str = ""

    def told(self, plan: BlockPlan, *, every: bool) -> list[PlannedCell]:
        """Return the cells that do not fit; ``every``: those that count, too."""
        return [cell for cell in plan.cells if cell.sentence or (every and self._counts(cell))]

    def cells(self, plan: BlockPlan) -> str:
        """Return how many cells change: ``120 cells``."""
        return formats.counted(sum(map(self._counts, plan.cells)), "cell")

    def label(self, plan: BlockPlan) -> str:
        """Return the name of the step: “Paste 120 cells into deals”."""
        table = entity(plan.block.table).plural.lower()
        return f"{self.verb} {self.cells(plan)} {self.preposition} {table}"

    def _counts(self, cell: PlannedCell) -> bool:
        return self.only in {"", cell.field.name}


def left_as_they_are(block: Block) -> str:
    """Return which columns cells were given for that nothing can be put into; empty: none."""
    names = listed([f"“{name}”" for name in block.worked_out])
    these = (
        "is worked out and left as it is"
        if len(block.worked_out) == 1
        else "are worked out and left as they are"
    )
    return f"{names} {these}." if names else ""
