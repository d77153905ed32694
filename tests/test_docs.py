"""Every example of the documentation is run: what a page shows is what happens.

A page is a session in a folder of its own, read from top to bottom, by the kind of its blocks:

- `console`: after `$` a command, `normalize …` or `cat FILE`; below it the exact output, where `…`
  at the end of a line, or as a line of its own, stands for anything. `cat` of a file that isn't
  there yet makes it: the page shows what to put into it.
- `python`: doctests, which share their names with the blocks before them.
- `toml`: a file, named by the comment in its first line. Files of a page must pass `normalize check`.
- `json`: an answer of the JSON format; probabilities and evidence may differ in all but their keys.
- `sh` and `text`: not run. What needs the network or shows no command stands there.

`python tests/test_docs.py` writes the --help texts of `docs/reference/commands.md` anew.
"""

from __future__ import annotations

import contextlib
import doctest
import inspect
import io
import json
import os
import re
import shlex
import shutil
import sys
import textwrap
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

import canonym
from canonym.check import check_paths
from canonym.cli import main
from canonym.cli.parser import COMMANDS
from canonym.entity_file import ENTITY_FIELDS, FACTS
from canonym.pipeline import STAGES
from canonym.reading import SOUNDS, load_readings
from canonym.records import STATUSES, TYPES, Entity, Evidence, Name, Scheme, Variant
from canonym.resolution import Match, Mention, Resolution
from canonym.resolve import Resolver
from canonym.scheme import FIELDS

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
COMMANDS_PAGE = DOCS / "reference" / "commands.md"
TOP_PAGES = [ROOT / "CHANGELOG.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md"]
PAGES = {page.relative_to(ROOT).as_posix(): page for page in (*TOP_PAGES, *sorted(DOCS.rglob("*.md")))}
_FENCE = re.compile(r"^( *)```(\S*)\n(.*?)^\1```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+\.toml)\n")
_HELP_BLOCK = re.compile(r"```console\n\$ (normalize [a-z ]*--help)\n.*?```", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block of a page; its place is `file:line` of the fence."""

    place: str
    kind: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    text = page.read_text("utf-8")
    for found in _FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield Block(f"{page.relative_to(ROOT)}:{line}", found[2], textwrap.dedent(found[3]))


class Session:
    """What a reader of one page has: the names of the Python prompt, and the folders made."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {}
        self.made: set[Path] = set()

    def console(self, block: Block) -> None:
        before, *parts = re.split(r"^\$ ", block.text, flags=re.MULTILINE)
        assert parts, f"{block.place}: no $ in a console block"
        assert not before, f"{block.place}: what stands before the first $?"
        for part in parts:
            command, _, expected = part.partition("\n")
            if command.startswith("cat "):
                self._cat(command.removeprefix("cat "), expected)
                continue
            got = run(command)
            assert agree(expected, got, command), f"{block.place}: $ {command}\n{got}"

    def _cat(self, name: str, shown: str) -> None:
        file = Path(name)
        if not file.exists():
            file.write_text(shown, "utf-8")
        assert agree(shown, file.read_text("utf-8"), name), f"{name} holds something else"

    def python(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self.names, block.place, block.place, 0)
        assert test.examples, f"{block.place}: no >>> in a python block"
        test.globs = self.names  # the parser makes a copy
        told: list[str] = []
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS, verbose=False)
        failed, _ = runner.run(test, out=told.append, clear_globs=False)
        assert not failed, "".join(told)

    def toml(self, block: Block) -> None:
        tomllib.loads(block.text)
        named = _FILE.match(block.text)
        assert named, f"{block.place}: the first line doesn't name the file"
        file = Path(named[1])
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, "utf-8")
        self.made.add(Path(file.parts[0]))

    def json(self, block: Block) -> None:
        shown = json.loads(block.text)
        resolver = Resolver()
        if "start" in shown:
            answer = resolver.scan(shown["text"])[0].to_json()
        elif "input" in shown:
            answer = resolver.resolve(shown["input"]).to_json()
        else:
            answer = canonym.compare(shown["first"], shown["second"]).to_json()
        assert steady(shown) == steady(answer), block.place

    def close(self) -> None:
        """The data that the page made passes the gates."""
        assert check_paths(sorted(self.made)) == []


def run(command: str) -> str:
    """What a command writes to a terminal; `< FILE` and `> FILE` work as in a shell."""
    program, *words = shlex.split(command)
    assert program == "normalize", f"not run: {command}"
    given, target = io.BytesIO(), None
    if len(words) > 2 and words[-2] == "<":
        given = io.BytesIO(Path(words[-1]).read_bytes())
        del words[-2:]
    if len(words) > 2 and words[-2] == ">":
        target = Path(words[-1])
        del words[-2:]
    raw = io.BytesIO()
    screen = io.TextIOWrapper(raw, encoding="utf-8", newline="\n", write_through=True)
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(given, encoding="utf-8")
    try:
        with (
            contextlib.redirect_stdout(screen),
            contextlib.redirect_stderr(screen),
            contextlib.suppress(SystemExit),
        ):
            main(words)
    finally:
        sys.stdin = before
    if target is None:
        return raw.getvalue().decode()
    target.write_bytes(raw.getvalue())
    return ""


def agree(expected: str, got: str, command: str) -> bool:
    """Whether an output is the shown one. Of --help texts the words count: Python 3.13 and later
    break their lines elsewhere and name the value of `-o FILE, --output FILE` once."""
    if "--help" in command:
        return help_words(expected) == help_words(got)
    pattern = "".join(
        r"(?:.*\n)*?"
        if line.strip() == "…"
        else re.escape(line.removesuffix("…").rstrip()) + (".*" if line.endswith("…") else " *") + r"\n"
        for line in expected.splitlines()
    )
    return re.fullmatch(pattern, got) is not None


def help_words(text: str) -> str:
    return re.sub(r"(-\w) ([A-Z]+), (--\w+) \2", r"\1, \3 \2", " ".join(text.split()))


def steady(value: Any, key: str = "") -> Any:
    """JSON without what may come out otherwise tomorrow: probabilities, and the way of the evidence."""
    if isinstance(value, dict):
        return {name: steady(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return sorted(value[0]) if key == "evidence" else [steady(member) for member in value]
    return type(value) if key == "probability" else value


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    shutil.copytree(DOCS, tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    return Session()


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_examples(page: Path, session: Session) -> None:
    run_block: dict[str, Callable[[Block], None]] = {
        "console": session.console,
        "python": session.python,
        "toml": session.toml,
        "json": session.json,
    }
    for block in blocks(page):
        if block.kind not in ("sh", "text"):
            assert block.kind in run_block, f"{block.place}: a block of kind {block.kind!r}"
            run_block[block.kind](block)
    session.close()


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        ("a\nb\n", "a\nb\n", True),
        ("a\nb\n", "a\nc\n", False),
        ("a  …\n", "a  b c\n", True),
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\nd\n", "a\nb\nc\n", False),
        ("a\n", "a\nb\n", False),
        ("a.c\n", "abc\n", False),
    ],
)
def test_an_example_that_differs_is_noticed(expected: str, got: str, same: bool) -> None:
    assert agree(expected, got, "normalize") is same


@pytest.mark.parametrize("page", TOP_PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text("utf-8"))
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


def test_every_command_has_its_help_text() -> None:
    shown = [block.text.partition("\n")[0] for block in blocks(COMMANDS_PAGE) if "--help" in block.text]
    assert shown == ["$ normalize --help", *(f"$ normalize {command} --help" for command in COMMANDS)]


def public_words() -> Iterator[str]:
    """The public names of the library, of their fields and methods, and of the methods' parameters."""
    records = (Entity, Evidence, Match, Mention, Name, Resolution, Scheme, Variant)
    for thing in (*(getattr(canonym, name) for name in canonym.__all__), *records):
        yield thing.__name__
        if is_dataclass(thing):
            yield from (field.name for field in fields(thing))
        looked_up = (property, cached_property)
        yield from (
            key for key, member in vars(thing).items() if isinstance(member, looked_up) and key[0] != "_"
        )
        for member in (thing, *vars(thing).values()):
            called = getattr(member, "__func__", member)
            if inspect.isfunction(called) and not called.__name__.startswith("_"):
                yield called.__name__
                yield from inspect.signature(called).parameters.keys() - {"self", "cls"}


def weight_words(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Each weight of a table, and each table with weights by its path."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from weight_words(value, (*path, key))
        else:
            yield from (key, ".".join(path or (key,)))


FACT_NAMES = {fact for facts in FACTS.values() for fact in facts}
WEIGHTS = tomllib.loads((ROOT / "src/canonym/weights.toml").read_text("utf-8"))
STEPS = re.findall(r'Evidence\("([a-z ]+)"', (ROOT / "src/canonym/evidence.py").read_text("utf-8"))


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("docs/reference/python.md", {*public_words()}),
        ("docs/reference/gazetteer-format.md", {*ENTITY_FIELDS, *STATUSES, *TYPES, *FACT_NAMES}),
        ("docs/reference/scheme-format.md", {*FIELDS}),
        ("docs/reference/json.md", {*STEPS}),
        ("docs/reference/sounds.md", SOUNDS | {reading.id for reading in load_readings()}),
        ("docs/explanation/how-it-works.md", {*(stage.__name__ for stage in STAGES), "by_spelling"}),
        ("docs/explanation/probability.md", {*weight_words(WEIGHTS)}),
        ("CHANGELOG.md", {canonym.__version__}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_page_leaves_nothing_out(page: str, words: set[str]) -> None:
    """Each word stands in the page as code: between backticks, on its own or in an expression."""
    quoted = re.findall(r"`([^`\n]+)`", (ROOT / page).read_text("utf-8"))
    known = {*quoted, *re.findall(r"[\w.-]+", " ".join(quoted)), *re.findall(r"\w+", " ".join(quoted))}
    assert words
    assert words - known == set()


def test_the_page_tells_which_entity_weights_are_in_which_table() -> None:
    page = (DOCS / "explanation/probability.md").read_text("utf-8")
    rows = re.findall(r"^\| (`.+?) \|.*\| ([a-z, ]+) \|$", page, re.MULTILINE)
    told = {
        (group, key)
        for keys, groups in rows
        for key in re.findall(r"\w+", keys)
        for group in groups.split(", ")
    }
    assert told == {(group, key) for group, weights in WEIGHTS["known"].items() for key in weights}


def test_the_readme_names_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    readme = (ROOT / "README.md").read_text("utf-8").lower()
    names = [re.split(r"[^\w-]", wanted)[0] for wanted in project["dependencies"]]
    assert [name for name in names if name.lower() not in readme] == []


def renew_help() -> None:
    """Write the --help texts of the commands' page anew."""
    os.environ["COLUMNS"] = "80"
    text = COMMANDS_PAGE.read_text("utf-8")
    renewed = _HELP_BLOCK.sub(lambda found: f"```console\n$ {found[1]}\n{run(found[1])}```", text)
    COMMANDS_PAGE.write_text(renewed, "utf-8")


if __name__ == "__main__":
    renew_help()
