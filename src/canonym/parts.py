"""Parts of a name, words that only stand beside one, and the endings that names take in a text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from canonym.family_names import FamilyNames
from canonym.gaelic import GaelicNames
from canonym.script import main_script
from canonym.text import SUFFIX

WORD_FILE = Path(__file__).with_name("words.toml")
# A base form has three letters or more, two of them before the ending: Уфа, Київ.
_STEM, _BASE = 2, 3
# As many letters of a family name are left at least before an ending that others share.
_STEM_LEFT = 3
_WORD = re.compile(r"[^\W\d_]+")
_NUMBERED = re.compile(r"[^ ]*\d[^ ]*")
# As much of a text as tells its language, and how often one word in so many must be a common one.
_SAMPLE = 20_000
_COMMON_SHARE = 12
# Words of a name whose parts all have an ending of their own, at most: each may be undone in several ways.
_MOST_WORDS = 4
# Letters of an acronym, at most.
_ACRONYM = 5
# The family name stands last in a full name, but first in these languages.
_FAMILY_FIRST = ("hu", "ja", "ko", "vi", "zh")
_LANGS_OF_SCRIPT = {"Cyrl": ("be", "ru", "uk"), "Hang": ("ko",)}
VOWELS = frozenset("aeiou")
# A vowel that is written long, or ends in i or u.
_LONG = re.compile(r"([aeo])[iu]|([aeiou])\2")
# Letters whose sounds spellings seldom confuse, near as they are.
_TOLD_APART = frozenset(map(frozenset, ("ao", "bp", "dt", "gk")))

# Endings with what the base form has instead, by the last letter of the ending.
Endings = Mapping[str, list[tuple[str, str]]]


class Adjectives(NamedTuple):
    """How languages make adjectives of places' names, folded."""

    endings: tuple[str, ...]
    stems: tuple[tuple[str, str], ...]
    whole: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Adjectives:
        """As `words.toml` has them."""
        stems, whole = (tuple((end, base) for end, base in data[key]) for key in ("stems", "whole"))
        return cls(tuple(data["endings"]), stems, whole)

    def stems_of(self, fold: str) -> frozenset[str]:
        """What the name of a place may begin with, up to its last vowel, if a word is an adjective of it."""
        found = {fold[: -len(end)] + base for end, base in self.whole if fold.endswith(end)}
        for ending in self.endings:
            if fold.endswith(ending):
                stem = fold[: -len(ending)]
                # One vowel behind any stem makes no adjective: Marina is none of Marino.
                found |= {
                    stem[: len(stem) - len(end)] + base
                    for end, base in self.stems
                    if stem.endswith(end) and (end or len(ending) > 1)
                }
        return frozenset(stem for stem in found if len(stem) >= _BASE)


class Words(NamedTuple):
    """What `words.toml` lists, folded."""

    titles: frozenset[str]
    settlements: frozenset[str]
    regions: frozenset[str]
    particles: frozenset[str]
    common: dict[str, frozenset[str]]
    sexes: list[tuple[str, str]]
    endings: tuple[str, ...]
    inflections: dict[str, Endings]
    nominatives: dict[str, tuple[str, ...]]
    connectives: frozenset[str]
    ordinal_ends: frozenset[str]
    adjectives: Adjectives
    of_places: re.Pattern[str]
    family_names: FamilyNames
    gaelic: GaelicNames

    @classmethod
    def load(cls, fold: Callable[[str], str], path: Path = WORD_FILE) -> Words:
        """Read the words that the library ships."""
        data = tomllib.loads(path.read_text("utf-8"))

        def folded(key: str) -> frozenset[str]:
            return frozenset(part for word in data[key] for part in fold(word).split())

        return cls(
            folded("titles"),
            folded("settlements"),
            folded("regions"),
            folded("particles"),
            {lang: frozenset(words) for lang, words in data["common"].items()},
            [(man, woman) for rows in data["sexes"].values() for man, woman in rows],
            tuple(sorted((end for ends in data["endings"].values() for end in ends), key=len, reverse=True)),
            {lang: _by_last_letter(rows) for lang, rows in data["inflections"].items()},
            {lang: tuple(endings) for lang, endings in data["nominatives"].items()},
            folded("connectives"),
            folded("ordinal_ends"),
            Adjectives.of(data["adjectives"]),
            _of_places(data["of_places"]),
            FamilyNames(),
            GaelicNames(fold),
        )

    def core(self, fold: str) -> list[tuple[int, str]]:
        """The parts of a folded name that name something, each with its place.

        Titles, kinds of settlement and particles are left out, unless nothing else is there; a title behind
        a single name is one as well: John Major.
        """
        parts = list(enumerate(fold.split()))
        found = [(place, part) for place, part in parts if not self._beside(part)]
        if len(found) == 1 and found[0] != parts[-1] and parts[-1][1] in self.titles:
            found.append(parts[-1])
        return found or parts

    def _beside(self, part: str) -> bool:
        return part in self.particles or part in self.settlements or part in self.titles

    def other_sex(self, one: str, other: str) -> bool:
        """Whether two family names, folded, are the forms of one that a man and a woman bear."""
        # Something is left before the ending: most pairs need no look at the list.
        return one[:1] == other[:1] and any(
            first.endswith(man) and second == first[: len(first) - len(man)] + woman
            for first, second in ((one, other), (other, one))
            for man, woman in self.sexes
        )

    def of_other_places(self, one: str, other: str) -> bool:
        """Whether two family names, folded, are made of places in two ways: Wiśniewski, Wiśniowiecki."""
        kinds = [found.lastgroup for found in map(self.of_places.search, (one, other)) if found]
        return set(kinds) == {"plain", "hard"}

    def shared_ending(self, one: str, other: str) -> int:
        """How many letters has the longest ending that two family names share with thousands of others."""
        if one[-1:] != other[-1:]:  # most pairs need no look at the list
            return 0
        for end in self.endings:
            if (
                one.endswith(end)
                and other.endswith(end)
                and min(len(one), len(other)) >= len(end) + _STEM_LEFT
            ):
                return len(end)
        return 0

    def guess_language(self, text: str) -> str | None:
        """The language of a text by its commonest words; None if too few of them occur."""
        words = _WORD.findall(text[:_SAMPLE].lower())
        counts = {lang: sum(word in common for word in words) for lang, common in self.common.items()}
        best = max(counts, key=lambda lang: (counts[lang], lang))
        return best if counts[best] * _COMMON_SHARE >= len(words) > 0 else None

    def base_forms(self, text: str, lang: str | None) -> Iterator[tuple[str, str]]:
        """What a name may be the inflected form of, each with the language and ending.

        Every word takes an ending of its own (`Гомельской области`): words are undone all
        together or only the last, and in phrases of two each with each.
        """
        words = text.split(" ")
        langs = (lang,) if lang else _LANGS_OF_SCRIPT.get(main_script(text), ())
        seen = {text}
        for language in langs:
            endings = self.inflections.get(language, {})
            options = [list(_undone(word, endings)) for word in words]
            for forms, ending in _combined(words, options):
                base = " ".join(forms)
                if base not in seen:
                    seen.add(base)
                    yield base, f"{language} -{ending}"

    def without_nominatives(self, text: str) -> Iterator[tuple[str, str]]:
        """A foreigner's name without what languages add to each of its parts, with the language and the
        endings; a name of one part may end so by itself, and so may one of many."""
        words = text.split(" ")
        if not 1 < len(words) <= _MOST_WORDS or not all(word.endswith("s") for word in words):
            return
        for lang, endings in self.nominatives.items():
            ways = [
                [
                    (word.removesuffix(end), end)
                    for end in endings
                    if word.endswith(end) and len(word) - len(end) >= _BASE
                ]
                for word in words
            ]
            for parts in product(*ways):
                yield " ".join(bare for bare, _ in parts), f"{lang} -" + " -".join(end for _, end in parts)


def _undone(word: str, endings: Endings) -> Iterator[tuple[str, str]]:
    lower = word.lower()
    for ending, base in (*endings.get(lower[-1:], ()), *endings.get("", ())):
        stem = len(word) - len(ending)
        if stem >= _STEM and stem + len(base) >= _BASE and lower.endswith(ending):
            yield word[:stem] + base, ending


def _by_last_letter(rows: list[list[str]]) -> Endings:
    found: dict[str, list[tuple[str, str]]] = {}
    for ending, base in rows:
        found.setdefault(ending[-1:], []).append((ending, base))
    return found


def _combined(words: list[str], options: list[list[tuple[str, str]]]) -> Iterator[tuple[list[str], str]]:
    for form, ending in options[-1]:
        yield [*words[:-1], form], ending
    if len(words) == 2:
        for first, first_ending in options[0]:
            yield [first, words[1]], first_ending
            for second, ending in options[1]:
                yield [first, second], f"{first_ending} -{ending}"


def family_place(text: str, lang: str, parts: int) -> int:
    """Where the family name stands among the parts of a full name."""
    behind = SUFFIX.search(text)
    if behind is not None:
        return max(0, len(_WORD.findall(text[: behind.start()])) - 1)
    return 0 if "," in text or lang in _FAMILY_FIRST else parts - 1


def other_letter(one: str, other: str) -> str:
    """The letter of one fold that is another in the other, if all else is spelled alike, and it is one of a
    pair that few spellings take for each other: a and o, or a plosive with and without voice (Black, Block;
    Parker, Barker). Nothing at the end, where a letter belongs to an ending, or loses its voice: Lukashenka,
    Mehmed."""
    if len(one) != len(other):
        return ""
    differing = [pair for pair in zip(one[:-1], other[:-1], strict=True) if pair[0] != pair[1]]
    told_apart = len(differing) == 1 and one[-1:] == other[-1:] and frozenset(differing[0]) in _TOLD_APART
    return differing[0][0] if told_apart else ""


def lengths_alike(one: str, other: str) -> bool:
    """Whether two folds are spelled alike but for how long vowels, or those that end in i or u, are written:
    Rohani, Rouhani; Mousavi, Moosavi."""
    return one != other and _LONG.sub(r"\1\2", one) == _LONG.sub(r"\1\2", other)


def numbered(fold: str) -> list[str]:
    """The parts of a fold with a digit, which must be the same in two names."""
    return _NUMBERED.findall(fold)


def is_acronym(text: str) -> bool:
    """Whether a word is written in capitals, which nobody spells in another way."""
    return len(text) <= _ACRONYM and text.isupper()


def is_designator(part: str) -> bool:
    """Whether a part must match to the letter: it has a digit, or is one letter long."""
    return len(part) == 1 or not part.isalpha()


def _of_places(data: Mapping[str, list[str]]) -> re.Pattern[str]:
    """What family names that are adjectives of places end in, by what stands before their k."""
    kinds = (f"(?P<{kind}>{'|'.join(data[kind])})" for kind in ("both", "hard", "plain"))
    return re.compile(f"(?:{'|'.join(kinds)})k(?:{'|'.join(data['endings'])})$")
