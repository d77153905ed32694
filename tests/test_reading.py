"""Readings as files: read, loaded in order, and what the shipped ones hear."""

from __future__ import annotations

import tomllib
from pathlib import Path

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canonym.errors import DataError
from canonym.orthography import PLAIN, Orthography
from canonym.reading import READING_FOLDER, SOUNDS, load_readings
from canonym.records import Reading
from canonym.sound import Ear

ALL = Orthography([], load_readings())
EARS = {reading.id: Ear(reading) for reading in load_readings()}
TEXT = """\
id = "{}"
title = "Two letters"
from = {{ langs = ["de"], script = "Latn" }}
source = "A grammar, 2026"
alphabet = "ab"
rules = "a > o ; b > p ;"
"""


def test_readings_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b", "a"):
        (tmp_path / f"{name}.toml").write_text(TEXT.format(name), "utf-8")
    (tmp_path / "notes.txt").touch()
    assert list(load_readings(tmp_path)) == [
        Reading(name, "Two letters", ("de",), "Latn", "A grammar, 2026", "ab", "a > o ; b > p ;")
        for name in ("a", "b")
    ]


def test_a_file_that_is_no_reading_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("id = 'a'\n", "utf-8")
    with pytest.raises(DataError, match=r"a\.toml:1: no field 'title'"):
        list(load_readings(tmp_path))


def test_what_the_library_ships() -> None:
    """The readers whose spellings are met in the news, and the plain reading for all others."""
    assert len(EARS) == len(list(READING_FOLDER.glob("*.toml")))
    languages = {lang for ear in EARS.values() for lang in ear.reading.langs}
    assert {"de", "en", "fr", "pl", "cs", "sk", "hu", "it", "lt", "lv", "tr"} <= languages
    assert {"ru", "be", "uk"} <= languages
    assert "und" in EARS


def test_the_alphabet_of_sounds_is_documented() -> None:
    """The table in the module's text lists each sound, and no other."""
    import canonym.reading

    table = (canonym.reading.__doc__ or "").split("=\n")[1].splitlines()[:-1]
    listed = [letter for line in table for letter in line.strip().partition("  ")[0].split()]
    assert sorted(listed) == sorted(SOUNDS)


@pytest.mark.parametrize(
    ("reading", "text", "sounds"),
    [
        ("de", "Chrenin", "xrenin"),
        ("en", "Chrenin", "Crenin"),
        ("en", "Khrenin", "xrenin"),
        ("ru", "Хренин", "xrenin"),
        ("de", "Lukaschenko", "lukaSenko"),
        ("fr", "Loukachenko", "lukaSenko"),
        ("pl", "Łukaszenko", "lukaSenko"),
        ("cs", "Lukašenko", "lukaSenko"),
        ("hu", "Lukasenko", "lukaSenko"),
        ("ru", "Лукашенко", "lukaSenko"),
        ("und", "Lukashenko", "lukaSenko"),
    ],
)
def test_what_shipped_readings_hear(reading: str, text: str, sounds: str) -> None:
    assert EARS[reading].hear(text) == sounds


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12))
def test_nothing_but_sounds_is_heard(text: str) -> None:
    for name, ear in EARS.items():
        heard = ear.hear(text)
        assert set(heard) <= SOUNDS | {" "}, name
        assert heard == " ".join(heard.split()), name


@settings(max_examples=60, deadline=None)
@given(st.text("abcdefghijklmnopqrstuvwxyzäčłšабвгдежзийшщчюя' -", max_size=12))
def test_case_changes_no_sound(text: str) -> None:
    for name, ear in EARS.items():
        if name != "tr":  # a Turkish I is another letter than i
            assert ear.hear(text.upper()) == ear.hear(text), name


# Written in more scripts than the likeliest, and read in a file that is named by the language alone.
MORE_SCRIPTS = ("und", "sh", "sr", "bs", "ja", "ko", "zh", "yue", "gan", "hak", "nan", "wuu", "ku", "uz")


def test_languages_and_scripts_are_real() -> None:
    for ear in EARS.values():
        script = ear.reading.script
        for lang in ear.reading.langs:
            likely = icu.Locale(lang).addLikelySubtags().getScript()
            # Belarusian, Serbian and others are written in two scripts; the id then says which.
            named = ear.reading.id.endswith(f"-{script}")
            assert likely == script or named or lang in MORE_SCRIPTS, lang


def test_no_language_has_two_readings_of_a_script() -> None:
    keys = [(lang, ear.reading.script) for ear in EARS.values() for lang in ear.reading.langs]
    assert len(keys) == len(set(keys))


def test_a_reading_is_a_file_of_its_own() -> None:
    for path in READING_FOLDER.glob("*.toml"):
        assert tomllib.loads(path.read_text("utf-8"))["id"] == path.stem


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Smith", "en"),
        ("Łukaszewicz", "pl"),
        ("Dvořák", "cs"),
        ("Wałęsa", "pl"),
        ("Erdoğan", "tr"),
        ("Stepanovič", "und"),  # many readings have the letters, and the plain one knows them as well
        ("Hadžić", "und"),  # several have them, and most hear what it hears
        ("Sánchez", "en"),  # many have an á
        ("Nguyễn Văn", "en"),  # the reading that has them wants its language stated
    ],
)
def test_foreign_letters_tell_whose_spelling_it_is(name: str, wanted: str) -> None:
    assert ALL.own_reading("en", "Latn", name) == wanted


@pytest.mark.parametrize(
    ("name", "script", "wanted"),
    [
        ("Smith", "Latn", "en"),
        ("Wałęsa", "Latn", "pl"),  # letters that English lacks, as in an English list
        ("Владимир", "Cyrl", "ru"),
        ("Українка", "Cyrl", "uk"),  # no Russian has a ї
        ("Быкаў", "Cyrl", "be"),
        ("Ђорђе", "Cyrl", "sr"),  # only readings that want their language stated have the letters
        ("محمد", "Arab", "ar"),
        ("پوتین", "Arab", "fa"),
        ("习近平", "Hani", "zh"),
        ("김대중", "Hang", "ko"),
        ("プーチン", "Kana", "ja"),
        ("བསྟན་འཛིན", "Tibt", PLAIN),  # nobody reads it here
    ],
)
def test_without_a_language_script_and_letters_tell(name: str, script: str, wanted: str) -> None:
    assert ALL.own_reading(PLAIN, script, name) == wanted
