"""Small indexes made for a test, with few schemes and readings: to compile the rules of all of them
for every small index would take the time."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from canonym.embedded import open_lexicon
from canonym.gazetteer import Gazetteer
from canonym.index.build import build_index
from canonym.index.mapped import IndexFile
from canonym.index.search import Index
from canonym.reading import load_readings
from canonym.records import Entity, Reading, Scheme
from canonym.resolution import Resolution
from canonym.resolve import Resolver
from canonym.scheme import load_schemes
from canonym.vocabulary import Vocabulary

FEW_SCHEMES = ("by-bel-Cyrl-Latn-2007", "duden-rus-Cyrl-Latn-2009", "ua-ukr-Cyrl-Latn-2010")
FEW_READINGS = ("be", "de", "en", "ru", "uk", "und")
TOWN = {"id": "place/x", "type": "place", "name": "Гомель", "lang": "ru", "label": "Gomel"}


@cache
def few() -> tuple[list[Scheme], list[Reading]]:
    """A few schemes and readings."""
    return (
        [scheme for scheme in load_schemes() if scheme.id in FEW_SCHEMES],
        [reading for reading in load_readings() if reading.id in FEW_READINGS],
    )


@cache
def vocabulary() -> Vocabulary:
    """What the words of things' names mean."""
    return open_lexicon().vocabulary


def built(*entities: Entity) -> bytes:
    """The bytes of an index."""
    return build_index(Gazetteer(entities), *few(), vocabulary())


def content_of(some: Iterable[dict[str, Any]]) -> bytes:
    """The same, of rows."""
    return built(*Gazetteer.from_rows(some).entities)


def index_of(some: Iterable[dict[str, Any]], kind: type[Index] = Index) -> Index:
    """An index in memory."""
    return kind(IndexFile(content_of(some), "index in memory"))


def places(*names: str, **more: Any) -> list[dict[str, Any]]:
    """Rows of places without a language, one of each name."""
    return [
        {"id": f"place/{number}", "type": "place", "name": name} | more for number, name in enumerate(names)
    ]


def resolver_of_people(*names: str) -> Resolver:
    """An index of these people."""
    return Resolver(Gazetteer.from_rows(people(*names)))


def people(*names: str) -> list[dict[str, Any]]:
    """Rows of people by their English names, which are their ids as well."""
    return [{"id": name, "name": name, "type": "person", "lang": "en"} for name in names]


def told(found: Resolution) -> tuple[str, list[tuple[str, float]]]:
    """What an answer says: status, and each match with its probability."""
    return found.status, [(match.id, match.probability) for match in found.matches]


def answers(resolver: Resolver, names: Iterable[str], **hints: Any) -> list[tuple[str, str | None]]:
    """Status and id for each name."""
    return [(found.status, found.id) for found in resolver.resolve_many(names, **hints)]
