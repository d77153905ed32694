"""Answers: what a mention was resolved to, and why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, NamedTuple, Protocol

from canonym.records import Entity, EntityType, Evidence, Name

# Matches less likely than this are not told in sentences.
_WORTH_TELLING = 0.05
ResolutionStatus = Literal["resolved", "ambiguous", "unknown"]


class Reasons(Protocol):
    """What a match is told with, looked up when it is first asked for."""

    def id(self) -> str: ...
    def entity(self) -> Entity: ...
    def name(self) -> Name: ...
    def evidence(self) -> tuple[Evidence, ...]: ...
    def contributions(self) -> tuple[tuple[str, float], ...]: ...


class Told(NamedTuple):
    """Reasons that are known already."""

    known_entity: Entity
    known_name: Name
    known_evidence: tuple[Evidence, ...] = ()
    known_contributions: tuple[tuple[str, float], ...] = ()

    def id(self) -> str:
        return self.known_entity.id

    def entity(self) -> Entity:
        return self.known_entity

    def name(self) -> Name:
        return self.known_name

    def evidence(self) -> tuple[Evidence, ...]:
        return self.known_evidence

    def contributions(self) -> tuple[tuple[str, float], ...]:
        return self.known_contributions


class Match:
    """An entity that a mention may mean, with the name that brought it in and why.

    `probability` is the chance that this entity is meant, against all others and none.
    """

    __slots__ = ("__dict__", "_reasons", "probability")

    def __init__(self, probability: float, reasons: Reasons) -> None:
        self.probability = probability
        self._reasons = reasons

    @cached_property
    def entity(self) -> Entity:
        """The entity, without its names."""
        return self._reasons.entity()

    @cached_property
    def name(self) -> Name:
        """The name of the entity that is like the mention."""
        return self._reasons.name()

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The steps from the mention and from the name to what they have in common."""
        return self._reasons.evidence()

    @cached_property
    def contributions(self) -> tuple[tuple[str, float], ...]:
        """(feature, amount) pairs: what each adds to the log-odds. The sum becomes a probability
        beside the sums of all other candidates."""
        return self._reasons.contributions()

    def _told(self) -> Told:
        return Told(self.entity, self.name, self.evidence, self.contributions)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Match):
            return NotImplemented
        return self.probability == other.probability and self._told() == other._told()

    def __hash__(self) -> int:
        return hash((self.probability, self.id))

    def __repr__(self) -> str:
        return f"Match({self.id!r}, {self.name.text!r}, probability={self.probability:.4f})"

    def __reduce__(self) -> tuple[type[Match], tuple[float, Told]]:
        return Match, (self.probability, self._told())

    def reason(self, text: str) -> str:
        """Why this mention may mean the entity: one sentence."""
        from canonym.explain import reason  # only people ask for sentences

        return reason(text, self.name, self.evidence)

    @property
    def id(self) -> str:
        """The entity's id."""
        return self._reasons.id()  # which a list of answers asks for more than for all else together

    @property
    def label(self) -> str:
        """The entity's usual English name."""
        return self.entity.label

    @property
    def type(self) -> EntityType:
        """The entity's type."""
        return self.entity.type

    def to_json(self) -> dict[str, Any]:
        """The match with the keys of the JSON format."""
        return {
            "id": self.id,
            "label": self.label,
            "type": self.type,
            "probability": round(self.probability, 4),
            "name": {"text": self.name.text, "lang": self.name.lang, "script": self.name.script},
            "evidence": [step.to_json() for step in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Resolution:
    """The answer for one mention: resolved, ambiguous or unknown, with the best matches.

    `id`, `label`, `type` and `same_as` are those of the first match of a resolved mention and
    empty otherwise. `probability` is the first match's; 0 if there is none.
    """

    input: str
    status: ResolutionStatus
    matches: tuple[Match, ...] = ()

    @property
    def likely(self) -> tuple[Match, ...]:
        """The matches worth a reader's time: those of at least 5 %, and what was resolved."""
        return tuple(
            match
            for place, match in enumerate(self.matches)
            if match.probability >= _WORTH_TELLING or (not place and self.status == "resolved")
        )

    @property
    def match(self) -> Match | None:
        """The first match of a resolved mention."""
        return self.matches[0] if self.status == "resolved" else None

    @property
    def id(self) -> str | None:
        """The entity's id."""
        return self.match.id if self.match else None

    @property
    def label(self) -> str | None:
        """The entity's usual English name."""
        return self.match.label if self.match else None

    @property
    def type(self) -> EntityType | None:
        """The entity's type."""
        return self.match.type if self.match else None

    @property
    def probability(self) -> float:
        """The chance that the first match is meant."""
        return self.matches[0].probability if self.matches else 0.0

    def explain(self) -> str:
        """The answer as sentences."""
        if not self.likely:
            return f"“{self.input}” is unknown: no name in the index is near it."
        first = self.matches[0]
        verdict = {
            "resolved": f"“{self.input}” is {first.label} ({first.id}).",
            "ambiguous": f"“{self.input}” is ambiguous: the name alone doesn't tell these apart.",
            "unknown": f"“{self.input}” is unknown: nothing is near enough. The nearest:",
        }
        lines = [
            f"- {match.label} ({match.id}), probability {match.probability:.2f}: {match.reason(self.input)}"
            for match in self.likely
        ]
        return "\n".join([verdict[self.status], *lines])

    def to_json(self) -> dict[str, Any]:
        """The answer with the keys of the JSON format."""
        return {
            "input": self.input,
            "status": self.status,
            "id": self.id,
            "label": self.label,
            "type": self.type,
            "probability": round(self.probability, 4),
            "same_as": dict(self.match.entity.same_as) if self.match else {},
            "matches": [match.to_json() for match in self.matches],
        }


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in running text, from `start` to `end` in code points."""

    start: int
    end: int
    text: str
    resolution: Resolution

    def to_json(self) -> dict[str, Any]:
        """The mention with the keys of the JSON format."""
        return self.resolution.to_json() | {"start": self.start, "end": self.end, "text": self.text}
