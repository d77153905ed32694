"""Evidence: every step can be retraced, and the sentence made of it says what happened."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import index_of, places
from replay import replay, retrace
from strategies import Case, failing, golden, misspelled, nasty_text, plain_rows, read_cases

from canonym.comparison import compare
from canonym.explain import describe, reason
from canonym.orthography import PLAIN, Orthography
from canonym.reading import load_readings
from canonym.records import Evidence, Name
from canonym.resolve import Resolver
from canonym.scheme import load_schemes
from canonym.script import main_script

CASES = [*golden(), *failing()]
PAIRS: list[dict[str, Any]] = read_cases("pairs.toml")["pair"]


@pytest.fixture(scope="module")
def orthography() -> Orthography:
    return Orthography(load_schemes(), load_readings())


@pytest.mark.parametrize("case", CASES, ids=str)
def test_answers_can_be_retraced(resolver: Resolver, case: Case) -> None:
    for match in resolver.resolve_many([case.name], **dict(case.hints))[0].matches:
        replay(case.name, match, resolver.orthography)


@pytest.mark.parametrize(
    "name", [*read_cases("must-not-match.toml")["not"], "Lidia", "Pinske", "Zelenksy", ": CL:P"]
)
def test_what_is_told_of_refused_names_can_be_retraced(resolver: Resolver, name: str) -> None:
    for match in resolver.resolve(name, threshold=1).matches:
        replay(name, match, resolver.orthography)


@given(nasty_text)
def test_whatever_is_answered_can_be_retraced(resolver: Resolver, text: str) -> None:
    for match in resolver.resolve(text).matches:
        replay(text, match, resolver.orthography)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        *read_cases("must-not-match.toml")["compare"]["together"],
        *read_cases("must-not-match.toml")["compare"]["apart"],
        ("Lukaschenko", "Lukashenko, Alexander"),
        ("Rostow am Don", "基辅"),
    ],
)
def test_comparisons_can_be_retraced(orthography: Orthography, first: str, second: str) -> None:
    for found in (compare(first, second), compare(second, first)):
        name = Name(found.second, PLAIN, main_script(found.second))
        if found.evidence:
            retrace(found.first, name, found.evidence, orthography)


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if pair["type"] != "person"], ids=str)
def test_comparisons_of_things_can_be_retraced(orthography: Orthography, pair: dict[str, Any]) -> None:
    found = compare(pair["first"], pair["second"], type=pair["type"])
    if found.evidence:
        name = Name(found.second, PLAIN, main_script(found.second))
        retrace(found.first, name, found.evidence, orthography)


@given(st.sampled_from([case.name for case in CASES]), st.sampled_from([case.name for case in CASES]))
def test_whatever_compares_can_be_retraced(orthography: Orthography, first: str, second: str) -> None:
    found = compare(first, second)
    if found.evidence:
        name = Name(found.second, PLAIN, main_script(found.second))
        retrace(found.first, name, found.evidence, orthography)


@given(plain_rows(), st.data())
@settings(max_examples=30)
def test_names_that_are_only_near_can_be_retraced(some: list[dict[str, Any]], data: st.DataObject) -> None:
    resolver = Resolver(index_of(some))
    for row in some:
        text = data.draw(misspelled(row["name"]))
        for match in resolver.resolve(text).matches:
            replay(text, match, resolver.orthography)


@pytest.mark.parametrize(
    ("text", "sounds", "by", "told"),
    [
        ("Qobryn", "kobryn", "alike", "sounds like [kobryn], and so does the listed name Kobryn"),
        ("Kobrin", "kobrin", "differing in 1 near sound", "the listed name Kobryn like [kobryn]: differing"),
        ("Кобран", "kobran", "differing in 1 vowel", "“Кобран” sounds like [kobran]"),
    ],
)
def test_what_is_near_is_told_by_its_sounds(text: str, sounds: str, by: str, told: str) -> None:
    """Both in the plain reading, as no other knows the name."""
    resolver = Resolver(index_of(places("Kobryn")))
    (match,) = resolver.resolve(text, threshold=0).matches
    assert "neighbour" in dict(match.contributions)
    title = resolver.orthography.ears[PLAIN].reading.title
    assert match.evidence == (
        Evidence("reading", text, sounds, PLAIN, title),
        Evidence("reading", "Kobryn", "kobryn", PLAIN, title),
        Evidence("alike", sounds, "kobryn", by),
    )
    assert told in match.reason(text)


def test_retracing_notices_what_is_wrong(resolver: Resolver) -> None:
    """Each step of real evidence, changed a little, fails."""
    noticed = 0
    for text in (
        "Kostjukowitschy",
        "Kostioukovitchi",
        "Гомелі",
        "Gebiet Homel",
        "В. Хренин",
        "Viktar Chrehnin",
    ):
        match = resolver.resolve(text).matches[0]
        for place, step in enumerate(match.evidence):
            for wrong in (
                replace(step, before=step.before + "x"),
                replace(step, after=step.after + "x"),
                replace(step, step="guess"),
            ):
                steps = (*match.evidence[:place], wrong, *match.evidence[place + 1 :])
                with pytest.raises((AssertionError, ValueError, KeyError)):
                    retrace(text, match.name, steps, resolver.orthography)
                noticed += 1
    assert noticed > 50


def test_a_spelling_to_the_letter_is_told_by_the_scheme_of_its_readers(resolver: Resolver) -> None:
    """Several schemes write Лукашенко alike: the French one is told for the French spelling."""
    (step,) = (step for step in resolver.resolve("Loukachenko").matches[0].evidence if step.step == "scheme")
    assert (step.before, step.after) == ("Лукашенко", "Loukachenko")
    assert step.by.startswith("frpress-rus")
    assert step.to_json() == {"step": "scheme", "from": "Лукашенко", "to": "Loukachenko", "by": step.by}


RUSSIAN = Name("Костюковичи", "ru", "Cyrl", "endonym")
SCHEME = Evidence("scheme", "Костюковичи", "Kostjukowitschi", "duden", "German transcription")


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        ([Evidence("same", "a", "a")], ["“Xyz” is a spelling of the Russian name Костюковичи."]),
        ([SCHEME], ["“Xyz” is the Russian name", "German transcription", "as Kostjukowitschi"]),
        ([Evidence("clean", "Xyz", "xyz"), SCHEME], ["“Xyz” is the Russian name", "as Kostjukowitschi"]),
        (
            [Evidence("base form", "Xyz", "Kostjukowitschi", "de -s"), SCHEME],
            ["“Xyz” is an inflected form (German -s) of “Kostjukowitschi”; “Kostjukowitschi” is"],
        ),
        ([Evidence("region", "Xyz", "Abc"), SCHEME], ["“Xyz” is the region named after “Abc”; “Abc” is"]),
        (
            [
                Evidence("reading", "Xyz", "ksiz", "de", "German spelling"),
                Evidence("reading", "Костюковичи", "kostjukoviCi", "ru", "Russian spelling"),
                Evidence("alike", "ksiz", "kostjukoviCi", "differing in 2 consonants"),
            ],
            ["read as German spelling, “Xyz” sounds like [ksiz]", "differing in 2 consonants"],
        ),
        (
            [
                Evidence("part", "a", "aleksandr", "initial"),
                Evidence("part", "b", "b", "same"),
                Evidence("part", "c", "d", "duden", "German transcription"),
                Evidence("part", "e", "f", "reading de, alike", "German spelling"),
            ],
            [
                "“a” for “aleksandr”",
                "“b” as listed",
                "“c” is the German transcription of “d”",
                "“e” sounds like “f”",
            ],
        ),
    ],
)
def test_reason(evidence: list[Evidence], words: list[str]) -> None:
    told = reason("Xyz", RUSSIAN, evidence)
    assert [word for word in words if word not in told] == []
    assert told.endswith(".")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (Name("Abc"), "the listed name Abc"),
        (Name("Abc", "de", "Latn", "alias"), "the German alias Abc"),
        (Name("Abc", "de", "Latn", "exonym"), "the German name Abc"),
        (Name("Abc", "be", "Latn", "full"), "the Belarusian full name Abc"),
        (Name("Abc", "und", "Latn", "short"), "the listed short name Abc"),
        (Name("Abc", "und", "Latn", "former"), "the listed former Abc"),
    ],
)
def test_describe(name: Name, told: str) -> None:
    assert describe(name) == told


@pytest.mark.parametrize(("kind", "first", "second", "ending"), read_cases("rest.toml")["rest"])
def test_what_found_no_partner_is_told(
    orthography: Orthography, kind: Any, first: str, second: str, ending: str
) -> None:
    found = compare(first, second, type=kind)
    assert found.explain().endswith(ending)
    retrace(found.first, Name(found.second, PLAIN, main_script(found.second)), found.evidence, orthography)
