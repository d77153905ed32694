"""Gaelic family names beside what English writes for them: Ó Ceallaigh is Kelly, Dòmhnallach MacDonald."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

GAELIC_FILE = Path(__file__).with_name("gaelic.txt")

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class GaelicNames:
    """The names of `gaelic.txt`, folded, read when first needed."""

    fold: Callable[[str], str] = field(compare=False)
    path: Path = GAELIC_FILE

    def at(self, parts: Sequence[str], place: int) -> tuple[int, frozenset[str]]:
        """The longest such name that begins at a place: in how many parts it is written, and the folds that
        English writes for it; 0 and none if there is no such name."""
        most = self._words.get(parts[place], 0)
        for count in range(min(most, len(parts) - place), 0, -1):
            english = self._english.get(" ".join(parts[place : place + count]))
            if english is not None:
                return count, english
        return 0, _NONE

    def found(self, parts: Sequence[str]) -> Iterator[tuple[str, frozenset[str]]]:
        """All such names among the parts, without spaces, with the folds that English writes for them."""
        for place in range(len(parts)):
            count, english = self.at(parts, place)
            if count:
                yield "".join(parts[place : place + count]), english

    def last_words(self, english: str) -> tuple[str, ...]:
        """The last words of the names for which English writes a fold."""
        return self._last_words.get(english, ())

    @cached_property
    def _english(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for gaelic, english in self.rows():
            folds = frozenset(self.fold(name).replace(" ", "") for name in english)
            for name in gaelic:
                fold = self.fold(name)
                found[fold] = found.get(fold, _NONE) | folds
        return found

    @cached_property
    def _words(self) -> dict[str, int]:
        """By the first word of a name: of how many the longest is that begins so."""
        found: dict[str, int] = {}
        for gaelic in self._english:
            words = gaelic.split(" ")
            found[words[0]] = max(found.get(words[0], 0), len(words))
        return found

    @cached_property
    def _last_words(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for gaelic, english in self._english.items():
            for name in sorted(english):
                found.setdefault(name, {})[gaelic.rpartition(" ")[2]] = None
        return {name: tuple(words) for name, words in found.items()}

    def rows(self) -> Iterator[tuple[list[str], list[str]]]:
        """The lines of the file: what a man and a woman are called, and what English writes."""
        for line in self.path.read_text("utf-8").splitlines():
            if line and line[0] not in "#[":
                gaelic, english = line.split(" = ")
                yield gaelic.split(", "), english.split(", ")
