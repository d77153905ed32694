"""Timings and measurements: `uv run python -m benchmarks --help`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from benchmarks.methods import METHODS
from benchmarks.sample import SIZES

# Benchmarks that read options of their own: the command, and its help.
_WITH_OPTIONS = {
    "train": "train the weights of names without a language",
    "schemes": "schemes beside examples, and the page of them all",
    "labels": "people by how other languages write them",
    "calibrate": "train the weights of people's names",
    "confusions": "learn how names are heard in other scripts",
    "characters": "write how Chinese characters are read",
    "common-names": "write how common single names are",
    "family-names": "write which family names there are",
    "hokkien": "write how they are read in Hokkien",
    "japanese": "write how they are read in Japanese names",
    "reliability": "how true the probabilities are, by type",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one benchmark."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Timings and measurements.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("latency", help="how long answers from the default index take")
    places = commands.add_parser("places", help="canonym beside other ways to find a place by its name")
    places.add_argument("--names", choices=SIZES, default="120k", help="how many to index (%(default)s)")
    places.add_argument("--canonical", action="store_true", help="index only the main name of each place")
    places.add_argument("--only", nargs="+", choices=METHODS, default=(), help="only these methods")
    places.add_argument("--queries", type=int, default=4000, help="how many to ask for (%(default)s)")
    places.add_argument("--seed", type=int, default=1, help="which places are drawn (%(default)s)")
    places.add_argument("--write", action="store_true", help="write the page in docs/benchmarks")
    for name, told in _WITH_OPTIONS.items():
        commands.add_parser(name, help=told, add_help=False)
    options, rest = parser.parse_known_args(arguments)
    if options.command in _WITH_OPTIONS:
        import_module(f"benchmarks.{options.command.replace('-', '_')}").main(rest)
        return 0
    if rest:
        parser.error(f"unknown: {' '.join(rest)}")
    if options.command == "latency":
        from benchmarks import latency  # each benchmark needs packages of its own

        latency.main()
        return 0
    if options.queries < 10:
        parser.error("--queries must be at least 10")
    from benchmarks.places import places as run

    return run(
        options.names,
        canonical=options.canonical,
        only=options.only,
        queries=options.queries,
        seed=options.seed,
        page=options.write,
    )


if __name__ == "__main__":
    sys.exit(main())
