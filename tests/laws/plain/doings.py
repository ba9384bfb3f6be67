"""What the clerk does, drawn at random: each to the file as the window does it, and to the plain tables."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from random import Random

from partnertracker.domain.errors import PartnerTrackerError
from partnertracker.services.customers import rename_customer
from partnertracker.services.duplicates import tell_apart
from partnertracker.services.editing import change_rows, delete_rows, duplicate_rows, insert_row, set_target
from tests.laws.plain import changes
from tests.laws.plain.clerk import Clerk
from tests.laws.plain.drawing import CUSTOMERS, TABLES, any_id, drawn, some
from tests.laws.plain.files import bring_in
from tests.laws.plain.gathering import join, no_field, own_field, paste
from tests.laws.plain.revising import back, out_of_the_bin
from tests.laws.plain.tables import Plain, Texts

MOSTLY = ("deals", "deals", "partners", "partners", "deal_influences", "deal_influences")


def table_of(draw: Random) -> str:
    return draw.choice([draw.choice(MOSTLY), draw.choice(TABLES)])


def few(draw: Random, plain: Plain, table: str) -> list[str]:
    """Return the ids of a few rows."""
    ids = plain.where(table)
    return draw.sample(ids, min(len(ids), draw.choice([1, 1, 2, 3])))


def add(clerk: Clerk, draw: Random) -> None:
    table = table_of(draw)
    texts, session = drawn(draw, clerk.plain, table), clerk.session
    clerk.attempt(
        lambda: session.execute(*insert_row(session, table, clerk.values(table, texts))),
        lambda plain: changes.add(plain, table, texts, clerk.today),
    )


def new_texts(clerk: Clerk, draw: Random, table: str) -> Texts:
    """Return other texts for a row; of a target those that a person may change."""
    texts = drawn(draw, clerk.plain, table)
    if table == "targets":
        texts = {name: texts[name] for name in ("comparison", "value", "reason")}
    return some(draw, texts)


def change(clerk: Clerk, draw: Random) -> None:
    table = table_of(draw)
    wanted = {each: new_texts(clerk, draw, table) for each in few(draw, clerk.plain, table)}
    session = clerk.session
    if wanted:
        clerk.attempt(
            lambda: session.execute(
                *change_rows(
                    session,
                    table,
                    {clerk.key(table, each): clerk.values(table, texts) for each, texts in wanted.items()},
                )
            ),
            lambda plain: changes.change(plain, table, wanted, clerk.today),
        )


def delete(clerk: Clerk, draw: Random) -> None:
    table, session = table_of(draw), clerk.session
    ids = few(draw, clerk.plain, table)
    if ids:
        keys = [clerk.key(table, each) for each in ids]
        clerk.attempt(
            lambda: session.execute(*delete_rows(session, table, keys)),
            lambda plain: changes.delete(plain, table, ids),
        )


def duplicate(clerk: Clerk, draw: Random) -> None:
    table, session = table_of(draw), clerk.session
    ids = few(draw, clerk.plain, table)
    if ids:
        keys = [clerk.key(table, each) for each in ids]
        clerk.attempt(
            lambda: session.execute(*duplicate_rows(session, table, keys)),
            lambda plain: changes.duplicate(plain, table, ids, clerk.today),
        )


def aim(clerk: Clerk, draw: Random) -> None:
    """Set a target from today on."""
    session = clerk.session
    texts = drawn(draw, clerk.plain, "targets")
    place = {name: texts[name] for name in ("metric", "scope", "period")}
    rest = {name: texts[name] for name in ("comparison", "value", "reason")}

    def act() -> None:
        values = clerk.values("targets", rest)
        session.execute(*set_target(session, place["metric"], place["scope"], place["period"], **values))

    def predict(plain: Plain) -> None:
        today = plain.where("targets", **place, effective_on=clerk.today)
        if today:
            whole = changes.completed(plain, "targets", {**place, **rest}, clerk.today)
            changes.change(plain, "targets", {today[-1]: whole}, clerk.today)
        else:
            changes.add(plain, "targets", {**place, **rest}, clerk.today)

    clerk.attempt(act, predict)


def rename(clerk: Clerk, draw: Random) -> None:
    """Give a customer another name."""
    known = sorted({row["customer"] for row in clerk.plain.rows["deals"].values()})
    old, new = draw.choice([*known, *CUSTOMERS]), draw.choice([*CUSTOMERS, " Harbour "])
    clerk.attempt(
        lambda: clerk.session.execute(*rename_customer(old, new)),
        lambda plain: changes.rename_customer(plain, old, new.strip()),
    )


def apart(clerk: Clerk, draw: Random) -> None:
    """Tell two partners apart."""
    one, other = any_id(draw, clerk.plain, "partners"), any_id(draw, clerk.plain, "partners")
    if one == other:
        return

    def predict(plain: Plain) -> None:
        plain.apart |= {frozenset((one, other))}

    keys = clerk.key("partners", one), clerk.key("partners", other)
    clerk.attempt(lambda: clerk.session.execute(*tell_apart(clerk.session, *keys)), predict)


def crash(clerk: Clerk, draw: Random) -> None:
    """Be killed, while nothing is done or in the middle of a step."""
    table = table_of(draw)
    texts = drawn(draw, clerk.plain, table)
    edit = None
    if draw.random() < 0.6:
        with suppress(PartnerTrackerError):
            edit = insert_row(clerk.session, table, clerk.values(table, texts))
    clerk.crash(edit)


DOINGS: Mapping[str, Callable[[Clerk, Random], object]] = {
    "add": add,
    "change": change,
    "delete": delete,
    "duplicate": duplicate,
    "aim": aim,
    "rename": rename,
    "paste": paste,
    "import": bring_in,
    "merge": join,
    "back": back,
    "restore": out_of_the_bin,
    "own field": own_field,
    "no field": no_field,
    "apart": apart,
    "undo": lambda clerk, _draw: clerk.undo(),
    "redo": lambda clerk, _draw: clerk.redo(),
    "sleep": lambda clerk, _draw: clerk.sleep(),
    "reopen": lambda clerk, _draw: clerk.reopen(),
    "crash": crash,
}

OFTEN = ("add", "change", "change", "delete", "paste", "import", "merge", "back", "undo", "undo", "redo")
