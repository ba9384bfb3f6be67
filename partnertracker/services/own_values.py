"""Rows that hold a text in one of the fields of the team, found as one types."""

from partnertracker.domain.fields import Kind
from partnertracker.domain.texts import Texts
from partnertracker.services.listing.texts import followed_texts, load_texts
from partnertracker.services.ports import Reader, TableChanges
from partnertracker.services.session import Session

TABLE = "custom_values"
"""Where the values of all tables lie."""

_SPOKEN = frozenset({Kind.TEXT, Kind.CHOICE})
_COLUMNS = ("value",)
_LOOKED_AT = 64


class OwnValues:
    """The values of the fields of the team, of all tables, as they are at the moment."""

    def __init__(self, reader: Reader) -> None:
        """Read them all."""
        self._texts: Texts = load_texts(reader, TABLE, _COLUMNS)

    def follow(self, reader: Reader, changes: TableChanges) -> None:
        """Take in what a step changed."""
        self._texts = followed_texts(self._texts, reader, TABLE, changes, _COLUMNS)

    def holding(self, session: Session, table: str, query: str, most: int) -> list[int]:
        """Return the keys of a few rows of a table with a value that contains the query as it is.

        Args:
            session: the open file.
            table: the rows' table.
            query: what was typed.
            most: how many are wanted; of all values with the query the newest 64 are looked at.
        """
        own = {field.custom for field in session.kind(table).fields if field.custom and field.kind in _SPOKEN}
        found = self._texts.columns[_COLUMNS[0]].newest(query, _LOOKED_AT) if own else []
        values = session.rows(TABLE, self._texts.keys[found].tolist()) if found else []
        records = [str(value["record"]) for value in values if value["field"] in own]
        keys = session.store.keys_of(table, set(records))
        return list(dict.fromkeys(keys[each] for each in records if each in keys))[:most]
