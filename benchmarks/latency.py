"""How long answers take: `uv run python -m benchmarks.latency`.

Cold: whole processes, each started ten times after one warm-up. Warm: each name asked a hundred
times of one resolver, in microseconds. Medians are told; the machine decides the rest.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from canonym import Resolver, compare

RUNS = 10
REPEATS = 100
# One name for each way to an entity, and words that lead nowhere.
NAMES = {
    "listed": ("Homel", "Касцюковічы", "ТАСС", "T-72B3", "Weißrussland", "Kijów", "S 300"),
    "scheme": ("Chrenin", "Kostjukowitschi", "Loukachenko", "Łukaszenka", "Selenskyj", "Baranawitschy"),
    "inflected": ("Гомеле", "Хренина", "Барановичах", "Мозыря"),
    "sound": ("Kostjukowitschy", "Baranovichy", "Lukashenkko"),
    "parts": ("Chrenin, Viktor", "A. Lukashenko", "President Zelensky", "Gebiet Homel"),
    "unknown": ("Breast", "Wasser", "Lidia", "дом", "Kobatunari"),
}


def cold(command: list[str]) -> float:
    """Median seconds of a process, minus nothing."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return statistics.median(_seconds(command) for _ in range(RUNS))


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def warm(ask: Callable[[], object]) -> float:
    """Median microseconds of a call."""
    times = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        ask()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e6


def main() -> None:
    """Print both tables."""
    normalize = shutil.which("normalize") or "normalize"
    start = cold([sys.executable, "-c", "pass"])
    print(f"{'interpreter alone':<28}{start * 1e3:8.0f} ms")
    commands = {
        "normalize --help": [normalize, "--help"],
        "import canonym": [sys.executable, "-c", "import canonym"],
        "normalize Chrenin": [normalize, "Chrenin"],
        "normalize Kostjukowitschy": [normalize, "Kostjukowitschy"],
    }
    for label, command in commands.items():
        print(f"{label:<28}{cold(command) * 1e3:8.0f} ms")
    resolver = Resolver()
    medians = []
    for way, names in NAMES.items():
        for name in names:
            resolver.resolve(name)
            medians.append(warm(lambda name=name: resolver.resolve(name)))  # type: ignore[misc]
        print(f"{'resolve, ' + way:<28}{statistics.median(medians[-len(names) :]):8.0f} µs")
    print(f"{'resolve, median of all':<28}{statistics.median(medians):8.0f} µs")
    compare("Chrenin", "Хренин")
    print(f"{'compare Chrenin Хренин':<28}{warm(lambda: compare('Chrenin', 'Хренин')):8.0f} µs")


if __name__ == "__main__":
    main()
