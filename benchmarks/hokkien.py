"""Write the table of what Chinese characters are read as in Hokkien, from the dictionary data of the package
`taibun`: `uv run --group bench python -m benchmarks hokkien`.

Many characters have a reading of speech and one of letters, and names mostly have the second: 石 is
*tsio̍h*, the stone, and *si̍k* in a name. Only what people speak has vowels through the nose, ends in a stop
of the throat, or does without a vowel; of what is left the readings of letters sound more like those of
Mandarin, Cantonese and Korean. Simplified characters are read as those they stand for.
"""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from importlib.resources import files

import icu
import msgpack

from benchmarks.characters import text_of
from canonym.characters import CHARACTER_FOLDER
from canonym.reading import load_readings
from canonym.sound import Ear, Sounds, difference

_HEAD = """# How characters are read in Hokkien, in Tâi-lô without its tones: a reading, and the characters
# that have it. From taibun {version}, whose data are of the Taiwanese-Chinese Online Dictionary and the
# iTaigi dictionary, both by way of ChhoeTaigi, under CC BY-SA 4.0, as this file is;
# by `python -m benchmarks hokkien`.
"""
_SPOKEN = re.compile("nn|h$|^[^aeiou]+$")
_TONES = re.compile("[\u0300-\u036f]")


def without_tones(syllable: str) -> str:
    """Without the marks of tones and other marks."""
    return _TONES.sub("", unicodedata.normalize("NFD", syllable.lower()))


def of_letters(syllables: Iterable[str], relatives: Sequence[Sounds]) -> str:
    """Of several readings that which may be of letters and is most like those of its relatives."""
    said = [without_tones(way) for syllable in syllables for way in syllable.split("/")]
    lettered = [one for one in said if not _SPOKEN.search(one)]

    def far(syllable: str) -> float:
        sounds = Sounds(syllable.replace("tsh", "C").replace("ts", "C").replace("j", "Z"))
        return sum(difference(sounds, relative).share for relative in relatives)

    return min(lettered or said, key=far)


def readings(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """The reading of each character, and of its simplified form."""
    ears = [Ear(reading) for reading in load_readings() if reading.id in ("ko-Hani", "yue", "zh")]
    found = {
        character: of_letters(syllables, [Sounds(ear.hear(character)) for ear in ears])
        for character, syllables in table.items()
        if len(character) == 1
    }
    simplify = icu.Transliterator.createInstance("Traditional-Simplified")
    for character, syllable in sorted(found.items()):
        found.setdefault(simplify.transliterate(character), syllable)
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and write."""
    argparse.ArgumentParser(prog="python -m benchmarks hokkien", description=__doc__).parse_args(arguments)
    table = msgpack.unpackb(files("taibun").joinpath("data/prons.msgpack").read_bytes())
    head = _HEAD.format(version=version("taibun"))
    text = text_of(sorted(readings(table).items()), head)
    CHARACTER_FOLDER.joinpath("nan.txt").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
