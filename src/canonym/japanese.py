"""Japanese names in characters: whether a name in Latin letters is how they may be read.

A character has several readings, native ones and such from Chinese, and nobody can tell from the characters
alone which one a name has: 中田 is Nakata as well as Nakada. But whether a name in Latin letters *divides*
into readings of the characters, one behind another, can be told. Inside a name a reading may begin with
another consonant (yama + kuchi = Yamaguchi) or lose its end before a doubled one (hoku + kai = Hokkai-),
and each long vowel is written in several ways.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations, permutations, product
from pathlib import Path
from typing import NamedTuple

from canonym.likeness import Likeness, PartLikeness
from canonym.script import HAN, has_characters

READINGS_FILE = Path(__file__).with_name("japanese.txt")
# The sign for the character before it, once more.
AGAIN = "々"
# What joins characters that are read together, in the table.
TOGETHER = "+"
_LONGEST = 3
# What stands between characters for ga, as in Sekigahara.
_SMALL_KE = ("ga", "ke", "ka")
# A name has so many characters at most, and is written in so many words in Latin letters.
CHARACTERS = 8
_WORDS = 3
# With fewer letters than this a single character, or a whole name, is read as some word by chance.
_LETTERS = 4
_REMEMBERED = 4096
_KANA = "\u3041-\u309f\u30a1-\u30fa\u30fc"
NAME = re.compile(f"[{HAN}{_KANA}{AGAIN}]+")
_UNIT = re.compile(f"[{HAN}{AGAIN}]|[ヶヵケ](?=[{HAN}])|[{_KANA}]+?(?=[ヶヵケ][{HAN}]|[{HAN}{AGAIN}]|$)")
BETWEEN = re.compile(r"[\s·・･•‧]+")
_NOT_LETTERS = re.compile("[^a-z]+")
ROMAJI = re.compile("(?:(?:kk|ss|tt|pp|cc)?[kgsztdnhbpmrfjcyw]?[shy]?[aeiou]h?|n)+")
# Spellings by the Cabinet's table (Kunrei), and older ones, as Hepburn's readers write them. An n before
# b, m and p is an m to some.
_HEPBURN = tuple(
    (re.compile(pattern), told)
    for pattern, told in (
        ("tch", "cch"),
        ("sy", "sh"),
        ("ty", "ch"),
        ("zy|jy|dj", "j"),
        ("si", "shi"),
        ("ti", "chi"),
        ("[zd]i", "ji"),
        ("tu", "tsu"),
        ("du|dzu", "zu"),
        ("(?<![cs])hu", "fu"),
        ("m(?=[bmp])", "n"),
    )
)
# What the first consonant of a reading becomes inside a name.
_VOICED = (
    ("sh", ("j",)),
    ("ch", ("j",)),
    ("ts", ("z",)),
    ("k", ("g",)),
    ("s", ("z",)),
    ("t", ("d",)),
    ("h", ("b", "p")),
    ("f", ("b", "p")),
)
# Ends that become the first half of a doubled consonant, and which consonants are doubled.
_ENDS = ("tsu", "chi", "ku", "ki", "ri")
_DOUBLED = ("cc", "kk", "pp", "ss", "tt")
# Long vowels, and what is written with the older ye.
LONG = re.compile("ou(?!e)|oo|uu|aa|ee")
GLIDE = re.compile("(?:^|(?<=[aiou]))e")

# What a character may be read as, those of most names first.
Told = tuple[str, ...]
Readings = Mapping[str, Told]
Fold = Callable[[str], str]


class Part(NamedTuple):
    """A part of a name that some characters, mostly one, are read as: how it is spelled there, and the
    reading by itself."""

    characters: str
    spelled: str
    reading: str


class Unit(NamedTuple):
    """Characters of a name that are read together, mostly one, and what as."""

    characters: str
    told: Told


@cache
def readings() -> dict[str, Told]:
    """The readings of each character, and of several together that aren't read one by one."""
    found: dict[str, Told] = {}
    also: list[tuple[str, Told]] = []
    forms: dict[str, str] = {}
    for line in READINGS_FILE.read_text("utf-8").split("\n"):
        if not line or line.startswith("#"):
            continue
        written, *told = line.split(" ")
        together = written.split(TOGETHER)
        if len(together) == 1:
            forms[written[0]] = written
            found[written[0]] = tuple(told)
            also += [(form, tuple(told)) for form in written[1:]]
        else:  # in every form of each: behind all of these
            found |= dict.fromkeys(
                map("".join, product(*(forms.get(each, each) for each in together))), tuple(told)
            )
    for form, own in also:  # behind those that it has itself
        found[form] = tuple(dict.fromkeys((*found.get(form, ()), *own)))
    return found


def letters(latin: str) -> str:
    """A name in Latin letters as it is divided: in Hepburn's spelling, without marks, spaces and the like."""
    plain = _NOT_LETTERS.sub("", unicodedata.normalize("NFD", latin.lower()))
    for pattern, told in _HEPBURN:
        plain = pattern.sub(told, plain)
    return plain


def units_of(text: str, fold: Fold, known: Readings | None = None) -> list[list[Unit]]:
    """What may be read together from each place on in a name without spaces: a character, kana up to the next
    one, or several characters that `known` has (if given, rather than `readings`). `fold` writes kana in
    Latin letters."""
    known = readings() if known is None else known
    written = _UNIT.findall(text)
    found: list[list[Unit]] = []
    for at, unit in enumerate(written):
        if unit == AGAIN:
            told = known.get(written[at - 1], ()) if at else ()
        elif unit in "ヶヵケ":
            told = _SMALL_KE
        else:
            told = known.get(unit, ()) if has_characters(unit) else (letters(fold(unit)),)
        found.append([Unit(unit, told)])
        for end in range(at + 2, min(at + _LONGEST, len(written)) + 1):
            together = "".join(written[at:end])
            if together in known:
                found[-1].append(Unit(together, known[together]))
    return found


def divide(units: Sequence[Sequence[Unit]], latin: str, *, inside: bool = False) -> tuple[Part, ...] | None:
    """What the characters are in a name that `letters` has made; None if no readings, one behind another,
    make it. `inside`: other characters stand before these."""
    # By how many characters were read: the places of the name that this may lead to, with the parts before.
    reached: list[dict[int, tuple[Part, ...]]] = [{0: ()}, *({} for _ in units)]
    for at, begun in enumerate(units):
        for characters, told in begun if reached[at] else ():
            behind = reached[at + count(characters)]
            for spelling, doubles, reading in _spellings(told, inside=inside or at > 0):
                for start, before in reached[at].items():
                    if latin.startswith(spelling, start):
                        end = start + len(spelling) + doubles
                        if not doubles or latin[end - 1 : end + 1] in _DOUBLED:
                            part = Part(characters, latin[start:end], reading)
                            behind.setdefault(end, (*before, part))
    return reached[-1].get(len(latin))


def count(characters: str) -> int:
    """How many units some characters are; kana between characters are one."""
    return len(characters) if has_characters(characters) or characters == AGAIN else 1


@lru_cache(_REMEMBERED)
def _spellings(told: Told, *, inside: bool) -> tuple[tuple[str, bool, str], ...]:
    """How readings may be spelled, whether a doubled consonant has to follow, and the reading; `inside`:
    behind another character."""
    found: dict[tuple[str, bool], str] = {}
    for reading in told:  # as they are before what becomes of others
        for spelling in _lengths(reading):
            found.setdefault((spelling, False), reading)
    for reading in told:
        for begun in (reading, *(voiced(reading) if inside else ())):
            for spelling in _lengths(begun):
                found.setdefault((spelling, False), reading)
                for end in _ENDS:
                    if spelling.endswith(end) and len(spelling) > len(end):
                        found.setdefault((spelling.removesuffix(end), True), reading)
    return tuple((spelling, doubles, reading) for (spelling, doubles), reading in found.items())


def voiced(reading: str) -> list[str]:
    """What a reading may be inside a name, with another consonant first."""
    for first, others in _VOICED:
        if reading.startswith(first):
            return [other + reading.removeprefix(first) for other in others]
    return []


def _lengths(reading: str) -> list[str]:
    """A reading with its long vowels as they may be written, and the older ye for e."""
    found = [""]
    at = 0
    for long in LONG.finditer(reading):
        vowel = long[0][0]
        ways = dict.fromkeys((vowel, vowel * 2, long[0], *(("oh",) if vowel == "o" else ())))
        found = [before + reading[at : long.start()] + way for before in found for way in ways]
        at = long.end()
    found = [before + reading[at:] for before in found]
    return [*found, *(GLIDE.sub("ye", each) for each in found)]


def read_as(characters: str, latin: str, fold: Fold) -> bool:
    """Whether a word in characters may be read as one in Latin letters, or in kana: more than by chance."""
    plain = letters(latin if latin.isascii() else fold(latin))
    if len(characters) > CHARACTERS or not ROMAJI.fullmatch(plain) or not NAME.fullmatch(characters):
        return False
    units = units_of(characters, fold)
    return (len(units) > 1 or len(plain) >= _LETTERS) and divide(units, plain) is not None


def align_japanese(form: str, words: Sequence[str], fold: Fold) -> Likeness | None:
    """How a person's name in characters is like one in Latin letters, or in kana, whose `words` these are;
    None if no readings of the characters make it, in whatever order of the family name and the given name."""
    pieces = BETWEEN.split(form)
    if not 0 < len(words) <= _WORDS or sum(map(len, pieces)) > CHARACTERS:
        return None
    plain = [letters(word if word.isascii() else fold(word)) for word in words]
    if not all(map(ROMAJI.fullmatch, plain)) or not all(map(NAME.fullmatch, pieces)):
        return None
    if len("".join(plain)) < _LETTERS:
        return None
    for parted in _parted(pieces, len(words)):
        units = [units_of(piece, fold) for piece in parted]
        for order in permutations(range(len(words))):
            if all(divide(own, plain[at]) for own, at in zip(units, order, strict=True)):
                parts = sorted(zip(order, parted, strict=True))
                return Likeness(
                    "parts",
                    form,
                    parts=tuple(PartLikeness(piece, words[at], at, "read") for at, piece in parts),
                    person=True,
                )
    return None


def _parted(pieces: Sequence[str], count: int) -> Iterator[list[str]]:
    """The ways to take a name apart into so many pieces: those that it is written in, if it is."""
    if len(pieces) == count:
        yield list(pieces)
    elif len(pieces) == 1:
        text = pieces[0]
        for cuts in combinations(range(1, len(text)), count - 1):
            yield [text[start:end] for start, end in zip((0, *cuts), (*cuts, len(text)), strict=True)]
