"""families.toml: how family names in Chinese characters are spelled, region by region."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from typing import Any

import icu
import pytest

from canonym.families import FAMILY_FILE, load_families
from canonym.orthography import Orthography
from canonym.reading import load_readings
from canonym.scheme import load_schemes
from canonym.script import main_script

DATA: dict[str, Any] = tomllib.loads(FAMILY_FILE.read_text("utf-8"))
REGIONS = [region for region in DATA if region != "source"]
ORTHOGRAPHY = Orthography(load_schemes(), load_readings())
SIMPLER = icu.Transliterator.createInstance("Traditional-Simplified")


@pytest.mark.parametrize("region", REGIONS)
def test_each_character_stands_once_in_a_region_and_each_spelling_once_in_an_entry(region: str) -> None:
    characters = "".join(DATA[region])
    assert len(set(characters)) == len(characters)
    assert main_script(characters) == "Hani"
    for spellings in DATA[region].values():
        words = spellings.split()
        assert len(set(words)) == len(words)
        assert all(word.isascii() and word.istitle() for word in words), words


@pytest.mark.parametrize("region", REGIONS)
def test_a_simplified_character_stands_beside_its_traditional_form(region: str) -> None:
    for characters in DATA[region]:
        for one in characters:
            assert SIMPLER.transliterate(one) in characters, one


@pytest.mark.parametrize(
    ("family", "spelled"),
    [
        ("陈", {"chen", "chan", "tan"}),
        ("謝", {"xie", "hsieh", "tse", "chia"}),
        ("黃", {"huang", "wong", "ng", "ooi"}),
        ("哲", {"zhe", "che"}),  # of no family in the table: as Mandarin alone
    ],
)
def test_spellings_of_a_family_name(family: str, spelled: set[str]) -> None:
    assert spelled <= set(ORTHOGRAPHY.spell_family(family))


def test_regions_are_told_together() -> None:
    families = load_families()
    assert families["林"][:2] == ("Lam", "Lim")
    for one, other in pairwise(("张", "張")):
        assert families[one] == families[other]
