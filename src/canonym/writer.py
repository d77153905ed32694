"""Write a name in a scheme, or in every scheme of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import combining

from canonym.errors import SchemeError
from canonym.records import Scheme, Variant
from canonym.rules import Rules
from canonym.script import letter_script, main_script, scripts_of

# Scripts that may leave out the vowels.
_ABJADS = ("Arab", "Hebr")
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


class Writer:
    """A scheme ready to write with. Hold one for many names: it compiles the rules once."""

    __slots__ = ("_pointed", "_rules", "scheme")

    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._rules = Rules(scheme.id, scheme.rules)
        # Whether it writes vowels that only points show, which most texts leave out.
        self._pointed = scheme.script in _ABJADS and any(map(combining, scheme.alphabet))

    def suits(self, script: str, lang: str | None = None) -> bool:
        """Whether the scheme writes names in this script, and of this language if it is given."""
        return script in scripts_of(self.scheme.script) and (lang is None or lang in self.scheme.langs)

    def lacks_vowels(self, text: str) -> bool:
        """Whether the scheme would need vowel points to write this as its authority does: it makes
        `bghdād` of unpointed بغداد, which nobody prints."""
        return self._pointed and not any(map(combining, text))

    def write(self, text: str) -> str:
        """The text in the scheme's script; what is not of the source script stays as it is.

        Raises:
            SchemeError: letters of the source script are left, which the scheme has no rule for.
        """
        return self._complete(self._rules.apply(text), text)

    def write_lower(self, text: str) -> str:
        """The same in lower case, for those who fold it anyway.

        Raises:
            SchemeError: as `write`.
        """
        return self._complete(self._rules.apply_lower(text), text)

    def write_word(self, word: str) -> str | None:
        """One of the `lower_pieces` of a text; None if the scheme has no rule for a letter of it."""
        written = self._rules.lower_word(word)
        return None if leftovers(written, self.scheme.script) else written

    def _complete(self, written: str, text: str) -> str:
        left = leftovers(written, self.scheme.script)
        if left:
            raise SchemeError(f"{self.scheme.id} has no rule for {left} in {text!r}")
        return written


def leftovers(text: str, script: str) -> str:
    """The letters of a script that occur in a text, each once, in order."""
    if text.isascii() and script != "Latn":
        return ""
    wanted = scripts_of(script)
    letters = text if script == "Latn" else _BEYOND_ASCII.findall(text)
    found = (letter for letter in letters if letter.isalpha() and letter_script(letter) in wanted)
    return "".join(dict.fromkeys(found))


def transliterate(text: str, scheme: str) -> str:
    """Write a text in the scheme of this id (`normalize schemes` lists them).

    Raises:
        SchemeError: there is no such scheme, or it has no rule for a letter of the text.
    """
    from canonym.scheme import load_scheme  # an index brings its own schemes: no TOML to read

    return Writer(load_scheme(scheme)).write(text)


def variants(name: str, *, lang: str | None = None) -> list[Variant]:
    """Every spelling of a name that a scheme of its language makes, with the schemes' records.

    Without `lang` all languages written in the name's script are tried; a scheme that has no
    rule for one of the letters is passed over. Spellings come in the order of the scheme ids.
    """
    from canonym.scheme import load_schemes

    script = main_script(name)
    writers = map(Writer, load_schemes())
    return group(spellings(name, (writer for writer in writers if writer.suits(script, lang))))


def spellings(name: str, writers: Iterable[Writer]) -> Iterable[tuple[str, Scheme]]:
    """The name as each writer writes it, without those that can't."""
    for writer in writers:
        if writer.lacks_vowels(name):
            continue
        try:
            yield writer.write(name), writer.scheme
        except SchemeError:
            continue


def group(written: Iterable[tuple[str, Scheme]]) -> list[Variant]:
    """One variant a spelling."""
    found: dict[str, list[Scheme]] = {}
    for text, scheme in written:
        found.setdefault(text, []).append(scheme)
    return [Variant(text, tuple(schemes)) for text, schemes in found.items()]
