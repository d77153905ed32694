"""What one method costs and how right it is: each figure comes from a fresh process.

The functions here run in processes of their own, so that the memory of one step is not counted for
another. The process that starts them must stay small itself: on Linux, a process inherits the peak of
the one that it was started from.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any, TypeVar

from benchmarks.calibration import calibration
from benchmarks.methods import Judge, Method, load
from benchmarks.results import BuildCost, Figures, QueryFigures, Recall
from benchmarks.sample import SCRIPTS, Question, Questions, Row, RowFile, draw, script_of

WARM_UP = 200
# Methods that read every name are asked this many questions of an index of more than this many names.
SLOW_QUESTIONS = 300
SLOW_NAMES = 500_000
COLD_RUNS = 10
# How long names are asked in batches, at least and about at most.
BATCH_SECONDS = 3.0
BATCH_MOST_SECONDS = 20.0
_COLD = (
    "import sys; from canonym import Resolver; "
    "print(Resolver.open(sys.argv[1]).resolve('Kostjukowitschy').id)"
)
_TOLD_EVERY = 250_000
# How long one of two processes waits for the other.
_MEET_SECONDS = 300.0

_barrier: Barrier
Result = TypeVar("Result")


def fresh(function: Callable[..., Result], *arguments: Any) -> Result:
    """Call a function in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def tell(text: str) -> None:
    """Progress, for people."""
    print(text, file=sys.stderr, flush=True)


def prepare(folder: Path, size: str, queries: int, seed: int, canonical: bool) -> tuple[int, int, int]:
    """Write what is indexed and what is asked; tell how many names, places and questions."""
    sample = draw(size, queries=queries, seed=seed, canonical=canonical)
    names, places = rows_in(folder).write(_counted(sample.rows, "names"))
    Questions(list(sample.questions), list(sample.absent), names, places).write(questions_in(folder))
    return names, places, len(sample.questions)


def rows_in(folder: Path) -> RowFile:
    """The names to index."""
    return RowFile(folder / "rows.csv")


def questions_in(folder: Path) -> Path:
    """The names to ask for."""
    return folder / "questions.json"


def measure(method: str, folder: Path) -> Figures:
    """All figures of one method, from what `prepare` left in the folder."""
    place = folder / method
    place.mkdir()
    tell(f"{method}: build")
    cost = fresh(_build, method, folder, place)
    tell(f"{method}: built in {cost.seconds:.1f} s, {cost.disk_mb:.0f} MB")
    figures, name, index = fresh(_query, method, folder, place)
    if index is None:
        return Figures(name, cost, figures)
    tell(f"{method}: two processes")
    both = _two_processes(method, folder, place, figures.p50_ms)
    tell(f"{method}: cold starts")
    return Figures(name, cost, figures, _cold_ms(index), both)


def _build(method: str, folder: Path, place: Path) -> BuildCost:
    made = load(method)
    start = time.perf_counter()
    made.build(_counted(rows_in(folder), "names read"), place)
    seconds = time.perf_counter() - start
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
    return BuildCost(
        seconds, max(_peak_mb(resource.RUSAGE_SELF), _peak_mb(resource.RUSAGE_CHILDREN)), size / 1e6
    )


def _query(method: str, folder: Path, place: Path) -> tuple[QueryFigures, str, Path | None]:
    asked = Questions.read(questions_in(folder))
    made = load(method)
    questions = asked.present
    if made.slow and asked.names > SLOW_NAMES:
        questions = questions[:SLOW_QUESTIONS]
    start = time.perf_counter()
    made.open(place)
    made.ask(questions[0].name)
    open_ms = (time.perf_counter() - start) * 1e3
    tell(f"{method}: ask {len(questions)} questions one by one")
    answers, times = _ask_each(made, questions)
    peak = _peak_mb(resource.RUSAGE_SELF)
    p50 = statistics.median(times)
    tell(f"{method}: ask in batches")
    rate = _rate(made, _batch(questions, p50))
    judge = made if isinstance(made, Judge) else None
    figures = QueryFigures(
        recall=_recall_by_script(questions, answers),
        p50_ms=p50,
        p95_ms=statistics.quantiles(times, n=20, method="inclusive")[-1],
        names_per_second=rate,
        open_ms=open_ms,
        rss_mb=peak,
        country=_with_country(judge, questions) if judge else None,
        calibration=calibration(
            questions,
            [judge.judge(question.name) for question in questions],
            [judge.judge(question.name) for question in asked.absent],
        )
        if judge
        else None,
    )
    return figures, made.name, judge.index_file(place) if judge else None


def _ask_each(method: Method, questions: Sequence[Question]) -> tuple[list[list[str]], list[float]]:
    """All answers, and the milliseconds of those after the warm-up."""
    answers, times = [], []
    for question in questions:
        start = time.perf_counter()
        answers.append(method.ask(question.name))
        times.append((time.perf_counter() - start) * 1e3)
    return answers, times[min(WARM_UP, len(times) // 2) :]


def _with_country(method: Method, questions: Sequence[Question]) -> Recall:
    return _recall(questions, [method.ask(question.name, question.country) for question in questions])


def _recall_by_script(questions: Sequence[Question], answers: Sequence[list[str]]) -> dict[str, Recall]:
    found = {"all": _recall(questions, answers)}
    for script in SCRIPTS:
        pairs = [
            (question, answer)
            for question, answer in zip(questions, answers, strict=True)
            if script_of(question.name) == script
        ]
        if pairs:
            found[script] = _recall([question for question, _ in pairs], [answer for _, answer in pairs])
    return found


def _recall(questions: Sequence[Question], answers: Sequence[list[str]]) -> Recall:
    pairs = list(zip(questions, answers, strict=True))
    return Recall(
        len(pairs),
        statistics.fmean(question.place in answer[:1] for question, answer in pairs),
        statistics.fmean(question.place in answer for question, answer in pairs),
    )


def _batch(questions: Sequence[Question], p50_ms: float) -> list[str]:
    """As many names as won't take much longer than they must."""
    enough = max(20, int(BATCH_MOST_SECONDS * 1e3 / max(p50_ms, 1e-3)))
    return [question.name for question in questions[:enough]]


def _rate(method: Method, names: Sequence[str]) -> float:
    """Names a second, asked all together again and again."""
    asked = 0
    start = time.perf_counter()
    while (seconds := time.perf_counter() - start) < BATCH_SECONDS:
        method.ask_many(names)
        asked += len(names)
    return asked / seconds


def _two_processes(method: str, folder: Path, place: Path, p50_ms: float) -> float:
    """Names a second of two processes that each open the index and ask at the same time."""
    context = get_context("spawn")
    with ProcessPoolExecutor(
        2, mp_context=context, initializer=_meet_at, initargs=(context.Barrier(2),)
    ) as pool:
        rates = [pool.submit(_rate_of_one, method, folder, place, p50_ms) for _ in range(2)]
        return sum(rate.result() for rate in rates)


def _meet_at(barrier: Barrier) -> None:
    global _barrier  # noqa: PLW0603  # a barrier can only be handed over when a process starts
    _barrier = barrier


def _rate_of_one(method: str, folder: Path, place: Path, p50_ms: float) -> float:
    names = _batch(Questions.read(questions_in(folder)).present, p50_ms)
    made = load(method)
    made.open(place)
    made.ask_many(names[:WARM_UP])
    _barrier.wait(_MEET_SECONDS)
    return _rate(made, names)


def _cold_ms(index: Path) -> float:
    """Milliseconds of a process that answers once: the median, after one that isn't counted, which leaves
    the modules compiled, as an installer does."""
    command = [sys.executable, "-c", _COLD, str(index)]
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(COLD_RUNS + 1):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=compiled)
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times[1:])


def _counted(rows: Iterable[Row], what: str) -> Iterator[Row]:
    for number, row in enumerate(rows, 1):
        if number % _TOLD_EVERY == 0:
            tell(f"  {number:,} {what}")
        yield row


def _peak_mb(who: int) -> float:
    peak = resource.getrusage(who).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3 / 1.024)
