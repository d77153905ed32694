"""The keys that names are found by, the same when an index is built and when it is asked.

A key is a CRC-32: quick, the same on every machine, and short. Two things may share one, so
whoever finds a name by its key looks whether it is the one. Nobody can look at given names, so
their keys are longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from zlib import crc32

from canonym.rough import Heard, ears, hard

# The place of the family name in what is no person's name.
NO_FAMILY = 0xFF
# Stands for the place of a part where a whole name was spelled.
WHOLE = 0xFF
# Stands between the fields of an entity.
UNIT = "\x1f"
# Letters, or consonants, of a window. Shorter ones are shared by too many names to tell any apart.
WINDOW = 5
# Sounds that a part of a name must have to be a key: shorter ones are in too many names.
HEARD_PART = 4


def spelling_key(fold: str) -> int:
    """The key of a whole name's fold, without its spaces: `S-300`, `S 300` and `S300` are one."""
    return crc32(fold.replace(" ", "").encode())


def part_key(part: str) -> int:
    """The key of one part of a name, as folded."""
    return crc32(b" " + part.encode())


def sound_key(sounds: str) -> int:
    """The key of a sound key, or of what a deletion left of one."""
    return crc32(b"/" + sounds.encode())


def sound_part_key(sounds: str) -> int:
    """The key of the sound key of one part of a name."""
    return crc32(b"|" + sounds.encode())


def term_key(meaning: str) -> int:
    """The key of what the name of a thing means."""
    return crc32(b"#" + meaning.encode())


def given_key(joined: str, characters: bool = False) -> int:
    """The key of a given name, as folded and without spaces: so long that no other word has it by chance.

    `characters`: it is written in Chinese ones, whose pinyin is no spelling of it: 迈克 is Mike, and Maike is
    somebody else.
    """
    from hashlib import blake2b  # loads OpenSSL, which a certain answer does without

    text = f"{UNIT}{joined}" if characters else joined
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little")


def heard_key(heard: str) -> int:
    """The key of a whole name, or of one of its parts, as a rough ear hears it with its vowels."""
    return crc32(b"=" + heard.encode())


def window_keys(folds: Iterable[str]) -> Iterator[set[int]]:
    """The keys that names share with names spelled or sounding nearly alike, for each fold.

    They are the windows of five letters of the fold (start and end marked, spaces left out), the
    same windows of the consonants that the two rough ears hear, these consonants whole, all that
    each ear hears, and each part of a name that has several, as written and as the hard ear hears it.
    """
    folds = list(folds)
    return heard_window_keys(folds, ears(folds))


def heard_window_keys(folds: Sequence[str], heard: Iterable[Heard]) -> Iterator[set[int]]:
    """The same for who has heard the folds already."""
    parted = "\n".join(fold.replace(" ", "\n") for fold in folds if " " in fold)
    heard_parts = iter(hard(parted + "\n").split("\n") if parted else ())
    for fold, (own_hard, own_soft, *both_bones) in zip(folds, heard, strict=True):
        letters = f"^{fold.replace(' ', '')}$".encode()
        keys = {crc32(letters[at : at + WINDOW]) for at in range(len(letters) - WINDOW + 1)}
        for consonants in {f"^{found}$".encode() for found in both_bones}:
            keys.update(crc32(consonants[at : at + WINDOW]) for at in range(len(consonants) - WINDOW + 1))
            keys.add(crc32(consonants))
        keys.add(heard_key(own_hard))
        keys.add(heard_key(own_soft))
        if " " in fold:
            parts = fold.split(" ")
            keys.update(map(part_key, parts))
            own = islice(heard_parts, len(parts))
            keys.update(heard_key(part) for part in own if len(part) >= HEARD_PART)
        yield keys
