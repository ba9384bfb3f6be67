"""A field: the one declaration from which column, validation, form, table column, CSV and history follow."""

from collections.abc import Callable, Mapping
from enum import Enum
from typing import NamedTuple, Protocol, TypeAlias

Value: TypeAlias = str | int | float | None
"""A value as it lies on disk: dates as ISO text, money as integer minor units, references as ids."""

Row: TypeAlias = dict[str, Value]
"""A row by field name, in disk form; a stored row also carries ``key``, ``id`` and ``created_step``."""


class Kind(Enum):
    """What a field holds, which decides how it is read, stored, shown and drawn as an input."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CHOICE = "choice"
    STAGE = "stage"
    DATE = "date"
    MONTH = "month"
    MONEY = "money"
    CURRENCY = "currency"
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "percent"
    YES_NO = "yes or no"
    REFERENCE = "reference"
    SCOPE = "scope"
    RECORD = "record"


class Choice(NamedTuple):
    """One allowed value of a choice: the contract's word and the word on screen."""

    value: str
    label: str


def choices(*values: str, **labels: str) -> tuple[Choice, ...]:
    """Make choices whose label is the value in sentence case, unless ``labels`` gives another one."""
    return tuple(Choice(v, labels.get(v, v.replace("_", " ").capitalize())) for v in values)


class Field(NamedTuple):
    """One column of one table.

    Attributes:
        name: the contract's name, the same in SQLite, CSV, JSON and on the command line.
        label: the words on screen, in sentence case.
        kind: what it holds.
        required: whether a row can be stored without it.
        choices: the allowed values of a ``CHOICE``.
        references: the table a ``REFERENCE`` points at.
        default: the disk value used where none is given.
        low, high: the smallest and largest allowed number, inclusive.
        help: one sentence under the field or in a tooltip.
        completes: whether a form completes it from the values already in the file.
        coded: whether Facts hold it as a code into a list of words (few different values). A text that is not
            coded is kept out of the Facts' columns and is searchable only.
        listed: whether the table on screen shows the column before the person chooses columns.
        custom: the id of the row of ``custom_fields`` that declares it; empty for a field of the contract.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: tuple[Choice, ...] = ()
    references: str = ""
    default: Value = None
    low: float | None = None
    high: float | None = None
    help: str = ""
    completes: bool = False
    coded: bool = True
    listed: bool = True
    custom: str = ""


class Stage(NamedTuple):
    """One stage of a deal: data of the file, not of the program.

    Attributes:
        key: the contract's word, such as ``qualified``.
        label: the word on screen.
        order: its place in the funnel, from 1 up.
        probability: the share of value expected to be won, 0 to 100.
        outcome: ``open``, ``won`` or ``lost``.
    """

    key: str
    label: str
    order: int
    probability: float
    outcome: str


class MetricTerms(Protocol):
    """What rules need to know of a metric: see ``Metric``."""

    @property
    def label(self) -> str:
        """The words on screen."""

    @property
    def kind(self) -> str:
        """``flow``, ``stock``, ``ratio``, ``window`` or ``distribution``."""

    @property
    def is_part(self) -> bool:
        """Whether it is a share of a whole, which never exceeds 100 %."""

    @property
    def lowest(self) -> float | None:
        """What its value is never below; None: it has no such bound."""

    @property
    def highest(self) -> float | None:
        """What its value is never above; None: it has no such bound."""


class Context(NamedTuple):
    """What rules and parsing need to know of the file and the day.

    Attributes:
        today: ISO date.
        currency: the file's reporting currency.
        stages: by key, in funnel order.
        metrics: those that targets and notes may name, by id; None: these are left unchecked.
    """

    today: str
    currency: str
    stages: Mapping[str, Stage]
    metrics: Mapping[str, MetricTerms] | None = None


RuleCheck: TypeAlias = Callable[[Row, Context], str]


class Rule(NamedTuple):
    """A rule across the columns of one row.

    Attributes:
        column: the field beside which the sentence stands.
        check: gives the sentence of what is expected, or ``""`` when the row keeps the rule.
        reads: the fields that ``check`` looks at, so that many rows are checked by their distinct values.
        floor: the date that the column's date must not be before, when that is all the rule says.
    """

    column: str
    check: RuleCheck
    reads: tuple[str, ...]
    floor: str = ""


class Entity(NamedTuple):
    """One table: its fields in order, its rules and how a row is named.

    Attributes:
        table: the contract's table name.
        singular, plural: the words on screen, in sentence case.
        fields: in the order of the contract.
        rules: checked after every field was read.
        name_fields: the fields whose values name a row for a person.
        unique: groups of fields that no two rows share (a partner's name is compared without case).
        recognised_by: the fields by which a list that says nothing of the unique ones names a row, the first
            one above all: it is that row where no other one bears them.
        about: where rows have nothing of their own to be known by, what two of them seldom share: a row that
            agrees in it with another one may be that one with a value changed.
        since: the date from which a row holds, where a row replaces the one before it: of the rows that agree
            in the other fields of the first unique group, the latest by a day holds on that day.
        exchanged: whether people import and export it as a table of its own.
    """

    table: str
    singular: str
    plural: str
    fields: tuple[Field, ...]
    rules: tuple[Rule, ...] = ()
    name_fields: tuple[str, ...] = ("name",)
    unique: tuple[tuple[str, ...], ...] = ()
    recognised_by: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    since: str = ""
    exchanged: bool = True

    def field(self, name: str) -> Field:
        """Return the field of that name; raises KeyError when there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column on disk in order: key, id, created_step and the fields."""
        return ("key", "id", "created_step", *(field.name for field in self.fields))
