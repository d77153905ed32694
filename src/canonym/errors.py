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


# Problems that the text of an error tells, at most: of a wrong column there are as many as rows.
_MOST_TOLD = 100


class DataError(CanonymError):
    """A data file (gazetteer, scheme, reading or table) that can't be used as it is. `problems` has them all,
    its text the first hundred."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        told = [str(problem) for problem in self.problems[:_MOST_TOLD]]
        if len(self.problems) > _MOST_TOLD:
            told.append(f"and {len(self.problems) - _MOST_TOLD:,} more")
        super().__init__("\n".join(told))


class SchemeError(CanonymError):
    """A scheme that doesn't exist, or text that a scheme can't write completely."""


class IndexFileError(CanonymError):
    """An index file that is missing, damaged, foreign, or made by another version."""
