"""Takes names of things apart: into words of their own, what terms mean, and numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from canonym.parts import Words
from canonym.script import main_script
from canonym.terms import ARTICLE, UNSPACED, term_key
from canonym.things import Concept, Thing, Word
from canonym.vocabulary import Term, Vocabulary

_ROMAN = re.compile("x{0,3}(ix|iv|v?i{0,3})")
_NUMERAL = re.compile(r"numbers/n(\d+)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER = re.compile(r"0*(\d+)([a-z]*)")
# What stands between words, but for the apostrophes in them.
_BETWEEN = re.compile(r"[\s\-./,;:!?\"«»„“”‘()（）「」\[\]{}&+·・、。…|]+")
# Concepts whose words are looked for in other cases too.
_DECLINED = ("heads/", "fields/", "places/", "regions/", "countries/")
# What a name in a script without spaces may begin and end with.
_BEGINS = frozenset(("legal", "countries"))
_ENDS = frozenset(("legal", "heads", "places"))
_LONGEST = 12
# In capitals a longer word is no abbreviation: all of the name may be in capitals.
_ABBREVIATION = 4


class Namer:
    """Takes names of things apart."""

    def __init__(self, vocabulary: Vocabulary, words: Words, fold: Callable[[str], str]) -> None:
        self.vocabulary, self.words, self.fold = vocabulary, words, fold

    def thing(
        self,
        text: str,
        *,
        known: bool = False,
        parted: frozenset[str] = frozenset(),
        declined: bool = True,
    ) -> Thing:
        """A thing's name, which `clean` has made.

        `known`: what the gazetteers' entities are called is a term too; `parted`: compounds, and what is
        written without spaces, that are to be taken apart; `declined`: words that no term is may be one
        in another case.
        """
        written = [
            piece
            for word in words_of(text)
            for piece in (self._stripped(word) if word in parted and is_unspaced(word) else [word])
        ]
        keys = [term_key(part, self.fold) for part in written]
        found = _Parts()
        place = 0
        for words, meanings in self.vocabulary.terms(keys, known=known):
            # Kinds of weapons are told of equipment alone: MS and SS are much else elsewhere.
            concepts = frozenset(filter(_of_things, meanings))
            texts = written[place : place + len(words)]
            if declined and not concepts and len(texts) == 1:
                concepts = self._of_base_form(texts[0])
            self._add(Term(words, concepts), place, texts, found, parted)
            place += len(words)
        return Thing(
            tuple(found.words),
            tuple(found.concepts),
            frozenset(found.legal),
            frozenset(found.countries),
            tuple(sorted(found.numbers)),
        )

    def named(self, text: str) -> frozenset[str]:
        """The ids of the gazetteers' entities that words of a name, which `clean` has made, may be."""
        keys = [term_key(word, self.fold) for word in words_of(text)]
        return self.vocabulary.named(keys)

    def _add(
        self, term: Term, place: int, written: Sequence[str], found: _Parts, parted: frozenset[str]
    ) -> None:
        kinds = {concept.partition("/")[0] for concept in term.concepts}
        single = term.words[0] if len(term.words) == 1 else ""
        number = number_of(single, self.words.ordinal_ends)
        if number is not None:
            found.numbers.append(number)
        elif self._says_nothing(term, written, found):
            pass
        elif "numbers" in kinds:
            found.numbers += [
                int(numeral[1]) for numeral in map(_NUMERAL.fullmatch, sorted(term.concepts)) if numeral
            ]
        elif kinds - {"titles"} == {"legal"} or (
            # In capitals behind a name: AG is an agro-town as well, but that stands before; and РФ is a
            # regional fund behind words that are a name, and else Russia.
            "legal" in kinds
            and (
                not single
                or (
                    1 < len(single) <= _ABBREVIATION
                    and written[0].isupper()
                    and (bool(found.words) or (found.begun and "countries" not in kinds))
                )
            )
        ):
            found.legal |= {concept for concept in term.concepts if concept.startswith("legal/")}
        elif "countries" in kinds:
            found.countries |= {concept for concept in term.concepts if concept.startswith("countries/")}
        elif term.concepts:
            for concept in self._split(term, place, "".join(written)):
                if next(iter(concept.means)).startswith("countries/"):
                    found.countries |= concept.means
                else:
                    found.concepts.append(concept)
        else:
            affix = (
                next(self.vocabulary.affixes(single), None)
                if written[0] in parted and single.isascii()
                else None
            )
            if affix:
                compound, name, first = affix
                parts = [Term((name,), frozenset()), self.vocabulary.terms([compound])[0]]
                for part in reversed(parts) if first else parts:
                    terms = self.vocabulary.terms([name])[0] if not part.concepts else part
                    self._add(terms, place, terms.words, found, frozenset())
            else:
                for at, (key, text) in enumerate(zip(term.words, written, strict=True), place):
                    bare = without_article(text)
                    found.words.append(Word(self._folded(key if bare == text else "", bare), at, bare))

    def _says_nothing(self, term: Term, written: Sequence[str], found: _Parts) -> bool:
        """Whether all that it is made of only joins others: articles, prepositions, ends of ordinals."""
        if len(term.words) == 1:
            word = term.words[0]
            if word in self.words.particles or (word in self.words.ordinal_ends and found.numbers):
                return True
            # A capital V is a number, a small one is Russian for "in".
            return word in self.words.connectives and written[0].islower()
        return all(word in self.words.particles for word in term.words)

    def _split(self, term: Term, place: int, written: str) -> Iterator[Concept]:
        """A concept that is made of others as these."""
        words = self._folded("".join(term.words), written)
        compound = self.vocabulary.compound(term.words[0]) if len(term.words) == 1 else ()
        for meant in compound or (term.concepts,):
            made_of = filter(None, map(self.vocabulary.made_of.get, sorted(meant)))
            parts = [frozenset(part.split("|")) for part in next(made_of, ())] or [meant]
            yield from (Concept(words, part, place, written) for part in parts)

    def parted(self, words: frozenset[str]) -> frozenset[str]:
        """Those words that can be taken apart."""
        return frozenset(
            word
            for word in words
            if is_unspaced(word) or any(self.vocabulary.affixes(term_key(word, self.fold)))
        )

    def _of_base_form(self, word: str) -> frozenset[str]:
        """What a word means of which a term is another case."""
        for base, _ in self.words.base_forms(word, None):
            concepts = self.vocabulary.terms([term_key(base, self.fold)])[0].concepts
            found = frozenset(concept for concept in concepts if concept.startswith(_DECLINED))
            if found:
                return found
        return frozenset()

    def _folded(self, key: str, written: str) -> str:
        """The fold of some words, which mostly is what they were looked up by."""
        return key if key.isascii() and key.isalnum() else self.fold(written).replace(" ", "")

    def _stripped(self, text: str) -> list[str]:
        """What a text without spaces is made of: what stands before and behind a name, and the name."""
        kinds = self.vocabulary.kinds
        if kinds(text) & _ENDS:
            return [text]
        for size in range(min(_LONGEST, len(text) - 1), 1, -1):
            if kinds(text[:size]) & _BEGINS:
                return [text[:size], *self._stripped(text[size:])]
        # A name has two characters or more: 京都 is no capital called 京.
        for size in range(min(_LONGEST, len(text) - 2), 0, -1):
            if kinds(text[-size:]) & _ENDS:
                return [*self._stripped(text[:-size]), text[-size:]]
        return [text]


def words_of(text: str) -> list[str]:
    """The words of a name as they are written."""
    return [word for word in _BETWEEN.split(text) if word]


def is_unspaced(word: str) -> bool:
    """Whether a word is in a script that writes several without spaces between."""
    return main_script(word) in UNSPACED


def without_article(word: str) -> str:
    """An Arabic word without the article that is written with it, and that others leave out."""
    return word[len(ARTICLE) :] if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 2 else word


class _Parts:
    """What has been found so far."""

    def __init__(self) -> None:
        self.words: list[Word] = []
        self.concepts: list[Concept] = []
        self.legal: set[str] = set()
        self.countries: set[str] = set()
        self.numbers: list[int] = []

    @property
    def begun(self) -> bool:
        """Whether anything that names something stands before."""
        return bool(self.words or self.concepts or self.countries or self.numbers)


def _of_things(concept: str) -> bool:
    return not concept.startswith("weapons/")


def number_of(word: str, ends: frozenset[str]) -> int | None:
    """The number that a folded word writes: 58, 58th, XII."""
    found = _NUMBER.fullmatch(word)
    if found and (not found[2] or found[2] in ends):
        return int(found[1][-9:])
    if len(word) > 1 and _ROMAN.fullmatch(word):
        total = 0
        for letter, behind in zip(word, [*word[1:], "i"], strict=True):
            total += -_VALUES[letter] if _VALUES[letter] < _VALUES[behind] else _VALUES[letter]
        return total
    return None
