"""Reading TOML so that each problem names its file and line, and the errors that carry problems."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.document import Document
from canonym.errors import CanonymError, DataError, IndexFileError, Problem, SchemeError

TEXT = """\
id = "lida"  # a town
[facts]
 "old name" = 1

  point = [
    "Lida", "Лида",
    "Lida",
  ]
'new name' = 2
area.land = 3
[[part]]
[a.b]
title = "[id] point = Lida"
"""


def document(text: str) -> Document:
    return Document(Path("towns/lida.toml"), text, {})


def problem_of(path: Path) -> Problem:
    with pytest.raises(DataError) as caught:
        Document.read(path)
    assert len(caught.value.problems) == 1
    return caught.value.problems[0]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "lida.toml"
    path.write_text('name = "Ліда"\n', "utf-8")
    found = Document.read(path)
    assert (found.path, found.text, found.data) == (path, 'name = "Ліда"\n', {"name": "Ліда"})


@pytest.mark.parametrize(
    ("content", "line", "message"),
    [
        (b"\xff", 1, "not valid UTF-8"),
        (b"a = 1\n\nb = '\xe9'\nc = '\xe9'\n", 3, "not valid UTF-8"),
        (b"a = 1\nb = \n", 2, "not valid TOML: Invalid value"),
        (b"a = 1\nb = [\n", 3, "not valid TOML: Invalid value"),
        (b"a = 1\na = 2\n", 2, "not valid TOML: Cannot overwrite a value"),
        (b"a = 1\n\nb = 'c", 3, 'not valid TOML: Expected "\'"'),
        (b"\0", 1, "not valid TOML: Invalid statement"),
    ],
)
def test_a_bad_file_is_refused(content: bytes, line: int, message: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    found = problem_of(path)
    assert (found.file, found.line) == (str(path), line)
    assert found.message.startswith(message)
    assert "(at " not in found.message


def test_an_error_without_a_place_is_about_the_whole_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """tomllib names a place today, but doesn't promise to."""
    import tomllib

    def refuse(_: str) -> None:
        raise tomllib.TOMLDecodeError("too odd")

    monkeypatch.setattr(tomllib, "loads", refuse)
    path = tmp_path / "odd.toml"
    path.touch()
    assert problem_of(path) == Problem(str(path), 0, "not valid TOML: too odd")


@pytest.mark.parametrize(("name", "message"), [("none.toml", "No such file"), (".", "directory")])
def test_what_cannot_be_read_says_why(name: str, message: str, tmp_path: Path) -> None:
    found = problem_of(tmp_path / name)
    assert (found.file, found.line) == (str(tmp_path / name), 0)
    assert message in found.message


@given(content=st.binary(max_size=40) | st.text("a=[]{}'\"1.#\n\r", max_size=12).map(str.encode))
def test_any_file_is_read_or_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("any") / "any.toml"
    path.write_bytes(content)
    try:
        assert Document.read(path).text.encode() == content
    except DataError as error:
        (problem,) = error.problems
        assert 0 < problem.line <= content.count(b"\n") + 1
        assert problem.message.startswith("not valid ")


@pytest.mark.parametrize(
    ("needles", "line"),
    [
        (["id"], 1),
        (['"Lida"'], 6),
        (['"Lida"', '"Лида"'], 6),
        (['"Лида"', '"Lida"'], 6),
        (["nowhere"], 1),
        (["id", "nowhere"], 1),
        ([], 1),
    ],
)
def test_line_of(needles: list[str], line: int) -> None:
    assert document(TEXT).line_of(*needles) == line


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("id", 1),
        ("facts", 2),
        ("old name", 3),
        ("point", 5),  # a blank line stands before it
        ("new name", 9),
        ("area", 10),
        ("land", 10),
        ("part", 11),
        ("a", 12),
        ("b", 12),
        ("title", 13),
        ("town", 1),  # only in a comment
        ("Lida", 1),  # only in a value
        ("i.", 1),  # no pattern
    ],
)
def test_line_of_field(field: str, line: int) -> None:
    assert document(TEXT).line_of_field(field) == line


def test_lines_are_those_of_an_editor() -> None:
    """Neither a form feed nor a line separator inside a text starts a line, though Python says so."""
    odd = document('a = "\u2028\x85"\nb = "Lida"\n')
    assert odd.line_of("Lida") == 2
    assert odd.line_of_field("b") == 2


def test_a_problem_of_a_document_names_it() -> None:
    assert document("").problem(7, "odd") == Problem("towns/lida.toml", 7, "odd")


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("a.toml", 3, "odd"), "a.toml:3: odd"),
        (Problem("a.toml", 0, "odd"), "a.toml: odd"),
    ],
)
def test_a_problem_as_text(problem: Problem, text: str) -> None:
    assert str(problem) == text


def test_problems_sort_by_file_and_line() -> None:
    problems = [Problem("b", 1, "x"), Problem("a", 10, "x"), Problem("a", 9, "z"), Problem("a", 9, "y")]
    assert [str(problem) for problem in sorted(problems)] == ["a:9: y", "a:9: z", "a:10: x", "b:1: x"]


def test_a_data_error_has_a_line_for_each_problem() -> None:
    error = DataError(Problem("a", line, "odd") for line in (1, 2))
    assert str(error) == "a:1: odd\na:2: odd"
    assert error.problems == (Problem("a", 1, "odd"), Problem("a", 2, "odd"))


@pytest.mark.parametrize("kind", [DataError, SchemeError, IndexFileError])
def test_every_error_can_be_caught_as_one(kind: type[Exception]) -> None:
    assert issubclass(kind, CanonymError)
