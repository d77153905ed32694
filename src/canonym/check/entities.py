"""The gates that every gazetteer passes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from canonym.check.given_names import check_given_names, sources_of
from canonym.document import Document
from canonym.entity_file import HOMONYMS, RETIRED, SOURCES
from canonym.errors import DataError, Problem, SchemeError
from canonym.gazetteer import Gazetteer
from canonym.given_names import GIVEN_NAMES, read_files
from canonym.orthography import Orthography
from canonym.records import STATUSES, Entity, Name
from canonym.scheme import load_schemes
from canonym.script import scripts
from canonym.writer import Writer

_SOURCE_FIELDS = ("title", "publisher", "licence", "accessed")


def check_gazetteer(folder: Path) -> Iterator[Problem]:
    """The problems of a gazetteer folder: of each file, and of the files together."""
    try:
        gazetteer = Gazetteer.load(folder)
    except DataError as error:
        yield from error.problems
        return
    given_names: list[Document] = []
    try:
        given_names = read_files(folder / GIVEN_NAMES)
    except DataError as error:
        yield from error.problems
    orthography = Orthography(load_schemes(), ())
    writers = {writer.scheme.id: writer for writer in orthography.writers}
    documents = {entity.id: Document.read(folder / f"{entity.id}.toml") for entity in gazetteer.entities}
    for entity in gazetteer.entities:
        yield from check_entity(entity, documents[entity.id], gazetteer, writers)
    yield from _check_sources(folder, gazetteer, documents, sources_of(given_names))
    yield from _check_collisions(gazetteer, documents, orthography, folder)
    yield from _check_ids(folder, gazetteer)
    yield from check_given_names(given_names, gazetteer.sources)


def check_entity(
    entity: Entity, document: Document, gazetteer: Gazetteer, writers: Mapping[str, Writer]
) -> Iterator[Problem]:
    """The problems of one entity's file."""
    rows = [(name.lang, name.script, name.text) for name in entity.names]
    for (lang, _, text), count in Counter(rows).items():
        if count > 1:
            yield document.problem(
                document.line_of(f'"{text}"', f'"{lang}"'), f"{text} ({lang}) stands there twice"
            )
    for first, second in pairwise(rows):
        if first > second:
            line = document.line_of(f'"{second[2]}"', f'"{second[0]}"')
            yield document.problem(line, f"unsorted: {second[2]} belongs before {first[2]}")
    for name in entity.names:
        for message in _name_problems(name, entity, gazetteer, writers):
            yield document.problem(document.line_of(f'"{name.text}"', f'"{name.lang}"'), message)
    for key, fact in document.data.get("facts", {}).items():
        if fact["source"] not in gazetteer.sources:
            yield document.problem(
                document.line_of_field(key), f"source {fact['source']!r} is not in {SOURCES}"
            )
    if not _label_is_known(entity, writers):
        yield document.problem(
            document.line_of_field("label"),
            f"label {entity.label!r} is neither a listed name nor what a scheme makes of one",
        )
    known = {other.id for other in gazetteer.entities}
    if entity.seat and entity.seat not in known:
        yield document.problem(document.line_of_field("seat"), f"no entity {entity.seat!r}")
    for other in entity.different:
        if other not in known:
            yield document.problem(document.line_of_field("not"), f"no entity {other!r}")


def _name_problems(
    name: Name, entity: Entity, gazetteer: Gazetteer, writers: Mapping[str, Writer]
) -> Iterator[str]:
    found = scripts(name.text)
    if any(script not in (name.script, "Zyyy", "Zinh") for script in found) and entity.type != "equipment":
        yield f"{name.text} is not all in {name.script} ({', '.join(sorted(found))})"
    elif name.script not in found and found:
        yield f"{name.text} has no letter of {name.script}"
    if name.source not in gazetteer.sources:
        yield f"source {name.source!r} is not in {SOURCES}"
    if name.status in STATUSES:
        return
    writer = writers.get(name.status)
    if writer is None:
        yield f"status {name.status!r} is neither a scheme nor one of {', '.join(STATUSES)}"
        return
    native = [other for other in entity.names if writer.suits(other.script, other.lang)]
    made = sorted({_try(writer, other.text) for other in native} - {""})
    if name.text not in made:
        yield f"{name.status} makes {' or '.join(made) or 'nothing'} of the native names, not {name.text}"


def _try(writer: Writer, text: str) -> str:
    try:
        return writer.write(text)
    except SchemeError:
        return ""


def _label_is_known(entity: Entity, writers: Mapping[str, Writer]) -> bool:
    return any(name.text == entity.label for name in entity.names) or any(
        _try(writer, name.text) == entity.label
        for name in entity.names
        for writer in writers.values()
        if writer.suits(name.script, name.lang)
    )


def _check_sources(
    folder: Path, gazetteer: Gazetteer, documents: Mapping[str, Document], elsewhere: set[str]
) -> Iterator[Problem]:
    """`elsewhere`: the sources that are used beside the entities."""
    document = Document.read(folder / SOURCES)
    if list(document.data) != sorted(document.data):
        yield document.problem(1, "unsorted: sources stand in the order of their keys")
    used = elsewhere | {name.source for entity in gazetteer.entities for name in entity.names}
    for entry in documents.values():
        used.update(fact["source"] for fact in entry.data.get("facts", {}).values())
    for key, source in gazetteer.sources.items():
        missing = [field for field in _SOURCE_FIELDS if not getattr(source, field)]
        if missing:
            yield document.problem(document.line_of(f"[{key}]"), f"source {key} has no {', '.join(missing)}")
        if key not in used:
            yield document.problem(document.line_of(f"[{key}]"), f"no name or fact uses source {key}")


def _check_collisions(
    gazetteer: Gazetteer, documents: Mapping[str, Document], orthography: Orthography, folder: Path
) -> Iterator[Problem]:
    """A key that two entities share must be declared, and a declared one must be shared."""
    keys: dict[str, dict[str, Name]] = defaultdict(dict)
    for entity in gazetteer.entities:
        for name in entity.names:
            keys[orthography.fold(name.text)].setdefault(entity.id, name)
            for _, key in orthography.write(name.text, name.lang, name.script):
                keys[key].setdefault(entity.id, name)
    keys.pop("", None)
    for key, owners in sorted(keys.items()):
        undeclared = owners.keys() - gazetteer.homonyms.get(key, frozenset())
        if len(owners) > 1 and undeclared:
            first = min(undeclared)
            others = ", ".join(sorted(owners.keys() - {first}))
            name = owners[first]
            yield documents[first].problem(
                documents[first].line_of(f'"{name.text}"', f'"{name.lang}"'),
                f"{name.text} collides on the key {key!r} with {others}; "
                f"list it in {HOMONYMS} if both are right",
            )
    if gazetteer.homonyms:
        document = Document.read(folder / HOMONYMS)
        if list(gazetteer.homonyms) != sorted(gazetteer.homonyms):
            yield document.problem(1, "unsorted: homonyms stand in the order of their keys")
        for key, ids in gazetteer.homonyms.items():
            if set(ids) != set(keys.get(key, ())):
                sharing = ", ".join(sorted(keys.get(key, ()))) or "nobody"
                yield document.problem(document.line_of_field(key), f"the key {key!r} is shared by {sharing}")


def _check_ids(folder: Path, gazetteer: Gazetteer) -> Iterator[Problem]:
    known = {entity.id for entity in gazetteer.entities}
    for old, new in gazetteer.retired.items():
        document = Document.read(folder / RETIRED)
        if old in known:
            yield document.problem(document.line_of_field(old), f"{old} is retired and in use")
        if new not in known:
            yield document.problem(document.line_of_field(old), f"no entity {new!r}")
