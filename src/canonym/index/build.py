"""Build an index: each name folded, heard, and written in every scheme of its language."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

import icu
import numpy as np

from canonym.gazetteer import Gazetteer
from canonym.index.keys import NO_FAMILY, NO_REGION, UNIT, grams, part_key, sound_hash, spelling_key
from canonym.index.store import pack
from canonym.index.weigh import idf
from canonym.orthography import PLAIN, Orthography
from canonym.parts import family_place
from canonym.records import COUNTRY, LISTED, TYPES, Entity, Name, Reading, Scheme
from canonym.sound import Sounds, deletions
from canonym.text import clean, written_parts

Progress = Callable[[int, int], None]


def build_index(
    gazetteer: Gazetteer,
    schemes: Iterable[Scheme],
    readings: Iterable[Reading],
    *,
    facts: dict[str, Any] | None = None,
    progress: Progress | None = None,
) -> bytes:
    """The bytes of an index file over a gazetteer.

    `facts` go into its header; `progress` is called with names done and names in all. The order
    of the entities and of their names changes nothing in the result.
    """
    builder = _Builder(Orthography(schemes, readings))
    entities = sorted(gazetteer.entities, key=lambda entity: entity.id)
    total = sum(len(entity.names) for entity in entities)
    for entity in entities:
        builder.add(entity)
        if progress is not None:
            progress(len(builder.names), total)
    return pack(builder.sections(), {"icu": icu.ICU_VERSION, **(facts or {}), "entities": len(entities)})


class _Builder:
    """Collects rows entity by entity; `sections` sorts them."""

    def __init__(self, orthography: Orthography) -> None:
        self.orthography = orthography
        self.entities: list[Entity] = []
        self.names: list[str] = []
        self.forms: list[str] = []
        self.owners: list[int] = []
        self.family = bytearray()
        self.spelled: set[tuple[int, int]] = set()
        self.parts: set[tuple[int, int]] = set()
        self.sounds: set[tuple[int, int]] = set()
        self.grams: list[list[int]] = []

    def add(self, entity: Entity) -> None:
        number = len(self.entities)
        self.entities.append(entity)
        shorts = {self.orthography.fold(name.text) for name in entity.names if name.status == "short"}
        for name in sorted(set(entity.names), key=_name_order):
            fold = self.orthography.fold(name.text)
            if not fold:
                continue
            row = len(self.names)
            sounds = self._hear(entity, name)
            fields = (name.text, name.lang, name.script, name.status, name.source)
            self.names.append(UNIT.join(field.replace(UNIT, " ") for field in fields))
            self.forms.append(f"{fold}\t{sounds}")
            self.owners.append(number)
            self.family.append(_family(entity, name, fold.split(), shorts))
            # A name that can't be heard is found whole, and so is one with spaces only in its fold.
            count = fold.count(" ") + 1
            parts = count if sounds and written_parts(clean(name.text)) >= count else 1
            self._spell(row, fold, LISTED, parts)
            for scheme, written in self.orthography.write(name.text, name.lang, name.script):
                self._spell(row, written, scheme, parts)
            self.grams.append(grams(fold) if sounds else [])
            for key in deletions(Sounds(sounds).bones) if sounds else ():
                self.sounds.add((sound_hash(key), row))

    def _hear(self, entity: Entity, name: Name) -> str:
        """The sounds of a name. Countries are named in 200 languages: where no reading knows the
        language, the name is found as it is listed and no other way, so it has no sounds."""
        reading = self.orthography.own_reading(name.lang, name.script)
        if entity.kind == COUNTRY and reading == PLAIN:
            return ""
        return self.orthography.hear(reading, name.text, name.script)

    def _spell(self, row: int, fold: str, scheme: int, count: int) -> None:
        """File one spelling of a name that has so many parts."""
        self.spelled.add((spelling_key(fold), row << 16 | scheme))
        parts = fold.split(" ")
        # An apostrophe that a scheme writes as a gap makes no part: `V yetnam` has one, as listed.
        if len(parts) == count > 1:
            for place, part in enumerate(parts[:256]):
                self.parts.add((part_key(part), row << 24 | place << 16 | scheme))

    def sections(self) -> dict[str, bytes]:
        meta = {
            "schemes": [asdict(scheme) | {"examples": ()} for scheme in self.orthography.schemes],
            "readings": [asdict(reading) | {"examples": ()} for reading in self.orthography.readings],
        }
        found = {"meta": _json(meta)}
        found |= _rows("entity", [_json(_entity_row(entity)) for entity in self.entities])
        found |= _rows("name", [name.encode("utf-8", "replace") for name in self.names])
        found |= _rows("form", [form.encode() for form in self.forms])
        found["owner"] = np.array(self.owners, "<u4").tobytes()
        found["family"] = bytes(self.family)
        regions = {entity.seat: row for row, entity in enumerate(self.entities) if entity.seat}
        found["region"] = np.array(
            [regions.get(entity.id, NO_REGION) for entity in self.entities], "<u4"
        ).tobytes()
        found["type"] = bytes(TYPES.index(entity.type) for entity in self.entities)
        found["country"] = b"".join(_two_letters(entity.country) for entity in self.entities)
        found["prominence"] = np.array([entity.prominence for entity in self.entities], "<f4").tobytes()
        found |= _postings("spelling", self.spelled, "<u8")
        found |= _postings("part", self.parts, "<u8")
        found |= _postings("sound", self.sounds, "<u4")
        found |= _gram_postings(self.grams)
        return found


def _family(entity: Entity, name: Name, parts: list[str], shorts: set[str]) -> int:
    """Where the family name stands in a person's name; a listed short name tells it best."""
    if entity.type != "person":
        return NO_FAMILY
    known = (place for place, part in enumerate(parts) if part in shorts)
    return min(next(known, family_place(name.text, name.lang, len(parts))), NO_FAMILY - 1)


def _two_letters(country: str) -> bytes:
    code = country.upper().encode("ascii", "ignore")
    return code if len(code) == 2 else b"  "


def _name_order(name: Name) -> tuple[str, ...]:
    return (name.lang, name.script, name.text, name.status, name.source)


def _entity_row(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label,
        "kind": entity.kind,
        "country": entity.country,
        "prominence": entity.prominence,
        "same_as": dict(sorted(entity.same_as.items())),
        "different": entity.different,
        "seat": entity.seat,
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def _rows(name: str, rows: list[bytes]) -> dict[str, bytes]:
    ends = np.cumsum([0, *map(len, rows)]).astype("<u4")
    return {name: b"".join(rows), f"{name}_at": ends.tobytes()}


def _postings(name: str, pairs: set[tuple[int, int]], kind: str) -> dict[str, bytes]:
    ordered = sorted(pairs)
    keys = np.array([key for key, _ in ordered], "<u8")
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.zeros(0, int)
    return {
        f"{name}_key": keys[starts].tobytes(),
        f"{name}_at": np.r_[starts, len(keys)].astype("<u4").tobytes(),
        f"{name}_post": np.array([post for _, post in ordered], kind).tobytes(),
    }


def _gram_postings(rows: list[list[int]]) -> dict[str, bytes]:
    """Windows of letters to names, with each name's norm for the cosine of their IDF weights."""
    pairs = {(gram, row) for row, found in enumerate(rows) for gram in found}
    sections = _postings("gram", pairs, "<u4")
    at = np.frombuffer(sections["gram_at"], "<u4").astype(np.int64)
    posts = np.frombuffer(sections["gram_post"], "<u4")
    weights = idf(np.diff(at), len(rows))
    squares = np.bincount(posts, weights=np.repeat(weights**2, np.diff(at)), minlength=len(rows))
    return sections | {"gram_norm": np.sqrt(squares).astype("<f4").tobytes()}
