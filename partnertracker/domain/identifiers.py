"""UUIDv7 row ids (RFC 9562): in order of time, so that indexes grow at their end and copies can merge."""

import os
import time

import numpy as np

_LENGTH = 36
_DIGITS = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), np.uint8).reshape(256, 2)
_GROUPS = ((0, 0, 8), (9, 8, 12), (14, 12, 16), (19, 16, 20), (24, 20, 32))
"""Where each group of hexadecimal digits stands in the text, and from which to which digit it goes."""


def new_ids(count: int) -> list[str]:
    """Return that many new ids, ascending within the call."""
    milliseconds = time.time_ns() // 1_000_000
    counter = np.arange(count, dtype=np.int64)
    # 12 bits of counter keep the order inside a millisecond; past them the time itself moves on.
    stamps = (milliseconds + (counter >> 12)).astype(">i8").view(np.uint8).reshape(count, 8)
    octets = np.empty((count, 16), np.uint8)
    octets[:, :6] = stamps[:, 2:]
    octets[:, 6] = 0x70 | ((counter >> 8) & 0x0F)
    octets[:, 7] = counter & 0xFF
    octets[:, 8:] = np.frombuffer(os.urandom(8 * count), np.uint8).reshape(count, 8)
    octets[:, 8] = 0x80 | (octets[:, 8] & 0x3F)
    digits = _DIGITS[octets].reshape(count, 32)
    text = np.full((count, _LENGTH), ord("-"), np.uint8)
    for at, start, end in _GROUPS:
        text[:, at : at + end - start] = digits[:, start:end]
    every = text.tobytes().decode("ascii")
    return [every[at : at + _LENGTH] for at in range(0, _LENGTH * count, _LENGTH)]


def new_id() -> str:
    """Return one new id."""
    return new_ids(1)[0]
