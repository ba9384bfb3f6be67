"""Commands about what was done: history, undo, redo."""

from datetime import date
from pathlib import Path

import click

from partnertracker.cli.arguments import DAY, PATH, TABLE
from partnertracker.cli.output import say, write_json, write_table
from partnertracker.cli.program import Program, pass_program
from partnertracker.services import history as log


@click.command()
@click.argument("file", type=PATH)
@click.argument("table", type=TABLE, required=False)
@click.argument("row_id", metavar="[ID]", required=False)
@click.option("--since", type=DAY, help="Only what was done on that day or later.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@pass_program
def history(
    program: Program, file: Path, table: str | None, row_id: str | None, since: date | None, *, as_json: bool
) -> None:
    """Say who changed what: every step, or everything that happened to the row ID of TABLE."""
    if table is not None and row_id is None:
        raise click.UsageError("Give the id of a row of that table, too.")
    start = since.isoformat() if since else ""
    with program.reading(file) as session:
        if table is not None and row_id is not None:
            changes = log.of_row(session, table, row_id, start)
            if as_json:
                write_json([log.change_as_json(change) for change in changes])
            else:
                write_table(log.CHANGE_HEADER, [log.change_texts(change) for change in changes])
            return
        steps = session.store.steps(start)
    if as_json:
        write_json([log.step_as_json(step) for step in steps])
    else:
        write_table(log.STEP_HEADER, [log.step_texts(step) for step in steps], right=("Step",))


@click.command()
@click.argument("file", type=PATH)
@pass_program
def undo(program: Program, file: Path) -> None:
    """Take back the last step that is still done."""
    with program.writing(file) as session:
        undone = session.store.undoable()
        session.undo()
    say(f"Undone: {undone.label if undone else ''}.")


@click.command()
@click.argument("file", type=PATH)
@pass_program
def redo(program: Program, file: Path) -> None:
    """Do the last undone step again."""
    with program.writing(file) as session:
        redone = session.store.redoable()
        session.redo()
    say(f"Done again: {redone.label if redone else ''}.")


COMMANDS: tuple[click.Command, ...] = (history, undo, redo)
"""The commands of this module."""
