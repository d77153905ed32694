"""The command `normalize`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from canonym.cli.parser import COMMANDS, build_parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status: 0 fine, 1 the data is bad, 2 the command line is wrong."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words and words[0] not in (*COMMANDS, "-h", "--help", "--version"):
        words.insert(0, "resolve")
    parser = build_parser()
    options = parser.parse_args(words)
    if not words:
        parser.print_help()
        return 2
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    return _run(options.command, options)


def _run(command: str, options: Namespace) -> int:
    # Everything else of the library is imported here, so that --help starts without it.
    from canonym.cli.commands import RUN
    from canonym.errors import CanonymError

    try:
        status = RUN[command](options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone. Python would complain once more when it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except CanonymError as error:
        sys.stdout.flush()
        print(f"normalize: {error}" if "\n" not in str(error) else error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status
