"""How common single names are: where sounds alone don't tell Susan from Suzune, the commoner is likelier."""

from __future__ import annotations

import math
from pathlib import Path

COMMON_FILE = Path(__file__).with_name("common-names.txt")
# What is told of a name is how many levels it stands over the rarest of the table. Of a given name that is
# listed elsewhere no more is known than that somebody bears it.
_RAREST = 2


class CommonNames:
    """The names of `common-names.txt`."""

    def __init__(self, path: Path = COMMON_FILE) -> None:
        rows = (line.split() for line in path.read_text("utf-8").splitlines() if line[0] != "#")
        self._levels = {name: int(number) for number, *names in rows for name in names}

    def over_rarest(self, joined: str, *, listed: bool) -> float:
        """How many levels a fold without spaces stands over a rare name, which it is at least where it is
        `listed` as a given name."""
        return float(max(self._levels.get(joined, 0), _RAREST * listed) - _RAREST)


def level(bearers: float) -> int:
    """The level of a name that so many of 100,000 people bear: one more is twice as many."""
    return round(math.log2(1 + bearers))
