"""UUIDv7 row ids (RFC 9562): ordered by time, so that indexes grow at their end and copies can merge."""

import os
import time

_VARIANT = "89ab"


def new_ids(count: int) -> list[str]:
    """Return that many new ids, ascending within the call."""
    milliseconds = time.time_ns() // 1_000_000
    noise = os.urandom(8 * count).hex()
    ids = []
    for i in range(count):
        # 12 bits of counter keep the order inside a millisecond; past them the time itself moves on.
        stamp = f"{milliseconds + (i >> 12):012x}"
        tail = noise[16 * i : 16 * i + 16]
        variant = _VARIANT[int(tail[0], 16) & 3]
        ids.append(f"{stamp[:8]}-{stamp[8:]}-7{i & 0xFFF:03x}-{variant}{tail[1:4]}-{tail[4:]}")
    return ids


def new_id() -> str:
    """Return one new id."""
    return new_ids(1)[0]
