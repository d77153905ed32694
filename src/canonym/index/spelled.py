"""What schemes make of many names: each scheme writes each word once, and what it wrote is folded once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from canonym.index.keys import WHOLE, part_key, spelling_key
from canonym.orthography import Orthography
from canonym.rules import lower_pieces
from canonym.text import clean, written_parts
from canonym.writer import Writer


class RawName(NamedTuple):
    """A name as the gazetteer has it, with what its preparation depends on."""

    text: str
    lang: str
    script: str
    country: str
    kind: str
    type: str


class Spelling(NamedTuple):
    """What some schemes make of a name (`name` counts within the portion) or of a part of it."""

    key: int
    name: int
    place: int
    schemes: tuple[int, ...]


def spell(
    orthography: Orthography, names: Sequence[RawName], folds: Sequence[str], heard: Mapping[int, str]
) -> Iterator[Spelling]:
    """The spellings of names as wholes, and part by part unless they were `heard` as nothing."""
    written = list(_write(orthography, names, folds))
    texts = list(dict.fromkeys(text for _, _, text in written))
    made = dict(zip(texts, orthography.fold_all(texts), strict=True))
    for number, own in groupby(written, itemgetter(0)):
        schemes: dict[str, list[int]] = {}
        for _, scheme, text in own:
            schemes.setdefault(made[text], []).append(scheme)
        count = folds[number].count(" ") + 1
        several = count > 1 and heard.get(number) != "" and written_parts(clean(names[number].text)) >= count
        for spelled, agreed in schemes.items():
            yield Spelling(spelling_key(spelled), number, WHOLE, tuple(agreed))
            parts = spelled.split(" ")
            # An apostrophe that a scheme writes as a gap makes no part: `V yetnam` has one, as listed.
            if several and len(parts) == count:
                for place, part in enumerate(parts[:WHOLE]):
                    yield Spelling(part_key(part), number, place, tuple(agreed))


class _Words(dict[str, "str | None"]):
    """What a scheme makes of each word."""

    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer

    def __missing__(self, word: str) -> str | None:
        written = self[word] = self.writer.write_word(word)
        return written


def _write(
    orthography: Orthography, names: Sequence[RawName], folds: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """Each name that has a fold as each scheme of its language writes it: its number, the scheme's, and
    the text in lower case. Schemes that lack a letter are left out."""
    written: dict[int, _Words] = {}
    for number, (text, lang, script, country, *_) in enumerate(names):
        suited = orthography.suited_in(lang, script, country) if folds[number] else ()
        pieces = lower_pieces(text) if suited else []
        own = pieces[1::2]
        for scheme in suited:
            known = written.get(scheme)
            if known is None:
                known = written[scheme] = _Words(orthography.writers[scheme])
            if known.writer.lacks_vowels(text):
                continue
            made = list(map(known.__getitem__, own))
            if None not in made:
                pieces[1::2] = made  # type: ignore[assignment]
                yield number, scheme, "".join(pieces)
