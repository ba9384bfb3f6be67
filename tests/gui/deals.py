"""What a person does on the page of deals, and sees there."""

from PySide6.QtTest import QTest

from partnertracker.domain.fields import Row
from partnertracker.gui.deals import DealsView
from partnertracker.gui.partners import PartnersView
from partnertracker.services.session import Session


def deal(session: Session, name: str) -> Row:
    """Return the stored deal of that name."""
    return session.store.find("deals", {"name": name})[0]


def column(view: DealsView | PartnersView, name: str) -> int:
    """Return where the column of a field stands."""
    return next(i for i, each in enumerate(view.grid.rows.columns) if each.name == name)


def words(view: DealsView, name: str) -> list[str]:
    """Return what the cells of a column show, from the top."""
    section = column(view, name)
    return [view.grid.rows.cell(row, section).text for row in range(view.grid.rows.rowCount())]


def go_to(view: DealsView, session: Session, name: str, section: str) -> None:
    """Go to a cell of a deal."""
    row = view.grid.rows.row_of(int(str(deal(session, name)["key"])))
    view.grid.go_to(row, column(view, section))


def type_in(view: DealsView | PartnersView, name: str, text: str) -> None:
    """Type a text in place of the one in a field of the form."""
    entry = view.form.boxes[name].entry
    entry.setFocus()
    entry.selectAll()
    QTest.keyClicks(entry, text)
