"""Which languages the names of a country, or names in a script, are likely to be written in."""

from __future__ import annotations

# Russian is an official or a common language there: names in Cyrillic may be in it as well.
_RUSSIAN_TOO = frozenset(("AM", "AZ", "BY", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "TJ", "TM", "UA", "UZ"))
# Official languages, of the country or of a part of it, besides the first: CLDR, territories and
# languages, 2024. Only those that some scheme writes.
_ALSO = {
    "AF": ("ps",),
    "CN": ("ug",),
    "ER": ("ti",),
    "ET": ("ti",),
    "IL": ("ar",),
    "IN": ("bn", "gu", "kn", "ml", "mr", "ne", "pa", "ta", "te", "ur"),
    "IQ": ("ckb",),
    "KZ": ("kk",),
    "LK": ("ta",),
    "SG": ("ta", "zh"),
}


def likely_language(script: str) -> str:
    """The language (BCP 47) that a text in this script (ISO 15924) is likeliest in, by the likely subtags of
    CLDR, which ICU carries; nothing if they tell none."""
    import icu

    likely = icu.Locale.createCanonical(f"und_{script}")
    likely.addLikelySubtags()
    return str(likely.getLanguage())


def likely_languages(country: str) -> frozenset[str]:
    """The languages (BCP 47) to try for a name of this country that has none given.

    The first by the likely subtags of CLDR, which ICU carries; other official ones; Russian where
    the Soviet Union was.
    """
    import icu

    # Whatever is no code of a country, a lone surrogate say, is none.
    code = country.upper() if country.isascii() and country.isalpha() else ""
    likely = icu.Locale.createCanonical(f"und_{code}")
    likely.addLikelySubtags()
    russian = ("ru",) if code in _RUSSIAN_TOO else ()
    return frozenset((str(likely.getLanguage()), *_ALSO.get(code, ()), *russian))
