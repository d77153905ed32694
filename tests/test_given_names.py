"""Given names across languages: the files, their gates, and what the lexicon finds in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from canonym.check import check_paths
from canonym.check.given_names import check_given_names, sources_of
from canonym.document import Document
from canonym.embedded import gazetteer_folder, open_lexicon
from canonym.errors import DataError
from canonym.given_names import GIVEN_NAMES, load_given_names, read_files
from canonym.index.lexicon import Lexicon
from canonym.records import Source

LEXICON = open_lexicon()
SOURCES = {"s": Source("s", "", "", "", "", "")}
GOOD = """[anna]
sex = "female"
sources = ["s"]
names.de = ["Anna"]
names.ru = ["Анна"]
short.ru = ["Аня"]
"""


def ids(text: str, kind: str = "full") -> set[str]:
    found = LEXICON.given(text)
    return {LEXICON.given_id(number) for number in getattr(found, kind)} if found else set()


def test_there_are_enough_in_enough_languages() -> None:
    names = load_given_names(gazetteer_folder() / GIVEN_NAMES)
    assert len(names) >= 1200
    assert len({lang for given in names for lang, _ in given.names}) >= 25
    assert [given.id for given in names] == sorted({given.id for given in names})


@pytest.mark.parametrize(
    "spellings",
    [
        ("alexander", "aliaksandr", "oleksandr", "aleksander", "alexandre"),
        ("mykola", "nikolai", "nicholas"),
        ("volha", "olga", "olha"),
        ("muhammad", "mohammed", "mohamed"),
    ],
)
def test_one_name_in_many_languages(spellings: tuple[str, ...]) -> None:
    assert set.intersection(*map(ids, spellings))


@pytest.mark.parametrize(
    ("one", "other"), [("yuri", "georgi"), ("marie", "martine"), ("ivan", "john"), ("alexander", "alexandra")]
)
def test_names_that_nobody_exchanges(one: str, other: str) -> None:
    assert ids(one)
    assert not ids(one) & ids(other)


def test_short_forms() -> None:
    assert ids("sasha", "short") >= {"alexander", "alexandra"}
    assert ids("william") & ids("bill", "short")


def test_a_lexicon_without_a_file_knows_nothing() -> None:
    empty = Lexicon()
    assert empty.given("anna") is None
    assert empty.beside("dr") is None
    assert [term.concepts for term in empty.vocabulary.terms(["bank"])] == [frozenset()]
    with pytest.raises(LookupError):
        empty.given_id(1)


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "x.toml").write_text(text, "utf-8")
    return tmp_path


def test_a_good_file_has_no_problem(tmp_path: Path) -> None:
    place = folder(tmp_path, GOOD)
    files = read_files(place)
    assert list(check_given_names(files, SOURCES)) == []
    assert sources_of(files) == {"s"}


@pytest.mark.parametrize(
    ("change", "to", "told"),
    [
        ('"female"', '"f"', "anna: sex is one of male, female, both"),
        ('["s"]', "[]", "anna: no sources"),
        ('names.ru = ["Анна"]\n', "", "anna: names of fewer than two languages"),
        ("short.ru", "old.ru", "anna: unknown field 'old'"),
        ('["Аня"]', '"Аня"', "anna: ru wants a language and a list of names"),
        ("[anna]", "[Anna]", "Anna: a given name is a table, its id in small letters"),
        (
            'names.de = ["Anna"]\nnames.ru = ["Анна"]',
            'names = "Anna"',
            "anna: names are lists by language: names.en = […]",
        ),
    ],
)
def test_files_that_are_wrong(tmp_path: Path, change: str, to: str, told: str) -> None:
    place = folder(tmp_path, GOOD.replace(change, to))
    with pytest.raises(DataError) as caught:
        load_given_names(place)
    problems = [str(problem).rpartition("x.toml:1: ")[2] for problem in caught.value.problems]
    assert told in problems


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('["s"]', '["t"]'), "anna: source 't' is not in sources.toml"),
        (GOOD.replace('["Anna"]', '["Anna", "Anna"]'), "anna: Anna (de) stands there twice"),
        (GOOD.replace('["Anna"]', '["Аnna"]'), "anna: Аnna is not of one script"),
        (GOOD.replace('["Anna"]', '["Anna "]'), "anna: 'Anna ' is not NFC, or has spaces around it"),
        (GOOD + GOOD.replace("[anna]", "[anne]"), "anne: Anna (de) is anna already"),
        (GOOD + GOOD.replace("[anna]", "[ada]"), "unsorted: ada belongs before anna"),
    ],
)
def test_gates(tmp_path: Path, text: str, told: str) -> None:
    files = read_files(folder(tmp_path, text))
    assert told in [problem.message for problem in check_given_names(files, SOURCES)]


def test_an_id_stands_in_one_file(tmp_path: Path) -> None:
    folder(tmp_path, GOOD)
    (tmp_path / "y.toml").write_text(GOOD, "utf-8")
    found = [problem.message for problem in check_given_names(read_files(tmp_path), SOURCES)]
    assert "anna is in x.toml already" in found


def test_what_is_no_toml(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        load_given_names(folder(tmp_path, "="))


def gazetteer(tmp_path: Path, given_names: str) -> Path:
    """A gazetteer of given names alone."""
    source = '[s]\ntitle = "T"\npublisher = "P"\nlicence = "CC0-1.0"\naccessed = 2026-01-31\n'
    (tmp_path / "sources.toml").write_text(source, "utf-8")
    place = tmp_path / GIVEN_NAMES
    place.mkdir()
    folder(place, given_names)
    return tmp_path


def test_a_gazetteer_with_wrong_given_names_is_told_of_them(tmp_path: Path) -> None:
    place = gazetteer(tmp_path, GOOD.replace('"female"', '"f"'))
    assert [problem.message for problem in check_paths([place])] == [
        "anna: sex is one of male, female, both",
        "no name or fact uses source s",  # as far as it can be read
    ]


def test_given_names_are_read_once_for_all_gates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Document.read
    files = []

    def noted(path: Path) -> Document:
        files.append(path.name)
        return read(path)

    monkeypatch.setattr(Document, "read", noted)
    assert check_paths([gazetteer(tmp_path, GOOD)]) == []
    assert files.count("x.toml") == 1


def test_what_chinese_characters_are_read_as_is_no_spelling_in_latin_letters() -> None:
    michael = ids("michael")
    characters, latin = (LEXICON.given("maike", characters) for characters in (True, False))
    assert characters is not None
    assert michael <= {LEXICON.given_id(number) for number in characters.full | characters.short}
    assert latin is None or michael.isdisjoint(map(LEXICON.given_id, latin.full | latin.short))


@pytest.mark.parametrize(
    ("characters", "latin"), [("aidehua", "edward"), ("mohamo", "muhammad"), ("yuehan", "johann")]
)
def test_given_names_in_chinese_characters(characters: str, latin: str) -> None:
    found = LEXICON.given(characters, characters=True)
    assert found is not None
    assert ids(latin) <= {LEXICON.given_id(number) for number in found.full}
