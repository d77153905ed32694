"""Symmetric deletes: every name without one or two of its letters is stored."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from symspellpy import SymSpell, Verbosity  # type: ignore[import-untyped,import-not-found,unused-ignore]

from benchmarks.methods.forms import Forms, FormsMethod

_DISTANCE = 2
_PREFIX = 7
_FILE = "symspell.pickle"


class Symspell(FormsMethod):
    """symspellpy with its usual settings."""

    name = f"symspellpy {version('symspellpy')}, 2 edits"

    def build_engine(self, forms: Forms, folder: Path) -> None:
        """Words by how common they are: the count of the largest place's name is the highest."""
        engine = SymSpell(_DISTANCE, _PREFIX)
        count = len(forms.texts)
        for number in range(count):
            engine.create_dictionary_entry(forms.texts[number], count - number)
        engine.save_pickle(folder / _FILE, compressed=False)

    def open_engine(self, folder: Path) -> None:
        """Hold all words and what is left of them in memory."""
        self._engine = SymSpell(_DISTANCE, _PREFIX)
        self._engine.load_pickle(folder / _FILE, compressed=False)

    def find(self, form: str) -> Iterable[int]:
        """All within the distance, by distance and then by count, which gives the number back."""
        found = self._engine.lookup(form, Verbosity.ALL, _DISTANCE)
        return (len(self.forms.texts) - item.count for item in found)
