"""Learn how the sounds of names come out in other scripts:
`uv run --group bench python -m benchmarks confusions --tokens FILE --persons FILE --write`.

From pairs of a name as English writes it and as another language does, both as sounds, one half of
the entities: `benchmarks labels` reports on the other. Each sound of the name becomes one of the
heard sounds or none, and sounds are added between; how often, is what expectation maximization
finds (Ristad and Yianilos, Learning String-Edit Distance, 1998), here with conditional
probabilities. The same is learnt of the skeletons that are sound keys. Written to
`src/canonym/confusions/`, a file a reading, in counts out of a thousand.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from benchmarks import labels
from benchmarks.halves import learnt_from
from canonym.confusion import CONFUSION_FOLDER
from canonym.orthography import PLAIN, Orthography
from canonym.reading import load_readings
from canonym.scheme import load_schemes
from canonym.script import main_script
from canonym.sound import Sounds
from canonym.text import clean, turned

Floats = npt.NDArray[np.floating[Any]]
Codes = npt.NDArray[np.int64]

_SOUNDS = " aeiouyptbdkgfvszSZxhcCmnlrjw"
_BONES = " Aptkfsmnr"
_TURNS = 10
# The share of pairs, the worst, that are noise: titles, nicknames, other people.
_NOISE = 0.07
_LONGEST = 16
# Pairs of one reading that teach what all do.
_MOST_OF_ONE = 600
_FEWEST, _MOST = 3, 8000
# What all readings together do to a sound counts as much as it does so many times in one.
_PRIOR = 15.0
# Of the readings of Latin letters those whose languages write all names in their own way.
_RESPELLING = ("az", "lt", "lv", "sq", "tk", "uz-Latn")
# What is rarer isn't written; what stands for it when it is met is in `canonym.confusion`.
_RARE = 0.005
# No sound, as a key of TOML.
_NONE = '""'
_HEAD = """# How the sounds of names from other languages come out in {title}.
# Of a thousand times that a name has the sound on the left, so many are heard as each of those on the
# right; "" is no sound at all. Learnt by `python -m benchmarks confusions` from {count:,} pairs; {source}.
"""

Pair = tuple[str, str]


class Channel(NamedTuple):
    """Probabilities: `heard[meant, heard]`, `lost[meant]`, `added[heard]`, `usual[heard]`."""

    heard: Floats
    lost: Floats
    added: Floats
    usual: Floats


def learn(pairs: Sequence[Pair], alphabet: str, prior: Channel | None = None) -> Channel:
    """The channel that makes the heard sounds likeliest, given those of the names.

    `prior` is what other languages do, which counts for as much as some pairs of its own.
    """
    heard, heard_at = _encoded([pair[0] for pair in pairs], alphabet)
    meant, meant_at = _encoded([pair[1] for pair in pairs], alphabet)
    size = len(alphabet)
    usual = np.bincount(heard[heard > 0], minlength=size) + 1.0
    usual /= usual.sum()
    start = prior or Channel(
        np.full((size, size), 0.3 / size) + 0.6 * np.eye(size),
        np.full(size, 0.1),
        np.full(size, 0.2 / size),
        usual,
    )
    channel = start._replace(usual=usual)
    for _ in range(_TURNS):
        channel = _turn(channel, heard, heard_at, meant, meant_at, prior)
    return channel


def _turn(
    channel: Channel, heard: Codes, heard_at: Codes, meant: Codes, meant_at: Codes, prior: Channel | None
) -> Channel:
    """One turn of expectation maximization, all pairs at once: every array has a column a pair."""
    pairs, long = heard.shape
    wide = meant.shape[1]
    swap = [[channel.heard[meant[:, j], heard[:, i]] for j in range(wide)] for i in range(long)]
    lose = [channel.lost[meant[:, j]] for j in range(wide)]
    add = [channel.added[heard[:, i]] for i in range(long)]
    before, behind = np.zeros((2, long + 1, wide + 1, pairs))
    for i in range(long + 1):
        for j in range(wide + 1):
            here = before[i, j]
            if i == j == 0:
                here += 1
            if i and j:
                here += before[i - 1, j - 1] * swap[i - 1][j - 1]
            if i:
                here += before[i - 1, j] * add[i - 1]
            if j:
                here += before[i, j - 1] * lose[j - 1]
    for i in reversed(range(long + 1)):
        for j in reversed(range(wide + 1)):
            here = behind[i, j]
            here += (heard_at == i) & (meant_at == j)
            if i < long and j < wide:
                here += behind[i + 1, j + 1] * swap[i][j]
            if i < long:
                here += behind[i + 1, j] * add[i]
            if j < wide:
                here += behind[i, j + 1] * lose[j]
    total = before[heard_at, meant_at, np.arange(pairs)]
    likely = np.log(np.maximum(total, 1e-300)) / np.maximum(heard_at, 1)
    weight = np.where(likely > np.quantile(likely, _NOISE), 1 / np.maximum(total, 1e-300), 0)
    swapped, lost = np.full_like(channel.heard, 0.01), np.full_like(channel.lost, 0.05)
    added = np.full_like(channel.added, 0.05)
    for i in range(long + 1):
        for j in range(wide + 1):
            here = before[i, j] * weight
            if i < long and j < wide:
                np.add.at(swapped, (meant[:, j], heard[:, i]), here * swap[i][j] * behind[i + 1, j + 1])
            if i < long:
                np.add.at(added, heard[:, i], here * add[i] * behind[i + 1, j])
            if j < wide:
                np.add.at(lost, meant[:, j], here * lose[j] * behind[i, j + 1])
    if prior is not None:
        swapped += _PRIOR * prior.heard
        lost += _PRIOR * prior.lost
        added += _PRIOR * prior.added
    each = swapped.sum(axis=1) + lost
    return Channel(swapped / each[:, None], lost / each, added / each.sum(), channel.usual)


def _encoded(texts: Sequence[str], alphabet: str) -> tuple[Codes, Codes]:
    """Sounds as their places in the alphabet, padded with 0, and how many each text has."""
    codes = np.zeros((len(texts), max(map(len, texts))), np.int64)
    for row, text in enumerate(texts):
        codes[row, : len(text)] = [alphabet.index(letter) for letter in text]
    return codes, np.array([len(text) for text in texts])


def pairs_by_reading(
    orthography: Orthography, tokens: Path | None, persons: Path | None
) -> dict[str, set[Pair]]:
    """Pairs of what is heard and what the English name sounds like, by the reading that hears."""
    found: dict[str, set[Pair]] = defaultdict(set)
    for read, path in ((labels.tokens, tokens), (labels.persons, persons)):
        if path is None:
            continue
        task = read(path)
        english = dict(task.indexed)
        for question in task.questions:
            if learnt_from(question.entity):
                for reading, pair in _heard(orthography, question, english[question.entity]):
                    found[reading].add(pair)
    return found


def _heard(orthography: Orthography, question: labels.Question, english: str) -> Iterable[tuple[str, Pair]]:
    """The parts of a name, each beside its own: where both have as many."""
    text = clean(question.written)
    text, script = turned(text) or text, main_script(text)
    reading = orthography.own_reading(question.lang.partition("-")[0], script)
    if reading == PLAIN or (script == "Latn" and reading not in _RESPELLING):
        return
    if orthography.fold(text) == orthography.fold(english):
        return
    parts = orthography.hear(reading, text, script).split()
    others = orthography.hear("en", clean(english), "Latn").split()
    if len(parts) == len(others):
        for pair in zip(parts, others, strict=True):
            if all(1 < len(sounds) <= _LONGEST for sounds in pair):
                yield reading, pair


def _keys(pairs: Iterable[Sequence[str]]) -> list[Pair]:
    """The sound keys of both."""
    keys = ((Sounds(heard).key, Sounds(meant).key) for heard, meant in pairs)
    return [(heard, meant) for heard, meant in keys if heard and meant]


def text_of(reading: str, title: str, fine: Channel, bones: Channel, pairs: int, source: str) -> str:
    """A file of confusions."""
    lines = [_HEAD.format(title=title, count=pairs, source=source), f'reading = "{reading}"']
    for name, channel, alphabet in (("", fine, _SOUNDS), ("bones_", bones, _BONES)):
        lines += ["", f"[{name}heard]"]
        for at, sound in enumerate(alphabet[1:], 1):
            row = {letter: channel.heard[at, to] for to, letter in enumerate(alphabet) if to}
            row[""] = channel.lost[at]
            lines.append(f"{sound} = {_inline(row)}")
        for table, values in (("added", channel.added), ("usual", channel.usual)):
            shares = {letter: values[to] for to, letter in enumerate(alphabet) if to}
            lines += ["", f"[{name}{table}]"]
            lines += [
                f"{letter} = {round(1000 * share, 1):g}"
                for letter, share in shares.items()
                if share >= _RARE / 10
            ]
    return "\n".join(lines) + "\n"


def _inline(row: dict[str, float]) -> str:
    """The commonest first."""
    told = sorted((-share, letter) for letter, share in row.items() if share >= _RARE)
    fields = ", ".join(f"{letter or _NONE} = {round(-1000 * share)}" for share, letter in told)
    return f"{{ {fields} }}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Learn, and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks confusions", description=__doc__)
    parser.add_argument("--tokens", type=Path)
    parser.add_argument("--persons", type=Path)
    parser.add_argument("--write", action="store_true", help="write the files")
    options = parser.parse_args(arguments)
    orthography = Orthography(load_schemes(), load_readings())
    source = "names in Merhav and Ash, COLING 2018, and labels of Wikidata, both CC0"
    found = pairs_by_reading(orthography, options.tokens, options.persons)
    everything = [pair for pairs in found.values() for pair in sorted(pairs)[:_MOST_OF_ONE]]
    fine_prior = learn(everything, _SOUNDS)
    bones_prior = learn(_keys(everything), _BONES)
    for reading, pairs in sorted(found.items()):
        print(f"{reading}: {len(pairs):,} pairs", file=sys.stderr)
        if len(pairs) < _FEWEST:
            continue
        some = np.random.default_rng(1).permutation(sorted(pairs))[:_MOST].tolist()
        title = orthography.ears[reading].reading.title
        fine, bones = learn(some, _SOUNDS, fine_prior), learn(_keys(some), _BONES, bones_prior)
        text = text_of(reading, title, fine, bones, len(some), source)
        if options.write:
            CONFUSION_FOLDER.joinpath(f"{reading}.toml").write_text(text, "utf-8")
        else:
            print(text)


if __name__ == "__main__":
    main()
