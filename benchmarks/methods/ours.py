"""Canonym, by its public interface: the command that builds an index, and a Resolver."""

from __future__ import annotations

import csv
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.methods import MOST, Verdict
from benchmarks.sample import Row
from canonym import Resolver, __version__


class Canonym:
    """The index file that `normalize build` makes of a table."""

    name = f"canonym {__version__}"
    slow = False

    def build(self, rows: Iterable[Row], folder: Path) -> None:
        """Write the table, build from it, and throw it away."""
        table = folder / "places.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("id", "name", "type", "label", "country", "prominence"))
            place = label = ""
            for row in rows:
                if row.place != place:
                    place, label = row.place, row.name
                writer.writerow((row.place, row.name, "place", label, row.country, row.population))
        command = [sys.executable, "-m", "canonym", "build", str(table), "-o", str(self.index_file(folder))]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        table.unlink()

    def open(self, folder: Path) -> None:
        """Open the index."""
        self._resolver = Resolver.open(self.index_file(folder))

    def ask(self, name: str, country: str | None = None) -> list[str]:
        """The matches of one answer."""
        answer = self._resolver.resolve(name, country=country, limit=MOST)
        return [match.id for match in answer.matches]

    def ask_many(self, names: Sequence[str]) -> list[list[str]]:
        """The matches of many answers."""
        answers = self._resolver.resolve_many(names, limit=MOST)
        return [[match.id for match in answer.matches] for answer in answers]

    def judge(self, name: str) -> Verdict:
        """The first match, how likely it is, and whether it is given as the answer."""
        answer = self._resolver.resolve(name, limit=MOST)
        first = answer.matches[0].id if answer.matches else ""
        return Verdict(first, answer.probability, answer.status)

    def index_file(self, folder: Path) -> Path:
        """The one file of the index."""
        return folder / "places.canonym"
