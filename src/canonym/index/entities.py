"""The entities of an index: what is known of each, and which names are its own."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any

from canonym.index.keys import UNIT
from canonym.index.mapped import IndexFile
from canonym.index.readers import Texts
from canonym.records import TYPES, Entity


class Entities:
    """Rows of entities, in the order of their ids. Each has rows of names, which follow each other."""

    def __init__(self, file: IndexFile, scripts: Sequence[str]) -> None:
        """`scripts`: those of names, in the order in which the file counts them."""
        self.file = file
        # The scripts of names, numbered.
        self.scripts: dict[str, int] = {script: number for number, script in enumerate(scripts)}
        self._entity = Texts(file, "entity")
        self._first_name = file.section("first_name", "I")
        self._script_set = file.section("written", "I")
        self._written_in = file.section("written_in")
        self._types = file.section("type")
        self._countries = file.section("country", "H")
        self._prominence = file.section("prominence", "f")

    def id(self, row: int) -> str:
        """The id of an entity."""
        return self._entity.text(row).partition(UNIT)[0]

    def entity(self, row: int) -> Entity:
        """An entity, without its names."""
        entity_id, label, kind, seat, more = self._entity.text(row).split(UNIT)
        same_as, different = json.loads(more) if more else ({}, ())
        return Entity(
            id=entity_id,
            type=self.type_of(row),
            label=label,
            names=(),
            kind=kind,
            country=self.country(row),
            prominence=self._prominence.item(row),
            same_as=MappingProxyType(same_as),
            different=tuple(different),
            seat=seat,
        )

    def owner(self, row: int) -> int:
        """The entity of a name."""
        return bisect_right(self._starts, row) - 1

    @cached_property
    def _starts(self) -> memoryview:
        """Where each entity's names start: small enough to be checked as a whole."""
        return self._first_name.whole()

    def rows_of(self, entity: int) -> range:
        """The rows of an entity's names."""
        return range(*self._first_name.pair(entity))

    def written_in(self, entity: int, script: str) -> int:
        """How many names an entity has in a script; 255 for so many and more."""
        column = self.scripts.get(script)
        if column is None:
            return 0
        return self._written_in.item(self._script_set.item(entity) * len(self.scripts) + column)

    def type_of(self, entity: int) -> Any:
        """The type of an entity."""
        return TYPES[self._types.item(entity)]

    def country(self, entity: int) -> str:
        """The country of an entity (ISO 3166 alpha-2), or nothing."""
        return str(self._countries.item(entity).to_bytes(2, "little"), "ascii").strip()

    def prominence(self, entity: int) -> float:
        """The prominence of an entity, as the gazetteer has it."""
        return self._prominence.item(entity)

    @cached_property
    def usual(self) -> dict[str, dict[str, float]]:
        """How usual it is for an entity of a country to have a name in a script, as log-odds."""
        found: dict[str, dict[str, float]] = json.loads(bytes(self.file.section("usual").whole()))
        return found

    def region_of(self, entity: int) -> int | None:
        """The region that is named after a town and governed from it."""
        seats = self.file.section("seat", "I")
        place = seats.find(entity)
        return None if place == len(seats) else self.file.section("region", "I").item(place)

    def find(self, entity_id: str) -> int | None:
        """The row of an id: entities stand in the order of their ids."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.id(middle) < entity_id:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.id(low) == entity_id else None

    def __len__(self) -> int:
        return len(self._types)
