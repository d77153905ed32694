"""How the names of two organizations, places or things fit, term by term: a ministry is a ministry in
every language, another legal form is another company, and another number another thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from canonym.index.lexicon import Lexicon, Term
from canonym.likeness import Likeness, PartLikeness, Sides, part_alike, plausible

_ROMAN = re.compile("x{0,3}(ix|iv|v?i{0,3})")
_NUMERAL = re.compile(r"numbers/n(\d+)")
_VALUES = {"i": 1, "v": 5, "x": 10}
_NUMBER = re.compile(r"0*(\d+)(?:st|nd|rd|th|e|er|ere|ro|o|a|ya|aya|oy|oj|j|y|i|ii|go|yi|ci|ten)?")
# Small words that join others, and what may be said of any company or place or not.
_BESIDE = frozenset(("places/city", "places/town", "places/number", "places/house", "titles/particle"))
_KIND = re.compile("(legal|countries|numbers)/")
# The general kind of share company is said of each special one.
_GENERAL = "legal/joint-stock"
_SHARES = ("legal/public-joint-stock", "legal/closed-joint-stock", "legal/open-joint-stock", _GENERAL)


class Word(NamedTuple):
    """A word of a thing's name that no term explains, with its place."""

    fold: str
    place: int


class Concept(NamedTuple):
    """Some words of a thing's name, together, and the concepts that they may stand for."""

    words: str
    means: frozenset[str]


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
        number = number_of(term.words[0]) if len(term.words) == 1 else None
        if number is not None:
            numbers.append(number)
        elif "numbers" in kinds:
            numbers += [int(number[1]) for number in map(_NUMERAL.fullmatch, sorted(term.concepts)) if number]
        elif kinds == {"legal"}:
            legal |= term.concepts
        elif kinds == {"countries"}:
            countries |= term.concepts
        elif term.concepts and not term.concepts & _BESIDE:
            concepts += _split(term, lexicon)
        elif not term.concepts and not (len(term.words) == 1 and term.words[0] in particles):
            words += [Word(word, place + at) for at, word in enumerate(term.words)]
        place += len(term.words)
    return Thing(
        tuple(words), tuple(concepts), frozenset(legal), frozenset(countries), tuple(sorted(numbers))
    )


def _split(term: Term, lexicon: Lexicon) -> list[Concept]:
    """A concept that is made of others as these."""
    words = "".join(term.words)
    for concept in sorted(term.concepts):
        parts = lexicon.made_of.get(concept)
        if parts:
            return [Concept(words, frozenset((part,))) for part in parts]
    return [Concept(words, term.concepts)]


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
    left, missing = list(mention.words), list(name.words)
    for same in (True, False):
        for word in list(left):
            found = next(filter(None, (_pair(word, other, sides, same) for other in missing)), None)
            if found is not None:
                pairs.append(found)
                left.remove(word)
                missing = [other for other in missing if other.place != found.place]
    terms, others = list(mention.concepts), list(name.concepts)
    for term in mention.concepts:
        partner = next((other for other in others if term.means & other.means), None)
        if partner is not None:
            pairs.append(PartLikeness(term.words, partner.words, len(name.words) + len(pairs), "term"))
            terms.remove(term)
            others.remove(partner)
    contradiction = bool((left and missing) or (terms and others)) or _contradict(mention, name)
    contradiction = contradiction or any(len(word.fold) == 1 for word in (*left, *missing))
    if not pairs:
        return None
    left_folds = [word.fold for word in left] + [term.words for term in terms]
    missing_folds = [word.fold for word in missing] + [term.words for term in others]
    return Likeness(
        "parts",
        form,
        parts=tuple(pairs),
        extra=_share(left_folds, len(pairs), weigh),
        missing=_share(missing_folds, len(pairs), weigh),
        contradiction=contradiction,
        person=False,
    )


def _contradict(mention: Thing, name: Thing) -> bool:
    """Whether the two are told apart by a number, a country or a legal form."""
    if mention.numbers != name.numbers:
        return True
    if mention.countries and name.countries and not mention.countries & name.countries:
        return True
    if not (mention.legal and name.legal) or mention.legal & name.legal:
        return False
    both = mention.legal | name.legal
    return not (_GENERAL in both and both <= set(_SHARES))


def _pair(word: Word, other: Word, sides: Sides, same: bool) -> PartLikeness | None:
    if word.fold == other.fold:
        return PartLikeness(word.fold, other.fold, other.place, "listed")
    if same:
        return None
    heard, sounds = sides.heard(word.place), sides.sounds(other.place)
    found = part_alike(word.fold, other.place, heard, other.fold, sounds, initials=False)
    return found if found is not None and plausible(found) else None


def _share(folds: Iterable[str], paired: int, weigh: Callable[[str], float]) -> float:
    """How much is left, of all there is."""
    rest = sum(map(weigh, folds))
    return rest / (rest + paired) if rest else 0.0
