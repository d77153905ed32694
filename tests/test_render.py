"""What people see: aligned, coloured on a terminal only, nothing that could disturb it; progress."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator

import pytest
from conftest import Run, Stream
from hypothesis import given
from hypothesis import strategies as st

from canonym.cli import render
from canonym.cli.streams import Progress, Style, Warnings
from canonym.errors import Problem
from canonym.records import Entity, Evidence, Name
from canonym.resolution import Match, Mention, Resolution, ResolutionStatus, Told

COLOUR = re.compile(r"\033\[\d+m")


def match(label: str, probability: float) -> Match:
    entity = Entity(f"place/{label.lower()}", "place", label, (), country="BY")
    evidence = (Evidence("same", label.lower(), label.lower()),)
    return Match(probability, Told(entity, Name(label, "en", "Latn", "endonym"), evidence))


def answer(name: str, status: ResolutionStatus, *matches: Match) -> Resolution:
    return Resolution(name, status, matches)


ANSWERS = [
    answer("Homel", "resolved", match("Homel", 0.994)),
    answer("東京都", "resolved", match("Tokyo", 0.9)),
    answer("Brest", "ambiguous", match("Brest", 0.54), match("Bresta", 0.4)),
    answer("Xyzzyq", "unknown"),
    answer("Bréšt", "unknown", match("Brest", 0.3)),
]


@pytest.mark.parametrize(
    ("text", "columns"),
    [("", 0), ("Homel", 5), ("Гомель", 6), ("東京", 4), ("e\u0301", 1), ("ｱ", 1), ("Ａ", 2), ("กี", 1)],
)
def test_width(text: str, columns: int) -> None:
    assert render.width(text) == columns


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5))
def test_columns_stand_under_each_other(rows: list[list[str]]) -> None:
    aligned = render.aligned(rows)
    assert [[cell.rstrip(" ") for cell in row] for row in aligned] == [
        [cell.rstrip(" ") for cell in row] for row in rows
    ]
    for column in zip(*aligned, strict=True):
        assert len({render.width(cell) for cell in column}) == 1


@given(st.text(max_size=200), st.integers(2, 80))
def test_a_visible_name_is_short_and_printable(text: str, most: int) -> None:
    shown = render.visible(text, most)
    assert shown.isprintable()
    if len(text) > most:
        assert shown.endswith("…")
        assert len(shown) == most
    if text.isprintable():
        assert shown == (text if len(text) <= most else text[: most - 1] + "…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("a\nb\tc\0", r"a\nb\tc\x00"),
        ("\033[31m", r"\x1b[31m"),
        ("a\u202eb\u200b", r"a\u202eb\u200b"),
        ("\ud800", r"\ud800"),
        ("a\u00a0b", r"a\xa0b"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    assert render.visible(text) == shown


def test_answers_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    render.print_resolutions(ANSWERS)
    shown = capsys.readouterr().out
    heads = [line for line in shown.splitlines() if not line.startswith(" ")]
    assert [head.split()[0] for head in heads] == [each.input for each in ANSWERS]
    assert heads[0].index("place/homel") == render.width(heads[1].partition("place/tokyo")[0])
    assert not COLOUR.search(shown)
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []
    for each in ANSWERS:
        for found in each.matches:
            assert found.reason(each.input) in shown
            assert found.id in shown
            assert f"{found.probability:.2f}" in shown


def test_colours_on_a_terminal_and_nothing_else_there(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, plain = Stream(terminal=True), Stream()
    mentions = [Mention(5 * place, 5 * place + 3, each.input, each) for place, each in enumerate(ANSWERS)]
    for stream in (screen, plain):
        monkeypatch.setattr(sys, "stdout", stream)
        render.print_resolutions(ANSWERS)
        render.print_mentions(mentions)
    shown = screen.content().decode()
    green, yellow, red = ("32", "33", "31")
    assert f"\033[{green}mHomel" in shown
    assert f"\033[{yellow}mambiguous" in shown
    assert f"\033[{red}munknown" in shown
    for line in shown.splitlines():
        codes = re.findall(r"\033\[(\d+)m", line)
        assert set(codes[1::2]) <= {"0"}, "each colour ends before the next, and in its line"
        assert len(codes) % 2 == 0
    bare = [line.rstrip() for line in COLOUR.sub("", shown).splitlines()]
    assert bare == plain.content().decode().splitlines()


def test_no_answers_print_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    render.print_resolutions([])
    render.print_mentions([])
    assert capsys.readouterr().out == ""


def test_mentions_are_aligned(capsys: pytest.CaptureFixture[str]) -> None:
    render.print_mentions([Mention(0, 5, "Homel", ANSWERS[0]), Mention(120, 123, "東京都", ANSWERS[1])])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("0–5 ")
    assert second.startswith("120–123  東京都")
    assert first.endswith("0.99")
    assert render.width(first.partition("place/")[0]) == render.width(second.partition("place/")[0])


def test_an_ambiguous_mention_names_the_choices(capsys: pytest.CaptureFixture[str]) -> None:
    render.print_mentions([Mention(0, 5, "Brest", ANSWERS[2])])
    assert "place/brest or place/bresta" in capsys.readouterr().out


@pytest.mark.parametrize("terminal", [True, False])
def test_style(terminal: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Stream(terminal=terminal))
    style = Style()
    statuses = ("resolved", "ambiguous", "unknown")
    written = [style.bold("x"), style.dim("x"), *(style.status(status, "x") for status in statuses)]
    codes = ["1", "2", "32", "33", "31"]
    assert written == ([f"\033[{code}mx\033[0m" for code in codes] if terminal else ["x"] * 5)


# Progress and warnings


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that stands still until its hand is moved."""
    hand = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: hand[0])
    return iter([hand])


@pytest.mark.parametrize("terminal", [True, False])
def test_progress(terminal: bool, clock: Iterator[list[float]], monkeypatch: pytest.MonkeyPatch) -> None:
    hand = next(clock)
    err = Stream(terminal=terminal)
    monkeypatch.setattr(sys, "stderr", err)
    progress = Progress("rows")
    for number, seconds in enumerate([0.0, 0.9, 0.2, 0.1, 0.2], 1):
        hand[0] += seconds
        progress(1000 * number)
    progress(9000, 12000)
    hand[0] += 1
    progress(9000, 12000)
    progress.done()
    shown = "\r3,000 rows\r5,000 rows\r9,000 of 12,000 rows\r\033[K"
    assert err.content().decode() == (shown if terminal else "")


def test_short_work_shows_no_progress(clock: Iterator[list[float]], monkeypatch: pytest.MonkeyPatch) -> None:
    err = Stream(terminal=True)
    monkeypatch.setattr(sys, "stderr", err)
    progress = Progress("rows")
    progress(1)
    progress.done()
    assert err.content() == b""


def test_warnings_are_told_and_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    warn = Warnings()
    assert warn.status == 0
    warn(Problem("in.csv", 3, "odd"))
    warn(Problem("in.csv", 0, "odd as a whole"))
    assert (warn.status, warn.count) == (1, 2)
    assert capsys.readouterr().err == "normalize: in.csv:3: odd\nnormalize: in.csv: odd as a whole\n"


def test_a_person_sees_colours_and_progress_is_gone(run: Run, small_index: str) -> None:
    ran = run("resolve", "Homel", "--index", str(small_index), terminal=True)
    assert "\033[32mHomel" in ran.out
    assert ran.err == ""


def test_html_of_a_text_without_mentions(capsys: pytest.CaptureFixture[str]) -> None:
    render.print_html("a < b\n\n  & c", [])
    page = capsys.readouterr().out
    assert "a &lt; b\n\n  &amp; c" in page
    assert "<mark class" not in page


def test_csv_writes_only_the_columns_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="")
    monkeypatch.setattr(sys, "stdout", out)
    render.print_csv([{"a": 1, "b": None, "c": "x,y"}], ("c", "b"))
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    assert out.buffer.getvalue() == b'c,b\n"x,y",\n'
