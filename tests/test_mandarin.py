"""Chinese names by the syllables that they are spelled with."""

from __future__ import annotations

import pytest

from canonym import compare
from canonym.mandarin import Mandarin, is_pinyin, read_characters, read_latin
from canonym.scheme import load_schemes
from canonym.writer import Writer

WRITERS = {scheme.id: Writer(scheme) for scheme in load_schemes() if "zh" in scheme.langs}
# A character for each initial and final that schemes write.
CHARACTERS = (
    "巴波玻德特佳白内刀头单本当灯东比知吃诗日别标丢边冰品娘穷凶福姑夸国怪会对短关村轮光居区须绝缺学女吕略"
    "安昂奥欧儿牙要夜烟阳衣银英用有鱼员月云外弯王为文翁我吴子词四资组错随锐热车者色左若说科河格波佛"
)


def ways(text: str) -> list[Mandarin]:
    parts = text.replace("-", " ").split()
    return read_latin(parts, [part.lower() for part in parts], lambda part: part == "lisa")


@pytest.mark.parametrize("character", sorted(set(CHARACTERS)))
def test_both_spellings_of_a_syllable_are_what_the_schemes_write(character: str) -> None:
    pinyin = WRITERS["sac-zho-Hani-Latn-28039-2011"].write(character).lower()
    wade_giles = WRITERS["var-zho-Hani-Latn-wd-1979"].write(character).lower().replace("’", "'")
    for spelling in (pinyin, wade_giles, wade_giles.replace("'", ""), wade_giles.replace("ü", "u")):
        assert (pinyin,) in ways(f"Liu {spelling}")[0].readings[1]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("Zhang Xiaoming", {("xiao", "ming")}),
        ("Xiao-Ming Zhang", {("xiao", "ming")}),
        ("Chang Hsiao-ming", {("xiao", "ming")}),
        ("Liu, Xian", {("xian",), ("xi", "an")}),
        ("Liu Xi'an", {("xi", "an")}),
        ("Wáng Jiànguó", {("jian", "guo")}),
    ],
)
def test_what_a_given_name_says(text: str, given: set[tuple[str, ...]]) -> None:
    assert given in [set(way.readings[1]) for way in ways(text)]


@pytest.mark.parametrize(
    "text", ["Zhang", "John Smith", "Lisa Li", "Wong Siu-ming", "Li X.", "Chen Da Wen Hua", "Lee Xiaoming"]
)
def test_a_name_that_says_no_syllables(text: str) -> None:
    assert ways(text) == []


def test_a_character_may_be_read_otherwise() -> None:
    (way,) = read_characters("曾乐", ["ceng", "le"])
    assert [set(said) for said in way.readings] == [{("ceng",), ("zeng",)}, {("le",), ("yue",)}]
    assert read_characters("曾乐", ["ceng"]) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("韩民求", "Han Min-ku"), ("何家卫", "Ho Ka-wai"), ("Lisa Li", "Liza Li"), ("柯文哲", "Ko Wen-je")],
)
def test_names_that_another_language_spells_are_not_held_to_mandarin(first: str, second: str) -> None:
    assert compare(first, second, type="person").probability >= 0.5


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [("Xi Jinping", True), ("Li Na", True), ("Ivan Petkov", False), ("Anna Belova", False)],
)
def test_what_may_be_pinyin(name: str, pinyin: bool) -> None:
    assert is_pinyin(name.split()) == pinyin
