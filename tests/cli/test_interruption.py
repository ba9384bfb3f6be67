"""Ctrl+C is noted even where it comes out as another error."""

import signal
import sqlite3
import threading

import pytest

from partnertracker.cli.interruption import noted


def test_inside_a_callback_of_sqlite_it_is_noted() -> None:
    conn = sqlite3.connect(":memory:")
    conn.create_function("press", 0, lambda: signal.raise_signal(signal.SIGINT))
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with noted() as interruption:
            assert not interruption.came
            with pytest.raises(sqlite3.Error):
                conn.execute("SELECT press()")
            assert interruption.came
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
        conn.close()


def test_elsewhere_it_is_a_keyboard_interrupt_as_ever() -> None:
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with noted() as interruption, pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert interruption.came
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_signal_that_nobody_heeds_stays_so() -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with noted() as interruption:
            signal.raise_signal(signal.SIGINT)
        assert not interruption.came
    finally:
        signal.signal(signal.SIGINT, before)


def test_beside_the_main_thread_nothing_is_changed() -> None:
    seen: list[bool] = []

    def work() -> None:
        with noted() as interruption:
            seen.append(interruption.came)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [False]
