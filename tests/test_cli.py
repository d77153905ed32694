"""Every command and option: what is asked, what is printed, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import runpy
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from conftest import Case, Run, cases, check_case, run_process

import canonym
from canonym.cli.parser import COMMANDS

# Section 4 of the design: the keys of an answer, in order, with the kinds of their values.
ANSWER = {
    "input": str,
    "status": str,
    "id": str | None,
    "label": str | None,
    "type": str | None,
    "probability": float,
    "same_as": dict,
    "matches": list,
}
MATCH = {
    "id": str,
    "label": str,
    "type": str,
    "probability": float,
    "name": dict,
    "evidence": list,
}
NAME = {"text": str, "lang": str, "script": str}
STEP = {"step": str, "from": str, "to": str, "by": str}
MENTION = {**ANSWER, "start": int, "end": int, "text": str}


@pytest.mark.parametrize("case", cases("commands.toml"))
def test_command(
    case: Case, run: Run, small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    check_case(case, run, small_index)


def test_every_command_has_a_case() -> None:
    words = {case.values[0].args[0] for case in cases("commands.toml")}
    assert words >= set(COMMANDS)


def assert_shape(value: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(value) == list(shape)
    for key, kind in shape.items():
        assert isinstance(value[key], kind), key


def assert_answer(answer: dict[str, Any], shape: dict[str, Any]) -> None:
    assert_shape(answer, shape)
    assert all(isinstance(value, str) for value in answer["same_as"].values())
    for match in answer["matches"]:
        assert_shape(match, MATCH)
        assert_shape(match["name"], NAME)
        assert match["evidence"]
        for step in match["evidence"]:
            assert_shape(step, STEP)


@pytest.mark.parametrize("name", ["Homel", "Brest", "Xyzzyq", "", "Wiktor Chrenin", "Касцюковічах"])
def test_json_answer(name: str, run: Run, small_index: Path) -> None:
    ran = run("resolve", "--index", str(small_index), "--format", "json", "--", name)
    (answer,) = ran.json
    assert_answer(answer, ANSWER)
    assert answer["input"] == name
    best = answer["matches"][0] if answer["matches"] else {"probability": 0.0}
    assert answer["probability"] == best["probability"] == round(best["probability"], 4)
    for key in ("id", "label", "type"):
        assert answer[key] == (best[key] if answer["status"] == "resolved" else None)


def test_json_of_the_three_kinds_of_answers(run: Run, small_index: Path) -> None:
    ran = run("resolve", "--index", str(small_index), "--format", "json", "Homel", "Brest", "Xyzzyq")
    resolved, ambiguous, unknown = ran.json
    assert (resolved["status"], resolved["id"]) == ("resolved", "place/by/homel")
    assert resolved["same_as"] == {"geonames": "627907"}
    assert ambiguous["status"] == "ambiguous"
    assert ambiguous["same_as"] == {}
    assert [match["id"] for match in ambiguous["matches"]] == ["place/by/brest", "place/fr/brest"]
    assert (unknown["status"], unknown["probability"]) == ("unknown", 0.0)
    assert '"input": "Homel", "status": "resolved", "id": "place/by/homel"' in ran.out


def test_json_is_readable_in_any_script(run: Run, small_index: Path) -> None:
    ran = run("resolve", "--index", str(small_index), "--format", "json", "Гомель")
    assert '{"input": "Гомель", ' in ran.out


@pytest.mark.parametrize(("limit", "matches"), [("1", 1), ("2", 2), ("9", 2)])
def test_limit(limit: str, matches: int, run: Run, small_index: Path) -> None:
    ran = run("Brest", "--index", str(small_index), "--format", "json", "--limit", limit)
    assert len(ran.json[0]["matches"]) == matches


def test_json_mentions(run: Run, small_index: Path) -> None:
    text = "Zwischen Homel,\nBrest und dem 𝔚eg nach Kostjukowitschi liegt Breast."
    ran = run("text", "-", "--index", str(small_index), "--format", "json", stdin=text.encode())
    mentions = ran.json
    for mention in mentions:
        assert_answer(mention, MENTION)
        assert text[mention["start"] : mention["end"]] == mention["text"] == mention["input"]
    found = [(mention["text"], mention["status"], mention["id"]) for mention in mentions]
    assert found == [
        ("Homel", "resolved", "place/by/homel"),
        ("Brest", "ambiguous", None),
        ("Kostjukowitschi", "resolved", "place/by/kastsiukovichy"),
    ]


def test_html_shows_the_whole_text_and_escapes_it(run: Run, small_index: Path) -> None:
    text = "<script>alert('Homel')</script> & \"Minsk\"\n\n  Brest</mark>\n"
    ran = run("text", "-", "--index", str(small_index), "--format", "html", stdin=text.encode())
    assert ran.out.startswith("<!doctype html>")
    assert '<meta charset="utf-8">' in ran.out
    assert "&lt;script&gt;alert(&#x27;" in ran.out
    assert "<script" not in ran.out
    assert ran.out.count("<mark") == ran.out.count("</mark>") == 3
    assert ran.out.count('class="resolved"') == 2
    assert ran.out.count('class="ambiguous"') == 1
    assert "&lt;/mark&gt;" in ran.out


def test_html_escapes_the_reasons(run: Run, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    row = {"id": 'a"><b>', "name": "Quux <i>Zed</i>", "label": "<img src=x>"}
    rows.write_text(json.dumps(row), "utf-8")
    index = str(tmp_path / "made.canonym")
    assert run("build", str(rows), "-o", index).status == 0
    ran = run("text", "-", "--index", index, "--format", "html", stdin=b"Near Quux I Zed I it rained.")
    assert "<mark" in ran.out
    assert "<i>" not in ran.out
    assert "<b>" not in ran.out
    assert "<img" not in ran.out


def test_csv_of_awkward_names_can_be_read_again(run: Run, small_index: Path) -> None:
    names = ['a "quoted", name', "two\nlines", "a\rreturn", "\ttab", "semi;colon"]
    ran = run("resolve", "--index", str(small_index), "--format", "csv", *names)
    read = list(csv.DictReader(io.StringIO(ran.out, newline="")))
    assert [row["input"] for row in read] == names
    assert {row["status"] for row in read} == {"unknown"}


def test_json_comparison(run: Run) -> None:
    (found,) = run("compare", "Chrenin", "Хренин", "--format", "json").json
    assert_shape(found, {"first": str, "second": str, "probability": float, "evidence": list})
    assert {found["first"], found["second"]} == {"Chrenin", "Хренин"}
    for step in found["evidence"]:
        assert_shape(step, STEP)


def test_json_variants(run: Run) -> None:
    found = run("variants", "Костюковичи", "--lang", "ru", "--format", "json").json
    for variant in found:
        assert_shape(variant, {"text": str, "schemes": list})
    by_text = {variant["text"]: variant["schemes"] for variant in found}
    assert "duden-rus-Cyrl-Latn-2009" in by_text["Kostjukowitschi"]
    assert all("-rus-" in scheme for schemes in by_text.values() for scheme in schemes)


@pytest.mark.parametrize("style", ["text", "json", "csv"])
def test_schemes_in_every_format_are_the_same(style: str, run: Run) -> None:
    ran = run("schemes", "--lang", "be", "--format", style)
    if style == "json":
        rows = ran.json
        for row in rows:
            assert list(row) == ["id", "title", "langs", "script", "to_script", "to_lang", "source"]
        ids = [row["id"] for row in rows]
    elif style == "csv":
        ids = [row["id"] for row in csv.DictReader(io.StringIO(ran.out))]
    else:
        ids = [line.split()[0] for line in ran.out.splitlines()]
    expected = [row["id"] for row in run("schemes", "--format", "json").json if "be" in row["langs"]]
    assert ids == expected == sorted(expected)
    assert "by-bel-Cyrl-Latn-2007" in ids


def test_build_and_ask(run: Run, rows: list[dict[str, Any]], tmp_path: Path) -> None:
    source = tmp_path / "small.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    index = tmp_path / "deep" / "small.canonym"
    built = run("build", str(source), "-o", str(index))
    assert (built.status, built.err) == (0, "")
    assert built.out == f"{index}: entities 13, names 21, bytes {index.stat().st_size:,}\n"
    (answer,) = run("Polones", "--index", str(index), "--format", "json").json
    assert answer["id"] == "equipment/polonez"


def test_check_prints_problems_and_fails(run: Run, tmp_path: Path) -> None:
    scheme = tmp_path / "x-rus-Cyrl-Latn-2000.toml"
    scheme.write_text('id = "y"\n', "utf-8")
    ran = run("check", str(tmp_path))
    assert ran.status == 1
    assert ran.err == ""
    assert all(line.startswith(f"{scheme}:") for line in ran.out.splitlines())
    assert f"{scheme}:1: no field 'title'" in ran.out


def test_no_command_shows_the_usage(run: Run) -> None:
    ran = run()
    assert ran.status == 2
    assert "usage: normalize" in ran.out + ran.err


def test_a_person_at_a_terminal_is_told_that_a_name_is_missing(run: Run, small_index: Path) -> None:
    ran = run("resolve", "--index", str(small_index), terminal=True)
    assert ran.status == 2
    assert ran.out == ""
    assert "no name" in ran.err


def test_version(run: Run) -> None:
    ran = run("--version")
    assert (ran.status, ran.out, ran.err) == (0, f"normalize {version('canonym')}\n", "")
    assert canonym.__version__ == version("canonym")


@pytest.mark.parametrize("command", [None, *COMMANDS])
def test_help(command: str | None, run: Run) -> None:
    ran = run(*([command] if command else []), "--help")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"usage: normalize {command or '[-h]'}")
    if command is None:
        assert all(f"\n    {each} " in ran.out or f"\n    {each}\n" in ran.out for each in COMMANDS)


# True processes, with and without the buffers that Python puts between it and a pipe


def test_process(small_index: Path) -> None:
    words = ("Гомель", "--index", str(small_index), "--format", "csv")
    short, long = run_process(*words), run_process("resolve", *words)
    assert short == long
    assert short.status == 0
    assert short.out.splitlines()[1].startswith("Гомель,resolved,place/by/homel,")


def test_the_package_runs_as_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["canonym", "compare", "", "x"])
    with pytest.raises(SystemExit) as stop:
        runpy.run_module("canonym", run_name="__main__")
    assert stop.value.code == 0
    assert capsys.readouterr().out == "“” and “x” have nothing in common.\n"


def test_variants_as_a_query_for_a_search_box(run: Run) -> None:
    ran = run("variants", "Хренин", "--lang", "ru", "--format", "query")
    phrases = ran.out.rstrip("\n").split(" OR ")
    assert {'"Chrenin"', '"Khrenin"', '"Hrenin"'} <= set(phrases)
    assert len(set(phrases)) == len(phrases)


@pytest.mark.parametrize(
    ("options", "wanted"),
    [
        (["--authority", "un"], lambda row: row["id"].startswith("un-")),
        (["--script", "Grek"], lambda row: row["script"] == "Grek"),
        (["--script", "Cyrl", "--lang", "de"], lambda row: row["to_script"] == "Cyrl"),
    ],
)
def test_schemes_are_chosen_by_what_they_are(
    options: list[str], wanted: Callable[[dict[str, str]], bool], run: Run
) -> None:
    rows = run("schemes", *options, "--format", "json").json
    assert rows
    assert all(map(wanted, rows))


def test_one_scheme_is_shown_whole(run: Run) -> None:
    ran = run("schemes", "by-bel-Cyrl-Latn-2007")
    for part in ("Source: ", ":: NFC ;", "Касцюковічы"):
        assert part in ran.out
    assert run("schemes", "nope").status == 1
    assert [row["id"] for row in run("schemes", "un-rus-Cyrl-Latn-1987", "--format", "json").json] == [
        "un-rus-Cyrl-Latn-1987"
    ]


def test_a_line_that_cannot_be_written_stops_no_other(run: Run) -> None:
    lines = "Пінск\nЩука\n\nМінск\n"
    ran = run("transliterate", "--scheme", "by-bel-Cyrl-Latn-2007", "-", stdin=lines.encode())
    assert (ran.status, ran.out) == (1, "Pinsk\nЩука\n\nMinsk\n")
    assert "stdin:2: by-bel-Cyrl-Latn-2007 has no rule for Щ" in ran.err


def test_process_exit_statuses(small_index: Path) -> None:
    piped = run_process("--index", str(small_index), "-", stdin=b"Xyzzyq\n")
    assert (piped.status, piped.err) == (0, "")
    bad = run_process("--index", "no.canonym", "Homel")
    assert (bad.status, bad.err) == (1, "normalize: no.canonym: No such file or directory\n")
    wrong = run_process("--nope")
    assert wrong.status == 2


@pytest.mark.parametrize("unbuffered", [True, False], ids=["unbuffered", "buffered"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["schemes"],
        ["schemes", "--format", "json"],
        # The second text can't be written: an error, and nobody left who reads what came before it.
        ["transliterate", "--scheme", "by-bel-Cyrl-Latn-2007", "Пінск", "Щука"],
    ],
    ids=" ".join,
)
def test_a_closed_pipe_ends_quietly(arguments: list[str], unbuffered: bool) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        ran = run_process(*arguments, stdout=write, unbuffered=unbuffered)
    finally:
        os.close(write)
    assert ran.status == 0 or "Щука" in arguments
    assert [line for line in ran.err.splitlines() if not line.startswith("normalize: ")] == []
