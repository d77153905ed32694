"""How the parts of two people's names fit: an omission is no contradiction, another given name is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from canonym.fitting import TELLING, Fitting, distance
from canonym.likeness import Likeness, PartLikeness, Sides, letters_apart
from canonym.parts import Words
from canonym.people import Person, PersonPart
from canonym.remainder import Rest, rests

# How much a patronymic that is left out tells, beside a name, and a name between others that fit: most people
# have such a one that is seldom told.
_BESIDE, _BETWEEN = 0.25, 0.5
# So many names in another order are other people's: with two, it is only that the family name comes first.
_ORDERED = 3
# How much it counts that two names are spelled alike if both are known, and that not both are.
_OF_KNOWN, _UNKNOWN = 0.33, 0.33


def align_people(
    form: str,
    mention: Person,
    name: Person,
    known: Iterable[PartLikeness],
    sides: Sides[int],
    *,
    words: Words,
    family: int | None,
    weigh: Callable[[str], float],
    heard_well: bool = False,
) -> Likeness | None:
    """How two people's names are alike, or None if nothing of them is, or too little to tell: but where
    it is known how each part may be `heard_well`, one that fits no other contradicts.

    `known` are pairs found already, by the places of the name's written parts; `family` is the place
    of the name's family name, if that is known: then it must be among what fits.
    """
    pairing = _Pairing(mention, name, sides, words)
    pairing.take_known(known)
    fitting = pairing.fitting
    for fits in (fitting.same, fitting.same_given, fitting.in_gaelic, fitting.sexed, fitting.short):
        pairing.take_first(fits)
    pairing.take_nearest()
    pairing.take_joined()
    pairing.take_first(pairing.initial)
    pairing.take_first(fitting.another)
    taken = pairing.taken
    extra, missing = pairing.left(mention, 0), pairing.left(name, 1)
    apart = _names_or_patronymics(extra, missing) or _other_initial(extra, missing)
    told_apart = tuple(_told_apart(mention, name))
    turned = pairing.turned() or pairing.exchanged()
    contradiction = (
        apart
        or _other_sex_alone(taken)
        or bool(told_apart)
        or turned
        or (pairing.titled(mention, 0) and pairing.titled(name, 1))
    )
    if not _tells(taken, family, mention, name, extra) and not (heard_well and taken and contradiction):
        return None
    return Likeness(
        "parts",
        form,
        parts=tuple(pair for _, _, pair in sorted(taken, key=lambda each: each[1])),
        extra=_share(extra, mention.parts, weigh, pairing.between()),
        missing=_share(missing, name.parts, weigh),
        person=True,
        contradiction=contradiction,
        family_only=family is not None and len(taken) == 1 and len(name.parts) > 1,
        namesakes=contradiction and not heard_well and _namesakes(extra, missing, sides),
        resembling=_resembling(extra, missing, words, sides.script) if apart else 0.0,
        rest=(
            *rests((part.fold for part in extra), (part.fold for part in missing), apart=apart),
            *told_apart,
            *((Rest("order"),) if turned else ()),
            *((Rest("gloss", mention.gloss, name.gloss),) if mention.gloss != name.gloss else ()),
        ),
    )


def _names_or_patronymics(extra: Sequence[PersonPart], missing: Sequence[PersonPart]) -> bool:
    """Whether what is left of the two contradicts: names against names, patronymics against patronymics."""
    return any(
        one.patronymic == other.patronymic
        for one in extra
        for other in missing
        if not one.initial and not other.initial
    )


def _namesakes(extra: Sequence[PersonPart], missing: Sequence[PersonPart], sides: Sides[int]) -> bool:
    """Whether two given names that are known and don't sound alike, or two patronymics, are left: no slip
    makes one of another."""
    return any(
        (one.patronymic and other.patronymic)
        or (
            one.is_given
            and other.is_given
            and sides.alike(one.fold, one.place, other.fold, other.place, other.place) is None
        )
        for one in extra
        for other in missing
    )


def _resembling(
    extra: Sequence[PersonPart], missing: Sequence[PersonPart], words: Words, script: str
) -> float:
    """How like each other the two of them are that are most alike, from 0 to 1: in part by how near they are
    spelled, but for an ending that many names share (Delphord is more like Delbo than like Ann), and
    in part since nobody knows them as two names. A patronymic is another or it isn't."""
    found = 0.0
    for one in extra:
        for other in missing:
            if one.patronymic or other.patronymic:
                continue
            longer = max(len(one.fold), len(other.fold)) - words.shared_ending(one.fold, other.fold)
            near = 1 - letters_apart(one.fold, other.fold) / longer
            known = (one.is_given and other.is_given) or words.family_names.tell_apart(
                one.fold, other.fold, script
            )
            found = max(found, near * _OF_KNOWN if known else _UNKNOWN + near * (1 - _UNKNOWN))
    return found


def _other_initial(extra: Sequence[PersonPart], missing: Sequence[PersonPart]) -> bool:
    """Whether an initial is left of one, and of the other a name that begins with another letter."""
    return bool(extra and missing) and any(part.initial for part in (*extra, *missing))


def _told_apart(mention: Person, name: Person) -> Iterator[Rest]:
    """What contradicts beside the names: other suffixes, or titles for the other sex."""
    if mention.suffixes and name.suffixes and not mention.suffixes & name.suffixes:
        yield Rest("suffix", *(" ".join(sorted(map(_told, each.suffixes))) for each in (mention, name)))
    if {mention.sex, name.sex} == {"male", "female"}:
        yield Rest("sex", mention.sex, name.sex)


def _told(suffix: str) -> str:
    """A suffix as a word: that of `titles/suffix-junior` is junior."""
    return suffix.rpartition("/")[2].removeprefix("suffix-")


def _other_sex_alone(taken: Sequence[tuple[int, int, PartLikeness]]) -> bool:
    """Whether a family name is another sex's, and no given name says that it is the same person."""
    pairs = [pair for _, _, pair in taken]
    return any(pair.how == "sexed" for pair in pairs) and not any(
        pair.how not in ("sexed", "initial") for pair in pairs
    )


def _tells(
    taken: Sequence[tuple[int, int, PartLikeness]],
    family: int | None,
    mention: Person,
    name: Person,
    left: Sequence[PersonPart],
) -> bool:
    """Whether what fits is enough to say anything."""
    if family is None:
        full = [each for each in taken if each[2].how != "initial" and len(each[2].part) > 1]
        if len(full) != 1:
            return bool(full)
        # One part alone must be where family names are, in the longer of the two names.
        one, other, _ = full[0]
        return _like_a_family(mention, one) and _like_a_family(name, other)
    told = next(
        (
            pair
            for _, at, pair in taken
            if name.parts[at].place <= family < name.parts[at].place + name.parts[at].written
        ),
        None,
    )
    if told is None or told.how == "initial":
        # A second family name may be left out: whatever there is must fit then.
        return sum(pair.how != "initial" for _, _, pair in taken) > 1 and not left
    return len(taken) > 1 or len(told.part) >= TELLING


def _like_a_family(person: Person, at: int) -> bool:
    """Whether a part may be the family name: the last one, or the first of those whose last is given."""
    names = len(person.parts) - person.parts[-1].title
    last = person.parts[names - 1]
    return at >= names - 1 or (at == 0 and (last.initial or last.patronymic or bool(last.given)))


def _share(
    some: Iterable[PersonPart],
    whole: Iterable[PersonPart],
    weigh: Callable[[str], float],
    between: range = range(0),
) -> float:
    def weight(part: PersonPart) -> float:
        return weigh(part.fold) * (_BESIDE if part.patronymic else 1)

    total = sum(map(weight, whole))
    left = sum(weight(part) * (_BETWEEN if part.place in between else 1) for part in some)
    return left / total if total else 0.0


Fits = Callable[[PersonPart, PersonPart], PartLikeness | None]


class _Pairing:
    """Parts of a mention and of a name, paired step by step, the surest first."""

    def __init__(self, mention: Person, name: Person, sides: Sides[int], words: Words) -> None:
        self.mention, self.name = mention, name
        self.fitting = Fitting(mention, name, sides, words)
        self.open = list(range(len(mention.parts))), list(range(len(name.parts)))
        self.taken: list[tuple[int, int, PartLikeness]] = []

    def take(self, one: int, other: int, pair: PartLikeness) -> None:
        self.taken.append((one, other, pair))
        self.open[0].remove(one)
        self.open[1].remove(other)

    def take_known(self, known: Iterable[PartLikeness]) -> None:
        by_place = {part.place: at for at, part in enumerate(self.name.parts) if part.written == 1}
        for pair in sorted(known, key=lambda pair: pair.how != "listed"):
            other = by_place.get(pair.place)
            one = next((at for at in self.open[0] if self.mention.parts[at].fold == pair.part), None)
            if other in self.open[1] and other is not None and one is not None:
                self.take(one, other, pair._replace(partner=self.name.parts[other].fold))

    def take_first(self, fits: Fits) -> None:
        for one in tuple(self.open[0]):
            for other in self.open[1]:
                pair = fits(self.mention.parts[one], self.name.parts[other])
                if pair is not None:
                    self.take(one, other, pair)
                    break

    def take_nearest(self) -> None:
        """Parts that sound alike, the nearest first."""
        found = []
        for one in self.open[0]:
            for other in self.open[1]:
                part, partner = self.mention.parts[one], self.name.parts[other]
                pair = None if part.initial or partner.initial else self.fitting.alike(part, partner)
                if pair is not None:
                    found.append((distance(pair), one, other, pair))
        for _, one, other, pair in sorted(found, key=lambda each: each[:3]):
            if one in self.open[0] and other in self.open[1]:
                self.take(one, other, pair)

    def take_joined(self) -> None:
        """What one writes as two parts and the other as one: Jean-Pierre, Jeanpierre."""
        for side in (0, 1):
            for first in tuple(self.open[side]):
                if first not in self.open[side] or first + 1 not in self.open[side]:
                    continue
                for other in self.open[1 - side]:
                    one, two = (first, other) if side == 0 else (other, first)
                    whole = self.fitting.joined(one, two, side)
                    if whole is not None:
                        self.take(one, two, whole)
                        self.open[side].remove(first + 1)
                        break

    def left(self, person: Person, side: int) -> list[PersonPart]:
        """The parts that found no partner, and are no titles."""
        return [person.parts[at] for at in self.open[side] if not person.parts[at].title]

    def titled(self, person: Person, side: int) -> bool:
        """Whether what may be a title found no partner: two others are two family names, King and Bishop."""
        return any(person.parts[at].title for at in self.open[side])

    def turned(self) -> bool:
        """Whether the order tells whose child is meant, and differs: Omar bin Said is Said's son."""
        if not (self.mention.nasab and self.name.nasab):
            return False
        order = [other for _, other, _ in sorted(self.taken)]
        return order != sorted(order)

    def exchanged(self) -> bool:
        """Whether two names beside each other have changed places, and a third hasn't: Javier Ortiz Calvo has
        Calvo from his mother. The family name first, or all in reverse, is but another custom; and where a
        patronymic stands tells nothing."""
        parts = *self.mention.parts, *self.name.parts
        if len(self.taken) < _ORDERED or any(part.patronymic or part.initial for part in parts):
            return False
        order = [other for _, other, _ in sorted(self.taken)]
        first = order.index(min(order))
        turned = order[first:] + order[:first]
        return turned != sorted(order) and order != sorted(order, reverse=True)

    def between(self) -> range:
        """The places of the mention between parts that fit, the first and the last."""
        fit = [self.mention.parts[one].place for one, _, _ in self.taken]
        return range(min(fit, default=0), max(fit, default=0))

    def initial(self, part: PersonPart, partner: PersonPart) -> PartLikeness | None:
        return None if self._father_before(part, partner) else self.fitting.initial(part, partner)

    def _father_before(self, part: PersonPart, partner: PersonPart) -> bool:
        """Whether an initial would be a patronymic's while the given name has none: `A. Lukashenko` is not
        Viktor Aliaksandravich."""
        for one, side, person in ((part, 0, self.mention), (partner, 1, self.name)):
            rest = [person.parts[at] for at in self.open[side]]
            if one.patronymic and any(not other.patronymic and not other.initial for other in rest):
                return True
        return False
