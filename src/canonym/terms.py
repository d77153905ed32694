"""Words that mean the same in many names: legal forms, heads such as ministries, kinds of places,
countries, titles, numbers. A file of `terms/` has concepts, and how languages write each."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from canonym.script import main_script

TERM_FOLDER = Path(__file__).with_name("terms")
# Concepts are called by the file that they are in, but for these.
_KINDS = {"legal-forms": "legal"}
_SOURCES = "sources"
# What a spelling means this many times more seldom than something else of its kind isn't meant: a legal
# form by countries, and all else by languages, which are fewer.
_RARE = {"legal": 3}
_RARE_WORD = 8
# Scripts without spaces between words: what they write is looked up as it is written, since a character
# that ICU writes "shan" or "hu" is no Shan or Hu.
UNSPACED = frozenset(("Hani", "Hira", "Kana", "Hang"))
# Articles and prepositions that a word beginning with a vowel is written together with, or with which
# others are.
_ELIDED = {"fr": ("l'", "d'", "de l'"), "it": ("l'", "dell'", "d'"), "ca": ("l'", "d'", "de l'")}
_MARKS = re.compile(r"[\W_]+")
_VOWELS = "aeiouhàâéèêëîïôöûü"
ARTICLE = "\u0627\u0644"
# What stands in a compound, with its hyphen: "Verteidigungs-", "-ministerium".
COMPOUND = "-"


def load_terms(fold: Callable[[str], str], folder: Path = TERM_FOLDER) -> dict[str, tuple[str, ...]]:
    """The concepts of each spelling, folded and without spaces; the first or last part of a compound
    keeps its hyphen."""
    found: dict[str, Counter[str]] = {}
    for kind, concept, row in _rows(folder):
        for text in _spellings(row):
            key = term_key(text, fold)
            if kind == "titles":
                key = fold(text).replace(" ", "")
            elif text.startswith(COMPOUND) and len(text) > 1:
                key = COMPOUND + key
            elif text.endswith(COMPOUND):
                key += COMPOUND
            if key.strip(COMPOUND):
                found.setdefault(key, Counter())[f"{kind}/{concept}"] += 1
    return {key: tuple(_usual(concepts)) for key, concepts in found.items()}


def term_key(text: str, fold: Callable[[str], str]) -> str:
    """What a term, or a word of a name, is looked up by."""
    if not text.isascii() and main_script(text) in UNSPACED:
        return _MARKS.sub("", text)
    return fold(text).replace(" ", "")


def _usual(concepts: Counter[str]) -> Iterator[str]:
    """The concepts of a spelling; of each kind those that it stands for in most countries or languages."""
    most: Counter[str] = Counter()
    for concept, count in concepts.items():
        most[_kind(concept)] = max(most[_kind(concept)], count)
    for concept, count in concepts.items():
        if count * _RARE.get(_kind(concept), _RARE_WORD) >= most[_kind(concept)]:
            yield concept


def _kind(concept: str) -> str:
    return concept.partition("/")[0]


def meanings(folder: Path = TERM_FOLDER) -> dict[str, list[str]]:
    """The concepts that others are made of: a ministry of defence is a ministry, and of defence. Of some
    parts it is one of several, parted by a bar: a Bundesministerium is in Germany or in Austria."""
    return {
        f"{kind}/{concept}": [part if "/" in part else f"{kind}/{part}" for part in row["is"]]
        for kind, concept, row in _rows(folder)
        if "is" in row
    }


def title_sexes(folder: Path = TERM_FOLDER) -> dict[str, str]:
    """The sex of those whom a title is for, where it tells."""
    return {f"{kind}/{concept}": row["sex"] for kind, concept, row in _rows(folder) if "sex" in row}


def patronymic_ends(fold: Callable[[str], str], folder: Path = TERM_FOLDER) -> set[str]:
    """What ends a patronymic, folded."""
    return {fold(end) for _, _, row in _rows(folder) for ends in row.get("ends", {}).values() for end in ends}


def _rows(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The kind (which file it is in), the id and the table of each concept."""
    for path in sorted(folder.glob("*.toml")):
        for concept, row in tomllib.loads(path.read_text("utf-8")).items():
            if concept != _SOURCES:
                yield _KINDS.get(path.stem, path.stem), concept, row


def _spellings(row: dict[str, Any]) -> Iterator[str]:
    """How a concept is written: a legal form by country, full and short, others by language."""
    for _, _, full, short in row.get("forms", ()):
        yield from (full, *short)
    for lang, texts in row.get("names", {}).items():
        for text in texts:
            yield text
            yield from _with_article(text, lang)


def _with_article(text: str, lang: str) -> Iterator[str]:
    if lang in _ELIDED and text[0].lower() in _VOWELS:
        yield from (article + text for article in _ELIDED[lang])
    elif lang == "ar" and " " not in text and not text.startswith(ARTICLE):
        yield ARTICLE + text
