"""SQLite's full-text search over groups of three letters: what is there without installing anything."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.methods.forms import CANDIDATES, Forms, FormsMethod

_FILE = "forms.sqlite"
_GROUP = 3


class Fts5(FormsMethod):
    """FTS5 with its trigram tokenizer finds; Jaro–Winkler puts in order."""

    name = f"SQLite {sqlite3.sqlite_version} FTS5, trigrams"

    def build_engine(self, forms: Forms, folder: Path) -> None:
        """A table without content, since the forms are stored already."""
        connection = sqlite3.connect(folder / _FILE)
        connection.execute("create virtual table forms using fts5(form, content='', tokenize='trigram')")
        rows = ((number, forms.texts[number]) for number in range(len(forms.texts)))
        connection.executemany("insert into forms (rowid, form) values (?, ?)", rows)
        connection.execute("insert into forms (forms) values ('optimize')")
        connection.commit()
        connection.close()

    def open_engine(self, folder: Path) -> None:
        """One connection, read only."""
        self._connection = sqlite3.connect(f"{(folder / _FILE).absolute().as_uri()}?mode=ro", uri=True)

    def find(self, form: str) -> Iterable[int]:
        """What shares the rarest groups of letters; a name too short to have one only by equality."""
        groups = {form[at : at + _GROUP] for at in range(len(form) - _GROUP + 1)}
        if not groups:
            number = self.forms.number(form)
            return [] if number is None else [number]
        wanted = " OR ".join('"' + group.replace('"', '""') + '"' for group in sorted(groups))
        rows = self._connection.execute(
            "select rowid from forms where forms match ? order by rank limit ?", (wanted, CANDIDATES)
        )
        return self.forms.nearest(form, (number for (number,) in rows))
