"""What an index keeps of names: folds, sounds, spellings and keys. Names are prepared in portions,
each on its own, so that several processes can share the work."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from typing import Any, NamedTuple

import numpy as np

from canonym.index.keys import sound_key, sound_part_key, term_key
from canonym.index.portion_keys import Keys, all_window_keys, crcs
from canonym.index.spelled import RawName, Spelling, spell
from canonym.orthography import PLAIN, Orthography
from canonym.peerage import before_rank
from canonym.records import COUNTRY, Reading, Scheme
from canonym.rough import ears
from canonym.sound import Sounds, deletions
from canonym.text import clean
from canonym.thing_keys import ThingKeys
from canonym.vocabulary import Vocabulary

# Names that one process prepares at once; fewer than a few portions are not worth a second process.
PORTION = 20_000
_WORTH_SHARING = 5 * PORTION

# Stands for the place of a fold that is empty.
NO_FOLD = 0xFFFFFFFF

_FULL_ALPHABETS = ("Latn", "Cyrl", "Grek")


class Portion(NamedTuple):
    """Prepared names: the place of each name's fold among the distinct ones, or NO_FOLD; the sounds of
    those names that a reading hears, or that nobody can hear; spellings; sound keys and
    keys of terms with their names; and of distinct folds, in the order in which they come, their key, what
    rough ears hear, and the windows."""

    fold_of: Keys
    heard: dict[int, str]
    spellings: list[Spelling]
    sound_keys: list[tuple[int, int]]
    term_keys: list[tuple[int, int]]
    distinct: list[str]
    exact: Keys
    rough: list[bytes]
    window_counts: Keys
    windows: Keys

    @property
    def folds(self) -> list[str]:
        """The fold of each name."""
        folds = [*self.distinct, ""]
        return [folds[place] for place in np.minimum(self.fold_of, len(self.distinct)).tolist()]


def prepare(orthography: Orthography, names: Sequence[RawName], vocabulary: Vocabulary) -> Portion:
    """Fold, hear and write names, and look what their terms mean."""
    keys_of = ThingKeys(vocabulary, orthography).of_name
    folds = orthography.fold_all([name.text for name in names])
    heard: dict[int, str] = {}
    sound_keys: list[tuple[int, int]] = []
    term_keys: list[tuple[int, int]] = []
    for number, (name, fold) in enumerate(zip(names, folds, strict=True)):
        # Raw lists of places are too long to be heard: what is near in them is found by windows of letters.
        raw = name.lang == PLAIN and name.type == "place"
        sounds = _hear(orthography, name) if fold and not raw else None
        if sounds is not None:
            heard[number] = sounds
            if sounds:
                own = Sounds(_without_rank(sounds, name, fold, vocabulary))
                sound_keys += [(sound_key(key), number) for key in deletions(own.key)]
                sound_keys += [(sound_part_key(key), number) for key in own.part_keys()]
        if fold and name.kind != COUNTRY:
            meant = keys_of(clean(name.text), fold, name.lang, name.script, name.type)
            term_keys += [(term_key(key), number) for key in meant]
    distinct = list(dict.fromkeys(filter(None, folds)))
    places = {"": NO_FOLD} | {fold: place for place, fold in enumerate(distinct)}
    rough = list(ears(distinct))
    counts, windows = all_window_keys(distinct, rough)
    return Portion(
        np.fromiter(map(places.__getitem__, folds), np.uint32, len(folds)),
        heard,
        list(spell(orthography, names, folds, heard)),
        sound_keys,
        term_keys,
        distinct,
        crcs([fold.replace(" ", "").encode() for fold in distinct]),
        [f"{one.hard}\n{one.soft_bones}".encode() for one in rough],
        counts,
        windows,
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
            # Columns are sent in half the time of rows.
            waiting.append(pool.submit(_prepare_portion, list(zip(*portion, strict=True))))
            if len(waiting) > 2 * jobs:  # so that no more wait than memory should hold
                yield waiting.pop(0).result()
        for found in waiting:
            yield found.result()


def _hear(orthography: Orthography, name: RawName) -> str:
    """The sounds of a name in its language's reading.

    Countries are named in 200 languages, so that any word sounds like one of them somewhere. Those
    names that no reading of an alphabet with all its vowels hears without being told the language
    are found as they are listed and no other way: they sound like nothing.
    """
    reading = orthography.own_reading(name.lang, name.script, name.text)
    if name.kind == COUNTRY and (
        reading == PLAIN
        or name.script not in _FULL_ALPHABETS
        or orthography.ears[reading].reading.only_if_stated
    ):
        return ""
    return orthography.hear(reading, name.text, name.script)


def _without_rank(sounds: str, name: RawName, fold: str, vocabulary: Vocabulary) -> str:
    """The sounds that a name is found by: a peer's are those of his name alone."""
    if name.type != "person":
        return sounds
    parts, heard = fold.split(), sounds.split()
    before, _ = before_rank(parts, vocabulary.is_rank, lambda: name.text)
    return " ".join(heard[:before]) if before < len(parts) == len(heard) else sounds


# The orthography of a process that prepares names for another: compiled rules can't be sent.
_own: dict[str, Any] = {}


def _start(schemes: Sequence[Scheme], readings: Sequence[Reading], vocabulary: Vocabulary) -> None:
    gc.disable()  # what a portion is made of holds nothing that holds it
    _own["orthography"] = Orthography(schemes, readings)
    _own["vocabulary"] = vocabulary


def _prepare_portion(columns: Sequence[Sequence[str]]) -> Portion:
    return prepare(_own["orthography"], list(map(RawName, *columns)), _own["vocabulary"])
