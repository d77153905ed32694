"""How the names of two weapons, vessels or vehicles fit: the designation must be the same to the letter; who
made it, its kind and what else it is called may be left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from canonym.index.lexicon import Lexicon
from canonym.likeness import Likeness, PartLikeness
from canonym.thing_pairing import Ear, pair_words, share
from canonym.things import Word

_BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
_APART = re.compile(r"[\s\-/]+")
_AROUND = re.compile(r"^\W+|\W+$")
_KIND, _VARIANT = "weapons/", "weapons/variant"
# What tells nothing beside a designation.
_NOTHING = frozenset(("weapons/hull-number", "weapons/maker"))
# Of any ship it may be said that it is one.
_GENERAL = frozenset(("weapons/ship",))
# A word so short belongs to a designation: Su, MiG, PMU; one written so is a word: Flanker, танк.
_SHORT = 3
_NAME = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁІЇЄҐ]+")
# Words that may be left out, at most: who made it and what it is called.
_LEFT_OUT = 4


class Equipment(NamedTuple):
    """A name of equipment: its designation in one piece, the number that stands in brackets behind a ship's
    name, its words, and what kinds of thing it says that it is."""

    designation: str
    number: str
    words: tuple[Word, ...]
    kinds: frozenset[str]
    known: frozenset[str]
    joined: str


def equipment_of(text: str, fold: Callable[[str], str], lexicon: Lexicon) -> Equipment:
    """A name of equipment, taken apart."""
    bracketed = _BRACKETED.search(text)
    rest = _BRACKETED.sub(" ", text)
    number = fold(bracketed[1]).replace(" ", "") if bracketed else ""
    if not any(map(str.isdigit, number)) or not rest.strip():
        number, rest = "", text
    written = [part for part in (_AROUND.sub("", part) for part in _APART.split(rest)) if fold(part)]
    keys = [fold(part).replace(" ", "") for part in written]
    designation, words, kinds = "", [], set[str]()
    place = 0
    for term in lexicon.terms(keys):
        said = {concept for concept in term.concepts if concept.startswith(_KIND)}
        texts = written[place : place + len(term.words)]
        if said and _VARIANT not in said:
            kinds |= said - _NOTHING
        else:
            for at, (key, part) in enumerate(zip(term.words, texts, strict=True)):
                if key == "no":
                    continue
                if len(key) <= _SHORT or not key.isalpha():
                    designation += key
                else:
                    words.append(Word(key, place + at, part))
        place += len(term.words)
    joined = fold(text).replace(" ", "")
    return Equipment(designation, number, tuple(words), frozenset(kinds), lexicon.known(joined), joined)


def align_equipment(
    form: str, mention: Equipment, name: Equipment, ear: Ear, lexicon: Lexicon
) -> Likeness | None:
    """How two names of equipment are alike; None if nothing fits."""
    if mention.known & name.known:
        return Likeness("parts", form, parts=(PartLikeness(mention.joined, name.joined, 0, "named"),))
    pairs, left, missing = pair_words(mention.words, name.words, ear)
    designations = _designations(mention, name)
    if designations is not None and designations[0]:
        pairs.append(PartLikeness(designations[0], designations[0], 0, "listed"))
        # Beside a designation nothing is told by who made a thing, or what else it is called.
        if not (left and missing):
            left, missing = ([] if _beside(words, lexicon) else words for words in (left, missing))
    if not pairs and designations is not None:
        return None
    return Likeness(
        "parts",
        form,
        parts=tuple(pairs),
        extra=share(left, len(pairs)),
        missing=share(missing, len(pairs)),
        contradiction=designations is None
        or bool(left and missing)
        or _other_kind(mention, name)
        or any(_is_variant(word, lexicon) for word in (*left, *missing)),
    )


def _designations(mention: Equipment, name: Equipment) -> tuple[str] | None:
    """The designation that both have, "" if neither has one; None if they differ. A ship's number may be left
    out, and may stand for its name."""
    for one, other in ((mention, name), (name, mention)):
        if one.number and not one.designation and not other.number:
            if other.designation == one.number:
                return (one.number,)
            if not other.designation:
                return ("",)
    same = (mention.designation, mention.number) == (name.designation, name.number)
    return (mention.designation + mention.number,) if same else None


def _other_kind(mention: Equipment, name: Equipment) -> bool:
    kinds, others = mention.kinds - _GENERAL, name.kinds - _GENERAL
    return bool(kinds and others and not kinds & others)


def _beside(words: list[Word], lexicon: Lexicon) -> bool:
    """Whether words may stand beside a designation or not: written as words are, and none that makes another
    model of it."""
    return len(words) <= _LEFT_OUT and all(
        _NAME.fullmatch(word.written) and not _is_variant(word, lexicon) for word in words
    )


def _is_variant(word: Word, lexicon: Lexicon) -> bool:
    return _VARIANT in lexicon.terms([word.fold])[0].concepts
