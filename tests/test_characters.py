"""How Chinese characters are read in languages that ICU doesn't read them in."""

from __future__ import annotations

import pytest

from canonym.characters import CHARACTER_FOLDER, load_characters
from canonym.reading import load_readings
from canonym.sound import Ear

EARS = {reading.id: Ear(reading) for reading in load_readings() if reading.script == "Hani"}
TABLES = sorted(path.stem for path in CHARACTER_FOLDER.glob("*.txt"))


def test_every_table_belongs_to_a_reading() -> None:
    assert set(TABLES) == set(EARS) - {"zh"}


@pytest.mark.parametrize("reading", TABLES)
def test_every_character_sounds(reading: str) -> None:
    silent = [chr(code) for code in load_characters(reading) if not EARS[reading].hear(chr(code))]
    assert silent == []


@pytest.mark.parametrize("reading", TABLES)
@pytest.mark.parametrize(
    ("simplified", "traditional"), ["陈陳", "张張", "黄黃", "刘劉", "韩韓", "邓鄧", "郑鄭"]
)
def test_both_forms_of_a_character_sound_the_same(reading: str, simplified: str, traditional: str) -> None:
    table = load_characters(reading)
    assert table[ord(simplified)] == table[ord(traditional)]


def test_a_reading_without_a_table() -> None:
    assert load_characters("zh") == {}
