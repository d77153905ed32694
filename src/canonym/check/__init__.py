"""All rules on data, for the command `normalize check` and for the tests alike."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from canonym.check.entities import check_gazetteer
from canonym.check.rules import check_rule_file
from canonym.entity_file import SOURCES
from canonym.errors import Problem

__all__ = ["check_path", "check_paths"]


def check_paths(paths: list[Path]) -> list[Problem]:
    """Every problem of these gazetteers, schemes and readings, in the order of files and lines."""
    return sorted({problem for path in paths for problem in check_path(path)})


def check_path(path: Path) -> Iterator[Problem]:
    """The problems of a gazetteer, of a folder of schemes or readings, or of one file or folder in them."""
    root = gazetteer_of(path)
    if path.suffix != ".toml" and not path.is_dir():
        yield Problem(str(path), 0, "not a .toml file: only gazetteers, schemes and readings can be checked")
    elif root is not None:
        asked = path.resolve()
        for problem in check_gazetteer(root):
            if Path(problem.file).resolve().is_relative_to(asked):
                yield problem
    elif path.is_dir():
        files = sorted(path.rglob("*.toml"))
        if not files:
            yield Problem(str(path), 0, "nothing to check: no .toml files")
        for gazetteer in sorted({file.parent for file in files if file.name == SOURCES}):
            files = [file for file in files if not file.is_relative_to(gazetteer)]
            yield from check_gazetteer(gazetteer)
        for file in files:
            yield from check_rule_file(file)
    else:
        yield from check_rule_file(path)


def gazetteer_of(path: Path) -> Path | None:
    """The gazetteer folder that a path is or lies in, absolute only if the path is."""
    full = path.absolute()
    root = next((folder for folder in (full, *full.parents) if (folder / SOURCES).exists()), None)
    return root if root is None or path.is_absolute() else Path(os.path.relpath(root))
