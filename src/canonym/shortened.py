"""Foreigners whose Chinese names are built like those of the Chinese: 韓培德 is Peter Hain.

Hong Kong names them so: a family name, which sounds like the beginning of theirs, and two characters for the
given name. Little is said of anybody in so few syllables, so none of these names is ever sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from canonym.alignment import pair_sounds
from canonym.called import other_family
from canonym.confusion import Confusions
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness
from canonym.query import Query
from canonym.sound import consonants
from canonym.stages import Candidate

# Speakers of Cantonese give such names; in Mandarin many sound much the same.
_READINGS = ("yue", "zh")
# What becomes of foreign sounds is known of Mandarin alone, as Cantonese was learnt from names of Chinese.
_LEARNT_OF = "zh"
_FAMILY_AND_GIVEN = 3
# Of two syllables much may be heard.
_WIDE = 4
# How many that share sound keys with the given name are compared, and how many are handed on.
_SHARING = 2000
# How well the first character must fit (nats).
_TELLING = 1.0
_MOST = 6


class Foreigner(NamedTuple):
    """Somebody with a given name that isn't Chinese: the row, and the folds and the sounds of the given name
    and of the family name."""

    row: int
    given: tuple[str, str]
    family: tuple[str, str]


def by_short_name(index: Index, query: Query) -> Iterator[Candidate]:
    """People whose family name begins like the first of three characters, and whose given name may be
    heard as the others: the likeliest."""
    confusions = query.orthography.confusions(_LEARNT_OF)
    if not query.family_first or len(query.clean) != _FAMILY_AND_GIVEN or confusions is None:
        return
    for reading in _READINGS:
        heard = query.orthography.hear(reading, " ".join(query.clean), query.script).split()
        if len(heard) == _FAMILY_AND_GIVEN:
            given = confusions.meant(consonants("".join(heard[1:])), wide=_WIDE)
            people = list(_foreigners(index, index.hearing.bearing(given, _SHARING)))
            yield from _likeliest(index, query, reading, heard, people, confusions)


def _foreigners(index: Index, rows: Sequence[int]) -> Iterator[Foreigner]:
    for row in rows:
        if index.family_place(row) != 1 or index.language(row)[1] == "Hani":
            continue
        parts = pair_sounds(index.fold(row), index.heard(row) or "")
        if len(parts) == len(("given", "family")) and all(sounds for _, sounds in parts):
            given, family = parts
            if index.lexicon.given(given[0]) is not None:
                yield Foreigner(row, given, family)


def _likeliest(
    index: Index,
    query: Query,
    reading: str,
    heard: Sequence[str],
    people: Sequence[Foreigner],
    confusions: Confusions,
) -> Iterator[Candidate]:
    if not people:
        return
    first, rest = heard[0], "".join(heard[1:])
    family, given = (
        query.orthography.fold(text).replace(" ", "") for text in (query.clean[:1], query.clean[1:])
    )
    fits = confusions.fits(rest, [each.given[1] for each in people]).tolist()
    begun = confusions.begins(first, [each.family[1] for each in people])
    told = zip(fits, begun, people, strict=True)
    for fit, (own, said), each in nlargest(_MOST, told, key=lambda told: told[0] + told[1][0]):
        if fit <= 0 or own <= _TELLING:
            continue
        difference = confusions.misheard(rest, each.given[1], fit)
        parts = (
            PartLikeness(given, each.given[0], 0, "alike", reading=reading, difference=difference),
            PartLikeness(family, each.family[0], 1, "initial", reading=reading),
        )
        weights = [index.weigh_part(part.partner) for part in parts]
        unsaid = weights[1] * (1 - said / len(each.family[1]))
        missing = unsaid / (sum(weights) or 1)
        likeness = Likeness("parts", query.clean, parts=parts, missing=missing, person=True)
        yield Candidate(each.row, likeness._replace(other_family=other_family(index, query, each.row)))
