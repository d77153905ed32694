"""ICU rules as text: split into statements, compiled at first use, applied word by word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from canonym.errors import SchemeError
from canonym.records import Scheme
from canonym.rules import Rules, is_conversion, statements
from canonym.scheme import load_schemes

SHTSH = Rules("test", "щ > shch ; а > a ; я > ya ; \\u0027 > ; ь > ; \\u0301 > ;")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        (" \n# nothing but a comment; really\n", []),
        ("a > b ;", [("a > b ;", 0)]),
        ("a > b ; c > d ;", [("a > b ;", 0), ("c > d ;", 0)]),
        ("a > b ;\n\n  c > d;\n", [("a > b ;", 0), ("c > d ;", 2)]),
        ("a\n > b ;\nc > d ;", [("a\n > b ;", 0), ("c > d ;", 2)]),
        ("a > b ; # one; two\nc > d ;", [("a > b ;", 0), ("c > d ;", 1)]),
        ("# don't ;\na > b ;", [("a > b ;", 1)]),
        ("';' > ',' ;", [("';' > ',' ;", 0)]),
        ("'#' > a ; b > c ;", [("'#' > a ;", 0), ("b > c ;", 0)]),
        ("\\; > a ; \\# > b ; \\' > c ;", [("\\; > a ;", 0), ("\\# > b ;", 0), ("\\' > c ;", 0)]),
        ("a > '\n' ;\nb > c ;", [("a > '\n' ;", 0), ("b > c ;", 2)]),
        # ICU does without the last semicolon.
        ("a > b ; c > d", [("a > b ;", 0), ("c > d ;", 0)]),
        ("a > b ;\n\nc > d\n# end", [("a > b ;", 0), ("c > d ;", 2)]),
    ],
)
def test_statements(text: str, wanted: list[tuple[str, int]]) -> None:
    assert statements(text) == wanted


@given(
    st.lists(
        st.sampled_from(["a > b ;", "c > ';' ;", "# x;y'z\n", "\\; > d ;", "\n", ":: Null ;", " "]),
        max_size=8,
    )
)
def test_statements_joined_do_what_the_text_does(parts: list[str]) -> None:
    text = "".join(parts)
    joined = "\n".join(statement for statement, _ in statements(text))
    try:
        whole = Rules("whole", text)
        written = whole.word("abc;d#")
    except SchemeError:  # the same rule twice hides itself
        with pytest.raises(SchemeError):
            Rules("joined", joined).compile()
    else:
        assert Rules("joined", joined).word("abc;d#") == written


@pytest.mark.parametrize(
    ("statement", "wanted"),
    [
        ("a > b ;", True),
        ("$v { a > b ;", True),
        ("$v > b ;", True),
        ("$v = [ab] ;", False),
        ("$long_name= [ab] ;", False),
        (":: Null ;", False),
        ("::NFC ;", False),
    ],
)
def test_is_conversion(statement: str, wanted: bool) -> None:
    assert is_conversion(statement) is wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("щ", "shch"),
        ("Щ", "Shch"),
        ("ЩА", "SHCHA"),
        ("Ща", "Shcha"),
        ("щА", "shcha"),
        ("ща-Ща, ЩА!", "shcha-Shcha, SHCHA!"),
        ("Ща ща", "Shcha shcha"),
        ("Щ. Ща", "Shch. Shcha"),
        ("'Ща", "Shcha"),
        ("Ь", ""),
        ("ЬЩ", "SHCH"),
        ("Ьщ", "Shch"),
        ("щ1Щ_я", "shch1Shch_ya"),
        ("а\u0301щ", "ashch"),
        ("東Ща", "東shcha"),
        ("Т-72", "Т-72"),
    ],
)
def test_each_word_gets_its_case_back(text: str, wanted: str) -> None:
    assert SHTSH.apply(text) == wanted


def test_a_capital_after_an_apostrophe_stays() -> None:
    rules = Rules("test", "о > o ; х > kh ; а > a ; р > r ; д > d ; \\u0027 > ’ ;")
    assert rules.apply("О'Хара") == "O’Khara"
    assert rules.apply("О'ХАРА") == "O’KHARA"
    assert rules.apply("д'Ора") == "d’Ora"
    assert rules.apply("О'хара") == "O’khara"


def test_a_word_is_written_in_lower_case() -> None:
    assert SHTSH.word("ЩА") == "shcha"


def test_text_is_composed_before_it_is_written() -> None:
    rules = Rules("test", "й > j ; и > i ;")
    assert rules.apply(unicodedata.normalize("NFD", "Йи")) == "Ji"


@given(st.text())
def test_rules_that_change_nothing_keep_lower_case_text(text: str) -> None:
    text = unicodedata.normalize("NFC", text.lower())
    assume(text == text.lower())
    assert Rules("nothing", "").apply(text) == text


@given(st.text(st.sampled_from("щаяЩАЯьЬ'’ -\u0301x1")))
def test_no_letter_of_the_rules_survives(text: str) -> None:
    assert not set("щаяьЩАЯЬ") & set(SHTSH.apply(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a b ;", "A rule contains no operator"),
        ("a > o ; ab > u ;", "A rule is hidden by an earlier more general rule"),
        (":: No-Such ;", "A '::id' rule specifies an unknown transliterator"),
        ("$x > b ;", "A variable reference does not correspond to a defined variable"),
    ],
)
def test_refused_rules_say_why(text: str, reason: str) -> None:
    with pytest.raises(SchemeError) as caught:
        Rules("towns", text).word("a")
    assert str(caught.value) == f"towns: ICU refuses the rules: {reason}"


def test_rules_compile_once() -> None:
    rules = Rules("test", "a > b ;")
    assert rules.compile() is rules.compile()


@pytest.mark.parametrize(
    "scheme", [each for each in load_schemes() if each.script == "Hani"], ids=lambda each: each.id
)
@given(st.text(st.sampled_from("重庆七都镇曾子墨令狐欧阳x一西安 "), max_size=6))
@settings(max_examples=20)
def test_rules_in_parts_do_what_they_do_together(scheme: Scheme, word: str) -> None:
    """The pass that reads Chinese characters is slow, and the same for all."""
    rules = Rules(scheme.id, scheme.rules)
    assert rules.lower_word(word) == rules.compile().transliterate(word)


def test_parts_know_the_names_of_sets() -> None:
    rules = Rules("parts", "$x = [ab] ; b > ab ; :: Han-Latin/Names ; $x > d ;")
    assert rules.lower_word("b一") == rules.compile().transliterate("b一") == "dd yī"


def test_marks_are_part_of_a_word() -> None:
    """Vowel signs and points stand between letters, and no rule may be stopped by them."""
    for word in ("दिल्ली", "בַּיִת", "بَغداد", "ලංකා", "މާލެ", "ད་"):
        letters = "".join(filter(str.isalpha, word))
        told = Rules("told", "([:L:] [:M:]*) > '<' $1 '>' ;").apply(word)
        assert told.count("<") == len(letters)
