"""A rest for the garbage collector while a great many values are made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep the cycle collector from looking through everything again and again.

    Rows and figures make no cycles: they are freed when nobody wants them any more. Looking for cycles took a
    fifth of the time of judging an import and half of that of all partners' figures.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
