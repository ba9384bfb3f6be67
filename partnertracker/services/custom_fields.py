"""The fields that a team adds to a table: adding, changing, ordering and deleting one, each in one step."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from partnertracker.domain.custom import SEPARATOR, custom_field, words_of, written
from partnertracker.domain.entities import EXCHANGED, entity
from partnertracker.domain.entities.own import CUSTOM_FIELDS
from partnertracker.domain.errors import InvalidRowsError, UnusableArgumentError
from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Value
from partnertracker.domain.names import free_key, search_key, word_key
from partnertracker.domain.parsing import parse_text, to_text
from partnertracker.domain.problems import Problem
from partnertracker.domain.validation import problems_of_row, shown
from partnertracker.services.editing.edit import Edit
from partnertracker.services.editing.naming import name_of
from partnertracker.services.exporting import export_columns
from partnertracker.services.listing.columns import columns_of
from partnertracker.services.ports import Reader, Writer
from partnertracker.services.session import Session

TABLE = CUSTOM_FIELDS.table
"""Where fields are declared."""

FIELDED: tuple[Entity, ...] = tuple(
    each for each in EXCHANGED if not each.since and each.table != "custom_metrics"
)
"""The tables that can have custom fields; not those whose rows say from which day on something holds."""

_SYSTEM = ("id", "key", "created_step")
_REFERENCE = "_id"
_LONGEST = 50
_LISTED = 3


def add_field(
    session: Session, table: str, label: str, kind: str = "text", choices: str = "", name: str = ""
) -> Edit:
    """Add a field behind the others of a table: “Add field “Segment” to partners”.

    Args:
        session: the open file.
        table: one of ``FIELDED``.
        label: the words on screen.
        kind: one of ``CUSTOM_KINDS``.
        choices: of a ``choice``, with semicolons between them.
        name: the column's name in files; empty: it follows from the label.

    Raises:
        UnusableArgumentError: the table can't have fields. Running it raises InvalidRowsError where the label
            or the name is missing or taken, or a choice has nothing to choose from.
    """
    of = fielded(table)
    label = label.strip()

    def operation(writer: Writer) -> None:
        there = declared(writer, table)
        row: Row = {
            "table_name": table,
            "name": name.strip() or free_name(table, label, [str(each["name"]) for each in there]),
            "label": label or None,
            "kind": kind,
            "choices": _choices(kind, choices),
            "position": len(there) + 1,
        }
        _refuse(problems_of_field(row, [custom_field(each) for each in there], session.context))
        writer.insert(TABLE, [row])
        _put_in_order(writer, there)

    return Edit(f"Add field “{shown(label)}” to {of.plural.lower()}", operation)


def change_field(session: Session, key: int, **values: str) -> Edit:
    """Give a field another label, name, kind or other choices: “Change field “Segment” of partners”.

    What is stored is written anew where another kind writes it otherwise.

    Raises:
        UnusableArgumentError: there is no such field. Running it raises InvalidRowsError as ``add_field``
            does, and where values that are stored do not fit.
    """
    before = declaration(session.store, key)

    def operation(writer: Writer) -> None:
        row: Row = {
            **declaration(writer, key),
            **{name: text.strip() or None for name, text in values.items()},
        }
        row["choices"] = _choices(str(row["kind"]), str(row["choices"] or ""))
        others = [each for each in declared(writer, str(row["table_name"])) if each["key"] != key]
        _refuse(problems_of_field(row, [custom_field(each) for each in others], session.context))
        _refit(writer, custom_field(declaration(writer, key)), custom_field(row), _owner(row))
        writer.update(TABLE, key, {each.name: row[each.name] for each in CUSTOM_FIELDS.fields})

    return Edit(f"Change {called(before)}", operation)


def move_field(session: Session, key: int, by: int) -> Edit:
    """Move a field up or down among the custom ones of its table: “Move field “Segment” of partners”.

    Raises:
        UnusableArgumentError: there is no such field, or no place for it there.
    """
    moved = declaration(session.store, key)
    there = declared(session.store, str(moved["table_name"]))
    if not 0 <= [row["key"] for row in there].index(key) + by < len(there):
        raise UnusableArgumentError(f"The field “{moved['label']}” can't be moved there.")

    def operation(writer: Writer) -> None:
        rows = declared(writer, str(moved["table_name"]))
        place = [row["key"] for row in rows].index(key)
        rows.insert(place + by, rows.pop(place))
        _put_in_order(writer, rows)

    return Edit(f"Move {called(moved)}", operation)


def delete_field(session: Session, key: int) -> Edit:
    """Delete a field with all its values: “Delete field “Segment” of partners with 12 values”.

    Raises:
        UnusableArgumentError: there is no such field.
    """
    gone = declaration(session.store, key)
    label = f"Delete {called(gone)}"

    def operation(writer: Writer) -> None:
        values = [each for each, _ in values_of(writer, str(gone["id"]))]
        if values:
            writer.delete("custom_values", values)
            writer.rename(f"{label} with {'1 value' if len(values) == 1 else f'{len(values):,} values'}")
        writer.delete(TABLE, [key])

    return Edit(label, operation)


DECLARED_HEADER = tuple(each.name for each in CUSTOM_FIELDS.fields)
"""The header of the declarations as CSV."""


def declared_texts(reader: Reader) -> list[tuple[str, ...]]:
    """Return every custom field as texts in the order of ``DECLARED_HEADER``, table by table."""
    rows = [row for each in FIELDED for row in declared(reader, each.table)]
    return [tuple(to_text(each, row[each.name]) for each in CUSTOM_FIELDS.fields) for row in rows]


def fielded(table: str) -> Entity:
    """Return a table that can have custom fields; raises UnusableArgumentError where it can't."""
    for each in FIELDED:
        if each.table == table:
            return each
    known = ", ".join(each.table for each in FIELDED)
    raise UnusableArgumentError(f"There can be no custom fields in “{table}”.", f"Choose one of {known}.")


def declared(reader: Reader, table: str) -> list[Row]:
    """Return the rows that declare a table's custom fields, in their order."""
    rows = reader.find(TABLE, {"table_name": table})
    return sorted(rows, key=lambda row: (row["position"] is None, row["position"] or 0))


def free_name(table: str, label: str, taken: Sequence[str] = ()) -> str:
    """Return the column name that follows from a label: “Contract ID” is ``contract``."""
    name = free_key(label[:_LONGEST], (), "field").removesuffix(_REFERENCE)
    name = name if name[:1].isalpha() else f"field_{name}"
    return free_key(name, [*taken, *_reserved(entity(table))], "field")


def problems_of_field(row: Row, others: Sequence[Field], context: Context) -> tuple[Problem, ...]:
    """Return all that keeps a field from being declared like that.

    Args:
        row: as in the table ``custom_fields``.
        others: the other custom fields of its table.
        context: what rules need to know.
    """
    problems = list(problems_of_row(CUSTOM_FIELDS, row, context))
    of, name, label = _owner(row), str(row["name"] or ""), str(row["label"] or "")
    if name in _reserved(of) or name in {each.name for each in others}:
        sentence = f"Column name “{name}” is taken in {of.plural.lower()}; choose another one."
        problems.append(Problem("name", name, sentence))
    elif name.endswith(_REFERENCE):
        sentence = f"Column name can't end with {_REFERENCE}: such columns name other rows."
        problems.append(Problem("name", name, sentence))
    labels = {search_key(each.label) for each in (*others, *of.fields)}
    labels |= {search_key(each.label) for each in columns_of(of.table)}
    if search_key(label) in labels:
        sentence = f"There is already a field “{shown(label)}” in {of.plural.lower()}."
        problems.append(Problem("label", label, sentence))
    if len(label) > _LONGEST:
        problems.append(Problem("label", label, f"Label must have at most {_LONGEST} letters."))
    words = Counter(word_key(word) for word in words_of(row.get("choices")))
    if words and max(words.values()) > 1:
        twice = next(word for word in words_of(row.get("choices")) if words[word_key(word)] > 1)
        problems.append(Problem("choices", twice, f"“{shown(twice)}” stands among the choices twice."))
    return tuple(problems)


def _refit(writer: Writer, before: Field, after: Field, of: Entity) -> None:
    """Write what is stored as the changed field writes it; raises InvalidRowsError where it means nothing."""
    if (before.kind, before.choices) == (after.kind, after.choices):
        return
    unfit: Counter[str] = Counter()
    fitting: dict[int, str | None] = {}
    for key, text in values_of(writer, after.custom):
        value = parse_text(after, text)
        if isinstance(value, Problem):
            unfit[text] += 1
        elif written(after, value) != text:
            fitting[key] = written(after, value)
    if unfit:
        raise InvalidRowsError((_unfit(after, unfit, of, _holders(writer, after.custom, set(unfit), of)),))
    for key, changed in fitting.items():
        writer.update("custom_values", key, {"value": changed})


def _holders(reader: Reader, field: str, words: AbstractSet[str], of: Entity) -> str:
    """Return the names of the first few records whose value is one of some words: “Litware, Fabrikam”."""
    every = reader.each("custom_values", ("field", "record", "value"))
    holding = [str(record) for held_by, record, text in every if held_by == field and text in words]
    rows = (reader.row(of.table, record) for record in holding[:_LISTED])
    names = [name_of(reader, of, row) for row in rows if row is not None]
    return ", ".join([*names, *(["…"] if len(holding) > _LISTED else [])])


def _unfit(field: Field, unfit: Mapping[str, int], of: Entity, holders: str) -> Problem:
    word = next(iter(unfit))
    every = sum(unfit.values())
    rows = of.singular.lower() if every == 1 else of.plural.lower()
    if field.kind is Kind.CHOICE:
        listed = ", ".join(f"“{shown(each)}”" for each in list(unfit)[:_LISTED])
        more = " and more" if len(unfit) > _LISTED else ""
        have = f"{'has' if every == 1 else 'have'} {'it' if len(unfit) == 1 else 'them'}"
        sentence = f"{listed}{more} must stay among the choices: {every:,} {rows} {have} ({holders})."
        return Problem("choices", word, sentence)
    kind = {Kind.NUMBER: "a number", Kind.DATE: "a date", Kind.YES_NO: "yes or no"}[field.kind]
    sentence = (
        f"Kind can't change: the value of {every:,} {rows} is not {kind}, such as “{shown(word)}”;"
        " change or empty it first."
    )
    return Problem("kind", field.kind.value, sentence)


def values_of(reader: Reader, field: str) -> list[tuple[int, str]]:
    """Return the keys and texts of the values of a field, by its id.

    They are read row by row, as there may be a million of others.
    """
    every = reader.each("custom_values", ("key", "field", "value"))
    return [(int(key or 0), str(text)) for key, of, text in every if of == field]


def _choices(kind: str, text: str) -> Value:
    """Return choices as they are stored; none for a kind that has none."""
    return f"{SEPARATOR} ".join(words_of(text)) or None if kind == "choice" else None


def _put_in_order(writer: Writer, rows: Sequence[Row]) -> None:
    for place, row in enumerate(rows, start=1):
        writer.update(TABLE, int(row["key"] or 0), {"position": place})


def _reserved(of: Entity) -> frozenset[str]:
    """Return the names that a column can't have: they stand in files or on screen already."""
    return frozenset({*_SYSTEM, *export_columns(of), *(each.name for each in columns_of(of.table))})


def declaration(reader: Reader, key: int) -> Row:
    """Return the row that declares a field; raises UnusableArgumentError when it is no longer there."""
    found = reader.rows(TABLE, [key])
    if not found:
        raise UnusableArgumentError("This field is no longer there.")
    return found[0]


def _owner(row: Mapping[str, Value]) -> Entity:
    return entity(str(row["table_name"]))


def called(row: Mapping[str, Value]) -> str:
    """Return what steps call a field: “field “Segment” of partners”."""
    return f"field “{shown(row['label'])}” of {_owner(row).plural.lower()}"


def _refuse(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise InvalidRowsError(problems)
