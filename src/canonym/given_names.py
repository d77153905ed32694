"""Given names across languages, as the files of `gazetteers/given-names/` have them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from canonym.document import Document
from canonym.errors import DataError, Problem
from canonym.shape import is_list_of_texts

# The folder, in that of a gazetteer.
GIVEN_NAMES = "given-names"
SEXES = ("male", "female", "both")
_ID = re.compile(r"[a-z][a-z0-9-]*")
_LANG = re.compile("[a-z]{2,3}")
_FIELDS = ("sex", "sources", "names", "short")


class GivenName(NamedTuple):
    """One given name: how languages write it (ISO 639, text), and what it is shortened to."""

    id: str
    sex: str
    sources: tuple[str, ...]
    names: tuple[tuple[str, str], ...]
    short: tuple[tuple[str, str], ...]


def load_given_names(folder: Path) -> list[GivenName]:
    """The given names of a gazetteer's folder, in the order of their ids.

    Raises:
        DataError: one problem a line, for every file that is not as it must be.
    """
    return sorted(_given_name(key, row) for file in read_files(folder) for key, row in file.data.items())


def read_files(folder: Path) -> list[Document]:
    """The files of given names in a gazetteer's folder, in the order of their names.

    Raises:
        DataError: one problem a line, for every file that is not as it must be.
    """
    found: list[Document] = []
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            document = Document.read(path)
        except DataError as error:
            problems += error.problems
            continue
        found.append(document)
        for key, row in document.data.items():
            problems += _problems(document, key, row)
    if problems:
        raise DataError(problems)
    return found


def _given_name(key: str, row: Mapping[str, Any]) -> GivenName:
    names, short = (
        tuple((lang, text) for lang, texts in row.get(kind, {}).items() for text in texts)
        for kind in ("names", "short")
    )
    return GivenName(key, row["sex"], tuple(row["sources"]), names, short)


def _problems(document: Document, key: str, row: Any) -> Iterator[Problem]:
    for message in _wrong(key, row):
        yield document.problem(document.line_of(f"[{key}]"), f"{key}: {message}")


def _wrong(key: str, row: Any) -> Iterator[str]:
    if not _ID.fullmatch(key) or not isinstance(row, dict):
        yield "a given name is a table, its id in small letters"
        return
    for field in row.keys() - set(_FIELDS):
        yield f"unknown field {field!r}"
    if row.get("sex") not in SEXES:
        yield f"sex is one of {', '.join(SEXES)}"
    if not is_list_of_texts(row.get("sources")) or not row["sources"]:
        yield "no sources"
    for kind in ("names", "short"):
        yield from _wrong_names(row.get(kind, {}))
    if not isinstance(row.get("names"), dict) or len(row["names"]) < 2:
        yield "names of fewer than two languages"


def _wrong_names(names: Any) -> Iterator[str]:
    if not isinstance(names, dict):
        yield "names are lists by language: names.en = […]"
        return
    for lang, texts in names.items():
        if not (_LANG.fullmatch(lang) and is_list_of_texts(texts) and texts and all(map(str.strip, texts))):
            yield f"{lang} wants a language and a list of names"
