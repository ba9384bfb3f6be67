"""A snapshot: everything a file says on one day, as a folder of plain files that outlive the program."""

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

from partnertracker import __version__
from partnertracker.domain.columns import date_of, day_of
from partnertracker.domain.entities import EXCHANGED
from partnertracker.domain.errors import UnusableArgumentError, UnusableFileError
from partnertracker.domain.metrics.catalogue import catalogue
from partnertracker.domain.periods import as_of_day, period_containing
from partnertracker.services.custom_fields import DECLARED_HEADER, declared_texts
from partnertracker.services.exporting import export_table
from partnertracker.services.forecasting import FORECAST_HEADER, forecast_texts, resource_forecast
from partnertracker.services.measuring import figures
from partnertracker.services.review import board
from partnertracker.services.session import Session
from partnertracker.services.sheets import (
    CARD_HEADER,
    DEFINITION_HEADER,
    FIGURE_HEADER,
    board_texts,
    definition_texts,
    figure_texts,
    write_sheet,
)

_PERIODS = ("month", "quarter", "year")
_CHUNK = 1 << 20
_LONGEST_NAME = 80
_UNSAFE = re.compile(r"[^\w .-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def take(session: Session, folder: Path, as_of: date) -> Path:
    """Write a snapshot into a new folder inside ``folder`` and return it.

    It holds every table as CSV, ``custom_fields.csv`` (what the team's own columns hold), ``metrics.csv``
    (the month, quarter and year in which the day lies, with targets), ``health.csv`` (the board),
    ``forecast.csv`` (the people needed), ``definitions.csv`` and ``manifest.json`` (rows and SHA-256).

    Args:
        session: the open file.
        folder: where snapshots are kept; made if it is not there.
        as_of: the day the figures are looked at from.

    Raises:
        UnusableArgumentError: nothing can be written there.
        UnusableFileError: another program changed the file meanwhile.
    """
    name = f"{safe_name(session.store.state.path.stem)}-{as_of.isoformat()}"
    part = folder / f".{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)  # what a snapshot that was cut short has left
        part.mkdir()
        before = session.facts.version
        _write(session, part, day_of(as_of.isoformat()))
        if session.store.last_step() != before:
            changing = f"{session.store.state.path.name} was changed by another program meanwhile."
            raise UnusableFileError(changing, "Take the snapshot again.")
        return part.rename(_free(folder, name))
    except OSError as error:
        raise UnusableArgumentError(
            f"The snapshot can't be written to {folder}: {error.strerror}. Choose another folder."
        ) from error
    finally:
        shutil.rmtree(part, ignore_errors=True)


def safe_name(name: str) -> str:
    """Return a name that every system takes for a file: no separators, nothing reserved."""
    cleaned = _UNSAFE.sub("-", name).strip(" .-")[:_LONGEST_NAME].rstrip(" .-")
    if not cleaned:
        return "snapshot"
    return f"{cleaned}-" if _RESERVED.fullmatch(cleaned) else cleaned


def _write(session: Session, folder: Path, day: int) -> None:
    counts: dict[str, int] = {}
    for entity in EXCHANGED:
        with _text(folder / f"{entity.table}.csv") as out:
            counts[f"{entity.table}.csv"] = export_table(session, entity.table, out)
    facts = session.facts
    start = facts.settings.fiscal_year_start
    periods = [period_containing(day, kind, start) for kind in _PERIODS]
    judged = [figure for p in periods for figure in figures(facts, p, as_of_day(p, day), trend=False)]
    sheets: dict[str, tuple[Sequence[str], Iterable[Sequence[str]]]] = {
        "custom_fields.csv": (DECLARED_HEADER, declared_texts(session.store)),
        "metrics.csv": (FIGURE_HEADER, [figure_texts(each, facts.settings.currency) for each in judged]),
        "health.csv": (CARD_HEADER, board_texts(session, board(facts, day))),
        "forecast.csv": (FORECAST_HEADER, forecast_texts(resource_forecast(facts, day))),
        "definitions.csv": (DEFINITION_HEADER, [definition_texts(metric) for metric in catalogue(facts)]),
    }
    for name, (header, rows) in sheets.items():
        with _text(folder / name) as out:
            counts[name] = write_sheet(out, header, rows)
    _write_manifest(session, folder, day, counts)


def _write_manifest(session: Session, folder: Path, day: int, counts: dict[str, int]) -> None:
    """List every file of the folder with its rows and its SHA-256."""
    manifest = {
        "file": session.store.state.path.name,
        "as_of": date_of(day).isoformat(),
        "generated_at": session.clock.now(),
        "program": __version__,
        "schema": session.store.state.schema,
        "last_step": session.store.last_step(),
        "currency": session.facts.settings.currency,
        "files": [
            {"name": name, "rows": rows, "sha256": _sha256(folder / name)} for name, rows in counts.items()
        ],
    }
    with _text(folder / "manifest.json") as out:
        json.dump(manifest, out, ensure_ascii=False, indent=2)
        out.write("\n")


def _free(folder: Path, name: str) -> Path:
    """Return a path of that name that is not taken; a second snapshot of a day gets a number."""
    path, number = folder / name, 1
    while path.exists():
        number += 1
        path = folder / f"{name}-{number}"
    return path


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    with path.open("w", encoding="utf-8", newline="") as out:
        yield out
