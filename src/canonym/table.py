"""Whole tables: every row comes out, in order, with the answer's columns behind its own."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple, TextIO

from canonym.errors import DataError, Problem
from canonym.resolution import Resolution

COLUMNS = ("canonym_status", "canonym_id", "canonym_label", "canonym_type", "canonym_probability")
Warn = Callable[[Problem], None]
# Lone surrogates; and those of them that don't stand for a byte that was no UTF-8.
_LONE = re.compile("[\ud800-\udfff]")
_LONE_ESCAPE = re.compile("[\ud800-\udc7f\udd00-\udfff]")


class Row(NamedTuple):
    """One row of a table: its line, its cells by column, and what a ragged row has too many.

    `raw` is a line that could not be read, and has no cells. `damaged` tells that lone surrogates
    in the row stand for bytes that were no UTF-8.
    """

    line: int
    cells: dict[str, Any]
    surplus: tuple[str, ...] = ()
    raw: str = ""
    damaged: bool = False


class Delimited:
    """A CSV or TSV file, its first row naming the columns."""

    def __init__(self, lines: Iterable[str], origin: str, delimiter: str, warn: Warn) -> None:
        self._origin = origin
        self._warn = warn
        self._delimiter = delimiter
        self._reader = csv.reader(lines, delimiter=delimiter)
        with _long_fields():
            self.columns = next((row for row in self._reader if row), [])
        if not self.columns:
            raise DataError([Problem(origin, 0, "empty: no row that names the columns")])
        if len(set(self.columns)) < len(self.columns):
            raise DataError([Problem(origin, 1, "two columns have the same name")])

    def need(self, column: str) -> None:
        """Raises DataError if there is no such column."""
        if column not in self.columns:
            known = ", ".join(self.columns)
            raise DataError([Problem(self._origin, 1, f"no column {column!r}; there are: {known}")])

    def __iter__(self) -> Iterator[Row]:
        columns = self.columns
        width = len(columns)
        with _long_fields():
            end = self._reader.line_num
            for cells in self._reader:
                line, end = end + 1, self._reader.line_num
                if not cells:  # a blank line between the rows is no row
                    continue
                if len(cells) == width:
                    yield Row(line, dict(zip(columns, cells, strict=True)))
                else:
                    message = f"{len(cells)} cells, but the first row names {width} columns; kept as it is"
                    self._warn(Problem(self._origin, line, message))
                    filled = cells[:width] + [""] * (width - len(cells))
                    yield Row(line, dict(zip(columns, filled, strict=True)), tuple(cells[width:]))

    def writer(self, out: TextIO) -> Callable[[Row, dict[str, Any]], None]:
        """Writes rows with added cells, as they were delimited."""
        write_cells = row_writer(out, self._delimiter)
        write_cells([*self.columns, *COLUMNS])

        def write(row: Row, added: dict[str, Any]) -> None:
            write_cells([*row.cells.values(), *added.values(), *row.surplus])

        return write


class JsonLines:
    """A file of JSON objects, one a line."""

    def __init__(self, lines: Iterable[str], origin: str, warn: Warn) -> None:
        self._lines = lines
        self._origin = origin
        self.warn = warn

    def __iter__(self) -> Iterator[Row]:
        for number, line in enumerate(self._lines, 1):
            if not line.strip():
                continue
            try:
                cells = json.loads(line)
                wrong = "" if isinstance(cells, dict) else "not a JSON object"
            except (ValueError, RecursionError) as error:
                wrong = f"not JSON: {error}"
            if wrong:
                self.warn(Problem(self._origin, number, f"{wrong}; kept as it is"))
                yield Row(number, {}, raw=line)
            else:
                yield Row(number, cells, damaged=_LONE.search(line) is not None)

    def writer(self, out: TextIO) -> Callable[[Row, dict[str, Any]], None]:
        """Writes objects with added keys, and lines that are none as they came."""

        def write(row: Row, added: dict[str, Any]) -> None:
            if row.raw:
                out.write(row.raw.rstrip("\r\n") + "\n")
                return
            text = json.dumps(row.cells | added, ensure_ascii=False)
            if not text.isascii():
                escaped = _LONE_ESCAPE if row.damaged else _LONE
                text = escaped.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
            out.write(text + "\n")

        return write


def row_writer(out: TextIO, delimiter: str = ",") -> Callable[[Sequence[Any]], None]:
    """Writes rows from which any reader of CSV gets the same cells back."""
    plain = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    # Before Python 3.13 nothing is quoted for a lone carriage return, which readers take for a line's end.
    quoted = csv.writer(out, delimiter=delimiter, lineterminator="\n", quoting=csv.QUOTE_ALL)

    def write(cells: Sequence[Any]) -> None:
        returns = any(isinstance(cell, str) and "\r" in cell for cell in cells)
        (quoted if returns else plain).writerow(cells)

    return write


def open_table(lines: Iterable[str], origin: str, warn: Warn) -> Delimited | JsonLines:
    """The rows of a table, read as its file name's ending says.

    Raises:
        DataError: an ending that is none of .csv .tsv .jsonl .ndjson, or no columns.
    """
    ending = origin.rpartition(".")[2].lower()
    if ending in ("jsonl", "ndjson"):
        return JsonLines(lines, origin, warn)
    if ending in ("csv", "tsv"):
        return Delimited(lines, origin, "," if ending == "csv" else "\t", warn)
    raise DataError([Problem(origin, 0, "not a table: the name ends in none of .csv .tsv .jsonl .ndjson")])


def resolve_table(
    table: Delimited | JsonLines,
    column: str,
    answer: Callable[[Iterator[str]], Iterator[dict[str, Any]]],
    out: TextIO,
    *,
    origin: str,
    progress: Callable[[int], None] | None = None,
) -> int:
    """Answer one column of a table, row by row; the number of rows.

    `answer` is given the names of the column and gives the cells to add, in the same order.

    Raises:
        DataError: there is no such column, or one has the name of an added one.
    """
    if isinstance(table, Delimited):
        table.need(column)
        taken = set(COLUMNS).intersection(table.columns)
        if taken:
            raise DataError([Problem(origin, 1, f"there is a column {min(taken)!r} already")])
    write = table.writer(out)
    waiting: deque[Row] = deque()

    def names() -> Iterator[str]:
        for row in table:
            if isinstance(table, JsonLines) and not row.raw:
                _check_keys(table, column, row, origin)
            waiting.append(row)
            value = row.cells.get(column)
            yield "" if value is None else str(value)

    number = 0
    for number, cells in enumerate(answer(names()), 1):
        write(waiting.popleft(), cells)
        if progress is not None:
            progress(number)
    return number


def _check_keys(table: JsonLines, column: str, row: Row, origin: str) -> None:
    """Each JSON object has keys of its own: one that lacks the name comes out as unknown."""
    for added in COLUMNS:
        if added in row.cells:
            raise DataError([Problem(origin, row.line, f"there is a key {added!r} already")])
    if column not in row.cells:
        table.warn(Problem(origin, row.line, f"no key {column!r}; kept as it is"))


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
