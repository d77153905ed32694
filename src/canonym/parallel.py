"""Answers for many names in order: in batches, or in several processes that share a mapped index."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypedDict, TypeVar

from canonym.records import EntityType
from canonym.resolution import Resolution
from canonym.resolve import Resolver

T = TypeVar("T")
# Names that are answered at once, and that one process gets at once.
BATCH, PORTION = 256, 1024


class Options(TypedDict):
    """What `Resolver.resolve` is told beside a name."""

    type: EntityType | None
    lang: str | None
    country: str | None
    limit: int


def answers(
    resolver: Resolver,
    names: Iterable[str],
    told: Callable[[Resolution], T],
    options: Options,
    *,
    jobs: int = 1,
) -> Iterator[T]:
    """What is told of the answer for each name, in the order of the names.

    Args:
        resolver: whose index all processes share; it must be open from a file for several jobs.
        names: as many as there are; they are read as answers go out.
        told: what is wanted of an answer: a function of a module, which several processes can share.
        options: the hints for all names.
        jobs: how many processes.
    """
    if jobs < 2:
        yield from _in_batches(resolver, names, told, options)
        return
    path = Path(resolver.index.file.origin)
    waiting = iter(names)
    running: deque[Future[list[T]]] = deque()
    with ProcessPoolExecutor(jobs, get_context("spawn"), _open, (path,)) as pool:
        while portion := list(islice(waiting, PORTION)):
            running.append(pool.submit(_answer, portion, told, options))
            if len(running) > 2 * jobs:  # so that no more answers wait than memory should hold
                yield from running.popleft().result()
        for each in running:
            yield from each.result()


def _in_batches(
    resolver: Resolver, names: Iterable[str], told: Callable[[Resolution], T], options: Options
) -> Iterator[T]:
    waiting = iter(names)
    while batch := list(islice(waiting, BATCH)):
        yield from map(told, resolver.resolve_many(batch, **options))


# The resolver of a process that answers for another.
_own: dict[str, Resolver] = {}


def _open(path: Path) -> None:
    _own["resolver"] = Resolver.open(path)


def _answer(names: list[str], told: Callable[[Resolution], Any], options: Options) -> list[Any]:
    return list(_in_batches(_own["resolver"], names, told, options))
