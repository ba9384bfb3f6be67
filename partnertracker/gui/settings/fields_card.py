"""The fields that the team adds to its tables: what they are called, what they hold, and their order."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QWidget

from partnertracker.domain.custom import SEPARATOR, column_of, kind_of, uses_of, word_of
from partnertracker.domain.entities import entity
from partnertracker.domain.entities.own import CUSTOM_FIELDS, CUSTOM_KINDS
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Choice, Context, Entity, Field, Kind, Row
from partnertracker.domain.problems import Problem
from partnertracker.gui import formats
from partnertracker.gui.desk import Desk
from partnertracker.gui.settings.controls import choice, show_choice
from partnertracker.gui.settings.editor import Asked
from partnertracker.gui.settings.lines import Column, Line
from partnertracker.gui.settings.list_card import ListCard
from partnertracker.gui.theme.controls import close_button, foot, label, page_column
from partnertracker.gui.theme.sizes import scaled
from partnertracker.gui.theme.tokens import STEP
from partnertracker.services.custom_choices import problem_of_choice, rename_choice
from partnertracker.services.custom_fields import (
    FIELDED,
    add_field,
    change_field,
    delete_field,
    free_name,
    move_field,
    problems_of_field,
)
from partnertracker.services.editing.edit import Edit
from partnertracker.services.session import Session

_ABOUT = "They stand behind the others in forms, tables, filters, search, import and export."
_COLUMNS = (
    Column("Field"),
    Column("Holds"),
    Column("Column name", 150),
    Column("Values", 72, number=True),
)
_KINDS = {choice.value: choice.label for choice in CUSTOM_KINDS}
_WIDTH = 720


class FieldsCard(ListCard):
    """Edits the custom fields of one table at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        """Build the card; ``refresh`` fills it."""
        super().__init__(desk, "Fields of your own", _ABOUT, _COLUMNS, parent)
        self.of = choice("Table", ((each.table, each.plural) for each in FIELDED))
        self.of.currentIndexChanged.connect(self._show)
        line = QHBoxLayout()
        line.setSpacing(2 * STEP)
        line.addWidget(label("Table", "muted"))
        line.addWidget(self.of)
        line.addStretch(1)
        self.inside.insertLayout(self.inside.indexOf(self.table), line)
        self.edit = self.add_button("Edit…", self._edit)
        self.rename = self.add_button("Rename choice…", self._rename)
        self.rename.setToolTip("Give a choice another name, in the records that have it too")
        self.add = self.add_button("Add field…", self._add)
        self.up = self.add_button("Move up", lambda: self._move(-1))
        self.down = self.add_button("Move down", lambda: self._move(1))
        self.remove = self.add_button("Delete", self._delete)
        self.up.setToolTip("Alt+Up")
        self.down.setToolTip("Alt+Down")
        self.table.opened.connect(self._edit)
        self.table.removed.connect(self._delete)
        self.table.moved.connect(self._move)
        self.table.chosen.connect(self._allow)

    def choose_table(self, table: str) -> None:
        """Show the fields of a table."""
        show_choice(self.of, table)
        self.refresh()

    def refresh(self) -> None:
        """Show the fields as they are now."""
        facts = self.desk.facts
        self.table.show_lines([_line(field, uses_of(facts, field)) for field in self._fields])
        self.table.setVisible(bool(self._fields))
        self._allow()

    @property
    def _fields(self) -> tuple[Field, ...]:
        kind = kind_of(self.desk.facts, str(self.of.currentData()))
        return tuple(field for field in kind.fields if field.custom)

    @property
    def _field(self) -> Field | None:
        return next((field for field in self._fields if field.custom == self.table.key), None)

    def _show(self) -> None:
        self.say("")
        self.refresh()

    def _can_move(self, by: int) -> bool:
        keys = [field.custom for field in self._fields]
        return self.table.key in keys and 0 <= keys.index(self.table.key) + by < len(keys)

    def _allow(self) -> None:
        """Enable what can be done with the chosen field."""
        writable = not self.desk.read_only
        self.add.setEnabled(writable)
        for each in (self.edit, self.remove):
            each.setEnabled(writable and self._field is not None)
        self.rename.setEnabled(writable and self._field is not None and bool(self._field.choices))
        self.up.setEnabled(writable and self._can_move(-1))
        self.down.setEnabled(writable and self._can_move(1))

    def _add(self) -> None:
        table = str(self.of.currentData())

        def save(session: Session, values: Row) -> Edit:
            return add_field(session, table, **_texts(values))

        new: Row = {"table_name": table, "name": "", "kind": "text"}
        names = ("label", "kind", "choices")
        self._open(Asked("New field", CUSTOM_FIELDS, names, new, save, "Add field"))

    def _edit(self) -> None:
        field = self._field
        if field is None:
            return
        key = int(field.custom)

        def save(session: Session, values: Row) -> Edit:
            return change_field(session, key, **_texts(values))

        row = {**_row(field), "table_name": str(self.of.currentData())}
        names = ("label", "kind", "choices", "name")
        self._open(Asked(f"Field {field.label}", CUSTOM_FIELDS, names, row, save))

    def _rename(self) -> None:
        field = self._field
        if field is None or not field.choices:
            return
        key, words = int(field.custom), tuple(each.value for each in field.choices)

        def save(session: Session, values: Row) -> Edit:
            return rename_choice(session, key, str(values["choice"]), str(values["name"] or ""))

        def check(row: Row, _context: Context) -> list[Problem]:
            problem = problem_of_choice(str(row["name"] or "").strip(), str(row["choice"]), words)
            return [] if problem is None else [problem]

        about = _renamed(self.desk.facts, str(self.of.currentData()), field)
        row: Row = {"choice": words[0], "name": None}
        asked = Asked(
            f"Choices of {field.label}", about, ("choice", "name"), row, save, "Rename", check=check
        )
        self.open_editor(asked)

    def _open(self, asked: Asked) -> None:
        """Open the editor; it says at once what is taken, and asks for choices where there are some."""
        others = [field for field in self._fields if field.custom != asked.row.get("key")]
        taken = [field.name for field in others]

        def named(row: Row) -> Row:
            """Return the row with the name that follows from its label, as long as none is given."""
            name = row.get("name") or free_name(str(row["table_name"]), str(row.get("label") or ""), taken)
            return {**row, "name": name}

        self.open_editor(
            asked._replace(
                check=lambda row, context: problems_of_field(named(row), others, context),
                only_where={"choices": ("kind", "choice")},
            )
        )

    def _move(self, by: int) -> None:
        if self._can_move(by):
            key = int(self.table.key)
            self.do(lambda session: move_field(session, key, by))

    def _delete(self) -> None:
        if self._field is not None:
            key = int(self.table.key)
            self.do(lambda session: delete_field(session, key))


class FieldsDialog(QDialog):
    """The card in a window of its own, over the table that the fields are of."""

    def __init__(self, desk: Desk, table: str, parent: QWidget | None = None) -> None:
        """Start with the fields of a table."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Fields of your own")
        self.setMinimumWidth(scaled(_WIDTH))
        self.card = FieldsCard(desk, self)
        whole = page_column(self)
        whole.addWidget(self.card)
        whole.addStretch(1)
        whole.addLayout(foot(close_button(self)))
        self.card.choose_table(table)
        first: Callable[[], None] = (
            self.card.table.setFocus if self.card.table.key else self.card.add.setFocus
        )
        first()
        desk.changed.connect(self.card.refresh)


def _row(field: Field) -> Row:
    return {
        "key": field.custom,
        "name": field.name,
        "label": field.label,
        "kind": word_of(field.kind),
        "choices": f"{SEPARATOR} ".join(each.value for each in field.choices) or None,
    }


def _renamed(facts: Facts, table: str, field: Field) -> Entity:
    """Return what is asked when a choice gets another name: which one, with how many records have it."""
    values, words = column_of(facts, table, field.name)
    counts = np.bincount(values[values >= 0], minlength=len(words)).tolist()
    uses = dict(zip(words, counts, strict=True))
    nouns = (entity(table).singular.lower(), entity(table).plural.lower())
    labels = (
        Choice(each.value, f"{each.label} · {formats.counted(uses.get(each.value, 0), *nouns)}")
        for each in field.choices
    )
    which = Field("choice", "Choice", Kind.CHOICE, required=True, choices=tuple(labels))
    return Entity("", "Choice", "Choices", (which, Field("name", "New name", required=True)))


def _texts(values: Row) -> dict[str, str]:
    return {name: str(value or "") for name, value in values.items()}


def _line(field: Field, uses: int) -> Line:
    words = ", ".join(each.label for each in field.choices)
    holds = _KINDS[word_of(field.kind)]
    texts = (field.label, f"{holds}: {words}" if words else holds, field.name, formats.count(uses))
    return Line(field.custom, texts)
