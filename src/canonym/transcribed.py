"""Foreigners whose names are written in another script, by their given names: 爱德华·希思, 하인리히 뤼브케.

As a whole such a name fits badly one that has a title or a middle name more; and of a family name what is
left in the other script may tell little. But the given name is written in a usual way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from canonym.alignment import pair_sounds
from canonym.confusion import Misheard
from canonym.dividing import across, aligned, as_person
from canonym.index.search import Index
from canonym.likeness import PartLikeness
from canonym.people import PersonPart
from canonym.query import Query
from canonym.sound import Sounds
from canonym.stages import Candidate
from canonym.text import MARK

# So many Chinese characters has a given name at least.
_SYLLABLES = 2
# A given name that more names have than this tells too little to search by.
_MOST_WITH_GIVEN = 400
# How many that share sound keys are compared part by part, and how many of all are handed on: the nearest.
_SHARING = 200
_MOST = 16
# What the same given name counts among what is heard, in nats.
_SAME = 6.0
# Beside the same given name another part may lack so much of its best fit, in nats a sound.
_LACKING = 2.6


class Written(NamedTuple):
    """A part of a name: its fold, its sounds and its place."""

    fold: str
    sounds: str
    place: int


def by_given_name(index: Index, query: Query) -> Iterator[Candidate]:
    """Those who bear the given name of a mention in another script, and whose other parts fit best."""
    if not index.hears or not query.misheard:
        return
    if query.unparted:
        for mention in _parted(index, query):
            yield from _by_parts(index, mention, ())
    elif query.spaced and len(query.parts) > 1:
        yield from _by_parts(index, query, ())


def _parted(index: Index, query: Query) -> Iterator[Query]:
    """A mention in Chinese characters without marks, parted where a given name ends or begins: 泰益玛目 is
    Taib Mahmud."""
    text, fold = query.clean, query.orthography.fold
    for cut in range(1, len(text)):
        parts = text[:cut], text[cut:]
        if any(
            len(part) >= _SYLLABLES and index.lexicon.is_given(fold(part).replace(" ", ""), characters=True)
            for part in parts
        ):
            yield query.rewritten(MARK.join(parts))


def by_marked_parts(index: Index, query: Query, rows: Sequence[int]) -> Iterator[Candidate]:
    """Of a mention in Chinese characters with marks, those whose parts fit best, of these rows, each of which
    may come again, and of all who bear the given name."""
    if query.marked:
        yield from _by_parts(index, query, list(dict.fromkeys(rows))[:_SHARING])


def _by_parts(index: Index, query: Query, rows: Sequence[int]) -> Iterator[Candidate]:
    person = as_person(index, query)
    named = {
        row: [Written(*pair, place) for place, pair in enumerate(pair_sounds(index.fold(row), heard))]
        for row in dict.fromkeys((*_bearers(index, person.parts), *rows))
        if index.family_place(row) is not None and across(index, query, row)
        for heard in (index.heard(row),)
        if heard
    }
    if not named:
        return
    total = dict.fromkeys(named, 0.0)
    pairs: dict[int, list[PartLikeness]] = {row: [] for row in named}
    same: set[int] = set()
    for part in person.parts:
        best = _best(query, part, named)
        for row, parts in named.items():
            if any(_same_given(index, part, each.fold) for each in parts):
                total[row] += _SAME
                same.add(row)
            elif row in best:
                total[row] += best[row][0]
                pairs[row].append(best[row][1])
    for row in nlargest(_MOST, named, key=lambda row: (total[row], -row)):
        likeness = aligned(index, query, row, pairs[row] if row in same else [], person)
        if likeness is not None:
            yield Candidate(row, likeness)


def _bearers(index: Index, parts: Iterable[PersonPart]) -> Iterator[int]:
    """Names with a part that is a given name of these, as some language spells it."""
    for part in parts:
        for number in sorted(part.given.full | part.given.short) if part.given else ():
            for spelling in index.lexicon.given_forms(number):
                for form in index.listed_parts(spelling, _MOST_WITH_GIVEN) or ():
                    yield from index.names_of(form)


def _same_given(index: Index, part: PersonPart, partner: str) -> bool:
    """Whether both may be the same given name."""
    if part.given is None:
        return False
    other = index.lexicon.given(partner)
    return other is not None and not (part.given.full | part.given.short).isdisjoint(other.full | other.short)


def _best(
    query: Query, part: PersonPart, named: dict[int, list[Written]]
) -> dict[int, tuple[float, PartLikeness]]:
    """For each name the part of it that may best be heard so, and how well, if any may."""
    found: dict[int, tuple[float, PartLikeness]] = {}
    flat = [(row, each) for row, parts in named.items() for each in parts]
    for sounds, reading in query.heard_part(part.place, across=True).items():
        if sounds.confusions is None:
            continue
        fits = sounds.confusions.fits(sounds.fine, [each.sounds for _, each in flat]).tolist()
        for fit, (row, each) in zip(fits, flat, strict=True):
            if fit > 0 and (row not in found or fit > found[row][0]):
                difference = _lacking(sounds, each.sounds, fit)
                if difference is not None:
                    pair = PartLikeness(
                        part.fold, each.fold, each.place, "alike", reading=reading, difference=difference
                    )
                    found[row] = fit, pair
    return found


def _lacking(sounds: Sounds, meant: str, fit: float) -> Misheard | None:
    """A fit that doesn't lack too much of the best."""
    difference = sounds.confusions.misheard(sounds.fine, meant, fit) if sounds.confusions else None
    return difference if difference is not None and difference.share <= _LACKING else None
