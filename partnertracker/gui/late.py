"""The one door to parts of the window that are loaded when they are wanted, so that a start need not wait."""

from importlib import import_module
from types import ModuleType
from typing import Any

PARTS = ("metrics.change:ChangePane", "metrics.data:DataPane")
"""Parts of pages that a page is first shown without."""

MERGE_DIALOG = "merging.dialog:MergeDialog"
FIELDS_DIALOG = "settings.fields_card:FieldsDialog"
TOGETHER_DIALOG = "tables.together:TogetherDialog"
BLOCK_CHECK = "tables.checking:BlockCheck"
TARGET_EDITOR = "metrics.target_editor:TargetEditor"
METRIC_EDITOR = "metrics.metric_editor:MetricEditor"
NEED_DIALOG = "metrics.forecast_rows:NeedDialog"
CALENDAR = "forms.calendar:Calendar"
ASKED_FOR = (
    *(MERGE_DIALOG, FIELDS_DIALOG, TOGETHER_DIALOG, BLOCK_CHECK),
    *(TARGET_EDITOR, METRIC_EDITOR, NEED_DIALOG, CALENDAR),
)
"""Windows that few people open; nothing is loaded before."""

PERIOD_POPUP = "shell.periods:PeriodPopup"
FORECAST_PART = "metrics.forecast:ForecastPart"
BACKUP_REMEDIES = "rescuing:backup_remedies"
RESULTS = "shell.hits:Results"
HIT_DELEGATE = "shell.hits:HitDelegate"
WAVED = "theme.underline:waved"
DRAW_BUTTON = "theme.ending:draw_button"
DRAW_BOX = "theme.ending:draw_box"
DRAW_LINE = "theme.ending:draw_line"
WHEN_NEEDED = (
    *(PERIOD_POPUP, FORECAST_PART, BACKUP_REMEDIES, RESULTS, HIT_DELEGATE),
    *(WAVED, DRAW_BUTTON, DRAW_BOX, DRAW_LINE),
)
"""What a page is first drawn without: what drops down, how words are drawn that don't fit or mean nothing."""


def part(name: str) -> Any:  # noqa: ANN401  what is loaded by name has no type before
    """Return a class or function of the window; its module is loaded at the first call.

    Args:
        name: ``module:name``, the module below ``partnertracker.gui``.
    """
    module, _, what = name.partition(":")
    return getattr(import_module(f"partnertracker.gui.{module}"), what)


def dialogs() -> ModuleType:
    """Return ``dialogs``, the small windows; loaded at the first call."""
    return import_module("partnertracker.gui.dialogs")


def chart_saving() -> ModuleType:
    """Return ``charts.saving``, charts as files and on the clipboard; loaded at the first call."""
    return import_module("partnertracker.gui.charts.saving")


def doors() -> ModuleType:
    """Return ``shell.doors``, which opens what few starts ask for; loaded at the first call."""
    return import_module("partnertracker.gui.shell.doors")


def service(name: str) -> Any:  # noqa: ANN401  what is loaded by name has no type before
    """Return a function of the services; its module is loaded at the first call, on the lane that calls it.

    Args:
        name: ``module:function``, the module below ``partnertracker.services``.
    """
    module, _, what = name.partition(":")
    return getattr(import_module(f"partnertracker.services.{module}"), what)
