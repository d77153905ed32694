"""The keys that a name of an organization or a place has in any language: what its terms mean, its numbers,
and how the rest of it sounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import islice, product

from canonym.namer import Namer
from canonym.orthography import PLAIN, Orthography
from canonym.script import main_script
from canonym.sound import Sounds
from canonym.terms import UNSPACED
from canonym.things import Concept, Thing, Word
from canonym.vocabulary import Vocabulary

# Keys of one name, at most: each of its words may mean and sound this or that.
_MOST = 24
# Stands between what a key is made of.
_AND = "\x1f"
_PLACE = "place"
_KINDS = ("organization", _PLACE)
_PLACES, _REGIONS, _TITLES = "places/", "regions/", "titles/"
_SAINT = "places/saint"
# A name of so few letters is short.
SHORT = 5
# Characters of a kind of place, at most, that a name without spaces ends with.
_LONGEST_END = 4


class ThingKeys:
    """What makes keys of names."""

    def __init__(self, vocabulary: Vocabulary, orthography: Orthography) -> None:
        self.vocabulary, self.orthography = vocabulary, orthography
        self.namer = Namer(vocabulary, orthography.words, orthography.fold)

    def of_mention(self, text: str, heard: Callable[[str], Iterable[Sounds]]) -> tuple[set[str], set[str]]:
        """The keys of the names that may be meant, and of those that have the same words of their own,
        whatever kind of thing they say it is; `heard`: what a word of it may sound like."""

        def sounds_of(word: str) -> Iterator[str]:
            return (sounds.key for sounds in heard(word))

        found, own = self._known(text), set[str]()
        for thing in self._ways(text, declined=True):
            found |= _bare(thing, main_script(text))
            if _tells(thing):
                found.update(self._each(thing, sounds_of, ""))
            own.update(self._own(thing, sounds_of))
        return found, own

    def of_name(self, text: str, fold: str, lang: str, script: str, kind: str) -> set[str]:
        """The keys of a listed name; `kind`: the type of its entity."""
        found: set[str] = set()
        # Raw lists of places gain nothing by what words mean: they are compared as wholes.
        if lang == PLAIN and kind == _PLACE:
            return found
        if not self._may_have(text, fold, script, kind):
            return found

        def heard(word: str) -> Iterator[str]:
            own = self.orthography.own_reading(lang, script, text)
            yield Sounds(self.orthography.hear(own, word, main_script(word))).key

        if kind != _PLACE:
            found |= self._known(text)
        for thing in self._ways(text, declined=False):
            if kind != _PLACE:
                found |= _bare(thing, script)
                found.update(self._own(thing, heard))
            if _tells_place(thing) if kind == _PLACE else _tells(thing):
                found.update(self._each(thing, heard, _PLACES if kind == _PLACE else ""))
        return found

    def _known(self, text: str) -> set[str]:
        """The keys of the gazetteers' entities that a name names, as OTAN is NATO."""
        return {f"={known}" for known in self.namer.thing(text, known=True).known}

    def _may_have(self, text: str, fold: str, script: str, kind: str) -> bool:
        """Whether a listed name may have any key: most names of places have none, and it is soon seen."""
        if kind not in _KINDS:
            return False
        if kind != _PLACE:
            return True
        if script in UNSPACED:
            ends = (text[-size:] for size in range(1, _LONGEST_END + 1))
            return not self._kinds_of_places.isdisjoint(ends)
        words = fold.split(" ")
        if any(any(self.vocabulary.affixes(word)) for word in words):
            return True
        # A place has a name of its own beside what terms mean.
        return len(words) > 1 and not self._kinds_of_places.isdisjoint(words)

    @cached_property
    def _kinds_of_places(self) -> frozenset[str]:
        """What tells of places; saints are not translated."""
        spellings, concepts = self.vocabulary.spellings, self.vocabulary.concepts
        telling = {number for number, concept in enumerate(concepts) if _tells_of_place(concept)}
        return frozenset(word for word, numbers in spellings.items() if not telling.isdisjoint(numbers))

    def _ways(self, text: str, *, declined: bool) -> Iterator[Thing]:
        """A name as its words are written, and with those taken apart that no term explains."""
        plain = self.namer.thing(text, declined=declined)
        yield plain
        parted = self.namer.parted(frozenset(word.written for word in plain.words))
        if parted:
            yield self.namer.thing(text, parted=parted, declined=declined)

    def _each(self, thing: Thing, heard: Callable[[str], Iterable[str]], rather: str) -> Iterator[str]:
        """The keys of a name; its terms `rather` mean what begins so, if they do."""
        meanings = [_meanings(concept, rather) for concept in thing.concepts if concept.tells]
        countries = sorted(thing.countries) or [""]
        rest = [sorted(self._sounds(word, heard)) for word in thing.words]
        numbers = list(map(str, thing.numbers))
        for country, *others in islice(product(countries, *meanings, *rest), _MOST):
            meant, words = others[: len(meanings)], others[len(meanings) :]
            yield _AND.join([country, *sorted(meant), *numbers, *sorted(words)])

    def _own(self, thing: Thing, heard: Callable[[str], Iterable[str]]) -> Iterator[str]:
        """The keys of the words alone that are its own."""
        if thing.words and not thing.numbers:
            bare = thing._replace(concepts=(), countries=frozenset())
            yield from (f"~{key}" for key in self._each(bare, heard, ""))

    def _sounds(self, word: Word, heard: Callable[[str], Iterable[str]]) -> set[str]:
        """The sound keys of a word, and of what it may be an adjective of."""
        stems = {word.fold, *self.orthography.words.adjectives.stems_of(word.fold)}
        found = {Sounds(self.orthography.hear(PLAIN, stem, "Latn")).key for stem in stems}
        return {f"/{key}" for key in (*found, *heard(word.written)) if key}


def _bare(thing: Thing, script: str) -> set[str]:
    """The key of a name of which nothing but a legal form is a term, to the letter: Nestlé is Nestlé S.A.
    Short ones are spelled like others by chance in another script: oak, ОАК."""
    if not thing.own_words_alone:
        return set()
    words = sorted(word.fold for word in thing.words)
    short = sum(map(len, words)) <= SHORT
    return {_AND.join(["=", script if short else "", *words])}


def _meanings(concept: Concept, rather: str) -> list[str]:
    """What a concept may stand for; a title only if nothing else."""
    meant = [meaning for meaning in concept.means if not meaning.startswith(_TITLES)]
    return sorted(filter(lambda meaning: meaning.startswith(rather), meant)) or sorted(meant or concept.means)


def _tells(thing: Thing) -> bool:
    """Whether something is named beside what terms mean: a ministry of defence alone is any country's."""
    named = bool(thing.words or thing.numbers or _regions(thing)) + bool(thing.countries)
    return named > 0 and (
        named > 1
        or bool(thing.legal)
        or any(concept.tells for concept in thing.concepts if concept not in _regions(thing))
    )


def _tells_place(thing: Thing) -> bool:
    """The same of places, which bear names: a Red Lake is no other where a lake is red."""
    return bool(thing.words or _regions(thing)) and any(
        concept.tells and any(map(_tells_of_place, concept.means)) for concept in thing.concepts
    )


def _regions(thing: Thing) -> list[Concept]:
    """The regions that a name names, as languages call them."""
    return [concept for concept in thing.concepts if any(map(_is_region, concept.means))]


def _is_region(concept: str) -> bool:
    return concept.startswith(_REGIONS)


def _tells_of_place(concept: str) -> bool:
    return concept.startswith(_PLACES) and concept != _SAINT
