"""What a team adds of its own: fields and their values, views of tables, pairs that are not the same."""

import re

from partnertracker.domain.fields import Context, Entity, Field, Kind, Row, Rule, choices

_NAME = re.compile("[a-z][a-z0-9_]{0,59}")

CUSTOM_KINDS = choices("text", "number", "date", "choice", "yes_no", yes_no="Yes or no")
"""What a custom field can hold."""


def _readable_name(row: Row, _context: Context) -> str:
    name = row.get("name")
    if name is None or _NAME.fullmatch(str(name)):
        return ""
    return "Column name must be small letters, digits and _ and start with a letter, such as contract_no."


def _choices_of_choice(row: Row, _context: Context) -> str:
    words = [word for word in str(row.get("choices") or "").split(";") if word.strip()]
    if row.get("kind") == "choice" and not words:
        return "Choices must be given, with semicolons between them."
    return ""


def _ordered_pair(row: Row, _context: Context) -> str:
    return "" if str(row.get("one")) < str(row.get("other")) else "Of a pair the smaller id comes first."


CUSTOM_FIELDS = Entity(
    "custom_fields",
    "Field of your own",
    "Fields of your own",
    (
        Field("table_name", "Table", required=True),
        Field("name", "Column name", required=True, help="Stands above the column in files."),
        Field("label", "Label", required=True),
        Field("kind", "Kind", Kind.CHOICE, required=True, choices=CUSTOM_KINDS, default="text"),
        Field("choices", "Choices", help="With semicolons between them."),
        Field("position", "Order", Kind.WHOLE, low=1),
    ),
    rules=(
        Rule("name", _readable_name, ("name",)),
        Rule("choices", _choices_of_choice, ("kind", "choices")),
    ),
    name_fields=("label",),
    unique=(("table_name", "name"),),
    exchanged=False,
)

CUSTOM_VALUES = Entity(
    "custom_values",
    "Value of a field of your own",
    "Values of fields of your own",
    (
        Field("field", "Field", Kind.REFERENCE, required=True, references="custom_fields"),
        Field("record", "Record", Kind.RECORD, required=True),
        Field(
            "value", "Value", required=True, help="A number with a point, a date as YYYY-MM-DD, yes or no."
        ),
    ),
    name_fields=("field", "value"),
    unique=(("field", "record"),),
    exchanged=False,
)

SAVED_VIEWS = Entity(
    "saved_views",
    "Saved view",
    "Saved views",
    (
        Field("table_name", "Table", required=True),
        Field("name", "Name", required=True),
        Field(
            "definition", "Definition", required=True, coded=False, help="Filter, sort and columns as JSON."
        ),
    ),
    unique=(("table_name", "name"),),
    exchanged=False,
)

DISTINCT_PAIRS = Entity(
    "distinct_pairs",
    "Pair of different records",
    "Pairs of different records",
    (
        Field("table_name", "Table", required=True),
        Field("one", "One", required=True, coded=False),
        Field("other", "Other", required=True, coded=False),
    ),
    rules=(Rule("other", _ordered_pair, ("one", "other")),),
    name_fields=("table_name",),
    unique=(("table_name", "one", "other"),),
    exchanged=False,
)
