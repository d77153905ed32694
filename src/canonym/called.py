"""People who are told by a part of their name: those whom a mention calls by one part alone, and those whose
family name in Chinese characters is spelled in some way of its region, perhaps beside another given name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from canonym.alignment import pair_sounds
from canonym.confusion import Misheard
from canonym.dividing import across, places
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, plausible
from canonym.query import Query
from canonym.records import LISTED
from canonym.sound import Sounds
from canonym.stages import Candidate

# How many people who are told by the same part are handed on to be scored.
_MOST = 8
_MOST_OF_FAMILY = 12
# Where people are called by a part alone, what is left out counts so much.
_CALLED_SO = 0.5
# A part may lack so much of its best fit (nats a sound) if characters are all that is said of a name.
_LACKING = 2.0


def other_family(index: Index, query: Query, row: int) -> bool:
    """Whether a mention that is built like a Chinese name begins with a family name that this name hasn't:
    Hong Kong gives foreigners such names, but most who have them are Chinese, or their neighbours."""
    return bool(query.families) and query.families.isdisjoint(index.fold(row).split())


def by_some_parts(
    index: Index, query: Query, sounds: Sounds, reading: str, rows: Iterable[int]
) -> Iterator[Candidate]:
    """Of these people those with a part that may be heard as the whole mention, or with several such parts
    where the mention is in Chinese characters, the likeliest."""
    several = query.script == "Hani"
    runs: dict[str, list[tuple[int, range]]] = defaultdict(list)
    for row in sorted(set(rows)):
        heard = index.heard(row)
        if heard and " " in heard and index.family_place(row) is not None and across(index, query, row):
            words = heard.split(" ")
            if len(words) != index.fold(row).count(" ") + 1:
                continue
            for count in range(1, len(words) if several else 2):
                for start in range(len(words) - count + 1):
                    places = range(start, start + count)
                    runs[" ".join(words[start : start + count])].append((row, places))
    if not runs or sounds.confusions is None:
        return
    fits = zip(sounds.confusions.fits(sounds.fine, list(runs)).tolist(), runs, strict=True)
    likeliest = [
        (fit, run, row, places) for fit, run in nlargest(_MOST, fits) for row, places in reversed(runs[run])
    ]
    for fit, meant, row, places in likeliest[:_MOST]:
        difference = sounds.confusions.misheard(sounds.fine, meant, fit)
        folds = index.fold(row).split()[places.start : places.stop]
        pair = PartLikeness(
            query.parts[0], "".join(folds), places[0], "alike", reading=reading, difference=difference
        )
        if fit > 0 and (difference.share <= _LACKING if several else plausible(pair)):
            alone = len(places) == 1 and not _usual(index, query, row, pair)
            found = _partly(index, query, row, (pair,), places, alone=alone)
            other = other_family(index, query, row)
            yield found._replace(likeness=found.likeness._replace(other_family=other))


def _usual(index: Index, query: Query, row: int, pair: PartLikeness) -> bool:
    """Whether people are called so: Chinese texts call foreigners by one part of their names, but seldom by
    their given name if they have a family name, as Mahathir Mohamad hasn't."""
    if query.script != "Hani":
        return False
    is_given = index.lexicon.is_given
    if pair.place == index.family_place(row) or not is_given(pair.partner):
        return True
    return all(map(is_given, index.fold(row).split(" ")))


def _partly(
    index: Index,
    query: Query,
    row: int,
    parts: tuple[PartLikeness, ...],
    told: Collection[int],
    *,
    alone: bool = False,
) -> Candidate:
    """A person of whose name only what stands at some places is told, by these parts."""
    weights = list(map(index.weigh_part, index.fold(row).split()))
    total = sum(weights)
    missing = (
        sum(weight for place, weight in enumerate(weights) if place not in told) / total if total else 0.0
    )
    if len(parts) == 1 and parts[0].how == "alike" and not alone:
        missing *= _CALLED_SO
    likeness = Likeness("parts", query.clean, parts=parts, missing=missing, person=True, family_only=alone)
    return Candidate(row, likeness)


def fit_of(candidate: Candidate) -> float:
    """How well the one part fits that somebody is told by (nats)."""
    return _fit_of(candidate.likeness.parts[0])


class Relative(NamedTuple):
    """Somebody who may bear a family name: the row, the place of the family name in it, and the family name;
    the places of the given names that may be the mention's, how they are spelled and sound; `foreign`: there
    is a given name that isn't Chinese."""

    row: int
    place: int
    family: str
    places: range
    given: str
    sounds: str
    foreign: bool


def by_family(index: Index, query: Query) -> Iterator[Candidate]:
    """People whose family name is a spelling of the first character: with the given name that the other
    characters are, or with a foreign one, which these don't tell."""
    if not query.family_first:
        return
    family, rest = query.clean[:1], query.clean[1:].strip()
    fold = query.orthography.fold(family)
    relatives = [
        relative
        for spelling in query.orthography.spell_family(family)
        for row, place, how in places(index, spelling)
        if how == LISTED and index.family_place(row) is not None and across(index, query, row)
        for relative in _relative(index, row, place)
    ]
    fitting = _given(query, rest, relatives)

    def rank(relative: Relative) -> tuple[bool, bool, float]:
        """Given names that fit come first; a foreign one tells nothing, and another Chinese one is somebody
        else's."""
        given = fitting.get(relative)
        fits = given is not None and plausible(given)
        return fits, relative.foreign, _fit_of(given)

    for relative in nlargest(_MOST_OF_FAMILY, relatives, key=rank):
        spelled = PartLikeness(fold, relative.family, relative.place, "spelled")
        given = fitting.get(relative)
        if given is not None and (plausible(given) or not relative.foreign):
            told = (relative.place, *relative.places)
            yield _partly(index, query, relative.row, (spelled, given), told)
        elif relative.foreign and relative.place == index.family_place(relative.row):
            yield _partly(index, query, relative.row, (spelled,), (relative.place,))


def _relative(index: Index, row: int, place: int) -> Iterator[Relative]:
    """A person by the family name at this place, if there is a given name besides."""
    parts = pair_sounds(index.fold(row), index.heard(row) or "")
    # Behind the family name stand Chinese given names, even if a foreign one stands before it.
    others = range(place + 1, len(parts)) or range(place)
    if others:
        names, sounds = zip(*(parts[at] for at in others), strict=True)
        foreign = place > 0 and index.lexicon.is_given(parts[0][0])
        yield Relative(row, place, parts[place][0], others, "".join(names), " ".join(sounds), foreign)


def _given(query: Query, rest: str, relatives: Sequence[Relative]) -> dict[Relative, PartLikeness]:
    """How the characters behind the family name fit the given names of those whom they fit at all."""
    best: dict[Relative, PartLikeness] = {}
    part = query.orthography.fold(rest).replace(" ", "")
    for sounds, reading in query.mishear(rest, query.script).items():
        if sounds.confusions is None:
            continue
        fits = sounds.confusions.fits(sounds.fine, [each.sounds for each in relatives]).tolist()
        for each, fit in zip(relatives, fits, strict=True):
            if fit > _fit_of(best.get(each)):
                found = sounds.confusions.misheard(sounds.fine, each.sounds, fit)
                best[each] = PartLikeness(
                    part, each.given, each.places[0], "alike", reading=reading, difference=found
                )
    return best


def _fit_of(pair: PartLikeness | None) -> float:
    """The fit of what may have been heard so (nats); 0 of nothing."""
    return pair.difference.fit if pair is not None and isinstance(pair.difference, Misheard) else 0.0
