"""The measurement of schemes, and the page of them all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from canonym.records import Scheme
from canonym.scheme import load_schemes

schemes: Any = pytest.importorskip("benchmarks.schemes")
labels: Any = pytest.importorskip("benchmarks.labels")


def scheme(scheme_id: str, rules: str) -> Scheme:
    examples = (("Ала", "Ala", ""), ("Лал", "Lal", ""), ("Ал", "Al", ""))
    return Scheme(scheme_id, "a | title", ("ru",), "Cyrl", "A grammar, 2026", "ал", rules, examples)


def test_letters_are_compared_without_case_and_apostrophes() -> None:
    assert schemes.letters("Gómelʹ-’ 2") == schemes.letters("gómel") != schemes.letters("gomel")


def test_what_a_scheme_passes_and_misses(tmp_path: Path) -> None:
    path = tmp_path / "systems.tsv"
    path.write_text(
        "system\tsource\ttarget\na\tАла\tALA\na\tЛал\tlol\na\tБал\tbal\nother\tx\ty\n", encoding="utf-8"
    )
    scores = schemes.measure(schemes.read(path), [scheme("a", "а > a ; л > l ;"), scheme("b", "а > a ;")])
    assert list(scores) == ["a"]
    assert (scores["a"].passed, scores["a"].asked) == (1, 3)
    assert scores["a"].missed[0] == ("Лал", "lol", "Lal")
    assert "no rule for" in scores["a"].missed[1][2]
    assert list(schemes.table(scores))[-1] == "1 schemes: 1 of 3 examples, 33.3%"


def test_a_scheme_has_its_line_and_a_bar_is_no_column() -> None:
    page = schemes.page([scheme("a", "а > a ; л > l ;")], {"a": [1, 3]}, {"a": "there: a slip"})
    assert "## Russian (ru)" in page
    assert "| `a` | a \\| title | A grammar, 2026 | Ала → Ala, Лал → Lal | 1 of 3 |" in page
    assert "| `a` | 2 of 3 | there: a slip |" in page


def test_the_page_is_that_of_the_schemes() -> None:
    """`python -m benchmarks schemes --write` writes it."""
    passed = json.loads(schemes.RESULTS.read_text("utf-8"))
    assert schemes.PAGE.read_text("utf-8") == schemes.page(load_schemes(), passed, schemes.reasons())


def test_every_miss_has_a_reason() -> None:
    passed = json.loads(schemes.RESULTS.read_text("utf-8"))
    assert schemes.reasons().keys() == {key for key, (right, asked) in passed.items() if right < asked}


def test_tokens_and_persons_are_asked_for_what_is_indexed(tmp_path: Path) -> None:
    tokens = tmp_path / "tokens.tsv"
    tokens.write_text("english\tlang\twritten\tcount\nanna\tru\tанна\t5\nana\tru\tанна\t1\nana\tru\tана\t1\n")
    task = labels.tokens(tokens)
    assert task.indexed == [("anna", "anna"), ("ana", "ana")]
    assert [question.entity for question in task.questions] == ["anna", "ana"]
    persons = tmp_path / "persons.tsv"
    persons.write_text("id\tlang\tname\nQ1\ten\tAnna\nQ1\tde\tAnna\nQ1\tru\tАнна\nQ2\tru\tИван\n")
    task = labels.persons(persons)
    assert task.indexed == [("Q1", "Anna")]
    assert task.questions == [("Анна", "ru", "Q1")]
    for make in (labels.by_canonym, labels.by_unidecode):
        assert labels.recall(make(task), task.questions) == {"all": (1, 1, 1), "ru": (1, 1, 1)}
