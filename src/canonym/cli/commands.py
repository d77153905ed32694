"""What each command does."""

from __future__ import annotations

import gc
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from canonym.cli import render, writing
from canonym.cli.streams import Progress, Warnings, lines, names_of, output, read_text
from canonym.errors import DataError, Problem
from canonym.resolution import Resolution
from canonym.resolve import Resolver

if TYPE_CHECKING:
    from canonym.parallel import Options

T = TypeVar("T")
# Answers that are aligned with each other.
_BLOCK = 50


def resolve(options: Namespace) -> int:
    """Each name to its entity."""
    resolver = _resolver(options)
    warn = Warnings()
    names = names_of(options.names, warn)
    if options.format == "json":
        for answer in _answers(resolver, names, render.answer_json, options):
            print(answer)
    elif options.format == "csv":
        columns = ("input", "status", "id", "label", "type", "probability")
        render.print_csv(_answers(resolver, names, render.answer_row, options), columns)
    else:
        answers = _answers(resolver, names, _whole, options)
        # In blocks, so that the columns stand under each other and a long input still flows.
        while block := list(islice(answers, _BLOCK)):
            render.print_resolutions(block)
    return warn.status


def text(options: Namespace) -> int:
    """The mentions of a text."""
    content = read_text(options.file)
    progress = Progress("words")
    mentions = _resolver(options).scan(content, lang=options.lang, progress=progress)
    progress.done()
    if options.format == "json":
        for mention in mentions:
            render.print_json(mention.to_json())
    elif options.format == "csv":
        rows = (
            {"start": mention.start, "end": mention.end} | render.answer_row(mention.resolution)
            for mention in mentions
        )
        render.print_csv(rows, ("start", "end", "input", "status", "id", "label", "type", "probability"))
    elif options.format == "html":
        render.print_html(content, mentions)
    else:
        render.print_mentions(mentions)
    return 0


def table(options: Namespace) -> int:
    """A table with the answers beside its own columns."""
    from canonym.parallel import answers
    from canonym.table import answer_cells, open_table, resolve_table

    warn = Warnings()
    resolver = _resolver(options)
    rows = open_table(lines(options.file, warn, newline=""), options.file, warn)
    progress = Progress("rows")
    with output(options.output) as out:
        resolve_table(
            rows,
            options.column,
            lambda names: answers(resolver, names, answer_cells, _hints(options), jobs=options.jobs),
            out,
            origin=options.file,
            progress=progress,
        )
    progress.done()
    return warn.status


def explain(options: Namespace) -> int:
    """Why this entity, why not that one."""
    resolver = _resolver(options)
    print(render.safe(_ask(resolver, options.name, options).explain()))
    if options.id is not None:
        told = resolver.explain(options.name, options.id, lang=options.lang, country=options.country)
        print(render.safe(told))
    return 0


def compare(options: Namespace) -> int:
    """Whether two names may be one."""
    from canonym.comparison import compare as compare_names

    found = compare_names(options.first, options.second, type=options.type)
    if options.format == "json":
        render.print_json(found.to_json())
    else:
        print(render.safe(found.explain()))
    return 0


@contextmanager
def _uncollected() -> Iterator[None]:
    """Millions of names stay until the end: to look again and again whether they do, as Python's
    collector of garbage does, takes a sixth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@_uncollected()
def build(options: Namespace) -> int:
    """An index file."""
    from canonym.embedded import open_lexicon
    from canonym.index.build import write_index
    from canonym.index.store import replacing
    from canonym.reading import load_readings
    from canonym.rows import load_source
    from canonym.scheme import load_schemes

    target = Path(options.output)
    reading = Progress("rows")
    gazetteer = load_source(options.sources[0], reading)
    for source in options.sources[1:]:
        gazetteer = gazetteer.with_entities(load_source(source, reading).entities)
    reading.done()
    progress = Progress("names")
    with replacing(target) as file:
        write_index(
            file,
            gazetteer,
            load_schemes(),
            load_readings(),
            open_lexicon().vocabulary,
            progress=progress,
            folder=target.parent,
            jobs=options.jobs,
        )
    progress.done()
    names = sum(len(entity.names) for entity in gazetteer.entities)
    size = target.stat().st_size
    print(f"{options.output}: entities {len(gazetteer.entities):,}, names {names:,}, bytes {size:,}")
    return 0


def check(options: Namespace) -> int:
    """Every problem of the data, one a line."""
    from canonym.check import check_paths

    missing = [
        Problem(path, 0, "no such file or folder") for path in options.paths if not Path(path).exists()
    ]
    if missing:
        raise DataError(missing)
    problems = check_paths([Path(path) for path in options.paths])
    for problem in problems:
        print(problem)
    return 1 if problems else 0


RUN: dict[str, Callable[[Namespace], int]] = {
    "resolve": resolve,
    "text": text,
    "table": table,
    "explain": explain,
    "compare": compare,
    "variants": writing.variants,
    "transliterate": writing.transliterate,
    "schemes": writing.schemes,
    "build": build,
    "check": check,
}


def _resolver(options: Namespace) -> Resolver:
    if options.index is not None:
        return Resolver.open(options.index)
    from canonym.embedded import open_default

    progress = Progress("names indexed")
    index = open_default(progress)
    progress.done()
    return Resolver(index)


def _answers(
    resolver: Resolver, names: Iterator[str], told: Callable[[Resolution], T], options: Namespace
) -> Iterator[T]:
    """What is told of each answer. One process answers as names come in."""
    if options.jobs == 1:
        return (told(_ask(resolver, name, options)) for name in names)
    from canonym.parallel import answers

    return answers(resolver, names, told, _hints(options), jobs=options.jobs)


def _whole(answer: Resolution) -> Resolution:
    return answer


def _hints(options: Namespace) -> Options:
    return {
        "type": options.type,
        "lang": options.lang,
        "country": options.country,
        "limit": options.limit,
    }


def _ask(resolver: Resolver, name: str, options: Namespace) -> Resolution:
    return resolver.resolve(name, **_hints(options))
