"""Leaving an open file without losing what was typed: save what can be saved, ask about the rest."""

from collections.abc import Callable

from partnertracker.gui.shell.openfile import OpenFile
from partnertracker.gui.shell.workspace import Workspace
from partnertracker.gui.still import when_still
from partnertracker.gui.unsaved import UnsavedDialog


def leave(file: OpenFile, word: str, go_on: Callable[[], None]) -> None:
    """Save what was typed, then go on; where something can't be saved, only if the person wants that.

    Who looks back is led to today first: that is where things were typed.

    Args:
        file: what is to be left.
        word: the word for leaving, as on a button.
        go_on: leaves; not called when saving failed (which is told) or the person stays.
    """
    file.back_to_today()
    workspace = file.today
    desk = workspace.desk
    failures = desk.failures
    workspace.finish_typing()

    def settle() -> None:
        if desk.failures == failures:
            sentences = workspace.unsaved
            if sentences:
                _ask(workspace, UnsavedDialog(sentences, word, workspace.window()), go_on)
            else:
                go_on()

    desk.ask(lambda _session: None, lambda _nothing: when_still(desk, settle))


def _ask(workspace: Workspace, dialog: UnsavedDialog, go_on: Callable[[], None]) -> None:
    dialog.accepted.connect(go_on)
    dialog.rejected.connect(workspace.mend)
    dialog.open()
