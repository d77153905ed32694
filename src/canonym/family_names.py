"""Family names that are names of their own: a slip seldom makes of one a name that others bear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

FAMILY_NAME_FILE = Path(__file__).with_name("family-names.txt")
# The names of a line begin with so many letters, all the same.
BEGINNING = 3
# What is written for an umlaut, and what a fold has of one; and for a ё, whose dots are mostly left out.
_WRITTEN_OUT = re.compile("([aou])e|yo")


@dataclass(frozen=True)
class FamilyNames:
    """The names of `family-names.txt`, read when first needed."""

    path: Path = FAMILY_NAME_FILE

    def tell_apart(self, one: str, other: str, script: str) -> bool:
        """Whether two folds are family names, in more than how an umlaut is written."""
        if script not in self._names or _plain(one) == _plain(other):
            return False
        return self._has(one, script) and self._has(other, script)

    def _has(self, fold: str, script: str) -> bool:
        return f" {fold} " in self._names[script].get(fold[:BEGINNING], "")

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        """The names of each script, between spaces, by what they begin with: a fraction of the time that a
        set of all names takes."""
        found: dict[str, dict[str, str]] = {}
        for line in self.path.read_text("utf-8").splitlines():
            if line[0] == "[":
                names = found[line[1:-1]] = {}
            elif line[0] != "#":
                beginning = line[:BEGINNING]
                names[beginning] = f"{names.get(beginning, ' ')}{line} "
        return found


def _plain(fold: str) -> str:
    return _WRITTEN_OUT.sub(lambda found: found[1] or "e", fold)
