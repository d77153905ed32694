"""The ways to answer that are held against each other, one file each, behind one small interface."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast, runtime_checkable

from benchmarks.sample import Row

# As many answers as a method may give.
MOST = 10

# Each method's module and class: imported when asked for, since each needs a package of its own.
METHODS = {
    "canonym": ("ours", "Canonym"),
    "linear": ("linear", "Linear"),
    "symspell": ("symspell", "Symspell"),
    "fts5": ("fts5", "Fts5"),
    "tantivy": ("tantivy_", "Tantivy"),
}


class Method(Protocol):
    """One way to answer for a name."""

    name: str
    # Why fewer questions are asked of large indexes: those that read every name take too long.
    slow: bool

    def build(self, rows: Iterable[Row], folder: Path) -> None:
        """Index the rows into files of this folder."""

    def open(self, folder: Path) -> None:
        """Make ready to answer from what `build` left in this folder."""

    def ask(self, name: str, country: str | None = None) -> list[str]:
        """At most MOST ids of places, the likeliest first."""

    def ask_many(self, names: Sequence[str]) -> list[list[str]]:
        """The same for many names, in whatever way is fastest in one process."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """An answer with what the method itself thinks of it."""

    first: str
    probability: float
    status: str


@runtime_checkable
class Judge(Method, Protocol):
    """A method that also says how sure it is."""

    def judge(self, name: str) -> Verdict:
        """The first answer; an empty one if there is none."""

    def index_file(self, folder: Path) -> Path:
        """What `build` made, for processes that do no more than answer once."""


def load(name: str) -> Method:
    """The method of this name.

    Raises:
        ModuleNotFoundError: a package that it needs is not installed.
    """
    module, class_name = METHODS[name]
    return cast(Method, getattr(import_module(f"benchmarks.methods.{module}"), class_name)())
