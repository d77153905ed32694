"""Korean names in Latin letters: which syllables of Hangul their spellings may stand for.

Hardly anyone spells a name by one scheme throughout: 정현우 is Jung Hyun-woo as well as Jeong Hyeonu
and Chŏng Hyŏn-u. One spelling may stand for several syllables (Jung for 정 and 중), so that no reading
makes one sound of all that may be the same: two names may be one if there is some Hangul that both are
spellings of.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from canonym.likeness import Likeness, PartHow, PartLikeness
from canonym.remainder import Rest, rests

_FILE = Path(__file__).with_name("korean.toml")
# A word of one syllable or two has no more vowels apart.
_WORD = re.compile("(?=[a-zŏŭ]{1,12}$)[^aeiouwyŏŭ]*[aeiouwyŏŭ]+[^aeiouwyŏŭ]*(?:[aeiouwyŏŭ]+[^aeiouwyŏŭ]*)?")
_SYLLABLE = re.compile("([^aeiouwyŏŭ]*)([aeiouwyŏŭ]+)([^aeiouwyŏŭ]*)")
# A given name has so many syllables, each of which may be a part of the name. A few have one, but so have
# those of all the world.
_SYLLABLES = 2
# Of Hangul: the first syllable, and the parts of each in the order of Unicode.
_FIRST, _LAST = 0xAC00, 0xD7A3
_ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_ENDS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
# Before these vowels the South drops the r that begins a family name, and before others it says n.
_GLIDING = "ㅑㅕㅖㅛㅠㅣ"
# Syllables whose spellings are remembered.
_REMEMBERED = 4096


class Korean(NamedTuple):
    """One way to take a name for a Korean one: its parts as they are written, the places of the family name
    and of the given name's parts, and whether the breves of McCune and Reischauer may have been left out
    (`bare`)."""

    parts: tuple[str, ...]
    family: int
    given: tuple[int, ...]
    bare: bool

    def units(self, *, joined: bool) -> list[tuple[int, ...]]:
        """The places of what is compared: the family name, and the given name, perhaps `joined`."""
        return [(self.family,), *([self.given] if joined else [(place,) for place in self.given])]


class _Spellings(NamedTuple):
    families: frozenset[str]
    onsets: dict[str, str]
    ends: dict[str, list[str]]
    vowels: dict[str, dict[str, str]]
    bare: re.Pattern[str]
    pinyin: re.Pattern[str]


@cache
def _spellings() -> _Spellings:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    families = (*data["families"], *data["families_of_two"])
    pinyin = re.compile(f"(?:{'|'.join(data['pinyin'])}){{1,{_SYLLABLES}}}")
    one = f"(?:{'|'.join(data['bare_beside'])})"
    bare = re.compile(f"[^aeiouwyŏŭ]*{one}(?:[^aeiouwyŏŭ]+{one})*[^aeiouwyŏŭh]*")
    return _Spellings(
        frozenset(map(_southern, families)), data["onsets"], data["ends"], data["vowels"], bare, pinyin
    )


def ways_to_read(parts: Sequence[str]) -> list[Korean]:
    """The ways to take a name, by its parts as they are written, for a Korean one: none for most names."""
    texts = tuple(unicodedata.normalize("NFC", part.lower().replace("'", "")) for part in parts)
    if not 1 < len(texts) <= 1 + _SYLLABLES or not all(map(_WORD.fullmatch, texts)):
        return []
    last = len(texts) - 1
    # Who writes one vowel as no scheme does writes none by that scheme.
    bare = all(map(_spellings().bare.fullmatch, texts))
    ways = (Korean(texts, 0, tuple(range(1, last + 1)), bare), Korean(texts, last, tuple(range(last)), bare))
    return [way for way in ways if all(hangul(way, at, bare=bare) for at in ((way.family,), way.given))]


def align_koreans(
    form: str, mention: Sequence[Korean], name: Sequence[Korean], folds: Sequence[str], others: Sequence[str]
) -> Likeness | None:
    """How two Korean names are alike by what their spellings may stand for; None if they may be no Korean
    ones, or nothing of them is alike.

    `folds` are those of the parts of the mention, `others` those of the name. Where each syllable stands by
    itself, one that can't be the other's is another name.
    """
    best: list[PartLikeness] = []
    rest: tuple[Rest, ...] = ()
    most = 0
    for one, other in product(mention, name):
        if all(map(_may_be_chinese, one.parts + other.parts)):
            continue
        joined = len(one.given) != len(other.given)
        pairs = []
        left: tuple[list[str], list[str]] = [], []
        units = list(zip(one.units(joined=joined), other.units(joined=joined), strict=True))
        for own, its in units:
            said = spelled_alike(one, own, other, its)
            part, partner = ("".join(map(each.__getitem__, at)) for each, at in ((folds, own), (others, its)))
            if said:
                how: PartHow = "listed" if part == partner else "hangul"
                pairs.append(PartLikeness(part, partner, its[0], how, own=said))
            else:
                left[0].append(part)
                left[1].append(partner)
        if len(pairs) == len(units):
            return Likeness("parts", form, parts=tuple(pairs), person=True)
        if len(pairs) > len(best):
            best, most = pairs, len(units)
            rest = rests(*left, apart=True)
    if not best or any(len(each[0].parts) <= _SYLLABLES for each in (mention, name)):
        return None
    share = 1 - len(best) / most
    return Likeness(
        "parts",
        form,
        parts=tuple(best),
        extra=share,
        missing=share,
        person=True,
        contradiction=True,
        rest=rest,
    )


def may_spell(ways: Sequence[Korean], name: str) -> bool:
    """Whether a name in Latin letters, taken in some `ways`, may spell one in Hangul."""
    if not name or not all(_FIRST <= ord(syllable) <= _LAST for syllable in name):
        return False
    return any(
        _southern(name[0]) in hangul(way, (way.family,), bare=True)
        and name[1:] in hangul(way, way.given, bare=True)
        for way in ways
    )


def spelled_alike(one: Korean, places: Sequence[int], other: Korean, others: Sequence[int]) -> str:
    """Some Hangul that both are spellings of, rather with the breves as they are written; nothing if there is
    none."""
    for bare in (False, True):
        shared = hangul(one, places, bare=bare) & hangul(other, others, bare=bare)
        if shared:
            return min(shared)
    return ""


def hangul(way: Korean, places: Sequence[int], *, bare: bool) -> frozenset[str]:
    """What the family name, or the given name, may be."""
    read = product(*(_read(way.parts[place], bare=bare and way.bare) for place in places))
    names = frozenset(map("".join, read))
    if places == (way.family,):
        return frozenset(map(_southern, names)) & _spellings().families
    return frozenset(name for name in names if len(name) == (_SYLLABLES if places == way.given else 1))


def _may_be_chinese(word: str) -> bool:
    """Whether a word may be pinyin: there each spelling is one syllable."""
    return _spellings().pinyin.fullmatch(word) is not None


def _read(word: str, *, bare: bool) -> frozenset[str]:
    """What a word may be: one syllable, or else two."""
    found = {*_syllable(word, bare=bare)}
    if found:
        return frozenset(found)
    for place in range(1, len(word)):
        if behind := _syllable(word[place:], bare=bare):
            found.update(map("".join, product(_syllable(word[:place], bare=bare), behind)))
    return frozenset(found)


@lru_cache(_REMEMBERED)
def _syllable(text: str, *, bare: bool) -> tuple[str, ...]:
    """The syllables of Hangul that may be spelled so."""
    taken = _SYLLABLE.fullmatch(text)
    spellings = _spellings()
    if taken is None:
        return ()
    onset, vowel, end = taken.groups()
    where = ["always"]
    where += ["closed"] if end.strip("h") else []
    where += ["before_h"] if end in ("h", "r") else []
    where += ["behind_h"] if onset == "h" else []
    where += ["bare"] if bare else []
    return tuple(
        _written(first, middle, last)
        for first in spellings.onsets.get(onset, "")
        for middle in {middle for each in where for middle in spellings.vowels[each].get(vowel, "")}
        for last in spellings.ends.get(end, ())
    )


def _written(onset: str, vowel: str, end: str) -> str:
    place = _ONSETS.index(onset) * len(_VOWELS) + _VOWELS.index(vowel)
    return chr(_FIRST + place * len(_ENDS) + _ENDS.index(end))


def _southern(family: str) -> str:
    """A family name as the South has it: 이 for 리, 노 for 로."""
    place, end = divmod(ord(family[0]) - _FIRST, len(_ENDS))
    onset, vowel = divmod(place, len(_VOWELS))
    if _ONSETS[onset] != "ㄹ":
        return family
    return _written("ㅇ" if _VOWELS[vowel] in _GLIDING else "ㄴ", _VOWELS[vowel], _ENDS[end]) + family[1:]
