"""Schemes: documented rule sets that write names of one language and script in another script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from canonym.document import Document
from canonym.errors import DataError, SchemeError
from canonym.records import Reading, Scheme

SCHEME_FOLDER = Path(__file__).with_name("schemes")
FIELDS = ("id", "title", "from", "to", "source", "alphabet", "rules", "examples", "only_if_stated")
_EXAMPLE = "[input, output] or [input, output, note]"


def scheme_files(folder: Path = SCHEME_FOLDER) -> list[Path]:
    """The files of a folder of schemes, in the order of their ids."""
    return sorted(folder.glob("*.toml"))


def load_schemes(folder: Path = SCHEME_FOLDER) -> Iterator[Scheme]:
    """Every scheme of a folder.

    Raises:
        DataError: a file is not a scheme.
    """
    return (scheme_of(Document.read(path)) for path in scheme_files(folder))


def load_scheme(scheme_id: str, folder: Path = SCHEME_FOLDER) -> Scheme:
    """One scheme by its id.

    Raises:
        SchemeError: there is no such scheme.
        DataError: its file is not a scheme.
    """
    path = folder / f"{scheme_id}.toml"
    if not path.is_file() or path.parent != folder:
        raise SchemeError(f"no scheme {scheme_id!r}; `normalize schemes` lists them")
    return scheme_of(Document.read(path))


def scheme_of(document: Document) -> Scheme:
    """The scheme that a document holds."""
    common = rule_fields(document)
    to = document.data.get("to")
    if not (
        isinstance(to, dict)
        and isinstance(to.get("script"), str)
        and isinstance(to.get("lang", ""), str)
        and to.keys() <= {"script", "lang"}
    ):
        line = document.line_of_field("to")
        raise DataError([document.problem(line, 'wants to = { script = "Latn", lang = "de" }')])
    return Scheme(**common, to_script=to["script"], to_lang=to.get("lang", ""))


def reading_of(document: Document) -> Reading:
    """The reading that a document holds."""
    common = rule_fields(document)
    stated = document.data.get("only_if_stated", False)
    if not isinstance(stated, bool):
        line = document.line_of_field("only_if_stated")
        raise DataError([document.problem(line, "only_if_stated wants true or false")])
    return Reading(**common, only_if_stated=stated)


def rule_fields(document: Document) -> dict[str, Any]:
    """The fields that schemes and readings share.

    Raises:
        DataError: a field is missing or of the wrong kind.
    """
    data = document.data
    problems = []
    for field in ("id", "title", "source", "alphabet", "rules"):
        if field not in data:
            problems.append(document.problem(1, f"no field {field!r}"))
        elif not isinstance(data[field], str):
            problems.append(
                document.problem(document.line_of_field(field), f"{field} wants a text in quotes")
            )
    origin = data.get("from")
    if not (
        isinstance(origin, dict)
        and origin.keys() == {"langs", "script"}
        and isinstance(origin["langs"], list)
        and all(isinstance(lang, str) for lang in origin["langs"])
        and isinstance(origin["script"], str)
    ):
        line = document.line_of_field("from")
        problems.append(document.problem(line, 'wants from = { langs = ["ru"], script = "Cyrl" }'))
    rows = data.get("examples", [])
    first = document.line_of_field("examples")
    if not isinstance(rows, list):
        problems.append(document.problem(first, f"examples are a list of {_EXAMPLE}"))
        rows = []
    for row in rows:
        if not (isinstance(row, list) and len(row) in (2, 3) and all(isinstance(cell, str) for cell in row)):
            line = document.line_of_cells(row, start=first)
            problems.append(document.problem(line, f"an example is {_EXAMPLE}"))
    if problems:
        raise DataError(problems)
    return {
        "id": data["id"],
        "title": data["title"],
        "langs": tuple(data["from"]["langs"]),
        "script": data["from"]["script"],
        "source": data["source"],
        "alphabet": data["alphabet"],
        "rules": data["rules"],
        "examples": tuple((row[0], row[1], row[2] if len(row) > 2 else "") for row in rows),
    }
