"""The keys of many names at once: those of `keys`, counted in arrays rather than name by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress
from zlib import crc32

import numpy as np
import numpy.typing as npt

from canonym.index.arrays import HALF, beginnings, packed
from canonym.index.keys import HEARD_PART, WINDOW
from canonym.rough import Heard, hard

Keys = npt.NDArray[np.uint32]
_LINE_END = 10


def crcs(texts: Iterable[bytes]) -> Keys:
    """The CRC-32 of each text."""
    return np.fromiter(map(crc32, texts), np.uint32)


def all_window_keys(folds: Sequence[str], heard: Sequence[Heard]) -> tuple[Keys, Keys]:
    """How many keys each fold has, and the keys of all, those of one fold in order: what
    `heard_window_keys` gives for each. Folds are not empty."""
    if not folds:
        return np.empty(0, np.uint32), np.empty(0, np.uint32)
    every = np.arange(len(folds), dtype=np.uint64)
    found: list[npt.NDArray[np.uint64]] = []

    def add(owners: npt.NDArray[np.uint64], keys: Keys) -> None:
        found.append(packed(owners, keys))

    letters = _marked("\n".join(folds).replace(" ", ""))
    add(*_windows(letters, every))
    hards, softs, hard_bones, soft_bones = zip(*heard, strict=True)
    bones = _marked("\n".join(hard_bones))
    add(*_windows(bones, every))
    add(every, crcs(bones.split(b"\n")))
    # Most names sound to both ears as if they had the same consonants.
    differ = [one != other for one, other in zip(hard_bones, soft_bones, strict=True)]
    if any(differ):
        bones = _marked("\n".join(compress(soft_bones, differ)))
        others = every[np.array(differ)]
        add(*_windows(bones, others))
        add(others, crcs(bones.split(b"\n")))
    for sounds in (hards, softs):
        add(every, crcs(_lines("=", sounds)))
    divided = [" " in fold for fold in folds]
    parts = [fold.split(" ") for fold in compress(folds, divided)]
    if parts:
        owners = np.repeat(every[np.array(divided)], [len(own) for own in parts])
        each = [part for own in parts for part in own]
        add(owners, crcs(_lines(" ", each)))
        heard_parts = hard("\n".join(each) + "\n").split("\n")[:-1]
        long = [len(part) >= HEARD_PART for part in heard_parts]
        if any(long):
            add(owners[np.array(long)], crcs(_lines("=", list(compress(heard_parts, long)))))
    pairs = np.concatenate(found)
    pairs.sort()
    pairs = pairs[beginnings(pairs)]
    counts = np.bincount((pairs >> HALF).astype(np.int64), minlength=len(folds))
    return counts.astype(np.uint32), pairs.astype(np.uint32)


def _lines(mark: str, texts: Sequence[str]) -> list[bytes]:
    """Each text behind a mark."""
    return (mark + f"\n{mark}".join(texts)).encode().split(b"\n")


def _marked(lines: str) -> bytes:
    """The lines of a text, start and end of each marked."""
    return f"^{lines}$".replace("\n", "$\n^").encode()


def _table() -> Keys:
    """What each byte at each place of a window adds to the window's CRC-32: it is a sum without carries."""
    zeros = crc32(bytes(WINDOW))
    rows = [
        [crc32(bytes(place) + bytes((byte,)) + bytes(WINDOW - 1 - place)) ^ zeros for byte in range(256)]
        for place in range(WINDOW)
    ]
    rows[0] = [added ^ zeros for added in rows[0]]
    return np.array(rows, np.uint32)


_ADDED = _table()


def _windows(lines: bytes, owners: npt.NDArray[np.uint64]) -> tuple[npt.NDArray[np.uint64], Keys]:
    """The keys of all windows that lie in one line, each with the owner of its line."""
    content = np.frombuffer(lines, np.uint8)
    last = max(len(content) - WINDOW + 1, 0)
    keys = np.zeros(last, np.uint32)
    ends = content == _LINE_END
    apart = np.zeros(last, bool)
    for place, added in enumerate(_ADDED):
        keys ^= added[content[place : place + last]]
        apart |= ends[place : place + last]
    inside = ~apart
    line = np.cumsum(ends[:last])[inside]
    return owners[line], keys[inside]
