"""Write the table of how common single names are, from the names of the United States Census of 1990:
`uv run python -m benchmarks common-names FOLDER`, where the folder holds `dist.all.last`,
`dist.female.first` and `dist.male.first`.

Kept are given names and family names that at least two of 100,000 people bear.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from canonym.common_names import COMMON_FILE, level

# Half of the people bear the names of either sex.
_FILES = {"dist.all.last": 1.0, "dist.female.first": 0.5, "dist.male.first": 0.5}
# What is rarer isn't written.
_FEWEST = 2.0
_A_LINE = 100
_HEAD = """# How common single names are as given names and family names together: a level, and the names
# that it holds. One level more stands for twice as many bearers; the third for 7 of 100,000 people.
# From the frequently occurring names of the 1990 census of the United States, published by the
# Census Bureau, in the public domain, by `python -m benchmarks common-names`.
"""


def bearers(folder: Path) -> dict[str, float]:
    """Of 100,000 people how many bear each name."""
    kinds: dict[str, dict[str, float]] = defaultdict(dict)
    for file, share in _FILES.items():
        kind = kinds[file.rpartition(".")[2]]
        for line in folder.joinpath(file).read_text("ascii").splitlines():
            name, percent, *_ = line.split()
            kind[name.lower()] = kind.get(name.lower(), 0.0) + 1000 * share * float(percent)
    names = {name for kind in kinds.values() for name, count in kind.items() if count >= _FEWEST}
    return {name: sum(kind.get(name, 0.0) for kind in kinds.values()) for name in sorted(names)}


def text_of(counts: Mapping[str, float]) -> str:
    """A file: lines of names for each level, the commonest first."""
    levels: dict[int, list[str]] = defaultdict(list)
    for name, count in counts.items():
        levels[level(count)].append(name)
    lines = []
    for number, names in sorted(levels.items(), reverse=True):
        line = str(number)
        for name in names:
            if len(line) + len(name) >= _A_LINE:
                lines.append(line)
                line = str(number)
            line += f" {name}"
        lines.append(line)
    return _HEAD + "\n".join(lines) + "\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks common-names", description=__doc__)
    parser.add_argument("folder", type=Path, help="with the three files of the census")
    options = parser.parse_args(arguments)
    COMMON_FILE.write_text(text_of(bearers(options.folder)), "utf-8")


if __name__ == "__main__":
    main()
