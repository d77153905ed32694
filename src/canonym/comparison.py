"""Two names, no gazetteer: may they be one?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial
from math import fsum
from typing import NamedTuple

from canonym.alignment import align
from canonym.decision import SURE
from canonym.embedded import open_lexicon
from canonym.evidence import evidence_of
from canonym.explain import reason
from canonym.index.lexicon import Lexicon
from canonym.likeness import Heard, How, Likeness, PartLikeness, Sides, alike
from canonym.orthography import PLAIN, Orthography
from canonym.pairing import align_people
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.rough import apart
from canonym.scheme import load_schemes
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.script import main_script
from canonym.things import Thing, align_things, thing_of

# Names of whose consonants a larger share differs to a rough ear are not compared by every reading.
_NEAREST, _NEAREST_ACROSS = 0.34, 0.6


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
    found = _likenesses(one, other, type, weights)
    best = max(found, key=lambda scored: scored.log_odds, default=None)
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
    """What one name may be of the other."""

    mention: Query
    name: Query
    likeness: Likeness
    contributions: tuple[Contribution, ...]
    log_odds: float


def _scored(mention: _Side, name: _Side, likeness: Likeness, weights: Weights) -> _Scored:
    contributions = weights.contributions(likeness, Context())
    return _Scored(
        mention.query, name.query, likeness, contributions, fsum(found.amount for found in contributions)
    )


class _Sides(Sides):
    """The parts of two names. Those that are far apart to a rough ear are not heard in every reading."""

    def __init__(self, mention: _Side, name: _Side) -> None:
        self._mention, self._name = mention, name
        super().__init__(self._hear, name.sounds)
        # Whether parts were compared by what they may sound like.
        self.heard = False

    @cached_property
    def _across(self) -> bool:
        return self._mention.query.across(self._name.query)

    def _hear(self, place: int) -> Heard:
        return self._mention.query.heard_part(place, self._across)

    def alike(self, part: str, place: int, partner: str, partner_place: int) -> PartLikeness | None:
        if part != partner:
            if not self._across and _far(self._mention, self._name, part, partner):
                return None
            self.heard = True
        return super().alike(part, place, partner, partner_place)


def _likenesses(one: _Side, other: _Side, wanted: EntityType | None, weights: Weights) -> Iterator[_Scored]:
    """How one name may be like the other: what tells most first, and nothing more where that is sure."""
    first, second = one.query, other.query
    if not first.fold or not second.fold:
        if first.clean == second.clean:
            yield _scored(one, other, Likeness("listed", first.clean), weights)
        return
    if first.joined == second.joined:
        how: How = "listed" if first.script == second.script else "romanized"
        yield _scored(one, other, Likeness(how, first.clean), weights)
        return
    told = True
    for mention, name in ((one, other), (other, one)):
        sides = _Sides(mention, name)
        parted = [_scored(mention, name, found, weights) for found in _by_parts(mention, name, sides, wanted)]
        yield from parted
        if any(found.log_odds >= SURE for found in parted):
            return
        # Parts that contradict each other leave nothing for the whole to tell.
        several = wanted == "person" and min(len(one.person.parts), len(other.person.parts)) > 1
        told = told and any(several or found.likeness.contradiction for found in parted)
        if not sides.heard:  # what was not heard is the same from the other side
            break
    if not told:
        for found in _as_wholes(one, other):
            yield _scored(*found, weights)


def _as_wholes(one: _Side, other: _Side) -> Iterator[tuple[_Side, _Side, Likeness]]:
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
    people = partial(
        align_people,
        one.clean,
        known=(),
        sides=sides,
        words=one.orthography.words,
        family=None,
        weigh=_evenly,
    )
    if wanted == "person":
        found = people(mention.person, name.person)
        if found is not None:
            yield found
        return
    several = len(one.core) > 1 or len(other.core) > 1
    digits = any(map(str.isdigit, one.fold + other.fold))
    found = people(mention.person, name.person) if wanted is None and several and not digits else None
    if found is not None:
        yield found
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
