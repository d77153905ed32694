"""Writing names in schemes: one scheme, all schemes of a language, and spellings grouped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.errors import SchemeError
from canonym.orthography import Orthography
from canonym.records import Evidence, Scheme, Variant
from canonym.writer import Writer, group, leftovers, spellings, transliterate, variants


def scheme(scheme_id: str, langs: tuple[str, ...], rules: str, script: str = "Cyrl") -> Scheme:
    return Scheme(scheme_id, scheme_id, langs, script, "A grammar, 2026", "", rules)


BOTH = scheme("a", ("be", "ru"), "а > a ; л > l ; і > i ; и > i ;")
RUSSIAN = scheme("b", ("ru",), "а > a ; л > l ; и > y ;")
GREEK = scheme("c", ("el",), "α > a ;", "Grek")
LATIN = scheme("d", ("sr",), "a > а ; l > л ;", "Latn")
ALL = Orthography([LATIN, RUSSIAN, GREEK, BOTH], [])


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("", ""),
        ("Ала", "Ala"),
        ("АЛА-ала", "ALA-ala"),
        ("Ліла 2 (lala)", "Lila 2 (lala)"),
        ("Лала α", "Lala α"),
    ],
)
def test_what_is_not_of_the_script_stays(text: str, written: str) -> None:
    assert Writer(BOTH).write(text) == written


@pytest.mark.parametrize(
    ("text", "left"),
    [("Лаба", "б"), ("Баба", "Бб"), ("Ґабаб", "Ґб"), ("ꙗ", "ꙗ")],
)
def test_leftover_letters_are_refused(text: str, left: str) -> None:
    writer = Writer(BOTH)
    with pytest.raises(SchemeError) as caught:
        writer.write(text)
    assert str(caught.value) == f"a has no rule for {left} in {text!r}"
    with pytest.raises(SchemeError, match="a has no rule for"):
        writer.write_lower(text)


@given(st.text(st.sampled_from("алиіАЛИ '’-x\u0301"), max_size=12))
def test_the_short_way_writes_the_same_in_lower_case(text: str) -> None:
    writer = Writer(BOTH)
    assert writer.write_lower(text) == writer.write(text).lower()


@pytest.mark.parametrize(
    ("text", "script", "left"),
    [
        ("", "Cyrl", ""),
        ("Minsk", "Cyrl", ""),
        ("Мinсk, Мінск", "Cyrl", "Мсінк"),
        ("Minskk", "Latn", "Minsk"),
        ("Мін-1", "Latn", ""),
        ("мі\u0301н", "Cyrl", "мін"),  # a stress mark is no letter
    ],
)
def test_leftovers(text: str, script: str, left: str) -> None:
    assert leftovers(text, script) == left


def test_transliterate_by_id() -> None:
    assert transliterate("Виктор Хренин", "duden-rus-Cyrl-Latn-2009") == "Wiktor Chrenin"
    with pytest.raises(SchemeError, match="no scheme 'none'"):
        transliterate("Хренин", "none")
    with pytest.raises(SchemeError, match="has no rule for ў"):
        transliterate("Воўк", "duden-rus-Cyrl-Latn-2009")


def test_variants_name_every_scheme_that_writes_so() -> None:
    found = variants("Хренин", lang="ru")
    assert len({variant.text for variant in found}) == len(found)
    by_text = {variant.text: [each.id for each in variant.schemes] for variant in found}
    assert "duden-rus-Cyrl-Latn-2009" in by_text["Chrenin"]
    assert "bgnpcgn-rus-Cyrl-Latn-1947" in by_text["Khrenin"]
    assert all("ru" in each.langs for variant in found for each in variant.schemes)
    assert [ids[0] for ids in by_text.values()] == sorted(ids[0] for ids in by_text.values())


def test_variants_without_a_language_try_all_of_the_script() -> None:
    found = [each for variant in variants("Канада") for each in variant.schemes]
    assert {"ru", "be", "uk"} <= {lang for each in found for lang in each.langs}
    assert {each.script for each in found} == {"Cyrl"}
    # A scheme that lacks a letter is passed over: Russian has no ў.
    assert not any("ru" in each.langs for variant in variants("Воўк") for each in variant.schemes)


@pytest.mark.parametrize(("name", "lang"), [("", None), ("Хренин", "xx"), ("Minsk", "ru"), ("72", None)])
def test_names_that_no_scheme_writes(name: str, lang: str | None) -> None:
    assert variants(name, lang=lang) == []


def test_spellings_leave_out_schemes_that_lack_a_letter() -> None:
    writers = [Writer(RUSSIAN), Writer(BOTH)]
    assert list(spellings("Ліла", writers)) == [("Lila", BOTH)]
    assert list(spellings("Лила", writers)) == [("Lyla", RUSSIAN), ("Lila", BOTH)]


def test_group() -> None:
    assert group([]) == []
    assert group([("Ala", RUSSIAN), ("Lila", BOTH), ("Ala", BOTH)]) == [
        Variant("Ala", (RUSSIAN, BOTH)),
        Variant("Lila", (BOTH,)),
    ]


def test_a_step_of_evidence_as_json() -> None:
    step = Evidence("scheme", "Лила", "Lyla", "b", title="two letters")
    assert step.to_json() == {"step": "scheme", "from": "Лила", "to": "Lyla", "by": "b"}
    assert step == Evidence("scheme", "Лила", "Lyla", "b")  # the title only says what `by` names


def test_schemes_are_numbered_in_the_order_of_their_ids() -> None:
    assert [each.id for each in ALL.schemes] == ["a", "b", "c", "d"]
    assert [writer.scheme for writer in ALL.writers] == ALL.schemes


@pytest.mark.parametrize(
    ("text", "lang", "script", "wanted"),
    [
        ("Лила", "ru", "Cyrl", [(0, "lila"), (1, "lyla")]),
        ("Лила", "be", "Cyrl", [(0, "lila")]),
        ("Лила", "und", "Cyrl", [(0, "lila"), (1, "lyla")]),
        ("Ліла", "ru", "Cyrl", [(0, "lila")]),
        ("Лаба", "ru", "Cyrl", []),
        ("Лила", "uk", "Cyrl", []),
        ("Lala", "sr", "Latn", [(3, "lala")]),
        ("Lala", "ru", "Latn", []),
    ],
)
def test_a_name_in_every_scheme_of_its_language(
    text: str, lang: str, script: str, wanted: list[tuple[int, str]]
) -> None:
    assert list(ALL.write(text, lang, script)) == wanted


ARABIC = scheme("e", ("ar",), "ب > b ; غ > gh ; د > d ; ا > ā ; \u064e > a ;", "Arab")
POINTED = Scheme(
    "e", "e", ("ar",), "Arab", "A grammar, 2026", "بغدا\u064e", ARABIC.rules, (("بَغداد", "baghdād", ""),)
)


def test_vowels_that_only_points_show_are_not_left_out() -> None:
    assert Writer(POINTED).lacks_vowels("بغداد")
    assert not Writer(POINTED).lacks_vowels("بَغداد")
    assert not Writer(ARABIC).lacks_vowels("بغداد")  # it writes what there is
    written = list(spellings("بغداد", [Writer(POINTED), Writer(ARABIC)]))
    assert written == [("bghdād", ARABIC)]
    both = Orthography([POINTED], [])
    assert list(both.write("بغداد", "ar", "Arab")) == []
    assert list(both.write("بَغداد", "ar", "Arab")) == [(0, "baghdad")]


def test_kana_are_both_of_a_scheme_for_them() -> None:
    kana = scheme("f", ("ja",), ":: Katakana-Hiragana ; と > to ; き > ki ;", "Hrkt")
    assert leftovers("とキy", "Hrkt") == "とキ"
    japanese = Orthography([kana], [])
    assert (
        list(japanese.write("とき", "ja", "Hira"))
        == list(japanese.write("トキ", "ja", "Kana"))
        == [(0, "toki")]
    )
