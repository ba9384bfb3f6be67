"""Whatever is done to a file, it holds what plain tables hold that the same was done to.

In ``make test`` these are always the same sequences; ``PARTNERTRACKER_LAWS=3000`` in the environment makes it
a long run over that many new ones; one that breaks a law there is then made as short as it can be.
"""

import os
import shutil
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from partnertracker.domain.settings import Settings
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.session import Session
from partnertracker.storage.create import create_file
from partnertracker.storage.opening import open_file
from tests.laws.plain.clerk import Clerk
from tests.laws.plain.doings import DOINGS, OFTEN
from tests.made_up import TODAY, clock

LONG = int(os.environ.get("PARTNERTRACKER_LAWS", "0"))

DOING = st.tuples(st.sampled_from([*DOINGS, *OFTEN]), st.integers(0, 2**20))
PART = st.lists(DOING, max_size=12)
SEQUENCE = st.tuples(PART, PART, PART).map(lambda parts: [each for part in parts for each in part])


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Make an empty file, and one with a small programme."""
    folder = tmp_path_factory.mktemp("begun")
    empty, programme = folder / "empty.sqlite3", folder / "programme.sqlite3"
    create_file(empty, Settings())
    create_file(programme, Settings())
    session = Session(open_file(programme, backups=folder / "backups"), clock(), "Anna")
    fill(session, Plan(TODAY, 3, 8, 1))
    session.store.close()
    return empty, programme


@pytest.mark.timeout(0 if LONG else 600)
@settings(
    max_examples=LONG or 80,
    derandomize=not LONG,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate, *([Phase.shrink] if LONG else [])],
)
@given(sequence=SEQUENCE, full=st.booleans())
def test_a_file_holds_what_plain_tables_hold(
    begun: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
    sequence: list[tuple[str, int]],
    full: bool,  # noqa: FBT001
) -> None:
    folder = tmp_path_factory.mktemp("work")
    clerk = Clerk(shutil.copyfile(begun[full], folder / "work.sqlite3"))
    for place, (kind, seed) in enumerate(sequence):
        DOINGS[kind](clerk, Random(f"{place} {seed}"))  # even where a seed comes twice
    clerk.end()
    shutil.rmtree(folder)
