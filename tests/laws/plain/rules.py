"""What the contract of the tables allows a row to hold, in plain words and dates."""

from collections.abc import Callable, Mapping

from tests.laws.plain.tables import OF_PARTNER, REFERENCES, Plain, Texts

STAGES = ("lead", "qualified", "proposal", "negotiation", "won", "lost")
"""The stages of a deal in their order; the last two end it."""

CLOSED = frozenset({"won", "lost"})

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "partners": ("name",),
    "deals": ("name", "customer", "stage", "value", "created_on"),
    "deal_influences": ("deal", "partner"),
    "deal_stage_events": ("deal", "stage", "entered_on"),
    "health_reviews": ("partner", "status", "reviewed_on"),
    "actions": ("partner", "title"),
    "certifications": ("partner", "person", "certificate", "issued_on"),
    "tier_requirements": ("tier", "certificate", "people"),
    "surveys": ("partner", "kind", "score", "answered_on"),
    "customer_stages": ("customer", "partner", "stage", "started_on"),
    "costs": ("month", "category", "amount"),
    "company_revenue": ("month", "amount"),
    "targets": ("metric", "period", "comparison"),
    "exchange_rates": ("currency", "from_date", "rate"),
    "notes": ("date", "text"),
}

UNIQUE: Mapping[str, tuple[str, ...]] = {
    "partners": ("name",),
    "deals": ("external_id",),
    "deal_influences": ("deal", "partner"),
    "company_revenue": ("month",),
    "tier_requirements": ("tier", "certificate"),
    "exchange_rates": ("currency", "from_date"),
    "targets": ("metric", "scope", "period", "effective_on"),
}
"""The columns that no two rows share where they are filled."""

_IN_ORDER: Mapping[str, tuple[tuple[str, str], ...]] = {
    "partners": (("joined_on", "offboarded_on"),),
    "deals": (("created_on", "qualified_on"), ("created_on", "closed_on")),
    "health_reviews": (("reviewed_on", "next_review_on"),),
    "certifications": (("issued_on", "expires_on"),),
    "customer_stages": (("started_on", "finished_on"),),
}
_CHOICES: Mapping[tuple[str, str], frozenset[str]] = {
    ("deals", "stage"): frozenset(STAGES),
    ("deal_stage_events", "stage"): frozenset(STAGES),
    ("health_reviews", "status"): frozenset({"green", "yellow", "red"}),
    ("partners", "type"): frozenset({
        *("reseller", "referral", "technology", "services", "distributor", "agency", "other"),
    }),
    ("deal_influences", "role"): frozenset({"co-sell", "referral", "technical", "delivery", "other"}),
    ("costs", "category"): frozenset({
        *("partner_managers", "marketing", "customer_success", "commission"),
    }),
}  # fmt: skip


class RefusedError(Exception):
    """The tables do not allow it."""


def check(plain: Plain, table: str, row_id: str, row: Texts, today: str) -> None:
    """Raise RefusedError where a row can't be like that beside the others.

    Args:
        plain: the tables; the row itself may be in them or not.
        table: the row's.
        row_id: its id, empty for a new one.
        row: as it is to be.
        today: the day.
    """
    for name in REQUIRED[table]:
        _must(bool(row[name]), f"{name} is needed")
    for (of, name), words in _CHOICES.items():
        _must(of != table or not row[name] or row[name] in words, f"{name} is none of its words")
    for first, then in _IN_ORDER.get(table, ()):
        _must(not row[first] or not row[then] or row[first] <= row[then], f"{then} is before {first}")
    for name, of in REFERENCES.items():
        _must(not row.get(name) or row[name] in plain.rows[of], f"there is no such {name}")
    scope = row.get("scope", "").removeprefix(OF_PARTNER)
    _must(scope == row.get("scope", "") or scope in plain.rows["partners"], "there is no such partner")
    for each in plain.fields:
        chosen = each.table == table and each.kind == "choice"
        _must(not chosen or row[each.name] in {"", *each.choices.split("; ")}, f"{each.name} is no choice")
    _check_unique(plain, table, row_id, row)
    if table in _RULES:
        _must(_RULES[table](plain, row_id, row, today), f"a rule of {table}")


def name_key(name: str) -> str:
    """Return what two spellings of a partner's name share."""
    return " ".join(name.casefold().split())


def _must(holds: bool, why: str) -> None:  # noqa: FBT001
    if not holds:
        raise RefusedError(why)


def _check_unique(plain: Plain, table: str, row_id: str, row: Texts) -> None:
    names = UNIQUE.get(table, ())
    if names and all(row[name] for name in names):
        own = [name_key(row[name]) for name in names]
        for other, held in plain.rows[table].items():
            same = other != row_id and [name_key(held[name]) for name in names] == own
            _must(not same, f"{names} is taken")


def _deal(plain: Plain, row_id: str, row: Texts, today: str) -> bool:
    closed = bool(row["closed_on"]) if row["stage"] in CLOSED else not row["closed_on"]
    influencing = plain.where("deal_influences", deal=row_id, partner=row["source_partner"])
    return closed and row["closed_on"] <= today and not row["value"].startswith("-") and not influencing


def _influence(plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return plain.rows["deals"][row["deal"]]["source_partner"] != row["partner"]


def _review(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return row["status"] == "green" or bool(row["reason"])


def _survey(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    usual = ("0", "10") if row["kind"] == "nps" else ("1", "5")
    low, high = (
        float(row[name] or text) for name, text in zip(("scale_min", "scale_max"), usual, strict=True)
    )
    own_scale = row["kind"] == "nps" and (low, high) != (0, 10)
    return low <= float(row["score"]) <= high and not own_scale


def _customer_stage(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return bool(row["finished_on"]) == bool(row["outcome"])


def _note(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return bool(row["partner"]) != bool(row["metric"])


def _rate(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return float(row["rate"]) > 0 and row["currency"] != "USD"


def _target(_plain: Plain, _row_id: str, row: Texts, _today: str) -> bool:
    return row["comparison"] == "growing" or bool(row["value"])


_RULES: Mapping[str, Callable[[Plain, str, Texts, str], bool]] = {
    "deals": _deal,
    "deal_influences": _influence,
    "health_reviews": _review,
    "surveys": _survey,
    "customer_stages": _customer_stage,
    "notes": _note,
    "exchange_rates": _rate,
    "targets": _target,
}
