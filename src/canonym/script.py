"""Which scripts a text is written in, and letters that only look as if they were another's."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

# Letters that look alike in the two scripts, as shown in Unicode's confusables data (UTS 39).
_LOOK_ALIKES = ("АВЕІЈКМНОРСТУХЅаеіјорсухѕ", "ABEIJKMHOPCTYXSaeijopcyxs")
_TO_LATIN = str.maketrans(*_LOOK_ALIKES)
_TO_CYRILLIC = str.maketrans(*reversed(_LOOK_ALIKES))
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_WORD = re.compile(r"[^\W_]+")
# Texts of one script and of what all share: most names, told without a look at each letter.
_PLAIN_LATIN = re.compile("[\x00-\x7f\u00c0-\u02af\u1e00-\u1eff\u2010-\u201f]*")
_PLAIN_CYRILLIC = re.compile("[\x00-@\\[-`{-\x7f\u0400-\u0481\u048a-\u052f\u2010-\u201f]*")

# Blocks of nothing but one script, of those that most names are written in.
_BLOCKS = (
    ("\u0400", "\u052f", "Cyrl"),
    ("\u4e00", "\u9fff", "Hani"),
    ("\u0641", "\u064a", "Arab"),
    ("\u0621", "\u063f", "Arab"),
    ("\uac00", "\ud7a3", "Hang"),
)

# Codes of ISO 15924 for what is written in several scripts.
_TOGETHER = {"Hrkt": ("Hira", "Kana"), "Jpan": ("Hani", "Hira", "Kana"), "Kore": ("Hang", "Hani")}

# Chinese characters, for a pattern.
HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_CHARACTER = re.compile(f"[{HAN}]")


def has_characters(text: str) -> bool:
    """Whether there is a Chinese character in a text."""
    return not text.isascii() and _CHARACTER.search(text) is not None


def scripts_of(code: str) -> tuple[str, ...]:
    """The scripts whose letters a script's code stands for: itself, or those of kana together."""
    return _TOGETHER.get(code, (code,))


# Texts are written in few of all letters.
@lru_cache(4096)
def letter_script(letter: str) -> str:
    """The ISO 15924 code of one letter's script ("Zyyy" for what all scripts share)."""
    if letter.isascii():
        return "Latn" if letter.isalpha() else "Zyyy"
    for first, last, script in _BLOCKS:
        if first <= letter <= last:
            return script
    import icu  # 15 ms, and most texts never need it

    return str(icu.Script.getScript(letter).getShortName())


def scripts(text: str) -> Counter[str]:
    """How many letters of the text each script has."""
    if text.isascii():
        letters = sum(map(str.isalpha, text))
        return Counter({"Latn": letters} if letters else {})
    return Counter(letter_script(letter) for letter in text if letter.isalpha())


def main_script(text: str) -> str:
    """The script of most letters ("Zyyy" if there are none); earlier letters win a draw."""
    if text.isascii() or _PLAIN_LATIN.fullmatch(text):
        return "Latn" if text.isalpha() or any(map(str.isalpha, text)) else "Zyyy"
    if _PLAIN_CYRILLIC.fullmatch(text):
        return "Cyrl" if text.isalpha() or any(map(str.isalpha, text)) else "Zyyy"
    of_letters = [letter_script(letter) for letter in text if letter.isalpha()]
    if len(set(of_letters)) == 1:
        return of_letters[0]
    found = scripts(text)
    return max(found, key=found.__getitem__) if found else "Zyyy"


def unmix(text: str) -> str:
    """Write each word that mixes Latin and Cyrillic letters in one of the two.

    A word becomes what all its letters can be; where both are possible (`Т-72` has one letter)
    it is left alone. Nothing is changed that would still be mixed afterwards.
    """
    if text.isascii() or not (_LATIN.search(text) and _CYRILLIC.search(text)):
        return text
    return _WORD.sub(lambda word: _unmix_word(word[0]), text)


def _unmix_word(word: str) -> str:
    found = scripts(word)
    if not (found["Latn"] and found["Cyrl"]):
        return word
    for table in (_TO_LATIN, _TO_CYRILLIC):
        plain = word.translate(table)
        if len(scripts(plain)) == 1:
            return plain
    return word
