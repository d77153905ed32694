"""From likeness to probability: a few readable features, each with its part in the score."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from canonym.likeness import Likeness, PartLikeness
from canonym.sound import SoundDifference

WEIGHT_FILE = Path(__file__).with_name("weights.toml")
# What stands for the prominence of entities that have none: a town of 100,000.
USUAL_PROMINENCE = 1e5


class Contribution(NamedTuple):
    """What one feature adds to the log-odds."""

    feature: str
    amount: float


class Context(NamedTuple):
    """What is known of the entity and of the caller's hints, as far as it counts."""

    prominence: float = 0.0
    country_agrees: bool | None = None
    language_agrees: bool = False


class Weights:
    """The numbers of `weights.toml`, and how they are used."""

    def __init__(self, path: Path = WEIGHT_FILE) -> None:
        self._weights: dict[str, float] = tomllib.loads(path.read_text("utf-8"))

    def contributions(self, likeness: Likeness, context: Context) -> tuple[Contribution, ...]:
        """The features of one candidate, with what each adds to its log-odds."""
        return tuple(
            Contribution(feature, amount)
            for feature, amount in (*self._of_likeness(likeness), *self._of_context(context))
            if amount
        )

    def _of_likeness(self, likeness: Likeness) -> list[tuple[str, float]]:
        weights = self._weights
        if likeness.how == "alike" and likeness.difference is not None:
            found = [("alike", self._alike(likeness.difference, likeness.letters, len(likeness.form)))]
        elif likeness.how == "parts":
            found = self._of_parts(likeness)
        else:
            found = [(likeness.how, weights[likeness.how])]
        if likeness.ending:
            found.append(("inflected", weights["inflected"]))
        if likeness.former:
            found.append(("former", weights["former"]))
        if likeness.chance:
            found.append(("chance", weights["chance"]))
        if likeness.region:
            found.append(("region", weights["region"]))
        return found

    def _alike(self, difference: SoundDifference, letters: int, length: int) -> float:
        weights = self._weights
        base = weights["alike"] + weights["alike_per_sound"] * difference.length
        by_sound = (
            weights["consonant"] * difference.consonants
            + weights["vowel"] * difference.vowels
            + weights["near"] * difference.near
        ) / max(1, difference.length)
        by_letter = weights["letter"] * letters / max(1, length)
        return min(base, weights["alike_most"]) + max(by_sound, by_letter)

    def _of_parts(self, likeness: Likeness) -> list[tuple[str, float]]:
        weights = self._weights
        amounts = [self._of_part(part) for part in likeness.parts]
        return [
            ("weakest part", min(amounts)),
            ("more parts", weights["another_part"] * (len(amounts) - 1)),
            ("extra", weights["extra" if likeness.person else "surplus"] * likeness.extra),
            ("missing", weights["omitted" if likeness.person else "missing"] * likeness.missing),
            ("contradiction", weights["contradiction"] * likeness.contradiction),
            ("family name only", weights["family_only"] * likeness.family_only),
        ]

    def _of_part(self, part: PartLikeness) -> float:
        if part.how == "alike" and part.difference is not None:
            return self._alike(part.difference, part.letters, len(part.part))
        return self._weights["initial"] if part.how == "initial" else self._weights[part.how]

    def _of_context(self, context: Context) -> list[tuple[str, float]]:
        weights = self._weights
        powers = math.log10((context.prominence or USUAL_PROMINENCE) / USUAL_PROMINENCE)
        found = [("prominence", weights["prominence"] * powers)]
        if context.country_agrees is not None:
            found.append(
                ("country", weights["country"])
                if context.country_agrees
                else ("other country", weights["other_country"])
            )
        if context.language_agrees:
            found.append(("language", weights["language"]))
        return found


def probabilities(log_odds: Sequence[float]) -> list[float]:
    """Shares of one: each candidate against all others and against none of them being meant.

    The last possibility has log-odds 0 and what is left of the sum.
    """
    highest = max(0.0, *log_odds) if log_odds else 0.0
    weights = [math.exp(value - highest) for value in log_odds]
    total = sum(weights) + math.exp(-highest)
    return [weight / total for weight in weights]
