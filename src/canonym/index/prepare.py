"""What an index keeps of names: folds, sounds, spellings and keys. Names are prepared in portions,
each on its own, so that several processes can share the work."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from canonym.index.keys import (
    WHOLE,
    heard_window_keys,
    part_key,
    sound_key,
    sound_part_key,
    spelling_key,
    term_key,
)
from canonym.orthography import PLAIN, Orthography
from canonym.records import COUNTRY, Reading, Scheme
from canonym.rough import ears
from canonym.sound import Sounds, deletions
from canonym.text import clean, written_parts
from canonym.thing_keys import ThingKeys
from canonym.vocabulary import Vocabulary

# Names that one process prepares at once; fewer than a few portions are not worth a second process.
PORTION = 20_000
_WORTH_SHARING = 5 * PORTION

_FULL_ALPHABETS = ("Latn", "Cyrl", "Grek")

Keys = npt.NDArray[np.uint32]


class RawName(NamedTuple):
    """A name as the gazetteer has it, with what its preparation depends on."""

    text: str
    lang: str
    script: str
    country: str
    kind: str
    type: str


class Spelling(NamedTuple):
    """What some schemes make of a name (`name` counts within the portion) or of a part of it."""

    key: int
    name: int
    place: int
    schemes: tuple[int, ...]


class Portion(NamedTuple):
    """Prepared names: a fold each; the sounds of those that a reading of their language hears, or
    that nobody can hear; spellings; sound keys and keys of terms with their names; and of distinct folds
    what rough ears hear and the windows."""

    folds: list[str]
    heard: dict[int, str]
    spellings: list[Spelling]
    sound_keys: list[tuple[int, int]]
    term_keys: list[tuple[int, int]]
    distinct: list[str]
    rough: list[str]
    window_counts: Keys
    windows: Keys


def prepare(orthography: Orthography, names: Sequence[RawName], vocabulary: Vocabulary) -> Portion:
    """Fold, hear and write names, and look what their terms mean."""
    keys_of = ThingKeys(vocabulary, orthography).of_name
    folds = [orthography.fold(name.text) for name in names]
    heard: dict[int, str] = {}
    spellings: list[Spelling] = []
    sound_keys: list[tuple[int, int]] = []
    term_keys: list[tuple[int, int]] = []
    for number, (name, fold) in enumerate(zip(names, folds, strict=True)):
        if not fold:
            continue
        sounds = _hear(orthography, name)
        if sounds is not None:
            heard[number] = sounds
            if sounds:
                own = Sounds(sounds)
                sound_keys += [(sound_key(key), number) for key in deletions(own.key)]
                sound_keys += [(sound_part_key(key), number) for key in own.part_keys()]
        spellings += _spell(orthography, number, name, fold, divided=sounds != "")
        if name.kind != COUNTRY:
            meant = keys_of(clean(name.text), fold, name.lang, name.script, name.type)
            term_keys += [(term_key(key), number) for key in meant]
    distinct = [fold for fold in dict.fromkeys(folds) if fold]
    rough = list(ears(distinct))
    keys = [sorted(found) for found in heard_window_keys(distinct, rough)]
    return Portion(
        folds,
        heard,
        spellings,
        sound_keys,
        term_keys,
        distinct,
        [f"{one.hard}\n{one.soft_bones}" for one in rough],
        np.fromiter(map(len, keys), np.uint32, len(keys)),
        np.fromiter((key for found in keys for key in found), np.uint32),
    )


def prepare_all(
    names: Iterator[RawName],
    total: int,
    schemes: Sequence[Scheme],
    readings: Sequence[Reading],
    vocabulary: Vocabulary,
    jobs: int,
) -> Iterator[Portion]:
    """Prepare names in portions, in order; in several processes if there are many of them."""
    portions = iter(lambda: list(islice(names, PORTION)), [])
    if jobs < 2 or total < _WORTH_SHARING:
        orthography = Orthography(schemes, readings)
        for portion in portions:
            yield prepare(orthography, portion, vocabulary)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (schemes, readings, vocabulary)) as pool:
        waiting = []
        for portion in portions:
            waiting.append(pool.submit(_prepare_portion, portion))
            if len(waiting) > 2 * jobs:  # so that no more wait than memory should hold
                yield waiting.pop(0).result()
        for found in waiting:
            yield found.result()


def _hear(orthography: Orthography, name: RawName) -> str | None:
    """The sounds of a name in its language's reading; None if its language is unknown.

    Countries are named in 200 languages, so that any word sounds like one of them somewhere. Those
    names that no reading of an alphabet with all its vowels hears without being told the language
    are found as they are listed and no other way: they sound like nothing.
    """
    if name.lang == PLAIN:
        return None
    reading = orthography.own_reading(name.lang, name.script, name.text)
    if name.kind == COUNTRY and (
        reading == PLAIN
        or name.script not in _FULL_ALPHABETS
        or orthography.ears[reading].reading.only_if_stated
    ):
        return ""
    return orthography.hear(reading, name.text, name.script)


def _spell(
    orthography: Orthography, number: int, name: RawName, fold: str, *, divided: bool
) -> Iterable[Spelling]:
    """What schemes make of a name, as wholes and part by part."""
    written: dict[str, list[int]] = {}
    for scheme, spelled in orthography.write(name.text, name.lang, name.script, country=name.country):
        written.setdefault(spelled, []).append(scheme)
    if not written:
        return
    count = fold.count(" ") + 1
    several = divided and count > 1 and written_parts(clean(name.text)) >= count
    for spelled, schemes in written.items():
        yield Spelling(spelling_key(spelled), number, WHOLE, tuple(schemes))
        parts = spelled.split(" ")
        # An apostrophe that a scheme writes as a gap makes no part: `V yetnam` has one, as listed.
        if several and len(parts) == count:
            for place, part in enumerate(parts[:WHOLE]):
                yield Spelling(part_key(part), number, place, tuple(schemes))


# The orthography of a process that prepares names for another: compiled rules can't be sent.
_own: dict[str, Any] = {}


def _start(schemes: Sequence[Scheme], readings: Sequence[Reading], vocabulary: Vocabulary) -> None:
    gc.disable()  # what a portion is made of holds nothing that holds it
    _own["orthography"] = Orthography(schemes, readings)
    _own["vocabulary"] = vocabulary


def _prepare_portion(names: Sequence[RawName]) -> Portion:
    return prepare(_own["orthography"], names, _own["vocabulary"])
