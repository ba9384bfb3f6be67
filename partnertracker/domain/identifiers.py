"""UUIDv7 row ids (RFC 9562): ordered by time, so that indexes grow at their end and copies can merge."""

import os
import time

_VARIANT = dict(zip("0123456789abcdef", "89ab" * 4, strict=True))
_COUNTED = 4096


def new_ids(count: int) -> list[str]:
    """Return that many new ids, ascending within the call."""
    milliseconds = time.time_ns() // 1_000_000
    noise = os.urandom(8 * count).hex()
    ids: list[str] = []
    for first in range(0, count, _COUNTED):
        # 12 bits of counter keep the order inside a millisecond; past them the time itself moves on.
        stamp = f"{milliseconds + first // _COUNTED:012x}"
        start = f"{stamp[:8]}-{stamp[8:]}-7"
        ids += [
            f"{start}{i:03x}-{_VARIANT[noise[at]]}{noise[at + 1 : at + 4]}-{noise[at + 4 : at + 16]}"
            for i, at in enumerate(range(16 * first, 16 * min(first + _COUNTED, count), 16))
        ]
    return ids


def new_id() -> str:
    """Return one new id."""
    return new_ids(1)[0]
