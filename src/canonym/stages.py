"""The stages of a search, each from a prepared mention to candidates: a name and how it is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from canonym.alignment import align, pair_sounds
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, alike
from canonym.query import Query
from canonym.records import LISTED
from canonym.sound import deletions

# How many names a stage that searches widely hands on to be scored.
WIDTH = 24


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name (its row in the index) and how the mention is like it."""

    row: int
    likeness: Likeness


def by_exact_name(index: Index, query: Query) -> Iterator[Candidate]:
    """The fold is a listed name."""
    return _listed(index, query, query.clean, query.fold)


def by_scheme(index: Index, query: Query) -> Iterator[Candidate]:
    """The fold is what a scheme makes of a listed name."""
    return _written(index, query.clean, query.fold)


def by_inflection(index: Index, query: Query) -> Iterator[Candidate]:
    """Without an inflectional ending, one of the two above."""
    for text, fold, ending in query.base_forms:
        for candidate in (*_listed(index, query, text, fold), *_written(index, text, fold)):
            if index.form(candidate.row)[1]:  # a name in a language we can't read has no known endings
                yield replace(candidate, likeness=replace(candidate.likeness, ending=ending))


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a listed name, a letter more or less."""
    keys = {key: None for sounds in query.heard for key in deletions(sounds.bones)}
    return _alike(index, query, index.sounding(keys)[:WIDTH])


def by_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """Parts are matched one to one, in any order, with initials and omissions."""
    core = " ".join(part for _, part in query.core)
    if core != query.fold:
        yield from _listed(index, query, core, core)
        yield from _written(index, core, core)
    hits: dict[int, list[PartLikeness]] = defaultdict(list)
    telling: dict[int, float] = defaultdict(float)
    for _, part in query.core:
        found = list(index.with_part(part))
        for row, partner, scheme in found:
            how: Literal["listed", "scheme"] = "listed" if scheme == LISTED else "scheme"
            hits[row].append(PartLikeness(part, "", partner, how, scheme))
        share = index.weigh_part(part)
        for row in {row for row, _, _ in found}:
            telling[row] += share
    best = sorted(telling, key=lambda row: (-telling[row], row))[:WIDTH]
    for row in best:
        likeness = _aligned(index, query, row, hits[row])
        if likeness is not None:
            yield Candidate(row, likeness)


def by_spelling(index: Index, query: Query) -> Iterator[Candidate]:
    """The names that share most letters, for misspellings that change the sound."""
    return _alike(index, query, index.neighbours(query.fold, WIDTH))


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        yield from _alike(index, query, [row])
        likeness = _aligned(index, query, row, [])
        if likeness is not None:
            yield Candidate(row, likeness)


def _listed(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    for row, scheme in index.spelled(fold):
        if scheme == LISTED:
            same = index.name(row).script == query.script or fold.isdigit()
            yield Candidate(row, Likeness("listed" if same else "romanized", text))


def _written(index: Index, text: str, fold: str) -> Iterator[Candidate]:
    schemes: dict[int, list[int]] = defaultdict(list)
    for row, scheme in index.spelled(fold):
        if scheme != LISTED:
            schemes[row].append(scheme)
    for row, numbers in schemes.items():
        yield Candidate(row, Likeness("scheme", text, schemes=tuple(numbers)))


def _alike(index: Index, query: Query, rows: list[int]) -> Iterator[Candidate]:
    for row in rows:
        likeness = alike(query.clean, query.fold, query.heard, *index.form(row))
        if likeness is not None:
            yield Candidate(row, likeness)


def _aligned(index: Index, query: Query, row: int, known: list[PartLikeness]) -> Likeness | None:
    fold, sounds = index.form(row)
    return align(
        query.clean,
        [(part, query.heard_parts[place]) for place, part in query.core],
        pair_sounds(fold, sounds),
        known,
        family=index.family_place(row),
        weigh=index.weigh_part,
    )
