"""Tables: rows out equal rows in, in order, with the answer's columns behind their own."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.errors import DataError, Problem
from canonym.records import Entity, Name
from canonym.resolution import Match, Resolution, Told
from canonym.table import COLUMNS, answer_cells, open_table, resolve_table

LIMIT = csv.field_size_limit()
PROBLEMS: list[Problem] = []
UNKNOWN = ["unknown", "", "", "", "0.0"]

# Whatever CSV gives a meaning to, beside any other text.
CELLS = st.text() | st.text(st.sampled_from('a",;\t\n\r \0\ufeff\u2028|é'), max_size=8)
KEYS = CELLS.filter(lambda key: key not in COLUMNS)
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | CELLS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(CELLS, values, max_size=3),
    max_leaves=5,
)


def answering(
    resolve: Callable[[str], Resolution],
) -> Callable[[Iterator[str]], Iterator[dict[str, Any]]]:
    """The cells for each name of a column."""
    return lambda names: (answer_cells(resolve(name)) for name in names)


def resolve_all(
    text: str, origin: str, column: str, resolve: Callable[[str], Resolution] | None = None
) -> tuple[str, list[Problem], list[str]]:
    """What comes out of a table, what is told of it, and the names that were asked for."""
    problems: list[Problem] = []
    asked: list[str] = []

    def ask(name: str) -> Resolution:
        asked.append(name)
        return resolve(name) if resolve else Resolution(name, "unknown")

    out = io.StringIO(newline="")
    table = open_table(io.StringIO(text, newline=""), origin, problems.append)
    counted: list[int] = []
    number = resolve_table(table, column, answering(ask), out, origin=origin, progress=counted.append)
    assert number == len(asked)
    assert counted == list(range(1, number + 1))
    return out.getvalue(), problems, asked


def delimited(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


def read(text: str, delimiter: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    """Column names, no two the same, and rows that may have more or fewer cells."""
    columns = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
    rows = st.lists(CELLS, min_size=1, max_size=len(columns) + 2)
    return columns, draw(st.lists(rows, max_size=5))


@given(table=tables(), ending=st.sampled_from(["csv", "tsv", "CSV", "Tsv"]), data=st.data())
def test_rows_out_are_rows_in(
    table: tuple[list[str], list[list[str]]], ending: str, data: st.DataObject
) -> None:
    columns, rows = table
    width = len(columns)
    delimiter = "," if ending.lower() == "csv" else "\t"
    place = data.draw(st.integers(0, width - 1))
    out, problems, asked = resolve_all(delimited([columns, *rows], delimiter), f"in.{ending}", columns[place])
    header, *found = read(out, delimiter)
    assert header == [*columns, *COLUMNS]
    filled = [row + [""] * (width - len(row)) for row in rows]
    assert [row[:width] for row in found] == [row[:width] for row in filled]
    assert [row[width : width + len(COLUMNS)] for row in found] == [UNKNOWN] * len(rows)
    assert [row[width + len(COLUMNS) :] for row in found] == [row[width:] for row in rows]
    assert asked == [row[place] for row in filled]
    assert len(problems) == sum(len(row) != width for row in rows)


@given(
    rows=st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_problems_name_the_line_that_a_row_begins_on(rows: list[list[str]], end: str) -> None:
    """Rows of two cells under three columns: each is told, with its line."""
    text = delimited([["a", "b", "c"], *rows], ",").replace("\r\n", end)
    _, problems, _ = resolve_all(text, "in.csv", "a")
    lines = io.StringIO(text, newline="").readlines()
    begin = [
        number for number in range(2, len(lines) + 1) if "".join(lines[: number - 1]).count('"') % 2 == 0
    ]
    assert [problem.line for problem in problems] == begin


@given(rows=st.lists(st.dictionaries(KEYS, JSON_VALUES, max_size=4), max_size=5), escape=st.booleans())
def test_objects_out_are_objects_in(rows: list[dict[str, Any]], escape: bool) -> None:
    rows = [{**row, "name": index} for index, row in enumerate(rows)]
    text = "".join(json.dumps(row, ensure_ascii=escape) + "\n" for row in rows)
    out, problems, asked = resolve_all(text, "in.jsonl", "name")
    found = [json.loads(line) for line in out.split("\n")[:-1]]
    assert found == [row | answer_cells(Resolution("", "unknown")) for row in rows]
    assert [list(row) for row in found] == [[*row, *COLUMNS] for row in rows]
    assert asked == [str(index) for index in range(len(rows))]
    assert problems == []


@given(text=st.text(st.sampled_from("a\n\ud800\udbff\udc80\udcff\udfff\U0001f600")))
def test_lone_surrogates_in_json_come_out_as_they_went_in(text: str) -> None:
    row = json.dumps({"name": "x", "note": text})
    out, _, _ = resolve_all(row, "in.jsonl", "name")
    assert json.loads(out)["note"] == json.loads(row)["note"]
    out.encode()


def test_bytes_that_were_no_utf8_are_told_from_escapes() -> None:
    out, _, _ = resolve_all('{"name": "\udcff", "note": "\\udcff \\ud800"}', "in.jsonl", "name")
    assert out.startswith('{"name": "\udcff", "note": "\udcff \\ud800", ')


def test_an_answer_is_written_beside_its_row() -> None:
    entity = Entity("place/by/homel", "place", "Homel", ())
    match = Match(0.987654, Told(entity, Name("Homel")))

    def resolve(name: str) -> Resolution:
        return Resolution(name, "resolved" if name == "Homel" else "unknown", (match,))

    out, _, _ = resolve_all("name\nHomel\nHoml\n", "in.csv", "name", resolve)
    assert read(out, ",")[1:] == [
        ["Homel", "resolved", "place/by/homel", "Homel", "place", "0.9877"],
        ["Homl", "unknown", "", "", "", "0.9877"],
    ]


def test_null_and_numbers_are_asked_for_as_text() -> None:
    _, _, asked = resolve_all('{"name": null}\n{"name": 7}\n{"name": "x"}\n', "in.ndjson", "name")
    assert asked == ["", "7", "x"]


@pytest.mark.parametrize("size", [131_072, 131_073, 400_000])
def test_fields_longer_than_the_csv_module_allows(size: int) -> None:
    long = "x" * size
    out, _, asked = resolve_all(f'"{long}",name\n1,"{long}"\n', "in.csv", "name")
    assert asked == [long]
    assert out.count(long) == 2
    assert csv.field_size_limit() == LIMIT


def test_the_limit_is_put_back_where_reading_fails() -> None:
    def lines() -> Any:
        yield "name\n"
        raise DataError([Problem("in.csv", 2, "gone")])

    table = open_table(lines(), "in.csv", PROBLEMS.append)
    with pytest.raises(DataError, match=r"^in\.csv:2: gone"):
        resolve_table(
            table, "name", answering(lambda name: Resolution(name, "unknown")), io.StringIO(), origin="in.csv"
        )
    assert csv.field_size_limit() == LIMIT


@pytest.mark.parametrize(
    ("text", "origin", "message"),
    [
        ("", "in.csv", "in.csv: empty: no row that names the columns"),
        ("\n\n", "in.tsv", "in.tsv: empty: no row that names the columns"),
        ("name,name\n", "in.csv", "in.csv:1: two columns have the same name"),
        ("id,nom\n1,2\n", "in.csv", "in.csv:1: no column 'name'; there are: id, nom"),
        ("name,canonym_label\n", "in.csv", "in.csv:1: there is a column 'canonym_label' already"),
        ("name\n", "in", "in: not a table: the name ends in none of .csv .tsv .jsonl .ndjson"),
        ("name\n", "csv.txt", "csv.txt: not a table: the name ends in none of .csv .tsv .jsonl .ndjson"),
        ('{"name": 1, "canonym_type": 2}', "in.jsonl", "in.jsonl:1: there is a key 'canonym_type' already"),
    ],
    ids=lambda value: str(value)[:50],
)
def test_what_is_no_table(text: str, origin: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        resolve_all(text, origin, "name")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "not JSON: "),
        ("3", "not a JSON object"),
        ("[" * 100_000, "not JSON: "),
        ('{"name": 1' + "0" * 5000 + "}", "not JSON: "),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_line_that_is_no_json_object_comes_out_as_it_is(line: str, message: str) -> None:
    problems: list[Problem] = []
    table = open_table(iter([f"{line}\n", '{"name": "x"}\n']), "in.jsonl", problems.append)
    out = io.StringIO()
    resolve_table(table, "name", answering(lambda name: Resolution(name, "unknown")), out, origin="in.jsonl")
    first, second = out.getvalue().splitlines()
    assert first == line
    assert json.loads(second)["canonym_status"] == "unknown"
    assert [str(problem).startswith(f"in.jsonl:1: {message}") for problem in problems] == [True]


def test_an_object_without_the_key_is_unknown() -> None:
    problems: list[Problem] = []
    table = open_table(iter(['{"nom": 1}\n']), "in.jsonl", problems.append)
    out = io.StringIO()
    resolve_table(table, "name", answering(lambda name: Resolution(name, "unknown")), out, origin="in.jsonl")
    assert json.loads(out.getvalue())["canonym_status"] == "unknown"
    assert problems == [Problem("in.jsonl", 1, "no key 'name'; kept as it is")]


def test_nothing_is_written_before_the_columns_are_known_to_be_right() -> None:
    out = io.StringIO()
    table = open_table(iter(["id\n", "1\n"]), "in.csv", PROBLEMS.append)
    with pytest.raises(DataError):
        resolve_table(
            table, "name", answering(lambda name: Resolution(name, "unknown")), out, origin="in.csv"
        )
    assert out.getvalue() == ""


def test_without_progress() -> None:
    table = open_table(iter(['{"name": "x"}\n']), "in.jsonl", PROBLEMS.append)
    out = io.StringIO()
    assert (
        resolve_table(
            table, "name", answering(lambda name: Resolution(name, "unknown")), out, origin="in.jsonl"
        )
        == 1
    )
