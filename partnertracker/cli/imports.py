"""The command that brings a spreadsheet in."""

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from partnertracker.cli.arguments import PATH, TABLE, refuse_to_overwrite
from partnertracker.cli.output import say, standard_output, text_file, write_json
from partnertracker.cli.program import Program, pass_program
from partnertracker.domain.errors import UnusableArgumentError, UnusableInputError
from partnertracker.domain.fields import Entity
from partnertracker.services.importing import (
    Alike,
    FileFormat,
    ImportMapping,
    ImportRequest,
    MappingLibrary,
    Plan,
    Source,
    alike_in,
    bring_in,
    carry_out,
    errand_for,
    guess,
    open_source,
    partners_alike_in,
    plan,
    write_rejects,
)
from partnertracker.services.importing.mapping import with_part
from partnertracker.services.session import Session

_SHOWN_REJECTIONS = 20
_JSON_REJECTIONS = 1000
_MORE = "… and {:,} more rejected rows; --rejects FILE writes them all."
_STANDARD_INPUT = Path("-")


@click.command("import")
@click.argument("file", type=PATH)
@click.argument("table", type=TABLE)
@click.argument("csv", type=PATH)
@click.option("--map", "mapping", help="A mapping's TOML file, or the name it was saved under.")
@click.option("--sheet", default="", help="The sheet of a workbook with more than one.")
@click.option("--mode", type=click.Choice(["create", "update", "both"]), default="both", show_default=True)
@click.option("--match", default="", help="The column that makes a row the same row.")
@click.option("--dry-run", is_flag=True, help="Say what would be done and write nothing.")
@click.option("--rejects", type=PATH, help="Write rejected rows here.")
@click.option("--create-partners", is_flag=True, help="Add partners that are named and not there yet.")
@click.option(
    "--json", "as_json", is_flag=True, help=f"Print JSON (the first {_JSON_REJECTIONS:,} rejections)."
)
@pass_program
def import_(  # noqa: PLR0913 - one argument for each option of the contract
    program: Program,
    file: Path,
    table: str,
    csv: Path,
    *,
    mapping: str | None,
    sheet: str,
    mode: str,
    match: str,
    rejects: Path | None,
    dry_run: bool,
    create_partners: bool,
    as_json: bool,
) -> int:
    """Bring the rows of CSV into TABLE in one step; exit code 1: some rejected.

    CSV may be a TSV, XLSX or ODS file too, or - for standard input.
    """
    if rejects is not None:
        refuse_to_overwrite(rejects, file, csv)
    opening = program.reading if dry_run else program.writing
    with opening(file) as session:
        source, used = _read(program, file, session.kind(table), _Given(csv, sheet, mapping))
        adds = create_partners or bool(used.create_partners)
        request = ImportRequest(source, used, mode, match, adds)
        settle = partial(_write_rejects, rejects)
        with closing(source):
            made = None if dry_run else _at_once(program, session, request, settle)
            with closing(made or plan(session, request)) as planned:
                if made is None:
                    settle(planned)
                writes = not dry_run and bool(planned.new or planned.changed)
                alike = _alike(session, planned, dry_run=dry_run)
                if writes and made is None:
                    _back_up(session)
                    carry_out(session, planned)
                told = {**_as_json(planned, file, csv), "alike": _as_told(alike), "written": writes}
                _report(planned, alike, told if as_json else None, written=writes)
                return int(planned.rejected > 0)


def _at_once(
    program: Program, session: Session, request: ImportRequest, settle: Callable[[Plan], None]
) -> Plan | None:
    """Write rows while a second process judges the file, where that is faster, and return the plan."""
    errand = errand_for(session, request)
    if errand is None:
        return None
    _back_up(session)
    with program.aside(errand) as messages:
        return bring_in(session, request, messages, settle)


def _alike(session: Session, planned: Plan, *, dry_run: bool) -> list[Alike]:
    """Return who may be there already; while rows are written, of the partners that they would add alone."""
    if dry_run:
        return alike_in(session.store, planned)
    return partners_alike_in(session.store, planned) if planned.partners else []


def _back_up(session: Session) -> None:
    if session.store.last_step():
        session.store.backup()


def _write_rejects(rejects: Path | None, planned: Plan) -> None:
    if rejects is not None:
        with text_file(rejects) as out:
            write_rejects(planned, out)


@dataclass(frozen=True, slots=True)
class _Given:
    """What is to be imported.

    Attributes:
        csv: the file.
        sheet: the sheet in it; empty: as the mapping says, else the only one.
        mapping: a mapping's name or file; None: what the names of the columns suggest.
    """

    csv: Path
    sheet: str
    mapping: str | None


def _read(program: Program, file: Path, kind: Entity, given: _Given) -> tuple[Source, ImportMapping]:
    """Return the source and the mapping for it: the one asked for, or the one its header suggests."""
    saved = MappingLibrary(program.mappings).load(given.mapping) if given.mapping is not None else None
    if saved is not None and saved.table != kind.table:
        raise UnusableArgumentError(f"That mapping is for the table {saved.table}, not for {kind.table}.")
    known = saved.format if saved else FileFormat()
    if given.sheet:
        known = with_part(known, "sheet", given.sheet)
    stream = _standard_input() if given.csv == _STANDARD_INPUT else given.csv
    source = open_source(stream, known, live=file)
    return source, saved or guess(kind, source.header)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise UnusableInputError("There is nothing to read: standard input is closed.")
    return sys.stdin.buffer


def _report(
    planned: Plan, alike: Sequence[Alike], told: Mapping[str, object] | None, *, written: bool
) -> None:
    """Print the counts or JSON, and the sentences of the first rejected rows on standard error."""
    if told is not None:
        write_json(told)
    else:
        counts = f"{planned.new} new, {planned.changed} changed, {planned.same} same"
        standard_output().write(f"{counts}, {planned.rejected} rejected\n")
    for number, rejection in enumerate(planned.rejections()):
        if number == _SHOWN_REJECTIONS:
            say(_MORE.format(planned.rejected - number))
            break
        for problem in rejection.problems:
            say(problem.sentence)
    _say_what_is_noted(planned, written=written)
    for each in alike[:_SHOWN_REJECTIONS]:
        say(f"“{each.name}” may be the same as “{each.there}”: {each.why}.")
    if not written:
        say("Nothing was written.")


def _say_what_is_noted(planned: Plan, *, written: bool) -> None:
    if planned.rounded:
        say(f"Amounts rounded to the decimals of their currency: {planned.rounded:,}.")
    if planned.unsure:
        say(planned.doubt("1 new row" if planned.unsure == 1 else f"{planned.unsure:,} new rows"))
    if planned.ignored:
        say(f"Columns not used: {', '.join(planned.ignored)}.")
    if planned.partners:
        say(f"Partners {'added' if written else 'to add'}: {len(planned.partners):,}.")


def _as_told(alike: Sequence[Alike]) -> list[dict[str, str]]:
    return [{"name": each.name, "there": each.there, "why": each.why, "table": each.table} for each in alike]


def _as_json(planned: Plan, file: Path, csv: Path) -> dict[str, object]:
    rejections: list[dict[str, object]] = []
    for rejection in planned.rejections():
        if len(rejections) == _JSON_REJECTIONS:
            break
        problems = [
            {"column": p.column, "value": p.value, "sentence": p.sentence} for p in rejection.problems
        ]
        rejections.append({"line": rejection.line, "problems": problems})
    return {
        "file": file.name,
        "table": planned.table,
        "csv": csv.name,
        "new": planned.new,
        "changed": planned.changed,
        "same": planned.same,
        "rejected": planned.rejected,
        "partners": list(planned.partners),
        "ignored": list(planned.ignored),
        "rejections": rejections,
    }


COMMANDS: tuple[click.Command, ...] = (import_,)
"""The commands of this module."""
