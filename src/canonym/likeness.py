"""How a mention and a name are alike: what was compared, and how it came out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, Literal, NamedTuple, TypeVar

from canonym.confusion import Confusions, Misheard
from canonym.nearness import Nearness
from canonym.parts import is_designator, numbered
from canonym.records import LISTED
from canonym.remainder import Rest
from canonym.sound import SoundDifference, Sounds, difference, nearest

# What a mention may sound like, with the reading that hears it so.
Heard = Mapping[Sounds, str]
At = TypeVar("At")
# Parts whose sounds differ more than this (a consonant for each so many sounds) are no pair.
_SOUNDS_A_SLIP = 6
# Nor those of which more is missing from the best fit, in nats a sound.
LACKING = 1.3
# What schemes write for the initials Х Дз Я Е Ё Ю Ж Ш Ч Ц.
_DIGRAPHS = frozenset(
    (
        "ch",
        "dz",
        "ia",
        "ie",
        "io",
        "iu",
        "ja",
        "je",
        "jo",
        "ju",
        "kh",
        "sh",
        "ts",
        "ya",
        "ye",
        "yo",
        "yu",
        "zh",
    )
)
How = Literal["listed", "romanized", "scheme", "alike", "parts", "near"]
PartHow = Literal[
    "listed",
    "scheme",
    "given",
    "short",
    "sexed",
    "hangul",
    "mandarin",
    "read",
    "spelled",
    "term",
    "named",
    "formed",
    "alike",
    "another",
    "initial",
]


class PartLikeness(NamedTuple):
    """One part of a mention with its partner in the name.

    `how`: "listed" (the same fold), "scheme", "given" (the same given name, in another language),
    "short" (for a given name), "sexed" (a family name as the other sex bears it), "hangul" (spellings of
    the same Korean syllables, `own`), "mandarin" (the same of Chinese ones), "read" (characters, perhaps
    `own`, as Japanese names read them), "spelled" (a family name in Chinese characters as a region spells
    it), "term" (what means the same), "named" (names of one entity of the gazetteers), "formed" (forms of
    one word), "alike" (sounds), "another" (given name that sounds alike) or "initial". `own_names`: the two
    are family names of their own, each of which people bear.
    """

    part: str
    partner: str
    place: int
    how: PartHow
    scheme: int = LISTED
    reading: str = ""
    difference: SoundDifference | Misheard | None = None
    letters: int = 0
    ending: int = 0
    own: str = ""
    own_names: bool = False


class Likeness(NamedTuple):
    """How one form of a mention is like one name.

    `former` marks a name that is no longer in use;
    `chance` marks a likeness that any short word may have by chance, or any Chinese name read so;
    `schemes` are the numbers of those that write the name like the mention;
    `form` is the mention, or its base form if `ending` says which inflection was undone, or the
    town that a region is named after if `region` says that a word for a region was left out;
    `own_reading` is the one that the name was heard in, where that isn't its language's;
    `letters` counts the letters that differ between the folds; `extra` and `missing` are the
    shares of the mention's and of the name's parts (weighed by how much they tell) that found
    no partner; `person` says that the parts are those of a person's name, and `family_only` that
    only the family name was given; `contradiction` that each side has a part that the other lacks;
    `other_family` that the mention is built like a Chinese name, whose family name this one lacks;
    `turned` that the name was compared with its family name first; `plain` that the name has no
    language that a reading knows, as in most raw lists of names, and `nearness` how near such a name is;
    `namesakes` that of two people each has a known given name, or a patronymic, that the other lacks, where
    parts are not heard so well that any contradiction says as much; `strange` that a consonant of a person's
    name was never heard so in another script; `rest` tells in words what `extra`,
    `missing` and `contradiction` weigh.
    """

    how: How
    form: str
    ending: str = ""
    region: bool = False
    former: bool = False
    chance: bool = False
    schemes: tuple[int, ...] = ()
    reading: str = ""
    sounds: str = ""
    own_reading: str = ""
    difference: SoundDifference | Misheard | None = None
    letters: int = 0
    parts: tuple[PartLikeness, ...] = ()
    extra: float = 0.0
    missing: float = 0.0
    person: bool = False
    contradiction: bool = False
    family_only: bool = False
    other_family: bool = False
    turned: bool = False
    plain: bool = False
    nearness: Nearness | None = None
    namesakes: bool = False
    strange: bool = False
    resembling: float = 0.0
    rest: tuple[Rest, ...] = ()

    @property
    def never_heard(self) -> bool:
        """Whether a consonant of it was never heard so in another script."""
        return isinstance(self.difference, Misheard) and self.difference.strange > 0

    @property
    def of_two_families(self) -> bool:
        """Whether two parts are family names of their own. What a language adds to foreign names makes
        others of them: Brants is Brandt in Latvian."""
        return not self.ending and any(part.own_names for part in self.parts)


def alike(form: str, fold: str, heard: Heard, name_fold: str, name_sounds: str) -> Likeness | None:
    """Compare by sound and by letters.

    None where a designator forbids any difference, or nothing is near enough for any score. Sounds
    of which it is known what became of them are compared by that.
    """
    if any(sounds.confusions for sounds in heard):
        return _misheard(form, fold, heard, name_fold, name_sounds)
    found = nearest(heard, name_sounds.replace(" ", "")) if name_sounds else None
    if found is None or not _designators_agree(fold, name_fold):
        return None
    sounds = found[1]
    apart = difference(sounds, Sounds(name_sounds))
    # Numbers have no sounds, but two names that share them have so much more in common.
    length = apart.length + sum(map(str.isdigit, fold))
    return Likeness(
        "alike",
        form,
        reading=heard[sounds],
        sounds=sounds.fine,
        difference=apart._replace(length=length),
        letters=letters_apart(fold, name_fold),
    )


def _misheard(form: str, fold: str, heard: Heard, name_fold: str, name_sounds: str) -> Likeness | None:
    best: tuple[float, Sounds, Confusions] | None = None
    for sounds in heard:
        fit = sounds.confusions.fit(sounds.fine, name_sounds) if sounds.confusions else 0.0
        if sounds.confusions and fit > (best[0] if best else 0.0):
            best = fit, sounds, sounds.confusions
    # A single letter is no designator where each script has its own syllables, or a person's initial.
    if best is None or numbered(fold) != numbered(name_fold):
        return None
    single, other = _single(fold), _single(name_fold)
    if single and other and single != other:
        return None
    fit, sounds, confusions = best
    return Likeness(
        "alike",
        form,
        reading=heard[sounds],
        sounds=sounds.fine,
        difference=confusions.misheard(sounds.fine, name_sounds, fit)._replace(
            worst=confusions.worst(sounds.parts, name_sounds.split())
        ),
    )


def letters_apart(first: str, second: str) -> int:
    """Letters to change, add, drop or swap with a neighbour to make one fold of the other."""
    from rapidfuzz.distance.OSA import distance

    return int(distance(first.replace(" ", ""), second.replace(" ", "")))


class Sides(Generic[At]):
    """How parts of a mention and of a name sound, by where they stand or how they are written. Hearing takes
    longest of all, so nothing is heard before it is needed."""

    def __init__(
        self,
        heard: Callable[[At], Heard],
        sounds: Callable[[At], str],
        others: Callable[[At], Heard] | None = None,
        far: Callable[[str, str], bool] = lambda _part, _partner: False,
        read: Callable[[At, At], str] | None = None,
        script: str = "",
    ) -> None:
        """`heard`: what a part of the mention may sound like; `sounds`: those of a part of the name;
        `others`: what else they may be if nobody knows its language, with the readings; `far`: whether
        two parts, folded, are too far apart to be worth hearing; `read`: the part as it is written, if that
        is in characters which may be read as the other in Japanese; `script`: that of both names, if
        they are in one, whose letters mean the same."""
        self.heard, self.sounds, self.others, self.far = heard, sounds, others, far
        self.read, self.script = read, script

    def alike(self, part: str, at: At, partner: str, other: At, place: int) -> PartLikeness | None:
        """Compare one part with one part of the name, which has this place; None if they are too far apart
        to be a pair."""
        if part == partner:
            return PartLikeness(part, partner, place, "listed")
        own = self.read(at, other) if self.read is not None else ""
        if own:
            return PartLikeness(part, partner, place, "read", own=own)
        if self.far(part, partner):
            return None
        return part_alike(part, place, self.heard(at), partner, self.sounds(other))


def part_alike(
    part: str, place: int, heard: Heard, partner: str, sounds: str, lacking: float = LACKING
) -> PartLikeness | None:
    """Compare one part with one part of a name by sound and by letters; None if they are no pair, since too
    much differs, or more is `lacking` from the best fit (nats a sound)."""
    whole = alike(part, part, heard, partner, sounds)
    if whole is None:
        return None
    found = PartLikeness(
        part,
        partner,
        place,
        "alike",
        reading=whole.reading,
        difference=whole.difference,
        letters=whole.letters,
    )
    return found if plausible(found, lacking) else None


def initial_of(part: str, partner: str, place: int) -> PartLikeness | None:
    """Two parts of which one is an initial of the other, as spelled."""
    if partner.startswith(part) or part.startswith(partner):
        return PartLikeness(part, partner, place, "initial")
    return None


def initial_heard(part: str, place: int, heard: Heard, partner: str, sounds: str) -> PartLikeness | None:
    """The same by sound: `W.` is Vladimir to a German, whose W sounds like his V; `Yu.` is Юрий, and no
    Ярослав."""
    count = min(len(part), len(partner), 2)
    first = _beginning(sounds, count)
    reading = next((heard[each] for each in heard if _beginning(each.fine, count) == first), "")
    return PartLikeness(part, partner, place, "initial", reading=reading) if reading else None


def _single(fold: str) -> list[str]:
    return [part for part in fold.split() if len(part) == 1]


def _beginning(sounds: str, count: int) -> str:
    """The first sounds; a J by itself is heard as the vowel."""
    return sounds[:count].replace("j", "i") or "nothing"


def short_form(part: str) -> bool:
    """Whether a part may be an initial: one letter, or the digraph that a scheme writes for one."""
    return len(part) == 1 or part in _DIGRAPHS


def _designators_agree(first: str, second: str) -> bool:
    """Whether the parts with digits, and the single letters, of both names are the same."""
    if first == second:
        return True
    return _designators(first) == _designators(second)


def _designators(fold: str) -> str:
    return "".join(part for part in fold.split() if is_designator(part))


def plausible(pair: PartLikeness, lacking: float = LACKING) -> bool:
    """Whether two parts that sound alike are near enough to be a pair."""
    if pair.difference is None:
        return True
    if isinstance(pair.difference, Misheard):
        return pair.difference.share <= lacking
    return pair.difference.share * _SOUNDS_A_SLIP <= 1 or pair.letters * _SOUNDS_A_SLIP <= len(pair.part)
