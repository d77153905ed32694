"""Countries and territories, named in some 200 languages by ICU's own locale data (CLDR)."""

from __future__ import annotations

from collections.abc import Iterator

from canonym.records import COUNTRY, Entity, Name
from canonym.script import main_script

SOURCE = "icu"
# Stands for the number of inhabitants, so that a country comes before a namesake town.
_PROMINENCE = 1e6
# Languages whose spelling is kept where several languages write a name alike: after the
# country's own (Беларусь is Belarusian first, and Russian too) these.
_FIRST = ("en", "de", "fr", "es", "pl", "ru", "uk", "be")


def countries() -> Iterator[Entity]:
    """One entity a country or territory of ISO 3166, its id `place/CC`.

    Source: Unicode CLDR as carried by ICU, `Locale.getDisplayCountry`.
    """
    import icu

    languages = [code for code in icu.Locale.getISOLanguages() if len(code) in (2, 3)]
    available = {name for name in icu.Locale.getAvailableLocales() if "_" not in name}
    order = [*_FIRST, *sorted(available.intersection(languages) - set(_FIRST))]
    readers = [(lang, icu.Locale.createFromName(lang)) for lang in order]
    scripts = [
        (name.partition("_")[0], icu.Locale.createFromName(name))
        for name in sorted(icu.Locale.getAvailableLocales())
        if len(name.partition("_")[2]) == 4
    ]
    english = icu.Locale.getEnglish()
    for code in icu.Locale.getISOCountries():
        place = icu.Locale("und", code)
        label = place.getDisplayCountry(english)
        found: dict[str, Name] = {}
        home = place.addLikelySubtags().getLanguage()
        for lang, reader in sorted((*readers, *scripts), key=lambda pair: pair[0] != home):
            text = place.getDisplayCountry(reader)
            # A language without a name of its own answers with the English one or the bare code.
            if text and text != code and (lang == "en" or text != label):
                found.setdefault(text, Name(text, lang, main_script(text), "exonym", SOURCE))
        yield Entity(
            id=f"place/{code}",
            type="place",
            label=label,
            names=tuple(found.values()),
            kind=COUNTRY,
            country=code,
            prominence=_PROMINENCE,
        )
