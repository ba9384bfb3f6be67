"""The team's own metrics as rows: whether their formulas mean anything, and what goes with them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from unicodedata import normalize

from partnertracker.domain.errors import InvalidRowsError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Row, Value
from partnertracker.domain.metrics.catalogue import BUILT_IN_BY_ID
from partnertracker.domain.metrics.combining import Written, own_metrics
from partnertracker.domain.metrics.formula import FormulaFault, measures_in, parsed
from partnertracker.domain.metrics.metric import Formula, Metric
from partnertracker.domain.names import sight_key
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import shown
from partnertracker.services.ports import Reader, Writer

TABLE = "custom_metrics"

_FIELDS = tuple(Written.__annotations__)
_NAMING = ("targets", "notes")
_NO_ID = re.compile("[^a-z0-9]+")
_LONGEST_ID = 40
_SAME_ID = "The id of a metric never changes; add a new metric instead."


def metrics_in(reader: Reader) -> dict[str, Metric]:
    """Return the metrics that targets and notes may name, by id: the program's and the team's own."""
    return metrics_with(stored(reader).values())


def metrics_with(own: Iterable[Written]) -> dict[str, Metric]:
    """Return the same where these are the team's own."""
    return BUILT_IN_BY_ID | own_metrics(tuple(own), BUILT_IN_BY_ID)


def id_for(label: str, taken: Collection[str]) -> str:
    """Return the id that a name suggests, none of those taken: ``own_deals`` of “Own deals”."""
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode().casefold()
    words = _NO_ID.sub("_", plain).strip("_")[:_LONGEST_ID].rstrip("_")
    name = words if words[:1].isalpha() and len(words) > 1 else f"metric_{words}".rstrip("_")
    number = 1
    while (found := name if number == 1 else f"{name}_{number}") in taken:
        number += 1
    return found


def written(row: Mapping[str, Value]) -> Written:
    """Return a row of ``custom_metrics``."""
    return Written(*(str(row.get(name) or "") for name in _FIELDS))


def key_of(facts: Facts, metric_id: str) -> int:
    """Return the key of a metric of the team's own that is in the file."""
    table = facts[TABLE]
    return int(table.keys[table["name"] == table.code("name", metric_id)][0])


def stored(reader: Reader) -> dict[str, Written]:
    """Return every metric of the team's own, by id."""
    rows = (Written(*(str(value or "") for value in values)) for values in reader.each(TABLE, _FIELDS))
    return {row.name: row for row in rows}


def formula_problems(there: Mapping[str, Written], rows: Sequence[Written]) -> list[Problem | None]:
    """Return for each of some rows why it can't stand beside the others; None when it can.

    Args:
        there: the metrics that are in the file already, by id; one of the same id gives way.
        rows: the new or changed ones.
    """
    metrics = own_metrics({**there, **{row.name: row for row in rows}}.values(), BUILT_IN_BY_ID)
    problems: list[Problem | None] = []
    for row in rows:
        metric = metrics.get(row.name)
        if metric is None:
            sentence = f"“{shown(row.name)}” is a metric of the program; choose another id."
            problems.append(Problem("name", row.name, sentence))
        elif isinstance(metric.evidence, Formula) and metric.evidence.problem:
            problems.append(Problem("formula", shown(row.formula), metric.evidence.problem))
        else:
            problems.append(None)
    return problems


def ids_by_name(there: Mapping[str, Written]) -> dict[str, str]:
    """Return the id of every metric by the ``sight_key`` of its name; the program's own come first.

    Args:
        there: the team's own metrics, by id.
    """
    own = {sight_key(each.label): each.name for each in there.values()}
    return own | {sight_key(each.label): each.id for each in BUILT_IN_BY_ID.values()}


def name_problem(taken: Mapping[str, str], row: Written) -> Problem | None:
    """Return why a metric can't be called what it is: nobody could tell it from another one of that name.

    Args:
        taken: as ``ids_by_name`` returns them.
        row: the new or renamed one.
    """
    if taken.get(sight_key(row.label), row.name) == row.name:
        return None
    return Problem("label", shown(row.label), "There is already a metric with this name; choose another one.")


def own_problems(reader: Reader, row: Row, before: Row | None) -> Iterator[Problem]:
    """Yield what keeps a metric from being stored; its formula is well formed."""
    if before is not None and before["name"] != row["name"]:
        yield Problem("name", shown(row["name"]), _SAME_ID)
        return
    there, new = stored(reader), written(row)
    found: list[Problem | None] = []
    if before is None or before["formula"] != row["formula"]:
        found += formula_problems(there, [new])
    if before is None or before["label"] != row["label"]:
        found.append(name_problem(ids_by_name(there), new))
    yield from (problem for problem in found if problem is not None)


def forget(writer: Writer, rows: Sequence[Row]) -> None:
    """Take the targets and notes of metrics away before they are deleted.

    Raises:
        InvalidRowsError: another formula uses one of them.
    """
    going = {str(row["name"]): str(row["label"]) for row in rows}
    problems = []
    for user in stored(writer).values():
        meaning = parsed(user.formula)
        if user.name in going or isinstance(meaning, FormulaFault):
            continue
        for name in going.keys() & set(measures_in(meaning)):
            sentence = (
                f"“{shown(going[name])}” can't be deleted: the formula of “{shown(user.label)}” uses it."
            )
            problems.append(Problem("", name, sentence))
    if problems:
        raise InvalidRowsError(tuple(problems))
    for table in _NAMING:
        keys = [int(row["key"] or 0) for name in going for row in writer.find(table, {"metric": name})]
        if keys:
            writer.delete(table, keys)
