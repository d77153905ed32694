"""Which half of the development data a thing belongs to: one is learnt from, the other reported on."""

from __future__ import annotations

from hashlib import blake2b


def learnt_from(key: str) -> bool:
    """Whether what belongs to this entity, or to this English name, may be learnt from."""
    return blake2b(key.encode(), digest_size=1).digest()[0] % 2 == 0
