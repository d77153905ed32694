"""How a part of one person's name fits one of another's: the same, in another language, short, heard so."""

from __future__ import annotations

from canonym.likeness import (
    LACKING,
    Heard,
    PartHow,
    PartLikeness,
    Sides,
    initial_heard,
    initial_of,
    part_alike,
)
from canonym.parts import VOWELS, Words, other_letter
from canonym.people import ARTICLE, Person, PersonPart
from canonym.sound import SoundDifference, Sounds, onset

# A family name alone must have so many letters: `Un` and `In` are syllables of many names.
TELLING = 4
# And a word of a given name of several so many: Abd al-Karim is no Al.
_WORD = 3
# Of what is heard in another script so much may be lacking from the best fit (nats a sound): it counts.
_LACKING = 2.0
# By so many letters at most differ a name in two parts and one in one that sounds alike.
_UNEVEN = 3


class Fitting:
    """The parts of a mention and of a name, and how two of them may fit."""

    def __init__(self, mention: Person, name: Person, sides: Sides[int], words: Words) -> None:
        self.mention, self.name, self.sides, self.words = mention, name, sides, words

    def heard(self, part: PersonPart) -> Heard:
        """What a part of the mention may sound like, all that it is written in, without an article."""
        heard = self.sides.heard(part.place)
        for place in range(part.place + 1, part.place + part.written):
            heard = _joined(heard, self.sides.heard(place))
        if not part.article:
            return heard
        return {
            Sounds(sounds.fine.removeprefix(ARTICLE), sounds.confusions): reading
            for sounds, reading in heard.items()
        }

    def sounds(self, partner: PersonPart) -> str:
        """The sounds of a part of the name, all that it is written in, without an article."""
        sounds = "".join(map(self.sides.sounds, range(partner.place, partner.place + partner.written)))
        return sounds.removeprefix(ARTICLE) if partner.article else sounds

    def same(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        for one, other in ((part.fold, partner.fold), (part.led, partner.fold), (part.fold, partner.led)):
            if one == other:
                return PartLikeness(one, other, partner.place, "listed")
        return None

    def same_given(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        for one, other in ((part.given, partner.given), (part.father, partner.father)):
            if one and other and one.full & other.full:
                return _pair(part, partner, "given")
        return None

    def in_gaelic(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        """One family name in Gaelic, and in English or as another way to say it in Gaelic."""
        if (
            partner.fold in part.english
            or part.fold in partner.english
            or not part.english.isdisjoint(partner.english)
        ):
            return _pair(part, partner, "spelled")
        return None

    def short(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        one, other = part.given, partner.given
        known = one and other and (one.short & (other.full | other.short) or one.full & other.short)
        if known or self._cut(part, partner):
            return _pair(part, partner, "short")
        return None

    def _cut(self, part: PersonPart, partner: PersonPart) -> bool:
        """Whether one is the beginning of the other, as Ed of Eduardus, or a word of a given name of several;
        family names aren't cut."""
        more = _written(self.name) - _written(self.mention)
        if (more > 0 and _one_of_several(part, partner)) or (more < 0 and _one_of_several(partner, part)):
            return True
        if part is self.mention.parts[-1] or partner is self.name.parts[-1]:
            return False
        if part.initial or partner.initial:
            return False
        if part.patronymic or partner.patronymic or part.husband or partner.husband:
            return False
        if _both_given(part, partner):
            return False
        shorter, longer = sorted((part.fold, partner.fold), key=len)
        return 1 < len(shorter) < len(longer) - 1 and longer.startswith(shorter)

    def sexed(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        if min(len(part.fold), len(partner.fold)) < TELLING or _both_given(part, partner):
            return None
        return _pair(part, partner, "sexed") if self.words.other_sex(part.fold, partner.fold) else None

    def alike(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        """Parts that sound alike; two given names that are known are the same or they aren't."""
        if _both_given(part, partner) or part.husband != partner.husband:
            return None
        if self.words.of_other_places(part.fold, partner.fold):
            return None
        if part.patronymic != partner.patronymic and part.fold[:3] != partner.fold[:3]:
            return None
        if self.sides.far(part.fold, partner.fold):
            return None
        heard, sounds = self.heard(part), self.sounds(partner)
        ending = self.words.shared_ending(part.fold, partner.fold)
        # What many names share fits by itself: all that is lacking is of what stands before.
        own = (len(part.fold) - ending) / len(part.fold)
        lacking = (LACKING if part.patronymic else _LACKING) * own
        pair = part_alike(part.fold, partner.place, heard, partner.fold, sounds, lacking)
        if pair is None and self.sides.others is not None:
            pair = self.heard_otherwise(part, partner, heard)
        if pair is None:
            return None
        if isinstance(pair.difference, SoundDifference) and self.sides.script:
            pair = pair._replace(difference=_at_least(pair.difference, other_letter(part.fold, partner.fold)))
        if isinstance(pair.difference, SoundDifference) and not (
            _begin_alike(heard, sounds) and _same_onset(heard, pair.reading, sounds)
        ):
            return None
        return pair._replace(ending=ending, own_names=self._own_names(part, partner, pair))

    def _own_names(self, part: PersonPart, partner: PersonPart, pair: PartLikeness) -> bool:
        """Whether two parts that aren't heard alike are two family names. What one script makes of a name in
        another has no letters to compare."""
        if not isinstance(pair.difference, SoundDifference) or not pair.difference.share:
            return False
        last = part is self.mention.parts[-1] and partner is self.name.parts[-1]
        if not last and (part.is_given or partner.is_given):
            return False
        return self.words.family_names.tell_apart(part.fold, partner.fold, self.sides.script)

    def heard_otherwise(self, part: PersonPart, partner: PersonPart, heard: Heard) -> PartLikeness | None:
        """The same with all that the partner may sound like: what fits best."""
        best: PartLikeness | None = None
        for sounds, own in self.sides.others(partner.place).items() if self.sides.others else ():
            fine = sounds.fine.removeprefix(ARTICLE) if partner.article else sounds.fine
            pair = part_alike(part.fold, partner.place, heard, partner.fold, fine)
            share = pair.difference.share if pair is not None and pair.difference is not None else None
            if pair is not None and share is not None and (best is None or share < distance(best)):
                best = pair._replace(own=own)
        return best

    def another(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        """Two given names that are known, and aren't the same, but have the same consonants: Anna, Anne."""
        if not _both_given(part, partner) or _of_other_sex(part, partner):
            return None
        if self.sides.far(part.fold, partner.fold):
            return None
        heard, sounds = self.heard(part), self.sounds(partner)
        if any(each.confusions for each in heard):
            return None
        pair = part_alike(part.fold, partner.place, heard, partner.fold, sounds)
        if pair is None or not isinstance(pair.difference, SoundDifference) or pair.difference.consonants:
            return None
        return pair._replace(how="another", difference=None)

    def joined(self, one: int, other: int, side: int) -> PartLikeness | None:
        """How a part is alike one of the other name with the next of its own."""
        parts, names = self.mention.parts[one:], self.name.parts[other:]
        two = (parts, names)[side][:2]
        if any(part.initial for part in two):
            return None
        joined = "".join(part.fold for part in two)
        fold, partner = (joined, names[0].fold) if side == 0 else (parts[0].fold, joined)
        if fold == partner:
            return PartLikeness(fold, partner, names[0].place, "listed")
        if abs(len(fold) - len(partner)) > _UNEVEN or fold[-1] != partner[-1]:
            return None  # not worth hearing
        if all(part.is_given for part in (*two, (names, parts)[side][0])):
            return None  # Annamaria is no Anne Maria
        if self.sides.far(fold, partner):
            return None
        heard, sounds = self.heard(parts[0]), self.sounds(names[0])
        if side == 0:
            heard = _joined(heard, self.heard(parts[1]))
        else:
            sounds += self.sounds(names[1])
        return part_alike(fold, names[0].place, heard, partner, sounds)

    def initial(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        if not (part.initial or partner.initial):
            return None
        return initial_of(part.fold, partner.fold, partner.place) or initial_heard(
            part.fold, partner.place, self.heard(part), partner.fold, self.sounds(partner)
        )


def _pair(part: PersonPart, partner: PersonPart, how: PartHow) -> PartLikeness:
    return PartLikeness(part.fold, partner.fold, partner.place, how)


def _both_given(part: PersonPart, partner: PersonPart) -> bool:
    """Whether both are known given names, which are the same or they aren't."""
    return part.is_given and partner.is_given


def _one_of_several(part: PersonPart, partner: PersonPart) -> bool:
    """Whether the first is a word of the second, a given name of several: Ana of Ana María."""
    if part.written > 1 or partner.written < 2 or len(part.fold) < _WORD:
        return False
    return partner.fold.startswith(part.fold) or partner.fold.endswith(part.fold)


def _written(person: Person) -> int:
    """In how many words a name is written."""
    return sum(part.written for part in person.parts)


def _of_other_sex(part: PersonPart, partner: PersonPart) -> bool:
    """Whether none bears both of two given names."""
    return bool(part.given and partner.given and not part.given.sexes & partner.given.sexes)


def _joined(heard: Heard, behind: Heard) -> Heard:
    """What two parts sound like as one, in each reading of both."""
    found = {reading: sounds for sounds, reading in behind.items()}
    return {
        Sounds(sounds.fine + found[reading].fine, sounds.confusions): reading
        for sounds, reading in heard.items()
        if reading in found
    }


def distance(pair: PartLikeness) -> float:
    """How far two parts that sound alike are apart."""
    return pair.difference.share if pair.difference is not None else 0.0


def _at_least(difference: SoundDifference, letter: str) -> SoundDifference:
    """As much as another letter says, whatever some language makes of it."""
    if not letter:
        return difference
    if letter in VOWELS:
        return difference._replace(vowels=max(difference.vowels, 1))
    return difference._replace(consonants=max(difference.consonants, 1))


def _begin_alike(heard: Heard, sounds: str) -> bool:
    """Whether two parts begin with the same consonant, in any reading, or one with a vowel: nobody errs in
    the first letter."""
    first = Sounds(sounds).bones[:1]
    return first == "A" or any(each.bones[:1] in ("A", first) for each in heard)


def _same_onset(heard: Heard, reading: str, sounds: str) -> bool:
    """Whether one, as it is heard in a reading, lacks no consonant that the other begins with: Шукин may be
    Щукин, but Чукин isn't, though all that hisses is one to a rough ear."""
    other = onset(sounds)
    return any(
        own[:1] == other[:1] or len(own) == len(other) or not own or not other
        for own in (onset(each.fine) for each in heard if heard[each] == reading)
    )
