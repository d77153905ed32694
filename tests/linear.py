"""A slow and obvious index: every question reads every name. What the real one must agree with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from canonym.index.search import Index
from canonym.index.store import IndexFile
from canonym.orthography import Orthography
from canonym.records import LISTED


class WideIndex(Index):
    """Offers every name to the stages that search widely: no sound keys, no windows of letters."""

    def sounding(self, keys: Iterable[str]) -> list[int]:  # noqa: ARG002
        return list(range(len(self.owner)))

    def neighbours(self, fold: str, limit: int) -> list[int]:  # noqa: ARG002
        return list(range(len(self.owner)))


class LinearIndex(WideIndex):
    """Also compares spellings and parts one by one, with no hash and no postings."""

    def __init__(self, file: IndexFile) -> None:
        super().__init__(file)
        orthography = Orthography(self.schemes, self.readings)
        self._written: list[tuple[int, int, str]] = []
        for row in range(len(self.owner)):
            name = self.name(row)
            spellings = dict(orthography.write(name.text, name.lang, name.script))
            spellings[LISTED] = orthography.fold(name.text)
            self._written += [(row, scheme, fold) for scheme, fold in sorted(spellings.items())]

    def spelled(self, fold: str) -> Iterator[tuple[int, int]]:
        for row, scheme, written in self._written:
            if written.replace(" ", "") == fold.replace(" ", ""):
                yield row, scheme

    def with_part(self, part: str) -> Iterator[tuple[int, int, int]]:
        for row, scheme, written in self._written:
            parts = written.split()
            if len(parts) == self.form(row)[0].count(" ") + 1 > 1:
                yield from ((row, place, scheme) for place, other in enumerate(parts) if other == part)

    def knows_part(self, part: str) -> bool:
        return any(self.with_part(part))
