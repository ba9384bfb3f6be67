"""UUIDv7 row ids (RFC 9562): in order of time, so that indexes grow at their end and copies can merge."""

import os
import time

import numpy as np

LENGTH = 36
"""Characters of an id."""

_GROUPS = ((0, 0, 8), (9, 8, 12), (14, 12, 16), (19, 16, 20), (24, 20, 32))
"""Where each group of hexadecimal digits stands in the text, and from which to which digit it goes."""


def new_ids(count: int) -> list[str]:
    """Return that many new ids, ascending within the call."""
    milliseconds = np.uint64(time.time_ns() // 1_000_000)
    counter = np.arange(count, dtype=np.uint64)
    # 12 bits of counter keep the order inside a millisecond; past them the time itself moves on.
    stamp = (milliseconds + (counter >> np.uint64(12))) << np.uint64(16)
    first = stamp | np.uint64(0x7000) | (counter & np.uint64(0x0FFF))
    second = np.frombuffer(os.urandom(8 * count), np.uint64) >> np.uint64(2) | np.uint64(1 << 63)
    octets = np.stack((first, second), axis=1).astype(">u8").tobytes()
    digits = np.frombuffer(octets.hex().encode("ascii"), np.uint8).reshape(count, 32)
    text = np.full((count, LENGTH + 1), ord("-"), np.uint8)
    text[:, LENGTH] = ord("\n")
    for at, start, end in _GROUPS:
        text[:, at : at + end - start] = digits[:, start:end]
    return text.tobytes().decode("ascii").split()


def new_id() -> str:
    """Return one new id."""
    return new_ids(1)[0]
