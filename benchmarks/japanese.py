"""Write the table of how Chinese characters are read in Japanese names:
`uv run python -m benchmarks japanese UNIHAN NAMES`, where the folder UNIHAN holds `Unihan_Readings.txt` and
the other files of `Unihan.zip`, and NAMES is `Noun.name.csv` of the IPA dictionary (mecab-ipadic 2.7.0).

Unihan tells the readings of dictionaries, up to three native ones. What names have besides, as kazu for 和,
is told by the names of the IPA dictionary with their readings: what is left of a name when the readings of
all other characters are known is one of the character left over, if it is so in several names. Kept are the
characters of the two official lists, and others that these names have, with the readings that some name has,
and those from Chinese; characters that hardly any name has keep all that Unihan tells.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import icu

from benchmarks.characters import character_of, fields_of, version_of
from canonym.japanese import AGAIN, READINGS_FILE, ROMAJI, TOGETHER, Readings, divide, letters, units_of

_HEAD = """\
# How characters are read in Japanese names, in Hepburn's spelling: characters that are forms of one (or are
# written for it in China), or, joined by +, such as aren't read one by one; and their readings, those of most
# names first. From the fields kJapaneseKun and kJapaneseOn of Unihan {version}, © Unicode, Inc., under the
# Unicode licence, and from the people's names of the IPA dictionary (mecab-ipadic 2.7.0-20070801), © Nara
# Institute of Science and Technology, under its licence (ipadic-licence.txt), by
# `python -m benchmarks japanese`.
"""
_LISTS = ("kJoyoKanji", "kJinmeiyoKanji")
# Fields of the characters used in Japan besides and in Taiwan, and those that tell of what they are forms.
_NATIONAL = ("kIBMJapan", "kBigFive")
_VARIANTS = ("kSemanticVariant", "kZVariant", "kSimplifiedVariant")
# In so many names a character that is in no list, or a reading that Unihan lacks, has to stand.
_ENOUGH = 2
# A character that fewer names have keeps all its readings.
_FEW = 6
_MOST = 12
# How many characters are looked at together, round by round, and how many a whole name may have.
_ROUNDS = (1, 1, 1, 2)
_WHOLE = 3
_POINTER = re.compile(r"U\+[0-9A-F]+")
_HAN = re.compile(f"[\u3400-\u9fff{AGAIN}]+")
_FAMILY_OR_GIVEN = ("姓", "名")
_SMALL = "ャュョァィゥェォヮ"
# A verb that is made of a stem, and -eru or -iru.
_VERB = re.compile("(.*[aeioun])([^aeiou]*[ei])ru")
# What other verbs, adjectives and numbers end in as dictionaries have them, and in names.
_FORMS = (
    ("shii", ("shi", "")),
    ("raka", ("ra", "")),
    ("yaka", ("ya", "")),
    ("ru", ("ri", "")),
    ("tsu", ("chi", "")),
    ("su", ("shi", "")),
    ("ku", ("ki", "")),
    ("gu", ("gi", "")),
    ("mu", ("mi", "")),
    ("bu", ("bi", "")),
    ("nu", ("ni", "")),
    ("au", ("ai", "a")),
    ("ou", ("oi", "o")),
    ("ai", ("a", "ashi")),
    ("oi", ("o", "oshi")),
    ("ui", ("u", "ushi")),
)


class Named(NamedTuple):
    """A name in characters, and its morae in Latin letters."""

    characters: str
    morae: tuple[str, ...]
    family: bool


def names_of(path: Path) -> list[Named]:
    """The family names and given names of the dictionary that are written in characters alone."""
    found = set()
    to_latin = icu.Transliterator.createInstance("Katakana-Latin")
    for line in path.read_text("euc-jp").splitlines():
        row = line.split(",")
        if row[7] in _FAMILY_OR_GIVEN and _HAN.fullmatch(row[0]):
            kana = re.findall(f"ッ?.[{_SMALL}]?", row[11])
            morae = tuple(letters(to_latin.transliterate(mora).replace("~", "")) for mora in kana)
            found.add(Named(row[0], morae, row[7] == _FAMILY_OR_GIVEN[0]))
    return sorted(found)


def dictionary(fields: Mapping[str, str]) -> list[str]:
    """The readings of Unihan: native ones with what may be left of them in names, and those from Chinese."""
    found = [each for reading in told_in(fields, "kJapaneseKun") for each in (reading, *forms_of(reading))]
    return list(dict.fromkeys([*found, *from_chinese(fields)]))


def from_chinese(fields: Mapping[str, str]) -> list[str]:
    """The readings of Unihan that come from Chinese."""
    return told_in(fields, "kJapaneseOn")


def told_in(fields: Mapping[str, str], field: str) -> list[str]:
    """The readings of a field, but for a few that are cut off."""
    return [told for told in map(letters, fields.get(field, "").split()) if ROMAJI.fullmatch(told)]


def forms_of(native: str) -> Iterator[str]:
    """What a verb, an adjective or a number, as dictionaries have it, may be in a name: watari and wata for
    wataru, kiyoshi and kiyo for kiyoi, akira and aki for akiraka."""
    verb = _VERB.fullmatch(native)
    if verb:
        yield from (verb[1] + verb[2], verb[1])
        return
    for end, others in _FORMS:
        if native.endswith(end):
            stem = native.removesuffix(end)
            yield from (stem + other for other in others if ROMAJI.fullmatch(stem + other))
            return


def groups(found: Mapping[str, Mapping[str, str]], named: Mapping[str, int]) -> dict[str, list[str]]:
    """Each character kept, with those that are other forms of it."""
    kept = {
        each
        for each, fields in found.items()
        if fields.keys() & set(_LISTS) or (named.get(each, 0) >= _ENOUGH and dictionary(fields))
    }
    forms: dict[str, list[str]] = {each: [each] for each in sorted(kept)}
    for each in sorted(kept):
        pointer = _POINTER.search(found[each].get("kJinmeiyoKanji", ""))
        standard = character_of(pointer[0]) if pointer else each
        if standard != each and standard in forms:
            forms[standard] += forms.pop(each)
    # Forms that the lists lack, as names have them in Japan (the other one of 高) and in Taiwan (that of 内).
    for each, fields in sorted(found.items()):
        if fields.keys() & set(_NATIONAL) and each not in kept:
            codes = {code for field in _VARIANTS for code in _POINTER.findall(fields.get(field, ""))}
            for code in codes:
                forms.get(character_of(code), []).append(each)
    for others in forms.values():
        for other in tuple(others):
            for code in _POINTER.findall(found[other].get("kSimplifiedVariant", "")):
                simple = character_of(code)
                if simple not in others:
                    others.append(simple)
    return forms


class Learnt(NamedTuple):
    """How many names have each reading of each character, and what characters are together that aren't read
    one by one."""

    told: dict[str, Counter[str]]
    together: dict[str, list[str]]


def learn(names: Sequence[Named], known: Readings) -> Learnt:
    """What the names tell of the readings of characters."""
    for size in _ROUNDS:
        told: dict[str, Counter[str]] = {each: Counter() for each in known}
        open_ways = []
        for name in names:
            found = divide(units_of(name.characters, str, known), "".join(name.morae))
            before = ""
            for part in found or ():
                before = before if part.characters == AGAIN else part.characters
                told[before][part.reading] += 1
            if not found:
                open_ways.append(sorted(set(left_over(name, known, size))))
        # Of several ways to take what is left the one is right that most names have.
        left = Counter(way for ways in open_ways for way in ways)
        right = Counter(max(ways, key=lambda way: left[way]) for ways in open_ways if ways)
        for (characters, reading), count in right.items():
            if count >= _ENOUGH:
                known = {**known, characters: (*known.get(characters, ()), reading)}
    together = {each: list(own) for each, own in known.items() if len(each) > 1}
    for name in names:
        short = name.family and 1 < len(name.characters) <= _WHOLE
        if short and not divide(units_of(name.characters, str, known), "".join(name.morae)):
            together.setdefault(name.characters, []).append("".join(name.morae))
    return Learnt(told, together)


def left_over(name: Named, known: Readings, size: int) -> Iterator[tuple[str, str]]:
    """What is left for so many characters of a name if those before and behind them are read in a way that is
    known."""
    for at in range(len(name.characters) - size + 1):
        characters = name.characters[at : at + size]
        if AGAIN in characters or (size > 1 and size == len(name.characters)):
            continue
        before = units_of(name.characters[:at], str, known)
        behind = units_of(name.characters[at + size :], str, known)
        for start in range(at, len(name.morae)) if characters[0] in known else ():
            if divide(before, "".join(name.morae[:start])) is None:
                continue
            for end in range(start + 1, len(name.morae) - len(behind) + 1):
                if divide(behind, "".join(name.morae[end:]), inside=True) is not None:
                    yield characters, "".join(name.morae[start:end])


def table_of(
    known: Readings, chinese: Mapping[str, set[str]], told: Mapping[str, Counter[str]]
) -> dict[str, list[str]]:
    """The readings of each character, those of most names first; those from Chinese are all kept."""
    table = {}
    for each, own in known.items():
        counts = told[each]
        found = [reading for reading, _ in counts.most_common()][:_MOST]
        few = counts.total() < _FEW
        found += [reading for reading in own if reading not in found and (few or reading in chinese[each])]
        table[each] = found[:_MOST]
    return table


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks japanese", description=__doc__)
    parser.add_argument("unihan", type=Path, help="a folder with the files of Unihan")
    parser.add_argument("names", type=Path, help="Noun.name.csv of the IPA dictionary")
    options = parser.parse_args(arguments)
    found, names = fields_of(options.unihan), names_of(options.names)
    named = Counter(character for name in names for character in set(name.characters))
    lines = groups(found, named)
    first = {each: own for own, others in lines.items() for each in reversed(others)} | {
        each: each for each in lines
    }
    known = {
        own: tuple(dict.fromkeys(reading for each in others for reading in dictionary(found.get(each, {}))))
        for own, others in lines.items()
    }
    names = [
        name._replace(characters="".join(first.get(each, each) for each in name.characters)) for name in names
    ]
    learnt = learn(names, known)
    chinese = {
        own: {reading for each in others for reading in from_chinese(found.get(each, {}))}
        for own, others in lines.items()
    }
    table = table_of(known, chinese, learnt.told)
    rows = (f"{''.join(lines[each])} {' '.join(own)}\n" for each, own in table.items() if own)
    compounds = (f"{TOGETHER.join(each)} {' '.join(own)}\n" for each, own in sorted(learnt.together.items()))
    READINGS_FILE.write_text(
        _HEAD.format(version=version_of(options.unihan)) + "".join((*rows, *compounds)), "utf-8"
    )


if __name__ == "__main__":
    main()
