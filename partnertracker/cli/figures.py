"""Commands that measure: metrics and health."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from partnertracker.cli.arguments import DAY, PATH
from partnertracker.cli.output import write_csv, write_json, write_table
from partnertracker.cli.program import Program, pass_program
from partnertracker.cli.words import FIGURE_WORDS, RIGHT, figure_words, number_words
from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.facts import Facts
from partnertracker.domain.metrics.figure import Figure
from partnertracker.domain.periods import Period, as_of_day, period_containing, period_named
from partnertracker.services.drilling import DRILL_HEADER, Behind, behind, behind_texts
from partnertracker.services.explaining import formula_words
from partnertracker.services.measuring import figures, figures_as_json, scopes_by
from partnertracker.services.review import board
from partnertracker.services.sheets import CARD_HEADER, FIGURE_HEADER, board_texts, figure_texts

_FORMAT = click.Choice(["table", "json", "csv"])


@click.command()
@click.argument("file", type=PATH)
@click.option(
    "--period", "label", help="2026, 2026-Q3, 2026-09 or 2026-W38; the current quarter unless given."
)
@click.option("--as-of", type=DAY, help="The day the figures are looked at from; today unless given.")
@click.option("--known-on", type=DAY, help="From the file as it was known at the end of that day.")
@click.option("--by", type=click.Choice(["partner", "manager", "tier"]), help="One figure for each of them.")
@click.option("--metric", "metrics", multiple=True, help="Only this metric; may be given several times.")
@click.option("--drill", is_flag=True, help="Add the rows behind each number and those left out.")
@click.option("--format", "form", type=_FORMAT, default="table", show_default=True)
@pass_program
def metrics(  # noqa: PLR0913 - one argument for each option of the contract
    program: Program,
    file: Path,
    *,
    label: str | None,
    as_of: date | None,
    known_on: date | None,
    by: str | None,
    metrics: tuple[str, ...],
    drill: bool,
    form: str,
) -> None:
    """Print the figures, judged against their targets."""
    with program.reading(file) as opened, opened.known_on(known_on) as session:
        facts = session.facts
        chosen = day_of((as_of or session.clock.today()).isoformat())
        period = _period(facts, label, chosen)
        day = as_of_day(period, chosen)
        scopes = scopes_by(facts, by) if by else ("all",)
        wanted = tuple(dict.fromkeys(metrics)) or None
        found = figures(facts, period, day, scopes=scopes, metrics=wanted, trend=form == "json")
        rows = [behind(session, figure) for figure in found] if drill else []
        if form == "json":
            _print_json(file, facts, period, day, found, rows)
        elif drill:
            _print_rows(found, rows, facts.settings.currency, form)
        elif form == "csv":
            write_csv(FIGURE_HEADER, [figure_texts(each, facts.settings.currency) for each in found])
        else:
            write_table(FIGURE_WORDS, [figure_words(each, facts.settings.currency) for each in found], RIGHT)


@click.command()
@click.argument("file", type=PATH)
@click.option("--as-of", type=DAY, help="The day the board is looked at from; today unless given.")
@click.option("--format", "form", type=_FORMAT, default="table", show_default=True)
@pass_program
def health(program: Program, file: Path, as_of: date | None, form: str) -> None:
    """Print the health board."""
    day = as_of or program.clock.today()
    with program.reading(file) as session:
        found = board(session.facts, day_of(day.isoformat()))
        rows = board_texts(session, found)
    if form == "csv":
        write_csv(CARD_HEADER, rows)
    elif form == "table":
        write_table(CARD_HEADER, rows)
    else:
        columns = {"red": found.red, "yellow": found.yellow, "green": found.green, "unrated": found.unrated}
        write_json(
            {
                "file": file.name,
                "as_of": day.isoformat(),
                "counts": {status: len(cards) for status, cards in columns.items()},
                "partners": [_card_as_json(row) for row in rows],
            }
        )


def _period(facts: Facts, label: str | None, chosen: int) -> Period:
    start = facts.settings.fiscal_year_start
    return period_named(label, start) if label is not None else period_containing(chosen, "quarter", start)


def _print_json(
    file: Path, facts: Facts, period: Period, day: int, found: Sequence[Figure], rows: Sequence[Behind]
) -> None:
    entries = figures_as_json(facts, found)
    for entry, figure, those in zip(entries, found, rows, strict=False):
        entry["formula"] = formula_words(
            facts, figure, those.drill, lambda value, unit: number_words(value, unit, facts.settings.currency)
        )
        entry["rows"] = those.rows
        entry["left_out"] = those.left_out
    write_json(
        {
            "file": file.name,
            "period": {
                "label": period.label,
                "start": date_of(period.start).isoformat(),
                "end": date_of(period.end).isoformat(),
            },
            "as_of": date_of(day).isoformat(),
            "currency": facts.settings.currency,
            "metrics": entries,
        }
    )


def _print_rows(found: Sequence[Figure], rows: Sequence[Behind], currency: str, form: str) -> None:
    lines = [
        line for each, those in zip(found, rows, strict=True) for line in behind_texts(each, those, currency)
    ]
    if form == "csv":
        write_csv(DRILL_HEADER, lines)
    else:
        write_table(DRILL_HEADER, lines, right=("value",))


def _card_as_json(row: Sequence[str]) -> dict[str, object]:
    values: dict[str, object] = {name: text or None for name, text in zip(CARD_HEADER, row, strict=True)}
    return values | {
        "overdue": values["overdue"] == "yes",
        "ramping": values["ramping"] == "yes",
        "score": int(str(values["score"])) if values["score"] else None,
    }


COMMANDS: tuple[click.Command, ...] = (metrics, health)
"""The commands of this module."""
