"""A TOML file, read so that a problem found later can still name its line."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from canonym.errors import DataError, Problem

_AT_LINE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Document(NamedTuple):
    """The text of a TOML file beside what it says."""

    path: Path
    text: str
    data: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Document:
        """Read a UTF-8 TOML file.

        Raises:
            DataError: the file can't be read, isn't UTF-8 or isn't TOML.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise DataError([Problem(str(path), 0, error.strerror or str(error))]) from error
        try:
            text = raw.decode()
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            raise DataError([Problem(str(path), line, "not valid UTF-8")]) from error
        try:
            return cls(path, text, tomllib.loads(text))
        except tomllib.TOMLDecodeError as error:
            found = _AT_LINE.search(str(error))
            line = int(found[1] or text.count("\n") + 1) if found else 0
            message = _AT_LINE.sub("", str(error))
            raise DataError([Problem(str(path), line, f"not valid TOML: {message}")]) from error

    def line_of(self, *needles: str, start: int = 1) -> int:
        """The first line, not before `start`, that holds every needle; `start` if there is none."""
        for number, line in enumerate(self.text.split("\n")[start - 1 :], start):
            if all(needle in line for needle in needles):
                return number
        return start

    def line_of_cells(self, row: Any, *, start: int) -> int:
        """The line, not before `start`, that holds every text of a row; a row may be one text."""
        cells = row if isinstance(row, list) else [row]
        return self.line_of(*(f'"{cell}"' for cell in cells if isinstance(cell, str)), start=start)

    def line_of_field(self, field: str) -> int:
        """The line that sets a field or opens a table of this name."""
        pattern = re.compile(
            rf"""^\s*(?:\[+\s*)?(?:[\w-]+\.)*["']?{re.escape(field)}["']?\s*(?:=|\]|\.)""", re.MULTILINE
        )
        found = pattern.search(self.text)
        return self.text.count("\n", 0, found.end()) + 1 if found else 1

    def problem(self, line: int, message: str) -> Problem:
        """A problem of this file."""
        return Problem(str(self.path), line, message)
