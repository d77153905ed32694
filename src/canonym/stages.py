"""The stages of a search, each from a prepared mention to candidates: a name and how it is alike."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from heapq import nlargest
from typing import Literal, NamedTuple

from canonym.alignment import align, pair_sounds
from canonym.errors import SchemeError
from canonym.index.search import Index
from canonym.likeness import Likeness, PartLikeness, Sides, alike
from canonym.orthography import PLAIN
from canonym.people import Person, align_people, person_of
from canonym.query import Query
from canonym.records import COUNTRY, LISTED
from canonym.sound import deletions, nearest
from canonym.text import clean, written_parts

# How many names a stage that searches widely hands on to be scored.
WIDTH = 24
# How many that share sound keys are held against the mention's sounds, and how many of all that
# were found by sound or letters are compared in full: the nearest.
SOUNDING = 96
MISHEARD = 400
# How many of those that share sound keys with the parts of a mention are compared part by part even if
# they fit badly as wholes.
_ALIGNED = 8
# Scripts whose names have the same parts in their folds as in what is heard.
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
# Wholes of which a larger share of sounds differs have no chance, whatever their parts are.
_NEAR = 0.3
COMPARED = 24
# Of more names than this that are spelled alike, those of the most prominent entities are told.
MOST_HOMONYMS = 40
# A part that more names have than this tells too little to search by.
_MOST_WITH_PART = 400
# A word of so many letters is often spelled like some name by chance: by its exact letters only
# where nobody here can read the name's language, or where just the marks on its letters differ. A
# scheme makes such words of acronyms, and shorter ones of other names.
_SHORT = 5
_LISTED = [LISTED]
_LANGUAGES = ("be", "ru", "uk", "en", "de", "fr", "pl")


class Candidate(NamedTuple):
    """A name (its row in the index) and how the mention is like it.

    `entity` is the row of the entity meant, where that isn't the one whose name it is; `sharing`
    counts the entities with a name spelled like this one, `elsewhere` the names of this entity that
    are spelled so in other scripts.
    """

    row: int
    likeness: Likeness
    entity: int | None = None
    sharing: int = 1
    elsewhere: int = 0


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
        if index.heard(candidate.row) != "" and candidate.likeness.how != "romanized"
    ]

    def far(candidate: Candidate) -> tuple[bool, bool]:
        """A form to the letter comes first, and a language's endings on names in that language."""
        name = index.name(candidate.row)
        lang = candidate.likeness.ending.partition(" ")[0]
        return name.text.casefold() != candidate.likeness.form.casefold(), name.lang != lang

    return iter(sorted(found, key=far))


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    for mention in (query, query.turned) if index.hears else ():
        if mention is not None:
            keys = {key: None for sounds in mention.heard for key in deletions(sounds.key)}
            rows = index.sounding(keys)[:SOUNDING]
            for sounds in mention.misheard:
                if sounds.confusions is not None:
                    whole = sounds.confusions.meant(sounds.key)
                    parts = [sounds.confusions.meant(key) for key in sounds.part_keys()]
                    rows += index.hearing.find(whole, parts, MISHEARD)
            yield from by_hearing(index, mention, dict.fromkeys(rows))


def by_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """Parts are matched one to one, in any order, with initials and omissions."""
    yield from _regions(index, query)
    core = " ".join(part for _, part in query.core)
    if core != query.fold:
        yield from _spelled(index, query, core, core)
    if not index.divides:
        return
    hits: dict[int, list[PartLikeness]] = defaultdict(list)
    telling: dict[int, float] = defaultdict(float)
    several = len(query.core) > 1
    for part in dict.fromkeys(part for _, part in query.core):
        if len(part) == 1 and several:  # an initial tells nothing by itself
            continue
        share = index.weigh_part(part)
        places = _places(index, part)
        for row in {row for row, _, _ in places}:
            telling[row] += share
        for row, place, scheme in places:
            how: Literal["listed", "scheme"] = "listed" if scheme == LISTED else "scheme"
            hits[row].append(PartLikeness(part, "", place, how, scheme))
    person: Person | None = None
    for row in sorted(nlargest(WIDTH, telling, key=lambda row: (telling[row], -row))):
        known = _written_so(index, query, row, hits[row])
        if person is None and index.family_place(row) is not None:
            person = _person(index, query)
        likeness = _aligned(index, query, row, known, person) if known else None
        if likeness is not None:
            yield Candidate(row, likeness)


def by_hearing(index: Index, query: Query, rows: Iterable[int]) -> Iterator[Candidate]:
    """Of these names the few that sound nearest, compared in full. None is compared twice."""
    distances = []
    across: list[tuple[int, str]] = []
    for row in rows:
        sounds = None if row in query.compared else index.heard(row)
        query.compared.add(row)
        if not sounds:
            continue
        if query.misheard and _across(index, query, row):
            across.append((row, sounds))
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
            person = person or _person(index, query)
            likeness = _of_person(index, query, row, likeness, person)
        if likeness is not None:
            yield Candidate(row, likeness)
    yield from _misheard(index, query, across)


def _of_person(index: Index, query: Query, row: int, whole: Likeness, person: Person) -> Likeness | None:
    """How a name that sounds alike as a whole is a person's: not if only a part is given, or if its parts
    contradict the mention's."""
    parts = index.fold(row).count(" ") + 1
    if query.spaced and (parts > 1) != (len(person.parts) > 1):
        return None
    parted = index.language(row)[1] in _ALPHABETS and parts > 1
    if parted and whole.difference is not None and whole.difference.share <= _NEAR:
        aligned = _aligned(index, query, row, [], person)
        if aligned is not None and aligned.contradiction:
            return aligned
    return whole._replace(person=True)


def _across(index: Index, query: Query, row: int) -> bool:
    """Whether a name comes from another script, or from another language than the one that is stated."""
    lang, script = index.language(row)
    return script != query.script or (query.lang is not None and lang != query.lang)


def _misheard(index: Index, query: Query, named: Sequence[tuple[int, str]]) -> Iterator[Candidate]:
    """Of names in another script those that fit what is heard best."""
    fits: list[tuple[float, tuple[int, str]]] = [(0.0, found) for found in named[:_ALIGNED]]
    names = [sounds.replace(" ", "") for _, sounds in named]
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
        if index.family_place(row) is not None and len(query.parts) > 1:
            person = person or _person(index, query)
            parted = _aligned(index, query, row, [], person)
            if parted is not None:
                yield Candidate(row, parted)
        if likeness is not None:
            of_person = index.family_place(row) is not None
            yield Candidate(row, likeness._replace(person=of_person, chance=not of_person and given))


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        near = alike(query.clean, query.fold, query.heard, index.fold(row), _sounds(index, query, row))
        near = near and near._replace(person=index.family_place(row) is not None)
        for likeness in (near, _aligned(index, query, row, [], None)):
            if likeness is not None:
                yield Candidate(row, likeness)


def _spelled(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    """Names that are listed so, or that a scheme writes so."""
    yield from _listed(index, query, text, fold)
    yield from _written(index, query, text, fold)


def _listed(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    rows = [row for row, schemes in _spellings(index, query, fold) if schemes == _LISTED]
    owners = {row: index.owner(row) for row in rows}
    entities = set(owners.values())
    sharing = len(entities)
    if sharing > MOST_HOMONYMS:
        here = query.country
        known = {
            entity: (here is not None and index.country(entity) == here, index.prominence(entity), -entity)
            for entity in entities
        }
        told = set(nlargest(MOST_HOMONYMS, entities, key=known.__getitem__))
        rows = [row for row in rows if owners[row] in told]
    named = [(row, index.name(row)) for row in rows]
    elsewhere = Counter(owners[row] for row, name in named if name.script != query.script)
    plain: set[int] = set()
    # Of names that fold alike the first is told: the one written to the letter, in a language that
    # is known here.
    for row, name in sorted(named, key=lambda found: (found[1].text != text, _known(found[1].lang))):
        heard = index.heard(row)
        if heard is None:
            # Of an entity's names without a language one stands for all that are spelled alike.
            if owners[row] in plain:
                continue
            plain.add(owners[row])
        unread = heard == "" and query.lang != name.lang
        if name.script == query.script or fold.isdigit():
            unread = unread and query.script == "Latn"  # which nearly all languages write
            # Without a language marks may be missing as well: then it is no sign of chance.
            marks = heard is not None and _letters(name.text) != _letters(query.clean)
            chance = len(fold) <= _SHORT and (unread or marks)
            likeness = Likeness("listed", text, chance=chance and text == query.clean)
        else:
            # ICU's Latin letters are of one script that the two are written in: Russian молоко, milk,
            # is no spelling of Korean 모로코, Morocco.
            apart = "Latn" not in (query.script, name.script)
            chance = unread or (heard is not None and (apart or len(fold) < _SHORT))
            likeness = Likeness("romanized", text, chance=chance)
        likeness = likeness._replace(former=name.status == "former", plain=heard is None)
        yield Candidate(row, likeness, sharing=sharing, elsewhere=elsewhere[owners[row]])


def _spellings(index: Index, query: Query, fold: str) -> list[tuple[int, list[int]]]:
    """The names spelled so: looked up once for the two stages that ask."""
    found = query.spellings.get(fold)
    if found is None:
        found = query.spellings[fold] = list(index.spellings(fold))
    return found


def _letters(text: str) -> str:
    """The letters and digits of a text with their marks, without case and what stands between."""
    return "".join(filter(str.isalnum, clean(text).casefold()))


def _known(lang: str) -> int:
    return _LANGUAGES.index(lang) if lang in _LANGUAGES else len(_LANGUAGES)


def _written(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    # A mention in Cyrillic was not written by a scheme that writes Latin letters, though both
    # may fold alike: Russian час, the hour, and the French spelling of ШАС.
    writable = query.orthography.numbers_to(query.script)
    written: dict[int, list[int]] = defaultdict(list)
    for row, schemes in _spellings(index, query, fold):
        # Of one name several sets of schemes may make spellings that fold alike.
        if schemes != _LISTED:
            written[row] += [scheme for scheme in schemes if scheme in writable]
    for row, numbers in written.items():
        name = index.name(row)
        if not numbers or not _writes(query, numbers[0], name.text, fold):
            continue
        chance = len(fold) <= _SHORT and fold.isalpha() and _by_chance(name.text, text, numbers, query)
        yield Candidate(
            row,
            Likeness(
                "scheme",
                text,
                schemes=tuple(numbers),
                former=name.status == "former",
                chance=chance,
                plain=index.heard(row) is None,
            ),
            sharing=len(written),
        )


def _writes(query: Query, scheme: int, name: str, fold: str) -> bool:
    """Whether a scheme does write a name so: keys alone may meet by chance."""
    try:
        written = query.orthography.writers[scheme].write_lower(name)
    except SchemeError:
        return False
    return query.orthography.fold(written).replace(" ", "") == fold.replace(" ", "")


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
    if not words.regions.intersection(query.fold.split(" ")):
        return
    beside = words.regions | words.particles
    parts = [(part, query.orthography.fold(part)) for part in query.clean.split(" ")]
    if not any(fold in words.regions for _, fold in parts):
        return
    town = " ".join(part for part, fold in parts if fold not in beside)
    fold = query.orthography.fold(town)
    for candidate in _spelled(index, query, town, fold):
        region = index.region_of(index.owner(candidate.row))
        if region is not None:
            yield candidate._replace(likeness=candidate.likeness._replace(region=True), entity=region)


def _places(index: Index, part: str) -> list[tuple[int, int, int]]:
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
        written = query.orthography.writers[part.scheme].write_lower(index.name(row).text)
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
    return written_parts(clean(index.name(row).text)) >= parts


def _sounds(index: Index, query: Query, row: int) -> str:
    """The sounds of a name: as its own language reads it, else as any spelling is read."""
    sounds = index.heard(row)
    if sounds is None:
        name = index.name(row)
        return query.orthography.hear(PLAIN, name.text, name.script)
    return sounds


def _person(index: Index, query: Query) -> Person:
    """The mention as a person's name."""
    return person_of(query.parts, query.orthography.words, index.lexicon)


def _aligned(
    index: Index, query: Query, row: int, known: list[PartLikeness], person: Person | None
) -> Likeness | None:
    """How the parts of the mention and of a name fit; `person`: the mention as a person's name."""
    across = _across(index, query, row)
    family = index.family_place(row)
    parts = pair_sounds(index.fold(row), _sounds(index, query, row))
    if family is not None:
        name = person_of([part for part, _ in parts], query.orthography.words, index.lexicon)
        return align_people(
            query.clean,
            person or _person(index, query),
            name,
            known,
            Sides(partial(query.heard_part, across=across), lambda place: parts[place][1]),
            words=query.orthography.words,
            family=family,
            weigh=index.weigh_part,
        )
    return align(
        query.clean,
        [(part, partial(query.heard_part, place, across)) for place, part in query.core],
        parts,
        known,
        weigh=index.weigh_part,
    )
