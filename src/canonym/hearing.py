"""The stage that finds names by how they sound, in their own language or as another one confuses sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from canonym.alignment import pair_sounds
from canonym.dividing import across, aligned, as_person, sounds_of
from canonym.index.search import Index
from canonym.likeness import Heard, Likeness, PartLikeness, alike, plausible
from canonym.people import Person
from canonym.query import Query
from canonym.records import COUNTRY
from canonym.sound import Sounds, deletions, nearest
from canonym.stages import Candidate
from canonym.text import family_first

# How many names that share sound keys are held against the mention's sounds, those that may have been
# heard so, and how many of all that were found by sound or letters are compared in full: the nearest.
SOUNDING = 96
MISHEARD = 1000
COMPARED = 24
# How many that have a part which may have been heard so are looked at.
ALONE = 100
# How many of those that share sound keys with the parts of a mention are compared part by part even if
# they fit badly as wholes.
_ALIGNED = 8
# Scripts whose names have the same parts in their folds as in what is heard.
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
# Wholes of which a larger share of sounds differs have no chance, whatever their parts are.
_NEAR = 0.3


class Named(NamedTuple):
    """A name that is held against what is heard: its row and its sounds, with the family name put first if
    it is `turned`."""

    row: int
    sounds: str
    turned: bool = False


class PartHeard(NamedTuple):
    """A part of a mention, folded, with what it may have been in a reading."""

    fold: str
    sounds: Sounds
    reading: str


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    for mention in (query, query.turned) if index.hears else ():
        if mention is not None:
            keys = {key: None for sounds in mention.heard for key in deletions(sounds.key)}
            rows = index.sounding(keys)[:SOUNDING]
            alone: list[tuple[PartHeard, list[int]]] = []
            for sounds, reading in mention.misheard.items():
                whole, parts = sounds.meant(syllables=not mention.spaced)
                rows += index.hearing.find(whole, parts, MISHEARD)
                if len(mention.parts) == 1:
                    part = PartHeard(mention.parts[0], sounds, reading)
                    alone.append((part, index.hearing.find({}, [whole], ALONE)))
            yield from by_hearing(index, mention, dict.fromkeys(rows))
            for part, found in alone:
                for row, pair in _with_part(index, mention, part, found):
                    yield _partly(index, mention, row, pair)
            yield from _family(index, mention)


def by_hearing(index: Index, query: Query, rows: Iterable[int]) -> Iterator[Candidate]:
    """Of these names the few that sound nearest, compared in full. None is compared twice."""
    distances = []
    apart: list[tuple[int, str]] = []
    for row in rows:
        sounds = None if row in query.compared else index.heard(row)
        query.compared.add(row)
        if not sounds:
            continue
        if query.misheard and across(index, query, row):
            apart.append((row, sounds))
            continue
        if index.language(row)[1] == "Hani" != query.script:
            continue  # syllables, of which it isn't known what they were
        found = nearest(query.heard, sounds.replace(" ", ""))
        if found is not None:
            distances.append((found[0] / len(sounds), row, sounds))
    person: Person | None = None
    for _, row, sounds in sorted(distances)[:COMPARED]:
        likeness = alike(query.clean, query.fold, query.heard, index.fold(row), sounds)
        if likeness is None:
            continue
        if index.family_place(row) is not None:
            person = person or as_person(index, query)
            likeness = _of_person(index, query, row, likeness, person)
        if likeness is not None:
            other = query.script == "Hani" and query.orthography.other_characters(
                index.text(row), query.clean
            )
            yield Candidate(row, likeness._replace(chance=other))
    yield from _misheard(index, query, apart)


def _of_person(index: Index, query: Query, row: int, whole: Likeness, person: Person) -> Likeness | None:
    """How a name that sounds alike as a whole is a person's: not if only a part is given, or if its parts
    contradict the mention's."""
    parts = index.fold(row).count(" ") + 1
    if query.spaced and (parts > 1) != (len(person.parts) > 1):
        return None
    parted = index.language(row)[1] in _ALPHABETS and parts > 1
    if parted and whole.difference is not None and whole.difference.share <= _NEAR:
        parts_fit = aligned(index, query, row, [], person)
        if parts_fit is not None and parts_fit.contradiction:
            return parts_fit
    return whole._replace(person=True)


def _misheard(index: Index, query: Query, rows: Sequence[tuple[int, str]]) -> Iterator[Candidate]:
    """Of names in another script those that fit what is heard best."""
    if not rows:
        return
    # A given name by itself means someone, rather than what only sounds like it.
    known = index.lexicon.given(query.fold) if len(query.parts) == 1 else None
    given = known is not None and bool(known.full)
    person = None
    for named, heard in _fitting(query, rows):
        row = named.row
        # Countries are listed in all languages: what only may be one is another word.
        if index.entity(index.owner(row)).kind == COUNTRY:
            continue
        own = _turned(index, query, row) if named.turned else named.sounds
        likeness = alike(query.clean, query.fold, heard, index.fold(row), own)
        of_person = index.family_place(row) is not None
        if of_person and len(query.parts) > 1:
            person = person or as_person(index, query)
            parted = aligned(index, query, row, [], person)
            if parted is not None:
                yield Candidate(row, parted)
        if likeness is not None:
            chance = not of_person and given
            yield Candidate(row, likeness._replace(person=of_person, chance=chance, turned=named.turned))


def _fitting(query: Query, rows: Sequence[tuple[int, str]]) -> Iterator[tuple[Named, Heard]]:
    """The names that fit best, each as heard in the reading that it fits best in; some that share most
    keys whether they fit or not."""
    tried = [Named(row, sounds) for row, sounds in rows]
    first = dict.fromkeys(tried[:_ALIGNED])
    if query.family_first:
        tried += [
            Named(row, f"{family} {given}", True)
            for row, sounds in rows
            for given, _, family in (sounds.rpartition(" "),)
            if given
        ]
    names = [each.sounds for each in tried]
    best: dict[Named, tuple[float, int]] = {}
    heard = list(query.misheard.items())
    for place, (sounds, _) in enumerate(heard):
        if sounds.confusions is not None:
            for named, fit in zip(tried, sounds.confusions.fits(sounds.fine, names).tolist(), strict=True):
                if fit >= 0 and fit > best.get(named, (-1.0, 0))[0]:
                    best[named] = fit, place
    for named, (_, place) in nlargest(COMPARED, best.items(), key=lambda each: each[1][0]):
        first.pop(named, None)
        yield named, dict([heard[place]])
    for named in first:
        yield named, query.misheard


def _turned(index: Index, query: Query, row: int) -> str:
    """The sounds of a name with the family name first."""
    name = index.name(row)
    reading = query.orthography.own_reading(name.lang, name.script, name.text)
    return query.orthography.hear(reading, family_first(name.text), name.script)


def _family(index: Index, query: Query) -> Iterator[Candidate]:
    """People with the family name of a Chinese one, who have another given name among foreigners."""
    family = query.clean[:1]
    for sounds, reading in query.mishear(family, query.script).items() if query.family_first else ():
        part = PartHeard(query.orthography.fold(family), sounds, reading)
        for row, pair in _with_part(index, query, part, index.hearing.find({}, [sounds.meant()[0]], ALONE)):
            given = index.lexicon.given(index.fold(row).partition(" ")[0])
            if pair.place == index.family_place(row) and given is not None and given.full:
                yield _partly(index, query, row, pair)


def _with_part(
    index: Index, query: Query, heard: PartHeard, rows: Iterable[int]
) -> Iterator[tuple[int, PartLikeness]]:
    """Of these people those with a part that may be heard so, the likeliest."""
    part, sounds, reading = heard
    named = [
        (row, place, partner)
        for row in rows
        if index.family_place(row) is not None and across(index, query, row)
        for place, partner in enumerate(pair_sounds(index.fold(row), index.heard(row) or ""))
    ]
    if not named or sounds.confusions is None:
        return
    fits = sounds.confusions.fits(sounds.fine, [own for _, _, (_, own) in named]).tolist()
    for fit, (row, place, (partner, own)) in nlargest(_ALIGNED, zip(fits, named, strict=True)):
        difference = sounds.confusions.misheard(sounds.fine, own, fit)
        pair = PartLikeness(part, partner, place, "alike", reading=reading, difference=difference)
        if fit > 0 and plausible(pair) and " " in index.fold(row):
            yield row, pair


def _partly(index: Index, query: Query, row: int, pair: PartLikeness) -> Candidate:
    """A person of whose name only this part is given."""
    names = index.fold(row).split()
    total = sum(map(index.weigh_part, names))
    missing = 1 - index.weigh_part(pair.partner) / total if total else 0.0
    likeness = Likeness("parts", query.clean, parts=(pair,), missing=missing, person=True, family_only=True)
    return Candidate(row, likeness)


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        near = alike(query.clean, query.fold, query.heard, index.fold(row), sounds_of(index, query, row))
        near = near and near._replace(person=index.family_place(row) is not None)
        for likeness in (near, aligned(index, query, row, [], None)):
            if likeness is not None:
                yield Candidate(row, likeness)
