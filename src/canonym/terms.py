"""Words that mean the same in many names: legal forms, heads such as ministries, kinds of places,
countries, titles, numbers. A file of `terms/` has concepts, and how languages write each."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

TERM_FOLDER = Path(__file__).with_name("terms")
# The file whose concepts are legal forms, by country.
_LEGAL = "legal-forms.toml"
# A legal form that an abbreviation has this many times more seldom than another isn't meant.
_RARE = 3
# What stands in a compound, with its hyphen: "Verteidigungs-", "-ministerium".
COMPOUND = "-"


def load_terms(fold: Callable[[str], str], folder: Path = TERM_FOLDER) -> dict[str, tuple[str, ...]]:
    """The concepts of each spelling, folded and without spaces; the first or last part of a compound
    keeps its hyphen."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text("utf-8"))
        for concept, text in _spellings(path.name, data):
            key = fold(text).replace(" ", "")
            if text.startswith(COMPOUND) and len(text) > 1:
                key = COMPOUND + key
            elif text.endswith(COMPOUND):
                key += COMPOUND
            if key.strip(COMPOUND):
                found.setdefault(key, Counter())[concept] += 1
    return {key: tuple(_usual(concepts)) for key, concepts in found.items()}


def _usual(concepts: Counter[str]) -> Iterator[str]:
    """The concepts of a spelling; of legal forms those that it is in most countries."""
    legal = max((count for concept, count in concepts.items() if concept.startswith("legal/")), default=0)
    for concept, count in concepts.items():
        if not concept.startswith("legal/") or count * _RARE >= legal:
            yield concept


def meanings(folder: Path = TERM_FOLDER) -> dict[str, list[str]]:
    """The concepts that others are made of: a ministry of defence is a ministry, and of defence."""
    return {
        f"{path.stem}/{concept}": [f"{path.stem}/{part}" for part in row["is"]]
        for path in sorted(folder.glob("*.toml"))
        for concept, row in tomllib.loads(path.read_text("utf-8")).items()
        if isinstance(row, dict) and "is" in row
    }


def title_sexes(folder: Path = TERM_FOLDER) -> dict[str, str]:
    """The sex of those whom a title is for, where it tells."""
    return {
        f"{path.stem}/{concept}": row["sex"]
        for path in sorted(folder.glob("*.toml"))
        for concept, row in tomllib.loads(path.read_text("utf-8")).items()
        if isinstance(row, dict) and "sex" in row
    }


def _spellings(file: str, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kind = file.removesuffix(".toml")
    for concept, row in data.items():
        if concept == "sources":
            continue
        if file == _LEGAL:
            for _, _, full, short in row["forms"]:
                yield from ((f"legal/{concept}", text) for text in (full, *short))
        else:
            for texts in row.get("names", {}).values():
                yield from ((f"{kind}/{concept}", text) for text in texts)
