"""A list of names is answered as its names one by one; answers are lazy; no hash is trusted."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import TOWN, content_of, index_of, told
from replay import replay
from strategies import asked, golden, misspelled, nasty_text, plain_rows, rows

from canonym import resolve
from canonym.errors import IndexFileError
from canonym.index import build, keys, portion_keys, prepare, search, spelled
from canonym.index.mapped import IndexFile
from canonym.index.search import Index
from canonym.records import TYPES
from canonym.resolution import Match
from canonym.resolve import Resolver

NAMES = sorted({case.name for case in golden()})
SEVERAL: list[dict[str, Any]] = [
    TOWN,
    TOWN | {"name": "Гомель", "lang": "be"},
    TOWN | {"name": "Homel", "lang": "en"},
    {"id": "place/y", "name": "Slonim", "type": "place", "country": "BY", "prominence": 50_000},
    {"id": "place/z", "name": "基辅", "type": "place", "lang": "zh"},
    {"id": "person/p", "name": "Олег Петренко", "type": "person", "lang": "uk"},
    {"id": "equipment/t", "name": "T-72", "type": "equipment"},
]
HINTS: dict[str, st.SearchStrategy[Any]] = {
    "lang": st.sampled_from([None, "ru", "de"]),
    "country": st.sampled_from([None, "BY", "UA"]),
    "type": st.sampled_from([None, *TYPES]),
    "limit": st.sampled_from([1, 5, 30]),
    "threshold": st.sampled_from([0.0, 0.7, 1.0]),
}
hints = st.fixed_dictionaries({}, optional=HINTS)


def check_batch(resolver: Resolver, names: list[str], given_hints: dict[str, Any]) -> None:
    """Answers are the same to the last bit of a probability, and so is why."""
    together = resolver.resolve_many(names, **given_hints)
    alone = [resolver.resolve(name, **given_hints) for name in names]
    assert [found.input for found in together] == names
    assert list(map(told, together)) == list(map(told, alone))
    assert together == alone


@given(st.lists(st.sampled_from(NAMES).flatmap(misspelled), max_size=8), hints)
@settings(max_examples=40)
def test_batches_of_the_default_index(
    resolver: Resolver, names: list[str], given_hints: dict[str, Any]
) -> None:
    check_batch(resolver, names, given_hints)


@given(st.one_of(rows(), plain_rows()), st.data(), hints)
@settings(max_examples=30)
def test_batches_of_any_index(some: list[dict[str, Any]], data: st.DataObject, given_hints: Any) -> None:
    names = data.draw(st.permutations([*asked(some, data), "", "xyzzy"]))
    check_batch(Resolver(index_of(some)), names, given_hints)


@pytest.fixture(scope="module")
def several() -> Resolver:
    return Resolver(index_of(SEVERAL))


@given(st.lists(nasty_text, max_size=4))
def test_batches_of_any_text(several: Resolver, texts: list[str]) -> None:
    check_batch(several, [*texts, "Slonym", *texts], {})


def test_a_list_longer_than_a_batch(several: Resolver, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["Slonym", "Homel", "", "Gomelj", "xyzzy", "Petrenko, Oleh", "T 72"]
    expected = several.resolve_many(iter(names))
    monkeypatch.setattr(resolve, "_BATCH", 2)
    assert several.resolve_many(iter(names)) == expected
    assert [found.input for found in expected] == names


# What nobody asks for isn't done ----------------------------------------------------------------


def test_an_exact_name_of_the_default_index_needs_no_arrays(resolver: Resolver) -> None:
    statement = (
        "import sys; from canonym import Resolver; found = Resolver().resolve({name!r}); found.explain()"
    )
    ends = "; print(found.status, 'numpy' in sys.modules)"
    printed = {
        name: subprocess.run(
            [sys.executable, "-c", statement.format(name=name) + ends],
            capture_output=True,
            check=True,
            timeout=60,
            env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        ).stdout.split()
        for name in ("Chrenin", "Xyzzyrostok")
    }
    assert printed["Chrenin"] == [b"resolved", b"False"]
    assert printed["Xyzzyrostok"][1:] == [b"True"]  # what no hash finds does: the probe sees it


class Counted:
    """Reasons that count how often each is asked for."""

    def __init__(self, match: Match) -> None:
        self.asked: list[str] = []
        self._match = match

    def __getattr__(self, name: str) -> Any:
        def answer() -> Any:
            self.asked.append(name)
            return getattr(self._match, name)

        return answer


def test_a_match_is_looked_up_when_it_is_first_asked_for(several: Resolver) -> None:
    (real,) = several.resolve("Homel").matches
    assert real.id == real.entity.id
    reasons = Counted(real)
    match = Match(real.probability, reasons)
    assert match.probability == real.probability
    assert reasons.asked == []
    assert match.id == "place/x"
    assert reasons.asked == ["id"]
    assert (match.label, match.type) == ("Gomel", "place")
    assert reasons.asked == ["id", "entity"]
    assert match.evidence is match.evidence
    assert match.contributions is match.contributions
    assert sorted(reasons.asked) == ["contributions", "entity", "evidence", "id"]
    assert "name" not in reasons.asked
    assert repr(match).startswith("Match('place/x', ")


@pytest.mark.parametrize("name", ["Homel", "Slonym", "Oleh Petrenka", "xyzzy", ""])
def test_answers_are_pickled_with_all_they_tell(several: Resolver, name: str) -> None:
    found = several.resolve(name, threshold=0)
    copy = pickle.loads(pickle.dumps(found))  # noqa: S301
    assert copy == found
    assert [hash(match) for match in copy.matches] == [hash(match) for match in found.matches]
    assert copy.to_json() == found.to_json()
    assert copy.explain() == found.explain()


def test_a_match_equals_what_tells_the_same(several: Resolver) -> None:
    (match,), (same,) = (several.resolve("Slonim").matches for _ in range(2))
    (other,) = several.resolve("Slonim", country="BY").matches
    assert match == same
    assert hash(match) == hash(same)
    assert match != other
    assert match != match.id


# Keys -------------------------------------------------------------------------------------------

MET = ["Homel", "Gomel", "Gomelj", "Slonym", "Petrenko", "Oleg Petrenko", "O. Petrenko", "Minsk", "Гомель"]


def with_one(kind: str, monkeypatch: pytest.MonkeyPatch) -> Resolver:
    """A resolver whose keys of a kind are all the same: only what is read under them tells names apart."""
    for module in (build, keys, prepare, search, spelled):
        if hasattr(module, kind):
            monkeypatch.setattr(module, kind, lambda _: 7)
    # An index is built with those of many names at once: of the folds, and of their parts.
    if kind == "spelling_key":
        monkeypatch.setattr(prepare, "crcs", lambda texts: np.full(len(texts), 7, np.uint32))
    if kind == "part_key":
        crcs = portion_keys.crcs
        monkeypatch.setattr(
            portion_keys,
            "crcs",
            lambda texts: np.where([text[:1] == b" " for text in texts], np.uint32(7), crcs(texts)),
        )
    return Resolver(index_of(SEVERAL))


@pytest.mark.parametrize("kind", ["spelling_key", "sound_key"])
def test_keys_that_meet_by_chance_change_no_answer(
    several: Resolver, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = several.resolve_many(MET)
    assert {found.status for found in expected} == {"resolved", "unknown"}
    met = with_one(kind, monkeypatch)
    assert len(list(met.index.spellings("minsk"))) == (0 if kind == "sound_key" else 3)
    assert list(map(told, met.resolve_many(MET))) == list(map(told, expected))


def test_parts_that_meet_by_chance_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a part weighs may change; what is said of it is true."""
    met = with_one("part_key", monkeypatch)
    assert met.index.count_part("minsk") > 1
    for name in [*MET, "Oleg Minsk", "Minsk Petrenko"]:
        for match in met.resolve(name, threshold=0).matches:
            replay(name, match, met.orthography)
    assert met.resolve("Oleg Minsk").status == met.resolve("Minsk Slonym").status == "unknown"


# Damage -----------------------------------------------------------------------------------------

CONTENT = content_of(SEVERAL)
ASKED = ["Homel", "Гомель", "Slonym", "Petrenka", "基辅", "T-72", "Gebiet Homel", "Jifu"]


@pytest.fixture(scope="module")
def undamaged() -> list[Any]:
    return Resolver(Index(IndexFile(CONTENT, ""))).resolve_many(ASKED)


@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
@settings(max_examples=300)
def test_a_byte_that_has_changed_is_noticed_or_does_not_matter(
    undamaged: list[Any], place: int, change: int
) -> None:
    content = bytearray(CONTENT)
    content[place] ^= change
    try:
        found = Resolver(Index(IndexFile(bytes(content), ""))).resolve_many(ASKED)
        assert found == undamaged
    except IndexFileError:
        return
