"""Japanese names in characters: how they divide into readings, and how they are found by that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import people

from canonym import Gazetteer, Resolver, compare
from canonym.japanese import (
    LONG,
    READINGS_FILE,
    ROMAJI,
    Unit,
    align_japanese,
    divide,
    letters,
    read_as,
    readings,
    units_of,
)
from canonym.kanji import likely
from canonym.text import Folder

fold = Folder().fold
READ = sorted(key for key, told in readings().items() if len(key) == 1 and told)


@st.composite
def read_names(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Some characters, each with one of its readings."""
    characters = draw(st.lists(st.sampled_from(READ), min_size=1, max_size=4))
    return "".join(characters), [draw(st.sampled_from(readings()[each])) for each in characters]


@pytest.mark.parametrize(
    ("latin", "plain"),
    [
        ("Satō", "sato"),
        ("Ken'ichi", "kenichi"),
        ("Homma", "honma"),
        ("Jimbo", "jinbo"),
        ("Tiba", "chiba"),
        ("Huzi", "fuji"),
        ("Sinzyuku", "shinjuku"),
        ("Tutiya", "tsuchiya"),
        ("Matchan", "macchan"),
        ("Kudzu", "kuzu"),
        ("Shin-Ōsaka", "shinosaka"),
        ("Chichibu", "chichibu"),
        ("Shōwa", "showa"),
    ],
)
def test_spellings_of_several_schemes_become_those_of_one(latin: str, plain: str) -> None:
    assert letters(latin) == plain == letters(plain)


@pytest.mark.parametrize(
    ("characters", "latin", "same"),
    [
        ("山口", "Yamaguchi", True),
        ("山口", "Yamakuchi", True),
        ("口山", "Guchiyama", False),  # only inside a name
        ("北海道", "Hokkaidō", True),
        ("北海道", "Hokukaidō", True),
        ("札幌", "Sapporo", True),
        ("札幌", "Saporo", False),  # a consonant is lost for a double one alone
        ("佐藤", "Sato", True),
        ("佐藤", "Satoh", True),
        ("佐藤", "Satou", True),
        ("佐藤", "Satu", False),
        ("上田", "Uyeda", True),
        ("佐々木", "Sasaki", True),
        ("々木", "Sasaki", False),  # nothing to repeat
        ("関ヶ原", "Sekigahara", True),
        ("高橋みなみ", "Takahashi Minami", True),
        ("長谷川", "Hasegawa", True),
        ("长谷川", "Hasegawa", True),
        ("小泽", "Ozawa", True),
        ("内閣", "Naikaku", True),
        ("髙橋", "Takahashi", True),
        ("田中", "Nakata", False),
        ("中田", "Tanaka", False),
        ("田中", "Tanak", False),
        ("田中", "Tanakas", False),
        ("田中", "タナカ", True),
        ("森", "Mori", True),
        ("王", "O", False),  # too little to tell anything
        ("Tanaka", "Tanaka", False),
        ("", "", False),
        ("田" * 9, "ta" * 9, False),  # no name
    ],
)
def test_what_characters_may_be_read_as(characters: str, latin: str, same: bool) -> None:
    assert read_as(characters, latin, fold) == same


@given(read_names())
def test_readings_one_behind_another_divide(name: tuple[str, list[str]]) -> None:
    characters, parts = name
    found = divide(units_of(characters, fold), "".join(parts))
    assert found is not None
    assert "".join(part.characters for part in found) == characters
    assert "".join(part.spelled for part in found) == "".join(parts)


@given(read_names())
def test_long_vowels_may_be_written_or_not(name: tuple[str, list[str]]) -> None:
    characters, parts = name
    short = LONG.sub(lambda long: long[0][0], "/".join(parts)).replace("/", "")
    assert divide(units_of(characters, fold), short) is not None


@given(read_names(), st.sampled_from("bdfgjkmprstz"))
def test_a_letter_more_at_the_end_divides_no_more(name: tuple[str, list[str]], letter: str) -> None:
    characters, parts = name
    assert divide(units_of(characters, fold), "".join(parts) + letter) is None


@given(read_names(), read_names(), st.booleans(), st.booleans())
def test_either_order_and_with_or_without_a_space(
    family: tuple[str, list[str]], given_name: tuple[str, list[str]], turned: bool, spaced: bool
) -> None:
    written = (" " if spaced else "").join((family[0], given_name[0]))
    words = ["".join(family[1]), "".join(given_name[1])]
    found = align_japanese(written, words[::-1] if turned else words, fold)
    assert (found is not None) == (len("".join(words)) > 3)
    if found is not None:
        assert sorted(part.partner for part in found.parts) == sorted(words)
        assert sorted("".join(part.part for part in found.parts)) == sorted(family[0] + given_name[0])


@given(st.text(max_size=12), st.text(max_size=12))
def test_any_text_may_be_asked_for(one: str, other: str) -> None:
    assert read_as(one, other, fold) in (True, False)


def test_a_table_that_anybody_can_read() -> None:
    lines = [line for line in READINGS_FILE.read_text("utf-8").split("\n") if line and line[0] != "#"]
    assert len(lines) == len({line.partition(" ")[0] for line in lines})
    wrong = [
        line
        for line in lines
        for told in line.split(" ")[1:]
        if letters(told) != told or not ROMAJI.fullmatch(told)
    ]
    assert wrong == []
    assert all(len(line.split(" ")) > 1 for line in lines)


@pytest.mark.parametrize(
    ("characters", "first"),
    [("田中", "tanaka"), ("大野", "ono"), ("山口", "yamakuchi"), ("長谷川", "hasegawa")],
)
def test_the_likeliest_readings(characters: str, first: str) -> None:
    found = likely(units_of(characters, fold))
    assert first in found[:4]
    assert len(found) == len(set(found))


def test_what_is_unknown_is_read_as_nothing() -> None:
    assert likely([[Unit("田", ("ta",))], [Unit("〇", ())]]) == []


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("小沢一郎", "Ichirō Ozawa", "“小沢” may be read “Ozawa” in Japanese"),
        ("千葉市", "Chiba City", "“千葉” may be read “chiba” in Japanese"),
    ],
)
def test_it_is_told_what_may_be_read(one: str, other: str, says: str) -> None:
    assert says in compare(one, other).explain()


MANY = ("ko", "mi", "ro", "ta", "shi", "ki", "zu", "na", "e", "su", "ya", "to")
PEOPLE = (
    "Ichirō Ozawa",
    "Daniel Inouye",
    "Kenta Nakata",
    "Makoto Hasegawa",
    "Sato Haruto",
    "Li Ming",
    "Wei Chen",
)


@pytest.fixture(scope="module")
def resolver() -> Resolver:
    place = {"id": "p", "name": "Chiba", "type": "place", "lang": "en"}
    return Resolver(Gazetteer.from_rows([*people(*PEOPLE), place]))


@pytest.mark.parametrize(
    ("name", "lang", "id"),
    [
        ("小沢一郎", "ja", "Ichirō Ozawa"),
        ("小澤 一郎", None, "Ichirō Ozawa"),
        ("小泽一郎", "zh", "Ichirō Ozawa"),
        ("中田健太", "ja", "Kenta Nakata"),
        ("田中健太", "ja", None),
        ("長谷川誠", None, "Makoto Hasegawa"),
        ("佐藤はると", "ja", "Sato Haruto"),
        ("丹尼爾·井上", "zh", "Daniel Inouye"),
        ("丹尼爾·石井", "zh", None),
        ("李明", "zh", "Li Ming"),
        ("陈伟", "zh", "Wei Chen"),
        ("千葉", "ja", "p"),
        ("千葉一郎", "ja", None),
    ],
)
def test_found_by_what_is_read(resolver: Resolver, name: str, lang: str | None, id: str | None) -> None:  # noqa: A002
    assert resolver.resolve(name, lang=lang).id == id


def test_one_of_many_with_a_common_family_name() -> None:
    others = [f"{first}{last}{end} Tanaka" for first in "Kstnhmr" for last in "aiueo" for end in MANY]
    assert len(others) > 400
    people = [
        {"id": name, "name": name, "type": "person", "lang": "en"} for name in (*others, "Kenta Tanaka")
    ]
    for name in ("田中健太", "田中 健太"):
        assert Resolver(Gazetteer.from_rows(people)).resolve(name).id == "Kenta Tanaka"
