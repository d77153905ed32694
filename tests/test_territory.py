"""Languages of countries, as CLDR has them, and Russian where the Soviet Union was."""

from __future__ import annotations

import pytest

from canonym.territory import likely_languages


@pytest.mark.parametrize(
    ("country", "languages"),
    [
        ("BY", {"be", "ru"}),
        ("UA", {"uk", "ru"}),
        ("RU", {"ru"}),
        ("KZ", {"kk", "ru"}),
        ("GE", {"ka", "ru"}),
        ("UZ", {"uz", "ru"}),
        ("LV", {"lv", "ru"}),
        ("PL", {"pl"}),
        ("BG", {"bg"}),
        ("RS", {"sr"}),
        ("GR", {"el"}),
        ("CN", {"zh", "ug"}),
        ("JP", {"ja"}),
        ("EG", {"ar"}),
        ("IQ", {"ar", "ckb"}),
        ("LK", {"si", "ta"}),
    ],
)
def test_what_names_of_a_country_are_written_in(country: str, languages: set[str]) -> None:
    assert likely_languages(country) == languages == likely_languages(country.lower())


@pytest.mark.parametrize("country", ["", "X", "XYZ", "12", "\ud800"])
def test_what_is_no_country_breaks_nothing(country: str) -> None:
    assert "ru" not in likely_languages(country)
