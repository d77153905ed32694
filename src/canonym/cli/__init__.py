"""The command `normalize`."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from canonym.cli.parser import COMMANDS, CommandLineError, build_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 fine, 1 the data is bad, 2 the command line is wrong."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] not in (*COMMANDS, "-h", "--help", "--version"):
        words.insert(0, "resolve")
    _prepare_streams()
    try:
        status = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has gone
        _give_up_stdout()
        return 0
    except OSError as error:  # a full disk, a path that is too long for it
        try:
            sys.stdout.flush()
        except OSError:
            _give_up_stdout()
        where = f"{error.filename}: " if error.filename else ""
        print(f"normalize: {where}{error.strerror or error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


def _run(words: list[str]) -> int:
    parser = build_parser()
    if not words:
        parser.print_help(sys.stderr)
        return 2
    try:
        options = parser.parse_args(words)
    except SystemExit as told:  # --help, --version or a wrong command line
        return int(told.code or 0)
    # Everything else of the library is imported here, so that --help starts without it.
    from canonym.cli.commands import RUN
    from canonym.errors import CanonymError

    try:
        return RUN[options.command](options)
    except (CanonymError, CommandLineError) as error:
        sys.stdout.flush()
        print(f"normalize: {error}" if "\n" not in str(error) else error, file=sys.stderr)
        return 2 if isinstance(error, CommandLineError) else 1


def _prepare_streams() -> None:
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started us (`2>&-`): as good as nowhere
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def _give_up_stdout() -> None:
    """Let what is left go nowhere: Python would complain once more when it closes stdout."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
