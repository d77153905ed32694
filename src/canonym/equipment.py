"""How the names of two weapons, vessels or vehicles fit: the designation must be the same to the letter; who
made it, its kind and what else it is called may be left out."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from canonym.likeness import Likeness, PartLikeness
from canonym.remainder import Rest, rests
from canonym.thing_pairing import Ear, pair_words, share
from canonym.things import Word
from canonym.vocabulary import Vocabulary

_BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
_APART = re.compile(r"[\s\-/]+")
_AROUND = re.compile(r"^\W+|\W+$")
_KIND, _VARIANT = "weapons/", "weapons/variant"
# What tells nothing beside a designation.
_NOTHING = frozenset(("weapons/hull-number", "weapons/maker"))
# What the Russian army calls a weapon: 9К317, 2С19.
_INDEX = re.compile(r"\d[a-z]{1,2}\d{1,3}(m\d?)?")
# Of any ship it may be said that it is one.
_GENERAL = frozenset(("weapons/ship",))
# What English writes for Х, which is an H to all others.
_KHA = "kh"
# A word so short belongs to a designation: Su, MiG, PMU; one written so is a word: Flanker, танк.
_SHORT = 3
_NAME = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁІЇЄҐ]+")
# Words that may be left out, at most: who made it and what it is called.
_LEFT_OUT = 4


class Equipment(NamedTuple):
    """A name of equipment: its designation in one piece and where it stands, the index that the Russian army
    has for it before that, the number that stands in brackets behind a ship's name, its words, and what kinds
    of thing it says that it is."""

    army_index: str
    designation: str
    place: int
    number: str
    words: tuple[Word, ...]
    kinds: frozenset[str]
    known: frozenset[str]
    joined: str


def equipment_of(text: str, fold: Callable[[str], str], vocabulary: Vocabulary) -> Equipment:
    """A name of equipment, taken apart."""
    bracketed = _BRACKETED.search(text)
    rest = _BRACKETED.sub(" ", text)
    number = fold(bracketed[1]).replace(" ", "") if bracketed else ""
    if not any(map(str.isdigit, number)) or not rest.strip():
        number, rest = "", text
    written = [part for part in (_AROUND.sub("", part) for part in _APART.split(rest)) if fold(part)]
    keys = [fold(part).replace(" ", "") for part in written]
    index = keys.pop(0) if len(keys) > 1 and _INDEX.fullmatch(keys[0]) else ""
    written = written[len(written) - len(keys) :]
    designation, words, kinds = "", [], set[str]()
    place, stands = 0, len(keys)
    for term in vocabulary.terms(keys):
        said = {concept for concept in term.concepts if concept.startswith(_KIND)}
        texts = written[place : place + len(term.words)]
        if said and _VARIANT not in said:
            kinds |= said - _NOTHING
        else:
            for at, (key, part) in enumerate(zip(term.words, texts, strict=True)):
                if key == "no":
                    continue
                if len(key) <= _SHORT or not key.isalpha():
                    designation += key.replace(_KHA, "h")
                    stands = min(stands, place + at)
                else:
                    words.append(Word(key, place + at, part))
        place += len(term.words)
    joined = fold(text).replace(" ", "")
    return Equipment(
        index, designation, stands, number, tuple(words), frozenset(kinds), vocabulary.known(joined), joined
    )


def align_equipment(
    form: str, mention: Equipment, name: Equipment, ear: Ear, vocabulary: Vocabulary
) -> Likeness | None:
    """How two names of equipment are alike; None if nothing fits."""
    if mention.known & name.known:
        return Likeness("parts", form, parts=(PartLikeness(mention.joined, name.joined, 0, "named"),))
    pairs, left, missing = pair_words(mention.words, name.words, ear)
    designation = _designation(mention, name)
    if designation:
        pairs.append(PartLikeness(designation, designation, 0, "listed"))
        # Beside a designation nothing is told by who made a thing (before it) or what else it is called.
        if (
            not (left and missing)
            or _around(left, mention, missing, name)
            or _around(missing, name, left, mention)
        ):
            left, missing = ([] if _beside(words, vocabulary) else words for words in (left, missing))
    if not pairs and designation is not None:
        return None
    return Likeness(
        "parts",
        form,
        parts=tuple(pairs),
        extra=share(len(left) + len(missing), len(pairs)),
        contradiction=designation is None
        or bool(left and missing)
        or _other_kind(mention, name)
        or any(_is_variant(word, vocabulary) for word in (*left, *missing)),
        rest=(
            *rests((word.fold for word in left), (word.fold for word in missing), apart=True),
            *((Rest("designation", *_designations(mention, name)),) if designation is None else ()),
        ),
    )


def _designation(mention: Equipment, name: Equipment) -> str | None:
    """The designation that both have, "" if neither has one; None if they differ. An army's index may be left
    out before another name, or stand for it; so may a ship's number."""
    for one, other in ((mention, name), (name, mention)):
        for beside in filter(None, (one.army_index, one.number)):
            if other.designation == beside and not (other.army_index or other.number):
                return beside
    if (mention.army_index and name.army_index and mention.army_index != name.army_index) or (
        mention.number and name.number and mention.number != name.number
    ):
        return None
    return mention.designation if mention.designation == name.designation else None


def _designations(mention: Equipment, name: Equipment) -> tuple[str, str]:
    """The two that differ: numbers of ships, indices of an army, or else designations."""
    for one, other in ((mention.number, name.number), (mention.army_index, name.army_index)):
        if one and other and one != other:
            return one, other
    return mention.designation, name.designation


def _around(before: list[Word], one: Equipment, behind: list[Word], other: Equipment) -> bool:
    """Whether words stand before one designation, and others behind the other."""
    return all(word.place < one.place for word in before) and all(word.place > other.place for word in behind)


def _other_kind(mention: Equipment, name: Equipment) -> bool:
    kinds, others = mention.kinds - _GENERAL, name.kinds - _GENERAL
    return bool(kinds and others and not kinds & others)


def _beside(words: list[Word], vocabulary: Vocabulary) -> bool:
    """Whether words may stand beside a designation or not: written as words are, and none that makes another
    model of it."""
    return len(words) <= _LEFT_OUT and all(
        _NAME.fullmatch(word.written) and not _is_variant(word, vocabulary) for word in words
    )


def _is_variant(word: Word, vocabulary: Vocabulary) -> bool:
    return _VARIANT in vocabulary.terms([word.fold])[0].concepts
