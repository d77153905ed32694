"""Two names, no gazetteer: may they be one?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from math import fsum
from typing import NamedTuple

from canonym.alignment import align
from canonym.decision import SURE
from canonym.embedded import open_lexicon
from canonym.equipment import align_equipment
from canonym.evidence import evidence_of
from canonym.explain import reason
from canonym.index.lexicon import Lexicon
from canonym.japanese import align_japanese, read_as
from canonym.korean import align_koreans, may_spell
from canonym.likeness import Heard, How, Likeness, PartLikeness, Sides, alike
from canonym.mandarin import align_mandarin
from canonym.orthography import PLAIN, Orthography
from canonym.pairing import align_people
from canonym.people import person_of
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.scheme import load_schemes
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.sides import Pair, Side
from canonym.thing_pairing import Ear, align_in_ways, align_things


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
    sides = [Side(text, orthography, lexicon) for text in (first, second)]
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


class _Scored(NamedTuple):
    """What one name may be of the other."""

    mention: Query
    name: Query
    likeness: Likeness
    contributions: tuple[Contribution, ...]
    log_odds: float


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
        parted = [_scored(pair, found, weights) for found in _by_parts(pair, wanted)]
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
        yield _scored(pair, likeness, weights)


def _told_by_parts(likeness: Likeness) -> bool:
    return likeness.contradiction or any(part.how == "term" for part in likeness.parts)


def _as_wholes(pair: Pair, turned: Pair, open_ways: Sequence[Pair]) -> Iterator[tuple[Pair, Likeness]]:
    """As a scheme writes one of them, and as both sound: from the sides that are open."""
    first, second = pair.mention.query, pair.name.query
    if _digits(first.fold) != _digits(second.fold):
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


def _by_parts(pair: Pair, wanted: EntityType | None) -> Iterator[Likeness]:
    """Part by part, as a person's name or as a thing's."""
    one, other = pair.mention.query, pair.name.query
    if wanted == "person":
        yield from _as_people(pair)
        return
    if pair.readable and read_as(one.clean, other.clean, one.orthography.fold):
        yield Likeness("parts", one.clean, parts=(PartLikeness(one.clean, other.clean, 0, "read"),))
    several = len(one.core) > 1 or len(other.core) > 1
    if wanted is None and several and not _digits(one.fold + other.fold):
        yield from _as_people(pair)
    found = _as_equipment(pair) if wanted == "equipment" else _by_terms(pair)
    if found is not None:
        if several or not _is_whole(found, one, other):
            yield found
    elif several:
        found = align(one.clean, one.core, other.parts, (), pair.parts, weigh=_evenly)
        if found is not None:
            yield found


def _as_people(pair: Pair) -> Iterator[Likeness]:
    one, other = pair.mention.query, pair.name.query
    east_asian = align_koreans(
        one.clean, pair.mention.korean, pair.name.korean, one.parts, other.parts
    ) or _as_mandarin(pair)
    if east_asian is not None:
        yield east_asian
        return
    if pair.readable:
        japanese = align_japanese(one.clean, other.clean.split(), one.orthography.fold)
        if japanese is not None:
            yield japanese
            return
    found = align_people(
        one.clean,
        pair.mention.person,
        pair.name.person,
        (),
        pair.parts,
        words=one.orthography.words,
        family=None,
        weigh=_evenly,
        heard_well=not pair.scripts or pair.across or bool(other.misheard),
    )
    if found is not None:
        yield found
    if one.script == "Latn" != other.script:
        yield from _as_written(pair)


def _as_mandarin(pair: Pair) -> Likeness | None:
    """Two Chinese names by their syllables."""
    mention, name = pair.mention, pair.name
    if not (name.mandarin and mention.mandarin):
        return None
    abroad: tuple[str, ...] = ()
    if mention.query.script == "Hani":
        abroad = mention.query.orthography.spell_abroad(mention.query.clean[0])
        if may_spell(name.korean, mention.hangul):
            return None
    return align_mandarin(mention.query.clean, mention.mandarin, name.mandarin, abroad)


def _as_written(pair: Pair) -> Iterator[Likeness]:
    """A person's name part by part, as schemes write it apart."""
    one, script = pair.mention.query, pair.name.query.script
    orthography = one.orthography
    for scheme, parts in pair.name.apart:
        sounds = [orthography.hear(PLAIN, part, "Latn") for part in parts]
        found = align_people(
            one.clean,
            pair.mention.person,
            person_of(parts, orthography.words, pair.mention.lexicon, script),
            (),
            Sides(partial(one.heard_part, across=False), sounds.__getitem__),
            words=orthography.words,
            family=None,
            weigh=_evenly,
        )
        if found is not None:
            pairs = (
                each._replace(how="scheme", scheme=scheme) if each.how == "listed" else each
                for each in found.parts
            )
            # Of Chinese a scheme knows each syllable: what only sounds like one is another.
            other = script == "Hani" and any(each.how == "alike" for each in found.parts)
            yield found._replace(parts=tuple(pairs), contradiction=found.contradiction or other)


def _is_whole(found: Likeness, one: Query, other: Query) -> bool:
    """Whether all that was found is that two whole names sound alike, of which the whole tells more."""
    return [(part.how, part.part, part.partner) for part in found.parts] == [
        ("alike", one.joined, other.joined)
    ]


def _as_equipment(pair: Pair) -> Likeness | None:
    mention, name = pair.mention, pair.name
    return align_equipment(
        mention.query.clean, mention.equipment, name.equipment, _ear(pair), mention.lexicon.vocabulary
    )


def _by_terms(pair: Pair) -> Likeness | None:
    """Term by term, taken apart in the way that leaves least."""
    mention, name, ear = pair.mention, pair.name, _ear(pair)
    form = mention.query.clean
    named = mention.named and mention.named & name.named
    if named and mention.thing(known=True).known & name.thing(known=True).known:
        found = align_things(form, mention.thing(known=True), name.thing(known=True), ear)
        if found is not None and not found.contradiction:
            return found
    return align_in_ways(
        form, lambda parted: mention.thing(parted=parted), lambda parted: name.thing(parted=parted), ear
    )


def _ear(pair: Pair) -> Ear:
    return Ear(pair.words, pair.mention.orthography)


def _digits(fold: str) -> str:
    return "".join(filter(str.isdigit, fold))


def _evenly(_: str) -> float:
    """Without a gazetteer nobody knows which parts are rare: each counts alike."""
    return 1.0


def _worth_comparing(heard: Heard, others: Heard) -> list[tuple[str, str]]:
    """Sounds of the other name worth comparing, with their readings: a common one if there is any,
    else all."""
    known = {sounds.fine for sounds in heard}
    pairs = [(sounds.fine, reading) for sounds, reading in others.items()]
    return [pair for pair in pairs if pair[0] in known][:1] or pairs
