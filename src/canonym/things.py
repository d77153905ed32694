"""What the name of an organization, a place or a thing is made of: a ministry is a ministry in every
language. Names are taken apart in `namer`; how two of them fit is told in `thing_pairing`."""

from __future__ import annotations

from typing import NamedTuple

# Ids of the gazetteers' entities, beside concepts of terms.
_KNOWN = ("organization/", "equipment/")
# What may be said of any company or place or not.
_BESIDE = frozenset(
    (
        "heads/city",
        "heads/federal",
        "places/city",
        "places/town",
        "places/townlet",
        "places/number-mark",
        "places/house",
        "fields/separate",
        "fields/combined-arms",
    )
)

# What tells of what style an organization is, which who names it in passing leaves out.
_STYLES = frozenset(
    (
        "heads/airline",
        "heads/company",
        "heads/concern",
        "heads/corporation",
        "heads/enterprise",
        "heads/group",
        "heads/holding",
        "heads/magazine",
        "heads/movement",
        "heads/newspaper",
        "heads/organization",
        "heads/party",
        "heads/trust",
    )
)


class Word(NamedTuple):
    """A word of a thing's name that no term explains, with its place, as it is written."""

    fold: str
    place: int
    written: str


class Concept(NamedTuple):
    """Some words of a thing's name, together, the concepts that they may stand for, and their place."""

    words: str
    means: frozenset[str]
    place: int
    written: str

    @property
    def tells(self) -> bool:
        """Whether the thing is another one without it: kinds of settlement and single letters may be left
        out."""
        return not self.means & _BESIDE and len(self.words) > 1

    @property
    def is_style(self) -> bool:
        """Whether it only tells of what style an organization is: a group, a company, an airline."""
        return bool(self.means & _STYLES)


class Thing(NamedTuple):
    """A thing's name: its own words, what its terms mean, and its numbers, however they are written."""

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]
    legal: frozenset[str]
    countries: frozenset[str]
    numbers: tuple[int, ...]

    @property
    def known(self) -> frozenset[str]:
        """The ids of the gazetteers' entities that are named in it."""
        return frozenset(
            meaning for concept in self.concepts for meaning in concept.means if is_known(meaning)
        )

    @property
    def own_words_alone(self) -> bool:
        """Whether it is made of words of its own, and at most of a legal form and what may be left out."""
        told = self.numbers or self.countries or any(concept.tells for concept in self.concepts)
        return bool(self.words) and not told


def is_known(meaning: str) -> bool:
    """Whether a meaning is an entity of the gazetteers, rather than a concept."""
    return meaning.startswith(_KNOWN)
