"""The stage that finds names by how they sound, in their own language or as another one confuses sounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from canonym.called import by_family, by_some_parts, fit_of, other_family
from canonym.dividing import across, aligned, as_person, sounds_of
from canonym.index.search import Index
from canonym.likeness import Heard, Likeness, alike
from canonym.mandarin import is_pinyin
from canonym.parts import is_acronym
from canonym.people import Person
from canonym.piecewise import fitting_in_parts
from canonym.query import Query
from canonym.records import COUNTRY
from canonym.shortened import by_short_name
from canonym.sound import deletions, nearest
from canonym.stages import Candidate, by_bare
from canonym.text import family_first, family_last
from canonym.transcribed import by_marked_parts

# How many names that share sound keys are held against the mention's sounds, those that may have been
# heard so, and how many of all that were found by sound or letters are compared in full: the nearest.
SOUNDING = 96
MISHEARD = 1000
COMPARED = 24
# How many that have a part which may have been heard so are looked at.
ALONE = 100
# Of more characters than a Chinese name has, each piece may stand for so many times the usual keys: few names
# share one.
_WIDE = 4
# And how many of those that are made of its pieces.
_PARTED = 300
# How many of those whose parts fit best are compared part by part even if they fit badly as wholes.
_ALIGNED = 12
# Scripts whose names have the same parts in their folds as in what is heard.
_ALPHABETS = ("Latn", "Cyrl", "Grek", "Armn", "Geor")
# The reading in which foreigners are given names that look Chinese.
_HONG_KONG = "yue"
# And those in which no foreigner is called by Chinese characters.
_OF_THEIR_OWN = frozenset(("ko-Hani", "nan"))
# So many Chinese characters are too few for all of a foreigner's name.
_FAMILY_AND_GIVEN = 3
# Of what may be heard in characters that nothing parts that which fits so much worse than the best (nats) is
# left out.
_BEHIND = 8.0
# Wholes of which a larger share of sounds differs have no chance, whatever their parts are.
_NEAR = 0.3


class Named(NamedTuple):
    """A name that is held against what is heard: its row and its sounds, with the family name put first if
    it is `turned`."""

    row: int
    sounds: str
    turned: bool = False


class Told(NamedTuple):
    """What is known before wholes are compared: the rows that each reading found, and who has parts that may
    be all of the mention."""

    rows: Mapping[str, Sequence[int]] = {}
    called: Sequence[Candidate] = ()

    def found_in(self, reading: str, tried: Sequence[Named]) -> Sequence[Named]:
        """Those of some names that a reading found; all, if it is not known what it found."""
        own = frozenset(self.rows.get(reading, ()))
        return [named for named in tried if named.row in own] if own else tried


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    if not index.hears:
        return
    for mention in filter(None, (query, query.turned)):
        yield from _sounding(index, mention)
    yield from by_bare(_sounding, index, query)


def by_turned_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """The same of a mention that begins with the family name, though no comma tells so."""
    mention = _given_last(index, query) if index.hears else None
    if mention is not None:
        yield from _sounding(index, mention)


def _given_last(index: Index, query: Query) -> Query | None:
    """The mention in the order in which names are spoken, if it may begin with the family name, and nothing
    but the given name at its end tells so. In its own script parts are found in any order."""
    if len(query.parts) < 2 or " " not in query.clean or query.turned or not query.spaced:
        return None
    if query.clean.endswith(")"):  # a gloss is no given name
        return None
    if not query.misheard or index.lexicon.is_given(query.parts[0]):
        return None
    return query.rewritten(family_last(query.clean))


def _sounding(index: Index, mention: Query) -> Iterator[Candidate]:
    keys = {key: None for sounds in mention.heard for key in deletions(sounds.key)}
    rows = index.sounding(keys)[:SOUNDING]
    told: dict[str, list[int]] = {}
    called: list[Candidate] = []
    for sounds, reading in mention.misheard.items():
        wide = _WIDE if mention.unparted and not mention.family_first else 1
        whole, parts = sounds.meant(mention.pieces(sounds, reading), wide=wide)
        found = index.hearing.find(whole, parts, MISHEARD)
        told[reading] = found
        rows += found
        if len(mention.parts) == 1 and reading not in _OF_THEIR_OWN:
            bearers = index.hearing.find({}, [whole], ALONE)
            if mention.script == "Hani":
                bearers += found[:_PARTED]
            called += by_some_parts(index, mention, sounds, reading, bearers)
    yield from called
    yield from by_hearing(index, mention, dict.fromkeys(rows), Told(told, called))
    yield from by_family(index, mention)
    yield from by_short_name(index, mention)
    yield from by_marked_parts(index, mention, rows)


def by_hearing(
    index: Index, query: Query, rows: Iterable[int], told: Told | None = None
) -> Iterator[Candidate]:
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
    yield from _misheard(index, query, apart, told or Told())


def _of_person(index: Index, query: Query, row: int, whole: Likeness, person: Person) -> Likeness | None:
    """How a name that sounds alike as a whole is a person's: not if only a part is given, or if its parts
    contradict the mention's, or are family names of their own."""
    parts = index.fold(row).count(" ") + 1
    if query.spaced and (parts > 1) != (len(person.parts) > 1):
        return None
    parted = index.language(row)[1] in _ALPHABETS and parts > 1
    if parted and whole.difference is not None and whole.difference.share <= _NEAR:
        parts_fit = aligned(index, query, row, [], person, heard_well=True)
        if parts_fit is not None and (parts_fit.contradiction or parts_fit.of_two_families):
            return parts_fit
    return whole._replace(person=True)


def _misheard(index: Index, query: Query, rows: Sequence[tuple[int, str]], told: Told) -> Iterator[Candidate]:
    """Of names in another script those that fit what is heard best."""
    if not rows:
        return
    # A given name by itself means someone, rather than what only sounds like it.
    given = len(query.parts) == 1 and index.lexicon.is_given(query.fold)
    person = None
    for named, heard in _fitting(index, query, rows, told):
        row = named.row
        # Countries are listed in all languages: what only may be one is another word. Letters are no sounds.
        entity = index.entity(index.owner(row))
        if entity.kind == COUNTRY or (entity.type == "organization" and is_acronym(index.text(row))):
            continue
        own = _turned(index, query, row) if named.turned else named.sounds
        likeness = alike(query.clean, query.fold, heard, index.fold(row), own)
        of_person = index.family_place(row) is not None
        if of_person and len(query.parts) > 1:
            person = person or as_person(index, query)
            parted = aligned(index, query, row, [], person)
            if parted is not None:
                yield Candidate(row, parted)
                # As a whole it may sound alike. Without its vowels a given name may be several.
                if parted.namesakes and query.script in _ALPHABETS:
                    continue
        if likeness is not None and not (of_person and _of_other_parts(index, query, row)):
            chance = not of_person and given
            other = of_person and other_family(index, query, row)
            yield Candidate(
                row,
                likeness._replace(
                    person=of_person,
                    chance=chance,
                    other_family=other,
                    turned=named.turned,
                    # Pinyin is not read as English is, and what is strange of its sounds tells nothing.
                    strange=of_person
                    and likeness.never_heard
                    and not is_pinyin(index.text(row).replace("-", " ").split()),
                ),
            )


def _fitting(
    index: Index, query: Query, rows: Sequence[tuple[int, str]], told: Told
) -> Iterator[tuple[Named, Heard]]:
    """The names that fit best, each as heard in the reading that it fits best in; and where parts are
    compared some that share most keys, whether they fit or not."""
    tried = [Named(row, sounds) for row, sounds in rows]
    first = {} if query.unparted else _by_parts(query, tried, told)
    if query.family_first:
        tried += [
            Named(row, f"{family} {given}", True)
            for row, sounds in rows
            for given, _, family in (sounds.rpartition(" "),)
            if given
        ]
    heard = list(query.misheard.items())
    found = []
    for place, (sounds, reading) in enumerate(heard):
        if sounds.confusions is not None:
            mine = told.found_in(reading, tried) if query.unparted else tried
            fits = sounds.confusions.fits(sounds.fine, [named.sounds for named in mine]).tolist()
            found += [(fit, place, named) for fit, named in zip(fits, mine, strict=True) if fit >= 0]
    found.sort(key=lambda each: -each[0])
    least = 0.0
    if query.unparted and found:  # of few syllables something always fits a little
        least = max(found[0][0], *map(fit_of, told.called), 0.0) - _BEHIND
    seen: set[Named] = set()
    for fit, place, named in found:
        if fit < least:
            break
        if named in seen or not _in_order(index, query, named, heard[place][1]):
            continue
        first.pop(named, None)
        yield named, dict([heard[place]])
        seen.add(named)
        if len(seen) == COMPARED:
            break
    for named in first:
        ways = {sounds: reading for sounds, reading in heard if _in_order(index, query, named, reading)}
        if ways:
            yield named, ways


def _of_other_parts(index: Index, query: Query, row: int) -> bool:
    """Whether one of two names is one word, and the other isn't, in scripts that part words: what they have
    in common as wholes is chance."""
    parts = index.fold(row).count(" ") + 1
    return query.script in _ALPHABETS and (parts > 1) != (len(query.parts) > 1)


def _by_parts(query: Query, tried: Sequence[Named], told: Told) -> dict[Named, None]:
    """The names whose parts fit best those of the mention, in each reading."""
    found: dict[Named, None] = {}
    for sounds, reading in query.misheard.items():
        mine = told.found_in(reading, tried)
        best = fitting_in_parts(sounds, [named.sounds for named in mine], _ALIGNED)
        found |= dict.fromkeys(mine[number] for number in best)
    return found


def _in_order(index: Index, query: Query, named: Named, reading: str) -> bool:
    """Whether a short name in Chinese characters may be all of a name in this order: they begin with the
    family name, which stands first in a name whose given name isn't foreign; and only Hong Kong gives
    foreigners names that look Chinese."""
    if not query.family_first:
        return True
    first, *others = index.fold(named.row).split()
    if not others:
        return reading not in _OF_THEIR_OWN
    if named.turned:
        short = len(query.clean) <= _FAMILY_AND_GIVEN
        both = len(index.name(named.row).text.split()) == 2
        return both and (index.lexicon.given(first) is None or (short and reading == _HONG_KONG))
    return not index.lexicon.is_given(first) or (
        len(query.clean) > _FAMILY_AND_GIVEN and reading not in _OF_THEIR_OWN
    )


def _turned(index: Index, query: Query, row: int) -> str:
    """The sounds of a name with the family name first."""
    name = index.name(row)
    reading = query.orthography.own_reading(name.lang, name.script, name.text)
    return query.orthography.hear(reading, family_first(name.text), name.script)


def by_each_name(index: Index, query: Query, entity: int) -> Iterator[Candidate]:
    """Every name of one entity, however far: for the question why it is not the one."""
    for row in index.rows_of(entity):
        near = alike(query.clean, query.fold, query.heard, index.fold(row), sounds_of(index, query, row))
        near = near and near._replace(person=index.family_place(row) is not None)
        for likeness in (near, aligned(index, query, row, [], None)):
            if likeness is not None:
                yield Candidate(row, likeness)
