"""What making one record of two does to the tables."""

from tests.laws.plain.changes import EVENTS
from tests.laws.plain.rules import CLOSED, STAGES, check
from tests.laws.plain.tables import OF_PARTNER, Plain, Texts


def merge_partners(plain: Plain, kept: str, gone: str, texts: Texts, today: str) -> None:
    """Make one partner of two: what refers to the one that goes refers to the other, and nothing twice."""
    for influence, row in list(plain.rows["deal_influences"].items()):
        source = plain.rows["deals"][row["deal"]]["source_partner"]
        both = plain.where("deal_influences", deal=row["deal"], partner=kept)
        twice = row["partner"] == gone and (both or source in {kept, gone})
        if twice or (row["partner"] == kept and source == gone):
            del plain.rows["deal_influences"][influence]
    for target in plain.where("targets", scope=f"{OF_PARTNER}{gone}"):
        row = {**plain.rows["targets"][target], "scope": f"{OF_PARTNER}{kept}"}
        same = {name: row[name] for name in ("metric", "scope", "period", "effective_on")}
        if plain.where("targets", **same):
            del plain.rows["targets"][target]
    plain.apart = frozenset(pair for pair in plain.apart if gone not in pair)
    _become(plain, "partners", kept, gone)
    _finish(plain, "partners", kept, texts, today)


def merge_deals(plain: Plain, kept: str, gone: str, texts: Texts, today: str) -> None:
    """Make one deal of two: a partner influences it once and never as its source; one history of stages."""
    after = {**plain.rows["deals"][kept], **texts}
    influences = plain.rows["deal_influences"]
    whose = {influences[each]["partner"] for each in plain.where("deal_influences", deal=kept)}
    for each in plain.where("deal_influences", deal=gone):
        if influences[each]["partner"] in whose:
            del influences[each]
    _become(plain, "deals", kept, gone)
    for each in plain.where("deal_influences", deal=kept, partner=after["source_partner"]):
        del plain.rows["deal_influences"][each]
    _join_histories(plain, kept, after, today)
    _finish(plain, "deals", kept, texts, today)


def _become(plain: Plain, table: str, kept: str, gone: str) -> None:
    for child, row_id, name in list(plain.naming(table, gone)):
        plain.put(child, row_id, {name: f"{OF_PARTNER}{kept}" if name == "scope" else kept})
    del plain.rows[table][gone]


def _finish(plain: Plain, table: str, kept: str, texts: Texts, today: str) -> None:
    after = {**plain.rows[table][kept], **texts}
    check(plain, table, kept, after, today)
    plain.put(table, kept, after)


def _join_histories(plain: Plain, deal: str, row: Texts, today: str) -> None:
    """Keep of two histories, each entry once, what leads to the stage; enter it where neither does."""
    events = [(each, plain.rows[EVENTS][each]) for each in plain.where(EVENTS, deal=deal)]
    told = {each: (held["entered_on"], STAGES.index(held["stage"])) for each, held in events}
    place, closed = STAGES.index(row["stage"]), row["closed_on"]
    entries = [when for when in told.values() if when[1] == place and closed in {"", when[0]}]
    last = max(entries, default=(closed or today, len(STAGES)))
    kept: set[tuple[str, int]] = set()
    for event, when in told.items():
        other_close = STAGES[when[1]] in CLOSED and when != (last[0], place)
        if when in kept or when > last or other_close:
            del plain.rows[EVENTS][event]
        kept.add(when)
    left = plain.where(EVENTS, deal=deal)
    if not entries and (left or (told and place)):
        plain.add(EVENTS, {"deal": deal, "stage": row["stage"], "entered_on": last[0]})
