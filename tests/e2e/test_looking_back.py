"""Looking back: the whole window shows the file as it was known on a past day, and nothing can be changed."""

from datetime import date

import pytest
from PySide6.QtCore import QDate
from PySide6.QtWidgets import QApplication, QCalendarWidget

from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.settings.view import SettingsView
from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.services.configuring import change_setting
from partnertracker.services.editing import change_row, delete_rows, insert_row, set_target
from tests.e2e.driver import Driver

pytestmark = pytest.mark.usefixtures("qapp")

FIRST, SECOND, TODAY = date(2026, 11, 10), date(2026, 11, 15), date(2026, 11, 21)


@pytest.fixture
def team(driver: Driver) -> Driver:
    """A partner and a won deal of the first day; on the second the deal, the target and a setting change."""
    driver.today = FIRST
    driver.make_file("channel-team")
    desk = driver.workspace.desk
    desk.change(lambda s: s.execute(*insert_row(s, "partners", {"name": "Litware", "manager": "AK"})))
    desk.change(lambda s: s.execute(*insert_row(s, "deals", {
        "name": "ERP", "customer": "Port", "customer_is_new": 1, "stage": "won", "value": 100_00,
        "created_on": "2026-10-01", "closed_on": "2026-11-05",
        "source_partner": s.store.find("partners", {})[0]["id"],
    })))  # fmt: skip
    desk.change(
        lambda s: s.execute(*set_target(s, "bookings", "all", "2026-Q4", comparison="at_least", value=80))
    )
    driver.today = SECOND
    desk.change(lambda s: s.execute(*change_row(s, "deals", 1, {"name": "ERP 2", "value": 250_00})))
    desk.change(lambda s: s.execute(*change_setting("idle_days", 45)))
    driver.today = TODAY
    desk.change(lambda s: s.execute(*insert_row(s, "partners", {"name": "Adatum", "manager": "JL"})))
    driver.workspace.top.renew_day()
    return driver


def page(driver: Driver, name: str) -> RecordsView:
    driver.workspace.show_page(name)
    QApplication.processEvents()
    view = driver.workspace.view
    assert isinstance(view, RecordsView)
    return view


def names(view: RecordsView) -> list[str]:
    rows = view.grid.rows
    return sorted(rows.cell(row, 0).text for row in range(rows.rowCount()))


def bookings(driver: Driver) -> tuple[float | None, float | None]:
    driver.workspace.show_page("metrics")
    QApplication.processEvents()
    view = driver.workspace.view
    assert isinstance(view, MetricsView)
    figure = view.model.figure(view.model.row_of("bookings"))
    assert figure is not None
    return figure.value, figure.target


def look_back(driver: Driver, day: date) -> None:
    """Choose the day in the panel under the period."""
    driver.do("look_back")
    popup = driver.workspace.top._popup
    assert popup._known_on.hasFocus()
    driver.type(f"{day.day} Nov {day.year}")
    driver.press("Return")
    QApplication.processEvents()


def test_a_day_is_looked_back_to_by_keyboard_alone(team: Driver) -> None:
    team.press("Ctrl+Shift+D")
    team.type("10 Nov")
    assert team.workspace.desk.known_on is None  # not while it is typed
    team.press("Return")
    assert team.workspace.desk.known_on == FIRST
    assert not team.workspace.top._popup.isVisible()


@pytest.mark.parametrize(
    ("typed", "key", "sentence"),
    [
        ("25 Nov 2026", "Tab", "25 Nov 2026 is still to come. Choose today, 21 Nov 2026, or a day before."),
        ("20", "Tab", "Write a day up to today, such as 21 Nov 2026."),
        ("20", "Return", "Write a day up to today, such as 21 Nov 2026."),
    ],
)
def test_a_day_that_cannot_be_looked_back_to_says_which_can(
    team: Driver, typed: str, key: str, sentence: str
) -> None:
    team.press("Ctrl+Shift+D")
    popup = team.workspace.top._popup
    team.type(typed)
    team.press(key)
    assert popup.isVisible()
    assert (popup._wrong_day.isVisible(), popup._wrong_day.text()) == (True, sentence)
    popup._known_on.setFocus()
    popup._known_on.selectAll()
    team.type("20 Nov 2026")
    team.press("Tab")
    assert team.workspace.desk.known_on == date(2026, 11, 20)
    assert not popup.isVisible()


def test_the_panel_that_is_opened_again_has_forgotten_what_was_refused(team: Driver) -> None:
    team.press("Ctrl+Shift+D")
    team.type("25 Nov 2026")
    team.press("Return")
    team.press("Escape")
    team.press("Ctrl+Shift+D")
    popup = team.workspace.top._popup
    assert (popup._known_on.text(), popup._wrong_day.isVisible()) == ("21 Nov 2026", False)
    team.type("10 Nov 2026")
    team.press("Return")
    assert team.workspace.desk.known_on == FIRST


def test_from_the_past_a_later_day_is_refused_in_the_same_words(team: Driver) -> None:
    look_back(team, FIRST)
    team.press("Ctrl+Shift+D")
    team.type("22 Nov 2026")
    team.press("Return")
    popup = team.workspace.top._popup
    assert popup._wrong_day.text().startswith("22 Nov 2026 is still to come. Choose today, 21 Nov 2026")
    team.press("Escape")
    assert team.workspace.desk.known_on == FIRST


def test_escape_looks_at_no_other_day(team: Driver) -> None:
    team.press("Ctrl+Shift+D")
    popup = team.workspace.top._popup
    team.type("10")
    team.press("Escape")
    QApplication.processEvents()
    assert not popup.isVisible()
    assert team.workspace.desk.known_on is None


def test_every_page_shows_what_was_known_that_day(team: Driver) -> None:
    assert bookings(team) == (250, 80)
    look_back(team, FIRST)

    assert team.workspace.known.isVisible()
    assert team.workspace.known.text.text() == "As known on 10 Nov 2026. Nothing can be changed here."
    assert "as known on 10 Nov 2026" in team.frame.windowTitle()
    assert bookings(team) == (100, 80)
    deals = page(team, "deals")
    assert names(deals) == ["ERP"]
    assert deals.form.boxes["name"].entry.text() == "ERP"
    assert names(page(team, "partners")) == ["Litware"]
    assert team.find("Adatum") == ["Nothing found"]
    team.press("Escape")
    team.workspace.show_page("settings")
    settings = team.workspace.view
    assert isinstance(settings, SettingsView)
    assert settings.file.days["idle_days"].value() == 30
    assert team.workspace.navigation._entries["partners"].count.text() == "1"
    assert team.workspace.top._period.accessibleName() == "Period: FY26 Q4 · to 10 Nov"


def test_nothing_can_be_changed_in_the_past(team: Driver) -> None:
    look_back(team, FIRST)
    for name in ("import", "undo", "redo", "new_record", "duplicate", "delete", "backup"):
        assert not team.window.commands.by_name[name].isEnabled()
    for each in (*VIEWS, SETTINGS):
        team.workspace.show_page(each.name)
    deals = page(team, "deals")
    assert deals.form.boxes["value"].entry.isReadOnly()
    assert not deals.form.save_button.isEnabled()
    deals.new_record()
    deals.delete_records()
    assert (team.rows("deals"), team.workspace.unsaved) == (1, ())
    team.do("back_to_today")
    assert team.workspace.desk.facts.version == 6


def test_going_back_is_at_once_and_loses_nothing_typed(team: Driver) -> None:
    deals = page(team, "deals")
    team.press("Ctrl+N")
    team.type("Harbour")
    look_back(team, SECOND)
    team.workspace.show_page("partners")
    team.workspace.known.back.click()

    assert not team.workspace.known.isVisible()
    assert team.workspace.page.name == "partners"
    assert "known" not in team.frame.windowTitle()
    assert page(team, "deals") is deals
    assert deals.form.boxes["name"].entry.text() == "Harbour"
    assert team.workspace.unsaved == ("Deal “Harbour” is not saved: Customer is needed.",)
    deals.form.revert()


def test_from_one_past_day_to_another_and_to_today(team: Driver) -> None:
    look_back(team, FIRST)
    look_back(team, SECOND)
    assert bookings(team) == (250, 80)
    assert names(page(team, "partners")) == ["Litware"]
    look_back(team, TODAY)
    assert team.workspace.desk.known_on is None
    assert names(page(team, "partners")) == ["Adatum", "Litware"]
    assert not team.window.commands.by_name["back_to_today"].isEnabled()


def test_before_the_first_step_the_file_is_empty_and_says_so(team: Driver) -> None:
    look_back(team, date(2026, 11, 1))
    assert team.workspace.known.text.text() == (
        "Nothing was in this file yet on 1 Nov 2026: its first day is 10 Nov 2026."
    )
    for each in (*VIEWS, SETTINGS):
        team.workspace.show_page(each.name)
        QApplication.processEvents()
    assert team.rows("deals") == 0
    assert page(team, "deals").is_empty


def test_the_period_and_the_record_in_front_stay(team: Driver) -> None:
    assert page(team, "deals").form.key
    team.press("Alt+Left")
    look_back(team, FIRST)
    assert team.workspace.desk.choice.period.label == "2026-Q3"
    as_of = page(team, "deals").header.as_of.text.text()
    assert "other values as known on 10 Nov 2026." in as_of
    shown = team.workspace.view
    assert isinstance(shown, RecordsView)
    assert shown.form.boxes["name"].entry.text() == "ERP"
    team.press("Alt+Right")
    team.do("back_to_today")
    assert team.workspace.desk.choice.period.label == "2026-Q4"


def test_a_manager_who_was_not_there_yet_is_not_asked_for(team: Driver) -> None:
    team.workspace.top._manager.chosen.emit("JL")
    look_back(team, FIRST)
    assert team.workspace.desk.choice.scope == "all"
    team.do("back_to_today")
    assert team.workspace.desk.choice.scope == "manager:JL"


def test_quitting_while_looking_back_asks_about_what_was_typed_today(team: Driver) -> None:
    page(team, "deals")
    team.press("Ctrl+N")
    team.type("Harbour")
    look_back(team, FIRST)
    team.press("Ctrl+Q")
    assert team.frame.isVisible()
    assert isinstance(team.window.page, OpenFile)
    assert team.workspace.desk.known_on is None
    page(team, "deals").form.revert()


def test_what_was_deleted_since_is_there_in_the_past(team: Driver) -> None:
    team.workspace.desk.change(lambda s: s.execute(*delete_rows(s, "deals", [1])))
    assert page(team, "deals").is_empty
    look_back(team, SECOND)
    assert names(page(team, "deals")) == ["ERP 2"]


def test_a_day_to_look_back_to_is_chosen_in_the_calendar(team: Driver) -> None:
    team.press("Ctrl+Shift+D")
    entry = team.workspace.top._popup._known_on
    assert entry.today == TODAY
    entry.open_calendar()
    (calendar,) = entry.findChildren(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 21)
    calendar.clicked.emit(QDate(2026, 11, 10))
    QApplication.processEvents()
    assert team.workspace.desk.known_on == FIRST


def test_one_returns_to_the_period_one_had_when_the_past_had_no_such_period(team: Driver) -> None:
    before = team.workspace.desk.choice
    look_back(team, date(2024, 3, 3))
    assert team.workspace.desk.choice.period.label.startswith("2024")
    team.do("back_to_today")
    assert team.workspace.desk.choice == before


def test_days_before_1970_are_refused_and_nothing_changes(team: Driver) -> None:
    look_back(team, date(1900, 1, 1))
    assert team.workspace.desk.known_on is None
    assert team.workspace.desk.choice.period.label == "2026-Q4"
