"""Build an index: each name folded, heard, and written in every scheme of its language."""

from __future__ import annotations

import io
import os
import tempfile
from array import array
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, BinaryIO, TypeAlias

import icu
import numpy as np
import numpy.typing as npt

from canonym.gazetteer import Gazetteer
from canonym.index.arrays import packed
from canonym.index.columns import Texts, as_json, family, name_order
from canonym.index.entity_columns import EntityColumns
from canonym.index.forms import Forms
from canonym.index.keys import NO_FAMILY
from canonym.index.postings import write_pairs, write_postings
from canonym.index.prepare import NO_FOLD, Portion, prepare_all
from canonym.index.runs import Numbers, Runs
from canonym.index.spelled import RawName
from canonym.index.store import IndexWriter
from canonym.index.weigh import Norms
from canonym.records import TYPES, Entity, Name, Reading, Scheme
from canonym.vocabulary import Vocabulary

Progress = Callable[[int, int], None]
# A name as `name_order` gives it: language, script, text, status, source.
Fields: TypeAlias = tuple[str, str, str, str, str]


def build_index(
    gazetteer: Gazetteer,
    schemes: Iterable[Scheme],
    readings: Iterable[Reading],
    vocabulary: Vocabulary,
    *,
    facts: dict[str, Any] | None = None,
    progress: Progress | None = None,
) -> bytes:
    """The bytes of an index file over a gazetteer: see `write_index`."""
    file = io.BytesIO()
    write_index(file, gazetteer, schemes, readings, vocabulary, facts=facts, progress=progress)
    return file.getvalue()


def write_index(
    file: BinaryIO,
    gazetteer: Gazetteer,
    schemes: Iterable[Scheme],
    readings: Iterable[Reading],
    vocabulary: Vocabulary,
    *,
    facts: dict[str, Any] | None = None,
    progress: Progress | None = None,
    folder: Path | None = None,
    jobs: int | None = None,
) -> None:
    """Write an index file over a gazetteer.

    `vocabulary` tells what the words of things' names mean; `facts` go into its header; `progress` is
    called with names done and names in all. What memory should not hold waits in `folder` (the system's
    own for temporary files if not given). Many names are prepared in `jobs` processes (one a core).
    Neither they nor the order of the entities and of their names changes the result.
    """
    order = sorted(range(len(gazetteer.entities)), key=lambda number: gazetteer.entities[number].id)
    schemes = sorted(schemes, key=lambda scheme: scheme.id)
    readings = sorted(readings, key=lambda reading: reading.id)
    with tempfile.TemporaryDirectory(dir=folder) as place:
        seats = {entity.seat for entity in gazetteer.entities if entity.seat}
        builder = _Builder(Path(place), seats)
        entities = (gazetteer.entities[number] for number in order)
        total = sum(len(entity.names) for entity in gazetteer.entities)
        names = builder.register(entities)
        for portion in prepare_all(names, total, schemes, readings, vocabulary, jobs or os.cpu_count() or 1):
            builder.add(portion)
            if progress is not None:
                progress(builder.done, total)
        builder.write(file, schemes, readings, facts or {})


class _Builder:
    """Collects columns as names come by; `write` writes them. Postings wait in sorted runs."""

    def __init__(self, folder: Path, seats: set[str]) -> None:
        """`seats` are the ids of the towns that regions are named after."""
        self.folder = folder
        self.done = 0
        self.entities = EntityColumns(seats)
        self.name = Texts()
        self.kinds: dict[tuple[str, str, str, str], int] = {}
        self.kind = array("H")
        self.family = bytearray()
        self.forms = Forms()
        # What rough ears hear of each form.
        self.rough = Texts()
        self.form_of = array("I")
        self.heard_row = array("I")
        self.heard = Texts()
        self.scheme_sets: dict[tuple[int, ...], int] = {}
        self.spelled_row = array("I")
        self.spelled_set = array("I")
        self.spelled_place = bytearray()
        self.exact, self.windows, self.spelled, self.sounds, self.terms = (Runs(folder) for _ in range(5))
        # Names that are being prepared, by what orders them, and None behind the last of an entity; and
        # those of the entity that is not yet complete, with their folds.
        self._waiting: deque[tuple[Entity, Fields | None]] = deque()
        self._own_names: list[tuple[Fields, str]] = []

    def register(self, entities: Iterable[Entity]) -> Iterator[RawName]:
        """Note each entity, and hand on its names to be prepared."""
        for entity in entities:
            self.entities.add(entity)
            for fields in sorted(set(map(name_order, entity.names))):
                self._waiting.append((entity, fields))
                lang, script, text, _, _ = fields
                yield RawName(text, lang, script, entity.country, entity.kind, entity.type)
            self._waiting.append((entity, None))

    def add(self, portion: Portion) -> None:
        """Take in prepared names, which come in the order in which they were registered."""
        known = len(self.forms)
        forms = self.forms.number(portion.distinct)
        self.rough.extend([portion.rough[place] for place in (forms >= known).nonzero()[0].tolist()])
        kept = portion.fold_of != NO_FOLD
        rows = np.where(kept, np.cumsum(kept) + (len(self.name) - 1), -1)
        self.form_of.frombytes(forms[portion.fold_of[kept]].tobytes())
        texts = []
        for fold in portion.folds:
            entity, fields = self._waiting.popleft()
            while fields is None:
                self._end_entity(entity)
                entity, fields = self._waiting.popleft()
            self.done += 1
            if fold:
                lang, script, text, status, source = fields
                self.kind.append(self.kinds.setdefault((lang, script, status, source), len(self.kinds)))
                texts.append(text.encode("utf-8", "replace"))
                self._own_names.append((fields, fold))
        self.name.extend(texts)
        self._add_keys(portion, forms.astype(np.uint64), forms >= known, rows)

    def _end_entity(self, entity: Entity) -> None:
        """Every name of an entity is there: they can be counted, and its family names be told."""
        if entity.type == "person":
            names = [
                (Name(text, lang, script, status), fold)
                for (lang, script, text, status, _), fold in self._own_names
            ]
            shorts = {fold for name, fold in names if name.status == "short"}
            self.family += bytes([NO_FAMILY]) * (self.entities.first_name[-1] - len(self.family))
            self.family += bytes(family(name, fold.split(), shorts) for name, fold in names)
        self.entities.count(entity, Counter(script for (_, script, _, _, _), _ in self._own_names))
        self._own_names.clear()

    def _add_keys(
        self, portion: Portion, forms: Numbers, new: npt.NDArray[np.bool_], rows: npt.NDArray[np.int64]
    ) -> None:
        counts = portion.window_counts
        keep = np.repeat(new, counts)
        owners = np.repeat(forms[new], counts[new])
        self.windows.add(packed(portion.windows[keep], owners))
        self.exact.add(packed(portion.exact[new], forms[new]))
        for number, sounds in portion.heard.items():
            self.heard_row.append(rows[number])
            self.heard.add(sounds.encode())
        for runs, found in ((self.sounds, portion.sound_keys), (self.terms, portion.term_keys)):
            keys = np.array(found, np.uint64).reshape(-1, 2)
            runs.add(packed(keys[:, 0], rows[keys[:, 1].astype(np.int64)].astype(np.uint64)))
        start = len(self.spelled_row)
        for spelling in portion.spellings:
            self.spelled_row.append(rows[spelling.name])
            self.spelled_set.append(self.scheme_sets.setdefault(spelling.schemes, len(self.scheme_sets)))
            self.spelled_place.append(spelling.place)
        self.spelled.add(
            packed(
                np.array([spelling.key for spelling in portion.spellings], np.uint32),
                np.arange(start, len(self.spelled_row), dtype=np.uint64),
            )
        )

    def write(
        self, file: BinaryIO, schemes: Sequence[Scheme], readings: Sequence[Reading], facts: dict[str, Any]
    ) -> None:
        """The file, section by section."""
        for entity, fields in self._waiting:
            if fields is None:
                self._end_entity(entity)
        meta = {
            "schemes": [asdict(scheme) | {"examples": ()} for scheme in schemes],
            "readings": [asdict(reading) | {"examples": ()} for reading in readings],
            "kinds": list(self.kinds),
            "scripts": list(self.entities.scripts),
        }
        writer = IndexWriter(file)
        columns: dict[str, Any] = {
            "meta": as_json(meta),
            "scheme_sets": as_json(list(self.scheme_sets)),
            **self.entities.columns(),
            "kind": self.kind,
            "family": self.family,
            "form_of": self.form_of,
            "heard_row": self.heard_row,
            "spelled_row": self.spelled_row,
            "spelled_set": self.spelled_set,
            "spelled_place": self.spelled_place,
        }
        for key, texts in (
            ("entity", self.entities.rows),
            ("name", self.name),
            ("form", self.forms.texts),
            ("rough", self.rough),
            ("heard", self.heard),
        ):
            columns |= {key: texts.text, f"{key}_at": texts.at}
        form_of = np.array(self.form_of, np.uint32)
        counts = np.bincount(form_of, minlength=len(self.forms))
        columns["form_name"] = np.argsort(form_of, kind="stable").astype("<u4")
        columns["form_name_at"] = np.r_[0, np.cumsum(counts)].astype("<u4")
        for key, column in columns.items():
            with writer.section(key) as add:
                add(column)
        for key, runs in (
            ("exact", self.exact),
            ("spelled", self.spelled),
            ("sound", self.sounds),
            ("term", self.terms),
        ):
            write_pairs(writer, key, runs, folder=self.folder)
        norms = Norms(len(self.forms))
        with self.windows:
            write_postings(writer, "window", norms.weigh(self.windows.merged()), folder=self.folder)
        with writer.section("window_norm") as add:
            add(norms.finish())
        # Places without a language are compared as wholes.
        divided = len(self.heard_row) > 0 or any(
            TYPES[number] != "place" for number in set(self.entities.types)
        )
        told = {
            "divided": divided,
            "entities": len(self.entities.types),
            "names": len(self.kind),
            "forms": len(self.forms),
        }
        writer.finish({"icu": icu.ICU_VERSION, **facts, **told})
