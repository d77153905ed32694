"""How Chinese characters are read in a language that ICU doesn't read them in."""

from __future__ import annotations

from pathlib import Path

CHARACTER_FOLDER = Path(__file__).with_name("characters")


def load_characters(reading: str) -> dict[int, str]:
    """What each character becomes before the rules of a reading are applied: its syllable and a space.

    Empty for the readings, most of them, that have no table.
    """
    path = CHARACTER_FOLDER / f"{reading}.txt"
    if not path.is_file():
        return {}
    rows = (line.split() for line in path.read_text("utf-8").split("\n") if line and line[0] != "#")
    return {ord(character): f"{syllable} " for syllable, characters in rows for character in characters}
