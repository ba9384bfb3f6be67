"""What the file, or a row that stays, needs as it is by now: it does not go back to what it was."""

from collections.abc import Iterator

from partnertracker.domain.fields import Context, Row
from partnertracker.services.editing.formulas import metrics_in
from partnertracker.services.editing.judging import RulesAbout
from partnertracker.services.editing.writing import Change
from partnertracker.services.past import BROKEN, Obstacle
from partnertracker.services.stages import OUTCOME_WORDS
from partnertracker.storage.afterwards import later_change, leaving, rows_after, values_back
from partnertracker.storage.layout import layout
from partnertracker.storage.rows import RowReader
from partnertracker.storage.standing import LATER, Standing

_MEANING = ("formula", "unit")
"""The fields of a metric on which it depends what a target for it may say."""


def needing(standing: Standing, context: Context) -> Iterator[Obstacle]:
    """Yield the rows that something else needs as they are.

    Args:
        standing: what of the step stands.
        context: what rules know once the step is taken back.
    """
    yield from _only_stages(standing)
    yield from _metrics_of_targets(standing, context)
    yield from _currencies_with_rates(standing)


def changed_metric(standing: Standing, row: Row) -> int:
    """Return the newest later step that changed the metric of the team's own that a row names; 0: none."""
    query = "SELECT key FROM custom_metrics WHERE name = ?"
    found = standing.conn.execute(query, (row["metric"],)).fetchone() if row.get("metric") else None
    return later_change(standing, layout("custom_metrics"), found[0]) if found else 0


def _only_stages(standing: Standing) -> Iterator[Obstacle]:
    """Yield the stages without which, or with whose outcome of then, no stage of an outcome would be left."""
    place = layout("stages")
    lost = leaving(standing, place) | {key for key, _ in values_back(standing, place, ("outcome",))}
    if not lost:
        return
    left = {row["outcome"] for row, _ in rows_after(standing, place)}
    removed = (
        f"SELECT max(l.step) FROM changes AS l {LATER} WHERE l.table_name = 'stages'"  # noqa: S608
        " AND l.what = 'delete' AND json_extract(l.before, '$.outcome') = :outcome"
    )
    for key, outcome in standing.conn.execute("SELECT key, outcome FROM stages ORDER BY key").fetchall():
        if key in lost and outcome not in left:
            bound = {**standing.bound(place.table), "outcome": outcome}
            (step,) = standing.conn.execute(removed, bound).fetchone()
            says = f"It is the only stage for {OUTCOME_WORDS[outcome]}."
            yield Obstacle(place.table, key, BROKEN, step or 0, says=says)


def _metrics_of_targets(standing: Standing, context: Context) -> Iterator[Obstacle]:
    """Yield the metrics that can't mean what they meant, as a target for one could not be what it is."""
    metrics, targets = layout("custom_metrics"), layout("targets")
    changed = [key for key, _ in values_back(standing, metrics, _MEANING)]
    if not changed:
        return
    names = {name: key for key, name in standing.conn.execute("SELECT key, name FROM custom_metrics")}
    before = context._replace(metrics=metrics_in(RowReader(standing.conn)))
    now, then = (RulesAbout(targets.entity, frozenset({"metric"})) for _ in range(2))
    for row, touched in rows_after(standing, targets):
        problems = () if touched else then.problems(Change(row, {}), context)
        if problems and not now.problems(Change(row, {}), before):
            own, key = names.get(row["metric"], 0), int(row["key"] or 0)
            metric = own if own in changed else changed[0]  # else of its formula
            step, by = later_change(standing, targets, key), (targets.table, key)
            yield Obstacle(metrics.table, metric, BROKEN, step, by, problems[0].sentence)


def _currencies_with_rates(standing: Standing) -> Iterator[Obstacle]:
    """Yield the file's currency where that of then has an exchange rate by now."""
    rates = layout("exchange_rates")
    going = leaving(standing, rates)
    for key, back in values_back(standing, layout("settings"), ("value",)):
        query = (
            "SELECT rate.key FROM exchange_rates AS rate JOIN settings AS own ON own.key = ?"
            " WHERE own.name = 'currency' AND rate.currency = ? ORDER BY rate.key"
        )
        found = [rate for (rate,) in standing.conn.execute(query, (key, back["value"])) if rate not in going]
        for rate in found[:1]:
            step = later_change(standing, rates, rate)
            yield Obstacle("settings", key, BROKEN, step, says=f"{back['value']} has an exchange rate.")
