"""Schemes: documented rule sets that write names of one language and script in another script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from canonym.document import Document
from canonym.errors import DataError, SchemeError
from canonym.records import Reading, Scheme

SCHEME_FOLDER = Path(__file__).with_name("schemes")
FIELDS = ("id", "title", "from", "to", "source", "alphabet", "rules", "examples")


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
    if not isinstance(to, dict) or not isinstance(to.get("script"), str):
        line = document.line_of_field("to")
        raise DataError([document.problem(line, 'wants to = { script = "Latn", lang = "de" }')])
    return Scheme(**common, to_script=to["script"], to_lang=to.get("lang", ""))


def reading_of(document: Document) -> Reading:
    """The reading that a document holds."""
    return Reading(**rule_fields(document))


def rule_fields(document: Document) -> dict[str, Any]:
    """The fields that schemes and readings share.

    Raises:
        DataError: a field is missing or of the wrong kind.
    """
    data = document.data
    problems = [
        document.problem(1, f"no field {field!r}")
        for field in ("id", "title", "source", "alphabet", "rules")
        if not isinstance(data.get(field), str)
    ]
    origin = data.get("from")
    if not (
        isinstance(origin, dict)
        and isinstance(origin.get("langs"), list)
        and isinstance(origin.get("script"), str)
    ):
        line = document.line_of_field("from")
        problems.append(document.problem(line, 'wants from = { langs = ["ru"], script = "Cyrl" }'))
    rows = data.get("examples", [])
    for row in rows if isinstance(rows, list) else [rows]:
        if not (isinstance(row, list) and len(row) in (2, 3) and all(isinstance(cell, str) for cell in row)):
            needles = [f'"{cell}"' for cell in row if isinstance(cell, str)] if isinstance(row, list) else []
            problems.append(
                document.problem(
                    document.line_of(*needles), "an example is [input, output] or [input, output, note]"
                )
            )
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
