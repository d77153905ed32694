"""How Chinese characters are read in a language that ICU doesn't read them in, or otherwise than it does."""

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
    return {ord(character): f"{syllables[0]} " for character, syllables in load_table(path).items()}


def load_table(path: Path) -> dict[str, tuple[str, ...]]:
    """The syllables that a file has for each character."""
    found: dict[str, tuple[str, ...]] = {}
    for line in path.read_text("utf-8").split("\n"):
        if line and line[0] != "#":
            syllable, characters = line.split()
            for character in characters:
                found[character] = (*found.get(character, ()), syllable)
    return found
