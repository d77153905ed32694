"""Ask an index: keys in, names and entities out."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from canonym.errors import IndexFileError
from canonym.index.entities import Entities
from canonym.index.keys import NO_FAMILY, WHOLE, part_key, sound_key, spelling_key, term_key
from canonym.index.lexicon import Lexicon
from canonym.index.mapped import IndexFile
from canonym.index.readers import Pairs, Texts
from canonym.index.section import Section
from canonym.records import LISTED, Name, Reading, Scheme

if TYPE_CHECKING:
    from canonym.index.hearing import Hearing
    from canonym.index.neighbours import Neighbours


class Kind(NamedTuple):
    """What names have in common."""

    lang: str
    script: str
    status: str
    source: str


class Index(Entities):
    """An open index. What a stage asks for is read when it is first asked for.

    It has three kinds of rows: entities, in the order of their ids; names, entity by entity; and
    forms, the distinct folds of names.
    """

    def __init__(self, file: IndexFile, lexicon: Callable[[], Lexicon] = Lexicon) -> None:
        """`lexicon` opens what tells which parts of names mean the same, when that is first needed."""
        meta = json.loads(bytes(file.section("meta").whole()))
        super().__init__(file, meta["scripts"])
        self._open_lexicon = lexicon
        self.schemes = tuple(Scheme(**_tuples(row)) for row in meta["schemes"])
        self.readings = tuple(Reading(**_tuples(row)) for row in meta["readings"])
        self.kinds = [Kind(*kind) for kind in meta["kinds"]]
        self.names = len(file.section("kind", "H"))
        self._name = Texts(file, "name")
        self._form = Texts(file, "form")
        self._kind = file.section("kind", "H")
        self._form_of = file.section("form_of", "I")
        self._form_name = file.section("form_name", "I")
        self._form_name_at = file.section("form_name_at", "I")
        self._exact = Pairs(file, "exact")
        self._spelled = Pairs(file, "spelled")

    @classmethod
    def open(cls, path: Path, lexicon: Callable[[], Lexicon] = Lexicon) -> Index:
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
        return cls(file, lexicon)

    @cached_property
    def lexicon(self) -> Lexicon:
        """What parts of names mean."""
        return self._open_lexicon()

    # Names by their keys --------------------------------------------------------------------------

    def spelled(self, fold: str) -> Iterator[tuple[int, int]]:
        """Names (and the scheme's number, or LISTED) whose spelling has this fold."""
        return ((row, scheme) for row, schemes in self.spellings(fold) for scheme in schemes)

    def spellings(self, fold: str) -> list[tuple[int, list[int]]]:
        """Names whose spelling has this fold, first those listed so, then those that schemes write
        so (the numbers of the schemes). Of the latter a few in a billion may be others."""
        key = spelling_key(fold)
        joined = fold.replace(" ", "")
        found = [
            (row, [LISTED])
            for form in self._exact.of(key)
            if self._form.text(form).replace(" ", "") == joined
            for row in self.names_of(form)
        ]
        return found + [(row, schemes) for row, place, schemes in self._written(key) if place == WHOLE]

    def written_parts(self, part: str) -> Iterator[tuple[int, int, list[int]]]:
        """Names that schemes write with this part: (name, place of the part, schemes' numbers)."""
        return (found for found in self._written(part_key(part)) if found[1] != WHOLE)

    def _written(self, key: int) -> Iterator[tuple[int, int, list[int]]]:
        rows, places, sets = self._spelled_columns
        for post in self._spelled.of(key):
            yield rows.item(post), places.item(post), self._scheme_sets[sets.item(post)]

    @cached_property
    def _scheme_sets(self) -> list[list[int]]:
        found: list[list[int]] = json.loads(bytes(self.file.section("scheme_sets").whole()))
        return found

    @cached_property
    def _spelled_columns(self) -> tuple[Section, Section, Section]:
        return (
            self.file.section("spelled_row", "I"),
            self.file.section("spelled_place"),
            self.file.section("spelled_set", "I"),
        )

    def listed_parts(self, part: str, most: int) -> list[int] | None:
        """The forms of several parts that have this one; None if there are more than `most`.

        Of these a few in a billion may lack it.
        """
        start, stop = self._window_span(part_key(part))
        return None if stop - start > most else self._window_posts.read(start, stop).tolist()

    @property
    def divides(self) -> bool:
        """Whether any names are compared part by part."""
        divided: bool = self.file.facts["divided"]
        return divided

    def knows_part(self, part: str) -> bool:
        """Whether any name of several parts has this one."""
        return self.count_part(part) > 0

    def count_part(self, part: str) -> int:
        """How many forms of several parts, listed or written by a scheme, have this one."""
        start, stop = self._window_span(part_key(part))
        return stop - start + sum(1 for _ in self.written_parts(part))

    def weigh_part(self, part: str) -> float:
        """How much a part tells: the rarer it is among the spellings of names, the more."""
        return math.log(len(self._form) / max(self.count_part(part), 1) + 1)

    def _window_span(self, key: int) -> tuple[int, int]:
        keys, at = self._window_columns
        place = keys.find(key)
        return (0, 0) if place == len(keys) else at.pair(place)

    @cached_property
    def _window_columns(self) -> tuple[Section, Section]:
        return self.file.section("window_key", "I"), self.file.section("window_at", "I")

    @cached_property
    def _window_posts(self) -> Section:
        return self.file.section("window_post", "I")

    def sounding(self, keys: Iterable[str]) -> list[int]:
        """Names heard in their own language that have one of these sound keys, most hits first."""
        hits: dict[int, int] = {}
        for key in keys:
            for row in self._sounds.of(sound_key(key)):
                hits[row] = hits.get(row, 0) + 1
        return sorted(hits, key=lambda row: (-hits[row], row))

    @cached_property
    def hearing(self) -> Hearing:
        """What finds names that may have been heard otherwise."""
        from canonym.index.hearing import Hearing  # numpy: 50 ms, for what no hash finds

        return Hearing(self.file, len(self._heard[0]))

    @cached_property
    def _sounds(self) -> Pairs:
        return Pairs(self.file, "sound")

    def meaning(self, keys: Iterable[str]) -> list[int]:
        """Names of things that mean one of these, in order."""
        return sorted({row for key in keys for row in self._terms.of(term_key(key))})

    @cached_property
    def _terms(self) -> Pairs:
        return Pairs(self.file, "term")

    @property
    def tells_terms(self) -> bool:
        """Whether any name has a term."""
        return len(self._terms) > 0

    @property
    def hears(self) -> bool:
        """Whether any name is heard in the reading of its own language."""
        return len(self._sounds) > 0

    @cached_property
    def neighbours(self) -> Neighbours:
        """What finds names that share windows of letters or of sounds."""
        from canonym.index.neighbours import Neighbours  # numpy: 50 ms, for what no hash finds

        return Neighbours(self.file)

    # Names and forms ------------------------------------------------------------------------------

    def name(self, row: int) -> Name:
        """A listed name."""
        return Name(self.text(row), *self.kind(row))

    def text(self, row: int) -> str:
        """A listed name as its source gives it."""
        return self._name.text(row)

    def kind(self, row: int) -> Kind:
        """What is known of a listed name."""
        return self.kinds[self._kind.item(row)]

    def language(self, row: int) -> tuple[str, str]:
        """The language and the script of a name."""
        return self.kind(row)[:2]

    def fold(self, row: int) -> str:
        """A name's fold."""
        return self._form.text(self._form_of.item(row))

    def form(self, form: int) -> str:
        """A form: the fold of some names."""
        return self._form.text(form)

    def names_of(self, form: int) -> list[int]:
        """The names that have a form."""
        return self._form_name.read(*self._form_name_at.pair(form)).tolist()

    def heard(self, row: int) -> str | None:
        """The sounds of a name in its language's reading: none if nobody can hear it, None if no
        reading knows its language."""
        rows, texts = self._heard
        place = rows.find(row)
        return None if place == len(rows) else texts.text(place)

    @cached_property
    def _heard(self) -> tuple[Section, Texts]:
        return self.file.section("heard_row", "I"), Texts(self.file, "heard")

    def family_place(self, row: int) -> int | None:
        """Where the family name stands in a name; None for what is no person."""
        place = self._family.item(row) if row < len(self._family) else NO_FAMILY
        return None if place == NO_FAMILY else place

    @cached_property
    def _family(self) -> Section:
        return self.file.section("family")


def _tuples(row: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
