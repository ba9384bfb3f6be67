"""The current record once other rows are listed."""

from pytestqt.qtbot import QtBot

from partnertracker.gui.deals import DealsView
from partnertracker.services.session import Session
from tests.gui.deals import deal, go_to, type_in, words


def key_of(session: Session, name: str) -> int:
    return int(str(deal(session, name)["key"]))


def test_a_record_that_a_filter_leaves_out_gives_way_to_the_first_row(
    view: DealsView, session: Session
) -> None:
    go_to(view, session, "Renewal", "name")
    view.header.write("stage:lost")
    assert "Renewal" not in words(view, "name")
    assert view.grid.currentIndex().row() == 0
    assert view.form.key == view.grid.current_key == view.grid.rows.key(0)


def test_a_record_that_a_filter_shows_stays_the_current_one(view: DealsView, session: Session) -> None:
    go_to(view, session, "Renewal", "name")
    view.header.write("renewal")
    view.header.write("")
    assert view.form.key == view.grid.current_key == key_of(session, "Renewal")


def test_a_record_with_edits_that_are_not_saved_stays_though_a_filter_leaves_it_out(
    view: DealsView, session: Session
) -> None:
    go_to(view, session, "Renewal", "name")
    type_in(view, "value", "plenty")
    view.header.write("stage:lost")
    assert view.form.key == key_of(session, "Renewal")
    assert view.form.boxes["value"].entry.text() == "plenty"


def test_a_record_that_an_edit_takes_out_of_the_list_stays_in_the_form(
    qtbot: QtBot, view: DealsView, session: Session
) -> None:
    view.header.write("-name:extension")
    go_to(view, session, "Renewal", "name")
    key, before = key_of(session, "Renewal"), view.grid.rows.rowCount()
    type_in(view, "name", "Extension")
    view.form.save_now()
    qtbot.waitUntil(lambda: view.grid.rows.rowCount() == before - 1)
    assert view.form.key == key
    view.refresh()
    assert view.form.key == key


def test_a_new_record_that_the_filter_hides_stays_in_the_form(view: DealsView) -> None:
    view.header.write("stage:lost")
    view.new_record()
    view.header.write("stage:won")
    assert view.form.key is None
    assert not view.form.is_free
    assert not view.grid.current_key


def test_another_order_leaves_the_record_in_the_form(view: DealsView, session: Session) -> None:
    view.header.write("-name:extension")
    go_to(view, session, "Renewal", "name")
    key = key_of(session, "Renewal")
    type_in(view, "name", "Extension")
    view.form.save_now()
    view.grid.columns.sort_wanted.emit("value", True)
    assert view.form.key == key
