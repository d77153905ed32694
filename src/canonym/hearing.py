"""The stage that finds names by how they sound, in their own language or as another one confuses sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from typing import NamedTuple

from canonym.alignment import pair_sounds
from canonym.dividing import across, aligned, as_person, sounds_of
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, alike, plausible
from canonym.people import Person
from canonym.query import Query
from canonym.records import COUNTRY
from canonym.sound import deletions, nearest
from canonym.stages import Candidate
from canonym.text import family_first

# How many names that share sound keys are held against the mention's sounds, those that may have been
# heard so, and how many of all that were found by sound or letters are compared in full: the nearest.
SOUNDING = 96
MISHEARD = 400
COMPARED = 24
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


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    for mention in (query, query.turned) if index.hears else ():
        if mention is not None:
            keys = {key: None for sounds in mention.heard for key in deletions(sounds.key)}
            rows = index.sounding(keys)[:SOUNDING]
            for sounds in mention.misheard:
                if sounds.confusions is not None:
                    whole = sounds.confusions.meant(sounds.key)
                    keys = [*sounds.part_keys(), *([] if mention.spaced else [sounds.behind_first()])]
                    parts = [sounds.confusions.meant(key) for key in keys]
                    rows += index.hearing.find(whole, parts, MISHEARD)
            yield from by_hearing(index, mention, dict.fromkeys(rows))
            yield from _alone(index, mention)


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
            yield Candidate(row, likeness)
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


def _misheard(index: Index, query: Query, named: Sequence[tuple[int, str]]) -> Iterator[Candidate]:
    """Of names in another script those that fit what is heard best."""
    fits: list[tuple[float, Named]] = [(0.0, Named(*found)) for found in named[:_ALIGNED]]
    tried = [Named(*found) for found in named]
    if query.family_first:
        tried += [Named(row, f"{sounds[at + 1 :]} {sounds[:at]}", True) for row, sounds in named if (at := sounds.rfind(" ")) > 0]
    names = [each.sounds.replace(" ", "") for each in tried]
    for sounds in query.misheard if names else ():
        if sounds.confusions is not None:
            fits += zip(sounds.confusions.fits(sounds.fine, names).tolist(), tried, strict=True)
    # A given name by itself means someone, rather than what only sounds like it.
    known = index.lexicon.given(query.fold) if names and len(query.parts) == 1 else None
    given = known is not None and bool(known.full)
    best = dict.fromkeys(found for fit, found in nlargest(COMPARED + _ALIGNED, fits) if fit >= 0)
    person = None
    for row, own, turned in best:
        # Countries are listed in all languages: what only may be one is another word.
        if index.entity(index.owner(row)).kind == COUNTRY:
            continue
        if turned:
            name = index.name(row)
            reading = query.orthography.own_reading(name.lang, name.script)
            own = query.orthography.hear(reading, family_first(name.text), name.script)
        likeness = alike(query.clean, query.fold, query.misheard, index.fold(row), own)
        of_person = index.family_place(row) is not None
        if of_person and len(query.parts) > 1:
            person = person or as_person(index, query)
            parted = aligned(index, query, row, [], person)
            if parted is not None:
                yield Candidate(row, parted)
        if likeness is not None:
            yield Candidate(row, likeness._replace(person=of_person, chance=not of_person and given, turned=turned))


def _alone(index: Index, query: Query) -> Iterator[Candidate]:
    """People of whose name only one part is heard: the family name by itself, as in the news, or that of a
    Chinese name whose bearer has another given name among foreigners."""
    whole = [(query.parts[0], sounds, reading) for sounds, reading in query.misheard.items()]
    for part, sounds, reading in whole if len(query.parts) == 1 else ():
        for row, pair in _with_part(index, query, part, sounds, reading):
            yield _partly(index, query, row, pair)
    family = query.clean[:1]
    part = query.orthography.fold(family)
    for sounds, reading in query.mishear(family, query.script).items() if query.family_first else ():
        for row, pair in _with_part(index, query, part, sounds, reading):
            given = index.lexicon.given(index.fold(row).partition(" ")[0])
            if pair.place == index.family_place(row) and given is not None and given.full:
                yield _partly(index, query, row, pair)


def _with_part(
    index: Index, query: Query, part: str, sounds: Sounds, reading: str
) -> Iterator[tuple[int, PartLikeness]]:
    """People of whose name one part may be heard so, the likeliest."""
    confusions = sounds.confusions
    if confusions is None:
        return
    named = [
        (row, place, partner)
        for row in index.hearing.find({}, [confusions.meant(sounds.key)], ALONE)
        if index.family_place(row) is not None and across(index, query, row)
        for place, partner in enumerate(pair_sounds(index.fold(row), index.heard(row) or ""))
    ]
    fits = confusions.fits(sounds.fine, [own for _, _, (_, own) in named]).tolist() if named else []
    for fit, (row, place, (partner, own)) in nlargest(_ALIGNED, zip(fits, named, strict=True)):
        difference = confusions.misheard(sounds.fine, own, fit)
        pair = PartLikeness(part, partner, place, "alike", reading=reading, difference=difference)
        if fit > 0 and plausible(pair) and " " in index.fold(row):
            yield row, pair


def _partly(index: Index, query: Query, row: int, pair: PartLikeness) -> Candidate:
    names = index.fold(row).split()
    total = sum(map(index.weigh_part, names))
    missing = 1 - index.weigh_part(pair.partner) / total if total else 0.0
    return Candidate(row, Likeness("parts", query.clean, parts=(pair,), missing=missing, person=True))


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        near = alike(query.clean, query.fold, query.heard, index.fold(row), sounds_of(index, query, row))
        near = near and near._replace(person=index.family_place(row) is not None)
        for likeness in (near, aligned(index, query, row, [], None)):
            if likeness is not None:
                yield Candidate(row, likeness)
