"""What changing rows does to the tables: what follows from a change, and what keeps it from being made."""

from collections.abc import Iterable, Mapping, Sequence

from tests.laws.plain.rules import CLOSED, STAGES, RefusedError, check
from tests.laws.plain.tables import Plain, Texts

EVENTS = "deal_stage_events"
USUAL: Mapping[str, Mapping[str, str]] = {
    "deals": {"customer_is_new": "yes", "currency": "USD"},
    "costs": {"currency": "USD"},
    "company_revenue": {"currency": "USD"},
    "targets": {"scope": "all", "spread": "evenly"},
}
"""What a column holds where nothing is said of it."""


def add(plain: Plain, table: str, texts: Texts, today: str) -> str:
    """Add a row and return its id; a deal beyond the first stage gets the event of its stage."""
    row = completed(plain, table, texts, today)
    check(plain, table, "", row, today)
    row_id = plain.add(table, row)
    if table == "deals":
        note_entry(plain, row_id, today)
    return row_id


def note_entry(plain: Plain, deal: str, today: str) -> None:
    """Write the event of a new deal beyond the first stage."""
    row = plain.rows["deals"][deal]
    if row["stage"] != STAGES[0]:
        plain.add(EVENTS, {"deal": deal, "stage": row["stage"], "entered_on": row["closed_on"] or today})


def completed(plain: Plain, table: str, texts: Texts, today: str) -> Texts:
    """Return a new row with what is usual where nothing is said."""
    usual = {**USUAL.get(table, {}), **({"effective_on": today} if table == "targets" else {})}
    return {name: texts.get(name, "") or usual.get(name, "") for name in plain.columns[table]}


def change(plain: Plain, table: str, changes: Mapping[str, Texts], today: str) -> None:
    """Give rows new texts by id: each is judged beside the rows as they were, and as they become."""
    stored, usual = plain.copied(), USUAL.get(table, {})
    before = {row_id: stored.rows[table][row_id] for row_id in changes}
    for row_id, texts in changes.items():
        new = {name: text or usual.get(name, "") for name, text in texts.items()}
        if all(before[row_id][name] == text for name, text in new.items()):
            continue
        after = {**before[row_id], **new}
        if table == "targets" and after["effective_on"] != today:
            check(stored, table, row_id, after, today)
            _succeed(plain, {**after, "reason": new.get("reason", ""), "effective_on": today})
            continue
        for each in (stored, plain):
            check(each, table, row_id, after, today)
        plain.put(table, row_id, after)
    if table == "deals":
        follow(plain, [(row_id, before[row_id]) for row_id in changes], today)


def _succeed(plain: Plain, after: Texts) -> None:
    """Let a target hold from its day on; one that is set for that day already gives way."""
    place = {name: after[name] for name in ("metric", "scope", "period", "effective_on")}
    there = plain.where("targets", **place)
    if there:
        plain.put("targets", there[0], after)
    else:
        plain.add("targets", after)


def follow(plain: Plain, changed: Iterable[tuple[str, Texts]], today: str) -> None:
    """Let the stage events follow deals that changed, given with what they were before."""
    for deal, before in changed:
        after = plain.rows["deals"][deal]
        if before["stage"] != after["stage"]:
            _enter(plain, deal, after, today)
        elif before["closed_on"] and after["closed_on"]:
            for event in plain.where(EVENTS, deal=deal, stage=after["stage"], entered_on=before["closed_on"]):
                plain.put(EVENTS, event, {"entered_on": after["closed_on"]})


def _enter(plain: Plain, deal: str, row: Texts, today: str) -> None:
    day, place = row["closed_on"] or today, STAGES.index(row["stage"])
    for event in plain.where(EVENTS, deal=deal):
        held = plain.rows[EVENTS][event]
        when = held["entered_on"], STAGES.index(held["stage"])
        other_close = held["stage"] in CLOSED and when != (day, place)
        if other_close or (when[0] == day and when[1] > place):
            del plain.rows[EVENTS][event]
    told = [plain.rows[EVENTS][event] for event in plain.where(EVENTS, deal=deal)]
    by_then = [
        (each["entered_on"], STAGES.index(each["stage"])) for each in told if each["entered_on"] <= day
    ]
    says = max(by_then)[1] if by_then else (-1 if row["qualified_on"] else 0)
    if says != place:
        plain.add(EVENTS, {"deal": deal, "stage": row["stage"], "entered_on": day})


def delete(plain: Plain, table: str, ids: Sequence[str]) -> None:
    """Delete rows; a deal takes its influences and events with it, what else is referred to stays."""
    for row_id in ids:
        for child, each, _ in list(plain.naming(table, row_id)):
            if table != "deals":
                raise RefusedError(f"{child} refers to it")
            del plain.rows[child][each]
        del plain.rows[table][row_id]


def duplicate(plain: Plain, table: str, ids: Sequence[str], today: str) -> None:
    """Add copies; a partner's name is marked as that of a copy, an external id is left out."""
    for row_id in ids:
        row = {**plain.rows[table][row_id]}
        if table == "partners":
            row["name"] = _name_of_copy(plain, row["name"])
        row |= {name: "" for name in ("external_id", "effective_on") if name in row}
        add(plain, table, row, today)


def _name_of_copy(plain: Plain, name: str) -> str:
    taken = {row["name"].casefold() for row in plain.rows["partners"].values()}
    copies = (f"{name} (copy)" if number == 1 else f"{name} (copy {number})" for number in range(1, 99))
    return next(each for each in copies if each.casefold() not in taken)


def stage_moved(row: Texts, texts: Texts, today: str) -> Texts:
    """Return what a cell with a stage brings along: a closed deal has a close date, an open one has none."""
    if "stage" not in texts or "closed_on" in texts or texts["stage"] not in STAGES:
        return texts
    closed = (row["closed_on"] or today) if texts["stage"] in CLOSED else ""
    return {**texts, "closed_on": closed}


def rename_customer(plain: Plain, old: str, new: str) -> None:
    """Give a customer another name wherever it stands."""
    places = [
        (table, each) for table in ("deals", "customer_stages") for each in plain.where(table, customer=old)
    ]
    if not places:
        raise RefusedError("nobody bears that name")
    for table, row_id in places:
        plain.put(table, row_id, {"customer": new})
