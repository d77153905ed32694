"""Two names, no gazetteer: may they be one?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial

from canonym.alignment import align
from canonym.evidence import evidence_of
from canonym.explain import reason
from canonym.likeness import Heard, Likeness, alike
from canonym.orthography import PLAIN, Orthography
from canonym.parts import family_place
from canonym.query import Query
from canonym.reading import load_readings
from canonym.records import TYPES, EntityType, Evidence, Name
from canonym.scheme import load_schemes
from canonym.score import Context, Weights, probabilities
from canonym.script import main_script


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
    orthography, weights = _shipped()
    one, other = Query(first, None, orthography), Query(second, None, orthography)
    best = max(
        (
            (
                sum(found.amount for found in contributions),
                mention is one,
                mention,
                name,
                likeness,
                contributions,
            )
            for mention, name in ((one, other), (other, one))
            for likeness in _likenesses(mention, name, type)
            for contributions in [weights.contributions(likeness, Context())]
        ),
        key=lambda found: found[:2],
        default=None,
    )
    if best is None:
        return Comparison(first, second, 0.0, (), ())
    log_odds, _, mention, name, likeness, contributions = best
    return Comparison(
        mention.text,
        name.text,
        probabilities([log_odds])[0],
        evidence_of(mention.text, Name(name.text, PLAIN, name.script), likeness, orthography),
        tuple((found.feature, found.amount) for found in contributions),
    )


@cache
def _shipped() -> tuple[Orthography, Weights]:
    """The schemes and readings of the library: their compiled rules are its only shared state."""
    return Orthography(load_schemes(), load_readings()), Weights()


def _likenesses(mention: Query, name: Query, wanted: EntityType | None) -> Iterator[Likeness]:
    if not mention.fold or not name.fold:
        if mention.clean == name.clean:
            yield Likeness("listed", mention.clean)
        return
    joined = mention.fold.replace(" ", "")
    if joined == name.fold.replace(" ", ""):
        yield Likeness("listed" if mention.script == name.script else "romanized", mention.clean)
        return
    orthography = mention.orthography
    if name.script != "Latn":
        for number, written in orthography.write(name.clean, PLAIN, name.script):
            if written.replace(" ", "") == joined:
                yield Likeness("scheme", mention.clean, schemes=(number,))
                break
    for sounds, reading in _worth_comparing(mention.heard, name.heard):
        likeness = alike(mention.clean, mention.fold, mention.heard, name.fold, sounds)
        if likeness is not None:
            yield likeness._replace(own_reading=reading)
    if len(mention.core) > 1 or len(name.core) > 1:
        # One reading for all parts of the name, so that the evidence can be retraced.
        parts = [
            (part, orthography.hear(PLAIN, written, main_script(written)))
            for part, written in zip(name.parts, name.parts_as_written, strict=True)
        ]
        family_at = family_place(name.clean, PLAIN, len(parts))
        families: list[int | None] = [family_at] if wanted == "person" else [None]
        if wanted is None:
            families.append(family_at)
        for family in families:
            found = align(
                mention.clean,
                [(part, partial(mention.heard_part, place, False)) for place, part in mention.core],
                parts,
                (),
                family=family,
                weigh=_evenly,
            )
            if found is not None:
                yield found


def _evenly(_: str) -> float:
    """Without a gazetteer nobody knows which parts are rare: each counts alike."""
    return 1.0


def _worth_comparing(heard: Heard, others: Heard) -> list[tuple[str, str]]:
    """Sounds of the other name worth comparing, with their readings: a common one if there is any,
    else all."""
    known = {sounds.fine for sounds in heard}
    pairs = [(sounds.fine, reading) for sounds, reading in others.items()]
    return [pair for pair in pairs if pair[0] in known][:1] or pairs
