"""People by role, as somebody enters them, and the forecast that follows."""

from PySide6.QtCore import Qt

from partnertracker.domain.fields import Row
from partnertracker.gui.desk import Desk
from partnertracker.gui.metrics.forecast import ForecastPart
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.services.editing import combined, insert_row


def enter(desk: Desk, *capacities: Row) -> None:
    desk.change(
        lambda session: session.execute(
            *combined("Enter", *(insert_row(session, "capacities", _since(row)) for row in capacities))
        )
    )


def _since(row: Row) -> Row:
    return {"effective_on": "2026-01-01", **row}


MANAGERS: Row = {"role": "Partner managers", "people": 2, "partners_per_person": 2, "ramp_up_months": 3}
MARKETING: Row = {"role": "Marketing", "people": 1.5, "bookings_per_person": 1_000_000}
NOBODY: Row = {"role": "Alliances", "partners_per_person": 100}


def part(view: MetricsView) -> ForecastPart:
    return view.detail.figure.people


def cells(view: MetricsView, row: int, role: int = Qt.ItemDataRole.DisplayRole) -> list[str]:
    model = part(view).model
    return [str(model.index(row, column).data(role)) for column in range(model.columnCount())]
