"""Whether a process of this machine still runs."""

import ctypes
import os
import sys
from contextlib import suppress
from pathlib import Path

_QUERY_LIMITED_INFORMATION = 0x1000
_STILL_ACTIVE = 259
_ACCESS_DENIED = 5
_STATE, _STARTTIME = 0, 19
"""The places of state and start time in /proc/PID/stat, counted from after the name."""

_ENDED = frozenset("ZX")


def runs(pid: int) -> bool:
    """Tell whether there is a process of that number on this machine.

    One that was ended and whose parent has not heard of it yet runs no more, though it has its number still.
    """
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        pass
    return _stat_of(pid, _STATE) not in _ENDED


def start_of(pid: int) -> str:
    """Return when a process started, as Linux counts it; empty elsewhere, and for one that is gone."""
    return _stat_of(pid, _STARTTIME)


def _stat_of(pid: int, place: int) -> str:
    """Return what Linux tells of a process in one place of its stat; empty elsewhere, and for none."""
    with suppress(OSError, IndexError):
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
        return stat.rpartition(")")[2].split()[place]
    return ""


if sys.platform == "win32":

    def _runs_on_windows(pid: int) -> bool:
        """Ask by a handle: ``os.kill`` would end the process here."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return ctypes.get_last_error() == _ACCESS_DENIED
        code = ctypes.c_ulong()
        kernel.GetExitCodeProcess(handle, ctypes.byref(code))
        kernel.CloseHandle(handle)
        return code.value == _STILL_ACTIVE
