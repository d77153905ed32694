"""Every name is looked at: what most people write first."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from rapidfuzz import fuzz, process

from benchmarks.methods import MOST
from benchmarks.methods.forms import FormsMethod


class Linear(FormsMethod):
    """Unidecode, then rapidfuzz over all distinct names."""

    name = f"rapidfuzz {version('rapidfuzz')}, every name"
    slow = True

    def open_engine(self, folder: Path) -> None:
        """Hold all names in memory."""
        del folder
        self._texts = [self.forms.texts[number] for number in range(len(self.forms.texts))]

    def find(self, form: str) -> Iterable[int]:
        """The ten best; among equals the first, which is the largest."""
        return [number for _, _, number in process.extract(form, self._texts, scorer=fuzz.ratio, limit=MOST)]
