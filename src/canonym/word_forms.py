"""Whether two words of things' names are forms of one: in another case, an adjective made of a name, or the
same name in a sister language."""

from __future__ import annotations

from collections.abc import Sequence

from canonym.orthography import PLAIN, Orthography
from canonym.script import main_script
from canonym.sound import Sounds, difference

_VOWELS = "aeiouy"
# Letters that an adjective must share with the name that it is made of, and sounds if only they are alike.
_STEM, _SOUNDS = 3, 4
# Letters that a case must share with its name where nobody told the language.
_SHARED = 4
# So many words in a case tell the language.
_TOGETHER = 2
# What Ukrainian has, in Latin letters, for what Russian has in the same place, and the other way round.
_CONSONANTS, _SISTERS = frozenset("gh"), (frozenset("io"), frozenset("ie"))


def formed_alike(word: str, other: str, orthography: Orthography) -> bool:
    """Whether two words are forms of one: a case of a place's name, or an adjective made of it, in whatever
    language and scheme."""
    folds = orthography.fold(word), orthography.fold(other)
    for text, fold in ((word, folds[1]), (other, folds[0])):
        if any(orthography.fold(base) == fold for base, _ in orthography.words.base_forms(text, None)):
            return True
    stems, others = map(orthography.words.adjectives.stems_of, folds)
    if not stems and not others:
        return False
    ours, theirs = stems or _bare(folds[0]), others or _bare(folds[1])
    return bool(ours & theirs) or any(
        _sound_one(stem, partner, orthography) for stem in ours for partner in theirs
    )


def _bare(fold: str) -> frozenset[str]:
    """A name as adjectives of it may begin."""
    bare = fold.rstrip(_VOWELS)
    return frozenset((fold, bare) if len(bare) >= _STEM else (fold,))


def _sound_one(stem: str, other: str, orthography: Orthography) -> bool:
    """Whether two stems have the same consonants, and all vowels but one; the only one may be changed as in
    sister languages."""
    if min(len(stem), len(other)) < _SOUNDS:
        return False
    sounds = Sounds(orthography.hear(PLAIN, other, "Latn"))
    for heard in orthography.hear_all(stem, None, "Latn"):
        found = difference(heard, sounds)
        if not found.consonants and found.vowels <= 1 and heard.fine[:1] and sounds.bones:
            vowels = ["".join(filter(_VOWELS.__contains__, each.fine)) for each in (heard, sounds)]
            # Gdańsk is no Gdynia, but Lviv is Lvov.
            if not found.vowels or set(map(len, vowels)) != {1} or frozenset(vowels) in _SISTERS:
                return True
    return False


def akin(word: str, other: str, orthography: Orthography) -> bool:
    """Whether two words are forms of one, if all beside them is the same: in a case of whatever language, or
    as sister languages have it."""
    scripts = main_script(word), main_script(other)
    if scripts == ("Latn", "Latn"):
        return _declined(word, other, orthography)
    return set(scripts) == {"Latn", "Cyrl"} and _sisters(orthography.fold(word), orthography.fold(other))


def _declined(word: str, other: str, orthography: Orthography) -> bool:
    """Whether one word is a case of the other in some language that writes Latin letters: Vilniaus and
    Vilnius."""
    folds = orthography.fold(word), orthography.fold(other)
    letters = enumerate(zip(*folds, strict=False))
    shared = next((at for at, (one, two) in letters if one != two), min(map(len, folds)))
    # One letter for another, or none, may be another name: Marin and Marino, Tunis and Tuni.
    if shared < _SHARED or max(map(len, folds)) <= shared + 1:
        return False
    return any(
        in_case(word, other, lang, orthography) or in_case(other, word, lang, orthography)
        for lang in orthography.words.inflections
    )


def in_case(word: str, base: str, lang: str, orthography: Orthography) -> bool:
    """Whether a word is a case of another in a language."""
    fold = orthography.fold(base)
    return any(orthography.fold(form) == fold for form, _ in orthography.words.base_forms(word, lang))


def declined_together(
    words: Sequence[str], others: Sequence[str], orthography: Orthography
) -> list[tuple[str, str]]:
    """Words and others of which two or more are in a case of one language, whatever letters tell that: Rigas
    Stradina and Riga Stradins. One alone may be another name."""
    # So it begins alike: most words need no look at the endings.
    near = [
        (word, other)
        for word in words
        for other in others
        if orthography.fold(word)[:_STEM] == orthography.fold(other)[:_STEM]
    ]
    if len(near) < _TOGETHER:
        return []
    for lang in orthography.words.inflections:
        for declined, base in ((0, 1), (1, 0)):
            found = [pair for pair in near if in_case(pair[declined], pair[base], lang, orthography)]
            if len({word for word, _ in found}) == len({other for _, other in found}) >= _TOGETHER:
                return found
    return []


def _sisters(fold: str, other: str) -> bool:
    """Whether one is Ukrainian and the other one Russian for the same, with h for g and i for o or e: Rih and
    Rog."""
    if len(fold) != len(other):
        return False
    apart = {frozenset(pair) for pair in zip(fold, other, strict=True) if pair[0] != pair[1]}
    return _CONSONANTS in apart and len(apart) > 1 and apart <= {_CONSONANTS, *_SISTERS}
