"""Chinese names as Mandarin says them: which syllables their spellings, or their characters, may stand for.

Mandarin has some four hundred syllables, and pinyin and Wade-Giles have a spelling for each: a name that
divides into them says which they are. Xiaolu is another name than Xiaoli, though only a vowel differs; and
Hsiao-li is the same, though much does.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, product
from pathlib import Path
from typing import NamedTuple

from canonym.characters import load_table
from canonym.likeness import Likeness, PartHow, PartLikeness
from canonym.remainder import Rest, rests

_FILE = Path(__file__).with_name("mandarin.toml")
OTHER_READINGS = Path(__file__).with_name("mandarin.txt")
_WORD = re.compile("[a-zü'ê]{1,14}")
_TONES = re.compile("[\u0300\u0301\u0304\u030c]")
# A given name has so many syllables at most, and so has a family name, in as many words.
_SYLLABLES = 2

# Characters are one part.
_IN_CHARACTERS = (0, 0)

Syllables = tuple[str, ...]


class Mandarin(NamedTuple):
    """One way to take a name for a Chinese one: the folds of its family name and of its given name, the
    places of both among the written parts, and what each may be, in pinyin."""

    folds: tuple[str, str]
    places: tuple[int, int]
    readings: tuple[frozenset[Syllables], frozenset[Syllables]]


class _Spellings(NamedTuple):
    """What each spelling stands for: in pinyin, in Wade-Giles, and as a family name in one of them."""

    pinyin: dict[str, set[str]]
    wade_giles: dict[str, set[str]]
    families: dict[str, frozenset[Syllables]]


@cache
def _spellings() -> _Spellings:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    syllables = [*map(tuple, data["syllables"])]
    for final, its, behind in data["finals"]:
        initials = ((one, other) for one, other in data["initials"] if one in behind.split())
        syllables += [(one + final, other + its) for one, other in initials]
    pinyin: dict[str, set[str]] = {}
    wade_giles: dict[str, set[str]] = {}
    for syllable, spelling in syllables:
        for way in data["umlaut"]:
            pinyin.setdefault(syllable.replace("ü", way), set()).add(syllable)
        for written in (spelling, spelling.replace("'", "")):
            for one in (written, written.replace("ü", "u")):
                wade_giles.setdefault(one, set()).add(syllable)
    families: dict[str, set[Syllables]] = {}
    for table in (pinyin, wade_giles):
        for family in data["families"]:
            said = tuple(family.split())
            spelled = ([one for one, some in table.items() if syllable in some] for syllable in said)
            for spelling in map("".join, product(*spelled)):
                families.setdefault(spelling, set()).add(said)
    return _Spellings(pinyin, wade_giles, {one: frozenset(said) for one, said in families.items()})


@cache
def _other_readings() -> dict[str, tuple[str, ...]]:
    return load_table(OTHER_READINGS)


def read_latin(
    parts: Sequence[str], folds: Sequence[str], given_name: Callable[[str], bool]
) -> list[Mandarin]:
    """The ways to take a name in Latin letters for a Chinese one: none for most names.

    `given_name`: whether a part is a given name of other languages, which stands first there: Lisa Li is not
    Li Sa.
    """
    if not 1 < len(parts) <= 1 + _SYLLABLES:
        return []
    last = len(parts) - 1
    ways = []
    for at, rest in ((0, range(1, last + 1)), (last, range(last))):
        families = _spellings().families.get(_bare(parts[at]))
        if families is None or (at == last == 1 and given_name(folds[0])):
            continue
        divided = product(*(_divided(_bare(parts[place])) for place in rest))
        names = frozenset(tuple(chain.from_iterable(some)) for some in divided)
        given = frozenset(name for name in names if len(name) <= _SYLLABLES)
        if given:
            fold = "".join(folds[place] for place in rest)
            ways.append(Mandarin((folds[at], fold), (at, rest[0]), (families, given)))
    return ways


def read_characters(text: str, syllables: Sequence[str]) -> list[Mandarin]:
    """The ways to take Chinese characters, with their usual `syllables`, for a name."""
    if len(syllables) != len(text):
        return []
    each = [
        {syllable, *_other_readings().get(character, ())}
        for character, syllable in zip(text, syllables, strict=True)
    ]
    # By the letters of folds, which lack the dots of ü.
    said = [frozenset().union(*(_spellings().pinyin.get(one, ()) for one in some)) for some in each]
    ways = []
    for count in range(1, len(text)):
        parts = (said[:count], said[count:])
        if max(map(len, parts)) <= _SYLLABLES:
            folds = "".join(syllables[:count]), "".join(syllables[count:])
            family, given = (frozenset(product(*some)) for some in parts)
            ways.append(Mandarin(folds, _IN_CHARACTERS, (family, given)))
    return ways


def align_mandarin(
    form: str, mention: Sequence[Mandarin], name: Sequence[Mandarin], abroad: Iterable[str] = ()
) -> Likeness | None:
    """How two Chinese names are alike by their syllables; None if they may be none, or nothing of them is.

    `abroad`: how the family name is spelled where another language than Mandarin is spoken: such a name has
    other syllables.
    """
    best: list[PartLikeness] = []
    rest: tuple[Rest, ...] = ()
    said = False
    of_characters = any(way.places == _IN_CHARACTERS for way in (*mention, *name))
    for one, other in product(mention, name):
        pairs = []
        left: tuple[list[str], list[str]] = [], []
        for part, partner, place, own, its in zip(
            one.folds, other.folds, other.places, one.readings, other.readings, strict=True
        ):
            if shared := own & its:
                how: PartHow = "listed" if part == partner and not of_characters else "mandarin"
                pairs.append(PartLikeness(part, partner, place, how, own="-".join(min(shared))))
            else:
                left[0].append(part)
                left[1].append(partner)
        if len(pairs) == len(one.folds):
            return Likeness("parts", form, parts=tuple(pairs), person=True)
        if len(pairs) > len(best):
            best = pairs
            rest = rests(*left, apart=True)
            given = product(one.readings[1], other.readings[1])
            said = other.folds[0] not in abroad or any(set(own) & set(its) for own, its in given)
    if not best or not said:
        return None
    return Likeness(
        "parts",
        form,
        parts=tuple(best),
        extra=0.5,
        missing=0.5,
        person=True,
        contradiction=True,
        rest=rest,
    )


def is_pinyin(words: Iterable[str]) -> bool:
    """Whether each word may be a syllable or two in pinyin."""
    table = _spellings().pinyin
    return all(any(_divided_by(_bare(word), table)) for word in words)


def _bare(word: str) -> str:
    """A word in small letters without the marks of tones, and without a comma behind it."""
    word = word.lower().rstrip(",")
    if word.isascii():
        return word
    return without_tones(word).replace("ê", "e")


def without_tones(pinyin: str) -> str:
    """Pinyin without the marks of its tones; the dots of ü stay."""
    return unicodedata.normalize("NFC", _TONES.sub("", unicodedata.normalize("NFD", pinyin)))


def _divided(word: str) -> list[Syllables]:
    """The syllables that a word may be, in pinyin or in Wade-Giles."""
    if not _WORD.fullmatch(word):
        return []
    return [*_divided_by(word, _spellings().pinyin), *_divided_by(word, _spellings().wade_giles)]


def _divided_by(word: str, table: dict[str, set[str]]) -> Iterator[Syllables]:
    yield from ((syllable,) for syllable in table.get(word, ()))
    for place in range(1, len(word)):
        # Pinyin has an apostrophe before a vowel: Xi'an.
        first, second = table.get(word[:place]), table.get(word[place:].removeprefix("'"))
        if first and second:
            yield from product(first, second)
