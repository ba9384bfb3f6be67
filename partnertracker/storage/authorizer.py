"""What no statement may do outside a migration, whoever wrote it: change the schema, reach another file."""

import sqlite3

_FORBIDDEN = frozenset(
    {
        sqlite3.SQLITE_ALTER_TABLE,
        sqlite3.SQLITE_ANALYZE,
        sqlite3.SQLITE_ATTACH,
        sqlite3.SQLITE_CREATE_INDEX,
        sqlite3.SQLITE_CREATE_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_INDEX,
        sqlite3.SQLITE_CREATE_TEMP_TABLE,
        sqlite3.SQLITE_CREATE_TEMP_TRIGGER,
        sqlite3.SQLITE_CREATE_TEMP_VIEW,
        sqlite3.SQLITE_CREATE_TRIGGER,
        sqlite3.SQLITE_CREATE_VIEW,
        sqlite3.SQLITE_CREATE_VTABLE,
        sqlite3.SQLITE_DETACH,
        sqlite3.SQLITE_DROP_INDEX,
        sqlite3.SQLITE_DROP_TABLE,
        sqlite3.SQLITE_DROP_TEMP_INDEX,
        sqlite3.SQLITE_DROP_TEMP_TABLE,
        sqlite3.SQLITE_DROP_TEMP_TRIGGER,
        sqlite3.SQLITE_DROP_TEMP_VIEW,
        sqlite3.SQLITE_DROP_TRIGGER,
        sqlite3.SQLITE_DROP_VIEW,
        sqlite3.SQLITE_DROP_VTABLE,
        sqlite3.SQLITE_REINDEX,
    }
)

_PRAGMAS: dict[str, frozenset[str] | None] = {
    # read only: with any value they are refused
    "application_id": frozenset(),
    "compile_options": frozenset(),
    "database_list": frozenset(),
    "foreign_keys": frozenset(),
    "freelist_count": frozenset(),
    "page_count": frozenset(),
    "page_size": frozenset(),
    "synchronous": frozenset({"extra"}),
    "user_version": frozenset(),
    # with these values
    "defer_foreign_keys": frozenset({"on"}),
    "fullfsync": frozenset({"on"}),
    "journal_mode": frozenset({"truncate", "delete"}),
    "query_only": frozenset({"on"}),
    # with any value: they read, or only cost memory
    "cache_size": None,
    "cache_spill": None,
    "foreign_key_check": None,
    "foreign_key_list": None,
    "index_info": None,
    "index_list": None,
    "index_xinfo": None,
    "integrity_check": None,
    "quick_check": None,
    "table_info": None,
    "table_list": None,
    "table_xinfo": None,
}
"""The pragmas that may be used, and with which values; every other one is refused."""


def forbid(conn: sqlite3.Connection) -> None:
    """Refuse from now on what only a migration may do; the statement then fails with “not authorized”."""
    conn.set_authorizer(_decide)


def allow(conn: sqlite3.Connection) -> None:
    """Allow everything, for the length of a migration."""
    conn.set_authorizer(None)


def _decide(action: int, name: str | None, value: str | None, _schema: str | None, _inner: str | None) -> int:
    if action in _FORBIDDEN:
        return sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_PRAGMA:
        return _decide_pragma(str(name).lower(), value)
    if action == sqlite3.SQLITE_FUNCTION and value == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK


def _decide_pragma(name: str, value: str | None) -> int:
    if name not in _PRAGMAS:
        return sqlite3.SQLITE_DENY
    allowed = _PRAGMAS[name]
    fits = value is None or allowed is None or value.lower() in allowed
    return sqlite3.SQLITE_OK if fits else sqlite3.SQLITE_DENY
