"""A new day is told of once, when it has begun."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from partnertracker.gui.midnight import Midnight


def test_every_midnight_is_told_of_once(qtbot: QtBot) -> None:
    last = datetime(2026, 11, 21, 23, 59, 59, tzinfo=UTC)
    late, later, next_day, two_days = (
        last + timedelta(milliseconds=each) for each in (990, 995, 1_050, 24 * 3600 * 1000 + 1_050)
    )
    almost = two_days - timedelta(milliseconds=55)
    # the timer of the first midnight runs fast
    times = iter((late, late, later, later, next_day, almost, two_days, two_days))
    owner = QObject()
    midnight = Midnight(owner, lambda: next(times))
    days: list[int] = []
    midnight.passed.connect(lambda: days.append(len(days)))
    qtbot.waitUntil(lambda: len(days) == 2, timeout=3_000)
    left = midnight.findChildren(QObject)[0].property("remainingTime")
    assert timedelta(hours=23) < timedelta(milliseconds=left) <= timedelta(hours=24)
    owner.deleteLater()
