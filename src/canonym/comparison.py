"""Two names, no gazetteer: may they be one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum
from operator import attrgetter
from typing import NamedTuple

from canonym.decision import SURE
from canonym.embedded import open_lexicon
from canonym.evidence import evidence_of
from canonym.explain import reason
from canonym.index.lexicon import Lexicon
from canonym.likeness import Heard, How, Likeness, alike
from canonym.orthography import PLAIN, Orthography
from canonym.parted import by_parts, digits
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.scheme import load_schemes
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.sides import Pair, Side


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
    sides = [Side(Query(text, None, orthography), lexicon) for text in (first, second)]
    # In an order of its own. Of two scripts the other is heard as what may have become of Latin letters.
    one, other = sorted(sides, key=lambda side: (side.query.script == "Latn", side.query.clean))
    best = max(_likenesses(one, other, type, weights), key=_LOG_ODDS, default=None)
    if type in (None, "person") and (best is None or best.log_odds < SURE):
        bare = (*_without_endings(one, other, weights), *_without_endings(other, one, weights))
        best = max((*bare, best) if best else bare, key=_LOG_ODDS, default=None)
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


class _Scored(NamedTuple):
    """What one name may be of the other."""

    mention: Query
    name: Query
    likeness: Likeness
    contributions: tuple[Contribution, ...]
    log_odds: float


_LOG_ODDS = attrgetter("log_odds")


def _scored(pair: Pair, likeness: Likeness, weights: Weights) -> _Scored:
    contributions = weights.contributions(likeness, Context())
    log_odds = fsum(found.amount for found in contributions)
    return _Scored(pair.mention.query, pair.name.query, likeness, contributions, log_odds)


def _likenesses(one: Side, other: Side, wanted: EntityType | None, weights: Weights) -> Iterator[_Scored]:
    """How one name may be like the other: what tells most first, and nothing more where that is sure."""
    first, second = one.query, other.query
    pairs = Pair(one, other), Pair(other, one)
    if not first.fold or not second.fold:
        if first.clean == second.clean:
            yield _scored(pairs[0], Likeness("listed", first.clean), weights)
        return
    if wanted == "person" and first.orthography.other_characters(first.clean, second.clean):
        return
    if first.joined == second.joined:
        how: How = "listed" if first.script == second.script else "romanized"
        yield _scored(pairs[0], Likeness(how, first.clean), weights)
        return
    open_ways = []
    several = wanted == "person" and min(len(one.person.parts), len(other.person.parts)) > 1
    for pair in pairs:
        parted = [_scored(pair, found, weights) for found in by_parts(pair, wanted)]
        yield from parted
        if any(found.log_odds >= SURE for found in parted):
            return
        # Parts that contradict each other, or of which some are the same by meaning, leave nothing for the
        # whole to tell: two hotels are no more alike than their names.
        if not any(several or _told_by_parts(found.likeness) for found in parted):
            open_ways.append(pair)
        if not (pair.heard or pair.scripts):  # what was not heard is the same from the other side
            open_ways = list(pairs) if open_ways else []
            break
    for pair, likeness in _as_wholes(*pairs, open_ways) if open_ways else ():
        strange = wanted == "person" and likeness.never_heard
        yield _scored(pair, likeness._replace(strange=strange), weights)


def _without_endings(mention: Side, name: Side, weights: Weights) -> Iterator[_Scored]:
    """How a person's name is like the other one without what some languages add to foreign names."""
    query = mention.query
    for bare, ending in query.orthography.words.without_nominatives(query.clean):
        side = Side(Query(bare, None, query.orthography), mention.lexicon)
        pair = Pair(side, name)
        for scored in _likenesses(side, name, "person", weights):
            if scored.mention is side.query:
                found = _scored(pair, scored.likeness._replace(ending=ending), weights)
                yield found._replace(mention=query)


def _told_by_parts(likeness: Likeness) -> bool:
    return likeness.contradiction or any(part.how == "term" for part in likeness.parts)


def _as_wholes(pair: Pair, turned: Pair, open_ways: Sequence[Pair]) -> Iterator[tuple[Pair, Likeness]]:
    """As a scheme writes one of them, and as both sound: from the sides that are open."""
    first, second = pair.mention.query, pair.name.query
    if digits(first.fold) != digits(second.fold):
        return
    far = pair.far(first.joined, second.joined)
    if second.script == "Latn" != first.script and not (far and first.spaced):
        for number, written in first.orthography.write(first.clean, PLAIN, first.script):
            if written.replace(" ", "") == second.joined:
                if turned in open_ways:
                    yield turned, Likeness("scheme", second.clean, schemes=(number,))
                return
    for way in open_ways:
        mention, name = way.mention.query, way.name.query
        if far and not way.across:
            continue
        heard = mention.misheard if way.across else mention.heard
        for sounds, reading in _worth_comparing(heard, name.heard):
            likeness = alike(mention.clean, mention.fold, heard, name.fold, sounds)
            if likeness is not None:
                yield way, likeness._replace(own_reading=reading)


def _worth_comparing(heard: Heard, others: Heard) -> list[tuple[str, str]]:
    """Sounds of the other name worth comparing, with their readings: a common one if there is any,
    else all."""
    known = {sounds.fine for sounds in heard}
    pairs = [(sounds.fine, reading) for sounds, reading in others.items()]
    return [pair for pair in pairs if pair[0] in known][:1] or pairs
