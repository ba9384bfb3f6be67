"""The small programme with something wrong in it."""

import pytest
from PySide6.QtCore import QLocale

from partnertracker.gui.desk import Desk
from partnertracker.services.ports import Writer


@pytest.fixture
def flawed(desk: Desk) -> Desk:
    """The desk of the small programme; some rows lack what figures need."""
    QLocale.setDefault(QLocale("en_US"))

    def spoil(writer: Writer) -> None:
        writer.update("deals", 1, {"qualified_on": None})
        writer.update("deals", 3, {"qualified_on": None})
        writer.update("deals", 2, {"expected_close_on": "2026-11-10"})
        writer.update("deals", 4, {"value": 0})
        writer.update("deals", 7, {"qualified_on": "2026-11-12"})
        writer.update("partners", 5, {"tier": None})

    desk.change(lambda session: session.execute("Spoil", spoil))
    return desk
