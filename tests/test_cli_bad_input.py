"""What goes wrong: a clear message and the right exit status, no traceback, no row lost."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Case, Run, Stream, cases, check_case, run_process
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from canonym.cli import main
from canonym.cli.commands import RUN
from canonym.index.store import pack

MILLION = 1_000_000
FULL = Path("/dev/full")


@pytest.mark.parametrize("case", cases("bad-input.toml"))
def test_bad_input(
    case: Case, run: Run, small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    check_case(case, run, small_index)
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {*case.files, *case.bytes, *case.folders, *case.written}, "something was left behind"


@pytest.mark.parametrize(
    "text",
    [
        "x" * MILLION,
        "Хренин" * (MILLION // 6),
        "Homel " * (MILLION // 6),
        " " * MILLION + "Homel",
        "-" * MILLION,
        "\u0301" * MILLION,
        "東" * MILLION,
        "Homel\0" * (MILLION // 6),
        "a.b." * (MILLION // 4),
    ],
    ids=lambda text: text[:6],
)
def test_a_million_characters_for_a_name(text: str, run: Run, small_index: Path) -> None:
    ran = run("resolve", "--index", str(small_index), "--format", "json", stdin=f"{text}\nMinsk".encode())
    assert (ran.status, ran.err) == (0, "")
    assert [answer["input"] for answer in ran.json] == [text, "Minsk"]


@pytest.mark.parametrize("text", ["x" * MILLION, "Homel" + " " * MILLION], ids=["unknown", "resolved"])
def test_a_million_characters_for_people_and_in_csv(text: str, run: Run, small_index: Path) -> None:
    words = ("resolve", "--index", str(small_index), "--format")
    shown = run(*words, "text", stdin=f"{text}\nMinsk\n".encode())
    assert shown.status == 0
    assert len(shown.out) < 1000
    assert "place/by/minsk" in shown.out
    ran = run(*words, "csv", stdin=f"{text}\nMinsk\n".encode())
    limit = csv.field_size_limit(2 * MILLION)
    assert [row[0] for row in csv.reader(io.StringIO(ran.out, newline=""))] == ["input", text, "Minsk"]
    csv.field_size_limit(limit)


def test_a_million_characters_in_a_cell(run: Run, small_index: Path, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    cell = "y" * MILLION
    table.write_text(f"name,note\n{cell},1\nMinsk,{cell}\n", "utf-8")
    ran = run("table", str(table), "--index", str(small_index), "--column", "name")
    assert (ran.status, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[1].startswith(f"{cell},1,unknown,")
    assert lines[2].startswith(f"Minsk,{cell},resolved,place/by/minsk,")


def test_a_million_characters_of_text_without_a_space(run: Run, small_index: Path) -> None:
    text = "x" * MILLION + " Minsk"
    ran = run("text", "-", "--index", str(small_index), "--format", "json", stdin=text.encode())
    assert [mention["start"] for mention in ran.json] == [MILLION + 1]


def test_a_table_of_many_rows_in_place_of_itself(run: Run, small_index: Path, tmp_path: Path) -> None:
    """More rows than fit into the buffers between reading and writing."""
    table = tmp_path / "in.csv"
    table.write_text("id,name\n" + "".join(f"{number},Homel\n" for number in range(5000)), "utf-8")
    table.chmod(0o640)
    words = ("--index", str(small_index), "--column", "name", "-o")
    # In a process whose files may not grow: what reads its own output would never come to an end.
    command = ["/bin/sh", "-c", 'ulimit -f 9999; exec "$@"', "sh", sys.executable, "-m", "canonym", "table"]
    ran = subprocess.run([*command, str(table), *words, str(table)], capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, b"")
    with table.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["id"] for row in rows] == [str(number) for number in range(5000)]
    assert {row["canonym_id"] for row in rows} == {"place/by/homel"}
    assert table.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize(("content", "status"), [('{"name": "Homel"}\n', 0), ("nonsense\n", 1)])
def test_a_device_is_written_to_and_left_there(
    content: str, status: int, run: Run, small_index: Path, tmp_path: Path
) -> None:
    table = tmp_path / "in.jsonl"
    table.write_text(content, "utf-8")
    ran = run("table", str(table), "--index", str(small_index), "--column", "name", "-o", os.devnull)
    assert ran.status == status
    assert Path(os.devnull).exists()
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize("name", ["\udc80", "Ho\udcffmel", "\udc80\ud800", "Minsk\ud83d"])
def test_lone_surrogates_on_the_command_line(name: str, run: Run, small_index: Path) -> None:
    """Python hands on bytes that are no UTF-8 in this way."""
    for style in ("text", "json", "csv"):
        ran = run("resolve", name, "--index", str(small_index), "--format", style)
        assert (ran.status, ran.err) == (0, "")
        if style == "json":
            assert ran.json[0]["input"] == name
    for words in (("explain", name, "--index", str(small_index)), ("compare", name, "Minsk")):
        assert run(*words).status == 0
    assert run("variants", name).status == 0
    assert run("transliterate", "--scheme", "by-bel-Cyrl-Latn-2007", name).status == 0


@pytest.mark.parametrize("words", [["text", "in\udcff.txt"], ["resolve", "Minsk", "--index", "in\udcff"]])
def test_a_path_that_is_no_utf8(words: list[str], run: Run) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("normalize: in\\udcff")


def test_bytes_that_are_no_utf8_come_out_of_a_table_as_they_went_in(
    run: Run, small_index: Path, tmp_path: Path
) -> None:
    for name, rows in {
        "in.csv": [b"name,x\n", b"Minsk,\xff\xfe\n", b"M\xc0nsk,1\n"],
        "in.jsonl": [b'{"name": "Minsk", "x": "\xff\\ud800"}\n', b'{"name": "M\xc0nsk"}\n'],
    }.items():
        table = tmp_path / name
        table.write_bytes(b"".join(rows))
        ran = run("table", str(table), "--index", str(small_index), "--column", "name")
        assert ran.status == 1
        told = [f"normalize: {table}:{line}: not valid UTF-8; kept as it is\n" for line in (1, 2, 3)]
        assert ran.err == "".join(told[-2:] if name == "in.csv" else told[:2])
        for row, line in zip(rows, ran.stdout.splitlines(), strict=True):
            assert line.startswith(row.rstrip(b"}\n"))
        copy = tmp_path / f"out-{name}"
        assert (
            run("table", str(table), "--index", str(small_index), "--column", "name", "-o", str(copy)).status
            == 1
        )
        assert copy.read_bytes() == ran.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["text", "{long}"],
        ["table", "{long}.csv", "--column", "name"],
        ["build", "{long}", "-o", "out.canonym"],
        ["build", "in.csv", "-o", "{long}"],
        ["resolve", "Homel", "--index", "{long}"],
        ["transliterate", "--scheme", "{long}", "Хренин"],
        ["check", "{long}"],
    ],
    ids=lambda words: words[0],
)
def test_a_path_that_is_too_long(
    words: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in.csv").write_text("id,name\n1,Homel\n", "utf-8")
    ran = run(*(word.replace("{long}", "x" * 5000) for word in words))
    assert ran.status == 1
    assert ran.out == ""
    assert ran.err.startswith(("normalize: ", "x" * 5000))
    assert "x" * 5000 in ran.err


# Index files that are not what they were


@pytest.mark.parametrize("size", [1, 7, 15, 16, 100, 1000, -1000, -1])
def test_a_truncated_index(size: int, run: Run, small_index: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.canonym"
    cut.write_bytes(small_index.read_bytes()[:size])
    ran = run("resolve", "Homel", "--index", str(cut))
    if ran.status:
        assert (ran.status, ran.out) == (1, "")
        assert ran.err.startswith(f"normalize: {cut}: ")
    else:
        assert size == -1, "only what fills up the last section may be missing"
        assert "place/by/homel" in ran.out


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_flipped_byte_is_found_or_changes_nothing(
    data: st.DataObject, run: Run, small_index: Path, tmp_path: Path
) -> None:
    content = bytearray(small_index.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    damaged = tmp_path / "damaged.canonym"
    damaged.write_bytes(content)
    names = ("Homel", "Kostjukowitschi", "Wiktor Chrenin", "Xyzzyq")
    ran = run("resolve", *names, "--format", "json", "--index", str(damaged))
    if ran.status:
        assert ran.status == 1
        assert ran.err.startswith(f"normalize: {damaged}: ")
    else:
        assert ran == run("resolve", *names, "--format", "json", "--index", str(small_index))


def test_an_index_of_another_icu(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.canonym"
    path.write_bytes(pack({"meta": b"{}"}, {"icu": "1.0"}))
    ran = run("resolve", "Homel", "--index", str(path))
    assert ran.status == 1
    assert ran.err.startswith(f"normalize: {path}: made with ICU 1.0, this is ICU ")
    assert f"normalize build SOURCE… -o {path}" in ran.err


# Streams that are closed or full


@pytest.mark.parametrize(
    ("redirection", "status"),
    [("<&-", 0), (">&-", 0), ("2>&-", 0), ("<&- >&- 2>&-", 0)],
)
def test_closed_streams(redirection: str, status: int, small_index: Path) -> None:
    command = f'"{sys.executable}" -m canonym resolve --index "{small_index}" {redirection}'
    ran = subprocess.run(["/bin/sh", "-c", command], input=b"Homel\n", capture_output=True, check=False)
    assert (ran.returncode, ran.stderr) == (status, b"")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
@pytest.mark.parametrize("words", [["schemes"], ["compare", "Homel", "Gomel"], ["--help"]], ids=str)
@pytest.mark.parametrize("unbuffered", [True, False])
def test_a_full_disk(words: list[str], unbuffered: bool) -> None:
    with FULL.open("wb") as full:
        ran = run_process(*words, stdout=full, unbuffered=unbuffered)
    if unbuffered and words == ["--help"]:  # argparse itself passes over what it can't write
        assert ran.err == ""
    else:
        assert (ran.status, ran.err) == (1, "normalize: No space left on device\n")


def test_an_output_that_closes_early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as a closed pipe in a process, within this one."""
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w", encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdout", pipe)
        assert main(["schemes"]) == 0
        pipe.write("goes nowhere")


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")
def test_an_output_that_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as a full disk in a process, within this one."""
    err = Stream()
    with FULL.open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stdout", full)
        monkeypatch.setattr(sys, "stderr", err)
        assert main(["compare", "Homel", "Gomel"]) == 1
        full.write("goes nowhere")
    assert err.content() == b"normalize: No space left on device\n"


def test_an_interrupted_run(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setitem(RUN, "schemes", interrupt)
    assert run("schemes").status == 130


@pytest.mark.parametrize("name", ["stdin", "stdout", "stderr"])
def test_streams_that_python_found_closed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for each in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, each, None if each == name else Stream())
    assert main(["compare", "Homel", "Gomel"]) == 0
    getattr(sys, name).close()


def test_an_error_without_a_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> int:
        raise OSError("something odd")

    monkeypatch.setitem(RUN, "schemes", fail)
    ran = run("schemes")
    assert (ran.status, ran.err) == (1, "normalize: something odd\n")
