"""A mention, prepared once for all stages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from canonym.orthography import PLAIN, Orthography
from canonym.script import main_script
from canonym.sound import Sounds
from canonym.text import COMMA, clean, turned, written_parts, written_words

# Scripts that ICU romanizes syllable by syllable, with spaces that nobody wrote, are all others.
_SPACED = ("Latn", "Cyrl", "Grek", "Zyyy")

# A Chinese or Korean name has so many characters at most, each a syllable that others write apart.
_CHARACTERS = 4
# Most Chinese names have so many: a family name of one, and a given name of two.
_FAMILY_AND_GIVEN = 3
# No part of a foreigner's name has more characters.
_LONGEST_PART = 8


class Query:
    """What the stages ask of a mention. Each form of it is made when a stage first needs it."""

    def __init__(
        self,
        text: str,
        lang: str | None,
        orthography: Orthography,
        *,
        plain: bool = False,
        country: str | None = None,
    ) -> None:
        """`plain`: no name has a language of its own, so the mention is read in the plain way alone."""
        self.text = text
        # Readings, endings and names know languages, not their regions: `de-AT` is heard as `de`.
        stated = lang.partition("-")[0].lower() if lang else PLAIN
        self.lang = None if stated == PLAIN else stated
        self.orthography = orthography
        self._plain = plain
        # Where the caller expects the entity.
        self.country = country
        self.clean = clean(text)
        self.fold = orthography.fold_clean(self.clean)
        # Rows of the index that a stage has compared with this mention already.
        self.compared: set[int] = set()
        # Names of the index that are spelled so, by fold, and the schemes that do.
        self.spellings: dict[str, list[tuple[int, list[int]]]] = {}
        self._heard_words: dict[tuple[str, bool], Mapping[Sounds, str]] = {}

    @cached_property
    def script(self) -> str:
        """The script of most of its letters."""
        return main_script(self.clean)

    @cached_property
    def tells_language(self) -> bool:
        """Whether a language is stated that writes its script: no German writes Cyrillic letters."""
        if self.lang is None:
            return False
        return self.script == "Latn" or self.orthography.own_reading(self.lang, self.script) != PLAIN

    @cached_property
    def joined(self) -> str:
        """Its fold without spaces."""
        return self.fold.replace(" ", "")

    def across(self, other: Query) -> bool:
        """Whether another name is in another script, and it is known what becomes of the sounds there."""
        return self.script != other.script and bool(self.misheard)

    @cached_property
    def base_forms(self) -> list[tuple[str, str, str]]:
        """What it may be an inflected form of: (text, fold, language and ending)."""
        fold = self.orthography.fold
        bases = self.orthography.words.base_forms(self.clean, self.lang)
        bare = [(mention.clean, mention.fold, ending) for mention, ending in self.bare]
        return [(base, fold(base), ending) for base, ending in bases] + bare

    @cached_property
    def bare(self) -> list[tuple[Query, str]]:
        """The same mention without what its language adds to each part of a foreigner's name, with what that
        is: Donalds Tusks, in Latvian, is Donald Tusk."""
        if self.lang not in self.orthography.words.nominatives:
            return []
        return [
            (self.rewritten(text), ending)
            for text, ending in self.orthography.words.without_nominatives(self.clean)
            if ending.startswith(self.lang)
        ]

    @cached_property
    def spaced(self) -> bool:
        """Whether the spaces of its fold are the writer's, rather than what ICU puts between syllables."""
        if self.script == "Hang" and " " in self.clean:  # ICU parts syllables that may be read in two ways
            return True
        return self.script in _SPACED or written_parts(self.clean) >= self.fold.count(" ") + 1

    @cached_property
    def family_first(self) -> bool:
        """Whether it may be a whole name in Chinese characters, which begins with the family name. A mark
        between the parts says that it transcribes a foreign one."""
        return self.script == "Hani" and 1 < len(self.clean) <= _CHARACTERS and not self.marked

    @cached_property
    def families(self) -> frozenset[str]:
        """The folds of the spellings of the family name that it begins with, if it is built like a Chinese
        name, of two or three characters; none of any other."""
        if not self.family_first or len(self.clean) > _FAMILY_AND_GIVEN:
            return frozenset()
        family = self.clean[0]
        return frozenset(self.orthography.spell_family(family) if self.orthography.is_family(family) else ())

    @cached_property
    def marked(self) -> list[str]:
        """The words of a name in Chinese characters that are parted by marks: 爱德华·希思."""
        if self.spaced or self.script != "Hani":
            return []
        words = written_words(self.clean)
        return words if len(words) > 1 and len(words) > len(self.clean.split(" ")) else []

    @property
    def unparted(self) -> bool:
        """Whether it is in Chinese characters, and nothing tells where one part of it ends."""
        return self.script == "Hani" and not self.marked

    @cached_property
    def parts(self) -> list[str]:
        """The parts of its fold; where ICU's spaces are not the writer's those that marks part, or one."""
        parts = self.fold.split()
        if self.spaced and not (self.script == "Hang" and len(parts) > written_parts(self.clean)):
            return parts
        words = self.clean.split(" ") if self.spaced else self.marked
        folds = [self.orthography.fold(word).replace(" ", "") for word in words]
        if self.spaced:
            return list(filter(None, folds))  # a word may have neither letter nor digit
        return folds if all(folds) and folds else ["".join(parts)]

    @cached_property
    def core(self) -> list[tuple[int, str]]:
        """The parts that name something, with their places."""
        return self.orthography.words.core(" ".join(self.parts))

    @cached_property
    def searched(self) -> list[str]:
        """The folds to search by their windows: its own; without titles and the like; and what
        stands before a comma, behind which places name the region that they lie in."""
        before, *behind = COMMA.split(self.clean, 1)
        head = self.orthography.fold_clean(before.strip()) if behind else ""
        core = " ".join(part for _, part in self.core)
        return list(dict.fromkeys(filter(None, (self.fold, head, core))))

    @cached_property
    def heard(self) -> Mapping[Sounds, str]:
        """What it may sound like, with the reading that hears it so."""
        return self._hear(self.clean, self.script)

    @cached_property
    def misheard(self) -> Mapping[Sounds, str]:
        """The same, as what may have become of the sounds of a name in another script."""
        return self.mishear(self.clean, self.script)

    def pieces(self, sounds: Sounds, reading: str) -> list[str]:
        """How the parts sound that it may be made of, as one reading hears them. Chinese characters that
        nothing parts may be parted anywhere, or be one part of a name that has more; each is a part by itself
        where they may be a whole name."""
        if not self.unparted:
            return sounds.parts if len(sounds.parts) > 1 else []
        syllables = self.orthography.hear(reading, " ".join(self.clean), self.script).split()
        count = len(syllables)
        ends = [(0, end) for end in range(1, min(count, _LONGEST_PART + 1))]
        ends += [(start, count) for start in range(max(0, count - _LONGEST_PART), count)]
        parts = ["".join(syllables[start:end]) for start, end in ends]
        return [*syllables, *parts] if self.family_first else parts

    @cached_property
    def turned(self) -> Query | None:
        """The same mention in the order in which names are spoken, if a comma says that it isn't."""
        text = turned(self.clean)
        return None if text is None else self.rewritten(text)

    def rewritten(self, text: str) -> Query:
        """Another way to write the same mention."""
        return Query(text, self.lang, self.orthography, plain=self._plain, country=self.country)

    @cached_property
    def parts_as_written(self) -> list[str]:
        """The same parts, as they are written."""
        written = self.marked or self.clean.replace("-", " ").split()
        fold = self.orthography.fold
        # Punctuation or a digit group: the fold's own letters then.
        same = [fold(word).replace(" ", "") for word in written] == self.parts
        return written if same else self.parts

    def heard_part(self, place: int, across: bool) -> Mapping[Sounds, str]:
        """What one of the parts may sound like; `across`: beside a name in another script."""
        return self.heard_word(self.parts_as_written[place], across)

    def heard_word(self, word: str, across: bool) -> Mapping[Sounds, str]:
        """What a word may sound like; `across`: beside a name in another script."""
        found = self._heard_words.get((word, across))
        if found is None:
            found = self.mishear(word, main_script(word)) if across else {}
            found = self._heard_words[word, across] = found or self._hear(word, main_script(word))
        return found

    def mishear(self, text: str, script: str) -> Mapping[Sounds, str]:
        """What a part of it may sound like, as what may have become of the sounds of another script."""
        if script == "Latn" and not self.lang:  # nearly all languages write it, most of them as it comes
            return {}
        if script == "Hani":
            syllables = text if self.marked or len(text) > _CHARACTERS else " ".join(text)
            return self.orthography.mishear_characters(syllables, native=self.family_first)
        return self.orthography.mishear_all(text, self.lang, script)

    def _hear(self, text: str, script: str) -> Mapping[Sounds, str]:
        return self.orthography.hear_all(text, PLAIN if self._plain and not self.lang else self.lang, script)
