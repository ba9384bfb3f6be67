"""What pasting a block and importing a file do to the tables: many rows at once, some of them new."""

from collections.abc import Mapping, Sequence

from tests.laws.plain.changes import EVENTS, add, change, completed, follow, note_entry, stage_moved
from tests.laws.plain.rules import STAGES, RefusedError, check
from tests.laws.plain.tables import REFERENCES, Plain, Texts

UNKNOWN = "?"
"""Stands before the name of a partner that is not there."""

Lines = Sequence[tuple[str, Texts]]
"""Rows of a block or a file: the id of the row that is there, or an empty text, and the texts."""

_KEPT = frozenset({"currency", "customer_is_new"})
"""What an empty cell of a file leaves as it is, as there is always something in it."""


def paste(plain: Plain, table: str, lines: Lines, today: str, *, adding: bool) -> None:
    """Put a block into a table: all of it, or nothing where one cell does not fit."""
    if not adding and any(unknown_in(texts) for _, texts in lines):
        raise RefusedError("there is no such partner")
    lines = _with_partners(plain, lines, today)
    stored = plain.copied()
    changes = {each: texts for each, texts in lines if each}
    if table == "deals":
        changes = {each: stage_moved(stored.rows[table][each], told, today) for each, told in changes.items()}
    change(plain, table, changes, today)
    new = [_begun(texts, table, today) for each, texts in lines if not each and any(texts.values())]
    for texts in new:
        check(stored, table, "", completed(plain, table, texts, today), today)
        add(plain, table, texts, today)


def unknown_in(texts: Texts) -> str:
    """Return the name of the partner that a row names and that is not there; empty: none."""
    found = [texts[name] for name in REFERENCES if texts.get(name, "").startswith(UNKNOWN)]
    return found[0].removeprefix(UNKNOWN) if found else ""


def bring_in(plain: Plain, table: str, lines: Lines, today: str, *, mode: str, adding: bool) -> None:
    """Import a file: each row is judged beside the file as it was; those that do not fit stay out."""
    names = list(dict.fromkeys(name for _, texts in lines if (name := unknown_in(texts)) and adding))
    judged, ids = plain.copied(), dict[str, str]()
    for name in names:
        ids[name] = judged.add("partners", {"name": name})
    told = [(each, _with_ids(texts, ids)) for each, texts in lines]
    whole = [(each, _judged(judged, table, each, texts, mode, today)) for each, texts in told]
    good = [(each, texts) for each, texts in whole if texts]
    used = {text for _, texts in good for text in texts.values()}
    for name in [name for name in names if ids[name] in used]:
        fresh = add(plain, "partners", {"name": name}, today)
        good = [(e, {n: fresh if t == ids[name] else t for n, t in texts.items()}) for e, texts in good]
    new = [plain.add(table, texts) for each, texts in good if not each]
    for row_id in new if table == "deals" else ():
        note_entry(plain, row_id, today)
    for each, texts in [(each, texts) for each, texts in good if each]:
        before = plain.rows[table][each]
        plain.put(table, each, texts)
        if table == "deals":
            follow(plain, [(each, before)], today)


def _with_ids(texts: Texts, ids: Mapping[str, str]) -> Texts:
    """Return texts with the ids of partners that are added."""
    marked = {f"{UNKNOWN}{name}": row_id for name, row_id in ids.items()}
    return {name: marked.get(text, text) for name, text in texts.items()}


def _judged(plain: Plain, table: str, row_id: str, texts: Texts, mode: str, today: str) -> Texts:
    """Return a row as it is to be; empty where it stays out or says nothing new."""
    if row_id:
        held = plain.rows[table][row_id]
        texts = {name: text for name, text in texts.items() if text or name not in _KEPT}
        row = {**held, **texts}
        if row == held or mode == "create":
            return {}
    else:
        row = completed(plain, table, texts, today)
        if mode == "update":
            return {}
    try:
        check(plain, table, row_id, row, today)
    except RefusedError:
        return {}
    return row


def _with_partners(plain: Plain, lines: Lines, today: str) -> Lines:
    """Add the partners that rows name and that are not there, and return the rows with them."""
    ids: dict[str, str] = {}
    found = []
    for each, texts in lines:
        name = unknown_in(texts)
        if name and name not in ids:
            ids[name] = add(plain, "partners", {"name": name}, today)
        found.append((each, _with_ids(texts, ids)))
    return found


def _begun(texts: Texts, table: str, today: str) -> Texts:
    """Return a new row as it begins where cells are empty: a deal in the first stage, today at the latest."""
    given = {name: text for name, text in texts.items() if text}
    if table in {"deals", EVENTS}:
        given = {"stage": STAGES[0], **given}
    if table != "deals":
        return given
    given = stage_moved({"closed_on": ""}, given, today)
    days = [today, *(given[name] for name in ("qualified_on", "closed_on") if given.get(name))]
    return {"created_on": min(days), **given}
