"""A slow and obvious index: every question reads every name. What the real one must agree with."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from canonym.index.keys import window_keys
from canonym.index.lexicon import Lexicon
from canonym.index.mapped import IndexFile
from canonym.index.neighbours import Found, Neighbours
from canonym.index.search import Index
from canonym.index.weigh import idf
from canonym.orthography import Orthography
from canonym.records import COUNTRY, LISTED
from canonym.text import clean
from canonym.thing_keys import ThingKeys

# Weights are added up in these shares of one, and a cosine is a single-precision number.
_SHARES = 64


class WideNeighbours(Neighbours):
    """Compares every mention with every form, whatever the budgets and the limits: no postings."""

    def __init__(self, file: IndexFile, folds: Sequence[str]) -> None:
        super().__init__(file)
        self._own = list(window_keys(folds))
        holders = Counter(key for keys in self._own for key in keys)
        counts = np.array(list(holders.values()), np.int64)
        weights = (idf(counts, len(folds)) ** 2).tolist()
        self._weights: dict[int, float] = dict(zip(holders, weights, strict=True))
        self._lengths = [self._length(keys) for keys in self._own]

    def find(self, keys: Sequence[Sequence[int]], budgets: Sequence[int], limits: Sequence[int]) -> Found:  # noqa: ARG002
        found = [
            (mention, *form)
            for mention, wanted in enumerate(keys)
            for form in self._cosines(self._weights.keys() & set(wanted))
        ]
        found.sort(key=lambda each: (each[0], -each[2], each[1]))
        columns = zip(*found, strict=True) if found else ((),) * 4
        kinds = (np.int64, np.int64, np.float32, np.float32)
        return Found(*(np.array(column, kind) for column, kind in zip(columns, kinds, strict=True)))

    def _cosines(self, wanted: set[int]) -> Iterator[tuple[int, float, float]]:
        length = self._length(wanted)
        for form, own in enumerate(self._own):
            shared = wanted & own
            if shared:
                total = sum(int(self._weights[key] * _SHARES) for key in shared) / _SHARES
                shorter = min(length, self._lengths[form])
                yield form, min(total / (length * self._lengths[form]), 1.0), total / shorter**2

    def _length(self, keys: Iterable[int]) -> float:
        return math.sqrt(sum(self._weights[key] for key in keys))


class WideIndex(Index):
    """Offers every name to the stages that search widely: no sound keys, no windows of letters."""

    def sounding(self, keys: Iterable[str]) -> list[int]:  # noqa: ARG002
        return list(range(self.names))

    @cached_property
    def neighbours(self) -> Neighbours:
        return WideNeighbours(self.file, [self.form(form) for form in range(self.file.facts["forms"])])


class LinearIndex(WideIndex):
    """Also compares spellings and parts one by one, with no hash and no postings."""

    def __init__(self, file: IndexFile, lexicon: Callable[[], Lexicon] = Lexicon) -> None:
        super().__init__(file, lexicon)
        orthography = Orthography(self.schemes, self.readings)
        self._written_so: list[tuple[int, dict[str, list[int]]]] = []
        for row in range(self.names):
            name = self.name(row)
            country = self.country(self.owner(row))
            spellings: dict[str, list[int]] = {}
            for scheme, written in orthography.write(name.text, name.lang, name.script, country=country):
                spellings.setdefault(written, []).append(scheme)
            self._written_so.append((row, spellings))

    def spellings(self, fold: str) -> list[tuple[int, list[int]]]:
        joined = fold.replace(" ", "")
        rows = range(self.names)
        found = [(row, [LISTED]) for row in rows if self.fold(row).replace(" ", "") == joined]
        for row, spellings in self._written_so:
            for written, schemes in spellings.items():
                if written.replace(" ", "") == joined:
                    found.append((row, schemes))
        return found

    def written_parts(self, part: str) -> Iterator[tuple[int, int, list[int]]]:
        for row, spellings in self._written_so:
            count = self.fold(row).count(" ") + 1
            for written, schemes in spellings.items():
                parts = written.split(" ")
                if len(parts) == count > 1:
                    yield from ((row, place, schemes) for place, other in enumerate(parts) if other == part)

    def listed_parts(self, part: str, most: int) -> list[int] | None:
        found = self._forms_with(part)
        return None if len(found) > most else found

    def count_part(self, part: str) -> int:
        return len(self._forms_with(part)) + sum(1 for _ in self.written_parts(part))

    def meaning(self, keys: Iterable[str]) -> list[int]:
        wanted = set(keys)
        return [row for row, own in enumerate(self._meanings) if wanted & own]

    @cached_property
    def _meanings(self) -> list[set[str]]:
        keys_of = ThingKeys(self.lexicon.vocabulary, Orthography(self.schemes, self.readings)).of_name
        found = []
        for row in range(self.names):
            name, entity = self.name(row), self.entity(self.owner(row))
            keys = keys_of(clean(name.text), self.fold(row), name.lang, name.script, entity.type)
            found.append(set() if entity.kind == COUNTRY else keys)
        return found

    def _forms_with(self, part: str) -> list[int]:
        folds = (self.form(form) for form in range(self.file.facts["forms"]))
        return [form for form, fold in enumerate(folds) if " " in fold and part in fold.split(" ")]
