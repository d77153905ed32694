"""Whole tables: every row comes out, in order, with the answer's columns behind its own."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple, TextIO

from canonym.errors import DataError, Problem
from canonym.resolution import Resolution

COLUMNS = ("canonym_status", "canonym_id", "canonym_label", "canonym_type", "canonym_probability")
Warn = Callable[[Problem], None]


class Row(NamedTuple):
    """One row of a table: its line, its cells by column, and what a ragged row has too many."""

    line: int
    cells: dict[str, Any]
    surplus: tuple[str, ...] = ()


class Delimited:
    """A CSV or TSV file, its first row naming the columns."""

    def __init__(self, lines: Iterable[str], origin: str, delimiter: str, warn: Warn) -> None:
        self._origin = origin
        self._warn = warn
        self._delimiter = delimiter
        self._reader = csv.reader(lines, delimiter=delimiter)
        with _long_fields():
            self.columns = next(self._reader, [])
        if not self.columns:
            raise DataError([Problem(origin, 0, "empty: no row that names the columns")])
        if len(set(self.columns)) < len(self.columns):
            raise DataError([Problem(origin, 1, "two columns have the same name")])

    def __iter__(self) -> Iterator[Row]:
        width = len(self.columns)
        with _long_fields():
            for cells in self._reader:
                if not cells:  # a blank line between the rows is no row
                    continue
                line = self._reader.line_num
                if len(cells) != width:
                    message = f"{len(cells)} cells, but the first row names {width} columns; kept as it is"
                    self._warn(Problem(self._origin, line, message))
                filled = cells[:width] + [""] * (width - len(cells))
                yield Row(line, dict(zip(self.columns, filled, strict=True)), tuple(cells[width:]))

    def writer(self, out: TextIO) -> Callable[[Row, dict[str, Any]], None]:
        """Writes rows with added cells, as they were delimited."""
        table = csv.writer(out, delimiter=self._delimiter, lineterminator="\n")
        table.writerow([*self.columns, *COLUMNS])

        def write(row: Row, added: dict[str, Any]) -> None:
            blank_or = ("" if value is None else value for value in added.values())
            table.writerow([*row.cells.values(), *blank_or, *row.surplus])

        return write


class JsonLines:
    """A file of JSON objects, one a line."""

    def __init__(self, lines: Iterable[str], origin: str) -> None:
        self._lines = lines
        self._origin = origin

    def __iter__(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError([Problem(self._origin, number, f"not JSON: {error}")]) from error
            if not isinstance(cells, dict):
                raise DataError([Problem(self._origin, number, "not a JSON object")])
            yield Row(number, cells)

    def writer(self, out: TextIO) -> Callable[[Row, dict[str, Any]], None]:
        """Writes objects with added keys."""

        def write(row: Row, added: dict[str, Any]) -> None:
            out.write(json.dumps(row.cells | added, ensure_ascii=False) + "\n")

        return write


def open_table(lines: Iterable[str], origin: str, warn: Warn) -> Delimited | JsonLines:
    """The rows of a table, read as its file name's ending says.

    Raises:
        DataError: an ending that is none of .csv .tsv .jsonl .ndjson, or no columns.
    """
    ending = origin.rpartition(".")[2].lower()
    if ending in ("jsonl", "ndjson"):
        return JsonLines(lines, origin)
    if ending in ("csv", "tsv"):
        return Delimited(lines, origin, "," if ending == "csv" else "\t", warn)
    raise DataError([Problem(origin, 0, "not a table: the name ends in none of .csv .tsv .jsonl .ndjson")])


def resolve_table(
    table: Delimited | JsonLines,
    column: str,
    resolve: Callable[[str], Resolution],
    out: TextIO,
    *,
    origin: str,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Answer one column of a table, row by row; the number of rows.

    Raises:
        DataError: there is no such column, or one has the name of an added one.
    """
    if isinstance(table, Delimited):
        if column not in table.columns:
            known = ", ".join(table.columns)
            raise DataError([Problem(origin, 1, f"no column {column!r}; there are: {known}")])
        taken = set(COLUMNS).intersection(table.columns)
        if taken:
            raise DataError([Problem(origin, 1, f"there is a column {min(taken)!r} already")])
    write = table.writer(out)
    number = 0
    for number, row in enumerate(table, 1):
        if column not in row.cells:
            raise DataError([Problem(origin, row.line, f"no key {column!r}")])
        value = row.cells[column]
        write(row, answer_cells(resolve("" if value is None else str(value))))
        if progress is not None:
            progress(number)
    return number


def answer_cells(answer: Resolution) -> dict[str, Any]:
    """The cells that an answer adds to a row."""
    values = (answer.status, answer.id, answer.label, answer.type, round(answer.probability, 4))
    return dict(zip(COLUMNS, values, strict=True))


@contextmanager
def _long_fields() -> Iterator[None]:
    """Let the csv module read fields of any length, and put its limit back."""
    before = csv.field_size_limit(sys.maxsize)
    try:
        yield
    finally:
        csv.field_size_limit(before)
