"""Views of a table that a team keeps in its file: filters, order and columns under a name."""

from typing import NamedTuple

import numpy as np

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.facts import Facts
from partnertracker.domain.names import search_key
from partnertracker.domain.problems import Problem
from partnertracker.domain.search import folded
from partnertracker.domain.validation import shown
from partnertracker.services.arrangements import Arrangement, arrangement_of, kept
from partnertracker.services.editing import Edit, change_row, delete_rows, insert_row
from partnertracker.services.listing.language import read_query
from partnertracker.services.listing.spelling import with_word_renamed
from partnertracker.services.listing.vocabulary import Vocabulary
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session

TABLE = "saved_views"


class SavedView(NamedTuple):
    """An arrangement that has a name; ``key`` is that of its row."""

    key: int
    name: str
    arrangement: Arrangement


def view_names(facts: Facts, table: str) -> tuple[tuple[int, str], ...]:
    """Return the key and the name of each view of a table, by name."""
    saved = facts[TABLE]
    rows = np.flatnonzero(saved["table_name"] == saved.code("table_name", table))
    named = ((int(saved.keys[row]), saved.text("name", row) or "") for row in rows.tolist())
    return tuple(sorted(named, key=lambda each: (folded(each[1]), each[1])))


def saved_view(session: Session, key: int) -> SavedView | None:
    """Return a view; None when it is there no longer."""
    rows = session.rows(TABLE, [key])
    return SavedView(key, str(rows[0]["name"]), arrangement_of(rows[0]["definition"])) if rows else None


def save_view(session: Session, table: str, name: str, arrangement: Arrangement) -> Edit:
    """Keep an arrangement under a name: “Add saved view “Large deals””.

    Raises:
        InvalidRowsError: another view of the table has the name, in whatever case; running it, too, where it
            is missing.
    """
    _refuse_namesake(session, table, name)
    row = {"table_name": table, "name": name.strip() or None, "definition": kept(arrangement)}
    return insert_row(session, TABLE, row)


def replace_view(session: Session, key: int, arrangement: Arrangement) -> Edit:
    """Keep another arrangement under the name of a view: “Edit saved view “Large deals””."""
    return change_row(session, TABLE, key, {"definition": kept(arrangement)})


def rename_view(session: Session, key: int, name: str) -> Edit:
    """Give a view another name; as ``save_view``."""
    (row,) = session.rows(TABLE, [key])
    _refuse_namesake(session, str(row["table_name"]), name, key)
    return change_row(session, TABLE, key, {"name": name.strip() or None})


def delete_view(session: Session, key: int) -> Edit:
    """Forget a view: “Delete saved view “Large deals””."""
    return delete_rows(session, TABLE, [key])


def rename_in_views(writer: Writer, name: str, renamed: tuple[str, str], vocabulary: Vocabulary) -> None:
    """Have the views of a table ask for a word of a column by its new name.

    Args:
        writer: the step that renames it.
        name: the column.
        renamed: the old name and the new one.
        vocabulary: the table's, plain, while the word has its old name.
    """
    for row in writer.find(TABLE, {"table_name": vocabulary.table}):
        before = arrangement_of(row["definition"])
        text = with_word_renamed(before.text, read_query(before.text, vocabulary), name, renamed)
        if text != before.text:
            writer.update(TABLE, int(row["key"] or 0), {"definition": kept(before._replace(text=text))})


def _refuse_namesake(session: Session, table: str, name: str, own: int = 0) -> None:
    for row in session.store.find(TABLE, {"table_name": table}):
        if row["key"] != own and search_key(str(row["name"])) == search_key(name):
            sentence = f"There is already a saved view “{shown(row['name'])}”: choose another name."
            raise InvalidRowsError((Problem("name", name, sentence),))
