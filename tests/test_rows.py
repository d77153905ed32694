"""Rows of a file to a gazetteer: every row is used, or told with its line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canonym.errors import DataError
from canonym.gazetteer import Gazetteer
from canonym.rows import load_source

COLUMNS = ("id", "name", "type", "lang", "label", "country", "prominence", "same_as")


def problems(path: Path) -> list[str]:
    with pytest.raises(DataError) as caught:
        load_source(str(path))
    assert all(problem.file == str(path) for problem in caught.value.problems)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]


def as_csv(rows: list[dict[str, Any]], delimiter: str = ",") -> str:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return out.getvalue()


def as_json(rows: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_all_kinds_of_files_give_the_same(rows: list[dict[str, Any]], tmp_path: Path) -> None:
    expected = Gazetteer.from_rows(rows)
    assert len(expected.entities) == 13
    for name, text in {
        "in.csv": as_csv(rows),
        "in.TSV": as_csv(rows, "\t"),
        "in.jsonl": as_json(rows),
        "in.ndjson": "\n" + as_json(rows).replace("\n", "\r\n\r\n"),
        "bom.csv": "\ufeff" + as_csv(rows),
    }.items():
        path = tmp_path / name
        path.write_bytes(text.encode())
        assert load_source(str(path)) == expected, name


def test_a_folder_is_a_gazetteer(tmp_path: Path) -> None:
    (tmp_path / "place").mkdir()
    (tmp_path / "place" / "x.toml").write_text(
        'id = "place/x"\nlabel = "X"\nnames = [["en", "Latn", "Ex", "endonym", "s"]]\n', "utf-8"
    )
    assert [entity.id for entity in load_source(str(tmp_path)).entities] == ["place/x"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    names=st.lists(
        st.tuples(
            st.sampled_from("abc"), st.text(min_size=1).filter(lambda text: any(map(str.isalnum, text)))
        ),
        min_size=1,
        max_size=6,
    ),
    ending=st.sampled_from(["csv", "tsv", "jsonl"]),
)
def test_no_row_is_lost(names: list[tuple[str, str]], ending: str, tmp_path: Path) -> None:
    rows = [{"id": entity, "name": name} for entity, name in names]
    path = tmp_path / f"in.{ending}"
    text = as_json(rows) if ending == "jsonl" else as_csv(rows, "," if ending == "csv" else "\t")
    path.write_text(text, "utf-8", newline="")
    found = {(entity.id, name.text) for entity in load_source(str(path)).entities for name in entity.names}
    assert found == set(names)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "Homel"}, "no id"),
        ({"id": " ", "name": "Homel"}, "no id"),
        ({"id": None, "name": "Homel"}, "no id"),
        ({"id": "x"}, "no name"),
        ({"id": "x", "name": "\t"}, "no name"),
        ({"id": "x", "name": "?!"}, "name '?!' has no letter or digit"),
        ({"id": "x", "name": "Homel", "type": "town"}, "type 'town' is none of "),
        ({"id": "x", "name": "Homel", "type": {}}, "type {} is none of "),
        ({"id": "x", "name": "Homel", "country": "Belarus"}, "country 'Belarus' is not two letters "),
        ({"id": "x", "name": "Homel", "country": "BLR"}, "country 'BLR' is not two letters "),
        ({"id": "x", "name": "Homel", "country": "by"}, ""),
        ({"id": "x", "name": "Homel", "prominence": []}, "prominence [] is not a number "),
        ({"id": "x", "name": "Homel", "type": "", "prominence": "", "same_as": "", "lang": None}, ""),
        ({"id": "x", "name": "Homel", "type": ["place"]}, "type ['place'] is none of "),
        ({"id": "x", "name": "Homel", "prominence": "many"}, "prominence 'many' is not a number "),
        ({"id": "x", "name": "Homel", "prominence": [1]}, "prominence [1] is not a number "),
        ({"id": "x", "name": "Homel", "prominence": -0.5}, "prominence -0.5 is not a number "),
        ({"id": "x", "name": "Homel", "prominence": float("nan")}, "prominence nan is not a number "),
        ({"id": "x", "name": "Homel", "prominence": 10**400}, "prominence 1000"),
        ({"id": "x", "name": "Homel", "prominence": 1e300}, "prominence 1e+300 is not a number "),
        ({"id": "x", "name": "Homel", "same_as": ["wikidata:Q1"]}, "same_as ['wikidata:Q1'] "),
        ({"id": "x", "name": "Homel", "same_as": "wikidata:Q1 Q2"}, "same_as 'Q2' "),
        ({"id": "x", "name": "Homel", "same_as": {"wikidata": "Q1"}}, ""),
        ({"id": "x\ud800", "name": "Homel"}, "id 'x\\ud800' is not valid Unicode"),
        ({"id": "x", "name": "Homel\udfff"}, "name 'Homel\\udfff' is not valid Unicode"),
        ({"id": 0, "name": 9}, ""),
    ],
    ids=lambda value: str(value)[:50],
)
def test_a_bad_row_is_told_and_a_good_one_is_not(row: dict[str, Any], message: str, tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text("\n" + as_json([row]), "utf-8")
    if message:
        (told,) = problems(path)
        assert told.startswith(f"2: {message}")
    else:
        assert len(load_source(str(path)).entities) == 1


def test_every_problem_of_a_file_is_told_in_the_order_of_lines(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text('id,name\n,Homel\n1,"Ho\nmel",x\n2,\n3\n4,Minsk\n', "utf-8")
    ragged = "cells, but the first row names 2 columns"
    assert [told.partition(";")[0] for told in problems(path)] == [
        "2: no id",
        f"3: 3 {ragged}",
        "5: no name",
        f"6: 1 {ragged}",
        "6: no name",
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", " empty: no row that names the columns"),
        (b"id\n1\n", "1: no column 'name'; there are: id"),
        (b"name\n1\n", "1: no column 'id'; there are: name"),
        (b"id,name,id\n", "1: two columns have the same name"),
        (b"id,name\n", " no entities"),
        (b"id,name\n1,Homel\n2,\xff\n", "3: not valid UTF-8"),
        (b"\xef\xbb\xbfi\n\xff", "2: not valid UTF-8"),
        (b"\xff\xfei\0d\0", "1: not valid UTF-8"),
    ],
)
def test_a_file_that_is_of_no_use(content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_bytes(content)
    assert problems(path) == [message]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert problems(tmp_path / "no.csv") == [" No such file or directory"]
    assert problems(tmp_path) == [" no entities"]
    (tmp_path / "in.txt").write_text("id,name\n", "utf-8")
    (told,) = problems(tmp_path / "in.txt")
    assert "not a table" in told
