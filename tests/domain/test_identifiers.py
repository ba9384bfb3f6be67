"""Ids are UUIDs of version 7 that ascend."""

import time
from uuid import RFC_4122, UUID

import pytest

from partnertracker.domain.identifiers import new_id, new_ids


@pytest.mark.parametrize("count", [0, 1, 2, 5000, 10_000])
def test_ids_are_uuids_of_version_7_in_ascending_order(count: int) -> None:
    before = time.time_ns() // 1_000_000
    ids = new_ids(count)
    assert len(set(ids)) == count
    assert ids == sorted(ids)
    for text in ids:
        uuid = UUID(text)
        assert str(uuid) == text
        assert (uuid.version, uuid.variant) == (7, RFC_4122)
        assert before <= uuid.int >> 80 <= before + 60_000


def test_calls_do_not_repeat_each_other() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
