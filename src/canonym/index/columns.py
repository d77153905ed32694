"""What stands in the columns of an index: how entities and names become bytes and numbers."""

from __future__ import annotations

import json
import math
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, islice
from operator import attrgetter
from typing import Any

from canonym.index.keys import NO_FAMILY, UNIT
from canonym.parts import family_place
from canonym.records import Entity, Name


class Texts:
    """Texts one behind the other, and where each starts."""

    __slots__ = ("at", "text")

    def __init__(self) -> None:
        self.text = bytearray()
        self.at = array("I", [0])

    def add(self, text: bytes) -> None:
        self.text += text
        self.at.append(len(self.text))

    def extend(self, texts: Sequence[bytes]) -> None:
        """Add several."""
        start = len(self.text)
        self.text += b"".join(texts)
        self.at.extend(islice(accumulate(map(len, texts), initial=start), 1, None))

    def __len__(self) -> int:
        return len(self.at) - 1

    def __getitem__(self, number: int) -> bytes:
        return bytes(self.text[self.at[number] : self.at[number + 1]])


def family(name: Name, parts: list[str], shorts: set[str]) -> int:
    """Where the family name stands in a person's name; a listed short name tells it best."""
    known = (place for place, part in enumerate(parts) if part in shorts)
    return min(next(known, family_place(name.text, name.lang, len(parts))), NO_FAMILY - 1)


def usual(counts: Counter[tuple[str, str]]) -> dict[str, dict[str, float]]:
    """By script and country: how much likelier than by chance it is that a name in this script is
    one of an entity of this country, as a difference of logarithms."""
    total = sum(counts.values())
    scripts: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for (script, country), count in counts.items():
        scripts[script] += count
        countries[country] += count
    return {
        script: {
            country: round(
                math.log((counts[script, country] + 0.5) / (scripts[script] + 0.5))
                - math.log((countries[country] + 0.5) / (total + 0.5)),
                2,
            )
            for country in sorted(countries)
        }
        for script in sorted(scripts)
    }


def two_letters(country: str) -> bytes:
    """A country's code in two bytes, spaces if it has none."""
    code = country.upper().encode("ascii", "ignore")
    return code if len(code) == 2 else b"  "


# By what the names of an entity are told apart and ordered, whatever order they came in.
name_order = attrgetter("lang", "script", "text", "status", "source")


def entity_row(entity: Entity) -> bytes:
    """What an index tells of an entity, but for what stands in columns of numbers."""
    more = [dict(sorted(entity.same_as.items())), entity.different]
    fields = (entity.id, entity.label, entity.kind, entity.seat, as_json(more).decode() if any(more) else "")
    return UNIT.join(field.replace(UNIT, " ") for field in fields).encode("utf-8", "replace")


def as_json(value: Any) -> bytes:
    """The shortest JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
