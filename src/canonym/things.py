"""How the names of two organizations, places or things fit, term by term: a ministry is a ministry in
every language, another legal form is another company, and another number another thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from canonym.index.lexicon import Lexicon, Term
from canonym.likeness import Likeness, PartLikeness, Sides

_ROMAN = re.compile("x{0,3}(ix|iv|v?i{0,3})")
_NUMERAL = re.compile(r"numbers/n(\d+)")
# Letters that an adjective must share with the name that it is made of.
_STEM = 3
_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER = re.compile(r"0*(\d+)(?:st|nd|rd|th|e|er|ere|ro|o|a|ya|aya|oy|oj|j|y|i|ii|go|yi|ci|ten)?")
# What follows a number that is an ordinal, and what may be said of any company or place or not.
_ORDINAL_ENDS = frozenset(
    ("a", "aya", "e", "er", "go", "ha", "ij", "iy", "j", "nd", "ogo", "rd", "st", "ta", "th", "ya", "yj")
)
_BESIDE = frozenset(
    ("heads/city", "heads/federal", "places/city", "places/town", "places/number", "places/house")
)
# Endings of Slavic adjectives, folded: Курская область is that of Kursk.
_ADJECTIVE = re.compile("(sk)?(aya|aja|aia|oe|oye|ij|iy|ii|yj|yi|yy|oj|oy|oi|ogo|oho|i|y|a)")
# The general kind of share company is said of each special one.
_GENERAL = "legal/joint-stock"
_SHARES = {"legal/public-joint-stock", "legal/closed-joint-stock", "legal/open-joint-stock", _GENERAL}


class Word(NamedTuple):
    """A word of a thing's name that no term explains, with its place."""

    fold: str
    place: int


class Concept(NamedTuple):
    """Some words of a thing's name, together, the concepts that they may stand for, and their place."""

    words: str
    means: frozenset[str]
    place: int


class Thing(NamedTuple):
    """A thing's name: its own words, what its terms mean, and its numbers, however they are written."""

    words: tuple[Word, ...]
    concepts: tuple[Concept, ...]
    legal: frozenset[str]
    countries: frozenset[str]
    numbers: tuple[int, ...]


def thing_of(parts: Sequence[str], lexicon: Lexicon, particles: frozenset[str]) -> Thing:
    """A thing's name by the folds of its parts."""
    words: list[Word] = []
    concepts: list[Concept] = []
    legal: set[str] = set()
    countries: set[str] = set()
    numbers: list[int] = []
    place = 0
    for term in lexicon.terms(parts):
        kinds = {concept.partition("/")[0] for concept in term.concepts}
        single = term.words[0] if len(term.words) == 1 else ""
        number = number_of(single)
        if number is not None:
            numbers.append(number)
        elif "numbers" in kinds:
            numbers += [int(found[1]) for found in map(_NUMERAL.fullmatch, sorted(term.concepts)) if found]
        elif kinds == {"legal"} or ("legal" in kinds and not single):
            legal |= {concept for concept in term.concepts if concept.startswith("legal/")}
        elif "countries" in kinds:
            countries |= {concept for concept in term.concepts if concept.startswith("countries/")}
        elif single not in particles and not (single in _ORDINAL_ENDS and numbers):
            if term.concepts:
                concepts += _split(term, place, lexicon)
            else:
                words += [Word(word, place + at) for at, word in enumerate(term.words)]
        place += len(term.words)
    return Thing(
        tuple(words), tuple(concepts), frozenset(legal), frozenset(countries), tuple(sorted(numbers))
    )


def _split(term: Term, place: int, lexicon: Lexicon) -> list[Concept]:
    """A concept that is made of others as these."""
    words = "".join(term.words)
    for concept in sorted(term.concepts):
        parts = lexicon.made_of.get(concept)
        if parts:
            return [Concept(words, frozenset((part,)), place) for part in parts]
    return [Concept(words, term.concepts, place)]


def number_of(word: str) -> int | None:
    """The number that a folded word writes: 58, 58th, XII."""
    found = _NUMBER.fullmatch(word)
    if found:
        return int(found[1][-9:])
    if len(word) > 1 and _ROMAN.fullmatch(word):
        total = 0
        for letter, behind in zip(word, [*word[1:], "i"], strict=True):
            total += -_VALUES[letter] if _VALUES[letter] < _VALUES[behind] else _VALUES[letter]
        return total
    return None


def align_things(
    form: str, mention: Thing, name: Thing, sides: Sides, *, weigh: Callable[[str], float]
) -> Likeness | None:
    """How two names of things are alike by their terms and the rest of their words; None if neither has
    a term that counts, or nothing fits."""
    if not any((*mention[1:4], *name[1:4])):
        return None
    pairs: list[PartLikeness] = []
    terms, others = list(mention.concepts), list(name.concepts)
    for term in mention.concepts:
        partner = next((other for other in others if _same(term, other)), None)
        if partner is not None:
            pairs.append(PartLikeness(term.words, partner.words, partner.place, "term"))
            terms.remove(term)
            others.remove(partner)
    # What means nothing to the other is a word like any other; kinds of settlement may be left out.
    left, missing = [*mention.words, *_words(terms)], [*name.words, *_words(others)]
    for same in (True, False):
        for word in list(left):
            found = next(filter(None, (_pair(word, other, sides, same) for other in missing)), None)
            if found is not None:
                pairs.append(found)
                left.remove(word)
                missing = [other for other in missing if other.place != found.place]
    if not pairs:
        return None
    contradiction = bool(left and missing) or _contradict(mention, name)
    contradiction = contradiction or any(len(word.fold) == 1 for word in (*left, *missing))
    contradiction = contradiction or all(
        any(len(term.words) == 1 for term in rest) for rest in (terms, others)
    )
    return Likeness(
        "parts",
        form,
        parts=tuple(pairs),
        extra=_share(left, len(pairs), weigh),
        missing=_share(missing, len(pairs), weigh),
        contradiction=contradiction,
    )


def _same(term: Concept, other: Concept) -> bool:
    """Whether two terms mean the same; two letters that differ are no abbreviations of one word."""
    letters = len(term.words) == len(other.words) == 1
    return term.words == other.words if letters else bool(term.means & other.means)


def _words(terms: Iterable[Concept]) -> Iterator[Word]:
    """Terms as words, but for those that may be left out: kinds of settlement, and single letters."""
    for term in terms:
        if not term.means & _BESIDE and len(term.words) > 1:
            yield Word(term.words, term.place)


def _contradict(mention: Thing, name: Thing) -> bool:
    """Whether the two are told apart by a number, a country or a legal form."""
    if mention.numbers != name.numbers:
        return True
    if mention.countries and name.countries and not mention.countries & name.countries:
        return True
    if not (mention.legal and name.legal) or mention.legal & name.legal:
        return False
    both = mention.legal | name.legal
    return not (_GENERAL in both and both <= _SHARES)


def _pair(word: Word, other: Word, sides: Sides, same: bool) -> PartLikeness | None:
    if word.fold == other.fold:
        return PartLikeness(word.fold, other.fold, other.place, "listed")
    if same:
        return None
    if _adjective_of(word.fold, other.fold) or _adjective_of(other.fold, word.fold):
        return PartLikeness(word.fold, other.fold, other.place, "term")
    return sides.alike(word.fold, word.place, other.fold, other.place)


def _adjective_of(word: str, name: str) -> bool:
    """Whether a word is a Slavic adjective of a place's name."""
    if len(name) < _STEM or not word.startswith(name[:_STEM]):
        return False
    return any(
        word.startswith(stem) and _ADJECTIVE.fullmatch(word, len(stem))
        for stem in (name, name.rstrip("aeiouy"))
    )


def _share(words: Iterable[Word], paired: int, weigh: Callable[[str], float]) -> float:
    """How much is left, of all there is."""
    rest = sum(weigh(word.fold) for word in words)
    return rest / (rest + paired) if rest else 0.0
