"""Gazetteers from files of rows: CSV, TSV, JSON Lines, or a folder of TOML."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from canonym.errors import DataError, Problem
from canonym.gazetteer import Gazetteer
from canonym.table import Delimited, open_table

Progress = Callable[[int], None]


def load_source(source: str, progress: Progress | None = None) -> Gazetteer:
    """A gazetteer folder, or a file of rows with the columns of `Gazetteer.from_rows`.

    `progress` is called with the rows read so far.

    Raises:
        DataError: the file can't be read, is no table, or has a row that can't be used.
    """
    gazetteer = Gazetteer.load(source) if Path(source).is_dir() else _load_rows(source, progress)
    if not gazetteer.entities:
        raise DataError([Problem(source, 0, "no entities")])
    return gazetteer


def _load_rows(source: str, progress: Progress | None) -> Gazetteer:
    problems: list[Problem] = []
    lines = 0

    def read(file: TextIO) -> Iterator[str]:
        """The lines as they come: a file of millions needn't fit into memory as a text."""
        nonlocal lines
        for line in file:
            lines += 1
            if progress is not None:
                progress(lines)
            yield line

    try:
        with Path(source).open(encoding="utf-8-sig", newline="") as file:
            table = open_table(read(file), source, problems.append)
            if isinstance(table, Delimited):
                for column in ("id", "name"):
                    table.need(column)
            rows = ((row.line, row.cells) for row in table if not row.raw)
            try:
                gazetteer = Gazetteer.from_numbered_rows(rows, source)
            except DataError as error:
                problems += error.problems
    except OSError as error:
        raise DataError([Problem(source, 0, error.strerror or str(error))]) from error
    except UnicodeDecodeError as error:
        raise DataError([Problem(source, _broken_line(source), "not valid UTF-8")]) from error
    if problems:
        raise DataError(sorted(problems))
    return gazetteer


def _broken_line(source: str) -> int:
    """The first line that is not UTF-8: decoding goes by pieces that know no lines."""
    with Path(source).open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0
