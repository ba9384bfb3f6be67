"""Rules that rows would break as they were before a step, since the rest of the file has changed."""

from collections.abc import Iterator, Mapping

from partnertracker.domain.custom import custom_field
from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Stage, Value
from partnertracker.domain.metrics.formula import FormulaFault, measures_in, parsed
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.domain.settings import Settings
from partnertracker.domain.validation import names_metric
from partnertracker.services.editing.checking import NOT_ITS_SOURCE
from partnertracker.services.editing.formulas import formula_problems, metrics_with, written
from partnertracker.services.editing.judging import RulesAbout
from partnertracker.services.editing.writing import Change
from partnertracker.services.past import BROKEN, REFERRED, Obstacle
from partnertracker.storage.afterwards import (
    changing,
    coming,
    later_change,
    leaving,
    rows_after,
    values_back,
)
from partnertracker.storage.layout import Layout, layout
from partnertracker.storage.needs import changed_metric, needing
from partnertracker.storage.standing import Standing

_NO_DAY_IS_LATER = "9999-12-31"
"""What was no day to come when it was stored is none now."""

_DECLARED = ("kind", "choices")


def broken(standing: Standing) -> Iterator[Obstacle]:
    """Yield the rows that would break a rule, or would let another row break one."""
    context = _context(standing)
    for place in (layout(each.table) for each in ENTITIES):
        yield from _broken_by_values(standing, place, context)
        yield from _broken_by_return(standing, place, context)
    yield from _needed_as_it_is(standing, layout("custom_fields"))
    yield from _none_of_their_field(standing, layout("custom_values"))
    yield from _formulas(standing, layout("custom_metrics"))
    yield from _sources_that_influence(standing)
    yield from _influences_of_sources(standing)
    yield from needing(standing, context)


def _context(standing: Standing) -> Context:
    """Return what rules know once the step is taken back."""
    stages = [
        Stage(
            str(row["name"]),
            str(row["label"]),
            int(row["position"] or 0),
            float(row["probability"] or 0),
            str(row["outcome"]),
        )
        for row, _ in rows_after(standing, layout("stages"))
    ]
    settings = {str(row["name"]): str(row["value"]) for row, _ in rows_after(standing, layout("settings"))}
    currency = settings.get("currency", Settings().currency)
    metrics = metrics_with(written(row) for row, _ in rows_after(standing, layout("custom_metrics")))
    return Context(_NO_DAY_IS_LATER, currency, {stage.key: stage for stage in stages}, metrics)


def _broken_by_values(standing: Standing, place: Layout, context: Context) -> Iterator[Obstacle]:
    """Yield the rows that can't get values back; each different value is looked at once."""
    looking = _looking_around(place.entity)
    names = frozenset(looking | {name for rule in place.entity.rules for name in (rule.column, *rule.reads)})
    read = names | {field.name for field in place.entity.fields if field.kind is Kind.CURRENCY}
    rules: dict[frozenset[str], RulesAbout] = {}
    for now, back in changing(standing, place, names, read) if names else ():
        change = Change(now, back)
        about = frozenset(change.differing)
        if about not in rules:
            rules[about] = RulesAbout(place.entity, about)
        for problem in rules[about].problems(change, context)[:1] if about else ():
            key = int(now["key"] or 0)
            step = later_change(standing, place, key, but=back) or changed_metric(standing, change.after)
            yield Obstacle(place.table, key, BROKEN, step, says=problem.sentence)


def _broken_by_return(standing: Standing, place: Layout, context: Context) -> Iterator[Obstacle]:
    """Yield the rows that can't come back, by those rules that look at more than the row."""
    names = _looking_around(place.entity)
    rules = RulesAbout(place.entity, names)
    for row in coming(standing, place) if names else ():
        for problem in rules.problems(Change(row, {}), context)[:1]:
            step = changed_metric(standing, row)
            yield Obstacle(place.table, int(row["key"] or 0), BROKEN, step, says=problem.sentence)


def _looking_around(kind: Entity) -> frozenset[str]:
    """Return the fields of which it depends on other rows what they may hold."""
    return frozenset(field.name for field in kind.fields if _looks_around(kind, field))


def _looks_around(kind: Entity, field: Field) -> bool:
    """Tell whether what a field may hold depends on other rows."""
    own_currency = kind.table == "exchange_rates" and field.kind is Kind.CURRENCY
    is_setting = kind.table == "settings" and field.name == "value"
    return field.kind is Kind.STAGE or own_currency or is_setting or names_metric(field)


def _declarations(standing: Standing) -> Mapping[str, Field]:
    """Return every custom field by id as it is going to be."""
    rows = rows_after(standing, layout("custom_fields"))
    return {str(row["id"]): custom_field(row) for row, _ in rows}


def _misfit(field: Field, text: str) -> str:
    """Return why a text is no value of a custom field; empty when it is one."""
    if field.kind is Kind.CHOICE:
        words = [choice.value for choice in field.choices]
        return "" if text in words else f"{field.label} must be one of {', '.join(words)}."
    read = parse_text(field, text)
    return read.sentence if isinstance(read, Problem) else ""


def _none_of_their_field(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the values that are none of their field as it is going to be."""
    fields = _declarations(standing)
    known: dict[tuple[str, str], str] = {}
    for row in _returning(standing, place):
        of = str(row["field"]), str(row["value"])
        if of not in known:
            known[of] = _misfit(fields[of[0]], of[1]) if of[0] in fields else ""
        if known[of]:
            step = _changed_field(standing, of[0])
            yield Obstacle(place.table, int(row["key"] or 0), BROKEN, step, says=known[of])


def _returning(standing: Standing, place: Layout) -> Iterator[Row]:
    """Yield the rows that come back or get values back, as they are going to be."""
    yield from coming(standing, place)
    yield from ({**now, **back} for now, back in changing(standing, place))


def _changed_field(standing: Standing, row_id: str) -> int:
    place = layout("custom_fields")
    found = standing.conn.execute("SELECT key FROM custom_fields WHERE id = ?", (row_id,)).fetchone()
    return later_change(standing, place, found[0], but=("label", "position")) if found else 0


def _needed_as_it_is(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the custom fields that can't get kind or choices back, as a record has none of them."""
    values = layout("custom_values")
    fields = _declarations(standing)
    for key, _ in values_back(standing, place, _DECLARED):
        (row_id,) = standing.conn.execute("SELECT id FROM custom_fields WHERE key = ?", (key,)).fetchone()
        going = leaving(standing, values)
        going |= {each for each, back in values_back(standing, values, ("value",))}
        query = "SELECT key, value FROM custom_values WHERE field = ? ORDER BY key"
        for value, text in standing.conn.execute(query, (row_id,)).fetchall():
            misfit = "" if value in going else _misfit(fields[row_id], str(text))
            if misfit:
                step = later_change(standing, values, value)
                yield Obstacle(place.table, key, BROKEN, step, (values.table, value), misfit)
                break


def _formulas(standing: Standing, place: Layout) -> Iterator[Obstacle]:
    """Yield the metrics of the team's own without which, or with whose formula of then, a formula fails."""
    rows = rows_after(standing, place)
    now = [written(place.row(found)) for found in standing.conn.execute(place.select)]
    wrong = {row.name for row, problem in zip(now, formula_problems({}, now), strict=True) if problem}
    after = [written(row) for row, _ in rows]
    names = {each.name: each for each in now}
    going = leaving(standing, place)
    keys = {str(name): key for key, name in standing.conn.execute("SELECT key, name FROM custom_metrics")}
    for (row, touched), problem in zip(rows, formula_problems({}, after), strict=True):
        key = int(row["key"] or 0)
        if problem is None or (row["name"] in wrong and not touched):
            continue
        if touched:
            yield Obstacle(place.table, key, BROKEN, says=problem.sentence)
            continue
        meaning = parsed(str(row["formula"]))
        used = () if isinstance(meaning, FormulaFault) else measures_in(meaning)
        for used_key in (keys[name] for name in used if name in names and keys[name] in going):
            step = later_change(standing, place, key)
            yield Obstacle(place.table, used_key, REFERRED, step, (place.table, key))


def _sources_that_influence(standing: Standing) -> Iterator[Obstacle]:
    """Yield the deals that can't get a source partner back, as it influences them by now."""
    influences = layout("deal_influences")
    for key, back in values_back(standing, layout("deals"), ("source_partner",)):
        row_id = standing.conn.execute("SELECT id FROM deals WHERE key = ?", (key,)).fetchone()[0]
        for _, step in _influences_of(standing, influences, row_id, back["source_partner"]):
            yield Obstacle("deals", key, BROKEN, step, says=NOT_ITS_SOURCE)


def _influences_of_sources(standing: Standing) -> Iterator[Obstacle]:
    """Yield the influences that can't be as they were, as the partner is the source of the deal by now."""
    deals, influences = layout("deals"), layout("deal_influences")
    sources = dict(values_back(standing, deals, ("source_partner",)))
    for row in _returning(standing, influences):
        query = "SELECT key, source_partner FROM deals WHERE id = ?"
        found = standing.conn.execute(query, (row["deal"],)).fetchone()
        source = None if found is None else sources.get(found[0], {}).get("source_partner", found[1])
        if source is not None and source == row["partner"]:
            step = later_change(standing, deals, found[0])
            yield Obstacle(influences.table, int(row["key"] or 0), BROKEN, step, says=NOT_ITS_SOURCE)


def _influences_of(standing: Standing, place: Layout, deal: str, partner: Value) -> Iterator[tuple[int, int]]:
    """Yield the influences of a partner on a deal that stay, each with the step that it is of."""
    query = "SELECT key, created_step FROM deal_influences WHERE deal = ? AND partner IS ?"
    found = standing.conn.execute(query, (deal, partner)).fetchall()
    going = leaving(standing, place) if found else frozenset()
    yield from ((key, step) for key, step in found if key not in going)
