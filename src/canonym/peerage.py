"""Tells where the rank of a peer begins behind his name."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from canonym.text import written_parts

# The number of a peer among those of his title: 5th, 29, XXIX.
_NUMBER = re.compile("([0-9]+)[a-z]{0,2}|[ivx]+")


def before_rank(
    parts: Sequence[str], is_rank: Callable[[str], bool], written: Callable[[], str]
) -> tuple[int, str]:
    """How many parts of a name, folded, stand before the rank of a peer, all if there is none, and the number
    of that, if it has one in digits.

    `Tom King, Baron King of Bridgwater`: the rank stands behind a comma, has a number, or the family name
    comes again. Sacha Baron Cohen is no baron, and in `Otto Graf Lambsdorff` the family name comes last.
    """
    for at in range(2, len(parts) - 1):
        if not is_rank(parts[at]):
            continue
        number = _NUMBER.fullmatch(parts[at - 1]) if at > 2 else None
        before = at - 1 if number else at
        if number or parts[at - 1] in parts[at + 1 :] or _parts_before_comma(written()) == before:
            return before, (number[1] or "") if number else ""
    return len(parts), ""


def _parts_before_comma(text: str) -> int:
    before, comma, _ = text.partition(",")
    return written_parts(before) if comma else 0
