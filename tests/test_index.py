"""The index: what is built into it, and that nothing else changes its answers."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made import TOWN, answers, built, content_of, few, index_of, places, vocabulary
from strategies import asked, plain_rows, reordered, rows

from canonym.embedded import open_lexicon
from canonym.errors import IndexFileError
from canonym.gazetteer import Gazetteer
from canonym.index import build, prepare
from canonym.index.build import build_index
from canonym.index.mapped import IndexFile
from canonym.index.runs import Runs
from canonym.index.search import Index
from canonym.index.store import write
from canonym.records import COUNTRY, LISTED, Entity, Name
from canonym.resolve import Resolver

# What is built --------------------------------------------------------------------------------


def test_every_field_of_an_entity_comes_back() -> None:
    entity = Entity(
        "place/by/x", "place", "X “Y”", (Name("Крупкі", "be", "Cyrl", "endonym", "geonames"), Name("Krupki")),
        kind="town", country="by", prominence=8000.0, different=("place/by/z",), seat="place/by/x",
    )  # fmt: skip
    index = Index(IndexFile(built(entity), ""))
    row = index.find("place/by/x")
    assert row is not None
    assert index.entity(row) == replace(entity, names=(), country="BY")
    assert {index.name(name) for name in index.rows_of(row)} == set(entity.names)
    assert (index.type_of(row), index.country(row), index.prominence(row)) == ("place", "BY", 8000.0)
    assert index.region_of(row) == row
    assert len(index) == 1


@pytest.mark.parametrize("country", ["", "X", "XYZ", "й1", "\ud800a"])
def test_what_is_no_country_code_is_none(country: str) -> None:
    town = Entity("place/x", "place", "Gomel", (Name("Gomel"),), country=country)
    index = Index(IndexFile(built(town), ""))
    assert (index.country(0), index.region_of(0)) == ("", None)


def test_names_that_fold_to_nothing_are_left_out() -> None:
    town = Entity("place/x", "place", "Gomel", (Name("Гомель", "ru", "Cyrl"), Name("—")))
    index = Index(IndexFile(built(town, Entity("place/y", "place", "Nothing", (Name("!"),))), ""))
    assert [index.name(row).text for row in index.rows_of(0)] == ["Гомель"]
    assert (len(index), list(index.rows_of(1))) == (2, [])
    assert Resolver(index).explain("!", "place/y").startswith("Nothing (place/y): none of its names is near")


def test_a_separator_or_a_surrogate_in_a_name_breaks_nothing() -> None:
    index = Index(IndexFile(built(Entity("x", "place", "\ud800", (Name("Go\x1fmel\ud800"),))), ""))
    assert (index.name(0).text, index.entity(0).label) == ("Go\x1fmel?", "?")


def test_a_country_in_a_language_that_no_reading_knows_is_found_as_listed_and_no_other_way() -> None:
    names = (Name("Belarus", "en"), Name("Weißrussische", "xx"))
    resolver = Resolver(
        Index(IndexFile(built(Entity("place/BY", "place", "Belarus", names, kind=COUNTRY)), ""))
    )
    assert [resolver.index.heard(row) != "" for row in resolver.index.rows_of(0)] == [True, False]
    assert answers(resolver, ["Belaruss", "Weissrussische"]) == [("resolved", "place/BY")] * 2
    assert answers(resolver, ["Weissrusische", "Weißrussischen"]) == [("unknown", None)] * 2


def test_an_empty_gazetteer_answers_unknown() -> None:
    resolver = Resolver(Gazetteer(()))
    assert answers(resolver, ["Homel", "Гомель", "Gebiet Homel", ""]) == [("unknown", None)] * 4
    assert resolver.scan("Homel liegt in Belarus.") == []


def test_names_are_spelled_in_the_schemes_of_their_language() -> None:
    index = index_of([TOWN])
    numbers = {scheme.id: number for number, scheme in enumerate(index.schemes)}
    assert list(index.spelled("gomel")) == [(0, LISTED), (0, numbers["duden-rus-Cyrl-Latn-2009"])]
    assert list(index.spelled("g o mel")) == list(index.spelled("gomel"))
    assert list(index.spelled("homel")) == []


def test_a_scheme_that_lacks_a_letter_is_left_out() -> None:
    index = index_of([TOWN | {"name": "Гѩмель"}])
    assert {scheme for _, scheme in index.spelled(Resolver(index).orthography.fold("Гѩмель"))} == {LISTED}


def form_of(index: Index, fold: str) -> int:
    return [index.form(form) for form in range(index.file.facts["forms"])].index(fold)


def test_parts_know_their_names_and_weigh_more_the_rarer_they_are() -> None:
    index = index_of([{"id": str(number), "name": f"Ivan Petrov{number}"} for number in range(5)])
    assert index.listed_parts("ivan", 5) == list(range(5))
    assert index.listed_parts("ivan", 4) is None
    assert index.listed_parts("petrov3", 1) == [form_of(index, "ivan petrov3")]
    assert (index.knows_part("petrov3"), index.knows_part("petrov9")) == (True, False)
    assert index.weigh_part("petrov3") > index.weigh_part("ivan") > 0


def test_parts_that_schemes_write_know_their_place() -> None:
    index = index_of([{"id": "person/x", "type": "person", "name": "Олег Петренко", "lang": "uk"}])
    number = [scheme.id for scheme in index.schemes].index("ua-ukr-Cyrl-Latn-2010")
    assert list(index.written_parts("petrenko")) == [(0, 1, [number])]
    assert list(index.written_parts("oleh")) == [(0, 0, [number])]
    assert list(index.written_parts("oleh petrenko")) == []
    assert index.count_part("petrenko") == 2  # as it folds, and as the scheme writes it


def test_names_of_one_fold_are_one_form() -> None:
    index = index_of(places("Kobryn", "Кобрын", "KOBRYŃ", "Slonim"))
    (form, other) = (form_of(index, fold) for fold in ("kobryn", "slonim"))
    assert (form, other) == (0, 1)
    assert (index.names_of(0), index.names_of(1)) == ([0, 1, 2], [3])
    assert [index.fold(row) for row in range(4)] == ["kobryn"] * 3 + ["slonim"]
    assert [index.owner(row) for row in range(4)] == [0, 1, 2, 3]


def test_only_names_with_a_language_are_heard() -> None:
    index = index_of([TOWN, *places("Homel")])
    assert (index.heard(index.rows_of(1)[0]), index.heard(index.rows_of(0)[0])) == ("gomel", None)
    assert index.hears
    assert not index_of(places("Homel", "Гомель")).hears


@pytest.mark.parametrize(
    ("kind", "names", "family"),
    [
        ("place", [("Viktor Khrenin", "alias", "en")], {None}),
        ("person", [("Viktor Khrenin", "full", "en")], {1}),
        ("person", [("Khrenin, Viktor", "full", "en")], {0}),
        ("person", [("Orbán Viktor", "full", "hu")], {0}),
        ("person", [("Wiktor Hiennadzjewitsch Chrenin", "full", "de"), ("Chrenin", "short", "de")], {2, 0}),
        ("person", [("Lula da Silva", "full", "pt"), ("Lula", "short", "pt")], {0}),
        ("person", [("a " * 300, "full", "en")], {199}),
    ],
)
def test_the_family_name(kind: Any, names: list[tuple[str, str, str]], family: set[int | None]) -> None:
    listed = tuple(Name(text, lang, "Latn", status) for text, status, lang in names)
    index = Index(IndexFile(built(Entity("x", kind, "X", listed)), ""))
    assert {index.family_place(row) for row in range(index.names)} == family


def test_an_index_opens_only_with_the_icu_that_folded_it(tmp_path: Path) -> None:
    path = tmp_path / "x.canonym"
    content = build_index(Gazetteer.from_rows([TOWN]), *few(), vocabulary(), facts={"icu": "1.0"})
    write(path, content)
    with pytest.raises(IndexFileError, match=r"made with ICU 1\.0, this is ICU .*normalize build"):
        Index.open(path)
    write(path, built(*Gazetteer.from_rows([TOWN]).entities))
    assert Index.open(path).file.facts["icu"] == icu.ICU_VERSION


def test_progress_is_told_by_names() -> None:
    heard: list[tuple[int, int]] = []
    gazetteer = Gazetteer.from_rows([TOWN, TOWN | {"name": "Homel"}, TOWN | {"id": "place/y"}])
    build_index(gazetteer, *few(), vocabulary(), progress=lambda done, total: heard.append((done, total)))
    assert heard == [(3, 3)]


# What changes nothing -------------------------------------------------------------------------

any_rows = st.one_of(rows(), plain_rows())


@given(any_rows, st.randoms(use_true_random=False))
@settings(max_examples=30)
def test_order_changes_nothing(some: list[dict[str, Any]], chance: random.Random) -> None:
    doubled = [*some, *(row | {"name": reordered(row["name"]) + "a", "lang": "und"} for row in some)]
    assert content_of(doubled) == content_of(chance.sample(doubled, len(doubled)))


@given(any_rows)
@settings(max_examples=20)
def test_portions_and_spilled_runs_change_nothing(some: list[dict[str, Any]]) -> None:
    expected = content_of(some)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(prepare, "PORTION", 2)
        assert content_of(some) == expected
        spilled = []

        class Tiny(Runs):
            def __init__(self, folder: Path) -> None:
                super().__init__(folder, limit=3)

            def _spill(self) -> None:
                spilled.append(self)
                super()._spill()

        patch.setattr(build, "Runs", Tiny)
        assert content_of(some) == expected
    assert spilled


def test_processes_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer = Gazetteer.from_rows([TOWN, TOWN | {"name": "Homel"}, *places("Kobryn", "Слоним", "Pinsk")])
    expected = build_index(gazetteer, *few(), vocabulary())
    started = []

    class Pool(ProcessPoolExecutor):
        def __init__(self, jobs: int, *more: Any) -> None:
            started.append(jobs)
            super().__init__(jobs, *more)

    monkeypatch.setattr(prepare, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(prepare, "PORTION", 1)
    monkeypatch.setattr(prepare, "_WORTH_SHARING", 1)
    for jobs in (1, 2):
        file = io.BytesIO()
        build.write_index(file, gazetteer, *few(), vocabulary(), jobs=jobs)
        assert file.getvalue() == expected
    assert started == [2]


def test_a_build_that_fails_or_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    """The command's way to a file; the process is gone in the middle of its names."""
    rows_file, index = tmp_path / "rows.csv", tmp_path / "x.canonym"
    rows_file.write_text("id,name\n1,Homel\n2,Kobryn\n", "utf-8")
    index.write_bytes(b"the old one")
    ran = subprocess.run(
        [sys.executable, "-c", KILLED, str(rows_file), str(index)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 9, ran.stderr
    assert index.read_bytes() == b"the old one"


KILLED = """
import os, sys
from canonym.cli import main
from canonym.index import build
build.Norms = lambda forms: os._exit(9)
main(["build", sys.argv[1], "-o", sys.argv[2]])
"""


@given(any_rows, st.data())
@settings(max_examples=20)
def test_a_file_answers_as_memory_does(
    tmp_path_factory: pytest.TempPathFactory, some: list[dict[str, Any]], data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("index") / "x.canonym"
    write(path, content_of(some))
    names = asked(some, data)
    assert Resolver.open(path).resolve_many(names) == Resolver(
        Index(IndexFile(content_of(some), ""), open_lexicon)
    ).resolve_many(names)


@given(rows())
@settings(max_examples=20)
def test_an_unrelated_entity_moves_no_exact_match(some: list[dict[str, Any]]) -> None:
    """Unrelated is what has no spelling in common, be it near: alone or beside all others a listed
    name has the same first id, and the same status if it has a language."""
    whole = Resolver(index_of(some))
    for row in some:
        alone = Resolver(index_of([row]))
        fold = alone.orthography.fold(row["name"])
        if len(set(whole.index.spelled(fold))) > len(set(alone.index.spelled(fold))):
            continue  # another is spelled so
        expected, found = alone.resolve(row["name"]), whole.resolve(row["name"])
        assert [match.id for match in expected.matches] == [row["id"]]
        assert found.matches[0].id == row["id"]
        if row["lang"] != "und":
            assert (found.status, found.id) == (expected.status, expected.id) == ("resolved", row["id"])
