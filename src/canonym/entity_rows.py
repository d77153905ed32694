"""Entities from rows that a caller brings: one name each, those of an id together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from sys import intern
from types import MappingProxyType
from typing import Any

from canonym.errors import DataError, Problem
from canonym.records import TYPES, Entity, Name, is_country
from canonym.script import main_script

_LOOSE = re.compile("[\ud800-\udfff]")
# The language of a name of which none is told, and what Wikidata says of names that all languages write so.
_UNKNOWN, _ALL_LANGUAGES = "und", "mul"
# A prominence beyond this is a mistake; its logarithm would outweigh how the names compare.
MOST_PROMINENT = 1e12
# What a row may say of an entity, beside a name of it.
ROW_FACTS = ("type", "label", "country", "prominence", "same_as")
_NONE: MappingProxyType[str, str] = MappingProxyType({})


def entities_of(rows: Iterable[tuple[int, Mapping[str, Any]]], origin: str) -> tuple[Entity, ...]:
    """The entities of numbered rows, in the order in which their ids first come.

    Raises:
        DataError: a row that is not as it must be; `origin` and its number tell which.
    """
    found: dict[str, _Said] = {}
    problems: list[Problem] = []
    checked: tuple[Any, ...] | None = None
    for number, row in rows:
        wrong = _name_problem(row)
        # What rows say beside names, they mostly say again and again.
        facts = tuple(map(row.get, ROW_FACTS))
        if not wrong and facts != checked:
            wrong = _fact_problem(*facts)
            checked = None if wrong else facts
        if wrong:
            problems.append(Problem(origin, number, wrong))
            continue
        entity_id = str(row["id"])
        said = found.get(entity_id)
        if said is None:
            said = found[entity_id] = _Said([], (None,) * len(ROW_FACTS))
        if said.facts != facts:
            said.facts = tuple(map(_first_said, said.facts, facts))
        lang = str(row.get("lang") or _UNKNOWN)
        said.names += (str(row["name"]), _UNKNOWN if lang == _ALL_LANGUAGES else lang)
    if problems:
        raise DataError(problems)
    # Each is let go as its entity is made: there may be millions.
    return tuple(_entity_of_rows(key, found.pop(key)) for key in list(found))


class _Said:
    """What rows say of one entity: its names, each with its language behind it, and facts."""

    __slots__ = ("facts", "names")

    def __init__(self, names: list[str], facts: tuple[Any, ...]) -> None:
        self.names = names
        self.facts = facts


def _first_said(before: object, now: object) -> object:
    return now if before in (None, "") else before


def _name_problem(row: Mapping[str, Any]) -> str:
    for key in ("id", "name"):
        text = "" if row.get(key) is None else str(row[key])
        if not text or text.isspace():
            return f"no {key}"
        if not text.isascii() and _LOOSE.search(text):
            return f"{key} {text!r} is not valid Unicode"
    if not text.isalnum() and not any(map(str.isalnum, text)):
        return f"name {row['name']!r} has no letter or digit"
    return ""


def _fact_problem(type_: Any, _label: Any, country: Any, prominence: Any, same_as: Any) -> str:
    if type_ not in (None, "", *TYPES):
        return f"type {type_!r} is none of {', '.join(TYPES)}"
    if country not in (None, "") and not is_country(str(country)):
        return f"country {country!r} is not two letters of ISO 3166, such as BY"
    try:
        number = 0.0 if prominence in (None, "") else float(prominence)
    except (TypeError, ValueError, OverflowError):
        number = -1
    if not 0 <= number <= MOST_PROMINENT:
        return f"prominence {prominence!r} is not a number from 0 to {MOST_PROMINENT:.0e}"
    return _same_as_problem(same_as)


def _same_as_problem(same_as: object) -> str:
    """Rows give it as "wikidata:Q1 geonames:2" or as a mapping."""
    if isinstance(same_as, str):
        wrong = next((pair for pair in same_as.split() if ":" not in pair), None)
        return "" if wrong is None else f"same_as {wrong!r} is not of the form wikidata:Q1"
    return "" if same_as is None or isinstance(same_as, Mapping) else f"same_as {same_as!r} is no text"


def _entity_of_rows(entity_id: str, said: _Said) -> Entity:
    entity_type, label, country, prominence, same_as = said.facts
    if isinstance(same_as, str):
        same_as = dict(pair.split(":", 1) for pair in same_as.split() if ":" in pair)
    pairs = iter(said.names)
    names = tuple(
        Name(text, intern(lang), main_script(text))
        for text, lang in dict.fromkeys(zip(pairs, pairs, strict=True))
    )
    return Entity(
        id=entity_id,
        type=entity_type or "place",
        label=str(label or names[0].text),
        names=names,
        country=intern(str(country or "").upper()),
        prominence=float(prominence or 0),
        same_as=MappingProxyType({str(key): str(value) for key, value in same_as.items()})
        if same_as
        else _NONE,
    )
