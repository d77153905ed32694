"""Canonym: which entity is this? A name in any script or spelling to one id, explained."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from canonym.comparison import Comparison, compare
    from canonym.errors import CanonymError, DataError, IndexFileError, Problem, SchemeError
    from canonym.gazetteer import Gazetteer
    from canonym.resolve import Resolver
    from canonym.writer import transliterate, variants

__version__ = "0.1.0"

# Where each public name lives. It is imported when it is first asked for, so that a program
# that only compares two names doesn't wait for what resolving needs.
_HOMES = {
    "CanonymError": "errors",
    "Comparison": "comparison",
    "DataError": "errors",
    "Gazetteer": "gazetteer",
    "IndexFileError": "errors",
    "Problem": "errors",
    "Resolver": "resolve",
    "SchemeError": "errors",
    "compare": "comparison",
    "transliterate": "writer",
    "variants": "writer",
}
__all__ = [
    "CanonymError",
    "Comparison",
    "DataError",
    "Gazetteer",
    "IndexFileError",
    "Problem",
    "Resolver",
    "SchemeError",
    "compare",
    "transliterate",
    "variants",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
