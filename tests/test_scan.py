"""Mentions in running text: which stretches are names, and where they stand."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import golden, known_failures, nasty_text, read_cases

from canonym.records import Entity, Name
from canonym.resolution import Match, Mention, Resolution, Told
from canonym.resolve import Resolver
from canonym.scan import MAX_WORDS, Stops, scan
from canonym.script import main_script

EXAMPLES = Path(__file__).parents[1] / "docs" / "examples"
CASES = read_cases("scan.toml")
NAMES = sorted({case.name for case in golden()})
_MARKED = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")


def check(resolver: Resolver, marked: str, lang: str | None) -> None:
    text = _MARKED.sub(r"\1", marked)
    mentions = resolver.scan(text, lang=lang)
    shown, end = "", 0
    for mention in mentions:
        shown += f"{text[end : mention.start]}[{mention.text}|{mention.resolution.id}]"
        end = mention.end
    assert shown + text[end:] == marked


@pytest.mark.parametrize("case", CASES["text"], ids=lambda case: case["about"])
def test_marked_texts(resolver: Resolver, case: dict[str, str]) -> None:
    check(resolver, case["text"], case.get("lang"))


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(row, id=row["reason"], marks=pytest.mark.xfail(reason=row["reason"]))
        for row in known_failures("scan")
    ],
)
def test_marked_texts_that_fail_yet(resolver: Resolver, case: dict[str, str]) -> None:
    check(resolver, case["text"], case["lang"])


@pytest.mark.parametrize("case", CASES["example"], ids=lambda case: case["file"])
def test_examples_of_the_documentation(resolver: Resolver, case: dict[str, Any]) -> None:
    text = (EXAMPLES / case["file"]).read_text("utf-8")
    for lang in (case["lang"], None):
        found = resolver.scan(text, lang=lang)
        assert [[mention.text, mention.resolution.id] for mention in found] == case["mentions"]


# Offsets --------------------------------------------------------------------------------------


def check_offsets(text: str, mentions: list[Mention]) -> None:
    end = 0
    for mention in mentions:
        assert mention.start >= end
        assert mention.text == text[mention.start : mention.end] == mention.resolution.input
        assert mention.resolution.status in ("resolved", "ambiguous")
        assert mention.to_json()["start"] == mention.start < mention.end == mention.to_json()["end"]
        end = mention.end
    assert end <= len(text)


@given(nasty_text, st.sampled_from([None, "de", "ru", "fr", "zh"]))
def test_any_text(resolver: Resolver, text: str, lang: str | None) -> None:
    check_offsets(text, resolver.scan(text, lang=lang))


@given(
    st.lists(st.sampled_from(NAMES) | st.sampled_from(["und", "в", "the", "heute"]) | nasty_text), st.data()
)
def test_text_full_of_names(resolver: Resolver, words: list[str], data: st.DataObject) -> None:
    gaps = st.sampled_from([" ", " ", ", ", "\n", "-", "; ", "…", "«", ". "])
    text = "".join(word + data.draw(gaps) for word in words)
    check_offsets(text, resolver.scan(text))


@given(
    st.sampled_from(NAMES),
    st.text(" \n\t,.;:!?()«»“”…", max_size=5),
    st.text(" \n\t,.;:!?()«»“”…", max_size=5),
)
def test_punctuation_around_a_name_hides_nothing(
    resolver: Resolver, name: str, before: str, after: str
) -> None:
    alone, between = resolver.scan(name), resolver.scan(before + name + after)
    assert [mention.text for mention in alone] == [mention.text for mention in between]
    assert [mention.start + len(before) for mention in alone] == [mention.start for mention in between]


# Which stretches are asked --------------------------------------------------------------------


class Asked:
    """A stand-in for a resolver: it knows some names, and remembers what it was asked."""

    def __init__(
        self, *, certain: tuple[str, ...] = (), wide: tuple[str, ...] = (), ambiguous: tuple[str, ...] = ()
    ) -> None:
        self.known = {False: certain, True: wide}
        # All its names are those of one entity.
        self.entity = Entity("place/x", "place", "X", ())
        self.ambiguous = ambiguous
        self.spans: list[tuple[str, bool]] = []

    def __call__(self, text: str, wide: bool) -> Resolution:
        self.spans.append((text, wide))
        if text in self.ambiguous:
            return Resolution(text, "ambiguous")
        if text not in self.known[wide]:
            return Resolution(text, "unknown")
        name = Name(text, script=main_script(text))
        return Resolution(text, "resolved", (Match(0.9, Told(self.entity, name)),))


STOPS = Stops(
    frozenset({"president", "the"}),
    frozenset({"region"}),
    str.lower,
    lambda word: word != "alone",
    lambda _: None,
    ("Hani",),
)


def found(text: str, asked: Asked) -> list[str]:
    return [mention.text for mention in scan(text, asked, STOPS)]


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("Ab Cd Ef", ("Ab Cd", "Cd Ef", "Cd"), ["Ab Cd"]),
        ("Ab Cd Ef", ("Cd Ef", "Cd"), ["Cd Ef"]),
        ("Ab cd Ef", ("Ab cd Ef",), ["Ab cd Ef"]),
        ("of Ab", ("of Ab", "Ab"), ["Ab"]),
        ("Ab of", ("Ab of", "Ab"), ["Ab"]),
        ("ab cd", ("ab cd", "ab", "cd"), []),
        ("region Ab", ("region Ab",), ["region Ab"]),
        ("region abcd", ("region abcd",), ["region abcd"]),
        ("S-300 9k", ("S-300", "9k"), ["S-300", "9k"]),
        ("A. Bcde", ("A. Bcde",), ["A. Bcde"]),
        ("Ab.Cd", ("Ab.Cd",), ["Ab.Cd"]),
        ("Ab. Cd Ab.  Cd Ab! Cd", ("Ab. Cd", "Ab.  Cd", "Ab! Cd"), ["Ab. Cd"]),
        ("Ab-Cd Ab – Cd", ("Ab-Cd", "Ab – Cd"), ["Ab-Cd"]),
        ("Ab\nCd Ab\n\nCd", ("Ab\nCd", "Ab\n\nCd"), ["Ab\nCd"]),
        ("l’Ab d'Ab l'ab Oo'ab", ("Ab", "l'ab", "Oo'ab"), ["Ab", "Ab", "Oo'ab"]),
        ("X", ("X",), []),
        ("北京 аб", ("北京", "аб"), ["北京"]),
        ("在北京的Ab", ("北京", "Ab", "京的"), ["北京", "Ab"]),
        ("北·京, 北 京", ("北·京", "北 京"), ["北·京"]),
        ("北", ("北",), []),
        ("ルカはミン", ("ルカ", "ミン"), ["ルカ", "ミン"]),
        ("दिल्ली में", ("दिल्ली",), ["दिल्ली"]),
        ("เยือน", ("เยือน",), []),
        ("Ab-\n cd", ("Abcd",), ["Ab-\n cd"]),
        ("", ("",), []),
        ("Ab Ab Ab", ("Ab",), ["Ab", "Ab", "Ab"]),
    ],
)
def test_certain_stretches(text: str, known: tuple[str, ...], wanted: list[str]) -> None:
    assert found(text, Asked(certain=known)) == wanted


@pytest.mark.parametrize(
    ("text", "known", "wanted"),
    [
        ("Abcd Efgh", ("Abcd Efgh",), ["Abcd Efgh"]),
        ("Abcd efgh", ("Abcd efgh",), []),
        ("abcd", ("abcd",), []),
        ("Abc", ("Abc",), []),
        ("President Abcd", ("President Abcd", "Abcd"), ["Abcd"]),
        ("9kabc", ("9kabc",), ["9kabc"]),
    ],
)
def test_wide_stretches(text: str, known: tuple[str, ...], wanted: list[str]) -> None:
    """By sound and parts only words with a capital, of four letters, that are no title."""
    assert found(text, Asked(wide=known)) == wanted


def test_a_long_name_is_looked_for_only_where_some_name_has_its_first_word() -> None:
    words = " ".join(f"Word{number}" for number in range(MAX_WORDS))
    assert found(words, Asked(certain=(words,))) == [words]
    assert found(f"{words} More", Asked(certain=(f"{words} More",))) == []
    assert found("Alone Abc Def", Asked(certain=("Alone Abc Def",))) == []
    assert found("Alone Abc Def", Asked(certain=("Alone Abc",))) == ["Alone Abc"]


def test_characters_are_a_name_only_if_it_is_listed_in_their_script() -> None:
    entity = Entity("place/x", "place", "X", ())
    match = Match(0.9, Told(entity, Name("Beijing", script="Latn")))

    def latin(text: str, wide: bool) -> Resolution:
        return Resolution(text, "resolved", (match,))

    assert scan("北京", latin, STOPS) == []
    assert [mention.text for mention in scan("Beijing", latin, STOPS)] == ["Beijing"]


def test_characters_are_asked_only_as_far_as_some_name_has_them_all() -> None:
    asked = Asked(certain=("北京市", "京市"))
    having = {"北": [1], "京": [1, 2], "市": [2]}
    stops = STOPS._replace(having=having.get)
    assert [mention.text for mention in scan("北京市在", asked, stops)] == ["京市"]
    assert [span for span, _ in asked.spans] == ["北京", "京市在", "京市"]


def test_what_is_certain_goes_before_what_is_longer() -> None:
    assert found("Abcd Efgh", Asked(certain=("Abcd",), wide=("Abcd Efgh",))) == ["Abcd"]


def test_an_ambiguous_name_is_told_only_if_it_is_certain_that_it_is_one() -> None:
    text = "Brest"
    certain = scan(text, Asked(ambiguous=("Brest",)), STOPS)
    assert [(mention.text, mention.resolution.status) for mention in certain] == [("Brest", "ambiguous")]

    def ambiguous_when_wide(span: str, wide: bool) -> Resolution:
        return Resolution(span, "ambiguous" if wide else "unknown")

    assert scan(text, ambiguous_when_wide, STOPS) == []


def test_nothing_is_asked_twice() -> None:
    asked = Asked()
    assert found("Abcd Efgh Abcd Efgh Abcd Efgh", asked) == []
    assert len(asked.spans) == len(set(asked.spans)) > 0


def test_progress_counts_words() -> None:
    told: list[tuple[int, int]] = []
    scan("Ab Cd Ef gh", Asked(certain=("Ab Cd",)), STOPS, lambda done, total: told.append((done, total)))
    assert told == [(2, 4), (3, 4), (4, 4)]


def test_the_threshold_of_a_scan(resolver: Resolver) -> None:
    assert resolver.scan("Homel", threshold=1) == []
    assert [mention.text for mention in resolver.scan("Homel", threshold=0)] == ["Homel"]


def test_a_mention_as_json() -> None:
    entity = Entity("place/x", "place", "X", ())
    match = Match(0.9, Told(entity, Name("Xy")))
    mention = Mention(3, 5, "Xy", Resolution("Xy", "resolved", (match,)))
    assert mention.to_json().items() >= {"start": 3, "end": 5, "text": "Xy", "id": "place/x"}.items()
