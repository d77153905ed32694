"""Mentions in running text: which stretches of it are names, longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from canonym.resolution import Mention, Resolution

# The most words that one name is looked for in.
MAX_WORDS = 7
# Letters that a mention has at the least, and one that is found by sound or parts.
_SHORTEST = 2
_SHORTEST_WIDE = 4
# Words of fewer letters in lower case are articles, prepositions and conjunctions.
_SMALL = 4
# In stretches of so many words the first may be inflected; in longer ones it is as listed.
_INFLECTED = 2
_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
# What may stand between the words of one name: a space or two, a line break, a hyphen (also at the
# end of a line), the dot of an initial.
_GAP = re.compile(r"[ \t\u00a0]{0,2}(?:\n[ \t]{0,8})?|\.[ ]?|[-‐‑](?:\n[ \t]{0,8})?")
_HYPHENS = "-‐‑"
# Article, preposition or conjunction run together with the name by an apostrophe.
_ELISION = re.compile(r"[^\W\d_]{1,2}['’](?=[^\W\d_]{2})")

# (text, wide): wide also searches by sound and parts.
Progress = Callable[[int, int], None]
ResolveSpan = Callable[[str, bool], Resolution]


class Stops(NamedTuple):
    """Words, folded, that tell a scan where to look: a mention found by sound or parts never
    starts with one that stands `beside` a name, and a word for a region needs no capital. `opens`
    tells whether a folded word is part of any name of several words."""

    beside: frozenset[str]
    regions: frozenset[str]
    fold: Callable[[str], str]
    opens: Callable[[str], bool]


class _Token(NamedTuple):
    """A word, and whether a hyphen ties it to a word before or behind it."""

    start: int
    end: int
    text: str
    tied: bool

    @property
    def small(self) -> bool:
        """Whether it is a small word, that may join two names but never starts or ends one."""
        return len(self.text) < _SMALL and self.text.islower() and not self.tied

    @property
    def named(self) -> bool:
        """Whether the word may be (part of) a name: a capital, a digit, or a script without case."""
        first = self.text[0]
        return self.tied or first.isupper() or first.isdigit() or not (first.islower() or first.istitle())


def scan(text: str, resolve: ResolveSpan, stops: Stops, progress: Progress | None = None) -> list[Mention]:
    """The names in a text, in order, never overlapping.

    At each word the longest stretch is taken that is a listed name, a scheme's spelling of one,
    or an inflected form; words with a capital that are left are searched by sound and parts.
    `progress` is called with words done and words in all.
    """
    tokens = list(_tokens(text))
    known: dict[tuple[str, bool], Resolution] = {}

    def ask(span: str, wide: bool) -> Resolution:
        key = (span, wide)
        if key not in known:
            known[key] = resolve(span, wide)
        return known[key]

    found: list[Mention] = []
    place = 0
    while place < len(tokens):
        mention, words = _longest(text, tokens, place, stops, ask)
        if mention is not None:
            found.append(mention)
        place += words
        if progress is not None:
            progress(place, len(tokens))
    return found


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        start = match.start()
        elision = _ELISION.match(match[0])
        if elision and (match[0][elision.end()].isupper()):
            start += elision.end()
        end = match.end()
        tied = any(text[place : place + 1] in tuple(_HYPHENS) for place in (start - 1, end) if place >= 0)
        yield _Token(start, end, text[start:end], tied)


def _longest(
    text: str, tokens: list[_Token], place: int, stops: Stops, ask: Callable[[str, bool], Resolution]
) -> tuple[Mention | None, int]:
    """The mention that starts at a word, if any, and how many words to go on by."""
    reach = _reach(text, tokens, place)
    first = stops.fold(tokens[place].text)
    if reach > _INFLECTED and not any(map(stops.opens, first.split())):
        reach = _INFLECTED
    if len(first) < _SHORTEST and reach == 1:
        return None, 1
    for wide in (False, True):
        if wide and (first in stops.beside or len(first) < _SHORTEST_WIDE):
            break
        for words in range(reach, 0, -1):
            stretch = tokens[place : place + words]
            if wide:
                named = all(token.named for token in stretch)
            else:
                named = any(token.named for token in stretch) or first in stops.regions
            start, end = stretch[0].start, stretch[-1].end
            if words > 1 and any(edge.small for edge in (stretch[0], stretch[-1])):
                continue
            if not named or end - start < _SHORTEST:
                continue
            resolution = ask(text[start:end], wide)
            if resolution.status == "resolved" or (resolution.status == "ambiguous" and not wide):
                return Mention(start, end, text[start:end], resolution), words
    return None, 1


def _reach(text: str, tokens: list[_Token], place: int) -> int:
    reach = 1
    while (
        reach < MAX_WORDS
        and place + reach < len(tokens)
        and _GAP.fullmatch(text, tokens[place + reach - 1].end, tokens[place + reach].start)
    ):
        reach += 1
    return reach
