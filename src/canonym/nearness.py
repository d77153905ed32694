"""How near a mention is to a name that no key finds."""

from __future__ import annotations

from typing import NamedTuple


class Nearness(NamedTuple):
    """Shares of one, each 1 for names that are the same.

    `shared`: of the weights of windows, as a cosine; `words`: of the letters of the words that the
    longer one has beyond those in common (rapidfuzz `token_set_ratio`), or of all letters where that
    is more; `letters`: of the letters without the spaces (`ratio`); `hard` and `soft`: of the sounds
    that a hard, and of the consonants that a soft ear hears.
    """

    shared: float
    words: float
    letters: float
    hard: float
    soft: float
