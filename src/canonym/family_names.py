"""Family names that are names of their own: a slip seldom makes of one a name that others bear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FAMILY_NAME_FILE = Path(__file__).with_name("family-names.txt")
# The names of a line begin with so many letters, which stand once.
BEGINNING = 3
# What is written for an umlaut, and what a fold has of one.
_UMLAUT = re.compile("([aou])e")


@dataclass(frozen=True)
class FamilyNames:
    """The names of `family-names.txt`, read when first needed."""

    path: Path = FAMILY_NAME_FILE

    def tell_apart(self, one: str, other: str) -> bool:
        """Whether two folds are family names that differ in more than how an umlaut is written."""
        if _UMLAUT.sub(r"\1", one) == _UMLAUT.sub(r"\1", other):
            return False
        return self._has(one) and self._has(other)

    def _has(self, fold: str) -> bool:
        return f" {fold[BEGINNING:]} " in self._rests.get(fold[:BEGINNING], "")

    @cached_property
    def _rests(self) -> dict[str, str]:
        """What names go on with, between spaces, by what they begin with: a fraction of the time that a set of
        all names takes."""
        found: dict[str, str] = {}
        for line in self.path.read_text("utf-8").splitlines():
            if line[0] != "#":
                beginning, rests = line[:BEGINNING], line[BEGINNING + 1 :]
                found[beginning] = f"{found.get(beginning, ' ')}{rests} "
        return found
