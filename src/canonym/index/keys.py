"""The keys that names are found by, the same when an index is built and when it is asked."""

from __future__ import annotations

from hashlib import blake2b

# The place of the family name in what is no person's name.
NO_FAMILY = 0xFF
# Stands between the fields of a name.
UNIT = "\x1f"
# The region of a town that none is named after.
NO_REGION = 0xFFFFFFFF


def spelling_key(fold: str) -> int:
    """64 bits of a whole name's fold, without its spaces: `S-300`, `S 300` and `S300` are one."""
    return _hash(fold.replace(" ", "").encode())


def part_key(part: str) -> int:
    """64 bits of one part of a name, as folded."""
    return _hash(b"part " + part.encode())


def sound_hash(key: str) -> int:
    """64 bits of a sound key, or of what a deletion left of one."""
    return _hash(b"sound " + key.encode())


def grams(fold: str) -> list[int]:
    """The windows of three letters of a fold, its start and end marked, as 24-bit numbers."""
    padded = b"^" + fold.replace(" ", "").encode() + b"$"
    return [
        first | second << 8 | third << 16
        for first, second, third in zip(padded, padded[1:], padded[2:], strict=False)
    ]


def _hash(key: bytes) -> int:
    return int.from_bytes(blake2b(key, digest_size=8).digest(), "little")
