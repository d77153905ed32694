"""What can go wrong, each error naming the file, line or text it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Problem(NamedTuple):
    """One thing wrong with a data file. `line` counts from 1; 0 means the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class CanonymError(Exception):
    """The base of every error that this library raises on purpose."""


class DataError(CanonymError):
    """A data file (gazetteer, scheme, reading or table) that can't be used as it is."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


class SchemeError(CanonymError):
    """A scheme that doesn't exist, or text that a scheme can't write completely."""


class IndexFileError(CanonymError):
    """An index file that is missing, damaged, foreign, or made by another version."""
