"""The gates that a gazetteer's given names pass."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from canonym.document import Document
from canonym.errors import Problem
from canonym.records import Source
from canonym.script import scripts

# What stands in names of several scripts: apostrophes, and kana beside Chinese characters.
_ANY = {"Zyyy", "Zinh", "Hira", "Kana"}
# Latin has one form for names that living languages tell apart, Ioannes is John, Jean and Juan, and Chinese
# one for those that it hears alike: 约翰 is John and Johan.
_SHARED = ("la", "zh")


def check_given_names(files: Iterable[Document], sources: Mapping[str, Source]) -> Iterator[Problem]:
    """The problems of files of given names that can be read: of each, and of all together."""
    first: dict[str, str] = {}
    bearers: dict[tuple[str, str, str], str] = {}
    for document in files:
        for before, key in pairwise(document.data):
            if key < before:
                yield document.problem(_line(document, key), f"unsorted: {key} belongs before {before}")
        for key, row in document.data.items():
            if first.setdefault(key, document.path.name) != document.path.name:
                yield document.problem(_line(document, key), f"{key} is in {first[key]} already")
            for message in _messages(key, row, sources, bearers):
                yield document.problem(_line(document, key), message)


def sources_of(files: Iterable[Document]) -> set[str]:
    """The sources that files of given names use."""
    return {source for document in files for row in document.data.values() for source in row["sources"]}


def _line(document: Document, key: str) -> int:
    return document.line_of(f"[{key}]")


def _messages(
    key: str,
    row: Mapping[str, Mapping[str, list[str]]],
    sources: Mapping[str, Source],
    bearers: dict[tuple[str, str, str], str],
) -> Iterator[str]:
    for source in row["sources"]:
        if source not in sources:
            yield f"{key}: source {source!r} is not in sources.toml"
    for kind in ("names", "short"):
        for lang, texts in row.get(kind, {}).items():
            for text in texts:
                if unicodedata.normalize("NFC", text) != text or text != text.strip():
                    yield f"{key}: {text!r} is not NFC, or has spaces around it"
                if len(scripts(text).keys() - _ANY) > 1:
                    yield f"{key}: {text} is not of one script"
                if texts.count(text) > 1:
                    yield f"{key}: {text} ({lang}) stands there twice"
    sex = str(row["sex"])
    sexes = ("male", "female") if sex == "both" else (sex,)
    for lang, texts in row["names"].items():
        for text in texts if lang not in _SHARED else ():
            for sex in sexes:
                other = bearers.setdefault((lang, text, sex), key)
                if other != key:
                    yield f"{key}: {text} ({lang}) is {other} already"
