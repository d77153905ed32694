"""Languages and scripts of countries, as CLDR has them, and Russian where the Soviet Union was."""

from __future__ import annotations

import pytest

from canonym.territory import likely_languages, main_script_of


@pytest.mark.parametrize(
    ("country", "languages", "script"),
    [
        ("BY", {"be", "ru"}, "Cyrl"),
        ("UA", {"uk", "ru"}, "Cyrl"),
        ("RU", {"ru"}, "Cyrl"),
        ("KZ", {"ru"}, "Cyrl"),
        ("GE", {"ka", "ru"}, "Geor"),
        ("UZ", {"uz", "ru"}, "Latn"),
        ("AM", {"hy", "ru"}, "Armn"),
        ("LV", {"lv", "ru"}, "Latn"),
        ("PL", {"pl"}, "Latn"),
        ("DE", {"de"}, "Latn"),
        ("BG", {"bg"}, "Cyrl"),
        ("RS", {"sr"}, "Cyrl"),
        ("GR", {"el"}, "Grek"),
        ("CN", {"zh"}, "Hans"),
        ("JP", {"ja"}, "Jpan"),
        ("EG", {"ar"}, "Arab"),
        ("IN", {"hi"}, "Deva"),
    ],
)
def test_what_names_of_a_country_are_written_in(country: str, languages: set[str], script: str) -> None:
    assert likely_languages(country) == languages == likely_languages(country.lower())
    assert main_script_of(country) == script == main_script_of(country.lower())


@pytest.mark.parametrize("country", ["", "X", "XYZ", "12", "\ud800"])
def test_what_is_no_country_breaks_nothing(country: str) -> None:
    assert "ru" not in likely_languages(country)
    assert isinstance(main_script_of(country), str)
