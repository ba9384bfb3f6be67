"""Whatever arrives late while a year is typed: each month holds the amount that was typed into it last."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_containing
from partnertracker.domain.settings import Settings
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.months.window import YearWindow
from partnertracker.gui.theme.theme import Theme
from partnertracker.services.by_month import Line
from partnertracker.services.ports import Clock, Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.held import Held
from tests.storage.memory import open_memory

CATEGORIES = ("commission", "customer_success", "marketing")
TYPED, OTHERS = CATEGORIES[2], CATEGORIES[:2]


def cost(category: str, month: int) -> Row:
    return {"month": f"2026-{month:02}", "category": category, "amount": 1_00, "currency": "USD"}


def add(writer: Writer, row: Row) -> None:
    writer.insert("costs", [row])


@contextmanager
def year(theme: Theme, lane: Held) -> Iterator[tuple[YearWindow, Session, Desk]]:
    """The year of costs with one line, whose file answers when the law says so."""
    QLocale.setDefault(QLocale("en_US"))
    clock = Clock(today=lambda: programme.TODAY, now=lambda: "2026-11-21T12:00:00.000000Z")
    session = Session(open_memory(Settings()), clock, "AK")
    session.execute("Fill", partial(add, row={**cost(TYPED, 1), "month": "2025-01"}))
    today = day_of(programme.TODAY.isoformat())
    desk = Desk(session, session.facts, Choice(period_containing(today, "quarter"), today), lane, lane)
    failures: list[Exception] = []
    desk.failed.connect(failures.append)
    window = YearWindow(desk, theme, "costs")
    window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    window.show()
    QTest.qWaitForWindowActive(window)
    yield window, session, desk
    window.deleteLater()
    assert failures == []
    session.store.close()


@pytest.fixture(scope="module")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, "light")


def open_month(window: YearWindow, month: int) -> QLineEdit:
    window.grid.setFocus()
    window.grid.go_to(window.months.row_of(Line(TYPED, "", "USD")), month)
    QTest.keyClick(window.grid, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    return editor


@settings(max_examples=40, deadline=None)
@given(
    typed=st.lists(
        st.tuples(st.sampled_from((1, 2, 12)), st.sampled_from((7, 50, 128)), st.booleans()),
        min_size=1,
        max_size=6,
    ),
    pace=st.lists(st.integers(0, 2), min_size=12, max_size=12),
    close=st.booleans(),
)
def test_each_month_holds_the_amount_typed_last(
    theme: Theme, typed: Sequence[tuple[int, int, bool]], pace: Sequence[int], *, close: bool
) -> None:
    lane = Held()
    with year(theme, lane) as (window, session, desk):
        paces = iter(pace)
        for place, (month, amount, adding) in enumerate(typed):
            if adding:
                desk.do("Add", partial(add, row=cost(OTHERS[place % 2], month)))
            editor = open_month(window, month)
            for digit in str(amount):
                for _ in range(min(next(paces, 0), len(lane.waiting))):
                    lane.go_on(1)
                QTest.keyClicks(editor, digit)
            last = place == len(typed) - 1
            if not (last and close):
                QTest.keyClick(editor, Qt.Key.Key_Return)
                QApplication.processEvents()  # Qt takes what was typed a little later
        window.close()
        lane.go_on()
        QApplication.processEvents()
        found = {str(row["month"]): row["amount"] for row in session.store.find("costs", {"category": TYPED})}
        del found["2025-01"]
        assert found == {f"2026-{month:02}": 100 * amount for month, amount, _ in typed}
