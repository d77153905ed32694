"""What the values in the files of a gazetteer must be."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

_COUNTRY = re.compile("[A-Z]{2}")
_MOST = (90, 180)  # degrees of latitude and longitude
_WIKIDATA = re.compile(r"Q\d+")


def is_list_of_texts(value: object) -> bool:
    """Whether a value is a list with nothing but texts in it."""
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and value >= 0


def _is_point(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) == len(_MOST)
        and all(
            isinstance(part, int | float) and abs(part) <= most
            for part, most in zip(value, _MOST, strict=True)
        )
    )


# For each fact a test of its value, and how to ask for one that passes.
FACT_SHAPES: dict[str, tuple[Callable[[object], bool], str]] = {
    "born": (lambda value: _is_count(value) or isinstance(value, date), "a year or a date"),
    "country": (
        lambda value: isinstance(value, str) and _COUNTRY.fullmatch(value) is not None,
        "a code of two capital letters",
    ),
    "geonames": (_is_count, "a whole number"),
    "point": (_is_point, "[latitude, longitude]"),
    "population": (_is_count, "a whole number"),
    "role": (_is_text, "a text in quotes"),
    "seat": (_is_text, "the id of a place"),
    "wikidata": (
        lambda value: isinstance(value, str) and _WIKIDATA.fullmatch(value) is not None,
        'Q and a number, such as "Q42"',
    ),
}
