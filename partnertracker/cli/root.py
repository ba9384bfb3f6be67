"""The commands, and what happens without one: the window opens."""

from difflib import get_close_matches
from pathlib import Path

import click

from partnertracker import __version__
from partnertracker.cli import exports, figures, files, history, imports
from partnertracker.cli.arguments import PATH
from partnertracker.cli.program import Program, pass_program
from partnertracker.domain.errors import UnusableFileError


class _CommandsOrFile(click.Group):
    """Commands; a single first argument that is none of them is a file for the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if self.get_command(ctx, name) is None and len(args) == 1 and _may_be_a_file(name):
            return name, _open_in_window, ["--", name]
        if self.get_command(ctx, name) is None:
            near = get_close_matches(name, self.list_commands(ctx), n=1)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no command “{name}”.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=_CommandsOrFile,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="partnertracker FILE opens the window on that file, partnertracker alone on the last one.",
)
@click.version_option(__version__, prog_name="Partner Tracker", message="%(prog)s %(version)s")
@click.option("--smoke", is_flag=True, hidden=True, help="Open every view on a temporary file and leave.")
@click.pass_context
def root(ctx: click.Context, *, smoke: bool) -> int:
    """Run a partner programme from one file."""
    program = ctx.find_object(Program)
    if program is None:
        raise TypeError("the context must carry the program")
    if smoke:
        ctx.exit(program.smoke())
    if ctx.invoked_subcommand is None:
        return program.window(None)
    return 0


@click.command(hidden=True)
@click.argument("file", type=PATH)
@pass_program
def _open_in_window(program: Program, file: Path) -> int:
    """Open the window on a file."""
    if not file.exists():
        raise UnusableFileError(f"There is no file {file}.", f"partnertracker new {file} makes one.")
    if file.is_dir():
        raise UnusableFileError(f"{file} is a folder, not a Partner Tracker file.")
    return program.window(file)


def _may_be_a_file(name: str) -> bool:
    """Tell a file's name, even that of a missing file, from a misspelt command."""
    return any(mark in name for mark in "./\\ ") or Path(name).exists()


for _each in (*files.COMMANDS, *imports.COMMANDS, *exports.COMMANDS, *figures.COMMANDS, *history.COMMANDS):
    root.add_command(_each)
