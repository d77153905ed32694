"""Ask an index: keys in, names and entities out."""

from __future__ import annotations

import json
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from canonym.errors import IndexFileError
from canonym.index.keys import NO_FAMILY, NO_REGION, UNIT, grams, part_key, sound_hash, spelling_key
from canonym.index.store import IndexFile
from canonym.records import TYPES, Entity, Name, Reading, Scheme

if TYPE_CHECKING:
    import numpy as np

# The most postings that one query reads in the windows of letters; the rarest come first.
GRAM_BUDGET = 8000


class Postings:
    """Sorted keys and, for each, the rows that have it."""

    __slots__ = ("at", "keys", "posts")

    def __init__(self, file: IndexFile, name: str, kind: str) -> None:
        self.keys = file.section(f"{name}_key", "Q")
        self.at = file.section(f"{name}_at", "I")
        self.posts = file.section(f"{name}_post", kind)

    def of(self, key: int) -> list[int]:
        """The rows of a key, in order."""
        start, end = self._span(key)
        return self.posts[start:end].tolist()

    def count(self, key: int) -> int:
        """How many rows a key has."""
        start, end = self._span(key)
        return end - start

    def _span(self, key: int) -> tuple[int, int]:
        place = bisect_left(self.keys, key)
        if place == len(self.keys) or self.keys[place] != key:
            return 0, 0
        return self.at[place], self.at[place + 1]


class Index:
    """An open index. Sections are read when a stage first asks for them."""

    def __init__(self, file: IndexFile) -> None:
        self.file = file
        meta = json.loads(bytes(file.section("meta")))
        self.schemes = tuple(Scheme(**_tuples(row)) for row in meta["schemes"])
        self.readings = tuple(Reading(**_tuples(row)) for row in meta["readings"])
        self._names = _Rows(file, "name")
        self._entities = _Rows(file, "entity")
        self._forms = _Rows(file, "form")
        self.owner = file.section("owner", "I")
        self._types = file.section("type")
        self._countries = file.section("country")
        self._regions = file.section("region", "I")
        self._family = file.section("family")
        self._spelling = Postings(file, "spelling", "Q")

    @classmethod
    def open(cls, path: Path) -> Index:
        """Open an index file.

        Raises:
            IndexFileError: it is no index, is damaged, or was folded by another ICU.
        """
        import icu

        file = IndexFile.open(path)
        if file.facts["icu"] != icu.ICU_VERSION:
            raise IndexFileError(
                f"{path}: made with ICU {file.facts['icu']}, this is ICU {icu.ICU_VERSION}; "
                f"build it again: normalize build SOURCE… -o {path}"
            )
        return cls(file)

    @cached_property
    def _parts(self) -> Postings:
        return Postings(self.file, "part", "Q")

    @cached_property
    def _sounds(self) -> Postings:
        return Postings(self.file, "sound", "I")

    @cached_property
    def prominence(self) -> memoryview:
        """Of each entity, as the gazetteer has it."""
        return self.file.section("prominence", "f")

    def spelled(self, fold: str) -> Iterator[tuple[int, int]]:
        """Names (and the scheme's number, or LISTED) whose spelling has this fold."""
        return ((post >> 16, post & 0xFFFF) for post in self._spelling.of(spelling_key(fold)))

    def with_part(self, part: str) -> Iterator[tuple[int, int, int]]:
        """Names that have this part: (name, place of the part, scheme's number or LISTED)."""
        return ((post >> 24, post >> 16 & 0xFF, post & 0xFFFF) for post in self._parts.of(part_key(part)))

    def knows_part(self, part: str) -> bool:
        """Whether any name of several parts has this one."""
        return self._parts.count(part_key(part)) > 0

    def weigh_part(self, part: str) -> float:
        """How much a part tells: the rarer it is among the spellings of names, the more."""
        return math.log(len(self._parts.posts) / max(self._parts.count(part_key(part)), 1) + 1)

    def family_place(self, row: int) -> int | None:
        """Where the family name stands in a name; None for what is no person."""
        place = self._family[row]
        return None if place == NO_FAMILY else place

    def sounding(self, keys: Iterable[str]) -> list[int]:
        """Names that have one of these sound keys, most hits first."""
        hits: dict[int, int] = {}
        for key in keys:
            for row in self._sounds.of(sound_hash(key)):
                hits[row] = hits.get(row, 0) + 1
        return sorted(hits, key=lambda row: (-hits[row], row))

    def neighbours(self, fold: str, limit: int) -> list[int]:
        """Names that share most windows of letters with a fold: cosine of IDF weights, best first."""
        return self._grams.neighbours(sorted(set(grams(fold))), limit)

    @cached_property
    def _grams(self) -> _Grams:
        return _Grams(self.file)

    def type_of(self, entity: int) -> str:
        """The type of an entity."""
        return TYPES[self._types[entity]]

    def country(self, entity: int) -> str:
        """The country of an entity (ISO 3166 alpha-2), or nothing."""
        return str(self._countries[2 * entity : 2 * entity + 2], "ascii").strip()

    def region_of(self, entity: int) -> int | None:
        """The region that is named after a town and governed from it."""
        region = self._regions[entity]
        return None if region == NO_REGION else region

    def form(self, row: int) -> tuple[str, str]:
        """A name's fold and sounds."""
        fold, _, sounds = self._forms.text(row).partition("\t")
        return fold, sounds

    def name(self, row: int) -> Name:
        """A listed name."""
        return Name(*self._names.text(row).split(UNIT))

    def entity(self, row: int) -> Entity:
        """An entity, without its names."""
        found = json.loads(self._entities.text(row))
        found["same_as"] = MappingProxyType(found["same_as"])
        return Entity(names=(), **_tuples(found))

    def rows_of(self, entity: int) -> range:
        """The rows of an entity's names."""
        start = bisect_left(self.owner, entity)
        return range(start, bisect_left(self.owner, entity + 1, start))

    def find(self, entity_id: str) -> int | None:
        """The row of an id: entities stand in the order of their ids."""
        rows = range(len(self._types))
        place = bisect_left(rows, entity_id, key=lambda row: json.loads(self._entities.text(row))["id"])
        return place if place < len(rows) and self.entity(place).id == entity_id else None

    def __len__(self) -> int:
        return len(self._types)


class _Rows:
    """Texts of different lengths, one behind the other."""

    __slots__ = ("_at", "_text")

    def __init__(self, file: IndexFile, name: str) -> None:
        self._text = file.section(name)
        self._at = file.section(f"{name}_at", "I")

    def text(self, row: int) -> str:
        return str(self._text[self._at[row] : self._at[row + 1]], "utf-8")


class _Grams:
    """The windows of letters, as numpy arrays over the file's own memory."""

    def __init__(self, file: IndexFile) -> None:
        import numpy as np  # 50 ms: only for names that no other stage found

        from canonym.index.weigh import idf

        self.keys: np.ndarray[Any, Any] = np.frombuffer(file.section("gram_key", "Q"), "<u8")
        self.at: np.ndarray[Any, Any] = np.frombuffer(file.section("gram_at", "I"), "<u4").astype(np.int64)
        self.posts: np.ndarray[Any, Any] = np.frombuffer(file.section("gram_post", "I"), "<u4")
        self.norms: np.ndarray[Any, Any] = np.frombuffer(file.section("gram_norm", "f"), "<f4")
        self.weights = idf(np.diff(self.at), len(self.norms)) ** 2

    def neighbours(self, wanted: list[int], limit: int) -> list[int]:
        import numpy as np

        if not len(self.keys):
            return []
        keys = np.array(wanted, self.keys.dtype)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        places = places[self.keys[places] == keys]
        counts = self.at[places + 1] - self.at[places]
        order = np.argsort(counts, kind="stable")
        places, counts = places[order], counts[order]
        inside = np.cumsum(counts) <= GRAM_BUDGET
        inside[:1] = True
        places, counts = places[inside], counts[inside]
        if not len(places):
            return []
        rows = np.concatenate([self.posts[self.at[place] : self.at[place + 1]] for place in places])
        found, inverse = np.unique(rows, return_inverse=True)
        scores = np.bincount(inverse, weights=np.repeat(self.weights[places], counts)) / self.norms[found]
        best = np.argsort(-scores, kind="stable")[:limit]
        return [int(row) for row in found[best]]


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
