"""The resource forecast, for people and for files."""

from partnertracker.domain.columns import date_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.forecast import Forecast, Need, Role, brought, forecast
from partnertracker.domain.periods import Period

__all__ = ["FORECAST_HEADER", "Forecast", "Need", "Role", "brought", "forecast_texts", "resource_forecast"]

FORECAST_HEADER = (
    *("role", "quarter", "start", "end", "needed", "present", "gap"),
    *("binding", "carried", "hire_by", "not_entered", "reason"),
)
"""What the parts of ``forecast_texts`` are; ``carried`` is what the binding constraint brings."""


def resource_forecast(facts: Facts, as_of: int) -> Forecast:
    """Return how many people each role needs in the four quarters after that of a day."""
    return forecast(facts, as_of)


def forecast_texts(found: Forecast) -> list[tuple[str, ...]]:
    """Return a forecast as rows of text, one for each role and quarter."""
    return [
        _texts(role, number, quarter) for role in found.roles for number, quarter in enumerate(found.quarters)
    ]


def _texts(role: Role, number: int, quarter: Period) -> tuple[str, ...]:
    need = role.needs[number]
    return (
        role.name,
        quarter.label,
        date_of(quarter.start).isoformat(),
        date_of(quarter.end).isoformat(),
        _number(need.needed),
        _number(role.present),
        _number(role.gap(number)),
        need.binding,
        _number(need.carried),
        "" if need.hire_by is None else date_of(need.hire_by).isoformat(),
        " ".join(role.unforecast),
        role.why_no_gap(number),
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
