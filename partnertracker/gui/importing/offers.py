"""What can be chosen while mapping: our fields, our words for theirs, and what makes a row the same row."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Context, Entity, Field, Kind
from partnertracker.domain.parsing import parse_text
from partnertracker.domain.problems import Problem
from partnertracker.domain.sentences import listed
from partnertracker.services.importing import ImportMapping, usual_identity

AS_IT_IS = "\0as it is"
"""Stands for: their word is read as it is, by no entry in the mapping."""

NOTHING = ""
"""The mapping's word for: leave the field empty."""

Options = Sequence[tuple[str, str]]
"""Values with their labels."""

MODES: Options = (
    ("both", "Add and change rows"),
    ("create", "Only add new rows"),
    ("update", "Only change existing rows"),
)

_WORDED = {Kind.CHOICE, Kind.STAGE, Kind.YES_NO}


@dataclass(frozen=True, slots=True)
class Target:
    """One thing of ours that a column of theirs can fill.

    Attributes:
        name: as the mapping writes it: a field's name, ``id`` or ``<reference>_id``.
        label: the words on screen.
        required: whether a new row needs it.
        field: the field; None for ids.
    """

    name: str
    label: str
    required: bool = False
    field: Field | None = None


def targets(entity: Entity, mapping: ImportMapping) -> tuple[Target, ...]:
    """Return what can be filled, required fields first; ids only where the mapping speaks of them."""
    fields = [Target(each.name, each.label, each.required, each) for each in entity.fields]
    fields.sort(key=lambda target: not target.required)
    known = {target.name for target in fields}
    ids = [Target(name, _id_label(entity, name)) for name in mapping.columns if name not in known]
    return (*fields, *ids)


def is_worded(field: Field | None) -> bool:
    """Tell whether a field takes only certain words, so that theirs must be turned into ours."""
    return field is not None and field.kind in _WORDED


def can_translate(field: Field | None) -> bool:
    """Tell whether their values can be turned into ours one by one: words, and names of other rows."""
    return field is not None and (field.kind in _WORDED or field.kind is Kind.REFERENCE)


def words_of(field: Field | None, facts: Facts) -> Options:
    """Return our words for a field: its choices, the file's stages, yes and no, or the partners there are."""
    if field is None:
        return ()
    if field.kind is Kind.STAGE:
        return [(stage.key, stage.label) for stage in facts.stages]
    if field.kind is Kind.YES_NO:
        return [("yes", "Yes"), ("no", "No")]
    if field.kind is Kind.REFERENCE:
        names = facts["partners"].words["name"] if field.references == "partners" else ()
        return [(name, name) for name in sorted(names, key=str.casefold)]
    return [(choice.value, choice.label) for choice in field.choices]


def reads_as(field: Field, word: str, context: Context) -> str | None:
    """Return our word that their word is read as without any help, or None when it is none of ours."""
    value = parse_text(field, word, context=context)
    if isinstance(value, Problem):
        return None
    if field.kind is Kind.YES_NO and value is not None:
        return "yes" if value else "no"
    return NOTHING if value is None else str(value)


def context_of(facts: Facts, today: str) -> Context:
    """Return what reading a word needs to know of the file."""
    return Context(today, facts.settings.currency, {stage.key: stage for stage in facts.stages})


def matches(entity: Entity, mapping: ImportMapping, context: Context) -> Options:
    """Return what can make a row the same row, first of all what is usual for a file mapped like that."""
    read = {each.name for each in entity.fields if {each.name, f"{each.name}_id"} & mapping.columns.keys()}
    identity = usual_identity(entity, read.union(mapping.defaults), read, context)
    usual = identity.fields if identity is not None else ()
    words = listed(entity.field(name).label for name in usual) or "All mapped columns"
    own = [field.name for field in entity.fields if field.custom and field.kind is Kind.TEXT]
    others = (name for name in (*entity.name_fields, *own) if (name,) != usual)
    return [("", words), *((name, entity.field(name).label) for name in others), ("id", "Id")]


def unmet(entity: Entity, mapping: ImportMapping) -> tuple[str, ...]:
    """Return the labels of required fields that neither a column nor a default fills."""
    return tuple(
        field.label
        for field in entity.fields
        if field.required
        and field.default is None
        and not {field.name, f"{field.name}_id"} & mapping.columns.keys()
        and field.name not in mapping.defaults
    )


def takes_partners(entity: Entity) -> bool:
    """Tell whether rows of this table name partners, which an import can add."""
    return any(field.references == "partners" for field in entity.fields)


def _id_label(entity: Entity, name: str) -> str:
    if name == "id":
        return "Id"
    owner = name.removesuffix("_id")
    return f"{entity.field(owner).label} (id)" if owner in {f.name for f in entity.fields} else name
