"""Train the weights of names that sound alike as wholes:
`uv run --group bench python -m benchmarks calibrate --persons FILE --tokens FILE`.

People are indexed by their English labels, but for a third of them; every other label is asked for, in
its language. The same is done with single names, and English ones that aren't indexed, and common words
of other languages, are asked for beside them: short words are alike by chance. A conditional logit over
the candidates and "none of them" gives the weights of wholes in `[person]`, and those of names in
another script, with that of how common a single name is. Half of the people teach; the other half, which
the confusions haven't seen either, tell how good the weights are. Written to `src/canonym/weights.toml`.
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
from canonym import Resolver
from canonym.confusion import Misheard
from canonym.features import of_misheard, of_person
from canonym.likeness import Likeness
from canonym.score import Context

_SEED = 4
_WEIGHT_OF_ABSENT = 0.2
_MISHEARD = ("misheard", "several", "fit", "lacks", "other_family", "worst")
_WHOLE = ("whole", "sounds", "changed")
_COMMON_NAME = "known.other.common"
_RIDGE = 1e-5
# How much the single names count beside the people, and how many are asked that aren't indexed.
_WEIGHT_OF_TOKENS = 0.5
_CHANCE = 800
# Of the commonest words of these languages one in so many is asked; whom they mean isn't indexed.
_LANGUAGES = ("ar", "bg", "fa", "he", "ja", "ko", "ru", "uk", "zh")
_COMMON, _EACH = 2000, 20
_NOBODY = ""


def columns() -> list[str]:
    """The names of the features: the weights' places in the file."""
    return [*_MISHEARD, _COMMON_NAME, *(f"person.{key}" for key in _WHOLE)]


def features_of(likeness: Likeness, context: Context) -> dict[str, float]:
    """The features of a candidate whose weights are trained; none of any other."""
    if likeness.how != "alike" or not likeness.person:
        return {}
    if isinstance(likeness.difference, Misheard):
        told = {"other_family": float(likeness.other_family), _COMMON_NAME: context.common}
        return of_misheard(likeness.difference) | told
    return {f"person.{key}": of_person(likeness)[key] for key in _WHOLE}


def gather(resolver: Resolver, questions: Sequence[labels.Question], absent: set[str]) -> Examples:
    """Ask everything, and note the features of every candidate."""
    place = {name: number for number, name in enumerate(columns())}
    rows, numbers, right, offsets = [], [], [], []
    for number, question in enumerate(questions):
        found = resolver._weighed(question.written, type="person", lang=question.lang.partition("-")[0])
        for entity, likeness, context, log_odds in found:
            row = np.zeros(len(place))
            features = features_of(likeness, context)
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


def _common_words(half: bool) -> list[labels.Question]:
    """Words that aren't names, but for some; one half or the other."""
    from wordfreq import top_n_list

    return [
        labels.Question(word, lang, _NOBODY)
        for lang in _LANGUAGES
        for word in top_n_list(lang, _COMMON)[half::_EACH]
    ]


def main(arguments: Sequence[str] | None = None) -> None:
    """Index, ask, train, report, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks calibrate", description=__doc__)
    parser.add_argument("--persons", type=Path, required=True)
    parser.add_argument("--tokens", type=Path, required=True)
    parser.add_argument("--most", type=int, default=400, help="questions of a language (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write the weights")
    options = parser.parse_args(arguments)
    sets = []
    for task, weight in (
        (labels.persons(options.persons), 1.0),
        (labels.tokens(options.tokens), _WEIGHT_OF_TOKENS),
    ):
        draw = random.Random(_SEED)
        absent = labels.left_out(task, draw)
        resolver = labels.index(task, absent)
        by_chance = [labels.Question(name, "en", key) for key, name in task.indexed if key in absent]
        for half in (True, False):
            own = [question for question in task.questions if learnt_from(question.entity) == half]
            asked = labels.some(own, options.most)
            if weight < 1:
                asked += draw.sample(by_chance, _CHANCE) + _common_words(half)
            sets.append((gather(resolver, asked, {*absent, _NOBODY}), weight))
    weights = fit(sets[::2], absent=_WEIGHT_OF_ABSENT, ridge=_RIDGE)
    for (kept, _), what in zip(sets[1::2], ("people", "single names"), strict=True):
        print(f"{what} that the weights haven't seen: {report(kept, weights)}")
    for name, weight in zip(columns(), weights, strict=True):
        print(f"  {name:24} {weight:+.2f}")
    if options.write:
        write(dict(zip(columns(), weights.tolist(), strict=True)))


if __name__ == "__main__":
    main()
