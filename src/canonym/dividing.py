"""The stage that compares names part by part, in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from heapq import nlargest
from typing import Literal

from canonym.alignment import align, pair_sounds
from canonym.errors import SchemeError
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, Sides
from canonym.orthography import PLAIN
from canonym.pairing import align_people
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.records import LISTED
from canonym.stages import Candidate, spelled
from canonym.text import clean, written_parts

# How many names are handed on to be scored.
WIDTH = 24
# A part that more names have than this tells too little to search by.
_MOST_WITH_PART = 400


def by_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """Parts are matched one to one, in any order, with initials and omissions."""
    yield from _regions(index, query)
    core = " ".join(part for _, part in query.core)
    if core != query.fold:
        yield from spelled(index, query, core, core)
    if not index.divides:
        return
    hits: dict[int, list[PartLikeness]] = defaultdict(list)
    telling: dict[int, float] = defaultdict(float)
    several = len(query.core) > 1
    for part in dict.fromkeys(part for _, part in query.core):
        if len(part) == 1 and several:  # an initial tells nothing by itself
            continue
        share = index.weigh_part(part)
        placed = places(index, part)
        for row in {row for row, _, _ in placed}:
            telling[row] += share
        for row, place, scheme in placed:
            how: Literal["listed", "scheme"] = "listed" if scheme == LISTED else "scheme"
            hits[row].append(PartLikeness(part, "", place, how, scheme))
    for part, spelling in _in_gaelic(query):
        share = index.weigh_part(part)
        for row, place, scheme in places(index, spelling):
            if scheme == LISTED and index.family_place(row) is not None:
                telling[row] += share
                hits[row].append(PartLikeness(part, "", place, "spelled"))
    person: Person | None = None
    for row in sorted(_most_telling(index, query, telling)):
        known = _written_so(index, query, row, hits[row])
        if person is None and index.family_place(row) is not None:
            person = as_person(index, query)
        likeness = aligned(index, query, row, known, person) if known else None
        if likeness is not None:
            yield Candidate(row, likeness)


def _in_gaelic(query: Query) -> Iterator[tuple[str, str]]:
    """The family names of the mention that have another form in Gaelic, or in English, with a part of it."""
    if query.script != "Latn":
        return
    gaelic = query.orthography.words.gaelic
    for part, english in gaelic.found(query.parts):
        yield from ((part, spelling) for spelling in sorted(english))
    for part in query.parts:
        yield from ((part, word) for word in gaelic.last_words(part))


def _most_telling(index: Index, query: Query, telling: dict[int, float]) -> list[int]:
    """The names whose parts tell most; among many equal ones, as all that are called Smith, first those that
    have the other initials as well."""
    if len(telling) <= WIDTH:
        return list(telling)
    initials = {part[:1] for part in query.parts}

    def key(row: int) -> tuple[float, int, int]:
        shared = initials & {part[:1] for part in index.fold(row).split(" ")}
        return telling[row], len(shared), -row

    least = nlargest(WIDTH, telling.values())[-1]
    return nlargest(WIDTH, (row for row in telling if telling[row] >= least), key=key)


def _regions(index: Index, query: Query) -> Iterator[Candidate]:
    """`Gebiet Homel` is the region whose seat is Homel."""
    words = query.orthography.words
    if not words.regions.intersection(query.fold.split(" ")):
        return
    beside = words.regions | words.particles
    parts = [(part, query.orthography.fold(part)) for part in query.clean.split(" ")]
    if not any(fold in words.regions for _, fold in parts):
        return
    town = " ".join(part for part, fold in parts if fold not in beside)
    fold = query.orthography.fold(town)
    for candidate in spelled(index, query, town, fold):
        region = index.region_of(index.owner(candidate.row))
        if region is not None:
            yield candidate._replace(likeness=candidate.likeness._replace(region=True), entity=region)


def places(index: Index, part: str) -> list[tuple[int, int, int]]:
    """Names that have a part, with its place and the number of the scheme that writes it, or LISTED."""
    found = []
    for form in index.listed_parts(part, _MOST_WITH_PART) or ():
        parts = index.form(form).split(" ")
        for row in index.names_of(form) if part in parts else ():
            if _has_parts(index, row, len(parts)):
                found += [(row, place, LISTED) for place, other in enumerate(parts) if other == part]
    for row, place, schemes in index.written_parts(part):
        found += [(row, place, scheme) for scheme in schemes]
    return found


def _written_so(index: Index, query: Query, row: int, found: list[PartLikeness]) -> list[PartLikeness]:
    """These parts of a name without what no scheme writes so: keys alone may meet by chance. Schemes
    that write one part alike stand or fall together."""
    true: dict[tuple[str, int], bool] = {}
    for part in found:
        place = part.part, part.place
        if part.how == "scheme" and place not in true:
            true[place] = _writes_part(index, query, row, part)
    return [part for part in found if part.how != "scheme" or true[part.part, part.place]]


def _writes_part(index: Index, query: Query, row: int, part: PartLikeness) -> bool:
    try:
        written = query.orthography.writers[part.scheme].write_lower(index.text(row))
    except SchemeError:
        return False
    parts = query.orthography.fold(written).split(" ")
    return part.place < len(parts) and parts[part.place] == part.part


def _has_parts(index: Index, row: int, parts: int) -> bool:
    """Whether a name is compared part by part. One that can't be heard is found whole, and so is
    one with spaces only in its fold. Places without a language are compared as wholes, by words."""
    heard = index.heard(row)
    if heard == "" or (heard is None and index.type_of(index.owner(row)) == "place"):
        return False
    return written_parts(clean(index.text(row))) >= parts


def sounds_of(index: Index, query: Query, row: int) -> str:
    """The sounds of a name: as its own language reads it, else as any spelling is read."""
    sounds = index.heard(row)
    if sounds is None:
        name = index.name(row)
        return query.orthography.hear(PLAIN, name.text, name.script)
    return sounds


def as_person(index: Index, query: Query) -> Person:
    """The mention as a person's name."""
    return person_of(query.parts, query.orthography.words, index.lexicon, query.script, lambda: query.clean)


def aligned(
    index: Index,
    query: Query,
    row: int,
    known: list[PartLikeness],
    person: Person | None,
    *,
    heard_well: bool = False,
) -> Likeness | None:
    """How the parts of the mention and of a name fit; `person`: the mention as a person's name, of which
    each part may be `heard_well`."""
    foreign = across(index, query, row)
    family = index.family_place(row)
    parts = pair_sounds(index.fold(row), sounds_of(index, query, row))
    folds = [part for part, _ in parts]
    script = index.language(row)[1]
    sides = Sides(
        partial(query.heard_part, across=foreign),
        lambda place: parts[place][1],
        script=script if script == query.script else "",
    )
    if family is not None:
        name = person_of(
            folds,
            query.orthography.words,
            index.lexicon,
            script,
            lambda: index.name(row).text,
        )
        return align_people(
            query.clean,
            person or as_person(index, query),
            name,
            known,
            sides,
            words=query.orthography.words,
            family=name.parts[-1].place if name.peer else family,
            weigh=index.weigh_part,
            heard_well=heard_well,
        )
    return align(query.clean, query.core, folds, known, sides, weigh=index.weigh_part)


def across(index: Index, query: Query, row: int) -> bool:
    """Whether a name comes from another script, or from another language than the one that is stated."""
    lang, script = index.language(row)
    return script != query.script or (query.tells_language and lang != query.lang)
