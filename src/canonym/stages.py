"""The stages of a search, each from a prepared mention to candidates: a name and how it is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from heapq import nlargest
from typing import Literal, NamedTuple

from canonym.alignment import align, pair_sounds
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, alike
from canonym.query import Query
from canonym.records import LISTED
from canonym.sound import deletions, nearest
from canonym.text import clean

# How many names a stage that searches widely hands on to be scored.
WIDTH = 24
# And how many of them are compared in full if they were found by sound or letters: the nearest.
COMPARED = 12
# A word of so many letters is often spelled like some name by chance: by its exact letters only
# where nobody here can read the name's language, or where just the marks on its letters differ. A
# scheme makes such words of acronyms, and shorter ones of other names.
_SHORT = 5
_LANGUAGES = ("be", "ru", "uk", "en", "de", "fr", "pl")


class Candidate(NamedTuple):
    """A name (its row in the index) and how the mention is like it.

    `entity` is the row of the entity meant, where that isn't the one whose name it is.
    """

    row: int
    likeness: Likeness
    entity: int | None = None


def by_exact_name(index: Index, query: Query) -> Iterator[Candidate]:
    """The fold is a listed name."""
    return _listed(index, query, query.clean, query.fold)


def by_scheme(index: Index, query: Query) -> Iterator[Candidate]:
    """The fold is what a scheme makes of a listed name."""
    return _written(index, query, query.clean, query.fold)


def by_inflection(index: Index, query: Query) -> Iterator[Candidate]:
    """Without an inflectional ending, one of the two above."""
    found = [
        candidate._replace(likeness=candidate.likeness._replace(ending=ending))
        for text, fold, ending in query.base_forms
        for candidate in _spelled(index, query, text, fold)
        # The endings of a language are known, and belong to names that are written in its script.
        if index.form(candidate.row)[1] and candidate.likeness.how != "romanized"
    ]

    def far(candidate: Candidate) -> tuple[bool, bool]:
        """A form to the letter comes first, and a language's endings on names in that language."""
        name = index.name(candidate.row)
        lang = candidate.likeness.ending.partition(" ")[0]
        return name.text.casefold() != candidate.likeness.form.casefold(), name.lang != lang

    return iter(sorted(found, key=far))


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a listed name, a letter more or less."""
    keys = {key: None for sounds in query.heard for key in deletions(sounds.bones)}
    return _alike(index, query, index.sounding(keys)[:WIDTH])


def by_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """Parts are matched one to one, in any order, with initials and omissions."""
    yield from _regions(index, query)
    core = " ".join(part for _, part in query.core)
    if core != query.fold:
        yield from _spelled(index, query, core, core)
    hits: dict[int, list[PartLikeness]] = defaultdict(list)
    telling: dict[int, float] = defaultdict(float)
    found = {part: list(index.with_part(part)) for _, part in query.core}
    for part, places in found.items():
        if len(part) == 1 and len(found) > 1:  # an initial tells nothing by itself
            continue
        share = index.weigh_part(part)
        for row in {row for row, _, _ in places}:
            telling[row] += share
    best = set(nlargest(WIDTH, telling, key=lambda row: (telling[row], -row)))
    for part, places in found.items():
        for row, place, scheme in places:
            if row in best:
                how: Literal["listed", "scheme"] = "listed" if scheme == LISTED else "scheme"
                hits[row].append(PartLikeness(part, "", place, how, scheme))
    for row in sorted(best):
        likeness = _aligned(index, query, row, hits[row])
        if likeness is not None:
            yield Candidate(row, likeness)


def by_spelling(index: Index, query: Query) -> Iterator[Candidate]:
    """The names that share most letters, for misspellings that change the sound."""
    return _alike(index, query, index.neighbours(query.fold, WIDTH))


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        fold, sounds = index.form(row)
        near = alike(query.clean, query.fold, query.heard, fold, sounds)
        for likeness in (near, _aligned(index, query, row, [])):
            if likeness is not None:
                yield Candidate(row, likeness)


def _spelled(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    """Names that are listed so, or that a scheme writes so."""
    yield from _listed(index, query, text, fold)
    yield from _written(index, query, text, fold)


def _listed(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    rows = [(row, index.name(row)) for row, scheme in index.spelled(fold) if scheme == LISTED]
    # Of names that fold alike the first is told: the one written to the letter, in a language that
    # is known here.
    for row, name in sorted(rows, key=lambda found: (found[1].text != text, _known(found[1].lang))):
        unread = not index.form(row)[1] and query.lang != name.lang
        if name.script == query.script or fold.isdigit():
            unread = unread and query.script == "Latn"  # which nearly all languages write
            chance = len(fold) <= _SHORT and (unread or _letters(name.text) != _letters(query.clean))
            likeness = Likeness("listed", text, chance=chance and text == query.clean)
        else:
            likeness = Likeness("romanized", text, chance=unread or len(fold) < _SHORT)
        yield Candidate(row, likeness._replace(former=name.status == "former"))


def _letters(text: str) -> str:
    """The letters and digits of a text with their marks, without case and what stands between."""
    return "".join(filter(str.isalnum, clean(text).casefold()))


def _known(lang: str) -> int:
    return _LANGUAGES.index(lang) if lang in _LANGUAGES else len(_LANGUAGES)


def _written(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    # A mention in Cyrillic was not written by a scheme that writes Latin letters, though both
    # may fold alike: Russian час, the hour, and the French spelling of ШАС.
    schemes: dict[int, list[int]] = defaultdict(list)
    for row, scheme in index.spelled(fold):
        if scheme != LISTED and query.orthography.schemes[scheme].to_script == query.script:
            schemes[row].append(scheme)
    for row, numbers in schemes.items():
        name = index.name(row)
        chance = len(fold) <= _SHORT and fold.isalpha() and _by_chance(name.text, text, numbers, query)
        yield Candidate(
            row,
            Likeness("scheme", text, schemes=tuple(numbers), former=name.status == "former", chance=chance),
        )


def _by_chance(name: str, text: str, schemes: Iterable[int], query: Query) -> bool:
    """Whether a short word need not be a scheme's spelling of a name: an acronym's, one of three
    letters, or one that no scheme writes with the same marks on the letters."""
    writers = query.orthography.writers
    if name.isupper() or len(text) <= _SHORT - 2:
        return True
    return all(writers[number].write(name).casefold() != text.casefold() for number in schemes)


def _regions(index: Index, query: Query) -> Iterator[Candidate]:
    """`Gebiet Homel` is the region whose seat is Homel."""
    words = query.orthography.words
    beside = words.regions | words.particles
    parts = [(part, query.orthography.fold(part)) for part in query.clean.split(" ")]
    if not any(fold in words.regions for _, fold in parts):
        return
    town = " ".join(part for part, fold in parts if fold not in beside)
    fold = query.orthography.fold(town)
    for candidate in _spelled(index, query, town, fold):
        region = index.region_of(index.owner[candidate.row])
        if region is not None:
            yield candidate._replace(likeness=candidate.likeness._replace(region=True), entity=region)


def _alike(index: Index, query: Query, rows: Iterable[int]) -> Iterator[Candidate]:
    """Of these names the few that sound nearest, compared in full. None is compared twice."""
    distances = []
    for row in rows:
        if row in query.compared:
            continue
        query.compared.add(row)
        fold, sounds = index.form(row)
        found = nearest(query.heard, sounds.replace(" ", "")) if sounds else None
        if found is not None:
            distances.append((found[0] / len(sounds), row, fold, sounds))
    for _, row, fold, sounds in sorted(distances)[:COMPARED]:
        likeness = alike(query.clean, query.fold, query.heard, fold, sounds)
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
