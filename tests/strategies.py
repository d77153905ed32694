"""Where tests get their inputs: the golden cases of `cases/*.toml`, and hypothesis strategies."""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

CASES = Path(__file__).with_name("cases")
HINTS = ("lang", "type", "country")
APOSTROPHES = "'’‘ʼʻ`´′ʹʾʿ＇"


@dataclass(frozen=True, slots=True)
class Case:
    """A name that must resolve to an id, with a word that its explanation must have."""

    name: str
    id: str
    says: str
    hints: tuple[tuple[str, Any], ...] = ()
    reason: str = ""

    def __str__(self) -> str:
        return " ".join([self.name, *(f"{key}={value}" for key, value in self.hints)])


def read_cases(file: str) -> dict[str, Any]:
    """A file of cases as it is."""
    return tomllib.loads((CASES / file).read_text("utf-8"))


def golden() -> Iterator[Case]:
    """Every case of `resolve.toml`."""
    for section in read_cases("resolve.toml")["section"]:
        hints = _hints(section)
        for entity, entries in section["names"].items():
            for entry in entries:
                name, says = (entry, section.get("says", "")) if isinstance(entry, str) else entry
                yield Case(name, entity, says, hints)


def known_failures(kind: str) -> list[dict[str, Any]]:
    """The cases of one kind that are known to fail, each with its reason."""
    return list(read_cases("known-failures.toml").get(kind, []))


def failing() -> Iterator[Case]:
    """Names that should resolve to an id and don't yet."""
    for row in known_failures("resolve"):
        yield Case(row["name"], row["id"], row.get("says", ""), _hints(row), row["reason"])


def _hints(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((key, row[key]) for key in HINTS if key in row)


# Any string that Python can hold: also surrogates, NUL, controls and what isn't assigned.
any_text = st.text(st.characters(exclude_categories=[]), max_size=40)
# The same, thick with what names are made of and what tries to break them.
_PIECES = [
    *("Lukaschenko", "Гомель", "Kastsiukovichy", "S-300", "Т-72Б3", "الخ", "基辅", "Київ", "O’Brien", "Łódź"),
    *(
        "President ",
        "Gebiet ",
        "область",
        " of ",
        "von ",
        ", ",
        "A. ",
        "-",
        ".",
        "'",
        "’",
        "«",
        "»",
        "\n",
        "\t",
    ),
    *("\0", "\ud800", "\udfff", "\u202e", "\u2066", "\u200b", "\ufeff", "\u0301", "\u0345", "\U000e0001"),
    *("İ", "ı", "ß", "ς", "ŉ", "ﬃ", "ǆ", "Å", "ᾳ", "각", "ｶﾞ", "한국", "ꙮ", "Ⅷ", "²", "٣", "0", "𝔘", "🚀"),
]
nasty_text = st.one_of(any_text, st.lists(st.sampled_from(_PIECES), max_size=6).map("".join))

_VOWELS, _CONSONANTS = "aeiou", "bdfgklmnprstvz"
_syllables = st.builds(
    str.__add__, st.sampled_from([*_CONSONANTS, "sh", "ch", "st", "kr"]), st.sampled_from(_VOWELS)
)
_latin = st.lists(_syllables, min_size=3, max_size=5).map("".join)
_cyrillic = st.lists(
    st.builds(str.__add__, st.sampled_from("бвгджзклмнпрстхчш"), st.sampled_from("аеиоуыюя")),
    min_size=3,
    max_size=5,
).map("".join)
words = st.one_of(_latin, _cyrillic)
_digits = st.integers(1, 999).map(str)


@st.composite
def rows(draw: st.DrawFn, most: int = 5) -> list[dict[str, Any]]:
    """Rows of a small gazetteer: towns, people and equipment. No two share a name, but some names
    differ from another in a letter only."""
    kinds = st.sampled_from(["place", "person", "equipment"])
    found: dict[str, dict[str, Any]] = {}
    for number, kind in enumerate(draw(st.lists(kinds, min_size=1, max_size=most))):
        script = draw(st.sampled_from([_latin, _cyrillic]))
        name = draw(script).title()
        near = draw(st.booleans())
        if found and near:
            name = draw(misspelled(draw(st.sampled_from(list(found)))))
        elif kind == "person":
            name += " " + draw(script).title()
        elif kind == "equipment":
            name = f"{name}-{draw(_digits)}"
        lang = "und" if name.isascii() else draw(st.sampled_from(["ru", "uk", "be"]))
        row = {"id": f"{kind}/{number}", "type": kind, "name": name, "lang": lang, "label": name}
        found.setdefault(name, row)
    return list(found.values())


_TERMS = [
    *("Ministry of", "Bank", "Lake", "Озеро", "область", "Gebiet", "rejon", "New", "Новая", "завод", "ООО"),
    *("of Russia", "Беларуси", "58-я армия", "5", "Университет", "GmbH", "de la", "обороны", "Chemical"),
]


@st.composite
def things(draw: st.DrawFn, most: int = 5) -> list[dict[str, Any]]:
    """Rows of organizations and places, whose names are made of terms and of words of their own."""
    found: dict[str, dict[str, Any]] = {}
    parts = st.lists(st.one_of(st.sampled_from(_TERMS), words.map(str.title)), min_size=1, max_size=4)
    for number, own in enumerate(draw(st.lists(parts, min_size=1, max_size=most))):
        kind = draw(st.sampled_from(["organization", "place"]))
        lang = draw(st.sampled_from(["en", "ru", "und"]))
        row = {"id": f"{kind}/{number}", "type": kind, "name": " ".join(own), "lang": lang}
        if any(map(str.isalpha, row["name"])):
            found.setdefault(row["name"], row)
    return list(found.values())


@st.composite
def plain_rows(draw: st.DrawFn, most: int = 6) -> list[dict[str, Any]]:
    """Rows of a raw list: places of one name or two, in no known language."""
    found: list[dict[str, Any]] = []
    for number, row in enumerate(draw(rows(most))):
        country, prominence = draw(st.sampled_from(["", "BY", "UA", "PL"])), draw(st.sampled_from([0, 1000]))
        place = f"place/{number // 2}"
        own = {"id": place, "type": "place", "name": row["name"], "lang": "und", "label": place}
        if found and found[-1]["id"] == place:
            country, prominence = found[-1]["country"], found[-1]["prominence"]
        found.append(own | {"country": country, "prominence": prominence})
    return found


@st.composite
def misspelled(draw: st.DrawFn, name: str) -> str:
    """A name with one letter changed, dropped, doubled, or swapped with the next."""
    return slip(draw(st.randoms(use_true_random=False)), name)


def slip(chance: random.Random, name: str) -> str:
    """The same, drawn by chance."""
    place = chance.choice([place for place, letter in enumerate(name) if letter.isalpha()])
    alphabet = _VOWELS + _CONSONANTS if name[place].isascii() else "абвгдеиклмнопрсту"
    before, letter, after = name[:place], name[place], name[place + 1 :]
    changed = [chance.choice(alphabet) + after, after, letter * 2 + after, after[:1] + letter + after[1:]]
    return before + chance.choice(changed)


def reordered(name: str) -> str:
    """`Given Family` as `Family, Given`; a single word as it is."""
    first, space, rest = name.partition(" ")
    return f"{rest}, {first}" if space else name


def asked(some: list[dict[str, Any]], data: st.DataObject) -> list[str]:
    """The names of a gazetteer, misspelled and in another order too."""
    names = [row["name"] for row in some]
    return [*names, *(data.draw(misspelled(name)) for name in names), *map(reordered, names)]


def with_apostrophes(text: str, style: str) -> str:
    """A text with every apostrophe in one style."""
    return "".join(style if letter in APOSTROPHES else letter for letter in text)


STYLES: dict[str, Callable[[str], str]] = {
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "upper": str.upper,
    "lower": str.lower,
    "title": str.title,
    "casefold": str.casefold,
    **{f"apostrophe {mark!r}": partial(with_apostrophes, style=mark) for mark in APOSTROPHES},
}


def syllables(seed: int, count: int) -> list[str]:
    """Words that mean nothing, of three or four syllables, the same for every run."""
    chance = random.Random(seed)  # noqa: S311 # no secret: test words
    open_ones = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
    return ["".join(chance.choices(open_ones, k=chance.choice((3, 4)))) for _ in range(count)]
