"""What an index knows of entities, as the fields of Context that count for names that are near: for many
entities at once, in numpy."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import Ints
from canonym.index.search import Index
from canonym.rounds import Values
from canonym.score import USUAL_PROMINENCE, Context, Hints

# What a byte may count, as a logarithm, and one more.
_LOG1P = np.array([math.log1p(count) for count in range(256)], np.float32)
_NO_COUNTRY = int.from_bytes(b"  ", "little")
_PROMINENCE, _COVERED, _USUAL, _COUNTRY, _OTHER_COUNTRY = map(
    Context._fields.index, ("prominence", "covered", "usual", "country", "other_country")
)


class Facts:
    """The columns of an index that tell of entities."""

    def __init__(self, index: Index) -> None:
        self._index = index
        file = index.file
        self._prominence = _powers(np.frombuffer(file.section("prominence", "f").whole(), "<f4"))
        self._country = np.frombuffer(file.section("country", "H").whole(), "<u2")
        self._written = np.frombuffer(file.section("written", "I").whole(), "<u4")
        self._written_in = np.frombuffer(file.section("written_in", "B").whole(), "u1")
        self._usual: dict[str, Values] = {}

    def may_be_of(self, country: str, entities: Ints) -> npt.NDArray[np.bool_]:
        """Which entities are of a country, or of an unknown one."""
        countries = self._country[entities]
        found: npt.NDArray[np.bool_] = (countries == _two_letters(country)) | (countries == _NO_COUNTRY)
        return found

    def of(self, scripts: Sequence[str], mention: Ints, entities: Ints, hints: Hints) -> Values:
        """What is known of some entities: the fields of Context, a row each, those of names left at 0.

        `scripts`: those of the mentions; `mention`: for which of these each entity is asked.
        """
        facts = np.zeros((len(entities), len(Context._fields)), np.float32)
        facts[:, _PROMINENCE] = self._prominence[entities]
        facts[:, _COVERED] = _LOG1P[self._names_in(scripts, mention, entities)]
        countries = self._country[entities]
        for script in set(scripts):
            own = np.array([other == script for other in scripts])[mention]
            facts[own, _USUAL] = self._usual_in(script)[countries[own]]
        if hints.country is not None:
            code = _two_letters(hints.country)
            known = countries != _NO_COUNTRY
            facts[:, _COUNTRY] = known & (countries == code)
            facts[:, _OTHER_COUNTRY] = known & (countries != code)
        return facts

    def _names_in(self, scripts: Sequence[str], mention: Ints, entities: Ints) -> Ints:
        """How many names each entity has in the script of the mention."""
        columns = np.array([self._index.scripts.get(script, -1) for script in scripts])[mention]
        rows = self._written[entities].astype(np.int64) * len(self._index.scripts)
        found: Ints = np.where(columns < 0, 0, self._written_in[rows + columns])
        return found

    def _usual_in(self, script: str) -> Values:
        """By the number of a country's two letters."""
        found = self._usual.get(script)
        if found is None:
            found = self._usual[script] = np.zeros(1 << 16, np.float32)
            for country, value in self._index.usual.get(script, {}).items():
                if len(country) == 2:
                    found[int.from_bytes(country.encode("ascii", "replace"), "little")] = value
        return found


def _powers(prominence: Values) -> Values:
    """Powers of ten over the usual prominence."""
    known = np.where(prominence, prominence, np.float32(USUAL_PROMINENCE))
    return np.log10(known / np.float32(USUAL_PROMINENCE))


def _two_letters(country: str) -> int:
    """A country's code as the index has it."""
    return int.from_bytes(country.upper().encode("ascii", "replace")[:2].ljust(2), "little")
