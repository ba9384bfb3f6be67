"""Changing the file's settings."""

from partnertracker.domain.entities import ENTITIES
from partnertracker.domain.errors import UnusableArgumentError
from partnertracker.domain.facts import Facts
from partnertracker.domain.fields import Kind
from partnertracker.domain.settings import Settings
from partnertracker.services.ports import Writer
from partnertracker.services.session import Operation

SETTING_LABELS = {
    "currency": "Currency",
    "fiscal_year_start": "First month of the fiscal year",
    "review_days": "Days until a review is overdue",
    "ramping_days": "Days in which a new partner is ramping",
    "pipeline_stage": "Stage from which deals count as pipeline",
    "idle_days": "Days until a deal has not moved",
    "shared_cost_key": "Shared costs go to partners by",
}
"""By name, the words on screen."""

CURRENCIES = (
    "USD", "EUR", "GBP", "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "HKD", "HUF", "ILS", "INR", "JPY",
    "KRW", "MXN", "NOK", "NZD", "PLN", "RON", "SEK", "SGD", "THB", "TRY", "ZAR",
)  # fmt: skip
"""Offered when a file is made; the most used first, then by their code."""

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
"""Of a fiscal year's first month, in order."""


def change_setting(name: str, value: str | int) -> tuple[str, Operation]:
    """Return the label and the operation that gives one setting another value.

    Args:
        name: an attribute of ``Settings``.
        value: as ``Settings`` holds it; checked by reading it back.

    Raises:
        UnusableArgumentError: there is no such setting, or it can't have that value.
    """
    text = str(value)
    try:
        Settings.of({name: text})
    except ValueError:
        raise UnusableArgumentError(f"“{text}” is no value for {SETTING_LABELS[name].lower()}.") from None

    def operation(writer: Writer) -> None:
        found = writer.find("settings", {"name": name})
        if found:
            writer.update("settings", int(str(found[0]["key"])), {"value": text})
        else:
            writer.insert("settings", [{"name": name, "value": text}])

    return f"Change setting “{SETTING_LABELS[name]}”", operation


def has_money(facts: Facts) -> bool:
    """Tell whether any amount is stored: from then on the currency of the file is fixed."""
    return any(
        len(facts[entity.table])
        for entity in ENTITIES
        if entity.table in facts.tables and any(field.kind is Kind.MONEY for field in entity.fields)
    )
