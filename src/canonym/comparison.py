"""Two names, no gazetteer: may they be one?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import NamedTuple

from canonym.alignment import align
from canonym.decision import SURE
from canonym.embedded import open_lexicon
from canonym.evidence import evidence_of
from canonym.explain import reason
from canonym.index.lexicon import Lexicon
from canonym.likeness import Heard, Likeness, PartLikeness, Sides, alike
from canonym.orthography import PLAIN, Orthography
from canonym.pairing import align_people
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.scheme import load_schemes
from canonym.rough import apart
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.script import main_script
from canonym.things import Thing, align_things, thing_of

# Names of whose consonants a larger share differs to a rough ear are not compared by every reading.
_NEAREST, _NEAREST_ACROSS = 0.5, 0.8


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare: the chance that they are one name, and why."""

    first: str
    second: str
    probability: float
    evidence: tuple[Evidence, ...]
    contributions: tuple[tuple[str, float], ...]

    def explain(self) -> str:
        """The comparison as sentences."""
        if not self.evidence:
            return f"“{self.first}” and “{self.second}” have nothing in common."
        verdict = next(
            words
            for least, words in ((0.9, "are very likely"), (0.5, "may be"), (0.0, "are probably not"))
            if self.probability >= least
        )
        why = reason(self.first, Name(self.second, PLAIN), self.evidence)
        pair = f"“{self.first}” and “{self.second}”"
        return f"{pair} {verdict} one name, probability {self.probability:.2f}: {why}"

    def to_json(self) -> dict[str, object]:
        """The comparison with the keys of the JSON format."""
        return {
            "first": self.first,
            "second": self.second,
            "probability": round(self.probability, 4),
            "evidence": [step.to_json() for step in self.evidence],
        }


def compare(first: str, second: str, *, type: EntityType | None = None) -> Comparison:  # noqa: A002
    """The chance that two names, in any scripts, are one name of one thing of a type.

    The order of the two makes no difference to the probability.

    Raises:
        ValueError: an unknown type.
    """
    if type is not None and type not in TYPES:
        raise ValueError(f"type {type!r} is none of {', '.join(TYPES)}")
    orthography, weights, lexicon = _shipped()
    sides = [_Side(text, orthography, lexicon) for text in (first, second)]
    # In an order of its own. Of two scripts the other is heard as what may have become of Latin letters.
    one, other = sorted(sides, key=lambda side: (side.query.script == "Latn", side.query.clean))
    best: _Scored | None = None
    for mention, name, likeness in _likenesses(one, other, type, weights):
        contributions = weights.contributions(likeness, Context())
        log_odds = sum(found.amount for found in contributions)
        if best is None or log_odds > best.log_odds:
            best = _Scored(log_odds, mention.query, name.query, likeness, contributions)
    if best is None:
        return Comparison(first, second, 0.0, (), ())
    text, own = best.mention.text, best.name.text
    return Comparison(
        text,
        own,
        probabilities([best.log_odds])[0],
        evidence_of(text, Name(own, PLAIN, best.name.script), best.likeness, orthography),
        tuple((found.feature, found.amount) for found in best.contributions),
    )


@cache
def _shipped() -> tuple[Orthography, Weights, Lexicon]:
    """The schemes, readings and words of the library: their compiled rules are its only shared state."""
    return Orthography(load_schemes(), load_readings()), Weights(), open_lexicon()


class _Side:
    """One of the two names. Each form of it is made when it is first needed."""

    def __init__(self, text: str, orthography: Orthography, lexicon: Lexicon) -> None:
        self.query = Query(text, None, orthography)
        self.orthography, self.lexicon = orthography, lexicon
        self._sounds: dict[int, str] = {}

    @cached_property
    def person(self) -> Person:
        """The name as a person's."""
        return person_of(self.query.parts, self.orthography.words, self.lexicon)

    @cached_property
    def thing(self) -> Thing:
        """The name as a thing's."""
        return thing_of(self.query.parts, self.lexicon, self.orthography.words.particles)

    def sounds(self, place: int) -> str:
        """What a part sounds like as any spelling is read, in one reading for all."""
        found = self._sounds.get(place)
        if found is None:
            written = self.query.parts_as_written[place]
            found = self._sounds[place] = self.orthography.hear(PLAIN, written, main_script(written))
        return found


class _Scored(NamedTuple):
    log_odds: float
    mention: Query
    name: Query
    likeness: Likeness
    contributions: tuple[Contribution, ...]


class _Sides(Sides):
    """The parts of two names. Those that are far apart to a rough ear are not heard in every reading."""

    def __init__(self, mention: _Side, name: _Side) -> None:
        self._pair = mention, name
        self._across = mention.query.across(name.query)
        super().__init__(partial(mention.query.heard_part, across=self._across), name.sounds)
        # Whether some parts were compared by what one side may sound like.
        self.heard = False

    def alike(self, part: str, place: int, partner: str, partner_place: int) -> PartLikeness | None:
        if part != partner and not self._across and _far(*self._pair, part, partner):
            return None
        self.heard = True
        return super().alike(part, place, partner, partner_place)


# What one name may be of the other: mention, name, and how they are alike.
_Found = tuple[_Side, _Side, Likeness]


def _likenesses(one: _Side, other: _Side, wanted: EntityType | None, weights: Weights) -> Iterator[_Found]:
    """How one name may be like the other: what tells most first, and nothing more where that is sure."""
    first, second = one.query, other.query
    if not first.fold or not second.fold:
        if first.clean == second.clean:
            yield one, other, Likeness("listed", first.clean)
        return
    if first.joined == second.joined:
        yield one, other, Likeness("listed" if first.script == second.script else "romanized", first.clean)
        return
    persons = wanted == "person" and min(len(one.person.parts), len(other.person.parts)) > 1
    told = True
    for mention, name in ((one, other), (other, one)):
        sides = _Sides(mention, name)
        parted = list(_by_parts(mention, name, sides, wanted))
        for likeness in parted:
            yield mention, name, likeness
        if any(weights.log_odds(likeness, Context()) >= SURE for likeness in parted):
            return
        # Parts that contradict each other leave nothing for the whole to tell.
        told = told and any(persons or likeness.contradiction for likeness in parted)
        if not sides.heard:  # what was not heard is the same from the other side
            break
    if not told:
        yield from _as_wholes(one, other)


def _as_wholes(one: _Side, other: _Side) -> Iterator[_Found]:
    """As a scheme writes one of them, and as both sound."""
    first, second = one.query, other.query
    if _digits(first.fold) != _digits(second.fold):
        return
    far = _far(one, other, first.joined, second.joined)
    if second.script == "Latn" != first.script and not (far and first.spaced):
        for number, written in first.orthography.write(first.clean, PLAIN, first.script):
            if written.replace(" ", "") == second.joined:
                yield other, one, Likeness("scheme", second.clean, schemes=(number,))
                return
    for mention, name in ((one, other), (other, one)):
        across = mention.query.across(name.query)
        if far and not across:
            continue
        heard = mention.query.misheard if across else mention.query.heard
        for sounds, reading in _worth_comparing(heard, name.query.heard):
            likeness = alike(mention.query.clean, mention.query.fold, heard, name.query.fold, sounds)
            if likeness is not None:
                yield mention, name, likeness._replace(own_reading=reading)


def _by_parts(mention: _Side, name: _Side, sides: _Sides, wanted: EntityType | None) -> Iterator[Likeness]:
    """Part by part, as a person's name or as a thing's."""
    one, other = mention.query, name.query
    several = len(one.core) > 1 or len(other.core) > 1
    digits = any(map(str.isdigit, one.fold + other.fold))
    if wanted == "person" or (wanted is None and several and not digits):
        found = align_people(
            one.clean,
            mention.person,
            name.person,
            (),
            sides,
            words=one.orthography.words,
            family=None,
            weigh=_evenly,
        )
        if found is not None:
            yield found
    if wanted == "person":
        return
    found = None
    if wanted != "equipment":  # whose designators must be the same to the letter
        found = align_things(one.clean, mention.thing, name.thing, sides, weigh=_evenly)
    if found is not None:
        yield found
    elif several:
        found = align(one.clean, one.core, other.parts, (), sides, weigh=_evenly)
        if found is not None:
            yield found


def _evenly(_: str) -> float:
    """Without a gazetteer nobody knows which parts are rare: each counts alike."""
    return 1.0


def _far(one: _Side, other: _Side, first: str, second: str) -> bool:
    """Whether folds of two sides are so far apart that no reading makes them one."""
    return apart(first, second) > (_NEAREST if one.query.script == other.query.script else _NEAREST_ACROSS)


def _digits(fold: str) -> str:
    return "".join(filter(str.isdigit, fold))


def _worth_comparing(heard: Heard, others: Heard) -> list[tuple[str, str]]:
    """Sounds of the other name worth comparing, with their readings: a common one if there is any,
    else all."""
    known = {sounds.fine for sounds in heard}
    pairs = [(sounds.fine, reading) for sounds, reading in others.items()]
    return [pair for pair in pairs if pair[0] in known][:1] or pairs
