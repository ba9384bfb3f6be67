import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from partnertracker.domain.columns import day_of
from partnertracker.domain.fields import Row
from partnertracker.domain.periods import period_containing
from partnertracker.gui.desk import Choice, Desk
from partnertracker.gui.tables.model import WAITING, TableModel
from partnertracker.services.listing.filters import Contains
from partnertracker.services.listing.queries import Listing
from partnertracker.services.ports import Writer
from partnertracker.services.session import Session
from tests.gui import programme
from tests.gui.held import Held
from tests.gui.inplace import InPlace

NAME = 0
MANY = 6_000


@pytest.fixture
def lane() -> Held:
    return Held()


@pytest.fixture
def slow(session: Session, lane: Held) -> Desk:
    """A desk over many deals, whose file takes its time."""

    def fill(writer: Writer) -> None:
        rows: list[Row] = [
            {"name": f"Deal {i}", "customer": "Port", "stage": "lead", "value": i, "created_on": "2026-01-01"}
            for i in range(MANY)
        ]
        writer.insert("deals", rows)

    session.execute("Fill", fill)
    today = day_of(programme.TODAY.isoformat())
    return Desk(session, session.facts, Choice(period_containing(today, "quarter"), today), lane, InPlace())


def texts(model: TableModel, first: int, last: int) -> list[str]:
    return [model.cell(row, NAME).text for row in range(first, last)]


@pytest.mark.usefixtures("qapp")
def test_shows_what_facts_hold_at_once_and_texts_when_they_arrive(slow: Desk, lane: Held) -> None:
    model = TableModel(slow, "deals")
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_listing(Listing("deals", sort=("", False)))
    assert model.rowCount() == MANY + 14
    assert model.cell(0, NAME) is WAITING
    assert model.data(model.index(0, NAME)) == ""
    assert model.cell(0, 4).text == "$64,000"
    lane.go_on()
    assert model.cell(0, NAME).text == "Data platform"


@pytest.mark.usefixtures("qapp")
def test_keeps_few_texts_however_far_one_scrolls(slow: Desk, lane: Held) -> None:
    model = TableModel(slow, "deals")
    model.show_listing(Listing("deals", sort=("", False)))
    for first in range(0, MANY, 25):
        model.look_at(first, first + 25)
        lane.go_on()
        assert WAITING not in [model.cell(row, NAME) for row in range(first, first + 25)]
    assert model.cell(0, NAME) is WAITING


@pytest.mark.usefixtures("qapp")
def test_scrolling_fast_asks_only_for_what_is_in_sight_in_the_end(slow: Desk, lane: Held) -> None:
    model = TableModel(slow, "deals")
    model.show_listing(Listing("deals", sort=("", False)))
    for first in range(0, MANY, 50):
        model.look_at(first, first + 25)
    assert len(lane.waiting) == 1
    lane.go_on()
    assert model.cell(5_970, NAME).text == "Deal 5956"
    assert model.cell(3_000, NAME) is WAITING


@pytest.mark.usefixtures("qapp")
def test_an_edit_shows_the_old_text_until_the_new_one_is_read(slow: Desk, lane: Held) -> None:
    model = TableModel(slow, "deals")
    model.show_listing(Listing("deals", sort=("", False)))
    lane.go_on()
    slow.do("Rename", lambda writer: writer.update("deals", model.key(3), {"name": "Renamed"}))
    lane.waiting.pop(0)()
    assert model.cell(3, NAME).text == "Security audit"
    lane.go_on()
    assert model.cell(3, NAME).text == "Renamed"


@pytest.mark.usefixtures("qapp")
def test_search_waits_for_the_texts_and_follows_changes(slow: Desk, lane: Held) -> None:
    model = TableModel(slow, "deals")
    wanted = Listing("deals", filters=(Contains("name", "deal 59"),), sort=("name", True))
    model.show_listing(wanted)
    assert model.rowCount() == 0
    lane.go_on()
    assert model.rowCount() == 111
    key = model.key(0)
    slow.do("Rename", lambda writer: writer.update("deals", key, {"name": "Something else"}))
    lane.go_on()
    model.show_listing(wanted)
    lane.go_on()
    assert model.rowCount() == 110
    assert model.row_of(key) == -1


@pytest.mark.usefixtures("qapp")
def test_rows_stay_where_they_are_while_a_cell_is_edited(desk: Desk) -> None:
    model = TableModel(desk, "deals")
    model.show_listing(Listing("deals", sort=("value", False)))
    keys = [model.key(row) for row in range(model.rowCount())]
    model.hold(True)
    model.show_listing(Listing("deals", sort=("value", True)))
    assert [model.key(row) for row in range(model.rowCount())] == keys
    model.hold(False)
    assert [model.key(row) for row in range(model.rowCount())] != keys


@pytest.mark.usefixtures("qapp")
def test_headers_stand_on_the_side_of_their_cells(desk: Desk) -> None:
    model = TableModel(desk, "deals")
    model.show_listing(Listing("deals"))
    for section, column in enumerate(model.columns):
        role = Qt.ItemDataRole.TextAlignmentRole
        header = model.headerData(section, Qt.Orientation.Horizontal, role)
        if column.name == "value":
            assert header == model.data(model.index(0, section), role)
            assert Qt.AlignmentFlag(int(str(header))) & Qt.AlignmentFlag.AlignRight
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.columnCount(QModelIndex()) == len(model.columns)


@pytest.mark.usefixtures("qapp")
def test_computed_columns_cannot_be_typed_in(desk: Desk) -> None:
    model = TableModel(desk, "deals")
    model.show_listing(Listing("deals"))
    editable = {
        column.name: bool(model.flags(model.index(0, i)) & Qt.ItemFlag.ItemIsEditable)
        for i, column in enumerate(model.columns)
    }
    assert not editable["involvement"]
    assert editable["close"]
    assert not editable["notes"]  # it has several lines
