"""The commands about schemes: what a name is in each, text by one of them, and their list."""

from __future__ import annotations

import sys
from argparse import Namespace

from canonym.cli import render
from canonym.cli.streams import STDIN, Warnings, names_of
from canonym.errors import Problem, SchemeError
from canonym.records import Scheme


def variants(options: Namespace) -> int:
    """Every scheme's spelling of a name."""
    from canonym.writer import variants as spell

    found = spell(options.name, lang=options.lang)
    if options.format == "json":
        for variant in found:
            render.print_json({"text": variant.text, "schemes": [scheme.id for scheme in variant.schemes]})
    elif options.format == "csv":
        rows = (
            {"text": each.text, "scheme": scheme.id, "title": scheme.title}
            for each in found
            for scheme in each.schemes
        )
        render.print_csv(rows, ("text", "scheme", "title"))
    elif options.format == "query":
        print(" OR ".join(render.quoted(each.text) for each in found))
    else:
        render.print_variants(found)
    if not found:
        print(f"normalize: no scheme writes {options.name!r}", file=sys.stderr)
    return 0


def transliterate(options: Namespace) -> int:
    """Text by the rules of one scheme."""
    from canonym.scheme import load_scheme
    from canonym.writer import Writer

    writer = Writer(load_scheme(options.scheme))
    warn = Warnings()
    streamed = not options.texts or STDIN in options.texts
    for number, line in enumerate(names_of(options.texts, warn), 1):
        try:
            written = writer.write(line)
        except SchemeError as error:
            if not streamed:
                raise
            # A line that can't be written must neither stop the others nor be missing among them.
            warn(Problem("stdin", number, f"{error}; kept as it is"))
            written = line
        print(written, flush=streamed)
    return warn.status


def schemes(options: Namespace) -> int:
    """The list of schemes, or one of them whole."""
    from canonym.scheme import load_scheme, load_schemes

    found = [load_scheme(options.id)] if options.id else list(load_schemes())
    found = [scheme for scheme in found if _wanted(scheme, options)]
    if options.format == "json":
        for scheme in found:
            render.print_json(_scheme_row(scheme))
    elif options.format == "csv":
        render.print_csv(
            map(_scheme_row, found), ("id", "title", "langs", "script", "to_script", "to_lang", "source")
        )
    elif options.id:
        for scheme in found:
            render.print_scheme(scheme)
    else:
        render.print_rows([[scheme.id, ",".join(scheme.langs), scheme.title] for scheme in found])
    return 0


def _wanted(scheme: Scheme, options: Namespace) -> bool:
    return (
        options.lang in (None, *scheme.langs)
        and options.script in (None, scheme.script, scheme.to_script)
        and options.authority in (None, scheme.id.partition("-")[0])
    )


def _scheme_row(scheme: Scheme) -> dict[str, str]:
    return {
        "id": scheme.id,
        "title": scheme.title,
        "langs": " ".join(scheme.langs),
        "script": scheme.script,
        "to_script": scheme.to_script,
        "to_lang": scheme.to_lang,
        "source": scheme.source,
    }
