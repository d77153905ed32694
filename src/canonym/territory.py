"""Which languages the names of a country are likely to be written in."""

from __future__ import annotations

from typing import Any

# Russian is an official or a common language there: names in Cyrillic may be in it as well.
_RUSSIAN_TOO = frozenset(("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "TJ", "TM", "UA", "UZ"))


def likely_languages(country: str) -> frozenset[str]:
    """The languages (BCP 47) to try for a name of this country that has none given.

    The first by the likely subtags of CLDR, which ICU carries; Russian where the Soviet Union was.
    """
    found = {str(_likely(country).getLanguage())}
    if country.upper() in _RUSSIAN_TOO:
        found.add("ru")
    return frozenset(found)


def main_script_of(country: str) -> str:
    """The script (ISO 15924) that most of a country's names are written in, by the same source."""
    return str(_likely(country).getScript())


def _likely(country: str) -> Any:
    """The likeliest locale; whatever is no code of a country, a lone surrogate say, is none."""
    import icu

    code = country.upper() if country.isascii() and country.isalpha() else ""
    found = icu.Locale.createCanonical(f"und_{code}")
    found.addLikelySubtags()
    return found
