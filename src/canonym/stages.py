"""The stages that find names by their spelling, each from a prepared mention to candidates: a name and how it
is alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import nlargest
from typing import Literal, NamedTuple

from canonym.errors import SchemeError
from canonym.index.search import Index
from canonym.likeness import Likeness
from canonym.orthography import PLAIN
from canonym.query import Query
from canonym.records import LISTED
from canonym.text import clean

# Of more names than this that are spelled alike, those of the most prominent entities are told.
MOST_HOMONYMS = 40
# A word of so many letters is often spelled like some name by chance: by its exact letters only
# where nobody here can read the name's language, or where just the marks on its letters differ. A
# scheme makes such words of acronyms, and shorter ones of other names.
_SHORT = 5
_LISTED = [LISTED]
# Scripts whose letters ICU writes one by one, so that those of a name in Latin letters come back.
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
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


def by_bare(
    find: Callable[[Index, Query], Iterator[Candidate]], index: Index, query: Query
) -> Iterator[Candidate]:
    """What is found of a mention without what its language adds to each part of a foreigner's name."""
    for mention, ending in query.bare:
        for found in find(index, mention):
            yield found._replace(likeness=found.likeness._replace(ending=ending))


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
        for candidate in spelled(index, query, text, fold)
        # The endings of a language are known, and belong to names that are written in its script.
        if index.heard(candidate.row) != "" and candidate.likeness.how != "romanized"
    ]

    def far(candidate: Candidate) -> tuple[bool, bool]:
        """A form to the letter comes first, and a language's endings on names in that language."""
        name = index.name(candidate.row)
        lang = candidate.likeness.ending.partition(" ")[0]
        return name.text.casefold() != candidate.likeness.form.casefold(), name.lang != lang

    return iter(sorted(found, key=far))


def spelled(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    """Names that are listed so, or that a scheme writes so."""
    yield from _listed(index, query, text, fold)
    yield from _written(index, query, text, fold)


def _listed(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    rows = [row for row, schemes in _spellings(index, query, fold) if schemes == _LISTED]
    if not rows:
        return
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
    named = [(row, index.text(row), index.kind(row)) for row in rows]
    elsewhere = dict.fromkeys(entities, 0)
    for row, _, kind in named:
        elsewhere[owners[row]] += kind.script != query.script
    plain: set[int] = set()
    # Of names that fold alike the first is told: the one written to the letter, in a language that
    # is known here.
    how: Literal["listed", "romanized"]
    for row, name, kind in sorted(named, key=lambda found: (found[1] != text, _known(found[2].lang))):
        heard = index.heard(row)
        if heard is None:
            # Of an entity's names without a language one stands for all that are spelled alike.
            if owners[row] in plain:
                continue
            plain.add(owners[row])
        unread = heard == "" and query.lang != kind.lang
        if kind.script == query.script or fold.isdigit():
            unread = unread and query.script == "Latn"  # which nearly all languages write
            # Without a language marks may be missing as well: then it is no sign of chance.
            marks = kind.lang != PLAIN and _letters(name) != _letters(query.clean)
            chance = len(fold) <= _SHORT and (unread or marks)
            other = query.script == "Hani" and query.orthography.other_characters(name, query.clean)
            how, chance = "listed", other or (chance and text == query.clean)
        else:
            # ICU's Latin letters are of one script that the two are written in: Russian молоко, milk,
            # is no spelling of Korean 모로코, Morocco.
            apart = "Latn" not in (query.script, kind.script)
            short = len(fold) < _SHORT or (query.script not in _ALPHABETS and _leaves_open(query))
            chance = unread or (heard is not None and (apart or short))
            how = "romanized"
        former = kind.status == "former"
        likeness = Likeness(how, text, former=former, chance=chance, plain=heard is None)
        owner = owners[row]
        yield Candidate(row, likeness, owner, sharing, elsewhere[owner])


def _leaves_open(query: Query) -> bool:
    """Whether a script doesn't tell which of several names a single word is, r or l, and what vowels: ICU's
    Latin letters are one way to write it, and how else it may have come out is known."""
    return " " not in query.clean and bool(query.misheard)


def _spellings(index: Index, query: Query, fold: str) -> list[tuple[int, list[int]]]:
    """The names spelled so: looked up once for the two stages that ask."""
    found = query.spellings.get(fold)
    if found is None:
        found = query.spellings[fold] = index.spellings(fold)
    return found


def _letters(text: str) -> str:
    """The letters and digits of a text with their marks, without case and what stands between."""
    return "".join(filter(str.isalnum, clean(text).casefold()))


def _known(lang: str) -> int:
    return _LANGUAGES.index(lang) if lang in _LANGUAGES else len(_LANGUAGES)


def _written(index: Index, query: Query, text: str, fold: str) -> Iterator[Candidate]:
    found = [spelling for spelling in _spellings(index, query, fold) if spelling[1] != _LISTED]
    if not found:
        return
    # A mention in Cyrillic was not written by a scheme that writes Latin letters, though both
    # may fold alike: Russian час, the hour, and the French spelling of ШАС.
    writable = query.orthography.numbers_to(query.script)
    written: dict[int, list[int]] = defaultdict(list)
    for row, schemes in found:
        # Of one name several sets of schemes may make spellings that fold alike.
        written[row] += [scheme for scheme in schemes if scheme in writable]
    # Many places share a name, which is written once.
    true: dict[tuple[int, str], bool] = {}
    for row, numbers in written.items():
        if not numbers:
            continue
        name = index.text(row)
        spelling = numbers[0], name
        if spelling not in true:
            true[spelling] = _writes(query, *spelling, fold)
        if not true[spelling]:
            continue
        chance = len(fold) <= _SHORT and fold.isalpha() and _by_chance(name, text, numbers, query)
        yield Candidate(
            row,
            Likeness(
                "scheme",
                text,
                schemes=tuple(numbers),
                former=index.kind(row).status == "former",
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
