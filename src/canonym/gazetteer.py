"""Gazetteers: entities from a folder of TOML files, or from rows that a caller brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from canonym.document import Document
from canonym.entity_file import HOMONYMS, RETIRED, SOURCES, entity_of, list_problems, source_of
from canonym.entity_rows import entities_of
from canonym.errors import DataError, Problem
from canonym.given_names import GIVEN_NAMES
from canonym.records import Entity, Source


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Entities, and which of their names are known to be shared.

    `homonyms` takes the fold of a name to the ids that may share it; `retired` takes an id
    that is no longer used to the one that replaced it.
    """

    entities: tuple[Entity, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)
    homonyms: Mapping[str, frozenset[str]] = field(default_factory=dict)
    retired: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: str | Path) -> Gazetteer:
        """Read a folder of TOML files, one an entity.

        Raises:
            DataError: one problem a line, for every file that is not as it must be.
        """
        folder = Path(folder)
        problems: list[Problem] = []
        entities: list[Entity] = []
        lists: dict[str, dict[str, Any]] = {}
        if not folder.is_dir():
            raise DataError([Problem(str(folder), 0, "no such folder")])
        for path in sorted(folder.rglob("*.toml")):
            if path.parent == folder / GIVEN_NAMES:
                continue
            try:
                document = Document.read(path)
                if path.parent == folder and path.name in (SOURCES, HOMONYMS, RETIRED):
                    problems += list_problems(document)
                    lists[path.name] = document.data
                else:
                    entities.append(entity_of(document, folder))
            except DataError as error:
                problems += error.problems
        if problems:
            raise DataError(problems)
        return cls(
            tuple(entities),
            {key: source_of(key, row) for key, row in lists.get(SOURCES, {}).items()},
            {key: frozenset(ids) for key, ids in lists.get(HOMONYMS, {}).items()},
            lists.get(RETIRED, {}),
        )

    def with_entities(self, entities: Iterable[Entity]) -> Gazetteer:
        """This gazetteer and more entities; one that both have gets the names of both."""
        merged = {entity.id: entity for entity in entities}
        for entity in self.entities:
            other = merged.get(entity.id)
            merged[entity.id] = (
                entity
                if other is None
                else replace(
                    other,
                    label=entity.label,
                    names=tuple(dict.fromkeys((*entity.names, *other.names))),
                    same_as=MappingProxyType({**other.same_as, **entity.same_as}),
                    different=entity.different,
                )
            )
        return replace(self, entities=tuple(merged.values()))

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, Any]]) -> Gazetteer:
        """Entities from rows with `id`, `name` and, if known, `type`, `lang`, `label`,
        `country`, `prominence` (a number) and `same_as` ("wikidata:Q1" or a mapping).

        Rows of the same id are names of one entity; what else they say is taken from the first
        that says it.

        Raises:
            DataError: a row (counted from 1) without id or name, with an unknown type, or with
                a prominence that is not a number of at least 0.
        """
        return cls.from_numbered_rows(enumerate(rows, 1), "row")

    @classmethod
    def from_numbered_rows(cls, rows: Iterable[tuple[int, Mapping[str, Any]]], origin: str) -> Gazetteer:
        """The same from rows that stand on known lines of a file, which problems then name."""
        return cls(entities_of(rows, origin))
