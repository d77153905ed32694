"""From likeness to probability: a few readable features, each with its part in the score."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from operator import mul
from pathlib import Path
from typing import NamedTuple

from canonym.confusion import Misheard
from canonym.features import SAID, is_of_person, of_misheard, of_person
from canonym.likeness import Likeness, PartLikeness
from canonym.nearness import Nearness
from canonym.records import TYPES, is_country
from canonym.sound import SoundDifference

WEIGHT_FILE = Path(__file__).with_name("weights.toml")
# What stands for the prominence of entities that have none: a town of 100,000.
USUAL_PROMINENCE = 1e5


class Contribution(NamedTuple):
    """What one feature adds to the log-odds."""

    feature: str
    amount: float


class Context(NamedTuple):
    """What is known of the entity and of the caller's hints, as far as it counts: a number each.

    `prominence`: powers of ten over USUAL_PROMINENCE; `covered`: logarithm of how many
    names the entity has in the script of the mention, and one more;
    `usual`: how much likelier than by chance a name in this script is one of an entity of its
    country, in log-odds; `homonyms` and `hits`: logarithms of how many names are spelled as this
    one, and how many of the entity's names are near; `length`: logarithm of the letters of the
    mention; `elsewhere`: logarithm of how many of the entity's names in other scripts are spelled as
    the mention, and one more; `common`: how much commoner than a rare one a single name is, in
    doublings, where sounds of another script are all that tells who is meant. The rest is 0 or 1; `beside`:
    some other name is spelled as the mention.
    """

    prominence: float = 0.0
    covered: float = 0.0
    usual: float = 0.0
    homonyms: float = 0.0
    hits: float = 0.0
    length: float = 0.0
    elsewhere: float = 0.0
    beside: float = 0.0
    common: float = 0.0
    country: float = 0.0
    other_country: float = 0.0
    language: float = 0.0


class Hints(NamedTuple):
    """What the caller knows of all mentions that are asked together."""

    type: str | None
    country: str | None

    @classmethod
    def of(cls, type: str | None, country: str | None) -> Hints:  # noqa: A002
        """Hints as a caller gives them.

        Raises:
            ValueError: an unknown type, or a country that isn't two letters: one that no entity has would
                speak against them all.
        """
        if type is not None and type not in TYPES:
            raise ValueError(f"type {type!r} is none of {', '.join(TYPES)}")
        if country and not is_country(country):
            raise ValueError(f"country {country!r} is not two letters of ISO 3166, such as BY")
        return cls(type, country.upper() if country else None)


def powers(prominence: float) -> float:
    """Powers of ten over the usual prominence."""
    return math.log10((prominence or USUAL_PROMINENCE) / USUAL_PROMINENCE)


# What speaks against a person counts in full, however sure the rest is.
_AGAINST = ("own_names", "extra", "missing", "contradiction", "resembling", "family_only", "gloss")
# A fit beyond what length can bring counts so much: it tells the best from the next best, but nothing that
# is heard in another script outweighs what is spelled the same.
_BEYOND = 0.1
# What is told of each field of the context.
_TOLD = {"other_country": "other country", "common": "how common"}


class Weights:
    """The numbers of `weights.toml`, and how they are used."""

    def __init__(self, path: Path = WEIGHT_FILE) -> None:
        data = tomllib.loads(path.read_text("utf-8"))
        # Of what is known of the entity, by what was compared: `plain` names to the
        # letter, `near` ones, and all `other`.
        self._known: dict[str, dict[str, float]] = data.pop("known")
        self._nearness: dict[str, float] = data.pop("nearness")
        self._person: dict[str, float] = data.pop("person")
        self._in_order = {group: self.known(group) for group in self._known}
        self._weights: dict[str, float] = data

    def nearness(self) -> list[float]:
        """The weight of each field of Nearness."""
        return [self._nearness[field] for field in Nearness._fields]

    def known(self, group: str) -> list[float]:
        """The weight of each field of Context for candidates of a group."""
        return [self._known[group].get(field, 0.0) for field in Context._fields]

    @property
    def neighbour(self) -> float:
        """The log-odds of a near name of which nothing else is known."""
        return self._weights["neighbour"]

    def contributions(self, likeness: Likeness, context: Context) -> tuple[Contribution, ...]:
        """The features of one candidate, with what each adds to its log-odds."""
        return tuple(
            Contribution(feature, amount)
            for feature, amount in (
                *self._of_likeness(likeness),
                *(self._of_context(likeness, context) if any(context) else ()),
            )
            if amount
        )

    def log_odds(self, likeness: Likeness, context: Context) -> float:
        """The sum of all contributions."""
        known = self._in_order[_group(likeness)]
        alike = math.fsum([amount for _, amount in self._of_likeness(likeness)])
        return alike + math.fsum(map(mul, known, context))

    def unlikely(self, likeness: Likeness) -> float:
        """What the log-odds of a candidate are multiplied with where none is likelier meant than not: so much
        of what speaks against people proves true."""
        return self._person["unlikely"] if likeness.person else 1.0

    def _of_likeness(self, likeness: Likeness) -> list[tuple[str, float]]:
        weights = self._weights
        if is_of_person(likeness):
            found = self._of_person(likeness)
        elif likeness.how == "alike" and likeness.difference is not None:
            found = [("alike", self._alike(likeness.difference, likeness.letters, len(likeness.form)))]
        elif likeness.how == "parts":
            found = self._of_parts(likeness)
        elif likeness.nearness is not None:
            values = zip(Nearness._fields, likeness.nearness, strict=True)
            found = [("neighbour", weights["neighbour"])]
            found += [(field, self._nearness[field] * value) for field, value in values]
        elif likeness.plain:
            found = [(likeness.how, weights["plain_scheme" if likeness.schemes else "plain_listed"])]
        else:
            found = [(likeness.how, weights[likeness.how])]
        if likeness.ending:
            found.append(("inflected", weights["inflected"]))
        if likeness.former:
            found.append(("former", weights["former"]))
        if likeness.chance:
            found.append(("chance", weights["chance"]))
        if likeness.other_family:
            found.append(("other family name", weights["other_family"]))
        if likeness.strange:
            found.append(("never heard so", weights["strange"]))
        if likeness.region:
            found.append(("region", weights["region"]))
        return found

    def _alike(self, difference: SoundDifference | Misheard, letters: int, length: int) -> float:
        weights = self._weights
        if isinstance(difference, Misheard):
            fits = math.fsum(weights[key] * value for key, value in of_misheard(difference).items())
            beyond = max(0.0, fits - weights["alike_most"])
            return fits - beyond + _BEYOND * beyond
        base = weights["alike"] + weights["alike_per_sound"] * difference.length
        by_sound = (
            weights["consonant"] * difference.consonants
            + weights["vowel"] * difference.vowels
            + weights["near"] * difference.near
        ) / max(1, difference.length)
        by_letter = weights["letter"] * letters / max(1, length)
        return min(base, weights["alike_most"]) + max(by_sound, by_letter)

    def _of_person(self, likeness: Likeness) -> list[tuple[str, float]]:
        weights = self._person
        found = [(key, weights[key] * value) for key, value in of_person(likeness).items()]
        # More parts than it takes to be sure don't outweigh one that contradicts; and no others make one
        # given name another one.
        most = weights[_most(likeness)]
        beyond = min(0.0, most - math.fsum(amount for key, amount in found if key not in _AGAINST))
        if likeness.contradiction:
            beyond = min(beyond, weights["doubt"] - math.fsum(amount for _, amount in found))
        return [(SAID[key], amount) for key, amount in found] + [("at most", beyond)]

    def _of_parts(self, likeness: Likeness) -> list[tuple[str, float]]:
        weights = self._weights
        amounts = [self._of_part(part) for part in likeness.parts]
        return [
            ("weakest part", min(amounts, default=0.0)),
            ("more parts", weights["another_part"] * max(0, len(amounts) - 1)),
            ("extra", weights["surplus"] * likeness.extra),
            ("missing", weights["missing"] * likeness.missing),
            ("contradiction", weights["other_thing"] * likeness.contradiction),
        ]

    def _of_part(self, part: PartLikeness) -> float:
        if part.how == "alike" and part.difference is not None:
            return self._alike(part.difference, part.letters, len(part.part))
        return self._weights["formed" if part.how == "read" else part.how]

    def _of_context(self, likeness: Likeness, context: Context) -> list[tuple[str, float]]:
        weights = self._known[_group(likeness)]
        return [
            (_TOLD.get(field, field), weights[field] * value)
            for field, value in zip(Context._fields, context, strict=True)
            if field in weights
        ]


def _most(likeness: Likeness) -> str:
    """The weight of what all that fits can count together."""
    if likeness.contradiction:
        return "most_contradicted"
    return "most_another" if any(part.how == "another" for part in likeness.parts) else "most"


def _group(likeness: Likeness) -> str:
    """By what was compared, what is known of the entity counts differently."""
    return "near" if likeness.nearness is not None else "plain" if likeness.plain else "other"


def probabilities(log_odds: Sequence[float]) -> list[float]:
    """Shares of one: each candidate against all others and against none of them being meant.

    The last possibility has log-odds 0 and what is left of the sum.
    """
    highest = max(0.0, *log_odds) if log_odds else 0.0
    weights = [math.exp(value - highest) for value in log_odds]
    total = sum(weights) + math.exp(-highest)
    return [weight / total for weight in weights]
