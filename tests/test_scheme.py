"""Schemes as files: read, found by id, refused where a field is not as it must be."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import icu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from canonym.document import Document
from canonym.errors import DataError, SchemeError
from canonym.records import Scheme
from canonym.scheme import load_scheme, load_schemes, scheme_files, scheme_of
from canonym.writer import Writer, leftovers

GOOD = {
    "id": '"two-rus-Cyrl-Latn-2026"',
    "title": '"Two letters"',
    "from": '{ langs = ["ru", "be"], script = "Cyrl" }',
    "to": '{ script = "Latn", lang = "de" }',
    "source": '"A grammar, 2026"',
    "alphabet": '"аб"',
    "rules": '"а > a ; б > b ;"',
    "examples": '[["аб", "ab"], ["ба", "ba", "а б"]]',
}


def write(folder: Path, fields: dict[str, str], name: str = "two-rus-Cyrl-Latn-2026") -> Path:
    path = folder / f"{name}.toml"
    path.write_text("".join(f"{key} = {value}\n" for key, value in fields.items()), "utf-8")
    return path


def test_every_field_is_read(tmp_path: Path) -> None:
    assert scheme_of(Document.read(write(tmp_path, GOOD))) == Scheme(
        id="two-rus-Cyrl-Latn-2026",
        title="Two letters",
        langs=("ru", "be"),
        script="Cyrl",
        source="A grammar, 2026",
        alphabet="аб",
        rules="а > a ; б > b ;",
        examples=(("аб", "ab", ""), ("ба", "ba", "а б")),
        to_script="Latn",
        to_lang="de",
    )


def test_what_may_be_missing(tmp_path: Path) -> None:
    fields = {key: value for key, value in GOOD.items() if key != "examples"} | {"to": '{ script = "Latn" }'}
    scheme = scheme_of(Document.read(write(tmp_path, fields)))
    assert (scheme.examples, scheme.to_lang) == ((), "")


@pytest.mark.parametrize(
    ("field", "value", "messages"),
    [
        ("id", None, ["no field 'id'"]),
        ("title", "5", ["title wants a text in quotes"]),
        ("source", "[]", ["source wants a text in quotes"]),
        ("alphabet", None, ["no field 'alphabet'"]),
        ("rules", "{}", ["rules wants a text in quotes"]),
        ("from", None, ['wants from = { langs = ["ru"], script = "Cyrl" }']),
        ("from", '"ru"', ['wants from = { langs = ["ru"], script = "Cyrl" }']),
        ("from", '{ langs = "ru", script = "Cyrl" }', ['wants from = { langs = ["ru"], script = "Cyrl" }']),
        (
            "from",
            '{ langs = ["ru", 5], script = "Cyrl" }',
            ['wants from = { langs = ["ru"], script = "Cyrl" }'],
        ),
        ("from", '{ langs = ["ru"] }', ['wants from = { langs = ["ru"], script = "Cyrl" }']),
        ("from", '{ langs = ["ru"], script = 5 }', ['wants from = { langs = ["ru"], script = "Cyrl" }']),
        ("to", None, ['wants to = { script = "Latn", lang = "de" }']),
        ("to", '"Latn"', ['wants to = { script = "Latn", lang = "de" }']),
        ("to", '{ lang = "de" }', ['wants to = { script = "Latn", lang = "de" }']),
        ("to", '{ script = "Latn", lang = ["de"] }', ['wants to = { script = "Latn", lang = "de" }']),
        ("to", '{ script = "Latn", for = "de" }', ['wants to = { script = "Latn", lang = "de" }']),
        ("examples", '"аб"', ["examples are a list of [input, output] or [input, output, note]"]),
        ("examples", '["аб"]', ["an example is [input, output] or [input, output, note]"]),
        ("examples", '[["аб"]]', ["an example is [input, output] or [input, output, note]"]),
        ("examples", '[["аб", 5]]', ["an example is [input, output] or [input, output, note]"]),
        (
            "examples",
            '[["аб", "ab", "", ""], [], ["аб", "ab"]]',
            ["an example is [input, output] or [input, output, note]"] * 2,
        ),
    ],
)
def test_a_field_that_is_not_as_it_must_be(
    field: str, value: str | None, messages: list[str], tmp_path: Path
) -> None:
    fields = {key: written for key, written in GOOD.items() if key != field}
    path = write(tmp_path, fields if value is None else fields | {field: value})
    with pytest.raises(DataError) as caught:
        scheme_of(Document.read(path))
    assert [problem.message for problem in caught.value.problems] == messages
    line = 1 if value is None else len(fields) + 1
    assert {(problem.file, problem.line) for problem in caught.value.problems} == {(str(path), line)}


def test_schemes_come_in_the_order_of_their_ids(tmp_path: Path) -> None:
    for name in ("b-rus-Cyrl-Latn-2026", "a-rus-Cyrl-Latn-2026"):
        write(tmp_path, GOOD | {"id": f'"{name}"'}, name)
    (tmp_path / "notes.txt").touch()
    assert [path.stem for path in scheme_files(tmp_path)] == ["a-rus-Cyrl-Latn-2026", "b-rus-Cyrl-Latn-2026"]
    assert [scheme.id for scheme in load_schemes(tmp_path)] == [
        "a-rus-Cyrl-Latn-2026",
        "b-rus-Cyrl-Latn-2026",
    ]


def test_a_scheme_is_found_by_its_id(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    assert load_scheme("two-rus-Cyrl-Latn-2026", tmp_path).title == "Two letters"
    assert load_scheme("un-rus-Cyrl-Latn-1987").langs == ("ru",)


@pytest.mark.parametrize("scheme_id", ["", "none", "../schemes/un-rus-Cyrl-Latn-1987", ".", "\0"])
def test_an_unknown_scheme_says_where_the_list_is(scheme_id: str) -> None:
    with pytest.raises(SchemeError) as caught:
        load_scheme(scheme_id)
    assert str(caught.value) == f"no scheme {scheme_id!r}; `normalize schemes` lists them"


@pytest.fixture(scope="module")
def shipped() -> list[Scheme]:
    return list(load_schemes())


def test_what_the_library_ships(shipped: list[Scheme]) -> None:
    """The schemes that the region's names are met in, by language and by whom they are made for."""
    assert len(shipped) == len({scheme.id for scheme in shipped}) == len(scheme_files())
    assert len(shipped) >= 28
    made = {(lang, scheme.to_lang) for scheme in shipped for lang in scheme.langs}
    wanted = {(lang, reader) for lang in ("ru", "be", "uk") for reader in ("", "de", "fr", "pl", "cs")}
    assert wanted <= made


@pytest.mark.parametrize(
    ("scheme_id", "text", "written"),
    [
        ("duden-rus-Cyrl-Latn-2009", "Костюковичи", "Kostjukowitschi"),
        ("pwn-rus-Cyrl-Latn-2003", "Лукашенко", "Łukaszenko"),
        ("ujc-rus-Cyrl-Latn-1993", "Лукашенко", "Lukašenko"),
        ("by-bel-Cyrl-Latn-2007", "Касцюковічы", "Kasciukovičy"),
        ("icao-bel-Cyrl-Latn-9303-2015", "Касцюковічы", "Kastsiukovichy"),
        ("bgnpcgn-rus-Cyrl-Latn-1947", "Хренин", "Khrenin"),
        ("ua-ukr-Cyrl-Latn-2010", "Запоріжжя", "Zaporizhzhia"),
        ("duden-ukr-Cyrl-Latn-2000", "Київ", "Kyjiw"),
        ("un-rus-Cyrl-Latn-1987", "Щорс", "Ščors"),
    ],
)
def test_what_shipped_schemes_write(scheme_id: str, text: str, written: str) -> None:
    assert Writer(load_scheme(scheme_id)).write(text) == written


# Scripts besides the likeliest that a language is, or was, written in.
SCRIPTS_TOO = {
    "az": ("Cyrl",),
    "ku": ("Arab",),
    "ja": ("Hrkt", "Latn"),
    "tk": ("Cyrl",),
    "uz": ("Cyrl",),
    "zh": ("Latn",),
}
# Bibliographic codes in ids that others gave.
OLD_CODES = {"arm": "hye", "per": "fas"}


def written_in(scheme: Scheme) -> set[str]:
    """The scripts that a scheme's script may be called."""
    return {code for code in ("Jpan", "Kore", "Hans", scheme.script) if scheme.script in scripts_named(code)}


def scripts_named(code: str) -> tuple[str, ...]:
    """The scripts that a code in an id may stand for."""
    return {"Kore": ("Hang",), "Hans": ("Hani",), "Hani": ("Hani",)}.get(code, (code,))


def test_languages_and_scripts_are_real(shipped: list[Scheme]) -> None:
    """ICU knows each language of a scheme, and writes it in the scheme's script."""
    for scheme in shipped:
        assert scheme.langs
        for lang in scheme.langs:
            likely = icu.Locale(lang).addLikelySubtags().getScript()
            # ICU knows no script for some, such as Dari.
            assert likely in {"", *written_in(scheme)} or scheme.script in SCRIPTS_TOO.get(lang, ()), (
                f"{scheme.id}: {lang}"
            )
        assert not scheme.to_lang or icu.Locale(scheme.to_lang).getISO3Language(), scheme.id


def test_ids_say_what_the_fields_say(shipped: list[Scheme]) -> None:
    for scheme in shipped:
        _, language, script, to_script, *_ = scheme.id.split("-")
        own = {icu.Locale(lang).getISO3Language() or lang for lang in scheme.langs}
        assert OLD_CODES.get(language, language) in own, scheme.id
        assert scheme.script in scripts_named(script), scheme.id
        assert to_script == scheme.to_script, scheme.id


WRITERS = [Writer(scheme) for scheme in load_schemes()]


@given(st.sampled_from(WRITERS), st.data())
@settings(max_examples=400, deadline=None)
def test_any_text_over_the_alphabet_is_written_whole(writer: Writer, data: st.DataObject) -> None:
    """No letter of the source script is left, composed or not, in capitals or not; and what stands
    behind a space changes nothing before it."""
    letters = writer.scheme.alphabet.replace(" ", "")
    words = [data.draw(st.text(st.sampled_from(letters), min_size=1, max_size=8)) for _ in range(2)]
    try:
        first, second = map(writer.write, words)
    except SchemeError:
        # A letter that no example has beside this one, as a vowel sign without a consonant.
        assert writer.scheme.script not in ("Cyrl", "Grek", "Latn", "Armn", "Geor")
        return
    assert leftovers(first, writer.scheme.script) == ""
    assert writer.write(" ".join(words)) == f"{first} {second}"
    for form in ("NFC", "NFD"):
        assert writer.write(unicodedata.normalize(form, words[0])) == first
    if words[0].upper().lower() == words[0].lower():  # և in capitals is two letters
        assert writer.write_lower(words[0].upper()) == writer.write_lower(words[0])
