"""What every test shares: no screen needed, the real data, a guard against what GUI tests leave behind."""

import gc
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import WeakSet

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LC_ALL", "C.UTF-8")  # a bare container has no locale, which Qt warns about

settings.register_profile("partnertracker", deadline=None, print_blob=True)
settings.load_profile("partnertracker")

ROOT = Path(__file__).resolve().parent.parent
SECONDS_FOR_THREADS_TO_END = 2.0


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The real opportunity lists, which lie beside the checkout and are not part of it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        sentence = "The shared data are not here: they are expected in ../shared/data beside the checkout."
        if os.environ.get("CI") == "true":
            pytest.fail(sentence)
        pytest.skip(sentence)
    return folder


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a GUI test that leaves a window, a running timer or a running thread to the next one."""
    if not {"qtbot", "qapp"} & set(request.fixturenames):
        yield
        return
    timers = _record_starts(QTimer, monkeypatch)
    qthreads = _record_starts(QThread, monkeypatch)
    threads_before = set(threading.enumerate())
    widgets_before = set(_top_levels())
    yield
    if QApplication.instance() is None:
        return
    _run_deferred_deletes()
    left = [*_running_threads(threads_before, qthreads)]
    if _active(timers) or set(_top_levels()) - widgets_before:
        gc.collect()  # a widget in a reference cycle is not yet a leak
        _run_deferred_deletes()
        left += [f"running timer {timer!r} of {timer.parent()!r}" for timer in _active(timers)]
        left += [f"window {widget!r}" for widget in _top_levels() if widget not in widgets_before]
    if left:
        pytest.fail("The test left behind: " + "; ".join(left))


def _record_starts(kind: type[QObject], monkeypatch: pytest.MonkeyPatch) -> WeakSet[Any]:
    """Note every object of this kind that the test starts; looking them up later costs nothing."""
    started: WeakSet[Any] = WeakSet()
    original = kind.start  # type: ignore[attr-defined]

    def start(self: QObject, *args: object) -> None:
        started.add(self)
        original(self, *args)

    monkeypatch.setattr(kind, "start", start)
    return started


def _active(timers: WeakSet[Any]) -> list[QTimer]:
    return [timer for timer in timers if isValid(timer) and timer.isActive()]


def _top_levels() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if isValid(widget)]


def _run_deferred_deletes() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()


def _running_threads(before: set[threading.Thread], qthreads: WeakSet[Any]) -> Iterator[str]:
    """Name what still runs, after a moment in which it may end."""
    deadline = time.monotonic() + SECONDS_FOR_THREADS_TO_END
    for thread in qthreads:
        if isValid(thread) and not thread.wait(_milliseconds_until(deadline)):
            yield f"running thread {thread!r}"
    if not QThreadPool.globalInstance().waitForDone(_milliseconds_until(deadline)):
        yield "work in the global thread pool"
    # a QThread that runs Python shows as a dummy thread for as long as the interpreter lives
    for python_thread in set(threading.enumerate()) - before:
        if isinstance(python_thread, threading._DummyThread):
            continue
        python_thread.join(max(0.0, deadline - time.monotonic()))
        if python_thread.is_alive():
            yield f"running thread {python_thread.name}"


def _milliseconds_until(deadline: float) -> int:
    return max(0, round(1000 * (deadline - time.monotonic())))
