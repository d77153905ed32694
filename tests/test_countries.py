"""The countries that ICU names, as entities."""

from __future__ import annotations

import icu
import pytest

from canonym.records import COUNTRY, Entity, Name
from canonym.script import main_script
from canonym.sources.countries import countries


@pytest.fixture(scope="module")
def icu_countries() -> dict[str, Entity]:
    return {entity.id: entity for entity in countries()}


def test_every_country_of_iso_3166_is_there(icu_countries: dict[str, Entity]) -> None:
    assert set(icu_countries) == {f"place/{code}" for code in icu.Locale.getISOCountries()}
    assert len(icu_countries) >= 249
    for entity in icu_countries.values():
        assert (entity.type, entity.kind, f"place/{entity.country}") == ("place", COUNTRY, entity.id)
        assert entity.prominence > 0
        assert entity.label in {name.text for name in entity.names if name.lang == "en"}


@pytest.mark.parametrize(
    ("code", "lang", "script", "text"),
    [
        ("BY", "en", "Latn", "Belarus"),
        ("BY", "be", "Cyrl", "Беларусь"),
        ("BY", "fr", "Latn", "Biélorussie"),
        ("BY", "el", "Grek", "Λευκορωσία"),
        ("BY", "zh", "Hani", "白俄罗斯"),
        ("UA", "pl", "Latn", "Ukraina"),
        ("UA", "ar", "Arab", "أوكرانيا"),
        ("DE", "de", "Latn", "Deutschland"),
        ("DE", "sr", "Cyrl", "Немачка"),
        ("DE", "sr", "Latn", "Nemačka"),
        ("JP", "ja", "Hani", "日本"),
        ("XK", "en", "Latn", "Kosovo"),
    ],
)
def test_countries_are_named_in_many_languages(
    code: str, lang: str, script: str, text: str, icu_countries: dict[str, Entity]
) -> None:
    assert Name(text, lang, script, "exonym", "icu") in icu_countries[f"place/{code}"].names


def test_a_spelling_is_kept_once_with_the_language_that_comes_first(icu_countries: dict[str, Entity]) -> None:
    for entity in icu_countries.values():
        texts = [name.text for name in entity.names]
        assert len(texts) == len(set(texts))
        assert "" not in texts
        assert entity.country not in texts
        assert all(name.script == main_script(name.text) for name in entity.names)
    languages = {name.lang for entity in icu_countries.values() for name in entity.names}
    assert len(languages) > 100
    # A language without names of its own answers in English, which is no name of that language.
    assert all(
        name.lang == "en"
        for entity in icu_countries.values()
        for name in entity.names
        if name.text == entity.label
    )
