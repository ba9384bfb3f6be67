"""Commands about a file as a whole: new, demo, check, backup."""

from datetime import date
from pathlib import Path

import click

from partnertracker.cli.arguments import CURRENCY, DAY, NEW_FILE, PATH
from partnertracker.cli.output import say, standard_output, write_json
from partnertracker.cli.program import Program, pass_program
from partnertracker.domain.settings import Settings
from partnertracker.services.checking import faults
from partnertracker.services.demo.plan import Plan
from partnertracker.services.demo.programme import fill
from partnertracker.services.explaining import noun

_SHOWN_FAULTS = 100


@click.command()
@click.argument("file", type=NEW_FILE)
@click.option("--currency", type=CURRENCY, default="USD", show_default=True, help="The reporting currency.")
@click.option(
    "--fiscal-year-start",
    type=click.IntRange(1, 12),
    default=1,
    show_default=True,
    help="The month in which the fiscal year starts.",
)
@pass_program
def new(program: Program, file: Path, currency: str, fiscal_year_start: int) -> None:
    """Make an empty file."""
    program.create(file, Settings(currency=currency, fiscal_year_start=fiscal_year_start))
    say(f"Made {file}.")


@click.command()
@click.argument("file", type=NEW_FILE)
@click.option("--partners", type=click.IntRange(0, 100_000), default=100, show_default=True)
@click.option("--deals", type=click.IntRange(0, 10_000_000), default=1200, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="Another number: another programme.")
@click.option("--today", type=DAY, help="The day on which the programme stands; the real one unless given.")
@pass_program
def demo(program: Program, file: Path, partners: int, deals: int, seed: int, today: date | None) -> None:
    """Make a file with a believable made-up programme."""
    day = program.clock.today()
    if today is not None and today > day:
        raise click.BadParameter(f"{today} is after today ({day}).", param_hint="--today")
    plan = Plan(today or day, partners, deals, seed)
    program.create(file, Settings())
    filled = False
    try:
        with program.writing(file) as session:
            fill(session, plan)
        filled = True
    finally:
        if not filled:
            file.unlink(missing_ok=True)
    counts = (
        f"{count:,} {noun(table, count)}" for table, count in (("partners", partners), ("deals", deals))
    )
    say(f"Made {file} with {' and '.join(counts)}.")


@click.command()
@click.argument("file", type=PATH)
@click.option("--json", "as_json", is_flag=True, help="Print the faults as JSON.")
@pass_program
def check(program: Program, file: Path, *, as_json: bool) -> int:
    """Check the file itself and every rule over every row; exit code 1 when there are faults."""
    with program.reading(file) as session:
        of_file = session.store.check()
        of_rows = list(faults(session))
    if as_json:
        write_json(
            {
                "file": file.name,
                "faults": [
                    *({"table": None, "id": None, "column": None, "sentence": each} for each in of_file),
                    *(
                        {"table": f.table, "id": f.id, "column": f.column or None, "sentence": f.sentence}
                        for f in of_rows
                    ),
                ],
            }
        )
        return int(bool(of_file or of_rows))
    for sentence in [*of_file, *(each.sentence for each in of_rows)][:_SHOWN_FAULTS]:
        say(sentence)
    count = len(of_file) + len(of_rows)
    say(f"{count:,} fault{'s' if count > 1 else ''} found." if count else "No faults found.")
    return int(bool(count))


@click.command()
@click.argument("file", type=PATH)
@click.argument("folder", metavar="[DIR]", type=PATH, required=False)
@pass_program
def backup(program: Program, file: Path, folder: Path | None) -> None:
    """Make a verified copy, in DIR or in the program's data folder, and print where it is."""
    with program.reading(file) as session:
        copy = session.store.backup(folder)
    standard_output().write(f"{copy}\n")


COMMANDS: tuple[click.Command, ...] = (new, demo, check, backup)
"""The commands of this module."""
