"""Clean a text as it was written, and fold it to the form that names are compared in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from canonym.script import unmix

if TYPE_CHECKING:
    import icu

# A name longer than this is no name; what follows is cut off before any work is done on it.
MAX_LENGTH = 400

_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʻ`´′ʹʾʿ＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣－"), "-")
# Soft hyphen, zero-width and bidirectional controls, variation selectors, byte order mark.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]"
)
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
_LOOSE = re.compile(r"[\ud800-\udfff]")
# Unicode advises against ŉ, which is an apostrophe and an n.
_TIDY = str.maketrans(_APOSTROPHES | _DASHES | {ord("ŉ"): "'n"})

# ISO 9 letters that ICU makes of Cyrillic, as the digraphs that Latin readers write: plain
# ASCII folding would make one s of ш, щ and с.
_DIGRAPHS = str.maketrans(
    {
        "š": "sh",
        "č": "ch",
        "ž": "zh",
        "ŝ": "shch",
        "â": "ya",
        "û": "yu",
        "ë": "yo",
        "è": "e",
        "ʹ": None,
        "ʺ": None,
    }
)
# Letters that ICU 77 leaves as they are, or turns into something no reader expects: Urdu,
# Kurdish, Pashto and Uyghur ones become their nearest Arabic relatives, Azeri and Turkic ones
# their nearest plain letter.
_RELATIVES = str.maketrans(
    dict(zip("ٹڈڑہھےەǝəګۆډېێټړںۇڭښ", "تدرههيهeeگودييترنونخ", strict=True))
    | dict(zip("һүөұҳқңғҷә", "хуоухкнгча", strict=True))
    | {"ӏ": None}
)
_CYRILLIC = re.compile("[\u0400-\u052f]")
_PLAIN_CYRILLIC = re.compile("[\u0400-\u0481\u048a-\u052f\x20-\x7e]*")
_PLAIN_LATIN = re.compile("[\u00c0-\u024f\u1e00-\u1eff\x20-\x7e]*")
# Texts that are folded many at once: of one of these alphabets, with nothing in them that is invisible,
# composed, or a line's end; and so short that they can't become too long.
_SIMPLE = re.compile(
    "[\u00c0-\u024f\u1e00-\u1eff\x20-\x7e’‘ʼ‐‑–—]*|[\u0400-\u0481\u048a-\u052f\x20-@\\[-`{-~’‘ʼ‐‑–—]*"
)
_SIMPLE_LENGTH = 64
_CHARACTERS = re.compile("[\u4e00-\u9fff]+")
# ICU's rules for them: for one, or some that are read alike; for one before another; and the pass that
# puts spaces between them.
_OF_ONE = re.compile(r"(\[[^\]]*\]|[^{}\[]) > [^{}]*$|::Han-Spacedhan\(\)$")
_OF_TWO = re.compile(r"\{(\w)\}' '\?(\w) > ")
_WORD = re.compile(r"[^\W_]+")
COMMA = re.compile("[,،、]")
# What Chinese texts write between the parts of a foreigner's name.
MARK = "·"
# What stands behind a comma and a whole name, where others have the given name.
SUFFIX = re.compile(r",\s*(?:[js]r|[js]nr|junior|senior|i{1,3}|iv|\d(?:st|nd|rd|th)|esq)\b", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff ]+")
_NOT_FOLDED = re.compile(r"[^a-z0-9]+")
# What stands inside words for a sound or a lost letter: apostrophes, and the double ones that some
# schemes write for the hard sign. A dot parts: `A.G.` are two initials, and U.S.A. is found as USA
# all the same, since keys know no spaces.
_JOINED = re.compile("['”″ʺ]+")
# What both make of ASCII letters in lower case, one text a line.
_FOLDED_LINES = {code: " " for code in range(128) if not chr(code).isalnum()} | {
    ord("'"): None,
    ord("`"): None,
    ord("\n"): "\n",
}


def clean(text: str) -> str:
    """The text in NFC with plain spaces, apostrophes and dashes, and nothing invisible in it.

    Lone surrogates are dropped; words that mix look-alike Latin and Cyrillic letters are written
    in one script; text after MAX_LENGTH characters is cut off.
    """
    text = text[:MAX_LENGTH]
    if not text.isascii():
        text = _LOOSE.sub("", _INVISIBLE.sub("", text))
        text = unicodedata.normalize("NFC", text)[:MAX_LENGTH]  # NFC takes some letters apart
        text = unicodedata.normalize("NFC", unmix(text.translate(_TIDY)))
    elif "`" in text:
        text = text.replace("`", "'")
    return _SPACES.sub(" ", text).strip()


def turned(text: str) -> str | None:
    """`Given Family` of `Family, Given`; None if there isn't just one comma between two parts, or a suffix
    behind it."""
    if SUFFIX.search(text):
        return None
    before, *behind = (part.strip() for part in COMMA.split(text))
    return f"{behind[0]} {before}" if len(behind) == 1 and before and behind[0] else None


def family_first(text: str) -> str:
    """`Family Given` of `Given Family`."""
    *given, family = text.split()
    return " ".join((family, *given))


def family_last(text: str) -> str:
    """`Given Family` of `Family Given`."""
    family, *given = text.split()
    return " ".join((*given, family))


def written_parts(text: str) -> int:
    """How many parts a name is written in. A fold has more of them where ICU puts spaces between
    syllables that nobody wrote any between: 卢卡申科 is one part, `lu ka shen ke` four."""
    return len(written_words(text))


def written_words(text: str) -> list[str]:
    """The words of a text, without the spaces and marks between them."""
    return _WORD.findall(text)


class _Letters(dict[int, str]):
    """What becomes of each Latin and Cyrillic letter. ICU writes them one by one, whatever stands
    beside them, so that a table of the letters folds a word as ICU does, in a tenth of the time."""

    def __init__(self, write: Callable[[str], str]) -> None:
        super().__init__()
        self._write = write

    def __missing__(self, code: int) -> str:
        found = self[code] = self._write(chr(code))
        return found


class Folder:
    """Folds texts. Holds the ICU transliterators, made when the first text needs them."""

    __slots__ = ("_characters", "_letters", "_to_ascii", "_to_latin", "_to_simplified", "_together")

    def __init__(self) -> None:
        self._to_latin: icu.Transliterator | None = None
        self._to_ascii: icu.Transliterator | None = None
        self._to_simplified: icu.Transliterator | None = None
        self._together: re.Pattern[str] | None = None
        self._letters = _Letters(self._ascii)
        self._characters = _Letters(self.fold)

    def fold(self, text: str) -> str:
        """The comparison form of a text: lower-case ASCII letters and digits, single spaces.

        ICU writes every script in Latin letters; Unidecode helps where ICU knows none.
        """
        return self.fold_clean(clean(text))

    def fold_clean(self, text: str) -> str:
        """The same of a text that `clean` has made."""
        if not text.isascii():
            text = text.casefold()
            if not _PLAIN_CYRILLIC.fullmatch(text):
                text = unicodedata.normalize("NFKC", text).casefold()
                if not _PLAIN_LATIN.fullmatch(text):
                    return self._joined(self._ascii(text))
            text = text.translate(self._letters)
        return self._joined(text)

    def fold_all(self, texts: Sequence[str]) -> list[str]:
        """What `fold` makes of each text. Simple ones, most of them, are folded as the lines of one."""
        plain: list[int] = []
        accented: list[int] = []
        found = [""] * len(texts)
        for number, text in enumerate(texts):
            short = len(text) <= _SIMPLE_LENGTH
            if short and text.isascii() and text.isprintable():
                plain.append(number)
            elif short and _SIMPLE.fullmatch(text):
                accented.append(number)
            elif short and _CHARACTERS.fullmatch(text) and not self._read_together(text):
                found[number] = " ".join([self._characters[ord(character)] for character in text])
            else:
                found[number] = self.fold(text)
        lines = _lines(texts, accented).translate(_TIDY).casefold()
        lines = unicodedata.normalize("NFKC", lines).casefold()
        for numbers, joined in (
            (plain, _lines(texts, plain)),
            (accented, lines.translate(self._letters)),
        ):
            for number, fold in zip(numbers, _fold_lines(joined), strict=True):
                found[number] = fold
        # A few letters come apart in lower case, and are not for the table.
        for number, line in zip(accented, lines.split("\n")[:-1], strict=True):
            if not (_PLAIN_LATIN.fullmatch(line) or _PLAIN_CYRILLIC.fullmatch(line)):
                found[number] = self.fold(texts[number])
        return found

    def _read_together(self, text: str) -> bool:
        """Whether ICU reads some of these Chinese characters otherwise than by themselves, as in 重庆."""
        if self._together is None:
            import icu

            self._together = _pairs(icu.Transliterator.createInstance("Han-Latin").toRules(False))
        return self._together.search(text) is not None

    def other_characters(self, one: str, other: str) -> bool:
        """Whether two texts are as many Chinese characters, but others, traditional or simplified: they may
        be read alike, and mean two people."""
        if not (_HAN.fullmatch(one) and _HAN.fullmatch(other)):
            return False
        if self._to_simplified is None:
            import icu

            self._to_simplified = icu.Transliterator.createInstance("Traditional-Simplified")
        first, second = (self._to_simplified.transliterate(text).replace(" ", "") for text in (one, other))
        return len(first) == len(second) and first != second

    def _joined(self, text: str) -> str:
        return _NOT_FOLDED.sub(" ", _JOINED.sub("", text.lower()))[:MAX_LENGTH].strip()

    def _ascii(self, text: str) -> str:
        if self._to_latin is None or self._to_ascii is None:
            import icu

            self._to_latin = icu.Transliterator.createInstance("Any-Latin; NFC")
            self._to_ascii = icu.Transliterator.createInstance("Latin-ASCII; Lower")
        cyrillic = _CYRILLIC.search(text)
        text = self._to_latin.transliterate(text.translate(_RELATIVES))
        if cyrillic:
            text = text.translate(_DIGRAPHS)
        text = self._to_ascii.transliterate(text)
        return text if text.isascii() else "".join(map(_last_resort, text))


def _pairs(rules: str) -> re.Pattern[str]:
    """Two characters of which one tells how to read the other; any text, if rules do more than that."""
    pairs = []
    for rule in filter(None, map(str.strip, rules.split(";"))):
        pair = _OF_TWO.match(rule)
        if pair:
            pairs.append(pair[1] + pair[2])
        elif not _OF_ONE.match(rule):
            return re.compile("")
    return re.compile("|".join(pairs) or "(?!)")


def _lines(texts: Sequence[str], numbers: Sequence[int]) -> str:
    """Some of the texts, each with the end of its line."""
    return "".join([f"{texts[number]}\n" for number in numbers])


def _fold_lines(lines: str) -> list[str]:
    """What becomes of lines of ASCII, by plain replacement."""
    lines = lines.lower().translate(_FOLDED_LINES)
    while "  " in lines:
        lines = lines.replace("  ", " ")
    return lines.replace(" \n", "\n").replace("\n ", "\n").lstrip(" ").split("\n")[:-1]


def _last_resort(letter: str) -> str:
    """A letter that ICU leaves as it is: as Unidecode writes it, else by its number.

    Cherokee, N'Ko and others have no romanization in either; names in them still differ.
    """
    if letter.isascii():
        return letter
    from unidecode import unidecode

    written = unidecode(letter)
    if written.strip("[?] ") or unicodedata.category(letter) not in ("Ll", "Lo", "Lt", "Lu"):
        return written
    return f"u{ord(letter):x}"
