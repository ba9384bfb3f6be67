"""What can't belong to both of two records any more when they become one: who keeps it, and by which rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from partnertracker.domain.fields import Context, Row
from partnertracker.services.editing import stage_events
from partnertracker.services.editing.references import OF_PARTNER
from partnertracker.services.ports import Reader


class Why(StrEnum):
    """The rule by which a row goes."""

    TWICE = "twice"
    """Both have what only one can have; that of the one that is kept stays."""

    SOURCE = "source"
    """It is an influence of the partner that is the deal's source."""

    HISTORY = "history"
    """The stage history says it twice, or it leads beyond the stage that the deal gets."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A row that goes when two records become one.

    Attributes:
        table: its table.
        row: its disk values.
        why: by which rule.
        name: of an influence, the deal or the partner at its other end.
        stays: the row that stays in its place, where there is one.
    """

    table: str
    row: Row
    why: Why
    name: str = ""
    stays: Row | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    """What two records would become.

    Attributes:
        losses: the rows that go.
        hanging: how many rows hang on the one that is left, by table.
    """

    losses: Sequence[Loss]
    hanging: Mapping[str, int]


def losses_of_partners(reader: Reader, gone: str, kept: str) -> Iterator[Loss]:
    """Yield the influences and targets that go when one partner, by id, becomes another one."""
    for deal in reader.find("deals", {"source_partner": gone}):
        for influence in reader.find("deal_influences", {"deal": deal["id"], "partner": kept}):
            yield Loss("deal_influences", influence, Why.SOURCE, str(deal["name"]))
    for influence in reader.find("deal_influences", {"partner": gone}):
        whole = reader.row("deals", str(influence["deal"])) or {}
        name = str(whole.get("name") or "")
        there = reader.find("deal_influences", {"deal": influence["deal"], "partner": kept})
        if whole.get("source_partner") in {kept, gone}:
            yield Loss("deal_influences", influence, Why.SOURCE, name)
        elif there:
            yield Loss("deal_influences", influence, Why.TWICE, name, there[0])
    for target in reader.find("targets", {"scope": f"{OF_PARTNER}{gone}"}):
        place = {name: target[name] for name in ("metric", "period", "effective_on")}
        held = reader.find("targets", {**place, "scope": f"{OF_PARTNER}{kept}"})
        if held:
            yield Loss("targets", target, Why.TWICE, stays=held[0])


def losses_of_deals(reader: Reader, gone: str, kept: Row) -> Iterator[Loss]:
    """Yield the influences that go when one deal, by id, becomes another one, given as it is to be."""
    held = {row["partner"]: row for row in reader.find("deal_influences", {"deal": kept["id"]})}
    coming = reader.find("deal_influences", {"deal": gone})
    for influence in (*held.values(), *coming):
        if influence["partner"] == kept["source_partner"]:
            yield Loss("deal_influences", influence, Why.SOURCE, _partner(reader, influence))
    for influence in coming:
        stays = held.get(influence["partner"])
        if stays is not None and influence["partner"] != kept["source_partner"]:
            yield Loss("deal_influences", influence, Why.TWICE, _partner(reader, influence), stays)


def history_of_both(reader: Reader, gone: str, kept: Row, context: Context) -> tuple[list[Loss], int]:
    """Return the stage events of two deals that go, and how many the deal has in the end."""
    events = [event for of in (kept["id"], gone) for event in reader.find(stage_events.TABLE, {"deal": of})]
    joined = stage_events.joined(events, kept, context)
    losses = [Loss(stage_events.TABLE, event, Why.HISTORY) for event in joined.superfluous]
    return losses, len(events) - len(losses) + bool(joined.lacking)


def _partner(reader: Reader, influence: Row) -> str:
    partner = reader.row("partners", str(influence["partner"]))
    return str(partner["name"]) if partner else ""
