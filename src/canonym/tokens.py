"""The words of running text, and the characters of scripts that put no spaces between words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

# Vowel signs and other marks belong to the letter before them: दिल्ली is one word. They stand below
# this number, but for some of old and rare scripts.
_LAST_MARK = 0x3100
_MARKS = "".join(
    chr(code) for code in range(0x300, _LAST_MARK) if unicodedata.category(chr(code)).startswith("M")
)
# Scripts without spaces between words, by ISO 15924.
_DENSE = {
    "Hani": "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "Thai": "\u0e01-\u0e3a\u0e40-\u0e4e",
    "Laoo": "\u0e81-\u0ebd\u0ec0-\u0ec4\u0edc-\u0edf",
    "Mymr": "\u1000-\u103f\u1050-\u109f",
    "Khmr": "\u1780-\u17d3",
}
_HIRAGANA = "\u3041-\u3096\u309d\u309e"
# The mark of a long vowel as well.
_KATAKANA = "\u30a1-\u30fa\u30fc-\u30fe\uff66-\uff9f"
_NO_WORD = "".join(_DENSE.values()) + _HIRAGANA + _KATAKANA
_LETTERS = rf"[^\W_{_NO_WORD}][{_MARKS}]*"
_TOKEN = re.compile(
    "|".join(
        [
            rf"(?P<word>(?:{_LETTERS})+(?:['’ʼ](?:{_LETTERS})+)*)",
            f"(?P<kana>[{_KATAKANA}]+|[{_HIRAGANA}]+)",
            *(f"(?P<{script}>[{letters}][{_MARKS}]*)" for script, letters in _DENSE.items()),
        ]
    )
)
_HYPHENS = ("-", "‐", "‑")
# A hyphen before a word, also at the end of the line before; spaces before a line are so many at most.
_BEFORE = re.compile(r"[-‐‑](?:\n[ \t]{0,8})?$")
_FAR = 10
# Article, preposition or conjunction run together with the name by an apostrophe.
_ELISION = re.compile(r"[^\W\d_]{1,2}['’](?=[^\W\d_]{2})")
# Words of fewer letters in lower case are articles, prepositions and conjunctions.
_SMALL = 4


class Token(NamedTuple):
    """A word, whether a hyphen ties it to a word before or behind it, and, if it is but a character of a
    word in a script that puts no spaces between words, that script (ISO 15924)."""

    start: int
    end: int
    text: str
    tied: bool
    dense: str

    @property
    def small(self) -> bool:
        """Whether it is a small word, that may join two names but never starts or ends one."""
        return len(self.text) < _SMALL and self.text.islower() and not self.tied

    @property
    def named(self) -> bool:
        """Whether the word may be (part of) a name: a capital, a digit, or a script without case."""
        first = self.text[0]
        return self.tied or first.isupper() or first.isdigit() or not (first.islower() or first.istitle())


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, in order. Of kana, what is in katakana and what in hiragana are words apart."""
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup or ""
        if kind in _DENSE:
            yield Token(start, end, match[0], False, kind)
            continue
        elision = _ELISION.match(match[0])
        if elision and match[0][elision.end()].isupper():
            start += elision.end()
        tied = bool(_BEFORE.search(text, max(start - _FAR, 0), start)) or text[end : end + 1] in _HYPHENS
        yield Token(start, end, text[start:end], tied, "")
