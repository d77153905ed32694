"""Figures of runs, kept as JSON so that runs of several sizes can be put side by side."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.sample import SIZES

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Recall:
    """How many questions, and the share with the right place first or among ten."""

    asked: int
    at_1: float
    at_10: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """Whether the stated probabilities are true.

    `error` is the expected calibration error of those questions that have a first match, alone and
    together with the absent names, whose first match is always wrong. `sure` are answers with a
    probability of at least .9: the share that is right, alone and with the absent names, and how much
    of all questions they are.
    """

    error: float
    error_with_absent: float
    sure_right: float
    sure_right_with_absent: float
    sure_share: float
    absent_asked: int
    absent_resolved: float


@dataclass(frozen=True, slots=True)
class BuildCost:
    """What an index costs to make and to keep."""

    seconds: float
    rss_mb: float
    disk_mb: float


@dataclass(frozen=True, slots=True)
class QueryFigures:
    """How right and how quick the answers are. `recall` has "all" and each script."""

    recall: dict[str, Recall]
    p50_ms: float
    p95_ms: float
    names_per_second: float
    open_ms: float
    rss_mb: float
    country: Recall | None = None
    calibration: Calibration | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is known of one method at one size."""

    name: str
    build: BuildCost
    query: QueryFigures
    cold_ms: float | None = None
    two_processes_per_second: float | None = None


@dataclass(slots=True)
class Run:
    """One size: what was indexed and asked, on what machine, and the figures of each method."""

    size: str
    canonical: bool
    queries: int
    seed: int
    names: int = 0
    places: int = 0
    asked: int = 0
    machine: dict[str, str] = field(default_factory=dict)
    methods: dict[str, Figures] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """Where the figures of this size are kept."""
        return RESULTS / f"places-{self.size}{'-canonical' if self.canonical else ''}.json"

    def same_questions(self, other: Run) -> bool:
        """Whether the figures of both may stand in one table."""
        return all(
            getattr(self, key) == getattr(other, key)
            for key in ("size", "canonical", "queries", "seed", "names", "places", "asked", "machine")
        )

    def save(self) -> None:
        """Keep the figures, beside those of other methods that were asked the same on the same machine."""
        if self.path.exists():
            kept = read(self.path)
            if self.same_questions(kept):
                self.methods = kept.methods | self.methods
        self.path.parent.mkdir(exist_ok=True)
        text = json.dumps(asdict(self), indent=1, sort_keys=True)
        self.path.write_text(text + "\n", encoding="utf-8")


def machine() -> dict[str, str]:
    """What the timings depend on."""
    return {
        "cores": str(os.cpu_count()),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "system": platform.system(),
    }


def read(path: Path) -> Run:
    """The figures of one file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    methods = {key: _figures(figures) for key, figures in content.pop("methods").items()}
    return Run(**content, methods=methods)


def read_all() -> Iterator[Run]:
    """All figures that are kept, from the smallest size to the largest, canonical ones last."""
    for canonical in (False, True):
        for size in SIZES:
            path = Run(size, canonical, 0, 0).path
            if path.exists():
                yield read(path)


def _figures(content: dict[str, Any]) -> Figures:
    query = content.pop("query")
    recall = {key: Recall(**share) for key, share in query.pop("recall").items()}
    country, calibration = query.pop("country"), query.pop("calibration")
    return Figures(
        build=BuildCost(**content.pop("build")),
        query=QueryFigures(
            recall=recall,
            country=Recall(**country) if country else None,
            calibration=Calibration(**calibration) if calibration else None,
            **query,
        ),
        **content,
    )
