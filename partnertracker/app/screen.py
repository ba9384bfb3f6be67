"""Whether there is a screen to show a window on: Qt would end the process where there is none."""

import os
import sys

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def has_screen() -> bool:
    """Tell whether a window can be shown; on Linux the environment says so."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in _SCREENS)
