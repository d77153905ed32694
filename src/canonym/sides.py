"""Two names beside each other: what each is made of, and how their parts sound, made when first needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from canonym.equipment import Equipment, equipment_of
from canonym.index.lexicon import Lexicon
from canonym.japanese import read_as
from canonym.korean import Korean, ways_to_read
from canonym.likeness import Heard, Sides
from canonym.mandarin import Mandarin, read_characters, read_latin
from canonym.namer import Namer
from canonym.orthography import PLAIN
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.rough import all_bones, apart
from canonym.script import has_characters, main_script
from canonym.things import Thing

# Names of whose consonants a larger share differs to a rough ear are not compared by every reading.
_NEAREST, _NEAREST_ACROSS = 0.34, 0.6

# The reading of Chinese characters in Korean.
_KOREAN = "ko-Hani"


def _evenly(_: str) -> float:
    """Without a gazetteer nobody knows which parts are rare: each counts alike."""
    return 1.0


class Side:
    """One of the two names."""

    def __init__(self, query: Query, lexicon: Lexicon, reading: str = PLAIN) -> None:
        """`reading`: the id of the one that its words are heard in as those of the name."""
        self.query, self.orthography, self.lexicon, self.reading = query, query.orthography, lexicon, reading
        self._sounds: dict[str, str] = {}
        self._bones: dict[str, list[str]] = {}
        self._things: dict[tuple[bool, frozenset[str]], Thing] = {}

    @cached_property
    def person(self) -> Person:
        """The name as a person's."""
        query = self.query
        return person_of(query.parts, self.orthography.words, self.lexicon, query.script, lambda: query.clean)

    @cached_property
    def korean(self) -> list[Korean]:
        """The ways to take it for a Korean name in Latin letters."""
        return ways_to_read(self.query.parts_as_written) if self.query.script == "Latn" else []

    @cached_property
    def hangul(self) -> str:
        """A name in Chinese characters as Korean reads it."""
        return self.query.clean.translate(self.orthography.ears[_KOREAN].characters).replace(" ", "")

    @cached_property
    def mandarin(self) -> list[Mandarin]:
        """The ways to take it for a Chinese name, in Latin letters or in characters."""
        query, given = self.query, self.lexicon.given
        if query.script == "Latn":
            return read_latin(query.parts_as_written, query.parts, lambda fold: given(fold) is not None)
        return read_characters(query.clean, query.fold.split()) if query.family_first else []

    @cached_property
    def apart(self) -> list[tuple[int, list[str]]]:
        """How schemes write a name without spaces, part by part, with their numbers."""
        query, orthography = self.query, self.orthography
        if " " in query.clean:
            return []
        to_latin = orthography.numbers_to("Latn")
        written = orthography.write(query.clean, PLAIN, query.script)
        found = {fold: number for number, fold in written if " " in fold and number in to_latin}
        return [(number, fold.split()) for fold, number in found.items()]

    @cached_property
    def _namer(self) -> Namer:
        return Namer(self.lexicon.vocabulary, self.orthography.words, self.orthography.fold)

    @cached_property
    def named(self) -> frozenset[str]:
        """The ids of the gazetteers' entities that some of its words may name."""
        return self.thing().known | self._namer.named(self.query.clean)

    def thing(self, *, known: bool = False, parted: frozenset[str] = frozenset()) -> Thing:
        """The name as a thing's, taken apart in one of several ways."""
        parted = self._namer.parted(parted) if parted else parted
        found = self._things.get((known, parted))
        if found is None:
            found = self._namer.thing(self.query.clean, known=known, parted=parted)
            self._things[known, parted] = found
        return found

    @cached_property
    def equipment(self) -> Equipment:
        """The name as one of a weapon, a vessel or a vehicle."""
        return equipment_of(self.query.clean, self.orthography.fold, self.lexicon.vocabulary)

    def sounds(self, place: int) -> str:
        """What a part sounds like."""
        return self.sounds_of(self.query.parts_as_written[place])

    def sounds_of(self, word: str) -> str:
        """The same of a word."""
        found = self._sounds.get(word)
        if found is None:
            found = self._sounds[word] = self.orthography.hear(self.reading, word, main_script(word))
        return found

    def bones(self, fold: str) -> list[str]:
        """What rough ears hear of a part, or of several as one."""
        found = self._bones.get(fold)
        if found is None:
            found = self._bones[fold] = all_bones(fold)
        return found


class Pair:
    """A mention beside a name."""

    def __init__(self, mention: Side, name: Side, weigh: Callable[[str], float] = _evenly) -> None:
        """`weigh`: how much a part tells, folded."""
        self.mention, self.name, self.weigh = mention, name, weigh
        # Whether parts were compared by what those of the mention may sound like.
        self.heard = False
        # Whether they are in two scripts, so that the mention may be heard as what became of the name there.
        self.scripts = mention.query.script != name.query.script
        others = self._others if self.scripts and name.query.script == "Latn" else None
        script = "" if self.scripts else name.query.script
        self.parts = Sides(self._heard_part, name.sounds, others, self._not_worth_hearing, script=script)
        spoken = self._other_words if others else None
        # Whether the mention has characters that may be those of a Japanese name in the other's letters.
        self.readable = self.scripts and has_characters(mention.query.clean)
        read = self._read if self.readable else None
        self.words = Sides(self._heard_word, name.sounds_of, spoken, self._not_worth_hearing, read=read)

    @cached_property
    def across(self) -> bool:
        """Whether they are, and it is known what becomes of sounds in the mention's script."""
        return self.mention.query.across(self.name.query)

    def _heard_part(self, place: int) -> Heard:
        self.heard = True
        return self.mention.query.heard_part(place, self.across)

    def _heard_word(self, word: str) -> Heard:
        self.heard = True
        return self.mention.query.heard_word(word, self.across)

    def _read(self, word: str, other: str) -> str:
        return word if read_as(word, other, self.mention.orthography.fold) else ""

    def _other_words(self, word: str) -> Heard:
        """What a word may sound like whose letters tell that a language of its own writes it: Sącz."""
        return {} if word.isascii() else self.name.query.heard_word(word, across=False)

    def _others(self, place: int) -> Heard:
        return self.name.query.heard_part(place, across=False)

    def far(self, one: str, other: str) -> bool:
        """Whether folds of both are so far apart that no reading makes them one."""
        far = _NEAREST_ACROSS if self.scripts else _NEAREST
        return apart(self.mention.bones(one), self.name.bones(other)) > far

    def _not_worth_hearing(self, part: str, partner: str) -> bool:
        return not self.across and self.far(part, partner)
