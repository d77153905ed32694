"""What all alternatives share: names as plain letters, which places bear them, and a second look.

They differ in how they find candidates. How other scripts become Latin letters (Unidecode, as a user
would do it), which place comes first among equals (the largest) and how candidates are put in order are
the same for all of them.
"""

from __future__ import annotations

import mmap
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from rapidfuzz.distance import JaroWinkler
from unidecode import unidecode

from benchmarks.methods import MOST
from benchmarks.sample import Row

# How many candidates an engine hands over to be compared letter by letter.
CANDIDATES = 100


def fold(name: str) -> str:
    """A name in lower-case ASCII."""
    return " ".join(unidecode(name).lower().split())


class _Texts:
    """Texts in one mapped file, by number."""

    def __init__(self, path: Path) -> None:
        self._ends = np.load(path.with_suffix(".ends.npy"), mmap_mode="r")
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._bytes[int(self._ends[number]) : int(self._ends[number + 1])].decode()

    @staticmethod
    def write(path: Path, texts: Sequence[str]) -> None:
        encoded = [text.encode() for text in texts]
        path.write_bytes(b"".join(encoded))
        np.save(path.with_suffix(".ends.npy"), np.cumsum([0, *map(len, encoded)], dtype=np.uint64))


class Forms:
    """All distinct folded names with the places that bear them.

    A form's number is its rank by the population of the largest place that bears it, so that ties
    are broken by taking the lower number.
    """

    def __init__(self, folder: Path) -> None:
        self.texts = _Texts(folder / "forms.txt")
        self._ids = _Texts(folder / "ids.txt")
        self._owners = np.load(folder / "owners.npy", mmap_mode="r")
        self._starts = np.load(folder / "starts.npy", mmap_mode="r")
        self._alphabetical = np.load(folder / "alphabetical.npy", mmap_mode="r")

    @staticmethod
    def write(rows: Iterable[Row], folder: Path) -> None:
        """Fold the names of rows and write who bears them."""
        ids: list[str] = []
        populations: list[int] = []
        bearers: dict[str, list[int]] = {}
        for row in rows:
            if not ids or ids[-1] != row.place:
                ids.append(row.place)
                populations.append(row.population)
            form = fold(row.name)
            known = bearers.setdefault(form, [])
            if form and (not known or known[-1] != len(ids) - 1):
                known.append(len(ids) - 1)
        bearers.pop("", None)
        for known in bearers.values():
            known.sort(key=lambda place: -populations[place])
        forms = sorted(bearers, key=lambda form: (-populations[bearers[form][0]], form))
        owners = [bearers[form] for form in forms]
        _Texts.write(folder / "forms.txt", forms)
        _Texts.write(folder / "ids.txt", ids)
        np.save(folder / "owners.npy", np.array([place for known in owners for place in known], np.uint32))
        np.save(folder / "starts.npy", np.cumsum([0, *map(len, owners)], dtype=np.uint32))
        order = sorted(range(len(forms)), key=forms.__getitem__)
        np.save(folder / "alphabetical.npy", np.array(order, np.uint32))

    def number(self, form: str) -> int | None:
        """The number of exactly this form."""
        at = bisect_left(self._alphabetical, form, key=lambda number: self.texts[int(number)])
        if at == len(self._alphabetical):
            return None
        number = int(self._alphabetical[at])
        return number if self.texts[number] == form else None

    def places(self, numbers: Iterable[int]) -> list[str]:
        """The places that bear these forms, in their order."""
        found: dict[str, None] = {}
        for number in numbers:
            start, end = int(self._starts[number]), int(self._starts[number + 1])
            for place in self._owners[start:end].tolist():
                found[self._ids[place]] = None
                if len(found) == MOST:
                    return list(found)
        return list(found)

    def nearest(self, form: str, numbers: Iterable[int]) -> list[int]:
        """Candidates in the order of how alike they are."""
        likeness = JaroWinkler.normalized_similarity
        return sorted(numbers, key=lambda number: (-likeness(form, self.texts[number]), number))


class FormsMethod:
    """An alternative: it says which forms are near, and this says whose names they are."""

    name: str
    slow = False
    forms: Forms

    def build(self, rows: Iterable[Row], folder: Path) -> None:
        """Write the forms, then the method's own index of them."""
        Forms.write(rows, folder)
        self.build_engine(Forms(folder), folder)

    def open(self, folder: Path) -> None:
        """Open both."""
        self.forms = Forms(folder)
        self.open_engine(folder)

    def ask(self, name: str, country: str | None = None) -> list[str]:
        """The places whose names are nearest; none of the alternatives narrows by country."""
        del country
        form = fold(name)
        return self.forms.places(self.find(form)) if form else []

    def ask_many(self, names: Sequence[str]) -> list[list[str]]:
        """One after the other: none of the alternatives has a quicker way in one process."""
        return [self.ask(name) for name in names]

    def build_engine(self, forms: Forms, folder: Path) -> None:
        """Index the forms by number."""

    def open_engine(self, folder: Path) -> None:
        """Make ready for `find`."""

    def find(self, form: str) -> Iterable[int]:
        """The numbers of forms near this one, nearest first."""
        raise NotImplementedError
