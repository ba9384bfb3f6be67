"""The window: a face over the services.

PySide puts an ``__import__`` of its own in the place of Python's: it reads the source of every module that is
imported later, for a switch that nothing here has (``from __feature__ import …``), and keeps it in memory.
Python's own is put back before anything else of the window is loaded.
"""

import builtins

import PySide6.QtCore  # noqa: F401  from its import on there is one to put back

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
