"""Draws every page and window, light and dark: ``python -m tests.screenshots --help``."""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from tests.screenshots import importing, pages, tables, windows
from tests.screenshots.camera import TODAY, Camera

SCENES: tuple[Callable[[Camera], None], ...] = (
    *(pages.every_page, pages.metric_tabs, pages.partner_page, pages.fields_of_your_own),
    *(pages.from_a_past_day, pages.behind_numbers),
    *(tables.block, tables.paste, tables.many_rows, tables.filters, tables.views, tables.records),
    *(windows.merging, windows.duplicates, windows.year, windows.target, windows.history, windows.changes),
    *(windows.shortcuts, importing.steps),
)
"""In this order; each leaves the window as it found it but for the page."""


def main() -> int:
    """Draw what was asked for into a folder."""
    asked = _asked()
    asked.goal.mkdir(parents=True, exist_ok=True)
    width, height = (int(each) for each in asked.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_screen(here, width, height)}"
        app = QApplication(sys.argv[:1])  # outlives the window
        camera = Camera(app, here, asked.goal, (width, height), asked.font, asked.today)
        camera.shoot("start")
        if asked.file:
            camera.open_copy(asked.file)
        else:
            camera.open_demo()
        for scene in SCENES:
            if not asked.scenes or scene.__name__ in asked.scenes:
                scene(camera)
                camera.tidy()
        camera.frame.close()
        QGuiApplication.clipboard().clear()  # no screen: it would be kept until after Python's end
        delete(camera.frame)  # while Python is whole, as the program does it
        print(*camera.made, sep="\n")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots", description=__doc__)
    parser.add_argument("goal", type=Path, nargs="?", default=Path("build/screenshots"), help="the folder")
    parser.add_argument("--size", default="1440x900", help="of the window and of its screen")
    parser.add_argument("--font", default="Inter", help="the family to draw in")
    parser.add_argument("--file", type=Path, help="draw a copy of this file, and not the demo")
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY, help="the day it is")
    names = [scene.__name__ for scene in SCENES]
    parser.add_argument("--scenes", nargs="+", choices=names, help="only these")
    return parser.parse_args()


def _screen(here: Path, width: int, height: int) -> Path:
    """Write down the screen that the offscreen platform shall have; by itself it has 800 × 800."""
    path = here / "screen.json"
    screen = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    path.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return path


if __name__ == "__main__":
    sys.exit(main())
