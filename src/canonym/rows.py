"""Gazetteers from files of rows: CSV, TSV, JSON Lines, or a folder of TOML."""

from __future__ import annotations

import io
from pathlib import Path

from canonym.errors import DataError, Problem
from canonym.gazetteer import Gazetteer
from canonym.table import Delimited, open_table


def load_source(source: str) -> Gazetteer:
    """A gazetteer folder, or a file of rows with the columns of `Gazetteer.from_rows`.

    Raises:
        DataError: the file can't be read, is no table, or has a row that can't be used.
    """
    gazetteer = Gazetteer.load(source) if Path(source).is_dir() else _load_rows(source)
    if not gazetteer.entities:
        raise DataError([Problem(source, 0, "no entities")])
    return gazetteer


def _load_rows(source: str) -> Gazetteer:
    try:
        text = Path(source).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError([Problem(source, 0, error.strerror or str(error))]) from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError([Problem(source, line, "not valid UTF-8")]) from error
    problems: list[Problem] = []
    table = open_table(io.StringIO(text, newline=""), source, problems.append)
    if isinstance(table, Delimited):
        for column in ("id", "name"):
            table.need(column)
    try:
        gazetteer = Gazetteer.from_numbered_rows(
            ((row.line, row.cells) for row in table if not row.raw), source
        )
    except DataError as error:
        problems += error.problems
    if problems:
        raise DataError(sorted(problems))
    return gazetteer
