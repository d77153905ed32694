"""What the words of things' names mean, in one piece that any process can hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from canonym.terms import COMPOUND, load_terms, meanings

# Words of a term, at most, and of a known name.
_LONGEST, _LONGEST_KNOWN = 6, 9
# Letters of the name that a compound is made with, and of the term.
_NAME, _AFFIX = 4, 3
_NONE: frozenset[str] = frozenset()
# Ranks that stand behind a peer's name as well as before others'.
_RANKS = frozenset(
    f"titles/{rank}"
    for rank in ("baron", "baroness", "viscount", "count", "countess", "marquis", "duke", "duchess")
)


class Term(NamedTuple):
    """Some words of a name with the concepts that they may stand for; none for a word of its own."""

    words: tuple[str, ...]
    concepts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Terms, as `terms.py` folds them.

    `spellings`: the numbers of the concepts of each, of which `concepts` has the ids; `made_of`: the concepts
    that others are made of; `known_names`: the ids of the gazetteers' organizations and equipment by names.
    """

    spellings: Mapping[str, Sequence[int]] = field(default_factory=dict)
    concepts: Sequence[str] = ()
    made_of: Mapping[str, Sequence[str]] = field(default_factory=dict)
    known_names: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @classmethod
    def load(cls, fold: Callable[[str], str]) -> Vocabulary:
        """The terms that the library ships, without what is called how."""
        terms = load_terms(fold)
        concepts = sorted({concept for found in terms.values() for concept in found})
        numbers = {concept: number for number, concept in enumerate(concepts)}
        spellings = {key: [numbers[concept] for concept in found] for key, found in terms.items()}
        return cls(spellings, concepts, meanings())

    def terms(self, words: Sequence[str], *, known: bool = False) -> list[Term]:
        """The words of a fold as terms, the longest first, and what they are made of; `known`: also the
        names of the gazetteers' organizations and equipment."""
        found: list[Term] = []
        at = 0
        while at < len(words):
            for count in range(min(_LONGEST_KNOWN if known else _LONGEST, len(words) - at), 0, -1):
                joined = "".join(words[at : at + count])
                concepts = self.known(joined) if known else _NONE
                concepts = concepts or self._concepts(joined, compound=count == 1)
                if concepts or count == 1:
                    found.append(Term(tuple(words[at : at + count]), concepts))
                    at += count
                    break
        return found

    def known(self, joined: str) -> frozenset[str]:
        """The ids of the gazetteers' organizations and equipment that have a name."""
        ids = self.known_names.get(joined)
        return frozenset(ids) if ids else _NONE

    def named(self, words: Sequence[str]) -> frozenset[str]:
        """The same of all names that stand somewhere among the words."""
        spans = (
            "".join(words[at : at + count])
            for at in range(len(words))
            for count in range(1, min(_LONGEST_KNOWN, len(words) - at) + 1)
        )
        return _NONE.union(*filter(None, map(self.known_names.get, spans)))

    def is_rank(self, joined: str) -> bool:
        """Whether a spelling is a peer's rank."""
        return not _RANKS.isdisjoint(self.meanings(joined))

    def meanings(self, joined: str) -> list[str]:
        """The concepts that a spelling stands for."""
        numbers = self.spellings.get(joined)
        return [self.concepts[number] for number in numbers] if numbers else []

    def kinds(self, joined: str) -> frozenset[str]:
        """The kinds of what a term stands for: heads, places, legal, countries, numbers, titles."""
        return frozenset(meaning.partition("/")[0] for meaning in self.meanings(joined))

    def affixes(self, word: str) -> Iterator[tuple[str, str, bool]]:
        """How a word may be a compound of a term and a name, the longest terms first: the term, the name,
        and whether the term comes first. Baikal-see, Ober-österreich."""
        for size in range(len(word) - _NAME, _AFFIX - 1, -1):
            if COMPOUND + word[-size:] in self.spellings:
                yield COMPOUND + word[-size:], word[:-size], False
            if word[:size] + COMPOUND in self.spellings:
                yield word[:size] + COMPOUND, word[size:], True

    def _concepts(self, joined: str, *, compound: bool) -> frozenset[str]:
        found = self.meanings(joined)
        return frozenset(found) if found else _NONE.union(*self.compound(joined)) if compound else _NONE

    def compound(self, word: str) -> Sequence[frozenset[str]]:
        """What the parts mean of a word that is made of two terms, and is none: Verteidigungs-ministerium."""
        for at in range(len(word) - 3, 2, -1) if word not in self.spellings else ():
            last = COMPOUND + word[at:]
            if last in self.spellings and word[:at] + COMPOUND in self.spellings:
                return [frozenset(self.meanings(part)) for part in (word[:at] + COMPOUND, last)]
        return ()
