"""What the pages of all records share: a table on the left, the form of one record on the right."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from partnertracker.domain.entities import entity
from partnertracker.domain.errors import InvalidRowsError
from partnertracker.gui.desk import Desk
from partnertracker.gui.following import Following
from partnertracker.gui.forms.customers import CUSTOMER, CustomerHelp
from partnertracker.gui.forms.entry import EntryForm
from partnertracker.gui.forms.nearpartners import NearPartners
from partnertracker.gui.forms.place import FormPlace
from partnertracker.gui.forms.waiting import WaitingDrafts
from partnertracker.gui.late import FIELDS_DIALOG, part
from partnertracker.gui.memory import Memory
from partnertracker.gui.tables.arranging import join
from partnertracker.gui.tables.header import TableHeader
from partnertracker.gui.tables.panel import TablePanel
from partnertracker.gui.tables.sides import Sides
from partnertracker.gui.theme.controls import page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.theme import Theme
from partnertracker.gui.view import View
from partnertracker.services.editing import Edit, add_next_month, delete_rows, duplicate_rows, month_field
from partnertracker.services.listing.scope import (
    given_for,
    newest_rows,
    partner_of,
    rows_inside,
    tables_shown,
)
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session

_NARROWEST_FORM = 280


class RecordsView(View):
    """The records of one table: all of them, or those that concern one partner."""

    handles = frozenset({"duplicate", "delete", "edit_rows"})
    offers = frozenset({"rows", "partner"})

    def __init__(
        self, desk: Desk, theme: Theme, memory: Memory, table: str, parent: QWidget | None = None
    ) -> None:
        """Build the page; it is filled when it is shown."""
        super().__init__(desk, parent)
        self.table = self.listed = table
        self.interest = self.interest or tables_shown(table)
        self.new_words = f"New {entity(table).singular.lower()}"
        self._month = month_field(entity(table))
        if self._month:
            self.handles |= {"next_month"}
        self._partner = 0
        self._memory = memory
        self.header = TableHeader(desk, table, theme)
        self.drafts = WaitingDrafts(desk, table)
        sides = self._lay_out()
        self.panel = TablePanel(desk, table, theme, memory, sides)
        self.grid, self.notice = self.panel.grid, self.panel.notice
        self._theme = theme
        self._place = FormPlace(self._make_form, sides)
        self._place.setMinimumWidth(scaled(_NARROWEST_FORM))
        sides.share_out(self.panel.wanted_width)
        self.following = Following(self.header, self.grid, self._place)
        self._connect()

    @property
    def form(self) -> EntryForm:
        """The form of one record."""
        return self._place.form

    @property
    def is_empty(self) -> bool:
        """Whether the state for an empty table is on screen."""
        return self.panel.is_empty

    def show_partner(self, key: int) -> None:
        """Show only what concerns one partner; what is entered anew then concerns it, too."""
        if key != self._partner:
            self._partner = key
            self.header.as_of.show_partner(key)
            self.following.begin_anew()
            self._place.show_nothing()
            self.grid.leave()
            self._renew()

    def refresh(self) -> None:
        """List the rows as they are now."""
        self.header.view.show_state()
        self.panel.wait()
        if self.header.is_outdated:
            self.header.read()  # then it asks for the rows
        else:
            self.grid.rows.show_listing(self.header.listing(self.grid.columns.sorted_by, self._partner))

    @property
    def unsaved(self) -> tuple[str, ...]:
        """A sentence about each record with edits that are not saved."""
        cell = self.grid.editing.unsaved
        return (cell, *self._place.unsaved) if cell else self._place.unsaved

    def mend(self) -> None:
        """Go to what keeps a record from being saved."""
        if self.grid.editing.unsaved:
            self.grid.editing.go_back()
        else:
            self.form.mend()

    def take_focus(self) -> None:
        """Begin in the table."""
        self.panel.take_focus()

    def find_rows(self) -> None:
        """Put the cursor where rows are looked for."""
        self.header.find_rows()

    def add_filter(self) -> None:
        """Offer the columns to filter by."""
        self.header.offer_filters()

    def save_view(self) -> None:
        """Ask for a name under which the table is kept as it is arranged."""
        if not self.desk.read_only:
            self.header.view.ask_for_name()

    def show_saved_view(self, table: str, key: int) -> None:
        """Arrange the table as a view says that the team keeps."""
        if table == self.table:
            self.header.view.choose_view(key)

    def choose_columns(self) -> None:
        """Offer the columns to show and hide."""
        self.header.ask_for_columns()

    def new_record(self) -> None:
        """Open an empty form."""
        self.show_new(self.table, {})

    def show_new(self, table: str, given: Mapping[str, str]) -> None:
        """Open a form with the texts given."""
        if table == self.table and not self.desk.read_only:
            self.grid.leave()
            self.form.show_new({**given_for(self.desk.facts, table, self._partner), **given})

    @property
    def shown_record(self) -> tuple[str, int] | None:
        """The record in the form; None for a new one or nothing."""
        key = self._place.key_from(self.grid.current_key)
        return None if key is None else (self.table, key)

    @property
    def partner(self) -> int:
        """The key of the partner that the current record concerns; 0: none."""
        return self._partner or partner_of(
            self.desk.facts, self.table, self._place.key or self.grid.current_key
        )

    def show_record(self, table: str, key: int) -> None:
        """Select a record; filters that hide it are taken away."""
        if table != self.table:
            return
        self.following.want(key, in_any_case=True)
        self.form.show_record(key)
        self.refresh()
        self.grid.setFocus()

    def duplicate_record(self) -> None:
        """Show a copy of the current record; where cells of several rows are chosen, fill them down."""
        key = self.grid.current_key
        if self.grid.blocks.can_fill:
            self.grid.blocks.fill_down()
        elif key:
            self._insert(lambda session: duplicate_rows(session, self.table, [key]))

    def add_next_month(self) -> None:
        """Copy what is entered for the last month to the month after it, and show that."""
        if keys := newest_rows(self.desk.facts, self.table, self._month, self._partner):
            self._insert(lambda session: add_next_month(session, self.table, keys))

    def edit_rows(self) -> None:
        """Open a form over the chosen rows."""
        self.grid.blocks.edit_rows()

    def merge_rows(self) -> None:
        """Make one record of the two that are chosen."""
        self.grid.blocks.merge_rows()

    def delete_records(self) -> None:
        """Delete the selected records; undo brings them back."""
        self._delete(self.grid.selected_keys() or ([self._place.key] if self._place.key else []))

    def _on_listed(self) -> None:
        facts = self.grid.rows.facts
        inside = rows_inside(facts, self.table, self._partner, "", "")
        everything = len(facts[self.table]) if inside is None else int(inside.sum())
        self.panel.show_rows(self.grid.rows.rowCount(), everything)
        self.following.go_on()

    def _on_created(self, keys: Sequence[int], *, go: bool = True) -> None:
        if go and not self.grid.editing.is_open:
            self.following.want(keys[0], in_any_case=False)  # filters may hide what was entered just now
        self.panel.unseen.watch(keys)
        self.refresh()

    def _insert(self, make: Callable[[Session], Edit]) -> None:
        """Do an edit that adds rows, and show the first of them."""
        self.grid.setFocus()  # what is being typed is saved before
        at = self.form.turned_to

        def show(outcome: Outcome) -> None:
            if self.form.turned_to == at and not self.following.is_typing:
                for key in outcome.changes[self.table].inserted[:1]:
                    self.show_record(self.table, key)

        self.desk.change(lambda session: session.execute(*make(session)), show, self._tell)

    def _tell(self, error: Exception) -> None:
        """Say beside the table why something was not possible."""
        if isinstance(error, InvalidRowsError):
            self.notice.tell(str(error))
        else:
            self.desk.failed.emit(error)

    def _sort_by(self, name: str, descending: bool) -> None:  # noqa: FBT001  as the signal has it
        self.grid.columns.show_sorted(name, descending=descending)
        self.refresh()

    def _open_draft(self) -> None:
        draft = self.form.waiting[0]
        if draft.key is None:
            self.grid.leave()
        else:
            self.following.want(draft.key, in_any_case=True)
        self.form.show_waiting(draft)
        self.refresh()

    def _connect(self) -> None:
        self.header.changed.connect(self.refresh)
        join(self.header, self.grid.columns)
        self.header.columns_wanted.connect(lambda at: self.grid.columns.menu(self).popup(at))
        self.panel.empty.new_wanted.connect(self.new_record)
        self.panel.empty.paste_wanted.connect(self.grid.blocks.paste)
        self.panel.empty.import_wanted.connect(self.header.import_wanted)
        self.panel.all_wanted.connect(self.header.show_all)
        self.header.import_wanted.connect(lambda: self.command_wanted.emit("import"))
        self.header.export_wanted.connect(lambda: self.command_wanted.emit("export"))
        self.grid.rows.listed.connect(self._on_listed)
        self.grid.current_changed.connect(self._place.show_current)
        self.grid.columns.sort_wanted.connect(self._sort_by)
        self.grid.columns.fields_wanted.connect(
            lambda: part(FIELDS_DIALOG)(self.desk, self.table, self).open()
        )
        self.grid.blocks.told.connect(self.notice.tell)
        self.grid.blocks.noted.connect(self.notice.note)
        self.grid.editing.left_over.connect(self._place.take_over)
        self.grid.blocks.added.connect(self._on_created)
        self.panel.unseen.wanted.connect(lambda key: self.show_record(self.table, key))
        self.grid.rows.arrived.connect(self._place.hasten)
        self.drafts.clicked.connect(self._open_draft)
        monthly = (("Add the next month", self.add_next_month),) if self._month else ()
        self.grid.offer(("Duplicate", self.duplicate_record), *monthly, ("Delete", self.delete_records))

    def _make_form(self, parent: QWidget) -> EntryForm:
        """Build the form, which begins with the current row."""
        form = EntryForm(self.desk, self.table, self._theme, parent)
        form.pins.keep_in(self._memory, self.table)
        form.created.connect(lambda key, here: self._on_created((key,), go=here))
        form.stayed.connect(self.following.go_back)
        form.drafts_changed.connect(lambda: self.drafts.show_waiting(form.waiting))
        form.delete_button.clicked.connect(self._delete_shown)
        self.customer_help = CustomerHelp(self.desk, form) if CUSTOMER in form.boxes else None
        self.near_partners = NearPartners(self.desk, form)
        if self.grid.current_key:
            form.show_record(self.grid.current_key)
        return form

    def _delete_shown(self) -> None:
        if self.form.key is None:
            self.form.revert()
        else:
            self._delete([self.form.key])

    def _delete(self, keys: list[int]) -> None:
        if keys and not self.desk.read_only:
            self.desk.change(lambda on: on.execute(*delete_rows(on, self.table, keys)), failed=self._tell)

    def _lay_out(self) -> Sides:
        """Begin with the outermost: what goes into another widget is dressed anew, with all that is in it."""
        whole = page_column(self)
        whole.addWidget(self.header)
        whole.addWidget(self.drafts, 0, Qt.AlignmentFlag.AlignRight)
        sides = Sides(self._memory, f"records/{self.table}")
        whole.addWidget(sides, 1)
        return sides
