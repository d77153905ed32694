"""Readings: what a spelling sounds like to the readers of one language.

The alphabet of sounds, in which every reading writes (one ASCII letter, one sound; stress, length
and softness are not kept, since spellings seldom keep them):

======  ==========================================================================
 a e i o u   the five vowels
 y           the vowel between them: Russian ы, Polish y, German ü, Turkish ı
 E O         the open e and the open o, where a language tells them apart: Korean ㅐ and ㅓ
 p b t d     stops
 k g         stops
 f v s z     fricatives
 S Z         sh and zh (IPA ʃ ʒ, and the Polish and Belarusian kinds of them)
 x h         the ch of Loch (IPA x), and the h of house or of Homel (IPA h ɦ ɣ)
 c C         ts and ch (IPA ts tʃ); dz and dzh are written `dz` and `dZ`
 m n l r     as written
 j w         the glides: y of yes, w of west and Belarusian ў
======  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from canonym.document import Document
from canonym.records import Reading
from canonym.scheme import reading_of

READING_FOLDER = Path(__file__).with_name("readings")
SOUNDS = frozenset("aeiouyEOptbdkgfvszSZxhcCmnlrjw")


def load_readings(folder: Path = READING_FOLDER) -> Iterator[Reading]:
    """Every reading of a folder, in the order of the ids.

    Raises:
        DataError: a file is not a reading.
    """
    return (reading_of(Document.read(path)) for path in sorted(folder.glob("*.toml")))
