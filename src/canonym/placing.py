"""Where in a name a sound stands, which tells what becomes of it elsewhere: a vowel at the end is heard
otherwise than one before another vowel, and a consonant before another is lost sooner."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Codes of ASCII letters.
CODES = 128
_VOWELS = frozenset("aeiouyEO")
# What stands before a vowel is heard more clearly, and before a glide.
_CLEAR = _VOWELS | {"j", "w"}
# The marks of the places of a sound: inside a word, at its end, before another of its kind (a consonant or a
# vowel), and of a vowel behind another, before one consonant and the last e, which English leaves silent, or
# before an r or w that no vowel follows, which changes it: Byrne, Laura.
MARKS = ("", ".", "-", "+", ":", "r", "w")
_INSIDE, _AT_END, _CLOSED, _SECOND, _OPEN, _BEFORE_R, _BEFORE_W = MARKS
_SILENT = "e "
_CHANGING = {"r": _BEFORE_R, "w": _BEFORE_W}


def _mark(before: str, sound: str, behind: str) -> str:
    """The place of a sound between what stands before and behind it: sounds, or the space of a word's end."""
    if sound == " ":
        return _INSIDE
    if behind[0] == " ":
        return _AT_END
    if sound not in _VOWELS:
        return _INSIDE if behind[0] in _CLEAR else _CLOSED
    if behind[0] in _VOWELS:
        return _CLOSED
    if before in _VOWELS:
        return _SECOND
    if behind[1:] == _SILENT:
        return _OPEN
    if behind[0] in _CHANGING and behind[1] not in _CLEAR:
        return _CHANGING[behind[0]]
    return _INSIDE


def placed(name: str) -> list[str]:
    """The sounds of a name, each with the mark of its place; spaces stand between words."""
    word = f" {name}   "
    return [
        sound + _mark(word[place], sound, word[place + 2 : place + 5]) for place, sound in enumerate(name)
    ]


def code_of(placed_sound: str) -> int:
    return ord(placed_sound[0]) + CODES * MARKS.index(placed_sound[1:])


def codes_of(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.int16]:
    """The codes of sounds in their places, as `placed` has them, of names that spaces fill up: a column a
    name, a row a place, one fewer than there are letters."""
    import numpy as np

    vowel, clear = (_among(sounds).take(letters) for sounds in (_VOWELS, _CLEAR))
    space = letters == ord(" ")
    sound, behind = vowel[:-1], slice(1, None)
    mark = np.zeros(sound.shape, np.int16)

    def put(place: str, where: npt.NDArray[np.bool_]) -> None:
        np.copyto(mark, CODES * MARKS.index(place), where=where)

    # What is put later counts.
    put(_CLOSED, ~(sound | clear[behind]))
    closing = np.zeros_like(sound)
    closing[:-1] = sound[:-1] & ~clear[2:]
    for changing, its in _CHANGING.items():
        put(its, closing & (letters == ord(changing))[behind])
    silent = np.zeros_like(sound)
    silent[:-2] = sound[:-2] & (letters == ord("e"))[2:-1] & space[3:]
    put(_OPEN, silent)
    after = np.zeros_like(sound)
    after[1:] = sound[1:] & vowel[:-2]
    put(_SECOND, after)
    put(_CLOSED, sound & vowel[behind])
    put(_AT_END, space[behind])
    put(_INSIDE, space[:-1])
    return letters[:-1] + mark


def _among(sounds: Iterable[str]) -> npt.NDArray[np.bool_]:
    """Which codes of ASCII letters are those of some sounds."""
    import numpy as np

    found = np.zeros(CODES, bool)
    found[[ord(sound) for sound in sounds]] = True
    return found
