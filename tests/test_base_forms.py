"""Endings that names take in a text, and those that languages add to foreign names, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from words import FOLD, SMALL_WORDS, WORDS

from canonym.parts import Words


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("", "de", {}),
        ("Minsks", "de", {"Minsk": "de -s"}),
        ("Minsker", "de", {"Minsk": "de -er"}),
        ("MINSKS", "de", {"MINSK": "de -s"}),
        ("Bers", "de", {"Ber": "de -s"}),
        ("Ufas", "de", {"Ufa": "de -s"}),
        ("Ber", "de", {}),  # no name of two letters is looked for
        ("er", "de", {}),  # nor an ending without a stem
        ("Лиде", "ru", {"Лида": "ru -е", "Лидеы": "ru -"}),
        ("Уфе", "ru", {"Уфа": "ru -е", "Уфеы": "ru -"}),
        ("Minsk's", "en", {"Minsk": "en -'s"}),
        ("Minsks", "en", {}),
        ("Minsks", "fr", {}),  # a language without endings
        ("Minsks", None, {}),  # Latin letters tell no language
        ("Минска", "be", {"Минск": "be -а"}),
        ("Минска", "ru", {"Минск": "ru -а", "Минскаы": "ru -"}),
        # Without a language all that are written in Cyrillic are tried; each form is told once.
        ("Минска", None, {"Минск": "be -а", "Минскаы": "ru -"}),
        ("Мінскай", "be", {"Мінская": "be -ай"}),
        # Of several words the last one, and of two each with each.
        ("Ber Minsks", "de", {"Ber Minsk": "de -s"}),
        (
            "Wiktors Minsks",
            "de",
            {"Wiktors Minsk": "de -s", "Wiktor Minsks": "de -s", "Wiktor Minsk": "de -s -s"},
        ),
        ("Wiktors Iwans Minsks", "de", {"Wiktors Iwans Minsk": "de -s"}),
        ("Лидской Москвы", "be", {}),
        (
            "Мінскай Ліда",
            "be",
            {"Мінская Ліда": "be -ай", "Мінскай Лід": "be -а", "Мінская Лід": "be -ай -а"},
        ),
    ],
)
def test_base_forms(text: str, lang: str | None, wanted: dict[str, str], small_words: Words) -> None:
    found = list(small_words.base_forms(text, lang))
    assert dict(found) == wanted
    assert len(found) == len(wanted)


def test_an_ending_that_changes_nothing_makes_no_form(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(SMALL_WORDS.replace('["s", ""]', '["s", "s"]'), "utf-8")
    assert list(Words.load(FOLD, path).base_forms("Minsks", "de")) == []


@pytest.mark.parametrize(
    ("text", "lang", "base"),
    [
        ("Lukaschenkos", "de", "Lukaschenko"),
        ("Minsker", "de", "Minsk"),
        ("Lukashenko's", "en", "Lukashenko"),
        ("Mińskiem", "pl", "Mińsk"),
        ("Łukaszenki", "pl", "Łukaszenka"),
        ("Baranowiczach", "pl", "Baranowicze"),
        ("Białorusi", "pl", "Białoruś"),
        ("Минском", "ru", "Минск"),
        ("Москвой", "ru", "Москва"),
        ("Казани", "ru", "Казань"),
        ("Костюковичей", "ru", "Костюковичи"),
        ("Барановичах", "ru", "Барановичи"),
        ("Гомельской области", "ru", "Гомельская область"),
        ("Уфы", "ru", "Уфа"),
        ("Лукашенко", "ru", None),  # not declined: only forms that no name has
        ("Лукашэнкі", "be", "Лукашэнка"),
        ("Касцюковічах", "be", "Касцюковічы"),
        ("Гомельскай вобласці", "be", "Гомельская вобласць"),
        ("Києва", "uk", "Київ"),
        ("Львові", "uk", "Львів"),
        ("Одесою", "uk", "Одеса"),
        ("Одеси", "uk", "Одеса"),
    ],
)
def test_endings_that_the_library_knows(text: str, lang: str, base: str | None) -> None:
    forms = dict(WORDS.base_forms(text, lang))
    assert text not in forms
    assert base is None or forms[base].startswith(f"{lang} -")


@given(st.text(max_size=20), st.sampled_from([None, *WORDS.inflections]))
def test_base_forms_keep_the_words_and_their_stems(text: str, lang: str | None) -> None:
    words = text.split(" ")
    seen = []
    for base, ending in WORDS.base_forms(text, lang):
        assert len(base.split(" ")) == len(words)
        assert all(
            after.startswith(before[:2]) and (after == before or len(after) >= 3)
            for before, after in zip(words, base.split(" "), strict=True)
        )
        assert base != text
        assert ending.partition(" -")[0] in WORDS.inflections
        seen.append(base)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Donalds Tusks", {"Donald Tusk": "lv -s -s"}),
        ("Edmundas Štoiberis", {"Edmund Štoiber": "lt -as -is"}),
        ("Donalds Tusk", {}),
        ("Tusks", {}),
        ("Jos Bos", {}),
        ("Janis " * 50 + "Janis", {}),
    ],
)
def test_what_is_added_to_foreign_names(name: str, bare: dict[str, str]) -> None:
    found = dict(WORDS.without_nominatives(name))
    assert found.items() >= bare.items()
    assert bool(found) == bool(bare)
