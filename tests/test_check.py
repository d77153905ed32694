"""`normalize check`: every kind of bad data is refused with file and line, and the real data is clean.

A bad case is a TOML file, or a small gazetteer folder, in `cases/bad/`. The `.expected` file beside
it holds, to the letter, what the command prints when it is run there.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canonym.check import check_paths
from canonym.cli import main
from canonym.entity_file import SOURCES
from canonym.reading import READING_FOLDER
from canonym.records import Scheme
from canonym.scheme import SCHEME_FOLDER, load_schemes

BAD = Path(__file__).parent / "cases" / "bad"
EXPECTED = sorted(BAD.rglob("*.expected"))
GOOD = {
    "sources.toml": """
[atlas]
title     = "Atlas of towns"
publisher = "An institute"
licence   = "CC0-1.0"
accessed  = 2026-01-31
""",
    "place/lida.toml": """
id    = "place/lida"
label = "Lida"
names = [
  ["en", "Latn", "Lida", "exonym", "atlas"],
]
""",
}
GOOD_RULES = {
    "id": '"alike"',
    "title": '"A spelling of two letters"',
    "from": '{ langs = ["de"], script = "Latn" }',
    "source": '"A grammar, 2026"',
    "alphabet": '"ab"',
    "rules": '"a > o ; b > p ;"',
    "examples": '[["ab", "op"]]',
}


def input_of(expected: Path) -> str:
    """The name of the folder or file that an `.expected` file is about."""
    return expected.stem if expected.with_suffix("").is_dir() else f"{expected.stem}.toml"


def lay(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module", autouse=True)
def schemes_read_once() -> Any:
    """Each check of a gazetteer reads all schemes; here they are read once for all cases."""
    schemes: list[Scheme] = list(load_schemes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("canonym.check.entities.load_schemes", lambda: iter(schemes))
        yield


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_bad_data_is_refused(expected: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(expected.parent)
    lines = [f"{problem}\n" for problem in check_paths([Path(input_of(expected))])]
    assert "".join(lines) == expected.read_text("utf-8")


def test_every_bad_case_has_its_expected_lines() -> None:
    inputs = {path for kind in BAD.iterdir() for path in kind.iterdir() if path.suffix != ".expected"}
    assert inputs == {path.parent / input_of(path) for path in EXPECTED}
    assert all(path.read_text("utf-8").strip() for path in EXPECTED)


def test_the_command_prints_the_problems(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = BAD / "gazetteer"
    monkeypatch.chdir(folder)
    expected = [folder / "name-twice.expected", folder / "wrong-script.expected"]
    assert main(["check", *map(input_of, expected)]) == 1
    printed = capsys.readouterr()
    assert printed.out == "".join(path.read_text("utf-8") for path in expected)
    assert printed.err == ""


def test_the_command_is_silent_about_good_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(lay(tmp_path, GOOD))]) == 0
    assert capsys.readouterr() == ("", "")


def test_good_data_of_every_kind_is_clean(tmp_path: Path) -> None:
    lida = """
id    = "place/lida"
kind  = "town"
label = "Lida"
names = [
  ["en", "Latn", "Lida", "un-rus-Cyrl-Latn-1987", "atlas"],
  ["ja", "Kana", "リダー", "exonym", "atlas"],
  ["ru", "Cyrl", "Лида", "endonym", "atlas"],
  ["ru", "Cyrl", "Лида ӂ", "alias", "atlas"],
]
not = ["person/lida"]
[facts]
country    = { is = "BY", source = "atlas" }
geonames   = { is = 626450, source = "atlas" }
point      = { is = [-53.8833, 25], source = "atlas" }
population = { is = 98036, source = "atlas" }
seat       = { is = "place/lida", source = "atlas" }
wikidata   = { is = "Q105103", source = "atlas" }
"""
    # The label is what a scheme makes of the only name.
    person = """
id    = "person/lida"
label = "Lida"
names = [["ru", "Cyrl", "Лида", "short", "atlas"]]
[facts]
born = { is = 1970, source = "atlas" }
role = { is = "mayor", source = "atlas" }
"""
    tank = """
id    = "equipment/t-72"
label = "T-72"
names = [["ru", "Cyrl", "Т-72 URAL", "designation", "atlas"], ["ru", "Latn", "T-72", "designation", "atlas"]]
"""
    files = {"place/lida.toml": lida, "person/lida.toml": person, "equipment/t-72.toml": tank}
    lay(tmp_path, GOOD | files | {"retired.toml": '"place/lyda" = "place/lida"\n'})
    told = [problem.message for problem in check_paths([tmp_path])]
    assert all("collides on the key" in message for message in told)
    keys = sorted({message.split("'")[1] for message in told})
    assert "lida" in keys
    homonyms = "".join(f'"{key}" = ["person/lida", "place/lida"]\n' for key in keys)
    assert list(map(str, check_paths([lay(tmp_path, {"homonyms.toml": homonyms})]))) == []


def test_a_rule_that_icu_needs_is_needed(tmp_path: Path) -> None:
    """Without its first statement ICU refuses these rules, though no example tells of it."""
    rules = "'use variable range 0xE000 0xE0FF ; [ab] > p ; \\uf001 > ;'"
    fields = GOOD_RULES | {"rules": rules, "examples": '[["ab", "pp"], ["\\uf001b", "p"]]'}
    text = "".join(f"{key} = {value}\n" for key, value in fields.items())
    assert list(map(str, check_paths([lay(tmp_path, {"alike.toml": text})]))) == []


def test_a_file_of_another_kind_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "towns.csv"
    path.touch()
    message = "not a .toml file: only gazetteers, schemes and readings can be checked"
    assert list(map(str, check_paths([path]))) == [f"{path}: {message}"]


def test_schemes_and_readings_are_clean() -> None:
    assert list(SCHEME_FOLDER.glob("*.toml"))
    assert list(READING_FOLDER.glob("*.toml"))
    assert list(map(str, check_paths([SCHEME_FOLDER, READING_FOLDER]))) == []


def test_a_folder_without_data_is_a_problem(tmp_path: Path) -> None:
    assert list(map(str, check_paths([tmp_path]))) == [f"{tmp_path}: nothing to check: no .toml files"]


@pytest.mark.parametrize("path", ["place/lida.toml", "place", "sources.toml", ".", "../towns"])
def test_a_part_of_a_gazetteer_is_checked_as_such(
    path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = lay(tmp_path / "towns", GOOD)
    monkeypatch.chdir(folder)
    assert check_paths([Path(path)]) == []
    assert check_paths([folder / path]) == []


def test_only_the_part_that_was_asked_for_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lida = GOOD["place/lida.toml"].replace('"atlas"', '"map"')
    folder = lay(tmp_path, {**GOOD, "place/lida.toml": lida})
    monkeypatch.chdir(folder)
    in_lida = "place/lida.toml:5: source 'map' is not in sources.toml"
    in_sources = "sources.toml:2: no name or fact uses source atlas"
    assert list(map(str, check_paths([Path("place/lida.toml")]))) == [in_lida]
    assert list(map(str, check_paths([Path("place")]))) == [in_lida]
    assert list(map(str, check_paths([Path(SOURCES)]))) == [in_sources]
    assert list(map(str, check_paths([Path()]))) == [in_lida, in_sources]
    assert list(map(str, check_paths([Path(), Path("place")]))) == [in_lida, in_sources]


def test_a_gazetteer_inside_a_folder_is_checked_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path / "data" / "towns", GOOD)
    reading = "".join(f"{key} = {value}\n" for key, value in (GOOD_RULES | {"colour": "1"}).items())
    lay(tmp_path / "data" / "readings", {"alike.toml": reading})
    monkeypatch.chdir(tmp_path)
    assert list(map(str, check_paths([Path("data")]))) == [
        "data/readings/alike.toml:8: unknown field 'colour'"
    ]


# What somebody may write where something else is wanted, as TOML.
WRITTEN = (
    st.integers(-5, 5).map(str)
    | st.floats(-5, 5).map(repr)
    | st.sampled_from(
        ["true", "2026-01-31", "12:00:00", "nan", "inf", '""', '" "', '"lida"', '"place/lida"', '"Q42"']
    )
)
ANYTHING = st.recursive(
    WRITTEN,
    lambda inner: (
        st.lists(inner, max_size=5).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(st.sampled_from(["is", "source", "langs", "script", "a"]), inner, max_size=3).map(
            lambda table: "{ " + ", ".join(f"{key} = {value}" for key, value in table.items()) + " }"
        )
    ),
    max_leaves=8,
)
FIELDS_OF_AN_ENTITY = [
    *("id", "kind", "label", "names", "not", "facts"),
    *("facts.country", "facts.geonames", "facts.point", "facts.population", "facts.seat", "facts.wikidata"),
]


@settings(max_examples=150, deadline=None)
@given(field=st.sampled_from(FIELDS_OF_AN_ENTITY), value=ANYTHING)
def test_whatever_a_field_of_an_entity_holds(
    field: str, value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    fields = {
        "id": '"place/lida"',
        "label": '"Lida"',
        "names": '[["en", "Latn", "Lida", "exonym", "atlas"]]',
        field: value,
    }
    text = "".join(f"{key} = {written}\n" for key, written in fields.items())
    folder = lay(tmp_path_factory.mktemp("any"), {**GOOD, "place/lida.toml": text})
    assert all(problem.line > 0 and problem.message for problem in check_paths([folder]))


@settings(max_examples=50, deadline=None)
@given(file=st.sampled_from(["sources.toml", "homonyms.toml", "retired.toml"]), value=ANYTHING)
def test_whatever_a_list_of_a_gazetteer_holds(
    file: str, value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    files = dict(GOOD)
    files[file] = f"lida = {value}\n" + files.get(file, "")
    folder = lay(tmp_path_factory.mktemp("any"), files)
    assert all(problem.line > 0 and problem.message for problem in check_paths([folder]))


@settings(max_examples=150, deadline=None)
@given(
    field=st.sampled_from([*GOOD_RULES, "to"]),
    value=ANYTHING | st.text("ab>[]{}|;:$'#\\ \n", max_size=12).map(json.dumps),
)
def test_whatever_a_field_of_a_reading_or_scheme_holds(
    field: str, value: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "".join(f"{key} = {written}\n" for key, written in (GOOD_RULES | {field: value}).items())
    folder = lay(tmp_path_factory.mktemp("any"), {"alike.toml": text})
    assert all(problem.line > 0 and problem.message for problem in check_paths([folder]))


def test_good_rules_are_good(tmp_path: Path) -> None:
    """What the tests above start from has nothing wrong with it."""
    text = "".join(f"{key} = {written}\n" for key, written in GOOD_RULES.items())
    assert check_paths([lay(tmp_path, {"alike.toml": text})]) == []
