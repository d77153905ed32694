"""Whether answers that are called likely are right as often as that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import fmean
from typing import NamedTuple

from benchmarks.methods import Verdict
from benchmarks.results import Calibration
from benchmarks.sample import Question

_BINS = 10
_SURE = 0.9


class Claim(NamedTuple):
    """A first match: how likely it was said to be, and whether it was right."""

    probability: float
    right: bool


def calibration(
    questions: Sequence[Question], verdicts: Sequence[Verdict], absent: Sequence[Verdict]
) -> Calibration:
    """The figures for questions with their verdicts, and for verdicts on names that nothing bears.

    An answer without any match claims nothing, so it counts for coverage only.
    """
    present = [
        Claim(verdict.probability, verdict.first == question.place)
        for question, verdict in zip(questions, verdicts, strict=True)
        if verdict.first
    ]
    wrong = [Claim(verdict.probability, False) for verdict in absent if verdict.first]
    resolved = share(verdict.status == "resolved" for verdict in absent)
    return figures(present, wrong, len(questions), len(absent), resolved)


def figures(
    present: Sequence[Claim], wrong: Sequence[Claim], asked: int, absent_asked: int, absent_resolved: float
) -> Calibration:
    """The figures for what is claimed of `asked` names that something bears, and of names that nothing
    bears, of which this share were resolved."""
    both = [*present, *wrong]
    sure = [claim for claim in present if claim.probability >= _SURE]
    return Calibration(
        error=expected_error(present),
        error_with_absent=expected_error(both),
        sure_right=share(claim.right for claim in sure),
        sure_right_with_absent=share(claim.right for claim in both if claim.probability >= _SURE),
        sure_share=len(sure) / asked if asked else 0.0,
        absent_asked=absent_asked,
        absent_resolved=absent_resolved,
    )


def expected_error(claims: Sequence[Claim]) -> float:
    """The distance of what was said from what was right, in bins of equal width, by their weight."""
    gaps = (
        len(bin_) * abs(fmean(claim.probability for claim in bin_) - fmean(claim.right for claim in bin_))
        for bin_ in binned(claims)
        if bin_
    )
    return sum(gaps) / len(claims) if claims else 0.0


def binned(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims by their probability, in bins of equal width."""
    bins: list[list[Claim]] = [[] for _ in range(_BINS)]
    for claim in claims:
        bins[min(int(claim.probability * _BINS), _BINS - 1)].append(claim)
    return bins


def share(truths: Iterable[bool]) -> float:
    """The share that is true; 0 of none."""
    found = list(truths)
    return fmean(found) if found else 0.0
