"""The stage that finds names by how they sound, in their own language or as another one confuses sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest

from canonym.dividing import across, aligned, as_person, sounds_of
from canonym.index.search import Index
from canonym.likeness import Likeness, alike
from canonym.people import Person
from canonym.query import Query
from canonym.records import COUNTRY
from canonym.sound import deletions, nearest
from canonym.stages import Candidate

# How many names that share sound keys are held against the mention's sounds, those that may have been
# heard so, and how many of all that were found by sound or letters are compared in full: the nearest.
SOUNDING = 96
MISHEARD = 1000
COMPARED = 24
# How many of those that share sound keys with the parts of a mention are compared part by part even if
# they fit badly as wholes.
_ALIGNED = 8
# Scripts whose names have the same parts in their folds as in what is heard.
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
# Wholes of which a larger share of sounds differs have no chance, whatever their parts are.
_NEAR = 0.3


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    for mention in (query, query.turned) if index.hears else ():
        if mention is not None:
            keys = {key: None for sounds in mention.heard for key in deletions(sounds.key)}
            rows = index.sounding(keys)[:SOUNDING]
            for sounds in mention.misheard:
                rows += index.hearing.find(*sounds.meant(), MISHEARD)
            yield from by_hearing(index, mention, dict.fromkeys(rows))


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
    fits: list[tuple[float, tuple[int, str]]] = [(0.0, found) for found in named[:_ALIGNED]]
    names = [sounds for _, sounds in named]
    for sounds in query.misheard if names else ():
        if sounds.confusions is not None:
            fits += zip(sounds.confusions.fits(sounds.fine, names).tolist(), named, strict=True)
    # A given name by itself means someone, rather than what only sounds like it.
    known = index.lexicon.given(query.fold) if names and len(query.parts) == 1 else None
    given = known is not None and bool(known.full)
    best = dict.fromkeys(found for fit, found in nlargest(COMPARED + _ALIGNED, fits) if fit >= 0)
    person = None
    for row, own in best:
        # Countries are listed in all languages: what only may be one is another word.
        if index.entity(index.owner(row)).kind == COUNTRY:
            continue
        likeness = alike(query.clean, query.fold, query.misheard, index.fold(row), own)
        of_person = index.family_place(row) is not None
        if of_person and len(query.parts) > 1:
            person = person or as_person(index, query)
            parted = aligned(index, query, row, [], person)
            if parted is not None:
                yield Candidate(row, parted)
        if likeness is not None:
            yield Candidate(row, likeness._replace(person=of_person, chance=not of_person and given))


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        near = alike(query.clean, query.fold, query.heard, index.fold(row), sounds_of(index, query, row))
        near = near and near._replace(person=index.family_place(row) is not None)
        for likeness in (near, aligned(index, query, row, [], None)):
            if likeness is not None:
                yield Candidate(row, likeness)
