"""What tests share: two resolvers, an index file, a few words, and the command line, run in this process."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings
from made import vocabulary
from words import FOLD, SMALL_WORDS

from canonym.cli import main
from canonym.cli.parser import COMMANDS
from canonym.gazetteer import Gazetteer
from canonym.index.build import build_index
from canonym.index.store import write
from canonym.parts import Words
from canonym.reading import load_readings
from canonym.resolve import Resolver
from canonym.scheme import SCHEME_FOLDER, load_schemes

CASES = Path(__file__).with_name("cases")

# The first example may have to compile rules or build an index: time tells nothing.
settings.register_profile("local", deadline=None)
# What fails on one machine must fail on all, and on the next run too.
settings.register_profile(
    "ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("ci" if "CI" in os.environ else "local")


@pytest.fixture(scope="session")
def resolver() -> Resolver:
    """The default index."""
    return Resolver()


@pytest.fixture(scope="session")
def rows() -> list[dict[str, Any]]:
    """The rows of cases/cli/small.toml."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / "cli" / "small.toml").read_text("utf-8"))["rows"]
    return found


@pytest.fixture(scope="session")
def small(rows: list[dict[str, Any]]) -> Resolver:
    """A resolver of the small gazetteer, in memory."""
    return Resolver(Gazetteer.from_rows(rows))


@pytest.fixture(scope="session")
def small_words(tmp_path_factory: pytest.TempPathFactory) -> Words:
    """Few words that stand in and beside names."""
    path = tmp_path_factory.mktemp("words") / "words.toml"
    path.write_text(SMALL_WORDS, "utf-8")
    return Words.load(FOLD, path)


@pytest.fixture(scope="session")
def small_index(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small gazetteer's index as a file."""
    path = tmp_path_factory.mktemp("index") / "small.canonym"
    write(path, build_index(Gazetteer.from_rows(rows), load_schemes(), load_readings(), vocabulary()))
    return path


class Stream(io.TextIOWrapper):
    """A standard stream in memory, which may pretend to be a terminal."""

    def __init__(self, content: bytes = b"", *, terminal: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="")
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def content(self) -> bytes:
        self.flush()
        assert isinstance(self.buffer, io.BytesIO)
        return self.buffer.getvalue()


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the command left behind."""

    status: int
    stdout: bytes
    err: str

    @property
    def out(self) -> str:
        return self.stdout.decode()

    @property
    def json(self) -> list[dict[str, Any]]:
        """The objects of JSON Lines."""
        return [json.loads(line) for line in self.out.splitlines()]


class Run(Protocol):
    """Runs `normalize` with these arguments."""

    def __call__(self, *arguments: str, stdin: bytes = b"", terminal: bool = False) -> Ran: ...


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """`normalize` in this process: an exception that it lets through fails the test as it is."""

    def run_here(*arguments: str, stdin: bytes = b"", terminal: bool = False) -> Ran:
        out, err = Stream(terminal=terminal), Stream(terminal=terminal)
        with monkeypatch.context() as streams:
            streams.setattr(sys, "stdin", Stream(stdin, terminal=terminal))
            streams.setattr(sys, "stdout", out)
            streams.setattr(sys, "stderr", err)
            try:
                status = main(arguments)
            except SystemExit as stop:
                status = int(stop.code or 0)
        return Ran(status, out.content(), err.content().decode())

    return run_here


def run_process(*arguments: str, stdin: bytes = b"", stdout: Any = None, unbuffered: bool = False) -> Ran:
    """`normalize` in a process of its own, with or without the buffer before its stdout."""
    ran = subprocess.run(
        [sys.executable, "-m", "canonym", *arguments],
        input=stdin,
        stdout=subprocess.PIPE if stdout is None else stdout,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONUNBUFFERED": "1" if unbuffered else ""},
        check=False,
        timeout=60,
    )
    return Ran(ran.returncode, ran.stdout or b"", ran.stderr.decode())


@dataclass(frozen=True, slots=True)
class Case:
    """One command with what it shall do, as told in cases/cli/*.toml."""

    title: str
    args: list[str]
    status: int = 0
    stdin: str = ""
    stdin_bytes: str = ""
    files: dict[str, str] = field(default_factory=dict)
    bytes: dict[str, str] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    stdout: str | None = None
    has: list[str] = field(default_factory=list)
    hasnt: list[str] = field(default_factory=list)
    stderr: list[str] = field(default_factory=list)
    written: dict[str, str] = field(default_factory=dict)


def cases(file: str) -> list[Any]:
    """The cases of a file, as parameters of a test."""
    found = tomllib.loads((CASES / "cli" / file).read_text("utf-8"))["case"]
    return [pytest.param(Case(**case), id=case["title"]) for case in found]


def check_case(case: Case, run: Run, index: Path) -> None:
    """Run a case in the current folder, which must be an empty one."""
    for folder in case.folders:
        Path(folder).mkdir()
    for name, text in case.files.items():
        Path(name).write_bytes(text.encode())
    for name, text in case.bytes.items():
        Path(name).write_bytes(text.encode("latin-1"))
    ran = run(*_arguments(case, index), stdin=case.stdin.encode() or case.stdin_bytes.encode("latin-1"))
    told = ran.err.splitlines()
    assert ran.status == case.status, ran.err
    if case.status == 2:
        assert all(text in ran.err for text in ("usage: normalize", *case.stderr)), ran.err
    else:
        assert len(told) == len(case.stderr), ran.err
        assert all(text in line for text, line in zip(case.stderr, told, strict=True)), ran.err
    shown = without_probabilities(ran.stdout.decode("utf-8", "surrogateescape"))
    if case.stdout is not None:
        assert shown == case.stdout
    assert [text for text in case.has if text not in shown] == [], shown
    assert [text for text in case.hasnt if text in shown] == [], shown
    for name, text in case.written.items():
        assert without_probabilities(Path(name).read_text("utf-8")) == text


def without_probabilities(text: str) -> str:
    """The text with P for each probability."""
    return re.sub(r"\b[01]\.\d+\b", "P", text)


def _arguments(case: Case, index: Path) -> list[str]:
    words = [word.replace("{schemes}", str(SCHEME_FOLDER)) for word in case.args]
    if case.status == 2 or "--index" in words or words[0] in COMMANDS[4:]:
        return words
    place = 1 if words[0] in COMMANDS else 0
    return [*words[:place], "--index", str(index), *words[place:]]
