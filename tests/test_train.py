"""Training: weights that tell right from wrong are found, and put in their lines of the file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from made import index_of, places

from canonym.likeness import Likeness
from canonym.nearness import Nearness
from canonym.resolve import Resolver
from canonym.score import WEIGHT_FILE, Context, Weights

pytest.importorskip("scipy")  # of the group `bench`
train: Any = pytest.importorskip("benchmarks.train")
Question: Any = pytest.importorskip("benchmarks.sample").Question


def examples(questions: int = 200) -> Any:
    """Three candidates each; the one meant has more of the first feature, the second tells nothing,
    and the third is the same for all."""
    chance = np.random.default_rng(1)
    features = chance.normal(size=(3 * questions, 3))
    right = np.arange(3 * questions) % 3 == 0
    features[:, 0] += 3.0 * right
    features[:, 2] = 1.0 + 0.01 * chance.normal(size=3 * questions)
    return train.Examples(
        features, np.repeat(np.arange(questions), 3), right, np.ones(questions, bool), np.zeros(3 * questions)
    )


def fit(some: Any) -> Any:
    return train.fit([(some, 1.0)])


def test_fitting_finds_what_tells_right_from_wrong() -> None:
    some = examples()
    telling, idle, _ = fit(some)
    assert telling > max(1, 4 * abs(idle))
    scores = (some.features @ fit(some)).reshape(-1, 3)
    assert (scores.argmax(1) == 0).mean() > 0.9


def test_fitting_the_other_way_round_turns_the_sign() -> None:
    some = examples()
    turned = some._replace(features=some.features * [-1.0, 1.0, 1.0])
    assert fit(turned)[0] == pytest.approx(-fit(some)[0], rel=0.01)


def test_the_report_tells_recall_and_honesty() -> None:
    some = examples()
    good, bad = train.report(some, fit(some)), train.report(some, np.array([-2.0, 0.0, 0.0]))
    recall = [float(re.findall(r"recall ([\d.]+) at 1, 1\.000 at 10", text)[0]) for text in (good, bad)]
    assert recall[0] > 0.9 > 0.1 > recall[1]


def test_absent_names_are_answered_by_none() -> None:
    """The more they count the lower the odds of what looks the same whether it is meant or not."""
    some = examples()
    absent = some._replace(right=np.zeros(600, bool), present=np.zeros(200, bool))
    both = train.Examples(
        np.concatenate([some.features, absent.features]),
        np.concatenate([some.question, absent.question + 200]),
        np.concatenate([some.right, absent.right]),
        np.concatenate([some.present, absent.present]),
        np.concatenate([some.offset, absent.offset]),
    )
    assert fit(both)[2] < fit(some)[2]
    assert both.weights(0.05)[:200].sum() == pytest.approx(1)
    assert 0 < both.weights(0.05)[200:].sum() < 1
    assert "absent yet p >= .7 0." in train.report(both, fit(both))


def test_sets_count_as_much_as_they_are_told_to() -> None:
    some = examples()
    turned = some._replace(features=some.features * [-1.0, 1.0, 1.0])
    assert train.fit([(some, 1.0), (turned, 0.1)])[0] > 0 > train.fit([(some, 0.1), (turned, 1.0)])[0]


def test_the_two_parts_of_the_examples_are_all_of_them() -> None:
    some = examples(90)
    trained, kept = some.parts()
    assert 0 < len(kept.present) < len(trained.present) < 90
    assert len(trained.present) + len(kept.present) == 90
    for part in (trained, kept):
        assert part.question.tolist() == np.repeat(np.arange(len(part.present)), 3).tolist()
        assert part.right.tolist() == [True, False, False] * len(part.present)
    rows = {tuple(row) for part in (trained, kept) for row in part.features.tolist()}
    assert rows == {tuple(row) for row in some.features.tolist()}


def test_writing_changes_its_numbers_and_nothing_else(tmp_path: Path) -> None:
    before = WEIGHT_FILE.read_text("utf-8")
    path = tmp_path / "weights.toml"
    path.write_text(before, "utf-8")
    columns = train.columns()
    values = [round(0.25 * (number + 1) * (-1) ** number, 2) for number in range(len(columns))]
    train.write(dict(zip(train.columns(), values, strict=True)), path)
    after = path.read_text("utf-8")

    def without_numbers(text: str) -> str:
        return re.sub(r"(?m)^(\w+\s*=\s*)-?[\d.]+", r"\1N", text)

    assert without_numbers(after) == without_numbers(before)
    assert numbers_of(path) == numbers_of(WEIGHT_FILE) | dict(zip(columns, values, strict=True))
    Weights(path)


def test_writing_what_is_there_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(WEIGHT_FILE.read_text("utf-8"), "utf-8")
    there = numbers_of(path)
    train.write({column: there[column] for column in train.columns()}, path)
    assert path.read_text("utf-8") == WEIGHT_FILE.read_text("utf-8")


def numbers_of(path: Path) -> dict[str, float]:
    """The numbers of a file, read without a parser of TOML: table and key, and what stands there."""
    table, found = "", {}
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("["):
            table = line.strip("[]") + "."
        elif row := re.match(r"(\w+)\s*=\s*(-?[\d.]+)", line):
            found[table + row[1]] = float(row[2])
    return found


def test_every_column_is_a_weight_and_no_hint() -> None:
    columns = train.columns()
    assert len(columns) == len(set(columns))
    assert set(columns) <= numbers_of(WEIGHT_FILE).keys()
    assert [column for column in columns if column.endswith(("country", "language"))] == []


def test_the_features_weighed_are_the_score() -> None:
    """Of the hints nothing is known in training; the rest must come out as it is scored."""
    weights, numbers = Weights(), numbers_of(WEIGHT_FILE)
    context = Context(*(0.1 * number for number in range(8)))
    for likeness in (
        Likeness("near", "x", nearness=Nearness(0.9, 0.8, 0.7, 0.6, 0.5)),
        Likeness("listed", "x", plain=True),
        Likeness("scheme", "x", plain=True, schemes=(1,)),
    ):
        ((entity, features),) = train._features([("a", likeness, context)])
        assert entity == "a"
        score = sum(numbers[name] * value for name, value in features.items() if name in train.columns())
        assert score == pytest.approx(weights.log_odds(likeness, context))


def test_gathering_asks_for_every_candidate(capsys: pytest.CaptureFixture[str]) -> None:
    resolver = Resolver(index_of(places("Kobryn", "Kobrynka", "Slonim")))
    asked = [
        Question("Kobryn", "place/0", ""),
        Question("xyzzy", "place/1", ""),
        Question("Slonym", "place/2", ""),
    ]
    found = train.gather(resolver, asked, [True, False, True])
    assert found.present.tolist() == [True, False, True]
    assert found.question.tolist() == [0, 0, 2]
    assert found.right.tolist() == [True, False, True]
    exact, near = (train.columns().index(name) for name in ("plain_listed", "neighbour"))
    assert found.features[:, [exact, near]].tolist() == [[1, 0], [0, 1], [0, 1]]
    assert "3 of 3 asked" in capsys.readouterr().err
