"""A partner that is mistyped in pasted cells is asked about beside adding another one."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from partnertracker.gui.deals import DealsView
from partnertracker.gui.tables.checking import BlockCheck
from partnertracker.services.session import Session
from tests.gui.deals import column


def check_of(view: DealsView, *names: str) -> BlockCheck:
    """Paste names into the column of the source partner from the top, and return what is then shown."""
    mime = QMimeData()
    mime.setText("\n".join(names))
    QGuiApplication.clipboard().setMimeData(mime)
    view.grid.go_to(0, column(view, "partner"))
    QTest.keyClick(view.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (check,) = view.findChildren(BlockCheck)
    return check


def asked(check: BlockCheck) -> list[str]:
    return [each.accessibleName() for each in check.meant.findChildren(QPushButton) if each.isVisible()]


def test_who_may_be_meant_is_taken_for_every_cell_of_that_name(view: DealsView, session: Session) -> None:
    before = session.store.count("partners")
    check = check_of(view, "Litwear", "litwear", "Quite Another")
    assert asked(check) == ["Use Litware for Litwear"]
    check.partners.click()
    assert asked(check) == ["Use Litware for Litwear"]  # also where it would be added

    next(each for each in check.meant.findChildren(QPushButton) if each.isVisible()).click()
    assert asked(check) == []
    assert check.partners.text() == "Add 1 partner: Quite Another"
    check.confirm.click()
    assert session.store.count("partners") == before + 1
    assert view.grid.rows.cell(1, column(view, "partner")).text == "Litware"


def test_a_name_like_no_other_is_not_asked_about(view: DealsView) -> None:
    check = check_of(view, "Quite Another")
    assert not check.meant.isVisible()
    assert check.partners.isVisible()
