"""A rest for the garbage collector while a great many rows pass through."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the cycle collector from looking through everything again and again.

    Rows make no cycles: they are freed when the next chunk comes. Looking for cycles took a fifth of a
    plan's time, and takes more in a window, which holds more objects.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
