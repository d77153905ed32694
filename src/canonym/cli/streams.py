"""Input that may be damaged, progress that only a person sees, and colour for terminals."""

from __future__ import annotations

import io
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO, TextIO

from canonym.cli.parser import CommandLineError
from canonym.errors import DataError, Problem

STDIN = "-"


class Warnings:
    """Problems that were met and got over: each is told, and the exit status remembers them."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, problem: Problem) -> None:
        self.count += 1
        print(f"normalize: {problem}", file=sys.stderr)

    @property
    def status(self) -> int:
        """The exit status that the warnings lead to."""
        return 1 if self.count else 0


def read_text(path: str) -> str:
    """A whole UTF-8 file, or stdin.

    Raises:
        DataError: it can't be read, or isn't UTF-8.
    """
    with _open(path) as file:
        raw = file.read()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Counted in what was decoded: in `raw` a byte order mark may stand before it.
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DataError([Problem(_origin(path), line, "not valid UTF-8")]) from error


def lines(path: str, warn: Callable[[Problem], None], *, newline: str | None = None) -> Iterator[str]:
    """The lines of a file or of stdin; bytes that aren't UTF-8 are told and carried through."""
    with _open(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline=newline)
        try:
            for number, line in enumerate(text, 1):
                if not line.isascii() and any("\ud800" <= letter <= "\udfff" for letter in line):
                    warn(Problem(_origin(path), number, "not valid UTF-8; kept as it is"))
                yield line
        finally:
            text.detach()  # or it would close stdin when it goes


@contextmanager
def output(path: str | None) -> Iterator[TextIO]:
    """A file to write a table to, or stdout; bytes that were no UTF-8 go out as they came in.

    The file is put in its place when it is complete: it may be the one that is being read, and
    what fails leaves it as it was.

    Raises:
        DataError: the file can't be written.
    """
    if path is None:
        sys.stdout.reconfigure(errors="surrogateescape", newline="")  # type: ignore[union-attr]
        yield sys.stdout
        return
    target = Path(path).resolve()
    device = target.exists() and not target.is_file()
    draft = target if device else target.with_name(f".{target.name}-{os.getpid()}")
    try:
        file = draft.open("w", encoding="utf-8", errors="surrogateescape", newline="")
    except OSError as error:
        raise DataError([Problem(path, 0, error.strerror or str(error))]) from error
    try:
        with file:
            yield file
        if target.is_file():
            shutil.copymode(target, draft)
        if not device:
            draft.replace(target)
    except BaseException:
        if not device:
            draft.unlink()
        raise


class Progress:
    """A count on stderr, renewed in place; only on a terminal and only for work that takes long."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._shown = sys.stderr.isatty()
        self._next = time.monotonic() + 1.0
        self._any = False

    def __call__(self, done: int, total: int = 0) -> None:
        if not self._shown or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + 0.2
        self._any = True
        whole = f" of {total:,}" if total else ""
        print(f"\r{done:,}{whole} {self._what}", end="", file=sys.stderr, flush=True)

    def done(self) -> None:
        """Leave the line free for what comes next."""
        if self._any:
            print("\r\033[K", end="", file=sys.stderr, flush=True)


class Style:
    """Colours, on a terminal only."""

    def __init__(self) -> None:
        self._on = sys.stdout.isatty()

    def bold(self, text: str) -> str:
        """What matters most in a line."""
        return self._wrap("1", text)

    def dim(self, text: str) -> str:
        """What may be passed over."""
        return self._wrap("2", text)

    def status(self, status: str, text: str) -> str:
        """Green, yellow and red, for resolved, ambiguous and unknown."""
        return self._wrap({"resolved": "32", "ambiguous": "33"}.get(status, "31"), text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\033[{code}m{text}\033[0m" if self._on else text


def _open(path: str) -> AbstractContextManager[BinaryIO]:
    if path == STDIN:
        return nullcontext(sys.stdin.buffer)  # which may be read again, and is then at its end
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise DataError([Problem(path, 0, error.strerror or str(error))]) from error


def _origin(path: str) -> str:
    return "stdin" if path == STDIN else path


def names_of(given: list[str], warn: Warnings) -> Iterator[str]:
    """The names of the command line; `-` or none stand for the lines of stdin."""
    if not given and sys.stdin.isatty():
        raise CommandLineError("no name given; - reads names from stdin")
    for name in given or [STDIN]:
        if name == STDIN:
            yield from (line.rstrip("\r\n") for line in lines(STDIN, warn))
        else:
            yield name
