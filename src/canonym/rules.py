"""ICU transform rules of schemes and readings: split, compile, apply word by word."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from canonym.errors import SchemeError

if TYPE_CHECKING:
    import icu

APOSTROPHES = "'’ʼ‘`´ʹ′"
# A word for a rule set: letters, their marks, and apostrophes, which several alphabets use.
_WORD = re.compile(rf"(?:[^\W\d_]|[\u0300-\u036f{APOSTROPHES}])+")
# `О’Хара`; what schemes write for an apostrophe counts as well.
_INNER_LETTER = re.compile(rf"(?<=[{APOSTROPHES}”ʺ″])[^\W\d_]")
_COMMENT_OR_QUOTED = re.compile(r"'[^']*'|\\.|#[^\n]*", re.DOTALL)
_DEFINITION = re.compile(r"\$\w+\s*=")
_STATEMENT_END = re.compile(r"'[^']*'|\\.|;", re.DOTALL)


class Rules:
    """A compiled set of ICU rules over lower-case text."""

    __slots__ = ("_compiled", "name", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self._compiled: icu.Transliterator | None = None

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

    def apply(self, text: str) -> str:
        """Apply the rules to every word of a text and give each word its case back."""
        return _WORD.sub(lambda found: _with_case_of(found[0], self.word(found[0])), _nfc(text))


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
