"""How Chinese characters are read in languages that ICU doesn't read them in."""

from __future__ import annotations

import made
import pytest

from canonym import Resolver
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


# People of Singapore and Malaysia, who are spelled as Hokkien and its relatives are.
HOKKIEN = {
    "林文慶": "Lim Boon Keng",
    "吴作栋": "Goh Chok Tong",
    "黃金輝": "Wee Kim Wee",
    "林清祥": "Lim Chin Siong",
    "陳禎祿": "Tan Cheng Lock",
    "李光前": "Lee Kong Chian",
    "吳慶瑞": "Goh Keng Swee",
    "王鼎昌": "Ong Teng Cheong",
    "林有福": "Lim Yew Hock",
    "許文遠": "Khaw Boon Wan",
    "顏金勇": "Gan Kim Yong",
    "陳篤生": "Tan Tock Seng",
    "連瀛洲": "Lien Ying Chow",
    "邱德拔": "Khoo Teck Puat",
}


@pytest.fixture(scope="module")
def singapore() -> Resolver:
    return made.resolver_of_people(*HOKKIEN.values(), "Lim Bo Seng", "James Lim", "Tan Kim Seng")


@pytest.mark.parametrize(("characters", "latin"), HOKKIEN.items())
def test_names_are_heard_as_hokkien(singapore: Resolver, characters: str, latin: str) -> None:
    found = singapore.resolve(characters, lang="zh")
    assert (found.status, found.matches[0].entity.label) == ("resolved", latin)


def test_a_foreigner_is_not_heard_as_hokkien(singapore: Resolver) -> None:
    readings = set(singapore.orthography.mishear_characters("阿登納", native=False).values())
    assert readings == {"yue", "zh"}
