"""Pictures of the pages."""

from functools import partial

import numpy as np

from partnertracker.gui.health.view import HealthView
from partnertracker.gui.metrics.view import MetricsView
from partnertracker.gui.partner.view import TABS, PartnerView
from partnertracker.gui.records import RecordsView
from partnertracker.gui.settings.fields_card import FieldsDialog
from partnertracker.gui.views import SETTINGS, VIEWS
from partnertracker.services.custom_fields import add_field
from partnertracker.services.ports import Outcome
from partnertracker.services.session import Session
from tests.screenshots.camera import Camera

METRIC = "sourced_revenue"
_FIELDS = (("Segment", "choice", "Retail; Public sector; Industry"), ("Renews on", "date", ""))


def every_page(camera: Camera) -> None:
    """Draw each page with a record or a metric chosen."""
    for page in (*VIEWS, SETTINGS):
        camera.show(page.name)
        view = camera.workspace.view
        if view.listed:
            camera.choose_last(view.listed, 3)
        view.show_metric(METRIC)
        if isinstance(view, HealthView):
            _choose_partner(view)
        camera.shoot(page.name)


def metric_tabs(camera: Camera) -> None:
    """Draw what else there is to know of a metric."""
    camera.show("metrics")
    view = camera.view(MetricsView)
    view.show_metric("pipeline")
    tabs = view.detail.tabs
    for tab in range(1, tabs.count()):
        tabs.setCurrentIndex(tab)
        camera.shoot(f"metrics-{tabs.tabText(tab).lower()}")
    tabs.setCurrentIndex(0)


def from_a_past_day(camera: Camera) -> None:
    """Draw the deals as they stood half a year ago, with those that were created later."""
    desk, today = camera.desk, camera.desk.choice
    desk.choose(today._replace(as_of=today.as_of - 182))
    camera.show("deals")
    view = camera.workspace.view
    assert isinstance(view, RecordsView)
    view.show_record("deals", view.grid.rows.key(3))
    camera.shoot("deals-past")
    view.header.as_of.toggle.click()
    camera.shoot("deals-past-later")
    desk.choose(today)


def behind_numbers(camera: Camera) -> None:
    """Draw what lies behind a score, behind the line on a card, and bridges of further figures."""
    camera.show("health")
    view = camera.view(HealthView)
    _choose_partner(view)
    rows = view.panel.scorecard.list
    for row in (1, 3):
        if row >= rows.model().rowCount():
            continue
        rows.clicked.emit(rows.model().index(row, 0))
        camera.shoot(f"behind-score-{row}")
        camera.tidy()
    view.board.year_wanted.emit()
    camera.shoot("behind-card")
    camera.tidy()
    camera.show("metrics")
    metrics = camera.view(MetricsView)
    for metric in ("average_deal_size", "headcount_gap", "win_rate"):
        metrics.show_metric(metric)
        metrics.detail.tabs.setCurrentIndex(1)
        camera.shoot(f"bridge-{metric}")
    metrics.detail.tabs.setCurrentIndex(0)


def partner_page(camera: Camera) -> None:
    """Draw each tab of the page of the partner with most deals."""
    facts = camera.desk.facts
    source = facts["deals"]["source_partner"]
    key = int(facts["partners"].keys[np.bincount(source[source >= 0]).argmax()])
    camera.show("partners")
    camera.workspace.view.show_record("partners", key)
    camera.workspace.open_partner_page()
    view = camera.view(PartnerView)
    for tab in TABS:
        view.turn_to(tab)
        camera.shoot(f"partner-{tab}")


def fields_of_your_own(camera: Camera) -> None:
    """Draw the fields that a team adds to its deals, and the window in which one is made."""
    for field in _FIELDS:
        camera.desk.change(partial(_add_field, field=field))
    camera.show("deals")
    dialog = FieldsDialog(camera.desk, "deals", camera.frame)
    dialog.open()
    camera.shoot("fields")
    dialog.card.edit.click()
    camera.shoot("fields-edit")
    camera.tidy()
    for _ in _FIELDS:
        camera.do("undo")


def _add_field(session: Session, field: tuple[str, str, str]) -> Outcome:
    label, kind, choices = field
    return session.execute(*add_field(session, "deals", label=label, kind=kind, choices=choices))


def _choose_partner(view: HealthView) -> None:
    """Choose the partner whose year has most to show, bookings and pipeline, of the first column with any."""

    def months(key: int) -> int:
        view.board.choose(key)
        chart = view.panel.chart.data
        return sum(bool(point.value) + bool(point.line) for point in chart.points) if chart else 0

    for column in view.board.columns.values():
        cards = column.list.cards
        keys = [card.key for row in range(cards.rowCount()) if (card := cards.card(row)) is not None]
        if keys:
            view.board.choose(max(keys, key=months))
            return
