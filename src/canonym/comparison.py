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
from canonym.likeness import Heard, Likeness, Sides, alike
from canonym.orthography import PLAIN, Orthography
from canonym.pairing import align_people
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.scheme import load_schemes
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.script import main_script
from canonym.text import other_characters
from canonym.things import Thing, align_things, thing_of


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
    best: _Scored | None = None
    sides = _Side(first, orthography, lexicon), _Side(second, orthography, lexicon)
    for mention, name in (sides, sides[::-1]):
        for likeness in _likenesses(mention, name, type, weights):
            contributions = weights.contributions(likeness, Context())
            log_odds = sum(found.amount for found in contributions)
            if best is None or log_odds > best.log_odds:
                best = _Scored(log_odds, mention, name, likeness, contributions)
    if best is None:
        return Comparison(first, second, 0.0, (), ())
    one, other = best.mention.query, best.name.query
    return Comparison(
        one.text,
        other.text,
        probabilities([best.log_odds])[0],
        evidence_of(one.text, Name(other.text, PLAIN, other.script), best.likeness, orthography),
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
        return person_of(self.query.parts, self.orthography.words, self.lexicon, self.query.script)

    @cached_property
    def thing(self) -> Thing:
        """The name as a thing's."""
        return thing_of(self.query.parts, self.lexicon, self.orthography.words.particles)

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

    def sounds(self, place: int) -> str:
        """What a part sounds like as any spelling is read, in one reading for all."""
        found = self._sounds.get(place)
        if found is None:
            written = self.query.parts_as_written[place]
            found = self._sounds[place] = self.orthography.hear(PLAIN, written, main_script(written))
        return found


class _Scored(NamedTuple):
    log_odds: float
    mention: _Side
    name: _Side
    likeness: Likeness
    contributions: tuple[Contribution, ...]


def _likenesses(
    mention: _Side, name: _Side, wanted: EntityType | None, weights: Weights
) -> Iterator[Likeness]:
    """How one name may be like the other: what tells most first, and nothing more where that is sure."""
    one, other = mention.query, name.query
    if not one.fold or not other.fold:
        if one.clean == other.clean:
            yield Likeness("listed", one.clean)
        return
    if wanted == "person" and other_characters(one.clean, other.clean):
        return
    joined = one.fold.replace(" ", "")
    if joined == other.fold.replace(" ", ""):
        yield Likeness("listed" if one.script == other.script else "romanized", one.clean)
        return
    parted = list(_by_parts(mention, name, wanted))
    yield from parted
    # Parts that fit, or that contradict each other, leave nothing for the whole to tell.
    told = [weights.log_odds(likeness, Context()) for likeness in parted]
    if any(log_odds >= SURE for log_odds in told) or any(likeness.contradiction for likeness in parted):
        return
    if wanted == "person" and parted and min(len(mention.person.parts), len(name.person.parts)) > 1:
        return
    if other.script != "Latn" and one.script == "Latn":
        for number, written in one.orthography.write(other.clean, PLAIN, other.script):
            if written.replace(" ", "") == joined:
                yield Likeness("scheme", one.clean, schemes=(number,))
                return
    heard = one.misheard if one.script != other.script and one.misheard else one.heard
    for sounds, reading in _worth_comparing(heard, other.heard):
        likeness = alike(one.clean, one.fold, heard, other.fold, sounds)
        if likeness is not None:
            yield likeness._replace(own_reading=reading)


def _by_parts(mention: _Side, name: _Side, wanted: EntityType | None) -> Iterator[Likeness]:
    """Part by part, as a person's name or as a thing's."""
    one, other = mention.query, name.query
    across = one.script != other.script
    others = partial(other.heard_part, across=False) if across and other.script == "Latn" else None
    sides = Sides(partial(one.heard_part, across=across), name.sounds, others)
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
            heard_well=not across or bool(one.misheard or other.misheard),
        )
        if found is not None:
            yield found
        if one.script == "Latn":
            yield from _as_written(mention, name)
    if wanted == "person":
        return
    found = None
    if wanted != "equipment":  # whose designators must be the same to the letter
        found = align_things(one.clean, mention.thing, name.thing, sides, weigh=_evenly)
    if found is not None:
        yield found
    elif several:
        found = align(
            one.clean,
            [(part, partial(sides.heard, place)) for place, part in one.core],
            [(part, sides.sounds(place)) for place, part in enumerate(other.parts)],
            (),
            weigh=_evenly,
        )
        if found is not None:
            yield found


def _as_written(mention: _Side, name: _Side) -> Iterator[Likeness]:
    """A person's name part by part, as schemes write it apart."""
    one, orthography = mention.query, mention.orthography
    for scheme, parts in name.apart:
        sounds = [orthography.hear(PLAIN, part, "Latn") for part in parts]
        found = align_people(
            one.clean,
            mention.person,
            person_of(parts, orthography.words, mention.lexicon, name.query.script),
            (),
            Sides(partial(one.heard_part, across=False), sounds.__getitem__),
            words=orthography.words,
            family=None,
            weigh=_evenly,
            heard_well=True,
        )
        if found is not None:
            pairs = (
                pair._replace(how="scheme", scheme=scheme) if pair.how == "listed" else pair
                for pair in found.parts
            )
            # Of Chinese a scheme knows each syllable: what only sounds like one is another.
            other = name.query.script == "Hani" and any(pair.how == "alike" for pair in found.parts)
            yield found._replace(parts=tuple(pairs), contradiction=found.contradiction or other)


def _evenly(_: str) -> float:
    """Without a gazetteer nobody knows which parts are rare: each counts alike."""
    return 1.0


def _worth_comparing(heard: Heard, others: Heard) -> list[tuple[str, str]]:
    """Sounds of the other name worth comparing, with their readings: a common one if there is any,
    else all."""
    known = {sounds.fine for sounds in heard}
    pairs = [(sounds.fine, reading) for sounds, reading in others.items()]
    return [pair for pair in pairs if pair[0] in known][:1] or pairs
