"""Train the weights of people's names: `uv run --group bench python -m benchmarks calibrate`.

People are indexed by their English labels, but for a third of them; every other label is asked for, in
its language. A conditional logit over the candidates and "none of them" gives the weights of
`[person]`, and those of names in another script. Half of the people teach, the other half, which the
confusions haven't seen either, tell how good the weights are. Written to `src/canonym/weights.toml`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from benchmarks import labels
from benchmarks.halves import learnt_from
from benchmarks.train import Examples, fit, report, write
from canonym import Gazetteer, Resolver
from canonym.confusion import Misheard
from canonym.likeness import Likeness
from canonym.score import of_person

_SEED = 4
_ABSENT = 3  # one in so many
_WEIGHT_OF_ABSENT = 0.3
_WHOLE = ("misheard", "fit", "lacks")
_RIDGE = 1e-5
# What a candidate of other kinds counts is set by hand.
_OFFSET_ONLY: dict[str, float] = {}


def columns() -> list[str]:
    """The names of the features: the weights' places in the file."""
    return [*_WHOLE, *(f"person.{key}" for key in of_person(Likeness("parts", "", person=True)))]


def features_of(likeness: Likeness) -> dict[str, float]:
    """The features of a candidate whose weights are trained; none of any other."""
    if likeness.how == "parts" and likeness.person:
        return {f"person.{key}": value for key, value in of_person(likeness).items()}
    if likeness.how == "alike" and isinstance(likeness.difference, Misheard):
        return {"misheard": 1.0, "fit": likeness.difference.fit, "lacks": likeness.difference.share}
    return _OFFSET_ONLY


def gather(resolver: Resolver, questions: Sequence[labels.Question], absent: set[str]) -> Examples:
    """Ask everything, and note the features of every candidate."""
    place = {name: number for number, name in enumerate(columns())}
    rows, numbers, right, offsets = [], [], [], []
    for number, question in enumerate(questions):
        found = resolver.weighed(question.written, type="person", lang=question.lang.partition("-")[0])
        for entity, likeness, log_odds in found:
            row = np.zeros(len(place))
            features = features_of(likeness)
            for name, value in features.items():
                row[place[name]] = value
            rows.append(row)
            numbers.append(number)
            right.append(entity == question.entity)
            offsets.append(0.0 if features else log_odds)
        if number % 1000 == 0:
            print(f"{number:,} of {len(questions):,} asked", file=sys.stderr)
    return Examples(
        np.array(rows),
        np.array(numbers),
        np.array(right),
        np.array([question.entity not in absent for question in questions]),
        np.array(offsets),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Index, ask, train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks calibrate", description=__doc__)
    parser.add_argument("--persons", type=Path, required=True)
    parser.add_argument("--most", type=int, default=400, help="questions of a language (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args(arguments)
    task = labels.persons(options.persons)
    people = [key for key, _ in task.indexed]
    absent = set(random.Random(_SEED).sample(people, len(people) // _ABSENT))
    rows = [
        {"id": key, "name": name, "type": "person", "lang": "en"}
        for key, name in task.indexed
        if key not in absent
    ]
    resolver = Resolver(Gazetteer.from_rows(rows))
    parts = []
    for half in (True, False):
        own = [question for question in task.questions if learnt_from(question.entity) == half]
        parts.append(gather(resolver, labels.some(own, options.most), absent))
    learnt, kept = parts
    import pickle

    pickle.dump(parts, open("/tmp/r/snd/parts.pkl", "wb"))
    weights = fit([(learnt, 1.0)], absent=_WEIGHT_OF_ABSENT, ridge=_RIDGE)
    print(f"people that the weights haven't seen: {report(kept, weights)}")
    for name, weight in zip(columns(), weights, strict=True):
        print(f"  {name:24} {weight:+.2f}")
    if options.write:
        write(dict(zip(columns(), weights.tolist(), strict=True)))


if __name__ == "__main__":
    main()
