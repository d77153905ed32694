"""Write the tables of what Chinese characters are read as, from the Unihan data of Unicode:
`uv run python -m benchmarks characters FOLDER`, where the folder holds `Unihan_Readings.txt` and the
other files of `Unihan.zip`.

Kept are the characters of the national standards of China and Taiwan, with the reading that Unihan
gives first. A simplified one without a reading has that of its traditional form. Mandarin, of which ICU
knows the first, has the other readings of its dictionaries in a table of their own.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from canonym.characters import CHARACTER_FOLDER
from canonym.mandarin import OTHER_READINGS, without_tones

_FILES = ("Unihan_Readings.txt", "Unihan_OtherMappings.txt", "Unihan_Variants.txt")
_STANDARDS = ("kBigFive", "kGB0", "kTGH")
_HEAD = """# How characters are read in {language}: a reading, and the characters that have it.
# From the {field} of Unihan {version}, © Unicode, Inc., under the Unicode licence,
# by `python -m benchmarks characters`.
"""
_VERSION = re.compile(r"^# Unicode version: (\S+)", re.MULTILINE)
# The dictionaries of modern Mandarin.
_MANDARIN = ("kTGHZ2013", "kXHC1983")
# What a family name is read as, where that isn't the first reading.
_FAMILY = {"kHangul": {"金": "김"}}


def _jyutping(field: str) -> str:
    """Without the tone."""
    return field.split(maxsplit=1)[0].rstrip("0123456789")


def _hangul(field: str) -> str:
    """Without the lists of characters that have it."""
    return unicodedata.normalize("NFC", field.split(maxsplit=1)[0].partition(":")[0])


_TABLES: dict[str, tuple[str, str, Callable[[str], str]]] = {
    "yue": ("Cantonese, in Jyutping", "kCantonese", _jyutping),
    "ko-Hani": ("Korean", "kHangul", _hangul),
}


def character_of(code: str) -> str:
    """The character of a number as Unihan writes it."""
    return chr(int(code.removeprefix("U+"), base=16))


def _pinyin(field: str) -> list[str]:
    """Without the tones, and the places in a dictionary that stand before."""
    said = ",".join(entry.rpartition(":")[2] for entry in field.split())
    return list(dict.fromkeys(without_tones(said).split(",")))


def fields_of(folder: Path) -> dict[str, dict[str, str]]:
    """What the files of Unihan tell of each character, by field."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for name in _FILES:
        for line in folder.joinpath(name).read_text("utf-8").split("\n"):
            if line.startswith("U+"):
                code, key, value = line.split("\t")
                found[character_of(code)][key] = value
    return dict(found)


def version_of(folder: Path) -> str:
    """The version of Unicode."""
    found = _VERSION.search(folder.joinpath(_FILES[0]).read_text("utf-8"))
    return found[1] if found else ""


def readings(
    found: Mapping[str, Mapping[str, str]], field: str, told: Callable[[str], str]
) -> dict[str, str]:
    """The reading of each character."""
    table = {}
    for character, fields in sorted(found.items()):
        if not fields.keys() & set(_STANDARDS):
            continue
        others = [character_of(code) for code in fields.get("kTraditionalVariant", "").split()]
        own = next((found[each][field] for each in (character, *others) if field in found[each]), None)
        if own is not None:
            table[character] = told(own)
    return table | _FAMILY.get(field, {})


def other_readings(found: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Each character with what it is read as in Mandarin besides the first reading."""
    for character, fields in sorted(found.items()):
        if fields.keys() & set(_STANDARDS):
            first = _pinyin(fields.get("kMandarin", "").partition(" ")[0])
            others = (reading for field in _MANDARIN for reading in _pinyin(fields.get(field, "")))
            yield from ((character, reading) for reading in dict.fromkeys(others) if reading not in first)


def text_of(table: Iterable[tuple[str, str]], head: str) -> str:
    """A file: a line for each reading."""
    lines: dict[str, str] = defaultdict(str)
    for character, reading in table:
        if reading:
            lines[reading] += character
    return head + "".join(f"{reading} {characters}\n" for reading, characters in sorted(lines.items()))


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks characters", description=__doc__)
    parser.add_argument("folder", type=Path, help="with the files of Unihan")
    options = parser.parse_args(arguments)
    version, found = version_of(options.folder), fields_of(options.folder)
    for reading, (language, field, told) in _TABLES.items():
        head = _HEAD.format(language=language, field=f"field {field}", version=version)
        table = readings(found, field, told).items()
        CHARACTER_FOLDER.joinpath(f"{reading}.txt").write_text(text_of(table, head), "utf-8")
    fields = f"fields {' and '.join(_MANDARIN)}"
    head = _HEAD.format(language="Mandarin besides the first reading", field=fields, version=version)
    OTHER_READINGS.write_text(text_of(other_readings(found), head), "utf-8")


if __name__ == "__main__":
    main()
