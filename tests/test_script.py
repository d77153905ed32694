"""Which scripts a text uses, and letters that only look as if they were another script's."""

from __future__ import annotations

import icu
import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.script import letter_script, main_script, scripts, unmix

MIXED = st.text(st.sampled_from("abcABCHopéабвгАБВГНорҐіІ -_1'\u0301中"), max_size=12)


@pytest.mark.parametrize(
    ("letter", "script"),
    [
        ("a", "Latn"),
        ("é", "Latn"),
        ("ß", "Latn"),
        ("я", "Cyrl"),
        ("Ґ", "Cyrl"),
        ("ꙗ", "Cyrl"),
        ("ω", "Grek"),
        ("中", "Hani"),
        ("カ", "Kana"),
        ("ー", "Zyyy"),
        ("ع", "Arab"),
        ("1", "Zyyy"),
        ("-", "Zyyy"),
        ("\u0301", "Zinh"),
    ],
)
def test_letter_script(letter: str, script: str) -> None:
    assert letter_script(letter) == script


def test_letters_of_scripts_with_blocks_of_their_own() -> None:
    letters = [chr(code) for code in range(0x400, 0xD800) if chr(code).isalpha()]
    assert all(letter_script(letter) == icu.Script.getScript(letter).getShortName() for letter in letters)


@given(st.characters(categories=["L"]))
def test_letters_have_the_script_that_icu_says(letter: str) -> None:
    assert letter_script(letter) == icu.Script.getScript(letter).getShortName()


@pytest.mark.parametrize(
    ("text", "found", "main"),
    [
        ("", {}, "Zyyy"),
        ("72 - (1)", {}, "Zyyy"),
        ("١٢", {}, "Zyyy"),
        ("Minsk 2", {"Latn": 5}, "Latn"),
        ("Łódź", {"Latn": 4}, "Latn"),
        ("Мінск", {"Cyrl": 5}, "Cyrl"),
        ("Т-72B3M", {"Cyrl": 1, "Latn": 2}, "Latn"),
        ("яb", {"Cyrl": 1, "Latn": 1}, "Cyrl"),
        ("bя", {"Latn": 1, "Cyrl": 1}, "Latn"),
        ("東京タワー", {"Hani": 2, "Kana": 2, "Zyyy": 1}, "Hani"),
        ("Ма\u0301зыр", {"Cyrl": 5}, "Cyrl"),
    ],
)
def test_scripts(text: str, found: dict[str, int], main: str) -> None:
    assert scripts(text) == found
    assert main_script(text) == main


@given(st.text())
def test_the_main_script_has_most_letters(text: str) -> None:
    found = scripts(text)
    assert sum(found.values()) == sum(map(str.isalpha, text))
    assert found[main_script(text)] == max(found.values(), default=0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("Minsk", "Minsk"),
        ("Мінск", "Мінск"),
        ("Mіnsk", "Minsk"),  # Cyrillic і
        ("Минcк", "Минск"),  # Latin c
        ("Mинск Mіnsk", "Минск Minsk"),
        ("éа", "éa"),  # Cyrillic а after a letter that is not ASCII
        ("АBС", "ABC"),  # what both scripts can write becomes Latin
        ("РОССИЯ TASS", "РОССИЯ TASS"),
        ("Т-72", "Т-72"),  # one script in each word
        ("T-Я", "T-Я"),
        ("9К720", "9К720"),
        ("ЯR", "ЯR"),  # neither can be the other
        ("中a", "中a"),
        ("аω", "аω"),
        ("aа中", "aа中"),  # would still be mixed
    ],
)
def test_unmix(text: str, wanted: str) -> None:
    assert unmix(text) == wanted


@given(MIXED | st.text())
def test_unmixing_keeps_the_length_and_needs_no_second_time(text: str) -> None:
    assert len(unmix(text)) == len(text)
    assert unmix(unmix(text)) == unmix(text)


@given(MIXED)
def test_only_words_of_two_scripts_are_changed(text: str) -> None:
    for before, after in zip(text, unmix(text), strict=True):
        assert before == after or {letter_script(before), letter_script(after)} == {"Latn", "Cyrl"}
    if len(scripts(text)) < 2:
        assert unmix(text) == text
