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
    path = Path(source)
    if path.is_dir():
        return Gazetteer.load(path)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DataError([Problem(source, 0, error.strerror or str(error))]) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes().count(b"\n", 0, error.start) + 1
        raise DataError([Problem(source, line, "not valid UTF-8")]) from error
    problems: list[Problem] = []
    table = open_table(io.StringIO(text, newline=""), source, problems.append)
    if isinstance(table, Delimited):
        missing = [column for column in ("id", "name") if column not in table.columns]
        if missing:
            raise DataError([Problem(source, 1, f"no column {' and no column '.join(map(repr, missing))}")])
    gazetteer = Gazetteer.from_numbered_rows(((row.line, row.cells) for row in table), source)
    if problems:
        raise DataError(problems)
    return gazetteer
