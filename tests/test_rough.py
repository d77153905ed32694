"""Two rough ears: spellings of one name come out alike from at least one of them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.rough import bones, hard, soft

EARS = {"hard": hard, "soft": soft}
folds = st.text("abcdefghijklmnopqrstuvwxyz0 ", max_size=16)


def by(ear: str, fold: str) -> str:
    return EARS[ear](fold + "\n").removesuffix("\n")


@pytest.mark.parametrize(
    ("ear", "spellings", "heard"),
    [
        ("hard", ["chrenin", "khrenin", "hrenin", "ghrenin"], "KRiNiN"),
        ("hard", ["joschkar", "yoshkar", "ioskar"], "iaSKaR"),
        ("hard", ["tschechow", "chzechov"], None),
        ("hard", ["philipp", "filip"], "FiLiP"),
        ("hard", ["thorn", "torn"], "TaRN"),
        ("hard", ["minsk", "minnsk", "menski"], None),
        ("hard", ["sarah", "sara"], "SaRa"),
        ("soft", ["chengdu", "jengdu", "shengdu"], "SiNKTu"),
        ("soft", ["henin", "enin", "wenin"], "iNiN"),
        ("soft", ["gerard", "jerard"], "SiRaRT"),
        ("soft", ["cicero", "sisero"], "SiSiRa"),
        ("soft", ["pinocchio", "pinokio"], "PiNaKia"),
    ],
)
def test_spellings_of_one_name_sound_alike(ear: str, spellings: list[str], heard: str | None) -> None:
    found = {by(ear, spelling) for spelling in spellings}
    assert (len(found) > 1) if heard is None else (found == {heard})


def test_the_ears_differ_where_languages_do() -> None:
    assert by("hard", "chojna") == "KaiNa"
    assert by("soft", "chojna") == "SaSNa"


@pytest.mark.parametrize(
    ("heard", "consonants"),
    [("KRiNiN", "KRN"), ("iNiN", "AN"), ("aaM", "AM"), ("SaSa", "S"), ("", ""), ("u", "A"), ("K1a1", "K11")],
)
def test_bones_are_consonants_none_twice_in_a_row(heard: str, consonants: str) -> None:
    assert bones(heard + "\n") == consonants + "\n"


def test_the_end_of_a_word_is_no_end_of_the_name() -> None:
    assert by("hard", "sarah minsk") == by("hard", "sara minsk") == "SaRaMiNSK"


@given(st.lists(folds, max_size=6))
def test_a_line_stays_a_line_and_is_heard_by_itself(some: list[str]) -> None:
    lines = "".join(f"{fold}\n" for fold in some)
    for ear in (hard, soft):
        alone = [ear(f"{fold}\n") for fold in some]
        assert ear(lines) == "".join(alone)
        assert bones(ear(lines)) == "".join(map(bones, alone))


@given(folds)
def test_nothing_but_classes_and_digits_is_left(fold: str) -> None:
    for ear in EARS:
        heard = by(ear, fold)
        assert set(heard) <= set("KPFTSLMNRaiu0")
        assert all(first != second or first == "0" for first, second in pairwise(heard))
