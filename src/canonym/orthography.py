"""Everything that turns names into other forms of themselves: folds, spellings and sounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import product

from canonym.confusion import Confusions, load_confusions
from canonym.errors import SchemeError
from canonym.families import load_families
from canonym.parts import Words
from canonym.records import Reading, Scheme
from canonym.script import scripts_of
from canonym.sound import Ear, Sounds
from canonym.territory import likely_language, likely_languages
from canonym.text import Folder
from canonym.writer import Writer

PLAIN = "und"
# Letters that more languages have than this don't tell whose a spelling is.
_FEW = 3
# Folds that are remembered, some 200 bytes each: a comparison asks for each word of a name several times.
_REMEMBERED = 4096
# And texts heard in all readings, some 1,000 bytes each.
_HEARD = 1024
# Languages that write foreign names in letters of their own, or as Mandarin does.
_NOT_CHINESE = frozenset(("ja", "ko", "nan", "vi"))
# The readings of a script for texts of unknown language, their letters, and the other ones with theirs.
_Readings = tuple[list[str], frozenset[str], list[tuple[str, frozenset[str]]]]


class Orthography:
    """A set of schemes and readings, ready to use. Rules compile when first needed."""

    def __init__(self, schemes: Iterable[Scheme], readings: Iterable[Reading]) -> None:
        folder = Folder()
        self.fold = lru_cache(_REMEMBERED)(folder.fold)
        self.fold_all = folder.fold_all
        self.fold_clean = folder.fold_clean
        self.other_characters = folder.other_characters
        self.schemes = sorted(schemes, key=lambda scheme: scheme.id)
        self.readings = sorted(readings, key=lambda reading: reading.id)
        self.writers = [Writer(scheme) for scheme in self.schemes]
        self.ears = {reading.id: Ear(reading) for reading in self.readings}
        self._confusions: dict[str, Confusions | None] = {}
        self._heard = lru_cache(_HEARD)(self._hear_all)

    @cached_property
    def words(self) -> Words:
        """Titles, particles and inflections, read when a name first needs them."""
        return Words.load(self.fold)

    def write(self, text: str, lang: str, script: str, *, country: str = "") -> Iterator[tuple[int, str]]:
        """The folds of a name's spellings in every scheme of its language, with the schemes' numbers.

        `lang` "und" means any language of the script that is likely in the `country`, if one is
        given. Schemes that lack a letter are left out.
        """
        folds: dict[str, str] = {}
        for number in self.suited_in(lang, script, country):
            if self.writers[number].lacks_vowels(text):
                continue
            try:
                written = self.writers[number].write_lower(text)
            except SchemeError:
                continue
            fold = folds.get(written)
            if fold is None:
                fold = folds[written] = self.fold(written)
            yield number, fold

    def suited_in(self, lang: str, script: str, country: str) -> list[int]:
        """The numbers of the schemes for a name: `lang` and `country` as `write` takes them."""
        if lang != PLAIN or not country:
            return self._suited.get((lang, script), [])
        key = (f"{PLAIN}-{country}", script)
        found = self._suited.get(key)
        if found is None:
            likely = likely_languages(country)
            found = self._suited[key] = [
                number
                for number in self._suited.get((PLAIN, script), ())
                if likely.intersection(self.schemes[number].langs)
            ]
        return found

    def numbers_to(self, script: str) -> frozenset[int]:
        """The numbers of the schemes that write in a script."""
        return self._numbers_to.get(script, frozenset())

    @cached_property
    def _numbers_to(self) -> dict[str, frozenset[int]]:
        scripts = {scheme.to_script for scheme in self.schemes}
        return {
            script: frozenset(
                number for number, scheme in enumerate(self.schemes) if scheme.to_script == script
            )
            for script in scripts
        }

    @cached_property
    def _suited(self) -> dict[tuple[str, str], list[int]]:
        """The numbers of the schemes that write a language in a script; or, but for Latin, any in it."""
        found: dict[tuple[str, str], list[int]] = {}
        for number, scheme in enumerate(self.schemes):
            # Nearly all languages write Latin letters: none can be told of a plain name in them.
            plain = () if scheme.script == "Latn" else (PLAIN,)
            for lang, script in product((*scheme.langs, *plain), scripts_of(scheme.script)):
                found.setdefault((lang, script), []).append(number)
        return found

    def spell_family(self, family: str) -> tuple[str, ...]:
        """The folds of the spellings that a family name in Chinese characters has, in Mandarin and in other
        Chinese languages."""
        to_latin = self.numbers_to("Latn")
        written = (fold for number, fold in self.write(family, "zh", "Hani") if number in to_latin)
        return tuple(dict.fromkeys((self.fold(family), *written, *self.spell_abroad(family))))

    def spell_abroad(self, family: str) -> tuple[str, ...]:
        """The folds of its spellings where another language than Mandarin is spoken."""
        return tuple(map(self.fold, self._families.get(family, ())))

    def is_family(self, character: str) -> bool:
        """Whether a character is a family name that the Chinese of some region bear."""
        return character in self._families

    @cached_property
    def _families(self) -> dict[str, tuple[str, ...]]:
        return load_families()

    def own_reading(self, lang: str, script: str, text: str = "") -> str:
        """The id of the reading that a name of this language is heard in.

        A name with letters that its language doesn't have is spelled as another does: Burić and Łukasz
        in an English list. One without a language (`und`) is heard in that which is likeliest for the
        script, as English in Latin letters, or in one that has its letters: Українка is Ukrainian.
        """
        letters = {letter for letter in text.lower() if letter.isalpha()}
        if lang == PLAIN:
            lang = self._likely_language.get(script, PLAIN)
            if script != "Latn":
                return self._likely_reading(lang, script, text, letters)
        own = next(
            (reading for reading in self.readings if reading.script == script and lang in reading.langs), None
        )
        if own is None:
            return PLAIN
        if script != "Latn":
            return own.id
        if letters.issubset(own.alphabet):
            return own.id
        return self._foreign_reading(text, letters) or own.id

    def _likely_reading(self, lang: str, script: str, text: str, letters: set[str]) -> str:
        """Of the readings that have all these letters that of the likeliest language, if it is among them."""
        likely = self._likely_readings(text, None, script)
        known = [own for own in likely if letters.issubset(self.ears[own].reading.alphabet)] or likely
        of_language = (own for own in known if lang in self.ears[own].reading.langs)
        return next(of_language, known[0] if known else PLAIN)

    def _foreign_reading(self, text: str, letters: set[str]) -> str | None:
        """Of the readings that have all these letters the one that most agree with, and the plain one
        where they don't but it knows the letters. What many languages have tells nothing."""
        others = [
            reading.id
            for reading in self.readings
            if letters.issubset(reading.alphabet) and not reading.only_if_stated and reading.id != PLAIN
        ]
        if len(others) == 1:
            return others[0]
        plain = self.ears.get(PLAIN)
        if plain is None:
            return None
        if 0 < len(others) <= _FEW:
            heard = {reading: self.hear(reading, text, "Latn") for reading in (*others, PLAIN)}
            (sounds, most), *rest = Counter(heard.values()).most_common()
            if not rest or rest[0][1] < most:
                agreed = [reading for reading, found in heard.items() if found == sounds]
                return agreed[0] if len(agreed) <= 2 else agreed[-1]
        return PLAIN if letters.issubset(plain.reading.alphabet) else None

    def hear(self, reading: str, text: str, script: str) -> str:
        """The sounds of a text in one reading; a script that the reading doesn't know is folded."""
        ear = self.ears.get(reading)
        if ear is None:
            return ""
        return ear.hear(text if script == ear.reading.script else self.fold(text))

    def hear_all(self, text: str, lang: str | None, script: str) -> Mapping[Sounds, str]:
        """What a text may sound like: sounds, each with the first reading that hears them.

        With `lang` only its reading and the plain one are asked, if it has one; else those of the script
        that are for all comers, or know letters that these don't. Any language may write Latin letters, and
        in its own way: there one without a reading has the plain one alone.
        """
        return self._heard(text, lang, script)

    def _hear_all(self, text: str, lang: str | None, script: str) -> Mapping[Sounds, str]:
        found: dict[str, str] = {}
        for reading in dict.fromkeys([*self._likely_readings(text, lang, script), PLAIN]):
            sounds = self.hear(reading, text, script)
            if sounds:
                found.setdefault(sounds, reading)
        return {Sounds(sounds): reading for sounds, reading in found.items()}

    def mishear_all(self, text: str, lang: str | None, script: str) -> dict[Sounds, str]:
        """The same by those readings of which it is known what they make of other languages' sounds."""
        return self._mishear(text, self._likely_readings(text, lang, script), script)

    def mishear_characters(self, text: str, *, native: bool) -> dict[Sounds, str]:
        """The same of Chinese characters, which each neighbour reads in its own way, whoever writes.

        `native`: it may be a name of any of them; else it transcribes a foreign one, which only the
        Chinese do so.
        """
        readings = [
            reading.id
            for reading in self.readings
            if reading.script == "Hani" and (native or not _NOT_CHINESE.intersection(reading.langs))
        ]
        return self._mishear(text, readings, "Hani")

    def _mishear(self, text: str, readings: Iterable[str], script: str) -> dict[Sounds, str]:
        found: dict[Sounds, str] = {}
        for reading in readings:
            confusions = self.confusions(reading)
            sounds = self.hear(reading, text, script) if confusions else ""
            if sounds:
                found[Sounds(sounds, confusions)] = reading
        return found

    def confusions(self, reading: str) -> Confusions | None:
        """What a reading makes of the sounds of other languages, if that is known."""
        if reading not in self._confusions:
            self._confusions[reading] = load_confusions(reading)
        return self._confusions[reading]

    def _likely_readings(self, text: str, lang: str | None, script: str) -> list[str]:
        """The readings of a text, but for the plain one. A language that has none in a script other than
        Latin reads it as others do."""
        own = self.own_reading(lang, script) if lang else PLAIN
        if lang and (own != PLAIN or script == "Latn"):
            return [own]
        common, letters, rare = self._readings_of.get(script, ([], frozenset(), []))
        special = {letter for letter in text.lower() if letter.isalpha()} - letters
        # Letters that no common reading has tell the language.
        telling = [reading for reading, alphabet in rare if special <= alphabet] if special else []
        return telling or list(common)

    @cached_property
    def _likely_language(self) -> dict[str, str]:
        """The language that a name is likeliest in, by its script."""
        return {script: likely_language(script) for script in self._readings_of}

    @cached_property
    def _readings_of(self) -> dict[str, _Readings]:
        """By script: which readings hear it."""
        found: dict[str, _Readings] = {}
        for script in {reading.script for reading in self.readings}:
            own = [reading for reading in self.readings if reading.script == script]
            common = [reading for reading in own if not reading.only_if_stated]
            found[script] = (
                [reading.id for reading in common],
                frozenset(letter for reading in common for letter in reading.alphabet),
                [(reading.id, frozenset(reading.alphabet)) for reading in own if reading.only_if_stated],
            )
        return found
