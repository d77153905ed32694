"""From readings to sounds, to sound keys, and how far sounds are apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.orthography import PLAIN, Orthography
from canonym.reading import SOUNDS
from canonym.records import Reading
from canonym.sound import Ear, SoundDifference, Sounds, coarse, deletions, difference, nearest, skeleton

FINE = st.text(st.sampled_from(sorted(SOUNDS)), max_size=12)


def reading(reading_id: str, langs: tuple[str, ...], script: str, rules: str) -> Reading:
    return Reading(reading_id, reading_id, langs, script, "A grammar, 2026", "", rules)


GERMAN = reading("de", ("de",), "Latn", "ch > x ; z > c ;")
POLISH = reading("pl", ("pl", "csb"), "Latn", "ch > x ; cz > C ;")
RUSSIAN = reading("ru", ("ru",), "Cyrl", "х > x ; о > o ; р > r ;")
ANYBODY = reading("und", ("und",), "Latn", "kh > x ;")
ALL = Orthography([], [RUSSIAN, ANYBODY, POLISH, GERMAN])


def counts_of(found: SoundDifference) -> tuple[int, int, int, int]:
    return found.consonants, found.vowels, found.near, found.length


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("", ""),
        (" - ", ""),
        ("Chor", "xor"),
        ("CHOR", "xor"),
        ("Chor  Zar-Chor\tz", "xor car xor c"),
        ("-Chor ", "xor"),
    ],
)
def test_words_are_heard_one_by_one(text: str, sounds: str) -> None:
    assert Ear(GERMAN).hear(text) == sounds


def test_an_ear_knows_its_reading() -> None:
    assert Ear(GERMAN).reading is GERMAN


def test_what_makes_no_sound_is_no_word() -> None:
    assert Ear(reading("mute", (), "Latn", "[^a] > ;")).hear("bcd a - b") == "a"


@pytest.mark.parametrize(
    ("fine", "wanted", "bones"),
    [
        ("", "", ""),
        ("kastsjukoviCi", "kasukafisi", "kskfs"),  # the example of the module's own text
        ("xrenin", "krinin", "krnn"),
        ("lukaSenko", "lukasinka", "lksnk"),
        ("anna", "ana", "An"),
        ("oksana", "aksana", "Aksn"),
        ("ira", "ira", "Ar"),
        ("ural", "ural", "Arl"),
        ("jelcin", "ilsin", "Alsn"),
        ("dZanibek", "sanipik", "snpk"),
        ("tCa dza tSa", "sasasa", "sss"),
        ("gavriil", "kafril", "kfrl"),
        ("wyborg", "fipark", "fprk"),
    ],
)
def test_coarse_and_skeleton(fine: str, wanted: str, bones: str) -> None:
    assert coarse(fine) == wanted
    assert skeleton(wanted) == bones
    sounds = Sounds(fine)
    assert (sounds.fine, sounds.coarse, sounds.bones) == (fine.replace(" ", ""), coarse(sounds.fine), bones)


@pytest.mark.parametrize(
    ("fine", "key"),
    [("lukaSenko", "rksnk"), ("ural", "Arr"), ("rinkan", "rnkn"), ("linkoln", "rnkrn"), ("", "")],
)
def test_the_key_has_one_sound_for_l_and_r(fine: str, key: str) -> None:
    assert Sounds(fine).key == key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Hrodna", "Grodno"),
        ("homel", "gomel"),
        ("mahiljow", "mogiljov"),
        ("kijew", "kijiv"),
        ("polonez", "palanes"),
        ("lukaSenko", "lukaCenka"),
    ],
)
def test_what_spellings_confuse_sounds_alike(first: str, second: str) -> None:
    assert coarse(first.lower() if first[0] == "H" else first) == coarse(second.lower())


@given(FINE)
def test_each_form_is_coarser_than_the_one_before(fine: str) -> None:
    assert set(coarse(fine)) <= set("aiuptkfsmnlr")
    assert len(skeleton(coarse(fine))) <= len(coarse(fine)) <= len(fine)
    assert set(skeleton(coarse(fine))) <= set("Aptkfsmnlr")


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("", {""}),
        ("krn", {"krn"}),  # too short: too many names would share what is left
        ("krnn", {"krnn", "rnn", "knn", "krn"}),
        ("kskfs", {"kskfs", "skfs", "kkfs", "ksfs", "ksks", "kskf"}),
    ],
)
def test_deletions(key: str, wanted: set[str]) -> None:
    found = list(deletions(key))
    assert set(found) == wanted
    assert len(found) == len(wanted)
    assert found[0] == key


@given(st.text("krnfs", min_size=4, max_size=9), st.data())
def test_one_deletion_on_either_side_makes_keys_meet(key: str, data: st.DataObject) -> None:
    """That is: two keys with one letter changed, added or lost share one of their deletions."""
    place = data.draw(st.integers(0, len(key) - 1))
    changed = key[:place] + data.draw(st.sampled_from(["", "x", f"x{key[place]}"])) + key[place + 1 :]
    if len(changed) >= 4:
        assert set(deletions(key)) & set(deletions(changed))


@pytest.mark.parametrize(
    ("first", "second", "counts", "told"),
    [
        ("", "", (0, 0, 0, 0), "alike"),
        ("xrenin", "xrenin", (0, 0, 0, 6), "alike"),
        ("viktor xrenin", "viktorxrenin", (0, 0, 0, 12), "alike"),
        ("xrenin", "krenin", (0, 0, 1, 6), "differing in 1 near sound"),
        ("kijev", "kiji", (1, 0, 1, 5), "differing in 1 consonant and 1 near sound"),
        ("minsk", "pinsk", (1, 0, 0, 5), "differing in 1 consonant"),
        ("lida", "lidia", (0, 1, 0, 5), "differing in 1 vowel"),
        ("brest", "bratsk", (1, 1, 1, 6), "differing in 1 consonant and 1 vowel and 1 near sound"),
        ("lida", "", (2, 2, 0, 4), "differing in 2 consonants and 2 vowels"),
        ("gomel", "homel", (0, 0, 1, 5), "differing in 1 near sound"),
        ("grodno", "hrodna", (0, 0, 2, 6), "differing in 2 near sounds"),
    ],
)
def test_difference(first: str, second: str, counts: tuple[int, int, int, int], told: str) -> None:
    found = difference(Sounds(first), Sounds(second))
    assert counts_of(found) == counts
    assert str(found) == told


@given(FINE, FINE)
def test_a_difference_is_symmetric_and_bounded(first: str, second: str) -> None:
    found = difference(Sounds(first), Sounds(second))
    assert found == difference(Sounds(second), Sounds(first))
    assert min(counts_of(found)) >= 0
    assert found.consonants + found.vowels + found.near <= found.length == max(len(first), len(second))
    assert (str(found) == "alike") == (first == second)


@pytest.mark.parametrize(
    ("heard", "other", "wanted"),
    [
        ([], "xrenin", None),
        (["xrenin"], "xrenin", (0, "xrenin")),
        (["krenin", "xrenin", "Crenin"], "xrenin", (0, "xrenin")),
        (["krenin", "Crenin"], "xrenin", (1, "krenin")),  # the first of equals
        (["minsk"], "brest", None),
        (["abcd"], "abxy", (2, "abcd")),  # half of its sounds
        (["abcd"], "axyz", None),
        (["viktor xrenin"], "viktorxrenin", (0, "viktor xrenin")),
    ],
)
def test_nearest(heard: list[str], other: str, wanted: tuple[int, str] | None) -> None:
    found = nearest(list(map(Sounds, heard)), other)
    assert (found and (found[0], found[1].fine)) == (wanted and (wanted[0], wanted[1].replace(" ", "")))


@given(st.lists(FINE, max_size=4), FINE)
def test_nearest_has_the_fewest_differences(heard: list[str], other: str) -> None:
    found = nearest(list(map(Sounds, heard)), other)
    if found is not None:
        assert found[0] <= len(other) // 2
        assert found[1].fine in heard
    if other in heard:
        assert found is not None
        assert found[0] == 0
        assert found[1].fine == other


@pytest.mark.parametrize(
    ("lang", "script", "wanted"),
    [
        ("de", "Latn", "de"),
        ("csb", "Latn", "pl"),
        ("ru", "Cyrl", "ru"),
        ("ru", "Latn", "und"),  # no reading of Latin letters for Russians here
        ("fr", "Latn", "und"),
        ("und", "Latn", "und"),
        ("und", "Grek", "und"),
    ],
)
def test_own_reading(lang: str, script: str, wanted: str) -> None:
    assert ALL.own_reading(lang, script) == wanted


def test_readings_are_kept_in_the_order_of_their_ids() -> None:
    assert [each.id for each in ALL.readings] == ["de", "pl", "ru", "und"]
    assert list(ALL.ears) == ["de", "pl", "ru", "und"]


@pytest.mark.parametrize(
    ("name", "text", "script", "wanted"),
    [
        ("de", "Chor", "Latn", "xor"),
        ("ru", "Хор", "Cyrl", "xor"),
        ("und", "Хор", "Cyrl", "hor"),  # a script that the reading doesn't know is folded first
        ("none", "Chor", "Latn", ""),
    ],
)
def test_hear(name: str, text: str, script: str, wanted: str) -> None:
    assert ALL.hear(name, text, script) == wanted


@pytest.mark.parametrize(
    ("text", "lang", "script", "wanted"),
    [
        ("Chor", None, "Latn", {"xor": "de", "chor": "und"}),  # Poles hear what Germans hear
        ("Czar", None, "Latn", {"ccar": "de", "Car": "pl", "czar": "und"}),
        ("Chor", "pl", "Latn", {"xor": "pl", "chor": "und"}),
        ("Chor", "fr", "Latn", {"chor": "und"}),
        ("Хор", None, "Cyrl", {"xor": "ru", "hor": "und"}),
        ("Хор", "ru", "Cyrl", {"xor": "ru", "hor": "und"}),
        ("Хор", "de", "Cyrl", {"xor": "ru", "hor": "und"}),  # as others hear its script
        ("Хор", "os", "Cyrl", {"xor": "ru", "hor": "und"}),
        ("Χορ", None, "Grek", {"chor": "und"}),
        ("", None, "Latn", {}),
    ],
)
def test_hear_all(text: str, lang: str | None, script: str, wanted: dict[str, str]) -> None:
    assert {sounds.fine: name for sounds, name in ALL.hear_all(text, lang, script).items()} == wanted


RUSSIANS = replace(RUSSIAN, alphabet="хор")
BASHKIR = replace(
    reading("ba", ("ba",), "Cyrl", "х > x ; [оө] > o ; р > r ; ҙ > z ;"),
    alphabet="хорөҙ",
    only_if_stated=True,
)
SERBIAN = replace(
    reading("sr", ("sr",), "Cyrl", "х > h ; о > o ; р > r ;"), alphabet="хорјө", only_if_stated=True
)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("Хор", None, {"ru"}),
        ("ХОР", "ba", {"ba"}),
        ("Хөҙ", None, {"ba"}),  # letters that no reading for all comers has
        ("Хөр", None, {"ba", "sr"}),
        ("Хөҙ", "os", {"ba"}),
        ("Хөҙ", "sr", {"sr"}),
        ("Хөҙј", None, {"ru"}),  # nobody has all of them
        ("Хор́", None, {"ru"}),  # a mark is no letter
    ],
)
def test_letters_tell_which_reading_is_meant(text: str, lang: str | None, wanted: set[str]) -> None:
    heard = Orthography([], [RUSSIANS, BASHKIR, SERBIAN]).hear_all(text, lang, "Cyrl")
    assert set(heard.values()) == wanted


def test_without_readings_nothing_is_heard() -> None:
    deaf = Orthography([], [])
    assert deaf.hear_all("Chor", None, "Latn") == {}
    assert deaf.own_reading("de", "Latn") == PLAIN


def test_differences_are_plain_values() -> None:
    assert SoundDifference(1, 2, 3, 9) == SoundDifference(1, 2, 3, 9)
    assert str(SoundDifference(2, 1, 2, 9)) == "differing in 2 consonants and 1 vowel and 2 near sounds"
