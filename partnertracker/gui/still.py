"""Waiting until everything that was typed is stored."""

from collections.abc import Callable

from partnertracker.gui.desk import Desk


def when_still(desk: Desk, go_on: Callable[[], None]) -> None:
    """Go on once no change is under way, at once where none is: also what its end leads to is stored then."""
    if desk.changing:
        desk.ask(lambda _session: None, lambda _nothing: when_still(desk, go_on))
    else:
        go_on()
