"""common-names.txt: how common single names are, and what that tells where sounds don't."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.common_names import bearers, text_of
from canonym import Gazetteer, Resolver
from canonym.common_names import COMMON_FILE, CommonNames, level
from canonym.records import Entity, Name

NAMES = CommonNames()


def test_each_name_stands_once_in_the_order_of_its_level() -> None:
    rows = [line.split() for line in COMMON_FILE.read_text("utf-8").splitlines() if not line.startswith("#")]
    names = [name for _, *names in rows for name in names]
    assert len(set(names)) == len(names)
    assert all(name.isascii() and name.isalpha() and name.islower() for name in names)
    levels = [int(number) for number, *_ in rows]
    assert levels == sorted(levels, reverse=True)


def test_a_level_is_twice_as_many_bearers() -> None:
    assert [level(bearers) for bearers in (0, 1, 3, 7, 15, 31, 1023)] == [0, 1, 2, 3, 4, 5, 10]


@pytest.mark.parametrize(
    ("commoner", "rarer"), [("susan", "suzune"), ("neil", "neel"), ("joey", "maggi"), ("lawrence", "byrne")]
)
def test_the_commoner_of_two(commoner: str, rarer: str) -> None:
    assert NAMES.over_rarest(commoner, listed=True) > NAMES.over_rarest(rarer, listed=False)


def test_a_listed_given_name_is_commoner_than_an_unknown_word() -> None:
    assert NAMES.over_rarest("xyzzy", listed=True) > NAMES.over_rarest("xyzzy", listed=False)
    # But as common as it is where that is known.
    assert NAMES.over_rarest("john", listed=True) == NAMES.over_rarest("john", listed=False)


def test_the_table_is_made_of_the_files_of_the_census(tmp_path: Path) -> None:
    for name, content in {
        "dist.all.last": "SMITH 1.006 1.006 1\nDREW 0.003 1.009 2\nODD 0.001 1.010 3\n",
        "dist.female.first": "MARY 2.629 2.629 1\n",
        "dist.male.first": "MARY 0.009 0.009 1\nDREW 0.020 0.029 2\n",
    }.items():
        tmp_path.joinpath(name).write_text(content, "ascii")
    counts = bearers(tmp_path)
    assert counts == pytest.approx({"drew": 13, "mary": 1319, "smith": 1006})
    path = tmp_path / "common-names.txt"
    path.write_text(text_of(counts), "utf-8")
    made = CommonNames(path)
    told = [made.over_rarest(name, listed=False) for name in ("mary", "smith", "drew", "odd")]
    assert told == [8, 8, 2, -2]


def _resolver(*names: str) -> Resolver:
    rows = [{"id": name, "name": name, "type": "person", "lang": "en"} for name in names]
    return Resolver(Gazetteer.from_rows(rows))


@pytest.mark.parametrize(
    ("written", "lang", "commoner", "rarer"),
    [
        ("수전", "ko", "Susan", "Suzune"),
        ("매기", "ko", "Maggie", "Maggi"),
        ("토마스", "ko", "Thomas", "Tomas"),
        ("トーマス", "ja", "Thomas", "Tomas"),
    ],
)
def test_of_single_names_that_are_heard_so_the_commoner_comes_first(
    written: str, lang: str, commoner: str, rarer: str
) -> None:
    for names in ((commoner, rarer), (rarer, commoner)):
        found = _resolver(*names).resolve(written, lang=lang)
        assert [match.id for match in found.matches] == [commoner, rarer]
        assert "how common" in dict(found.matches[0].contributions)


def test_of_whole_names_none_is_likelier_since_its_words_are_common() -> None:
    found = _resolver("Neil Moss", "Neel Moss").resolve("닐 모스", lang="ko")
    assert all("how common" not in dict(match.contributions) for match in found.matches)
    assert len(found.matches) == 2


def test_the_short_name_of_somebody_with_a_full_one_is_no_single_name() -> None:
    for status, told in (("short", False), ("alias", True)):
        names = (Name("Neil", "en", "Latn", status), Name("Neil Moss", "en", "Latn", "full"))
        resolver = Resolver(Gazetteer((Entity("person/neil", "person", "Neil Moss", names),)))
        found = resolver.resolve("닐", lang="ko").matches[0]
        assert found.name.text == "Neil"
        assert ("how common" in dict(found.contributions)) == told
