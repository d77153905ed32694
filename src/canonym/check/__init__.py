"""All rules on data, for the command `normalize check` and for the tests alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from canonym.check.entities import check_gazetteer
from canonym.check.rules import check_rule_file
from canonym.errors import Problem
from canonym.gazetteer import SOURCES

__all__ = ["check_path", "check_paths"]


def check_paths(paths: list[Path]) -> list[Problem]:
    """Every problem of these gazetteers, schemes and readings, in the order of files and lines."""
    return sorted({problem for path in paths for problem in check_path(path)})


def check_path(path: Path) -> Iterator[Problem]:
    """The problems of a gazetteer folder, of a folder of schemes or readings, or of one such file."""
    if path.is_dir():
        folders = sorted({found.parent for found in path.rglob("*.toml")})
        if (path / SOURCES).exists():
            yield from check_gazetteer(path)
        elif not folders:
            yield Problem(str(path), 0, "nothing to check: no .toml files")
        else:
            for folder in folders:
                for file in sorted(folder.glob("*.toml")):
                    yield from check_rule_file(file)
    elif path.suffix != ".toml":
        yield Problem(str(path), 0, "not a .toml file: only gazetteers, schemes and readings can be checked")
    elif (root := gazetteer_of(path)) is not None:
        yield from (problem for problem in check_gazetteer(root) if Path(problem.file) == path)
    else:
        yield from check_rule_file(path)


def gazetteer_of(path: Path) -> Path | None:
    """The gazetteer folder that a file lies in."""
    return next((parent for parent in path.parents if (parent / SOURCES).exists()), None)
