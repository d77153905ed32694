"""Write the table of family names, from lists of how many people bear them and of others that are names:
`uv run python -m benchmarks family-names --census FILE --poland FOLDER --finland FILE --mimesis FOLDER`.

The census of the United States of 1990 is its `dist.all.last`. The lists of the registers of Poland and
Finland are read as the npm packages `@zxcvbn-ts/language-pl` and `-fi` have them, `maleLastnames.json`,
`femaleLastnames.json` and `lastnames.json`. The others are the `person.json` of the languages of the package
`mimesis`, in its folder `datasets`.

Kept is what about one of 100,000 people bears, as far as that is known: the census counts such names, and the
two packages those of 200 and of 50 bearers.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from textwrap import fill

from canonym.family_names import BEGINNING, FAMILY_NAME_FILE
from canonym.orthography import Orthography
from canonym.reading import load_readings
from canonym.scheme import load_schemes

# What is rarer isn't kept, in percent.
_RAREST = 0.001
# A difference of one letter tells nothing of shorter names.
_SHORTEST = 4
# The languages of mimesis, by their scripts: names of one aren't compared with those of another.
_LANGS = {
    "Latn": (
        *("cs", "da", "de", "de-at", "de-ch", "es-mx", "et", "fr", "hr", "hu"),
        *("it", "nl", "nl-be", "no", "pt", "pt-br", "sk", "sv", "tr"),
    ),
    "Cyrl": ("ru",),
}
_PLAIN = re.compile("[a-z]+")
_A_LINE = 100
_HEAD = """\
# Family names that people bear, by their scripts, folded. Those of a line begin with the same letters.
# From the frequently occurring names of the 1990 census of the United States, published by the
# Census Bureau, in the public domain; the names in the register of Poland (PESEL), published by the
# Ministry of Digital Affairs under CC0, and in that of Finland, published by the Digital and
# Population Data Services Agency under CC BY 4.0, both as the packages of zxcvbn-ts have them; and
# the lists of the package mimesis (MIT licence, © Isaak Uchakaev); changed in form only, by
# `python -m benchmarks family-names`.
"""


def of_census(path: Path) -> Iterator[str]:
    """The names of the census that aren't too rare."""
    for line in path.read_text("ascii").splitlines():
        name, percent, *_ = line.split()
        if float(percent) >= _RAREST:
            yield name


def of_mimesis(folder: Path, langs: Iterable[str]) -> Iterator[str]:
    """The family names of languages: a list, or one for each sex."""
    for lang in langs:
        names = json.loads((folder / lang / "person.json").read_text("utf-8"))["surnames"]
        for some in names.values() if isinstance(names, dict) else [names]:
            yield from some


def text_of(scripts: Mapping[str, Iterable[str]]) -> str:
    """A file: for each script lines of names that begin alike, in their order."""
    return _HEAD + "".join(f"{line}\n" for script, folds in scripts.items() for line in _lines(script, folds))


def _lines(script: str, folds: Iterable[str]) -> Iterator[str]:
    yield f"[{script}]"
    names = sorted({fold for fold in folds if len(fold) >= _SHORTEST and _PLAIN.fullmatch(fold)})
    for _, group in groupby(names, key=lambda name: name[:BEGINNING]):
        yield from fill(" ".join(group), _A_LINE).split("\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks family-names", description=__doc__)
    parser.add_argument("--census", type=Path, required=True, help="dist.all.last")
    parser.add_argument("--poland", type=Path, required=True, help="with the lists of both sexes")
    parser.add_argument("--finland", type=Path, required=True, help="lastnames.json")
    parser.add_argument("--mimesis", type=Path, required=True, help="its folder of datasets")
    options = parser.parse_args(arguments)
    names = {script: list(of_mimesis(options.mimesis, langs)) for script, langs in _LANGS.items()}
    names["Latn"] += of_census(options.census)
    lists = (*(options.poland / f"{sex}Lastnames.json" for sex in ("male", "female")), options.finland)
    for path in lists:
        names["Latn"] += json.loads(path.read_text("utf-8"))
    fold = Orthography(load_schemes(), load_readings()).fold
    folds = {script: map(fold, some) for script, some in names.items()}
    FAMILY_NAME_FILE.write_text(text_of(folds), "utf-8")


if __name__ == "__main__":
    main()
