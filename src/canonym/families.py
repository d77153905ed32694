"""How family names in Chinese characters are spelled where another language than Mandarin is spoken."""

from __future__ import annotations

import tomllib
from pathlib import Path

FAMILY_FILE = Path(__file__).with_name("families.toml")


def load_families(path: Path = FAMILY_FILE) -> dict[str, tuple[str, ...]]:
    """The spellings of each family name, all regions together."""
    regions = tomllib.loads(path.read_text("utf-8"))
    del regions["source"]
    found: dict[str, dict[str, None]] = {}
    for region in regions.values():
        for characters, spellings in region.items():
            for character in characters:
                found.setdefault(character, {}).update(dict.fromkeys(spellings.split()))
    return {character: tuple(spellings) for character, spellings in found.items()}
