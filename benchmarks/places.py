"""Which place is this? Canonym beside other ways to find a name among many, at several sizes."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from benchmarks.measure import fresh, measure, prepare, tell
from benchmarks.methods import METHODS
from benchmarks.report import table, write
from benchmarks.results import Run, machine, read_all

# Figures are kept only of runs with these, so that what is kept can be compared.
QUERIES = 4000
SEED = 1


def places(
    size: str,
    *,
    canonical: bool = False,
    only: Sequence[str] = (),
    queries: int = QUERIES,
    seed: int = SEED,
    page: bool = False,
) -> int:
    """Measure each method, print the table and keep the figures; the exit status."""
    run = Run(size, canonical, queries, seed, machine=machine())
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="places-") as name:
        folder = Path(name)
        tell(f"sample of {size} names")
        run.names, run.places, run.asked = fresh(prepare, folder, size, queries, seed, canonical)
        tell(f"{run.names:,} names of {run.places:,} places, {run.asked:,} questions")
        for method in only or METHODS:
            try:
                run.methods[method] = measure(method, folder)
            except ModuleNotFoundError as error:
                wrong.append(f"{method} is left out: {error}")
            except Exception as error:  # one that breaks must not hide the others
                traceback.print_exc()
                wrong.append(f"{method} failed: {error!r}")
    print(table(run))
    if queries == QUERIES and seed == SEED:
        if run.methods:
            run.save()
    else:
        print(f"Not kept: only figures of {QUERIES} queries with seed {SEED} are.")
    if page:
        write(list(read_all()))
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if any(" failed: " in line for line in wrong) else 0
