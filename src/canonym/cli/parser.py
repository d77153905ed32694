"""The command line: what can be asked for, and with which options."""

from __future__ import annotations

import argparse

COMMANDS = (
    "resolve",
    "text",
    "table",
    "explain",
    "compare",
    "variants",
    "transliterate",
    "schemes",
    "build",
    "check",
)
_TYPES = ("person", "place", "organization", "equipment")
_EPILOG = """\
A name alone is enough: `normalize Chrenin` is `normalize resolve Chrenin`.
Exit status: 0 fine (an unknown name is fine), 1 the data or a file is bad, 2 this command line is wrong.
"""


class CommandLineError(Exception):
    """A command line that is wrong in a way that only shows when it is run."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="normalize",
        description="Which entity is this? A name in any script or spelling to one id, explained.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    resolve = commands.add_parser("resolve", help="which entity each name means")
    resolve.add_argument(
        "names", nargs="*", metavar="NAME", help="a name; - reads names from stdin, one a line"
    )
    _hints(resolve)
    _jobs(resolve, 1)
    _formats(resolve, "text", "json", "csv")

    text = commands.add_parser("text", help="the mentions in running text, with offsets")
    text.add_argument("file", metavar="FILE", help="a UTF-8 text file; - reads stdin")
    text.add_argument("--lang", help="the language of the text (BCP 47)")
    _index(text)
    _formats(text, "text", "json", "csv", "html")

    table = commands.add_parser("table", help="a table with the answers as added columns")
    table.add_argument("file", metavar="FILE", help="a file that ends in .csv .tsv .jsonl or .ndjson")
    table.add_argument("--column", required=True, metavar="NAME", help="the column that holds the names")
    table.add_argument("-o", "--output", metavar="FILE", help="where to write (stdout if not given)")
    _hints(table)
    _jobs(table, 1)

    explain = commands.add_parser("explain", help="why this entity, why not that one")
    explain.add_argument("name", metavar="NAME")
    explain.add_argument("id", metavar="ID", nargs="?", help="an entity to hold the name against")
    _hints(explain)

    compare = commands.add_parser("compare", help="whether two names may be one, without a gazetteer")
    compare.add_argument("first", metavar="A")
    compare.add_argument("second", metavar="B")
    compare.add_argument("--type", choices=_TYPES, help="what the names are names of")
    _formats(compare, "text", "json")

    variants = commands.add_parser("variants", help="every scheme's spelling of a name")
    variants.add_argument("name", metavar="NAME")
    variants.add_argument("--lang", help="the language of the name (BCP 47)")
    _formats(variants, "text", "json", "csv", "query")

    transliterate = commands.add_parser("transliterate", help="text written by the rules of one scheme")
    transliterate.add_argument("--scheme", required=True, metavar="ID", help="`normalize schemes` lists them")
    transliterate.add_argument("texts", nargs="*", metavar="TEXT", help="- reads lines from stdin")

    schemes = commands.add_parser("schemes", help="the schemes, or one with its rules and examples")
    schemes.add_argument("id", metavar="ID", nargs="?", help="show this one whole")
    schemes.add_argument("--lang", help="only those that write names of this language")
    schemes.add_argument("--script", help="only those from or into this script (ISO 15924)")
    schemes.add_argument("--authority", help="only those of this authority: how their ids begin")
    _formats(schemes, "text", "json", "csv")

    build = commands.add_parser("build", help="an index from gazetteers, CSV, TSV or JSON Lines")
    build.add_argument("sources", nargs="+", metavar="SOURCE", help="a gazetteer folder or a file of rows")
    build.add_argument("-o", "--output", required=True, metavar="FILE", help="the index file to write")
    _jobs(build, None)

    check = commands.add_parser("check", help="lint gazetteers, schemes and readings")
    check.add_argument("paths", nargs="+", metavar="PATH")
    return parser


def _hints(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--type", choices=_TYPES, help="only entities of this type")
    parser.add_argument("--lang", help="the language that the name is written in (BCP 47)")
    parser.add_argument(
        "--country", metavar="CC", type=_country, help="where the entity is likely to be (ISO 3166)"
    )
    parser.add_argument("--limit", type=_positive, default=5, help="matches to tell at most (%(default)s)")
    _index(parser)


def _jobs(parser: argparse.ArgumentParser, default: int | None) -> None:
    told = "one a core" if default is None else f"{default}"
    parser.add_argument(
        "--jobs", type=_positive, default=default, metavar="N", help=f"processes to share the work ({told})"
    )


def _index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--index", metavar="FILE", help="an index made by `normalize build`")


def _formats(parser: argparse.ArgumentParser, *formats: str) -> None:
    parser.add_argument("--format", choices=formats, default="text", help="how to print (%(default)s)")


def _positive(text: str) -> int:
    if not text.strip().lstrip("+-").isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number


def _country(text: str) -> str:
    from canonym.records import is_country  # not for every start

    if not is_country(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not two letters, such as BY")
    return text.upper()


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # not for every start

        print(f"normalize {version('canonym')}")
        parser.exit()
