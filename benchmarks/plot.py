"""Recall against time, and both against the number of names, as one picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import matplotlib as mpl

from benchmarks.methods import METHODS
from benchmarks.results import Figures, Run

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

_COLOURS = dict(zip(METHODS, ("#c1272d", "#777777", "#8c6bb1", "#e08214", "#0072b2"), strict=True))
_SHAPES = dict(zip(METHODS, "osD^v", strict=True))


def draw_plot(runs: Sequence[Run], path: Path) -> None:
    """Draw the runs with all names; the same figures make the same file."""
    mpl.use("svg")
    mpl.rcParams.update({"svg.hashsalt": "places", "svg.fonttype": "none", "font.size": 9})
    from matplotlib import pyplot  # only after the backend is chosen

    full = [run for run in runs if not run.canonical and run.methods]
    if not full:
        return
    grows = len(full) > 1
    figure, axes = pyplot.subplots(
        1, 3 if grows else 1, figsize=(12 if grows else 6, 4), layout="constrained", squeeze=False
    )
    _against_time(axes[0][0], full[-1])
    if grows:
        _against_names(axes[0][1], full, "milliseconds, median", lambda found: found.query.p50_ms)
        _logarithmic(axes[0][1].set_yscale, axes[0][1].yaxis)
        _against_names(
            axes[0][2], full, "right place among ten", lambda found: found.query.recall["all"].at_10
        )
    # The largest size may lack a method that the smaller ones have.
    entries = [axis.get_legend_handles_labels() for axis in axes[0][:2]]
    known = {label: handle for found in entries for handle, label in zip(*found, strict=True)}
    figure.legend(known.values(), known.keys(), loc="outside lower center", ncols=3, frameon=False)
    figure.savefig(path, format="svg", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)


def _against_time(axes: Axes, run: Run) -> None:
    for method, found in _in_order(run):
        axes.plot(
            found.query.p50_ms,
            found.query.recall["all"].at_10,
            _SHAPES[method],
            color=_COLOURS[method],
            markersize=8,
            label=found.name,
        )
    _logarithmic(axes.set_xscale, axes.xaxis)
    axes.set_title(f"{run.names:,} names")
    axes.set_xlabel("milliseconds, median")
    axes.set_ylabel("right place among ten")
    axes.grid(alpha=0.3)


def _against_names(axes: Axes, runs: Sequence[Run], title: str, value: Callable[[Figures], float]) -> None:
    for method in METHODS:
        points = [(run.names, value(run.methods[method])) for run in runs if method in run.methods]
        if points:
            names, values = zip(*points, strict=True)
            label = next(run.methods[method].name for run in runs if method in run.methods)
            axes.plot(names, values, f"{_SHAPES[method]}-", color=_COLOURS[method], label=label)
    _logarithmic(axes.set_xscale, axes.xaxis)
    axes.set_xlabel("names")
    axes.set_ylabel(title)
    axes.grid(alpha=0.3)


def _logarithmic(set_scale: Callable[[str], None], axis: Axis) -> None:
    """Powers of ten with plain numbers; labels in between would run into each other."""
    set_scale("log")
    axis.set_major_formatter("{x:,.10g}")
    axis.set_minor_formatter("")


def _in_order(run: Run) -> list[tuple[str, Figures]]:
    return [(method, run.methods[method]) for method in METHODS if method in run.methods]
