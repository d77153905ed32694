"""Hold schemes against examples of transliteration systems, and write the page of all schemes:
`uv run python -m benchmarks schemes --data systems.tsv --write`.

The examples are a table with the columns system, source and target, such as the tests of the
interscript maps; a system's name is a scheme's id. They are for measuring only: the page and the
figures tell how many of them a scheme passes, and hold none of them.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import icu

from benchmarks.tables import rows
from canonym.errors import SchemeError
from canonym.records import Scheme
from canonym.scheme import load_schemes
from canonym.writer import Writer

RESULTS = Path(__file__).parent / "results" / "schemes.json"
MISSES = Path(__file__).with_name("misses.toml")
PAGE = Path(__file__).parents[1] / "docs" / "reference" / "schemes.md"
_SHOWN = 2


class Score(NamedTuple):
    """How many examples of a system a scheme passes, and those that it doesn't: (source, wanted, got)."""

    passed: int
    missed: tuple[tuple[str, str, str], ...]

    @property
    def asked(self) -> int:
        return self.passed + len(self.missed)


def read(path: Path) -> dict[str, list[tuple[str, str]]]:
    """The examples of each system."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows(path):
        found[row["system"]].append((row["source"], row["target"]))
    return found


def measure(systems: dict[str, list[tuple[str, str]]], schemes: Iterable[Scheme]) -> dict[str, Score]:
    """The score of each scheme that there are examples for."""
    return {
        scheme.id: _score(Writer(scheme), systems[scheme.id]) for scheme in schemes if scheme.id in systems
    }


def _score(writer: Writer, examples: Sequence[tuple[str, str]]) -> Score:
    missed = []
    for source, target in examples:
        try:
            written = writer.write(source)
        except SchemeError as error:
            written = str(error)
        if letters(written) != letters(target):
            missed.append((source, target, written))
    return Score(len(examples) - len(missed), tuple(missed))


def letters(text: str) -> str:
    """The letters of a text in lower case, with their marks: transcribers differ in apostrophes,
    which Unicode counts as modifier letters, in digits, and in capitals."""
    text = unicodedata.normalize("NFC", text).lower()
    return "".join(letter for letter in text if unicodedata.category(letter) in ("Ll", "Lo", "Mn"))


def table(scores: dict[str, Score]) -> Iterator[str]:
    """A line a scheme, its misses, and a line for all."""
    for scheme_id, score in sorted(scores.items()):
        yield f"{scheme_id:42} {score.passed:4} of {score.asked:4}"
        yield from (f"    {source} → {got}, not {wanted}" for source, wanted, got in score.missed)
    passed, asked = (sum(each) for each in zip(*((s.passed, s.asked) for s in scores.values()), strict=True))
    yield f"{len(scores)} schemes: {passed:,} of {asked:,} examples, {passed / asked:.1%}"


def page(schemes: Iterable[Scheme], passed: dict[str, list[int]], misses: dict[str, str]) -> str:
    """The page of all schemes by language, and why some miss examples."""
    by_language: dict[str, list[Scheme]] = defaultdict(list)
    count = 0
    for scheme in schemes:
        count += 1
        for lang in scheme.langs:
            by_language[lang].append(scheme)
    lines = [
        "# Schemes",
        "",
        f"All {count} schemes, by the language whose names they write. *Examples passed* counts, for those",
        "that have any, the test examples of the same system in the interscript maps; letters are",
        "compared, not capitals and apostrophes. `normalize schemes ID` shows a scheme with its rules.",
    ]
    for lang in sorted(by_language, key=lambda code: (_language(code), code)):
        lines += ["", f"## {_language(lang)} ({lang})", ""]
        lines += ["| Scheme | Title | Source | For example | Examples passed |", "|---|---|---|---|---|"]
        for scheme in by_language[lang]:
            shown = ", ".join(f"{given} → {wanted}" for given, wanted, _ in scheme.examples[:_SHOWN])
            score = passed.get(scheme.id)
            told = f"{score[0]} of {score[1]}" if score else ""
            cells = (f"`{scheme.id}`", scheme.title, scheme.source, shown, told)
            lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    lines += [
        "",
        "## Examples that are not passed",
        "",
        "*There* is a defect of the example, *ours* one of ours.",
        "",
    ]
    lines += ["| Scheme | Not passed | Why |", "|---|---|---|"]
    for scheme_id, (right, asked) in passed.items():
        if right < asked:
            lines.append(f"| `{scheme_id}` | {asked - right} of {asked} | {misses[scheme_id]} |")
    return "\n".join(lines) + "\n"


def reasons() -> dict[str, str]:
    """Why schemes miss examples, by their ids."""
    return tomllib.loads(MISSES.read_text("utf-8"))


def _language(code: str) -> str:
    return str(icu.Locale(code).getDisplayLanguage(icu.Locale("en")))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks schemes", description=__doc__)
    parser.add_argument("--data", type=Path, help="a table of examples; without it only the page is written")
    parser.add_argument("--write", action="store_true", help="write the page in docs/reference")
    options = parser.parse_args(arguments)
    schemes = list(load_schemes())
    if options.data:
        scores = measure(read(options.data), schemes)
        print(*table(scores), sep="\n")
        kept = {scheme_id: [score.passed, score.asked] for scheme_id, score in sorted(scores.items())}
        if options.write:
            RESULTS.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")
    if options.write:
        PAGE.write_text(page(schemes, json.loads(RESULTS.read_text("utf-8")), reasons()), "utf-8")


if __name__ == "__main__":
    main()
