"""What parts of names mean: given names and their forms in other languages, and terms.

Compiled once from `gazetteers/given-names/` and `terms/` into a file with the layout of an index, so
that a part finds its given names by a hash.
"""

from __future__ import annotations

import json
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from canonym.index.keys import given_key
from canonym.index.mapped import IndexFile
from canonym.index.readers import Pairs, Texts
from canonym.index.section import Section
from canonym.vocabulary import Vocabulary

_TITLES = "titles/"
_PARTICLE = "titles/particle"
_SUFFIXES = ("titles/suffix", "titles/ordinal")
# Folds that are remembered: some 500 bytes each.
_REMEMBERED = 4096
# The sexes of those who bear a given name, as a lexicon numbers them.
_SEXES = (frozenset(("male",)), frozenset(("female",)), frozenset(("male", "female")))
# Words that say whose child somebody is: before the name of the father or mother, or behind it.
BEFORE, BEHIND = "before", "behind"
_CHILDREN = {f"titles/{child}-{place}": place for child in ("son", "daughter") for place in (BEFORE, BEHIND)}


class Given(NamedTuple):
    """The given names that a part may be: their numbers, as full names and as short ones; and the sexes
    of those who bear the full ones."""

    full: frozenset[int]
    short: frozenset[int]
    sexes: frozenset[str]


class Beside(NamedTuple):
    """What a word beside a person's name tells: a sex, if any, what tells namesakes apart, where the word
    stands if it says whose child somebody is, and whether it is a particle."""

    sex: str
    suffixes: frozenset[str]
    child: str
    particle: bool


class Lexicon:
    """A compiled lexicon, open; without a file, one that knows nothing. It remembers the given names that it
    found last, or didn't: the parts of one name are asked for several times, and many names have them."""

    def __init__(self, file: IndexFile | None = None) -> None:
        self.file = file
        self._found = lru_cache(_REMEMBERED)(self._find)

    def given(self, joined: str, characters: bool = False) -> Given | None:
        """The given names that a fold without spaces may be; `characters`: the fold of Chinese ones."""
        found = self._found(joined, True) if characters else None
        return found or self._found(joined, False)

    def is_given(self, joined: str, characters: bool = False) -> bool:
        """Whether a fold without spaces is a full given name."""
        given = self.given(joined, characters)
        return given is not None and bool(given.full)

    def _find(self, joined: str, characters: bool) -> Given | None:
        posts = self._given.of(given_key(joined, characters)) if self._given else None
        if not posts:
            return None
        full, short = (frozenset(post >> 1 for post in posts if post & 1 == cut) for cut in (0, 1))
        return Given(full, short, frozenset().union(*map(self._sexes_of, full)))

    def _sexes_of(self, number: int) -> frozenset[str]:
        return _SEXES[self._sex.item(number)] if self._sex else frozenset()

    @cached_property
    def _sex(self) -> Section | None:
        return self.file.section("given_sex", "B") if self.file else None

    @cached_property
    def _given(self) -> Pairs | None:
        return Pairs(self.file, "given", "Q") if self.file else None

    def given_id(self, number: int) -> str:
        """The id of a given name."""
        if self.file is None:
            raise LookupError(number)
        return Texts(self.file, "given_id").text(number)

    def given_forms(self, number: int) -> list[str]:
        """The folds, without spaces, of how languages that write Latin letters spell a given name."""
        if self.file is None:
            raise LookupError(number)
        return Texts(self.file, "given_forms").text(number).split()

    def beside(self, word: str) -> Beside | None:
        """What a word tells if it is a title, a small word or a suffix of people's names."""
        concepts = self.vocabulary.meanings(word)
        if not concepts:
            return None
        titles = [concept for concept in concepts if concept.startswith(_TITLES)]
        if not titles:
            return None
        sexes = {self._title_sexes[concept] for concept in titles if concept in self._title_sexes}
        suffixes = frozenset(concept for concept in titles if concept.startswith(_SUFFIXES))
        child = next((_CHILDREN[concept] for concept in titles if concept in _CHILDREN), "")
        sex = sexes.pop() if len(sexes) == 1 else ""
        return Beside(sex, suffixes, child, _PARTICLE in titles)

    def _json(self, section: str) -> Any:
        return json.loads(bytes(self.file.section(section).whole())) if self.file else {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the words of things' names mean, and what words stand beside people's."""
        if self.file is None:
            return Vocabulary()
        return Vocabulary(*(self._json(section) for section in ("terms", "concepts", "made_of", "known")))

    @cached_property
    def patronymic_ends(self) -> tuple[str, ...]:
        """What ends a patronymic, folded, by whatever scheme."""
        return tuple(self._json("patronymic_ends"))

    @cached_property
    def _title_sexes(self) -> dict[str, str]:
        found: dict[str, str] = self._json("title_sex")
        return found
