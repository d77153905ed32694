"""How the names of two organizations, places or things fit, term by term: another legal form is another
company, and another number another thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from canonym.likeness import Likeness, PartHow, PartLikeness, Sides, part_alike
from canonym.orthography import Orthography
from canonym.parts import is_acronym
from canonym.remainder import Rest, rests
from canonym.script import main_script
from canonym.sound import SoundDifference
from canonym.terms import UNSPACED
from canonym.things import Concept, Thing, Word, is_known
from canonym.word_forms import akin, declined_together, formed_alike

# What a country counts that only one of the two names, beside a word.
_COUNTRY = 0.5
# What is left out where only an organization's own words are told: of what style it is, and what it does or
# where, which may as well be that of another one with the same words.
_STYLE, _KIND = 0.25, 0.45
# The general kind of share company is said of each special one.
_GENERAL = "legal/joint-stock"
_SHARES = {"legal/public-joint-stock", "legal/closed-joint-stock", "legal/open-joint-stock", _GENERAL}


# Takes a name apart; the words that are to be taken apart themselves are given.
Ways = Callable[[frozenset[str]], Thing]


class Ear(NamedTuple):
    """What tells how words sound, as they are written, and which are adjectives."""

    sides: Sides[str]
    orthography: Orthography


def align_known(form: str, mention: Thing, name: Thing, ear: Ear) -> Likeness | None:
    """How two names are alike as those of one entity of the gazetteers; None if they aren't, or if anything
    else contradicts."""
    if mention.known.isdisjoint(name.known):
        return None
    found = align_things(form, mention, name, ear)
    return None if found is None or found.contradiction else found


def align_things(form: str, mention: Thing, name: Thing, ear: Ear) -> Likeness | None:
    """How two names of things are alike by their terms and the rest of their words; None if nothing
    fits."""
    pairs: list[PartLikeness] = []
    terms, others = list(mention.concepts), list(name.concepts)
    for term in mention.concepts:
        partner = next((other for other in others if _same(term, other)), None)
        if partner is not None:
            pairs.append(PartLikeness(term.words, partner.words, partner.place, _how(term)))
            terms.remove(term)
            others.remove(partner)
    # What is a legal form of the other is one here: Corp., which may be much else.
    terms = [term for term in terms if not term.means & name.legal]
    others = [term for term in others if not term.means & mention.legal]
    known = mention.known & name.known
    if known:  # Belavia is an airline, whether that is said or not
        terms, others = ([term for term in left if not term.is_style] for left in (terms, others))
    # What means nothing to the other is a word like any other; kinds of settlement may be left out.
    found, left, missing = pair_words(
        [*mention.words, *_words(terms)], [*name.words, *_words(others)], ear, beside=bool(pairs)
    )
    pairs += found
    if not pairs:
        return None
    # Sberbank is Russia's, whether that is said or not.
    own = frozenset(f"countries/{entity.split('/')[1].upper()}" for entity in known)
    unlike = bool(mention.countries) != bool(name.countries)
    unlike = unlike and not mention.countries | name.countries <= own
    told_apart = tuple(_told_apart(mention, name))
    # A country that only one of the two names is what both may have meant; a number is not.
    contradiction = bool(left and missing) or any(
        each.why == "number" or (each.mention and each.name) for each in told_apart
    )
    contradiction = contradiction or any(len(word.fold) == 1 for word in (*left, *missing))
    contradiction = contradiction or all(
        any(len(term.words) == 1 for term in rest) for rest in (terms, others)
    )
    contradiction = contradiction or _other_form(terms, name.legal) or _other_form(others, mention.legal)
    omitted = _omitted(mention, name, left, others=missing, terms=[*terms, *others], unlike=unlike)
    return Likeness(
        "parts",
        form,
        parts=tuple(pairs),
        # A word more is another thing, on whichever side; a country is what both may have meant.
        extra=0.0 if omitted else share(len(left) + len(missing) + _COUNTRY * unlike, len(pairs)),
        missing=omitted,
        contradiction=contradiction,
        rest=(
            *rests((word.fold for word in left), (word.fold for word in missing), apart=True),
            *told_apart,
        ),
    )


def _told_apart(mention: Thing, name: Thing) -> Iterator[Rest]:
    """What tells the two apart beside words: numbers, countries, legal forms."""
    if mention.numbers != name.numbers:
        yield Rest("number", *(" ".join(map(str, each.numbers)) for each in (mention, name)))
    if mention.countries != name.countries and not mention.countries & name.countries:
        yield Rest("country", *(_ids(each.countries) for each in (mention, name)))
    both = mention.legal | name.legal
    alike = mention.legal & name.legal or (_GENERAL in both and both <= _SHARES)
    if mention.legal and name.legal and not alike:
        yield Rest("legal form", _ids(mention.legal), _ids(name.legal))


def _ids(concepts: Iterable[str]) -> str:
    """Concepts of a kind without it: PL of countries/PL."""
    return ", ".join(sorted(concept.partition("/")[2] for concept in concepts))


def _omitted(
    mention: Thing,
    name: Thing,
    left: Sequence[Word],
    *,
    others: Sequence[Word],
    terms: Sequence[Concept],
    unlike: bool,
) -> float:
    """How much is left out where one of the two is nothing but the own words of the other: Belavia, Belavia
    Airlines. Nothing if a word of another kind is left, or both have something that the other lacks."""
    if left and others:
        return 0.0
    short = name if left or (mention.countries and not others) else mention
    if short.legal or not short.own_words_alone:
        return 0.0
    by_place = {(term.words, term.place): term for term in terms}
    over = [by_place.get((word.fold, word.place)) for word in (*left, *others)]
    told = [_STYLE if term.is_style else _KIND for term in over if term is not None]
    if len(told) < len(over):
        return 0.0
    return max((*told, _KIND * unlike))


def _other_form(terms: Iterable[Concept], legal: frozenset[str]) -> bool:
    """Whether a word without a partner may be a legal form, and is none that the other name has."""
    return bool(legal) and any(
        any(meaning.startswith("legal/") for meaning in term.means) and not term.means & legal
        for term in terms
    )


def pair_words(
    words: Iterable[Word], others: Iterable[Word], ear: Ear, *, beside: bool = False
) -> tuple[list[PartLikeness], list[Word], list[Word]]:
    """Words that are the same, or forms of one, or alike; and those of both sides that are left.

    `beside`: terms of both mean the same, so that less is enough for the words beside them.
    """
    pairs: list[PartLikeness] = []
    left, missing = list(words), list(others)
    for same in (True, False):
        for word in list(left):
            for other in missing:
                found = _pair(word, other, ear, same)
                if (
                    found is None
                    and not same
                    and (beside or pairs)
                    and akin(word.written, other.written, ear.orthography)
                ):
                    found = PartLikeness(word.fold, other.fold, other.place, "formed")
                if found is not None:
                    pairs.append(found)
                    left.remove(word)
                    missing.remove(other)
                    break
    if beside and len(left) > 1 < len(missing):
        written = [word.written for word in left], [word.written for word in missing]
        for one, two in declined_together(*written, ear.orthography):
            word = next(each for each in left if each.written == one)
            other = next(each for each in missing if each.written == two)
            pairs.append(PartLikeness(word.fold, other.fold, other.place, "formed"))
            left.remove(word)
            missing.remove(other)
    return pairs, left, missing


def _same(term: Concept, other: Concept) -> bool:
    """Whether two terms mean the same; two letters that differ are no abbreviations of one word."""
    letters = len(term.words) == len(other.words) == 1
    return term.words == other.words if letters else bool(term.means & other.means)


def _how(term: Concept) -> PartHow:
    return "named" if any(map(is_known, term.means)) else "term"


def _words(terms: Iterable[Concept]) -> Iterator[Word]:
    """Terms as words, but for those that may be left out: kinds of settlement, and single letters."""
    for term in terms:
        if term.tells:
            yield Word(term.words, term.place, term.written)


def _pair(word: Word, other: Word, ear: Ear, same: bool) -> PartLikeness | None:
    if word.fold == other.fold:
        return PartLikeness(word.fold, other.fold, other.place, "listed")
    if same or (is_acronym(word.written) and is_acronym(other.written)):
        return None
    if formed_alike(word.written, other.written, ear.orthography):
        return PartLikeness(word.fold, other.fold, other.place, "formed")
    found = ear.sides.alike(word.fold, word.written, other.fold, other.written, other.place)
    found = found or _heard_otherwise(word, other, ear)
    return None if found is None or _other_name(word, other, found) else found


def _heard_otherwise(word: Word, other: Word, ear: Ear) -> PartLikeness | None:
    """The same with what the other word may sound like in the languages that have its letters."""
    others = ear.sides.others(other.written) if ear.sides.others else {}
    heard = ear.sides.heard(word.written) if others else {}
    found = (
        (part_alike(word.fold, other.place, heard, other.fold, sounds.fine), reading)
        for sounds, reading in others.items()
    )
    alike = [pair._replace(own=reading) for pair, reading in found if pair is not None and pair.difference]
    return min(alike, key=_apart, default=None)


def _apart(pair: PartLikeness) -> float:
    return pair.difference.share if pair.difference is not None else 0.0


def _other_name(word: Word, other: Word, found: PartLikeness) -> bool:
    """Whether two words in one script are two names though they sound alike: spellings differ in vowels, but
    another consonant is another name, Омск and Томск, and so is another character."""
    script = main_script(word.written)
    if script != main_script(other.written):
        return False
    return script in UNSPACED or (
        isinstance(found.difference, SoundDifference) and found.difference.consonants > 0
    )


def share(left: float, paired: int) -> float:
    """How much is left, of all there is. Without a gazetteer nobody knows which words are rare: each counts
    alike."""
    return left / (left + paired) if left else 0.0


def align_in_ways(form: str, mention: Ways, name: Ways, ear: Ear) -> Likeness | None:
    """How two names of things are alike, taken apart in the way that leaves least."""
    plain = mention(frozenset()), name(frozenset())
    found = align_things(form, *plain, ear)
    if found is not None and not (found.contradiction or found.extra):
        return found
    # What found no partner may be several words written together, in one of the two or in both.
    first = mention(_left_over(plain[0], [part.part for part in found.parts] if found else ()))
    second = name(_left_over(plain[1], [part.partner for part in found.parts] if found else ()))
    ways = ((first, plain[1]), (plain[0], second), (first, second))
    return _best_of((found, *(align_things(form, *way, ear) for way in ways if way != plain)))


def _left_over(thing: Thing, paired: Iterable[str]) -> frozenset[str]:
    """The words of a name, as they are written, that are in no pair."""
    taken = frozenset(paired)
    return frozenset(word.written for word in thing.words if word.fold not in taken)


def _best_of(likenesses: Iterable[Likeness | None]) -> Likeness | None:
    """Of several ways to take two names apart the one that leaves least; the first of those alike."""
    found = [likeness for likeness in likenesses if likeness is not None]
    return min(found, key=lambda one: (one.contradiction, one.extra), default=None)
