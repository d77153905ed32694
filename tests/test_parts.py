"""Parts of a name: words that stand beside it, endings that it takes, places of its parts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.orthography import Orthography
from canonym.parts import Words, family_place, is_designator, lengths_alike, other_letter
from canonym.text import Folder

FOLD = Folder().fold
WORDS = Words.load(FOLD)
SMALL = """
titles = ["Präsident", "prime minister"]
settlements = ["Stadt"]
regions = ["Gebiet"]
particles = ["of", "von"]
connectives = ["and"]
ordinal_ends = ["th"]
[common]
de = ["der", "und"]
en = ["the", "and", "der"]
[sexes]
ru = [["ov", "ova"], ["skij", "skaya"]]
[endings]
ru = ["ov", "enko"]
[adjectives]
endings = ["ski"]
stems = [["c", "k"]]
whole = [["er", ""]]
[of_places]
plain = ["s"]
hard = ["c"]
both = ["ds"]
endings = ["i"]
[nominatives]
lv = ["s"]
[inflections]
de = [["s", ""], ["er", ""]]
en = [["'s", ""]]
ru = [["а", ""], ["ой", "ая"], ["е", "а"], ["", "ы"]]
be = [["а", ""], ["ай", "ая"]]
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Words:
    path = tmp_path_factory.mktemp("words") / "words.toml"
    path.write_text(SMALL, "utf-8")
    return Words.load(FOLD, path)


def test_words_are_folded_part_by_part(small: Words) -> None:
    assert small.titles == {"prasident", "prime", "minister"}
    assert small.settlements == {"stadt"}
    assert small.regions == {"gebiet"}
    assert small.particles == {"of", "von"}
    assert set(small.inflections) == {"de", "en", "ru", "be"}


def test_what_the_library_ships() -> None:
    assert Orthography([], []).words == WORDS
    assert {"prasident", "ministr"} <= WORDS.titles
    assert {"de", "en", "pl", "ru", "be", "uk"} <= set(WORDS.inflections)


@pytest.mark.parametrize(
    ("fold", "wanted"),
    [
        ("", []),
        ("homel", [(0, "homel")]),
        ("stadt homel", [(1, "homel")]),
        ("prasident von homel", [(2, "homel")]),
        ("prime minister john major", [(2, "john"), (3, "major")]),
        ("gebiet homel", [(0, "gebiet"), (1, "homel")]),  # a region is another entity than its town
        ("prasident", [(0, "prasident")]),  # nothing else is there
        ("stadt of", [(0, "stadt"), (1, "of")]),
    ],
)
def test_core(fold: str, wanted: list[tuple[int, str]], small: Words) -> None:
    assert small.core(fold) == wanted


@given(st.text("abofstd ", max_size=20))
def test_the_core_keeps_places_and_is_never_empty(fold: str) -> None:
    parts = fold.split()
    core = WORDS.core(fold)
    assert all(parts[place] == part for place, part in core)
    assert [place for place, _ in core] == sorted(place for place, _ in core)
    assert bool(core) == bool(parts)


@pytest.mark.parametrize(
    ("text", "lang", "wanted"),
    [
        ("", "de", {}),
        ("Minsks", "de", {"Minsk": "de -s"}),
        ("Minsker", "de", {"Minsk": "de -er"}),
        ("MINSKS", "de", {"MINSK": "de -s"}),
        ("Bers", "de", {"Ber": "de -s"}),
        ("Ufas", "de", {"Ufa": "de -s"}),
        ("Ber", "de", {}),  # no name of two letters is looked for
        ("er", "de", {}),  # nor an ending without a stem
        ("Лиде", "ru", {"Лида": "ru -е", "Лидеы": "ru -"}),
        ("Уфе", "ru", {"Уфа": "ru -е", "Уфеы": "ru -"}),
        ("Minsk's", "en", {"Minsk": "en -'s"}),
        ("Minsks", "en", {}),
        ("Minsks", "fr", {}),  # a language without endings
        ("Minsks", None, {}),  # Latin letters tell no language
        ("Минска", "be", {"Минск": "be -а"}),
        ("Минска", "ru", {"Минск": "ru -а", "Минскаы": "ru -"}),
        # Without a language all that are written in Cyrillic are tried; each form is told once.
        ("Минска", None, {"Минск": "be -а", "Минскаы": "ru -"}),
        ("Мінскай", "be", {"Мінская": "be -ай"}),
        # Of several words the last one, and of two each with each.
        ("Ber Minsks", "de", {"Ber Minsk": "de -s"}),
        (
            "Wiktors Minsks",
            "de",
            {"Wiktors Minsk": "de -s", "Wiktor Minsks": "de -s", "Wiktor Minsk": "de -s -s"},
        ),
        ("Wiktors Iwans Minsks", "de", {"Wiktors Iwans Minsk": "de -s"}),
        ("Лидской Москвы", "be", {}),
        (
            "Мінскай Ліда",
            "be",
            {"Мінская Ліда": "be -ай", "Мінскай Лід": "be -а", "Мінская Лід": "be -ай -а"},
        ),
    ],
)
def test_base_forms(text: str, lang: str | None, wanted: dict[str, str], small: Words) -> None:
    found = list(small.base_forms(text, lang))
    assert dict(found) == wanted
    assert len(found) == len(wanted)


def test_an_ending_that_changes_nothing_makes_no_form(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text(SMALL.replace('["s", ""]', '["s", "s"]'), "utf-8")
    assert list(Words.load(FOLD, path).base_forms("Minsks", "de")) == []


@pytest.mark.parametrize(
    ("text", "lang", "base"),
    [
        ("Lukaschenkos", "de", "Lukaschenko"),
        ("Minsker", "de", "Minsk"),
        ("Lukashenko's", "en", "Lukashenko"),
        ("Mińskiem", "pl", "Mińsk"),
        ("Łukaszenki", "pl", "Łukaszenka"),
        ("Baranowiczach", "pl", "Baranowicze"),
        ("Białorusi", "pl", "Białoruś"),
        ("Минском", "ru", "Минск"),
        ("Москвой", "ru", "Москва"),
        ("Казани", "ru", "Казань"),
        ("Костюковичей", "ru", "Костюковичи"),
        ("Барановичах", "ru", "Барановичи"),
        ("Гомельской области", "ru", "Гомельская область"),
        ("Уфы", "ru", "Уфа"),
        ("Лукашенко", "ru", None),  # not declined: only forms that no name has
        ("Лукашэнкі", "be", "Лукашэнка"),
        ("Касцюковічах", "be", "Касцюковічы"),
        ("Гомельскай вобласці", "be", "Гомельская вобласць"),
        ("Києва", "uk", "Київ"),
        ("Львові", "uk", "Львів"),
        ("Одесою", "uk", "Одеса"),
        ("Одеси", "uk", "Одеса"),
    ],
)
def test_endings_that_the_library_knows(text: str, lang: str, base: str | None) -> None:
    forms = dict(WORDS.base_forms(text, lang))
    assert text not in forms
    assert base is None or forms[base].startswith(f"{lang} -")


@given(st.text(max_size=20), st.sampled_from([None, *WORDS.inflections]))
def test_base_forms_keep_the_words_and_their_stems(text: str, lang: str | None) -> None:
    words = text.split(" ")
    seen = []
    for base, ending in WORDS.base_forms(text, lang):
        assert len(base.split(" ")) == len(words)
        assert all(
            after.startswith(before[:2]) and (after == before or len(after) >= 3)
            for before, after in zip(words, base.split(" "), strict=True)
        )
        assert base != text
        assert ending.partition(" -")[0] in WORDS.inflections
        seen.append(base)
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("", None),
        ("1 2 3", None),
        ("Homel Minsk", None),
        ("der", "en"),  # the later of equals
        ("Der Minister und der Sprecher", "de"),
        ("THE minister AND the speaker", "en"),
        ("the " + "minister " * 11, "en"),
        ("the " + "minister " * 12, None),  # one word in thirteen
        ("of-the", "en"),
        ("minister " * 3000 + "the " * 3000, None),  # only the beginning is looked at
    ],
)
def test_guess_language(text: str, lang: str | None, small: Words) -> None:
    assert small.guess_language(text) == lang


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Der Minister sprach am Montag in Minsk mit den Journalisten und reiste dann nach Moskau.", "de"),
        ("The minister spoke to journalists in Minsk on Monday and then travelled to Moscow.", "en"),
        ("Le ministre a parlé lundi avec les journalistes dans la ville et il est parti pour Moscou.", "fr"),
        ("Minister rozmawiał w poniedziałek z dziennikarzami w Mińsku i pojechał do Moskwy.", "pl"),
        ("Ministr mluvil v pondělí na letišti, že se také pojede podle plánu, který je znám.", "cs"),
        ("Министр говорил в понедельник с журналистами и сказал, что не поедет на встречу.", "ru"),
        ("Міністр у панядзелак гаварыў з журналістамі і сказаў, што гэта не так, як было.", "be"),
        ("Міністр у понеділок говорив з журналістами та сказав, що це не так, і поїхав до Києва.", "uk"),
        ("Ministri puhui maanantaina toimittajille Minskissä.", None),
    ],
)
def test_the_language_of_a_sentence(text: str, lang: str | None) -> None:
    assert WORDS.guess_language(text) == lang


@given(st.text(max_size=60))
def test_any_text_has_a_known_language_or_none(text: str) -> None:
    assert WORDS.guess_language(text) in {None, *WORDS.common}


@pytest.mark.parametrize(
    ("text", "lang", "parts", "place"),
    [
        ("Viktor Khrenin", "en", 2, 1),
        ("Khrenin", "en", 1, 0),
        ("Khrenin, Viktor", "en", 2, 0),
        ("Хрэнін Віктар", "be", 2, 1),
        ("Orbán Viktor", "hu", 2, 0),
        ("習近平", "zh", 3, 0),
        ("Kim Jong Un", "ko", 3, 0),
    ],
)
def test_family_place(text: str, lang: str, parts: int, place: int) -> None:
    assert family_place(text, lang, parts) == place


@pytest.mark.parametrize(
    ("part", "wanted"),
    [("m", True), ("72", True), ("9k720", True), ("b3", True), ("su", False), ("minsk", False)],
)
def test_is_designator(part: str, wanted: bool) -> None:
    assert is_designator(part) is wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("petrov", "petrova", True),
        ("petrova", "petrov", True),
        ("gorskij", "gorskaya", True),
        ("petrov", "petrov", False),
        ("petrov", "ivanova", False),
        ("petrovskij", "petrova", False),
    ],
)
def test_family_names_of_the_two_sexes(one: str, other: str, wanted: bool) -> None:
    assert WORDS.other_sex(one, other) == wanted


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("rohani", "rouhani", True),
        ("mousavi", "moosavi", True),
        ("stein", "sten", True),
        ("baer", "bar", False),
        ("rohani", "ruhani", False),
        ("rohani", "rohani", False),
    ],
)
def test_vowels_of_two_lengths(one: str, other: str, wanted: bool) -> None:
    assert lengths_alike(one, other) is lengths_alike(other, one) is wanted


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("petrov", "perov", 2),
        ("petrov", "petrenko", 0),
        ("kovalenko", "bondarenko", 4),
        ("popov", "ov", 0),
        ("nov", "popov", 0),
    ],
)
def test_endings_that_family_names_share(small: Words, one: str, other: str, letters: int) -> None:
    assert small.shared_ending(one, other) == small.shared_ending(other, one) == letters


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("wisniewski", "vishneveckij", True),
        ("petrovskaya", "petrovetskaya", True),
        ("trotzki", "trockij", False),
        ("zavadskij", "zawadzki", False),
        ("zavadskij", "zavacki", False),
        ("kozlowski", "kozlovskis", False),
        ("wisniewski", "wisniewska", False),
        ("nowak", "nowacki", False),
    ],
)
def test_family_names_made_of_places_in_two_ways(one: str, other: str, wanted: bool) -> None:
    assert WORDS.of_other_places(one, other) is WORDS.of_other_places(other, one) is wanted


@pytest.mark.parametrize(
    ("one", "other", "letters"),
    [
        ("black", "block", "ao"),
        ("gomez", "gamez", "oa"),
        ("barker", "parker", "bp"),
        ("vidal", "vital", "dt"),
        ("lukashenka", "lukashenko", ""),
        ("mehmed", "mehmet", ""),
        ("iwan", "ivan", ""),
        ("stanekzai", "stanikzai", ""),
        ("mousavi", "moosavi", ""),
        ("jordan", "yordan", ""),
        ("rosa", "roza", ""),
        ("davidova", "tabidova", ""),
        ("grand", "grands", ""),
        ("petrov", "petrov", ""),
    ],
)
def test_another_letter_inside_a_word(one: str, other: str, letters: str) -> None:
    assert (other_letter(one, other), other_letter(other, one)) == (letters[:1], letters[1:])


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Donalds Tusks", {"Donald Tusk": "lv -s -s"}),
        ("Edmundas Štoiberis", {"Edmund Štoiber": "lt -as -is"}),
        ("Donalds Tusk", {}),
        ("Tusks", {}),
        ("Jos Bos", {}),
        ("Janis " * 50 + "Janis", {}),
    ],
)
def test_what_is_added_to_foreign_names(name: str, bare: dict[str, str]) -> None:
    found = dict(WORDS.without_nominatives(name))
    assert found.items() >= bare.items()
    assert bool(found) == bool(bare)
