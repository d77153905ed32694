"""ICU transform rules of schemes and readings: split, compile, apply word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from canonym.errors import SchemeError

if TYPE_CHECKING:
    import icu

APOSTROPHES = "'’ʼ‘`´ʹ′"
# Marks belong to the letter before them: vowel signs of Indic scripts, vowel points of Arabic and
# Hebrew, the joiners of Persian and Sinhala. Python's \w has none of them, so here are the ranges of
# Unicode 15 that hold them (categories Mn and Mc), with letters between some.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711-\u07b0"
    "\u07eb-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3"
    "\u09fe-\u0a51\u0a70-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63"
    "\u0c81-\u0c83\u0cbc-\u0ce3\u0d00-\u0d4d\u0d57\u0d62-\u0d63\u0d81-\u0ddf\u0df2-\u0df3"
    "\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd\u0f18-\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84"
    "\u0f86-\u0fbc\u0fc6\u102b-\u103e\u1056-\u108f\u109a-\u109d\u135d-\u135f\u1712-\u1734"
    "\u1752-\u17d3\u17dd\u180b-\u180d\u180f\u1885-\u193b\u1a17-\u1a1b\u1a55-\u1a7f"
    "\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bad\u1be6-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2"
    "\u1cd4-\u1dff\u200c-\u200d"
)
# A word for a rule set: letters, their marks, and apostrophes, which several alphabets use.
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARKS}{APOSTROPHES}])+")
_WORD_APART = re.compile(f"({_WORD.pattern})")
# `О’Хара`; what schemes write for an apostrophe counts as well.
_INNER_LETTER = re.compile(rf"(?<=[{APOSTROPHES}”ʺ″])[^\W\d_]")
_COMMENT_OR_QUOTED = re.compile(r"'[^']*'|\\.|#[^\n]*", re.DOTALL)
_DEFINITION = re.compile(r"\$\w+\s*=")
_STATEMENT_END = re.compile(r"'[^']*'|\\.|;", re.DOTALL)
# Passes of ICU that take long, since they try hundreds of rules on each character.
_SLOW = re.compile(r"::\s*Han-Latin/Names\s*;")
# Words that several sets of rules write one after the other.
_REMEMBERED = 64

Step: TypeAlias = "icu.Transliterator | str"


class Rules:
    """A compiled set of ICU rules over lower-case text."""

    __slots__ = ("_compiled", "_steps", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._compiled: icu.Transliterator | None = None
        self._steps: list[Step] = []

    def compile(self) -> icu.Transliterator:
        """The ICU object, made at first use (0.2 ms).

        Raises:
            SchemeError: ICU refuses the rules, also where one rule hides another.
        """
        if self._compiled is None:
            import icu

            try:
                self._compiled = icu.Transliterator.createFromRules(
                    self.name, self.text, icu.UTransDirection.FORWARD
                )
            except icu.ICUError as error:
                raise SchemeError(f"{self.name}: ICU refuses the rules: {error.args[1][0]}") from error
        return self._compiled

    def word(self, word: str) -> str:
        """Apply the rules to one word, in lower case."""
        return str(self.compile().transliterate(word.lower()))

    def apply_lower(self, text: str) -> str:
        """Apply the rules to every word of a text, all in lower case: half the work of `apply`."""
        transliterate = self.compile().transliterate
        return _WORD.sub(lambda found: transliterate(found[0]), _nfc(text).lower())

    def lower_word(self, word: str) -> str:
        """Apply the rules to one of the `lower_pieces` of a text. What a slow pass of ICU makes of a word
        is remembered for the next set of rules that has the same pass."""
        if not self._steps:
            self._steps += map(self._step, _apart(self.text)) if _SLOW.search(self.text) else [self.compile()]
        for step in self._steps:
            word = _slowly(step, word) if isinstance(step, str) else str(step.transliterate(word))
        return word

    def _step(self, part: str) -> Step:
        return part if _SLOW.fullmatch(part) else Rules(self.name, part).compile()

    def apply(self, text: str) -> str:
        """Apply the rules to every word of a text and give each word its case back."""
        return _WORD.sub(lambda found: _with_case_of(found[0], self.word(found[0])), _nfc(text))


def lower_pieces(text: str) -> list[str]:
    """The words of a text in lower case, every second, and what stands between, before and behind them:
    for several sets of rules that each make something of the words."""
    return _WORD_APART.split(_nfc(text).lower())


def statements(text: str) -> list[tuple[str, int]]:
    """The statements of a rule text, each with the line (from 0) that it starts on."""
    bare = _COMMENT_OR_QUOTED.sub(
        lambda found: " " * len(found[0]) if found[0].startswith("#") else found[0], text
    )
    found = []
    start = 0
    for end in _STATEMENT_END.finditer(bare):
        if end[0] == ";":
            statement = bare[start : end.start()]
            skipped = len(statement) - len(statement.lstrip())
            found.append((statement.strip() + " ;", text.count("\n", 0, start + skipped)))
            start = end.end()
    rest = bare[start:]
    if rest.strip():  # ICU does without the last semicolon
        skipped = len(rest) - len(rest.lstrip())
        found.append((rest.strip() + " ;", text.count("\n", 0, start + skipped)))
    return found


def is_conversion(statement: str) -> bool:
    """Whether a statement rewrites text, rather than names a set or orders a pass."""
    return not statement.startswith("::") and not _DEFINITION.match(statement)


def _apart(text: str) -> Iterator[str]:
    """A rule text in parts that do the same one after the other: slow passes, and what is between them,
    behind all names that were given to sets."""
    part: list[str] = []
    converts = False
    for statement, _ in statements(text):
        if not _SLOW.fullmatch(statement):
            part.append(statement)
            converts |= not _DEFINITION.match(statement)
            continue
        if converts:
            yield "\n".join(part)
        yield statement
        part = [each for each in part if _DEFINITION.match(each)]
        converts = False
    if converts:
        yield "\n".join(part)


@lru_cache(_REMEMBERED)
def _slowly(statement: str, word: str) -> str:
    return str(_pass(statement).transliterate(word))


@cache
def _pass(statement: str) -> icu.Transliterator:
    return Rules("pass", statement).compile()


def _nfc(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _with_case_of(word: str, written: str) -> str:
    letters = [letter for letter in word if letter.isalpha()]
    if len(letters) > 1 and all(letter.isupper() for letter in letters):
        return written.upper()
    if any(found[0].isupper() for found in _INNER_LETTER.finditer(word)):
        written = _INNER_LETTER.sub(lambda found: found[0].upper(), written)
    if not letters or not letters[0].isupper():
        return written
    for place, letter in enumerate(written):
        if letter.isalpha():
            return written[:place] + letter.upper() + written[place + 1 :]
    return written
