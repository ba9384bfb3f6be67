"""What is put into a spool comes out of it, in memory or from its file."""

import pytest

from partnertracker.services.importing.spool import Spool


def test_items_come_out_in_order_and_as_often_as_needed() -> None:
    spool: Spool[tuple[int, list[str | None]]] = Spool()
    items = [(n, ["ä" * 200_000, None]) for n in range(200)]
    for item in items:
        spool.append(item)
    assert list(spool) == items
    assert [n for n, _ in spool] == list(range(200))
    inner = iter(spool)
    next(inner)
    next(iter(spool))
    assert next(inner)[0] == 1
    spool.close()
    spool.close()
    with pytest.raises(ValueError, match="closed"):
        next(iter(spool))
