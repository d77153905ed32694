"""Keys: the same on every machine, for one name as for many, and each kind apart."""

from __future__ import annotations

from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.index.keys import WINDOW, part_key, sound_key, spelling_key, window_keys
from canonym.index.portion_keys import all_window_keys
from canonym.rough import bones, ears, hard, soft

folds = st.text("abcdehijkmostwz0 ", min_size=1, max_size=14).map(lambda text: " ".join(text.split()))


def keys_of(fold: str) -> set[int]:
    (found,) = window_keys([fold])
    return found


def crcs(*texts: str) -> set[int]:
    return {crc32(text.encode()) for text in texts}


def test_keys_of_different_kinds_never_meet() -> None:
    assert len({spelling_key("homel"), part_key("homel"), sound_key("homel")}) == 3


def test_a_spelling_is_found_however_it_is_spaced() -> None:
    assert spelling_key("s 300") == spelling_key("s300") == 0x877C8DF8
    assert part_key("s 300") != part_key("s300")


@pytest.mark.parametrize(
    ("fold", "expected"),
    [
        # A hard ear hears KML, a soft one no h; both are shorter than two windows.
        ("homel", crcs("^home", "homel", "omel$", "^KML$", "^AML$", "=KaMiL", "=aMiL")),
        ("minsk", crcs("^mins", "minsk", "insk$", "^MNSK", "MNSK$", "^MNSK$", "=MiNSK")),
        ("ab", crcs("^AP$", "=aP")),
        ("", crcs("^$", "=")),
        # Windows go over a space, and the parts of a name that has several are keys as well.
        ("al ba", crcs("^alba", "alba$", "^ALP$", "=aLPa", " al", " ba")),
    ],
)
def test_windows_consonants_and_parts(fold: str, expected: set[int]) -> None:
    assert WINDOW == 5
    assert keys_of(fold) == expected


def test_short_names_have_a_key_as_well() -> None:
    assert all(keys_of(fold) for fold in ("a", "1", "x 1"))


@given(st.lists(folds, max_size=6))
def test_many_names_have_the_keys_of_each(some: list[str]) -> None:
    assert list(window_keys(iter(some))) == [keys_of(fold) for fold in some]


@given(st.lists(folds.filter(bool), max_size=6))
def test_arrays_have_the_keys_of_each_in_order(some: list[str]) -> None:
    counts, keys = all_window_keys(some, list(ears(some)))
    expected = [sorted(keys_of(fold)) for fold in some]
    assert counts.tolist() == list(map(len, expected))
    assert keys.tolist() == [key for own in expected for key in own]


@given(folds)
def test_keys_are_the_windows_of_letters_and_of_what_two_ears_hear(fold: str) -> None:
    texts = {f"^{fold.replace(' ', '')}$"}
    sounds = {f"={ear(fold + chr(10)).strip(chr(10))}" for ear in (hard, soft)}
    if " " in fold:
        heard_parts = (hard(part + chr(10)).strip(chr(10)) for part in fold.split(" "))
        sounds |= {f"={part}" for part in heard_parts if len(part) >= 4}
    heard = {f"^{bones(ear(fold + chr(10))).strip(chr(10))}$" for ear in (hard, soft)}
    windows = {text[at : at + 5] for text in texts | heard for at in range(len(text) - 4)}
    parts = {f" {part}" for part in fold.split()} if " " in fold else set()
    assert keys_of(fold) == crcs(*windows, *heard, *sounds, *parts)


@pytest.mark.parametrize(
    ("first", "second"),
    [("kobryn", "kobrin"), ("chrenin", "khrenin"), ("zhodino", "schodino"), ("brest", "brest rajon")],
)
def test_names_that_are_nearly_alike_share_keys(first: str, second: str) -> None:
    assert keys_of(first) & keys_of(second)
    assert not keys_of(first) & keys_of("luga")
