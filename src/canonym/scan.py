"""Mentions in running text: which stretches of it are names, longest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import replace
from typing import NamedTuple

from canonym.resolution import Mention, Resolution
from canonym.tokens import Token, tokens

# The most words that one name is looked for in.
MAX_WORDS = 7
# Letters that a mention has at the least, and one that is found by sound or parts.
_SHORTEST = 2
_SHORTEST_WIDE = 4
# In stretches of so many words the first may be inflected; in longer ones it is as listed.
_INFLECTED = 2
# What may stand between the words of one name: a space or two, a line break, a hyphen (also at the
# end of a line), the dot of an initial.
_GAP = re.compile(r"[ \t\u00a0]{0,2}(?:\n[ \t]{0,8})?|\.[ ]?|[-‐‑](?:\n[ \t]{0,8})?")
# A word that is divided at the end of a line.
_DIVIDED = re.compile(r"[-‐‑]\n[ \t]{0,8}")
# The most characters of a name in a script without spaces between words, and what parts names in it.
_MAX_CHARACTERS = 16
_DOTS = ("", "·", "・", "‧")

# (text, wide): wide also searches by sound and parts.
Progress = Callable[[int, int], None]
ResolveSpan = Callable[[str, bool], Resolution]


class Stops(NamedTuple):
    """Words, folded, that tell a scan where to look: a mention found by sound or parts never
    starts with one that stands `beside` a name, and a word for a region needs no capital. `opens`
    tells whether a folded word is part of any name of several words, `having` which folds of names have
    it (None if they are many), `scripts` what scripts names are written in."""

    beside: frozenset[str]
    regions: frozenset[str]
    fold: Callable[[str], str]
    opens: Callable[[str], bool]
    having: Callable[[str], Iterable[int] | None]
    scripts: Container[str]


def scan(text: str, resolve: ResolveSpan, stops: Stops, progress: Progress | None = None) -> list[Mention]:
    """The names in a text, in order, never overlapping.

    At each word the longest stretch is taken that is a listed name, a scheme's spelling of one,
    or an inflected form; words with a capital that are left are searched by sound and parts. Where
    no spaces stand between words, only what is listed in that script is found.
    `progress` is called with words done and words in all.
    """
    scanner = _Scanner(text, resolve, stops)
    found: list[Mention] = []
    place = 0
    while place < len(scanner.words):
        dense = scanner.words[place].dense
        mention, passed = scanner.longest_run(place) if dense else scanner.longest(place)
        if mention is not None:
            found.append(mention)
        place += passed
        if progress is not None:
            progress(place, len(scanner.words))
    return found


class _Scanner:
    """One text, its words, and what was asked of it already."""

    def __init__(self, text: str, resolve: ResolveSpan, stops: Stops) -> None:
        self.text = text
        self.words = list(tokens(text))
        self._resolve = resolve
        self._stops = stops
        self._known: dict[tuple[str, bool], Resolution] = {}
        self._having: dict[str, frozenset[int] | None] = {}

    def longest(self, place: int) -> tuple[Mention | None, int]:
        """The mention that starts at a word, if any, and how many words to go on by."""
        stops = self._stops
        reach = self._reach(place)
        first = stops.fold(self.words[place].text)
        if reach > _INFLECTED and not any(map(stops.opens, first.split())):
            reach = _INFLECTED
        if len(first) < _SHORTEST and reach == 1:
            return None, 1
        for wide in (False, True):
            if wide and (first in stops.beside or len(first) < _SHORTEST_WIDE):
                break
            for count in range(reach, 0, -1):
                stretch = self.words[place : place + count]
                if wide:
                    named = all(token.named for token in stretch)
                else:
                    named = any(token.named for token in stretch) or first in stops.regions
                start, end = stretch[0].start, stretch[-1].end
                if count > 1 and any(edge.small for edge in (stretch[0], stretch[-1])):
                    continue
                if not named or end - start < _SHORTEST:
                    continue
                resolution = self._ask(self.text[start:end], wide)
                if resolution.status == "resolved" or (resolution.status == "ambiguous" and not wide):
                    return Mention(start, end, self.text[start:end], resolution), count
        return None, 1

    def longest_run(self, place: int) -> tuple[Mention | None, int]:
        """The mention that starts at a character of a script without spaces between words. It is a name
        that is listed in this script: by sound, any two characters are some name."""
        first = self.words[place]
        if first.dense not in self._stops.scripts:
            return None, 1
        for count in range(self._run_reach(place), 1, -1):
            start, end = first.start, self.words[place + count - 1].end
            resolution = self._ask(self.text[start:end], False)
            if resolution.status != "unknown" and resolution.matches[0].name.script == first.dense:
                return Mention(start, end, self.text[start:end], resolution), count
        return None, 1

    def _reach(self, place: int) -> int:
        """How many words from here on may be one name."""
        reach = 1
        while (
            reach < MAX_WORDS
            and place + reach < len(self.words)
            and not self.words[place + reach].dense
            and _GAP.fullmatch(self.text, *self._between(place + reach))
        ):
            reach += 1
        return reach

    def _run_reach(self, place: int) -> int:
        """How many characters from here on may be one name."""
        script = self.words[place].dense
        shared = self._forms(self.words[place])
        reach = 1
        while reach < _MAX_CHARACTERS and place + reach < len(self.words):
            start, end = self._between(place + reach)
            word = self.words[place + reach]
            if word.dense != script or self.text[start:end] not in _DOTS:
                break
            own = self._forms(word)
            shared = own if shared is None else shared if own is None else shared & own
            if shared is not None and not shared:
                break
            reach += 1
        return reach

    def _forms(self, word: Token) -> frozenset[int] | None:
        """The folds of names that have what a Chinese character becomes; None if nobody knows. Other
        scripts have no spaces in their folds, either."""
        if word.dense != "Hani":
            return None
        if word.text not in self._having:
            found = self._stops.having(self._stops.fold(word.text))
            self._having[word.text] = None if found is None else frozenset(found)
        return self._having[word.text]

    def _between(self, place: int) -> tuple[int, int]:
        return self.words[place - 1].end, self.words[place].start

    def _ask(self, span: str, wide: bool) -> Resolution:
        key = (span, wide)
        if key not in self._known:
            self._known[key] = self._whole_or_divided(span, wide)
        return self._known[key]

    def _whole_or_divided(self, span: str, wide: bool) -> Resolution:
        """The answer for a stretch; if a hyphen ends a line in it, first for the word that it may divide."""
        joined = _DIVIDED.sub("", span)
        if joined != span:
            resolution = self._resolve(joined, wide)
            if resolution.status == "resolved":
                return replace(resolution, input=span)
        return self._resolve(span, wide)
