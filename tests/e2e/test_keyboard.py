"""Every page by keyboard alone."""

import pytest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QToolButton, QWidget

from partnertracker.domain.fields import Row
from partnertracker.gui.dialogs import ShortcutSheet
from partnertracker.gui.health.view import HealthView
from partnertracker.gui.records import RecordsView
from partnertracker.services.editing import insert_row
from tests.e2e.driver import Driver


@pytest.fixture
def team(driver: Driver) -> Driver:
    """A file with three partners, of whom two were reviewed, and a deal."""
    driver.make_file("channel-team")
    for name, status in (("Litware", "red"), ("Fabrikam", "yellow"), ("Proseware", "")):
        enter(driver, "partners", {"name": name})
        if status:
            review: Row = {"status": status, "reviewed_on": "2026-11-02", "reason": "Seen"}
            enter(driver, "health_reviews", {"partner": partner_id(driver, name), **review})
    deal: Row = {"name": "Rollout", "customer": "Port", "stage": "won", "value": 100_00, "customer_is_new": 1}
    dates: Row = {"created_on": "2026-10-01", "closed_on": "2026-11-05"}
    enter(driver, "deals", {**deal, **dates, "source_partner": partner_id(driver, "Litware")})
    return driver


def enter(driver: Driver, table: str, row: Row) -> None:
    driver.workspace.desk.change(lambda session: session.execute(*insert_row(session, table, row)))


def partner_id(driver: Driver, name: str) -> str:
    found: list[Row] = []
    driver.workspace.desk.ask(lambda session: session.store.find("partners", {"name": name}), found.extend)
    return str(found[0]["id"])


def name_of(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QPushButton) else ""
    return widget.accessibleName() or text


def records(driver: Driver) -> RecordsView:
    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    return view


@pytest.mark.parametrize(("keys", "name"), [("Ctrl+1", "partners"), ("Ctrl+2", "deals")])
def test_tab_goes_over_everything_above_the_table(team: Driver, keys: str, name: str) -> None:
    team.press(keys)
    assert team.focus is records(team).grid
    header = records(team).header
    chip = header.add_filter("region" if name == "partners" else "customer")
    chips = list(header.chips.values())
    assert chips[-1] is chip

    stops = team.stops()

    above = [header.search, header.view, *chips, header.add]
    begin = stops.index(header.search)
    assert stops[begin : begin + len(above)] == above
    after = [name_of(each) for each in stops[begin + len(above) :][:3]]
    assert after == ["Choose columns", "Import…", "Export CSV"]


def test_rows_are_found_filtered_and_laid_out_by_keys(team: Driver) -> None:
    team.press("Ctrl+1")
    team.press("Ctrl+F")
    assert isinstance(team.focus, QLineEdit)
    assert name_of(team.focus) == "Find in partners"
    for keys, word in (("Ctrl+Shift+F", "Region"), ("Ctrl+Shift+C", "As at the start")):
        team.press(keys)
        (menu,) = (each for each in records(team).findChildren(QMenu) if each.isVisible())
        assert word in [action.text() for action in menu.actions()]
        menu.close()


def test_enter_presses_the_buttons_that_have_an_icon_alone(team: Driver) -> None:
    team.press("Ctrl+1")
    reach(team, "Choose columns")
    team.press("Return")
    (menu,) = (each for each in records(team).findChildren(QMenu) if each.isVisible())
    menu.close()

    deals = team.rows("deals")
    for action, left in (("Undo", deals - 1), ("Redo", deals)):
        reach(team, action)
        team.press("Return")
        assert team.rows("deals") == left


def reach(driver: Driver, words: str) -> None:
    """Press Tab until the keyboard is on a tool button that begins with some words."""
    for _ in range(80):
        driver.press("Tab")
        on = driver.focus
        if isinstance(on, QToolButton) and (on.accessibleName() or on.text()).startswith(words):
            return
    raise AssertionError(f"Tab never comes to {words}")


def test_a_page_without_rows_offers_no_search_in_them(team: Driver) -> None:
    for keys, offered in (("Ctrl+1", True), ("Ctrl+3", False)):
        team.press(keys)
        commands = team.window.commands.by_name
        assert [commands[name].isEnabled() for name in ("find_rows", "add_filter", "choose_columns")] == [
            offered
        ] * 3


def test_tab_leads_from_the_chosen_card_to_its_partner(team: Driver) -> None:
    team.press("Ctrl+4")
    view = team.workspace.view
    assert isinstance(view, HealthView)
    lists = [column.list for column in view.board.columns.values()]
    for key, status in (("Right", "yellow"), ("Right", "unrated"), ("Left", "yellow")):
        team.press(key)
        card = view.board.card
        assert card is not None
        assert card.status == status
        assert team.focus is view.board.columns[status].list

    stops = team.stops()

    assert view.isAncestorOf(stops[0])
    assert view.panel.isAncestorOf(stops[0])
    assert [each for each in stops if each in lists] == [view.board.columns["yellow"].list]
    assert view.panel.name.text() == "Fabrikam"


_MOST = 250
_PAGES = ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6", "Ctrl+,")


@pytest.mark.parametrize("page", _PAGES)
def test_tab_leads_round_the_whole_window_and_back(team: Driver, page: str) -> None:
    team.press(page)
    assert team.frame.focusWidget() is not team.workspace.view, "the keyboard is where nobody sees it"
    team.press("Tab")
    began = team.focus
    there = team.stops(_MOST)
    assert there[-1] is began
    back = team.stops(_MOST, keys="Shift+Tab")
    assert back[-1] is began
    assert [name_of(each) for each in back[-2::-1]] == [name_of(each) for each in there[:-1]]
    assert any(team.workspace.navigation.isAncestorOf(each) for each in there)


@pytest.mark.parametrize("keys", ["F1", "?"])
def test_the_shortcut_sheet_is_shown_by_a_key(team: Driver, keys: str) -> None:
    team.press("Ctrl+3")
    team.press(keys)
    sheet = team.frame.findChild(ShortcutSheet)
    assert sheet is not None
    sheet.accept()


def test_a_question_mark_is_typed_where_text_is_typed(team: Driver) -> None:
    team.press("Ctrl+1")
    team.press("Ctrl+F")
    team.press("?")
    assert team.frame.findChild(ShortcutSheet) is None
    assert isinstance(team.focus, QLineEdit)
    assert team.focus.text() == "?"
