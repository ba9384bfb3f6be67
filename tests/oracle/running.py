"""How many made-up programmes a test runs over, and which.

In ``make test`` they are always the same ones. ``PARTNERTRACKER_ORACLE=5000`` in the environment makes it a
long run over that many new ones; a programme that breaks a law there is then made as small as it can be.
"""

import os
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.oracle.made_up import TABLES, MadeUp

LONG = int(os.environ.get("PARTNERTRACKER_ORACLE", "0"))

PROGRAMMES = st.builds(
    MadeUp,
    st.integers(0, 2**32),
    st.fixed_dictionaries(
        {table: st.one_of(st.integers(0, most), st.just(most)) for table, most in TABLES.items()}
    ),
)


def over_programmes(count: int) -> Callable[[Callable[[MadeUp], None]], Callable[[], None]]:
    """Run a test over so many programmes, or as many as the environment asks for."""
    run = settings(
        max_examples=LONG or count,
        derandomize=not LONG,
        database=None,
        deadline=None,
        phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
        suppress_health_check=list(HealthCheck),
    )

    def decorated(test: Callable[[MadeUp], None]) -> Callable[[], None]:
        timed: Callable[[], None] = pytest.mark.timeout(0 if LONG else 120)(run(given(PROGRAMMES)(test)))
        return timed

    return decorated
