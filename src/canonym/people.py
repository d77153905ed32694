"""What a person's name is made of: parts that name someone, and what stands beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from canonym.index.lexicon import BEHIND, Beside, Given, Lexicon
from canonym.likeness import short_form
from canonym.parts import Words
from canonym.peerage import before_rank
from canonym.text import written_parts

# Letters that a patronymic has at least: `Ilyich` is a name as well.
_LONG = 7
# The article as Arabic letters fold, and how many letters a name has at least without it.
_WITH_ARTICLE, ARTICLE, _BARE = "Arab", "al", 3
# Scripts whose single syllables are no initials.
_SYLLABLES = ("Hani", "Hang", "Kore", "Mymr")
# What joins a patronymic's ending to the father's name, and what that ends in without it:
# Grigor-e-vich is of Grigor-ij.
_JOINTS = ("", "o", "e", "a", "yo", "io", "ye", "ie", "ee", "je", "jo", "ya", "i", "yi", "ji")
_NOMINATIVES = ("", "i", "ij", "iy", "ii", "y", "j", "a", "o")
# The ending of a Hungarian husband's name by which his wife is called: Jánosné.
_WIFE = "ne"
# A full name has so many parts at least.
_FULL = 2
# The brackets of East Asian scripts.
_NARROW = str.maketrans("（）", "()")
# Written parts that may be one given name: Abd al-Karim.
_JOINED = 3
# Of names of so many words one may be a title.
_TITLED = 3
# A part of so many letters at most may be a Chinese name: Li Na isn't Lina.
_SYLLABLE = 2


class PersonPart(NamedTuple):
    """A part of a person's name that names someone.

    `fold` has no spaces; `place` is that of the first written part, `written` their number; `given`: the
    given names that it may be; `led`: the fold with the particles before it; `initial`: only a first
    letter is given; `patronymic`: it names the father, `father` with which given names, if they are known;
    `husband`: it names the husband; `article`: its sounds begin with an article that the fold lacks;
    `title`: it may be a title as well, so that it tells nothing if the other name lacks it; `english`: what
    English writes for it, folded, if it is a Gaelic family name.
    """

    fold: str
    place: int
    written: int
    given: Given | None
    led: str
    initial: bool
    patronymic: bool = False
    father: Given | None = None
    husband: bool = False
    article: bool = False
    title: bool = False
    english: frozenset[str] = frozenset()

    @property
    def is_given(self) -> bool:
        """Whether it is known as a full given name."""
        return self.given is not None and bool(self.given.full)


class Person(NamedTuple):
    """The parts of a person's name that name someone; what tells father and son apart; whether the order
    of the parts tells who is whose child; the sex that a title tells; whether a peer's rank stood behind the
    family name; and what a bracket behind the name tells, folded."""

    parts: tuple[PersonPart, ...]
    suffixes: frozenset[str]
    nasab: bool
    sex: str
    peer: bool = False
    gloss: str = ""


def person_of(
    parts: Sequence[str],
    words: Words,
    lexicon: Lexicon,
    script: str = "",
    written: Callable[[], str] = str,
) -> Person:
    """A person's name by the folds of its parts; the `script` that it was written in: Arabic writes an
    article and the name as one word, and scripts of syllables have no initials; and how it was `written`,
    with its commas."""
    found: list[PersonPart] = []
    names = _before_gloss(parts, written)
    parts, gloss = parts[:names], " ".join(parts[names:])
    before, number = before_rank(parts, lexicon.vocabulary.is_rank, written)
    suffixes = {f"peer/{number}"} if number else set()
    peer = before < len(parts)
    parts = parts[:before]
    nasab, sex = False, ""
    titles: list[PersonPart] = []
    led = ""
    at = 0
    while at < len(parts):
        count, given = _given_at(parts, at, lexicon, script == "Hani")
        written_in, english = words.gaelic.at(parts, at)
        if written_in > 1 or given is None:
            count, given = max(written_in, 1), None
        else:
            english = frozenset()
        part = parts[at]
        beside = lexicon.beside(part) if count == 1 and len(parts) > 1 else None
        joined = "".join(parts[at : at + count])
        initial = short_form(joined) and script not in _SYLLABLES and not _joins(part, at, words, written)
        own = PersonPart(joined, at, count, given, led + joined, initial, english=english)
        led = ""
        if beside is not None and beside.child and (given is None or 0 < at < len(parts) - 1):
            sex = sex or beside.sex
            if beside.child == BEHIND and found:
                found[-1] = found[-1]._replace(patronymic=True)
            else:
                nasab, led = True, own.led
        elif beside is not None and beside.child:  # Ben Carson
            found.append(own)
        elif initial:  # an initial, if it isn't a title of one letter: U Thant
            sex = sex or (beside.sex if beside and at == 0 else "")
            found.append(own)
        elif _may_be_title(own, beside, len(parts), words) or _is_title_of_given(own, beside, parts, lexicon):
            sex = sex or (beside.sex if beside and at == 0 else "")
            found.append(own._replace(title=True))
        elif count == 1 and len(parts) > 1 and (part in words.titles or part in words.particles):
            sex = sex or (beside.sex if beside else "")
            titles.append(own)
            led = own.led if part in words.particles else ""
        elif beside is not None and (given is None or not given.full or (at and beside.suffixes)):
            suffixes |= beside.suffixes
            sex = sex or beside.sex
            titles += [] if beside.suffixes else [own]
            led = own.led if beside.particle else ""
        else:
            own = _without_article(own, lexicon) if script == _WITH_ARTICLE else own
            found.append(own._replace(husband=True) if _is_husband(own, lexicon) else own)
        at += count
    if sum(not each.title for each in found) == 1 < len(found):  # Stephen King, Pere Macias
        found = [each._replace(title=False) for each in found]
    if len(found) == 1 and titles:
        named = _no_title(found[0], titles, len(parts))
        if named is not None:
            found = sorted((found[0], named), key=lambda each: each.place)
            sex = ""
    if not found:  # nothing but titles: then they are the name
        found = [PersonPart(part, place, 1, None, part, short_form(part)) for place, part in enumerate(parts)]
    return Person(tuple(_with_patronymic(found, lexicon)), frozenset(suffixes), nasab, sex, peer, gloss)


def _before_gloss(parts: Sequence[str], written: Callable[[], str]) -> int:
    """How many parts stand before a bracket at the end, which tells something of somebody who is named in
    full before it: Krzysztof Król (polityk)."""
    if len(parts) <= _FULL:
        return len(parts)
    _, bracket, gloss = written().translate(_NARROW).rpartition("(")
    # Behind the bracket that closes stands nothing.
    told = written_parts(gloss) if bracket and gloss.endswith(")") else 0
    return len(parts) - told if len(parts) - told >= _FULL else len(parts)


def _joins(part: str, at: int, words: Words, written: Callable[[], str]) -> bool:
    """Whether a letter is the `and` between two family names, in small letters: Macias i Arau."""
    return at > 1 and part in words.particles and f" {part} " in written()


def _may_be_title(part: PersonPart, beside: Beside | None, parts: int, words: Words) -> bool:
    """Whether a title is as well the family name, at the end, or a given name at the beginning."""
    if parts < _TITLED or part.written > 1 or part.fold in words.particles:
        return False
    if beside is not None and (beside.particle or beside.suffixes):
        return False
    if part.fold not in words.titles and (beside is None or part.is_given):
        return False
    return part.place == parts - 1 or (part.place == 0 and part.is_given)


def _is_title_of_given(
    part: PersonPart, beside: Beside | None, parts: Sequence[str], lexicon: Lexicon
) -> bool:
    """Whether what begins a name is a title before a given name, though it is one as well: Seyed Ali Mousavi,
    where Ali is no family name."""
    if part.place or beside is None or beside.particle or beside.suffixes or len(parts) < _TITLED:
        return False
    return part.is_given and lexicon.is_given(parts[1])


def _no_title(name: PersonPart, titles: Sequence[PersonPart], parts: int) -> PersonPart | None:
    """Of a name and titles the one that is no title: behind a given name alone stands a family name, and
    before a family name alone may stand a short given name. Stephen King, Ken Smith."""
    first, last = titles[0], titles[-1]
    if last.place == parts - 1 and name.given is not None:
        return last
    return first if first.place == 0 and first.given is not None else None


def _with_patronymic(parts: Sequence[PersonPart], lexicon: Lexicon) -> Iterator[PersonPart]:
    """The parts, one of them known as the patronymic: in a name of three or more, the first behind another
    that ends so. Nikola Petrovic has none."""
    names = sum(not part.title for part in parts)
    known = names < 3 or any(part.patronymic for part in parts)
    for at, part in enumerate(parts):
        if known or not at or len(part.fold) < _LONG or not part.fold.endswith(lexicon.patronymic_ends):
            yield part
        else:
            known = True
            yield part._replace(patronymic=True, father=_father(part.fold, lexicon))


def _father(patronymic: str, lexicon: Lexicon) -> Given | None:
    """The given names of which a patronymic may be made, by what is left of it before its ending."""
    full: set[int] = set()
    sexes: set[str] = set()
    for end in lexicon.patronymic_ends:
        stem = patronymic.removesuffix(end)
        if stem == patronymic:
            continue
        for joint in _JOINTS:
            for ending in _NOMINATIVES if stem.endswith(joint) else ():
                given = lexicon.given(stem.removesuffix(joint) + ending)
                if given is not None:
                    full |= given.full
                    sexes |= given.sexes
    return Given(frozenset(full), frozenset(), frozenset(sexes)) if full else None


def _without_article(part: PersonPart, lexicon: Lexicon) -> PersonPart:
    fold = part.fold.removeprefix(ARTICLE)
    if part.given is not None or len(fold) == len(part.fold) or len(fold) < _BARE:
        return part
    return part._replace(fold=fold, given=lexicon.given(fold), article=True)


def _is_husband(part: PersonPart, lexicon: Lexicon) -> bool:
    """Whether a part is a husband's given name with the ending of his wife's."""
    if part.given is not None or not part.fold.endswith(_WIFE):
        return False
    return lexicon.is_given(part.fold[: -len(_WIFE)])


def _given_at(parts: Sequence[str], at: int, lexicon: Lexicon, characters: bool) -> tuple[int, Given | None]:
    """The given name that begins at a place, and how many parts it is written in."""
    for count in range(min(_JOINED, len(parts) - at), 1, -1):
        some = parts[at : at + count]
        given = (
            lexicon.given("".join(some), characters)
            if len(some[0]) > 1 and len(some[-1]) > 1 and max(map(len, some)) > _SYLLABLE
            else None
        )
        if given is not None and given.full:
            return count, given
    return 1, lexicon.given(parts[at], characters)
