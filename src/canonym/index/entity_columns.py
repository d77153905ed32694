"""The columns of an index that tell of entities, collected as they come by."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from canonym.index.columns import Texts, as_json, entity_row, two_letters, usual
from canonym.records import TYPES, Entity


class EntityColumns:
    """What is known of each entity, and how many names it has in which scripts."""

    def __init__(self, seats: Iterable[str]) -> None:
        """`seats` are the ids of the towns that regions are named after."""
        self.rows = Texts()
        self.types = bytearray()
        # The first name of each entity; the last number is that of all names.
        self.first_name = array("I", [0])
        # The scripts of names, numbered.
        self.scripts: dict[str, int] = {}
        self._countries = bytearray()
        self._prominence = array("f")
        self._seats: dict[int, str] = {}
        self._towns = dict.fromkeys(seats, -1)
        # How many names entities of a country have in a script.
        self._usual: Counter[tuple[str, str]] = Counter()
        # The numbers of the scripts of each entity's names, with how many are written in each; and which
        # of these many entities have alike.
        self._written_in: dict[tuple[tuple[int, int], ...], int] = {}
        self._written = array("I")

    def add(self, entity: Entity) -> None:
        """Take in an entity; its names may come later."""
        number = len(self.types)
        self.rows.add(entity_row(entity))
        self.types.append(TYPES.index(entity.type))
        self._countries += two_letters(entity.country)
        self._prominence.append(entity.prominence)
        if entity.seat:
            self._seats[number] = entity.seat
        if entity.id in self._towns:
            self._towns[entity.id] = number

    def count(self, entity: Entity, scripts: Mapping[str, int]) -> None:
        """Note how many names the next entity has in each script, in the order in which they were added."""
        self.first_name.append(self.first_name[-1] + sum(scripts.values()))
        for script, count in scripts.items():
            self._usual[script, entity.country.upper()] += count
        numbers = self.scripts
        own = sorted((numbers.setdefault(script, len(numbers)), count) for script, count in scripts.items())
        self._written.append(self._written_in.setdefault(tuple(own), len(self._written_in)))

    def columns(self) -> dict[str, Any]:
        """The columns by their names, in the order of the file."""
        return {
            "usual": as_json(usual(self._usual)),
            "type": self.types,
            "country": self._countries,
            "prominence": self._prominence,
            **self._regions(),
            "first_name": self.first_name,
            "written": self._written,
            "written_in": self._counts(),
        }

    def _regions(self) -> dict[str, array[int]]:
        """The towns that a region is named after, and these regions."""
        found = {self._towns[seat]: region for region, seat in self._seats.items() if self._towns[seat] >= 0}
        towns = sorted(found)
        return {"seat": array("I", towns), "region": array("I", [found[town] for town in towns])}

    def _counts(self) -> bytearray:
        """A row for each set of scripts: how many names there are in each, up to what a byte holds."""
        width = len(self.scripts)
        rows = bytearray(width * len(self._written_in))
        for row, own in enumerate(self._written_in):
            for number, count in own:
                rows[row * width + number] = min(count, 0xFF)
        return rows
