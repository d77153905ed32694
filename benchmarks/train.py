"""Train the weights of names without a language: `uv run --group bench python -m benchmarks train`.

Places of GeoNames are drawn by a seed of their own, without those that `benchmarks places` asks
for. Of each one name is hidden; everything else is indexed, and the hidden names are asked for.
Every answer is used twice: as it is, and with the place itself taken out of the candidates, as if
it weren't indexed. A conditional logit over the candidates and "none of them" gives the weights;
the places of a last part, which it hasn't seen, tell how good they are. Written to
`src/canonym/weights.toml`, where every number has its line, to be reviewed as any other data.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.methods.ours import Canonym
from benchmarks.sample import Question, draw
from canonym import Resolver
from canonym.nearness import Nearness
from canonym.resolve import Candidates
from canonym.score import WEIGHT_FILE, Context

SEED, TEST_SEED = 2, 1
QUESTIONS = 12_000
# The share of questions whose place isn't indexed, and of those that are kept for the report.
ABSENT = 0.05
_KEPT = 1 / 3
# How much a weight must earn to be large (in units of its feature's spread).
_RIDGE = 1e-3
# What the caller knows is never told in training; its weights are set by hand.
_HINTS = ("country", "other_country", "language")
_ASKED_AT_ONCE = 256
_CANDIDATES = 24

Floats = npt.NDArray[np.float64]


class Examples(NamedTuple):
    """Candidates of all questions: features, the question's number, and whether it is the place
    that was meant."""

    features: Floats
    question: npt.NDArray[np.int64]
    right: npt.NDArray[np.bool_]
    questions: int

    def of(self, start: int, stop: int) -> Examples:
        """Those of some questions, numbered from 0."""
        own = (self.question >= start) & (self.question < stop)
        return Examples(self.features[own], self.question[own] - start, self.right[own], stop - start)


def columns() -> list[str]:
    """The names of the features: the weights' places in the file."""
    known = [field for field in Context._fields if field not in _HINTS]
    return [
        *("plain_listed", "plain_scheme", "neighbour"),
        *(f"nearness.{field}" for field in Nearness._fields),
        *(f"known.plain.{field}" for field in known if field != "beside"),
        *(f"known.near.{field}" for field in known if field != "elsewhere"),
    ]


def gather(resolver: Resolver, questions: list[Question]) -> Examples:
    """Ask everything, and note the features of every candidate."""
    place = {name: number for number, name in enumerate(columns())}
    rows: list[dict[int, float]] = []
    numbers: list[int] = []
    right: list[bool] = []
    for start in range(0, len(questions), _ASKED_AT_ONCE):
        batch = questions[start : start + _ASKED_AT_ONCE]
        found = resolver.candidates([question.name for question in batch], limit=_CANDIDATES)
        for number, (question, candidates) in enumerate(zip(batch, found, strict=True), start):
            for entity, features in _features(candidates):
                rows.append({place[name]: value for name, value in features.items() if name in place})
                numbers.append(number)
                right.append(entity == question.place)
        print(f"{start + len(batch):,} of {len(questions):,} asked", file=sys.stderr)
    matrix = np.zeros((len(rows), len(place)))
    for row, values in enumerate(rows):
        for column, value in values.items():
            matrix[row, column] = value
    return Examples(matrix, np.array(numbers), np.array(right), len(questions))


def _features(candidates: Candidates) -> list[tuple[str, dict[str, float]]]:
    found = []
    for entity, likeness, context in candidates:
        if likeness.nearness is not None:
            features = {"neighbour": 1.0}
            features |= {f"nearness.{key}": value for key, value in likeness.nearness._asdict().items()}
            features |= {f"known.near.{key}": value for key, value in context._asdict().items()}
        else:
            features = {"plain_scheme" if likeness.schemes else "plain_listed": 1.0}
            features |= {f"known.plain.{key}": value for key, value in context._asdict().items()}
        found.append((entity, features))
    return found


def fit(examples: Examples) -> Floats:
    """The weights under which the places meant are most probable, against all others and none."""
    spread = examples.features.std(0) + 1e-9
    features = examples.features / spread
    starts = np.flatnonzero(np.diff(examples.question, prepend=-1))
    counts = np.diff(starts, append=len(features))
    right = examples.right
    found = np.add.reduceat(right, starts) > 0

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = features @ weights
        most = np.maximum(0, np.maximum.reduceat(scores, starts))
        powers = np.exp(scores - np.repeat(most, counts))
        none = np.exp(-most)
        total = np.add.reduceat(powers, starts) + none
        present = (most + np.log(total)).sum() - scores[right].sum()
        gradient = (powers / np.repeat(total, counts)) @ features - features[right].sum(0)
        others = powers * ~right
        rest = np.add.reduceat(others, starts) + none
        absent = (most + np.log(rest)).sum()
        away = (others / np.repeat(rest, counts)) @ features
        size = len(starts)
        value = ((1 - ABSENT) * present + ABSENT * absent) / size + _RIDGE * weights @ weights
        slope = ((1 - ABSENT) * gradient + ABSENT * away) / size + 2 * _RIDGE * weights
        return float(value), slope

    print(f"the place is among the candidates of {found.mean():.3f}")
    result = minimize(
        loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 500}
    )
    weights: Floats = result.x / spread
    return weights


def report(examples: Examples, weights: Floats) -> str:
    """How good the weights are on questions that they weren't trained on."""
    scores = examples.features @ weights
    order = np.lexsort((-scores, examples.question))
    starts = np.searchsorted(examples.question[order], np.arange(examples.questions))
    rank = np.arange(len(order)) - starts[examples.question[order]]
    right = examples.right[order]
    at = {limit: (right & (rank < limit)).sum() / examples.questions for limit in (1, 10)}
    first, correct = _first(examples, scores, absent=False)
    sure = first >= 0.9
    gone, _ = _first(examples, scores, absent=True)
    bins = np.minimum((first * 10).astype(int), 9)
    error = sum(abs(first[bins == each].sum() - correct[bins == each].sum()) for each in range(10)) / len(
        first
    )
    return (
        f"recall {at[1]:.3f} at 1, {at[10]:.3f} at 10; calibration error {error:.3f}; of p >= .9 "
        f"{correct[sure].mean():.3f} right, {sure.mean():.3f} of all; "
        f"absent yet p >= .7 {(gone >= 0.7).mean():.3f}"
    )


def _first(examples: Examples, scores: Floats, *, absent: bool) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """The first candidate's probability, and whether it is right, by question."""
    kept = ~examples.right if absent else np.ones(len(scores), bool)
    powers = np.exp(np.minimum(scores, 50)) * kept
    total = np.bincount(examples.question, powers, examples.questions) + 1
    shares = powers / total[examples.question]
    first = np.zeros(examples.questions)
    np.maximum.at(first, examples.question, shares)
    best = (shares == first[examples.question]) & examples.right & kept & (shares > 0)
    return first, np.bincount(examples.question, best, examples.questions) > 0


def write(weights: Floats, path: Path = WEIGHT_FILE) -> None:
    """Put the numbers in their lines, and leave the rest of the file as it is."""
    found = dict(zip(columns(), weights, strict=True))
    table = ""
    lines = []
    for line in path.read_text("utf-8").splitlines():
        header = re.fullmatch(r"\[(.+)\]", line)
        table = f"{header[1]}." if header else table
        row = re.match(r"(\w+)(\s*=\s*)(-?[\d.]+)", line)
        key = f"{table}{row[1]}" if row else ""
        if row and key in found:
            line = f"{row[1]}{row[2]}{found[key]:.2f}{line[row.end() :]}"  # noqa: PLW2901
        lines.append(line)
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main(arguments: list[str] | None = None) -> None:
    """Draw, build, ask, train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks train", description=__doc__)
    parser.add_argument("--names", default="1.2M", help="the size of the index (%(default)s)")
    parser.add_argument("--index", type=Path, help="a folder that keeps the index for the next time")
    options: Any = parser.parse_args(arguments)
    test = draw(options.names, seed=TEST_SEED)
    asked_later = {question.place for question in (*test.questions, *test.absent)}
    sample = draw(options.names, queries=QUESTIONS, seed=SEED, absent=0)
    questions = [question for question in sample.questions if question.place not in asked_later]
    with tempfile.TemporaryDirectory() as folder:
        method, place = Canonym(), options.index or Path(folder)
        if not method.index_file(place).exists():
            method.build(sample.rows, place)
        examples = gather(Resolver.open(method.index_file(place)), questions)
    border = int(len(questions) * (1 - _KEPT))
    weights = fit(examples.of(0, border))
    print(report(examples.of(border, len(questions)), weights))
    write(weights)


if __name__ == "__main__":
    main()
