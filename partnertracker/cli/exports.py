"""Commands that take data out: export and snapshot."""

from datetime import date
from pathlib import Path

import click

from partnertracker.cli.arguments import DAY, PATH, TABLE, refuse_to_overwrite
from partnertracker.cli.output import say, standard_output, text_file
from partnertracker.cli.program import Program, pass_program
from partnertracker.services.exporting import export_table
from partnertracker.services.snapshot import take


@click.command()
@click.argument("file", type=PATH)
@click.argument("table", type=TABLE)
@click.option("--out", type=PATH, help="Write to this file instead.")
@click.option("--bom", is_flag=True, help="Begin with a byte order mark, for spreadsheets that need it.")
@pass_program
def export(program: Program, file: Path, table: str, out: Path | None, *, bom: bool) -> None:
    """Print one table as CSV."""
    with program.reading(file) as session:
        if out is None:
            export_table(session, table, standard_output(), bom=bom)
            return
        refuse_to_overwrite(out, file)
        with text_file(out) as stream:
            count = export_table(session, table, stream, bom=bom)
    say(f"Wrote {count:,} {'row' if count == 1 else 'rows'} to {out}.")


@click.command()
@click.argument("file", type=PATH)
@click.argument("folder", metavar="DIR", type=PATH)
@click.option("--as-of", type=DAY, help="The day the figures are looked at from; today unless given.")
@pass_program
def snapshot(program: Program, file: Path, folder: Path, as_of: date | None) -> None:
    """Write all tables, the figures and the board into a dated folder in DIR, and print where it is."""
    with program.reading(file) as session:
        made = take(session, folder, as_of or program.clock.today())
    standard_output().write(f"{made}\n")


COMMANDS: tuple[click.Command, ...] = (export, snapshot)
"""The commands of this module."""
