"""Answers on a screen: aligned, and coloured where there is a terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from canonym.cli.streams import Style
from canonym.records import Scheme, Variant
from canonym.resolution import Mention, Resolution

_HTML = """<!doctype html>
<meta charset="utf-8">
<title>Mentions</title>
<style>
body {{ font: 1.1em/1.6 Georgia, serif; max-width: 42em; margin: 2em auto; white-space: pre-wrap }}
mark {{ background: #dff2e1 }} mark.ambiguous {{ background: #fdf0c8 }}
</style>
{body}
"""


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return sum(map(_width, text))


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me"):  # drawn over the letter before it
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def aligned(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The cells of a table, filled with spaces so that columns stand under each other."""
    if not rows:
        return []
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [
        [cell + " " * (wide - width(cell)) for cell, wide in zip(row, widths, strict=True)] for row in rows
    ]


def print_resolutions(answers: Sequence[Resolution]) -> None:
    """One block an answer: the entity, then why; the likeliest ones where it isn't sure."""
    style = Style()
    rows = []
    for answer in answers:
        first = answer.matches[0] if answer.matches else None
        rows.append(
            [
                visible(answer.input),
                answer.label or answer.status,
                answer.id or "",
                f"{first.probability:.2f}" if first else "",
            ]
        )
    for answer, (name, label, entity, probability) in zip(answers, aligned(rows), strict=True):
        print(f"{style.bold(name)}  {style.status(answer.status, label)}  {entity}  {probability}".rstrip())
        if answer.status == "resolved":
            print(style.dim(f"    {answer.matches[0].reason(visible(answer.input))}"))
        else:
            for match in answer.likely:
                print(f"    {match.label}  {match.id}  {match.probability:.2f}")
                print(style.dim(f"        {match.reason(visible(answer.input))}"))


def print_mentions(mentions: Iterable[Mention]) -> None:
    """One line a mention: offsets, text, entity, probability."""
    style = Style()
    found = list(mentions)
    rows = []
    for mention in found:
        answer = mention.resolution
        named = answer.label or " or ".join(_labels(answer))
        ids = answer.id or " or ".join(match.id for match in answer.likely)
        place = f"{mention.start}–{mention.end}"
        rows.append([place, visible(mention.text), named, ids, f"{answer.probability:.2f}"])
    for mention, (place, text, named, ids, probability) in zip(found, aligned(rows), strict=True):
        line = f"{style.dim(place)}  {style.bold(text)}  {style.status(mention.resolution.status, named)}"
        print(f"{line}  {ids}  {probability}".rstrip())


def _labels(answer: Resolution) -> list[str]:
    """What the matches are called; with their countries, where two are called the same."""
    labels = [match.label for match in answer.likely]
    if len(set(labels)) == len(labels):
        return labels
    return [f"{match.label} ({match.entity.country or match.id})" for match in answer.likely]


def print_variants(variants: Iterable[Variant]) -> None:
    """One block a spelling, with the schemes that make it."""
    style = Style()
    for variant in variants:
        print(style.bold(variant.text))
        for scheme in variant.schemes:
            print(style.dim(f"    {scheme.title}"))


def quoted(text: str) -> str:
    """A text as a phrase for a search box."""
    return '"' + text.replace('"', "") + '"'


def print_rows(rows: Sequence[Sequence[str]]) -> None:
    """Rows with their columns below each other."""
    for row in aligned(rows):
        print("  ".join(row).rstrip())


def print_scheme(scheme: Scheme) -> None:
    """A scheme whole: what it is, its rules, its examples."""
    print(Style().bold(scheme.title))
    print(f"{scheme.id}: {', '.join(scheme.langs)}, {scheme.script} to {scheme.to_script}")
    print(f"Source: {scheme.source}")
    print()
    print(scheme.rules.strip())
    print()
    print_rows(scheme.examples)


def print_csv(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """Rows as CSV, the columns named first."""
    from canonym.table import row_writer  # only this format needs it

    write = row_writer(sys.stdout)
    write(columns)
    for row in rows:
        write([row[column] for column in columns])


def print_json(value: Mapping[str, Any]) -> None:
    """One line of JSON."""
    print(json.dumps(value, ensure_ascii=False))


def print_html(text: str, mentions: Iterable[Mention]) -> None:
    """The text as a page, its mentions marked and told on pointing at them."""
    import html  # its table of entities is large, and no other format needs it

    body = []
    end = 0
    for mention in mentions:
        body.append(html.escape(text[end : mention.start]))
        answer = mention.resolution
        told = html.escape(answer.explain())
        body.append(f'<mark class="{answer.status}" title="{told}">{html.escape(mention.text)}</mark>')
        end = mention.end
    body.append(html.escape(text[end:]))
    print(_HTML.format(body="".join(body)), end="")


def answer_json(answer: Resolution) -> str:
    """An answer as one line of JSON."""
    return json.dumps(answer.to_json(), ensure_ascii=False)


def answer_row(answer: Resolution) -> dict[str, Any]:
    """An answer as one row of CSV."""
    from canonym.table import answer_cells  # as `csv`: only one of the formats needs it

    return {"input": answer.input} | {
        key.removeprefix("canonym_"): value for key, value in answer_cells(answer).items()
    }


def visible(text: str, most: int = 60) -> str:
    """A name fit for one line: control characters shown as escapes, and cut if it is very long."""
    shown = safe(text[: most + 1]).replace("\n", r"\n")
    return shown if len(text) <= most else shown[: most - 1] + "…"


def safe(text: str) -> str:
    """Text whose control characters are shown as escapes; lines stay lines."""
    return "".join(
        letter if letter.isprintable() or letter == "\n" else repr(letter)[1:-1] for letter in text
    )
