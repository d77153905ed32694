"""Train the weights of names without a language: `uv run --group bench python -m benchmarks train`.

Places of GeoNames are drawn by a seed of their own, without those that `benchmarks places` asks
for. Of each one name is hidden; everything else is indexed, and the hidden names are asked for.
Other places are left out of the index, and some name of each is asked for as well. The same is done
with an index of main names alone, for lists that have one name for each thing. A conditional logit
over the candidates and "none of them" gives the weights; the places of a last part, which it hasn't
seen, tell how good they are. Written to `src/canonym/weights.toml`, where every number has its
line, to be reviewed as any other data.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from benchmarks.calibration import Claim, expected_error, share
from benchmarks.methods.ours import Canonym
from benchmarks.sample import Question, draw
from canonym import Resolver
from canonym.nearness import Nearness
from canonym.resolve import Candidates
from canonym.score import WEIGHT_FILE, Context

SEED, TEST_SEED = 2, 1
QUESTIONS, ABSENT = 12_000, 4_000
# How much the names of places that aren't indexed count beside those of places that are, and an
# index of main names alone beside one of all names.
_WEIGHT_OF_ABSENT = 0.05
_WEIGHT_OF_MAIN = 0.1
# The share of questions that are kept for the report.
_KEPT = 1 / 3
# How much a weight must earn to be large (in units of its feature's spread).
_RIDGE = 1e-3
# What the caller knows is never told in training; its weights are set by hand.
_HINTS = ("country", "other_country", "language")
# What is told only of people's names is trained by benchmarks/calibrate.py.
_OF_PEOPLE = ("common",)
_ASKED_AT_ONCE = 256
_CANDIDATES = 48

Floats = npt.NDArray[np.float64]


class Examples(NamedTuple):
    """Candidates of all questions: features, the question's number, whether it is what was meant, and
    log-odds that aren't trained; and whether what each question means is indexed."""

    features: Floats
    question: npt.NDArray[np.int64]
    right: npt.NDArray[np.bool_]
    present: npt.NDArray[np.bool_]
    offset: Floats

    def parts(self) -> tuple[Examples, Examples]:
        """Most questions, drawn by chance, and the rest."""
        kept = np.random.default_rng(SEED).random(len(self.present)) < _KEPT
        return self._of(~kept), self._of(kept)

    def _of(self, wanted: npt.NDArray[np.bool_]) -> Examples:
        own = wanted[self.question]
        numbers = wanted.cumsum() - 1
        return Examples(
            self.features[own],
            numbers[self.question[own]],
            self.right[own],
            self.present[wanted],
            self.offset[own],
        )

    def weights(self, of_absent: float) -> Floats:
        """How much each question counts: one in all, and what absent ones count beside."""
        present = self.present.sum()
        absent = max(len(self.present) - present, 1)
        shares: Floats = np.where(self.present, 1 / present, of_absent / absent)
        return shares


def columns() -> list[str]:
    """The names of the features: the weights' places in the file."""
    known = [field for field in Context._fields if field not in (*_HINTS, *_OF_PEOPLE)]
    return [
        *("plain_listed", "plain_scheme", "neighbour"),
        *(f"nearness.{field}" for field in Nearness._fields),
        *(f"known.plain.{field}" for field in known if field != "beside"),
        *(f"known.near.{field}" for field in known if field != "elsewhere"),
    ]


def gather(resolver: Resolver, questions: Sequence[Question], present: Sequence[bool]) -> Examples:
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
    return Examples(matrix, np.array(numbers), np.array(right), np.array(present), np.zeros(len(rows)))


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


def fit(
    sets: Sequence[tuple[Examples, float]], *, absent: float = _WEIGHT_OF_ABSENT, ridge: float = _RIDGE
) -> Floats:
    """The weights under which what is meant is most probable, against all others and none.

    `sets` are examples with how much all of them count, `absent` how much those of what isn't
    indexed, `ridge` how much a weight must earn to be large.
    """
    features = np.concatenate([examples.features for examples, _ in sets])
    right = np.concatenate([examples.right for examples, _ in sets])
    offset = np.concatenate([examples.offset for examples, _ in sets])
    firsts = np.cumsum([0, *(len(examples.present) for examples, _ in sets)])
    question = np.concatenate(
        [examples.question + first for (examples, _), first in zip(sets, firsts, strict=False)]
    )
    share = np.concatenate([examples.weights(absent) * weight for examples, weight in sets])
    share /= share.sum()
    spread = features.std(0) + 1e-9
    features = features / spread
    starts = np.flatnonzero(np.diff(question, prepend=-1))
    counts = np.diff(starts, append=len(features))
    asked, told = share[question[starts]], share[question[right]]

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = features @ weights + offset
        most = np.maximum(0, np.maximum.reduceat(scores, starts))
        powers = np.exp(scores - np.repeat(most, counts))
        total = np.add.reduceat(powers, starts) + np.exp(-most)
        value = asked @ (most + np.log(total)) - told @ scores[right] + ridge * weights @ weights
        slope = (powers * np.repeat(asked / total, counts)) @ features - told @ features[right]
        return float(value), slope + 2 * ridge * weights

    result = minimize(
        loss, np.zeros(features.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 600}
    )
    weights: Floats = result.x / spread
    return weights


def report(examples: Examples, weights: Floats) -> str:
    """How good the weights are on questions that they weren't trained on."""
    scores = examples.features @ weights + examples.offset
    count = len(examples.present)
    order = np.lexsort((-scores, examples.question))
    starts = np.searchsorted(examples.question[order], np.arange(count))
    rank = np.arange(len(order)) - starts[examples.question[order]]
    present = examples.present.sum()
    at = {limit: (examples.right[order] & (rank < limit)).sum() / present for limit in (1, 10)}
    powers = np.exp(np.minimum(scores, 50))
    shares = powers / (np.bincount(examples.question, powers, count) + 1)[examples.question]
    first = np.zeros(count)
    np.maximum.at(first, examples.question, shares)
    correct = np.bincount(examples.question, (shares == first[examples.question]) & examples.right, count) > 0
    claims = [Claim(*each) for each in zip(first[examples.present], correct[examples.present], strict=True)]
    sure = [claim.right for claim in claims if claim.probability >= 0.9]
    return (
        f"recall {at[1]:.3f} at 1, {at[10]:.3f} at 10; calibration error {expected_error(claims):.3f}; "
        f"of p >= .9 {share(sure):.3f} right, {len(sure) / present:.3f} of all; "
        f"absent yet p >= .7 {share(first[~examples.present] >= 0.7):.3f}"
    )


def write(found: Mapping[str, float], path: Path = WEIGHT_FILE) -> None:
    """Put the numbers in their lines, and leave the rest of the file as it is."""
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
    parser.add_argument("--index", type=Path, help="a folder that keeps the two indexes for the next time")
    options: Any = parser.parse_args(arguments)
    test = draw(options.names, seed=TEST_SEED)
    asked_later = {question.place for question in (*test.questions, *test.absent)}
    parts = []
    for canonical, weight in ((False, 1.0), (True, _WEIGHT_OF_MAIN)):
        sample = draw(options.names, queries=QUESTIONS, seed=SEED, absent=ABSENT, canonical=canonical)
        questions = [question for question in sample.questions if question.place not in asked_later]
        absent = [question for question in sample.absent if question.place not in asked_later]
        with tempfile.TemporaryDirectory() as temporary:
            method, place = Canonym(), Path(temporary)
            if options.index:
                place = options.index / ("main" if canonical else "all")
                place.mkdir(parents=True, exist_ok=True)
            if not method.index_file(place).exists():
                method.build(sample.rows, place)
            resolver = Resolver.open(method.index_file(place))
            present = [True] * len(questions) + [False] * len(absent)
            parts.append((*gather(resolver, [*questions, *absent], present).parts(), weight))
    weights = fit([(trained, weight) for trained, _, weight in parts])
    for (_, kept, _), names in zip(parts, ("all names", "main names alone"), strict=True):
        print(f"{names}: {report(kept, weights)}")
    write(dict(zip(columns(), weights.tolist(), strict=True)))


if __name__ == "__main__":
    main()
