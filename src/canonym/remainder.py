"""What the parts of two names leave when all that fit have found each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

RestWhy = Literal[
    "alone",
    "contradiction",
    "number",
    "country",
    "legal form",
    "designation",
    "suffix",
    "sex",
    "gloss",
    "order",
]


class Rest(NamedTuple):
    """What parts of two names leave: what the `mention` has that found no partner, and what the `name` has.

    `why`: "alone" (it stands in one of the two), "contradiction" (words of both, which aren't the same),
    "number", "country" or "legal form" (what tells two things apart), "designation" (the same of
    equipment), "suffix" or "sex" (what a title or the like tells of a person), "gloss" (what a bracket tells
    of a person), or "order" (of the parts).
    """

    why: RestWhy
    mention: str = ""
    name: str = ""


def rests(mention: Iterable[str], name: Iterable[str], *, apart: bool) -> tuple[Rest, ...]:
    """What found no partner, folded; `apart`: that of one contradicts that of the other."""
    one, other = " ".join(mention), " ".join(name)
    if apart and one and other:
        return (Rest("contradiction", one, other),)
    return tuple(rest for rest in (Rest("alone", mention=one), Rest("alone", name=other)) if any(rest[1:]))
