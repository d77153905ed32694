"""The stage that finds Japanese names by how their characters may be read.

Nobody can tell from the characters how a name is read, but what they are most often read as can be looked up;
and whether the names found so may be read like that from beginning to end is told by `japanese.divide`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from heapq import nsmallest

from canonym.alignment import pair_sounds
from canonym.dividing import places
from canonym.index.search import Index
from canonym.japanese import (
    BETWEEN,
    CHARACTERS,
    GLIDE,
    LONG,
    NAME,
    Unit,
    align_japanese,
    count,
    read_as,
    units_of,
    voiced,
)
from canonym.likeness import Likeness, PartLikeness, plausible
from canonym.query import Query
from canonym.records import LISTED
from canonym.stages import Candidate

# Readings that are looked up of each part that may be a name, and of each character in it.
_LIKELY = 48
_OF_ONE = 6
# A family name has so many characters, mostly.
_FAMILY = 3
# So many of the likeliest readings of a family name stand behind so many of a given name.
_TURNED = 16
# And there are two pieces of a name where they are written apart.
_FAMILY_AND_GIVEN = 2
# What it counts that a consonant inside a name is another one, beside the places of readings in their order.
_VOICED = 0.5
# What it counts that a name is spelled as only some of its bearers do.
_SELDOM = 1.0
# An n before these is mostly written m.
_N = re.compile("n(?=[bmp])")


def by_japanese(index: Index, query: Query) -> Iterator[Candidate]:
    """What the characters of a Japanese name may be read as is a listed name, or a part of a person's.

    There is a character in the mention.
    """
    pieces = BETWEEN.split(query.clean)
    if sum(map(len, pieces)) > CHARACTERS or not all(map(NAME.fullmatch, pieces)):
        return
    told: set[int] = set()
    for row in _rows(index, query, pieces):
        if row not in told and index.language(row)[1] == "Latn" and _may_be_japanese(index, query, row):
            told.add(row)
            likeness = _alike(index, query, row, pieces)
            if likeness is not None:
                yield Candidate(row, likeness)


def _may_be_japanese(index: Index, query: Query, row: int) -> bool:
    """Whether an entity may have a Japanese name: a person anywhere; a thing in Japan, unless the text is
    said to be Japanese, since most of what is written in characters is Chinese."""
    if query.lang == "ja" or index.family_place(row) is not None:
        return True
    return index.country(index.owner(row)) == "JP"


def _rows(index: Index, query: Query, pieces: Sequence[str]) -> Iterator[int]:
    """The names that the characters may be: those spelled so as a whole, the given name first or last, and
    those with a part that the family name, or a piece, may be."""
    fold = query.orthography.fold
    whole = "".join(pieces)
    if len(pieces) == _FAMILY_AND_GIVEN:
        parted = [(pieces[0], pieces[1])]
    else:
        ends = range(1, min(_FAMILY + 1, len(whole))) if len(pieces) == 1 else ()
        parted = [(whole[:end], whole[end:]) for end in ends]
    spellings = dict.fromkeys(likely(units_of(whole, fold)))
    parts = dict.fromkeys(each for piece in pieces for each in likely(units_of(piece, fold)))
    for family, given in parted:
        first, second = (likely(units_of(each, fold)) for each in (family, given))
        parts |= dict.fromkeys(first)
        ranked = (
            (one + other, own + named)
            for one, own in enumerate(second[:_TURNED])
            for other, named in enumerate(first[:_TURNED])
        )
        spellings |= dict.fromkeys(spelled for _, spelled in nsmallest(_TURNED, ranked))
    for spelling in spellings | parts:
        for row, schemes in index.spellings(spelling):
            if schemes == [LISTED]:
                yield row
    for spelling in parts:
        for row, _, scheme in places(index, spelling):
            if scheme == LISTED:
                yield row


def _alike(index: Index, query: Query, row: int, pieces: Sequence[str]) -> Likeness | None:
    """How a name in Latin letters is like the characters, if they may be read so; of a person's name only one
    part may be told, or one be heard otherwise, as foreign given names are."""
    fold = query.orthography.fold
    person = index.family_place(row) is not None
    whole = align_japanese(query.clean, index.text(row).split(), fold)
    if whole is not None:
        return whole._replace(person=person)
    parts = pair_sounds(index.fold(row), index.heard(row) or "")
    if not person or len(parts) == 1 or len(pieces) > _FAMILY_AND_GIVEN:
        return None
    read = (
        (other, PartLikeness(piece, part, place, "read"))
        for other, piece in enumerate(pieces)
        for place, (part, _) in enumerate(parts)
        if read_as(piece, part, fold)
    )
    at, pair = next(read, (0, None))
    if pair is None:
        return None
    pairs = [pair]
    if len(pieces) == _FAMILY_AND_GIVEN:
        heard = _heard(query, pieces[1 - at], [each for each in enumerate(parts) if each[0] != pair.place])
        if heard is None:
            return None
        pairs.append(heard)
    weights = [index.weigh_part(part) for part, _ in parts]
    missing = 1 - sum(weights[each.place] for each in pairs) / (sum(weights) or 1)
    alone = len(pairs) == 1 and pair.place != index.family_place(row)
    return Likeness("parts", query.clean, parts=tuple(pairs), missing=missing, person=True, family_only=alone)


def _heard(query: Query, piece: str, parts: Sequence[tuple[int, tuple[str, str]]]) -> PartLikeness | None:
    """The part of a name that a piece of the mention may be heard as, the one that fits best."""
    best: tuple[float, PartLikeness] | None = None
    for sounds, reading in query.mishear(piece, query.script).items():
        if sounds.confusions is None:
            continue
        fits = sounds.confusions.fits(sounds.fine, [own for _, (_, own) in parts]).tolist()
        for fit, (place, (part, own)) in zip(fits, parts, strict=True):
            difference = sounds.confusions.misheard(sounds.fine, own, fit)
            pair = PartLikeness(piece, part, place, "alike", reading=reading, difference=difference)
            if plausible(pair) and fit > (best[0] if best else 0.0):
                best = fit, pair
    return best[1] if best else None


def likely(units: Sequence[Sequence[Unit]]) -> list[str]:
    """The folds of what a name is read as most often, likeliest first."""
    # What it may be read as up to each place, with its cost.
    reached: list[dict[str, float]] = [{"": 0.0}, *({} for _ in units)]
    for at, begun in enumerate(units):
        for characters, told in begun:
            behind = reached[at + count(characters)]
            ways = [(float(rank), reading) for rank, reading in enumerate(told[:_OF_ONE])]
            ways += [(rank + _VOICED, other) for rank, reading in ways for other in voiced(reading) if at]
            ways = [way for cost, reading in ways for way in _ways(reading, cost)]
            for before, so_far in _least(reached[at]):
                for cost, reading in ways:
                    read = before + reading
                    behind[read] = min(so_far + cost, behind.get(read, math.inf))
    found: dict[str, float] = {}
    for read, cost in _least(reached[-1]):
        for spelled in (read, _N.sub("m", read)):
            found[spelled] = min(cost, found.get(spelled, math.inf))
    return [spelled for spelled, _ in _least(found)]


def _ways(reading: str, cost: float) -> list[tuple[float, str]]:
    """How a reading is spelled in names, with what that costs: long vowels mostly as short ones."""
    short = LONG.sub(lambda long: long[0][0], reading)
    seldom = {LONG.sub(lambda long: "oh" if long[0][0] == "o" else long[0], reading), GLIDE.sub("ye", short)}
    return [(cost, short), *((cost + _SELDOM, other) for other in sorted(seldom - {short}))]


def _least(found: Mapping[str, float]) -> list[tuple[str, float]]:
    return nsmallest(_LIKELY, found.items(), key=lambda each: (each[1], each[0]))
