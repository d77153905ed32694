"""What an index keeps of names, prepared in portions of any size."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import few, vocabulary
from strategies import words

from canonym.index import prepare
from canonym.index.keys import WHOLE, part_key, sound_key, spelling_key, window_keys
from canonym.index.prepare import Portion
from canonym.index.spelled import RawName
from canonym.orthography import Orthography
from canonym.reading import load_readings
from canonym.records import COUNTRY
from canonym.script import main_script


@cache
def orthography() -> Orthography:
    return Orthography(*few())


def prepared(*names: RawName) -> Portion:
    return prepare.prepare(orthography(), names, vocabulary())


def name(text: str, lang: str = "und", country: str = "", kind: str = "") -> RawName:
    return RawName(text, lang, main_script(text), country, kind, "place")


def schemes_of(found: Portion, key: int) -> set[str]:
    """The schemes of all spellings with a key."""
    written = (spelling for spelling in found.spellings if spelling.key == key)
    return {orthography().schemes[number].id for spelling in written for number in spelling.schemes}


def test_folds_come_as_often_as_names_and_windows_once_a_fold() -> None:
    found = prepared(name("Homel"), name("—"), name("HOMEL"), name("Kobryn"))
    assert found.folds == ["homel", "", "homel", "kobryn"]
    assert found.distinct == ["homel", "kobryn"]
    assert found.rough == [b"KaMiL\nAML", b"KaPRiN\nKPRN"]
    assert found.exact.tolist() == [spelling_key("homel"), spelling_key("kobryn")]
    expected = [sorted(keys) for keys in window_keys(found.distinct)]
    assert found.window_counts.tolist() == list(map(len, expected))
    assert found.windows.tolist() == [key for keys in expected for key in keys]


def test_only_a_language_is_heard() -> None:
    found = prepared(
        name("Гомель"),
        name("Гомель", "ru"),
        name("Homel", "xx"),
        name("Belarusia", "xx", kind=COUNTRY),
        name("Belarus", "en", kind=COUNTRY),
    )
    assert found.heard.keys() == {1, 2, 3, 4}
    assert found.heard[3] == ""  # a country in a language that no reading knows
    assert {number for _, number in found.sound_keys} == {1, 2, 4}


def test_countries_are_heard_where_vowels_are_written() -> None:
    """Or any word would sound like one of them somewhere: Russian молоко, milk, like Korean Moroko."""
    some = (name("모로코", "ko", kind=COUNTRY), name("모로코", "ko"), name("Мароко", "uk", kind=COUNTRY))
    found = prepare.prepare(Orthography([], load_readings()), some, vocabulary())
    assert found.heard == {0: "", 1: "moroko", 2: "maroko"}


def test_sound_keys_have_one_letter_less_or_none() -> None:
    found = prepared(name("Хренин", "ru"))
    assert found.heard == {0: "xrenin"}
    assert {key for key, _ in found.sound_keys} == {sound_key(key) for key in ("krnn", "rnn", "knn", "krn")}


def test_spellings_of_wholes_and_of_parts() -> None:
    found = prepared(name("Олег Петренко", "uk"))
    (number,) = {number for spelling in found.spellings for number in spelling.schemes}
    assert {(spelling.key, spelling.place) for spelling in found.spellings} == {
        (spelling_key("oleh petrenko"), WHOLE),
        (part_key("oleh"), 0),
        (part_key("petrenko"), 1),
    }
    assert orthography().schemes[number].id == "ua-ukr-Cyrl-Latn-2010"


@given(st.lists(st.text("Алл и-’ґ1é", max_size=9), max_size=4), st.sampled_from(["und", "ru", "uk"]))
def test_many_names_are_written_as_each_is(texts: list[str], lang: str) -> None:
    names = [name(text, lang) for text in texts]
    found = {
        (each.name, each.key): each.schemes for each in prepared(*names).spellings if each.place == WHOLE
    }
    expected: dict[tuple[int, int], tuple[int, ...]] = {}
    for number, (text, _, script, *_) in enumerate(names):
        if orthography().fold(text):
            for scheme, fold in orthography().write(text, lang, script):
                key = number, spelling_key(fold)
                expected[key] = (*expected.get(key, ()), scheme)
    assert found == expected


def test_a_name_without_a_language_is_written_as_its_country_writes() -> None:
    duden, belarusian, ukrainian = (
        "duden-rus-Cyrl-Latn-2009",
        "by-bel-Cyrl-Latn-2007",
        "ua-ukr-Cyrl-Latn-2010",
    )
    key = spelling_key("malanka")
    assert schemes_of(prepared(name("Маланка")), key) == {duden, belarusian, ukrainian}
    assert schemes_of(prepared(name("Маланка", country="BY")), key) == {duden, belarusian}
    assert schemes_of(prepared(name("Маланка", country="RU")), key) == {duden}
    assert schemes_of(prepared(name("Маланка", "uk", country="RU")), key) == {ukrainian}
    assert prepared(name("Маланка", country="PL")).spellings == []


def test_the_parts_of_a_country_that_nobody_hears_are_not_told_apart() -> None:
    found = prepared(name("Белая Русь", "xx", kind=COUNTRY), name("Белая Русь", country="RU"))
    assert {(spelling.name, spelling.place) for spelling in found.spellings} == {(1, WHOLE), (1, 0), (1, 1)}


def joined(portions: Sequence[Portion]) -> list[object]:
    """Portions as if they were one: folds, sounds, and where each spelling and key belongs."""
    start = 0
    found: list[object] = []
    for portion in portions:
        found += portion.folds
        found += [(start + number, sounds) for number, sounds in portion.heard.items()]
        found += [spelling._replace(name=start + spelling.name) for spelling in portion.spellings]
        found += [(key, start + number) for key, number in portion.sound_keys]
        found += [("term", key, start + number) for key, number in portion.term_keys]
        start += len(portion.folds)
    return sorted(found, key=repr)


@given(st.lists(words, max_size=6), st.sampled_from(["und", "ru", "uk"]), st.integers(1, 7))
@settings(max_examples=30)
def test_portions_are_the_whole(texts: list[str], lang: str, size: int) -> None:
    names = [name(text, lang) for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare, "PORTION", size)
        found = list(prepare.prepare_all(iter(names), len(names), *few(), vocabulary(), jobs=1))
    assert [len(portion.folds) for portion in found[:-1]] == [size] * (len(found) - 1)
    assert joined(found) == joined([prepared(*names)] if names else [])


def test_processes_prepare_as_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """More portions than may wait, so that some are taken before the last is handed on."""
    names = [name(text, "ru") for text in ("Гомель", "Брест", "Минск", "Орша", "Пинск", "Лида", "Мосты")]
    monkeypatch.setattr(prepare, "PORTION", 1)
    alone = list(prepare.prepare_all(iter(names), len(names), *few(), vocabulary(), jobs=1))
    monkeypatch.setattr(prepare, "_WORTH_SHARING", 1)
    shared = list(prepare.prepare_all(iter(names), len(names), *few(), vocabulary(), jobs=2))
    assert [portion.folds for portion in shared] == [[fold] for fold in (
        "gomel", "brest", "minsk", "orsha", "pinsk", "lida", "mosty"
    )]  # fmt: skip
    assert list(map(lists, shared)) == list(map(lists, alone))


def lists(portion: Portion) -> list[object]:
    """A portion without arrays, which can't be compared."""
    return [part.tolist() if isinstance(part, np.ndarray) else part for part in portion]
