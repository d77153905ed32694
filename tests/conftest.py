"""What tests share: two resolvers, an index file, and the command line run in this process."""

from __future__ import annotations

import io
import json
import os
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import HealthCheck, settings

from canonym.cli import main
from canonym.embedded import index_of
from canonym.gazetteer import Gazetteer
from canonym.index.store import write
from canonym.resolve import Resolver

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
def small_index(rows: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small gazetteer's index as a file."""
    path = tmp_path_factory.mktemp("index") / "small.canonym"
    write(path, bytes(index_of(Gazetteer.from_rows(rows)).file.content))
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
                assert isinstance(stop.code, int)
                status = stop.code
        return Ran(status, out.content(), err.content().decode())

    return run_here
