"""What a person's name is made of: parts that name someone, and what stands beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from canonym.index.lexicon import Given, Lexicon
from canonym.likeness import short_form
from canonym.parts import Words

# What ends a patronymic, folded, by whatever scheme; whoever writes it may leave it out.
_PATRONYMIC = (
    "vich",
    "vych",
    "vna",
    "vic",
    "vitch",
    "witsch",
    "wicz",
    "vyc",
    "ouna",
    "auna",
    "euna",
    "wna",
    "ichna",
)
# Letters that a patronymic has at least: `Ilyich` is a name as well.
_LONG = 7
# A word between a name and the father's, in folds: after these the order of names tells who is whose.
_NASAB = frozenset(("bin", "ibn", "ben", "bint", "binti", "oglu", "ogly", "ogli", "qizi", "kyzy"))
# Written parts that may be one given name: Abd al-Karim.
_JOINED = 3


class PersonPart(NamedTuple):
    """A part of a person's name: its fold without spaces, the place of the first written part, how
    many are written, the given names that it may be, and whether it names the father."""

    fold: str
    place: int
    written: int
    given: Given | None
    patronymic: bool

    @property
    def initial(self) -> bool:
        """Whether only a first letter is given."""
        return short_form(self.fold)


class Person(NamedTuple):
    """The parts of a person's name that name someone; what tells father and son apart; whether the order
    of the parts tells who is whose child; and the sex that a title tells."""

    parts: tuple[PersonPart, ...]
    suffixes: frozenset[str]
    nasab: bool
    sex: str


def person_of(parts: Sequence[str], words: Words, lexicon: Lexicon) -> Person:
    """A person's name by the folds of its parts."""
    found: list[PersonPart] = []
    suffixes: set[str] = set()
    nasab, sex = False, ""
    at = 0
    while at < len(parts):
        count, given = _given_at(parts, at, lexicon)
        part = parts[at]
        beside = lexicon.beside(part) if count == 1 and len(part) > 1 else None
        if part in _NASAB and len(parts) > 1:
            nasab = True
        elif count == 1 and len(parts) > 1 and (part in words.titles or part in words.particles):
            sex = sex or (beside.sex if beside else "")
        elif beside is not None and len(parts) > 1 and (given is None or not given.full or beside.suffixes):
            suffixes |= beside.suffixes
            sex = sex or beside.sex
        else:
            joined = "".join(parts[at : at + count])
            patronymic = len(joined) >= _LONG and joined.endswith(_PATRONYMIC) and at > 0
            found.append(PersonPart(joined, at, count, given, patronymic))
        at += count
    if not found:  # nothing but titles: then they are the name
        found = [PersonPart(part, place, 1, None, False) for place, part in enumerate(parts)]
    return Person(tuple(found), frozenset(suffixes), nasab, sex)


def _given_at(parts: Sequence[str], at: int, lexicon: Lexicon) -> tuple[int, Given | None]:
    """The given name that begins at a place, and how many parts it is written in."""
    for count in range(min(_JOINED, len(parts) - at), 1, -1):
        some = parts[at : at + count]
        given = lexicon.given("".join(some)) if len(some[0]) > 1 and len(some[-1]) > 1 else None
        if given is not None and given.full:
            return count, given
    return 1, lexicon.given(parts[at])
