"""Changing rows: named operations for one row or many, checked, in one step each.

Each function returns an ``Edit``: ``session.execute(*edit)`` runs it. A row that breaks a rule raises
InvalidRowsError and leaves everything as it was.
"""

from partnertracker.services.editing.checking import problems_of
from partnertracker.services.editing.edit import Edit, combined
from partnertracker.services.editing.months import add_next_month, month_after, month_field
from partnertracker.services.editing.reading import TextsRead, read_texts
from partnertracker.services.editing.rows import (
    change_row,
    change_rows,
    delete_rows,
    duplicate_rows,
    insert_row,
    insert_rows,
)
from partnertracker.services.editing.trade import (
    add_influence,
    add_review,
    end_capacity,
    remove_target,
    set_capacity,
    set_scorecard,
    set_target,
)

__all__ = [
    "Edit",
    "TextsRead",
    "add_influence",
    "add_next_month",
    "add_review",
    "change_row",
    "change_rows",
    "combined",
    "delete_rows",
    "duplicate_rows",
    "end_capacity",
    "insert_row",
    "insert_rows",
    "month_after",
    "month_field",
    "problems_of",
    "read_texts",
    "remove_target",
    "set_capacity",
    "set_scorecard",
    "set_target",
]
