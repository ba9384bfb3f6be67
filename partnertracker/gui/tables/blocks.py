"""Copying, cutting, pasting, clearing and filling blocks of cells; what doesn't fit is shown first."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTableView

from partnertracker.domain.custom import kind_of
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.gui.desk import Desk
from partnertracker.gui.late import MERGE_DIALOG, TOGETHER_DIALOG, part, service
from partnertracker.gui.tables.blockwork import BlockWork, on_clipboard, put_on_clipboard
from partnertracker.gui.tables.chosen import Chosen, chosen_in, shown_sections
from partnertracker.gui.tables.copying import Wanted, copied
from partnertracker.gui.tables.doing import Doing
from partnertracker.gui.tables.model import TableModel
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.editing.blocks import Block, filled_down
from partnertracker.services.editing.clips import Clip
from partnertracker.services.editing.placing import Place, fields_in, placed
from partnertracker.services.listing.scope import given_for
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

PASTING = Doing("Paste", "pasted", "into")
FILLING = Doing("Fill", "filled", "in")
CLEARING = Doing("Clear", "cleared", "in")
CUTTING = Doing("Cut", "cut", "from")

_BOTH = 2
_ONE_BLOCK = "Choose one block of cells."


class CellBlocks(BlockWork):
    """Blocks of the cells of one table on screen."""

    added = Signal(object)
    """Rows were added: their keys."""

    def __init__(self, desk: Desk, table: QTableView, model: TableModel, theme: Theme) -> None:
        """Take the table whose cells are chosen, and the model with their rows."""
        super().__init__(desk, table, theme)
        self._model = model
        self.done.connect(self._tell_added)

    def copy(self) -> None:
        """Put the chosen cells on the clipboard, as text and as an HTML table."""
        chosen, model = chosen_in(self._table), self._model
        if not chosen.rows or not self._is_block(chosen, "copied"):
            return
        columns = [model.columns[section] for section in chosen.sections]
        wanted = Wanted(model.table, self._keys(chosen), columns, self._desk.today, model.listing.as_of)
        self._desk.ask(lambda session: copied(session, wanted), put_on_clipboard)

    def paste(self) -> None:
        """Put what is on the clipboard into the chosen cells, or into new rows of the partner listed."""
        text, html = on_clipboard()
        place, table = self._place(), self._model.table
        begun = given_for(self._desk.facts, table, self._model.listing.partner)
        chosen = chosen_in(self._table)

        def make(session: Session) -> Block:
            clips = service("editing.clip_reading:read_clips")(text, html)
            if chosen.is_block:
                return placed(session.kind(table), clips, place)._replace(begun=begun)
            if [len(row) for row in clips] != [1]:
                raise UnusableArgumentError("Cells that lie apart take one cell only.", _ONE_BLOCK)
            return self._block(chosen, clips[0][0])

        self.begin(PASTING, make)

    def cut(self) -> None:
        """Put the chosen cells on the clipboard, and empty them."""
        if not self._is_block(chosen_in(self._table), "cut"):
            return
        if not self._desk.read_only:
            self.copy()
        self._empty(CUTTING)

    def clear(self) -> None:
        """Empty the chosen cells."""
        self._empty(CLEARING)

    def _empty(self, doing: Doing) -> None:
        block = self._block(chosen_in(self._table), Clip(""))
        if block.keys:
            self.begin(doing, lambda _session: block)

    @property
    def can_fill(self) -> bool:
        """Whether cells of more than one row are chosen, and not whole rows."""
        chosen = chosen_in(self._table)
        return len(chosen.rows) > 1 and len(chosen.sections) < len(shown_sections(self._table))

    def fill_down(self) -> None:
        """Put what stands in the first row of the chosen cells into the rows below."""
        chosen = chosen_in(self._table)
        columns, keys = self._columns(chosen), self._keys(chosen)
        table = self._model.table
        if len(keys) > 1 and self._is_block(chosen, "filled down"):
            left = self._worked_out(chosen)
            self.begin(
                FILLING, lambda session: filled_down(session, table, columns, keys)._replace(worked_out=left)
            )

    def edit_rows(self) -> None:
        """Open a form over the rows with a chosen cell."""
        keys = self._keys(chosen_in(self._table))
        if keys and not self._desk.read_only:
            part(TOGETHER_DIALOG)(
                self._desk, self._theme, self._model.table, keys, self._table.window()
            ).open()

    def merge_rows(self) -> None:
        """Open the window that makes one record of the two with a chosen cell."""
        keys = self._keys(chosen_in(self._table))
        if self._desk.read_only:
            self.told.emit(self._desk.read_only)
        elif len(keys) != _BOTH:
            self.told.emit("Choose the two rows to merge first: Ctrl+Space chooses one row more.")
        else:
            both = (keys[0], keys[1])
            part(MERGE_DIALOG)(self._desk, self._model.table, both, self._table.window()).open()

    def _tell_added(self, outcome: Outcome) -> None:
        inserted = outcome.changes[self._model.table].inserted if self._model.table in outcome.changes else ()
        if inserted:
            self.added.emit(inserted)

    def _is_block(self, chosen: Chosen, done: str) -> bool:
        """Tell whether the chosen cells are one block; if not, say so, and that they can't be ``done``."""
        if not chosen.is_block:
            self.told.emit(f"Cells that lie apart can't be {done} together. {_ONE_BLOCK}")
        return chosen.is_block

    def _block(self, chosen: Chosen, clip: Clip) -> Block:
        """Return the block that puts the same into each chosen cell, and into no other one."""
        columns, keys = self._columns(chosen), self._keys(chosen)
        whole = (clip,) * len(columns)  # the same for all: a block may have a million rows
        cells = tuple(
            whole if all(row) else tuple(clip if here else None for here in row)
            for row in chosen.cells.tolist()
        )
        left = self._worked_out(chosen)
        return Block(self._model.table, columns, tuple(keys), cells, worked_out=left)

    def _columns(self, chosen: Chosen) -> tuple[tuple[str, ...], ...]:
        kind = kind_of(self._model.facts, self._model.table)
        return tuple(fields_in(kind, self._model.columns[section]) for section in chosen.sections)

    def _worked_out(self, chosen: Chosen) -> tuple[str, ...]:
        """Return the labels of the columns with a chosen cell that nothing can be put into."""
        pairs = zip(chosen.sections, self._columns(chosen), strict=True)
        return tuple(self._model.columns[section].label for section, fields in pairs if not fields)

    def _keys(self, chosen: Chosen) -> list[int]:
        return self._model.keys_of(chosen.rows)

    def _place(self) -> Place:
        chosen, model, shown = chosen_in(self._table), self._model, shown_sections(self._table)
        first = shown.index(chosen.sections[0]) if chosen.sections else 0
        below: list[int] = []
        if chosen.rows:
            below = model.facts[model.table].keys[model.positions[chosen.rows[0] :]].tolist()
        marked, right = ([model.columns[each] for each in some] for some in (chosen.sections, shown[first:]))
        return Place(model.table, self._keys(chosen), below, marked, right, model.columns)
