"""Whether names that are called likely are right as often as that, by type:
`uv run --group bench python -m benchmarks reliability --persons FILE --write`.

People and places are asked of an index that lacks some of them: of people a third, in half of the
labels, which nothing was learnt from (`benchmarks.halves`); of places those that the benchmark of
places leaves out. No list of organizations or equipment has both many names and a right answer, so
they are judged by the pairs of `tests/cases/pairs.toml`, which are hard ones by intent, and so is
`compare` as a whole. `--write` makes the page and the plot in `docs/benchmarks`.
"""

from __future__ import annotations

import argparse
import random
import tomllib
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from benchmarks import labels
from benchmarks.calibration import Claim, binned, figures, share
from benchmarks.halves import learnt_from
from benchmarks.report import PAGES, aligned, markdown
from benchmarks.sample import Rows, draw
from canonym import Gazetteer, Resolver, compare
from canonym.resolution import Resolution

PAIRS = Path(__file__).parent.parent / "tests" / "cases" / "pairs.toml"
PLOT = "reliability.svg"
_SEED = 4
_PLACES = "12k"
_INTRODUCTION = """\
# How true the probabilities are

An answer with a probability of 0.8 should be right four times of five. *Error* is the expected calibration
error: answers are put in ten bins by their probability, and the distances between what was said and how much
was right are averaged, by the size of the bins. *Sure* answers say 0.9 or more. Names of what isn't in the
index are asked as well: whatever is answered to one of them is wrong, and *absent resolved* is the share of
them that got an answer.

- **person**: labels of politicians as other languages write them ([which](names.md)), half of them, of which
  nothing was learnt; a third of the people are not in the index, the others are by their English labels.
- **place**: hidden names of places ([which](places.md)), 12,000 names indexed, a fifth of the questions for
  places that are not.
- **pairs**: `compare` on the pairs of the tests. They are hard by intent, and most of them were known when
  its rules were written: they tell which types are weak, but not how often it is wrong in practice.
"""


class Asked(NamedTuple):
    """The answers to a set of questions: first matches for what is indexed and for what isn't, how many of
    the first were asked, and the share of the others that were resolved."""

    present: list[Claim]
    absent: list[Claim]
    questions: int
    absent_resolved: float | None = None


def people(path: Path, most: int) -> Asked:
    """Labels of people of whom a third isn't indexed."""
    task = labels.persons(path)
    missing = labels.left_out(task, random.Random(_SEED))
    resolver = labels.index(task, missing)
    held = [question for question in task.questions if not learnt_from(question.entity)]
    present: list[tuple[str, Resolution]] = []
    absent: list[tuple[str, Resolution]] = []
    by_lang = sorted(labels.some(held, most), key=lambda question: question.lang)
    for lang, group in groupby(by_lang, key=lambda question: question.lang):
        own = list(group)
        answers = resolver.resolve_many(
            [question.written for question in own], type="person", lang=lang.partition("-")[0]
        )
        for question, answer in zip(own, answers, strict=True):
            (absent if question.entity in missing else present).append((question.entity, answer))
    return _asked(present, absent)


def places() -> Asked:
    """Hidden names of places, and of places that aren't indexed."""
    sample = draw(_PLACES)
    rows = (
        {"id": row.place, "name": row.name, "type": "place", "country": row.country}
        | {"prominence": str(row.population)}
        for row in Rows(sample)
    )
    resolver = Resolver(Gazetteer.from_rows(rows))
    present, absent = (
        list(
            zip((each.place for each in some), resolver.resolve_many(each.name for each in some), strict=True)
        )
        for some in (sample.questions, sample.absent)
    )
    return _asked(present, absent)


def pairs(path: Path = PAIRS) -> dict[str, Asked]:
    """The pairs of the tests by type, and together."""
    found: dict[str, list[Claim]] = {}
    for pair in tomllib.loads(path.read_text("utf-8"))["pair"]:
        probability = compare(pair["first"], pair["second"], type=pair["type"]).probability
        found.setdefault(pair["type"], []).append(Claim(probability, pair["same"]))
    by_type = {kind: Asked(claims, [], len(claims)) for kind, claims in sorted(found.items())}
    every = [claim for claims in found.values() for claim in claims]
    return by_type | {"all": Asked(every, [], len(every))}


def _asked(present: Sequence[tuple[str, Resolution]], absent: Sequence[tuple[str, Resolution]]) -> Asked:
    return Asked(
        [_claim(entity, answer) for entity, answer in present if answer.matches],
        [_claim(entity, answer) for entity, answer in absent if answer.matches],
        len(present),
        share(answer.status == "resolved" for _, answer in absent),
    )


def _claim(entity: str, answer: Resolution) -> Claim:
    return Claim(answer.matches[0].probability, answer.matches[0].id == entity)


def row(name: str, asked: Asked) -> tuple[str, ...]:
    """The figures of one set, as cells."""
    resolved = asked.absent_resolved
    found = figures(asked.present, asked.absent, asked.questions, len(asked.absent), resolved or 0.0)
    return (
        name,
        f"{asked.questions:,}",
        f"{found.error_with_absent:.3f}",
        f"{found.error:.3f}",
        f"{found.sure_right_with_absent:.3f}",
        f"{found.sure_share:.2f}" if asked.questions else "–",
        "–" if resolved is None else f"{resolved:.3f}",
    )


_HEAD = ("set", "asked", "error", "of those indexed", "sure ones right", "sure of", "absent resolved")


def write(sets: dict[str, Asked], folder: Path) -> None:
    """The page and the plot."""
    draw_plot(sets, folder / PLOT)
    page = [_INTRODUCTION, f"![What was said against what was right]({PLOT})\n"]
    page += markdown(table(sets))
    (folder / "reliability.md").write_text("\n".join(page) + "\n", encoding="utf-8")


def draw_plot(sets: dict[str, Asked], path: Path) -> None:
    """What was said against how much of it was right, a panel a set; a dot's area tells its answers."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "reliability", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot  # only after the backend is chosen

    figure, axes = pyplot.subplots(
        1, len(sets), figsize=(2.4 * len(sets), 2.8), layout="constrained", squeeze=False, sharey=True
    )
    for axis, (name, asked) in zip(axes[0], sets.items(), strict=True):
        claims = asked.present + asked.absent
        bins = [found for found in binned(claims) if found]
        axis.plot([0, 1], [0, 1], color="#bbbbbb", linewidth=1)
        axis.scatter(
            [fmean(claim.probability for claim in found) for found in bins],
            [share(claim.right for claim in found) for found in bins],
            [20 + 600 * len(found) / len(claims) for found in bins],
            color="#c1272d",
            alpha=0.6,
        )
        axis.set_title(name)
        axis.set_xlabel("said")
        axis.grid(alpha=0.3)
    axes[0][0].set_ylabel("right")
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def table(sets: dict[str, Asked]) -> list[tuple[str, ...]]:
    """The figures of all sets, below what they are."""
    return [_HEAD, *(row(name, asked) for name, asked in sets.items())]


def main(arguments: Sequence[str] | None = None) -> None:
    """Ask, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks reliability", description=__doc__)
    parser.add_argument("--persons", type=Path, required=True)
    parser.add_argument("--most", type=int, default=200, help="questions of a language (%(default)s)")
    parser.add_argument("--write", action="store_true", help=f"write the page in {PAGES.name}")
    options = parser.parse_args(arguments)
    sets = {"person": people(options.persons, options.most), "place": places()}
    sets |= {f"pairs: {kind}": asked for kind, asked in pairs().items()}
    print("\n".join(aligned(table(sets))))
    if options.write:
        write(sets, PAGES)


if __name__ == "__main__":
    main()
