"""People's names part by part: what may be left out or said otherwise, and what contradicts."""

from __future__ import annotations

import math
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import resolver_of_people

from canonym import Gazetteer, Resolver, compare
from canonym.comparison import _shipped
from canonym.dividing import WIDTH
from canonym.people import Person, person_of
from canonym.query import Query
from canonym.score import WEIGHT_FILE
from canonym.script import main_script
from canonym.text import Folder

NAMES = ("Viktor Aleksandrovich Petrov", "Maria Lopez Garcia", "Ahmad Khalil Masri", "Jean-Pierre Lambert")
names = st.sampled_from(NAMES)


def person(text: str) -> Person:
    orthography, _, lexicon = _shipped()
    parts = orthography.fold(text).split()
    return person_of(parts, orthography.words, lexicon, main_script(text), lambda: text)


def parts_of(text: str) -> list[str]:
    return [part.fold for part in person(text).parts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Dr. Viktor Petrov", ["viktor", "petrov"]),
        ("Abd al-Rahman al-Otaibi", ["abdalrahman", "otaibi"]),
        ("Harold Bennett Jr.", ["harold", "bennett"]),
        ("Omar bin Said", ["omar", "said"]),
        ("A. G. Lukashenko", ["a", "g", "lukashenko"]),
        ("President", ["president"]),
        ("John Major", ["john", "major"]),
        ("Major John Smith", ["john", "smith"]),
        ("Ken Bentsen Jr.", ["ken", "bentsen"]),
        ("Ben Carson", ["ben", "carson"]),
        ("Li Na", ["li", "na"]),
        ("أحمد القحطاني", ["ahmd", "qhtany"]),
        ("محمد بن سلمان", ["mhmd", "slman"]),
        ("", []),
    ],
)
def test_parts_that_name_someone(text: str, wanted: list[str]) -> None:
    assert parts_of(text) == wanted


@pytest.mark.parametrize(
    ("text", "patronymic"),
    [
        ("Ivan Petrovich Sidorov", "petrovich"),
        ("Aliaksandr Ivanavich Lukashevich", "ivanavich"),
        ("Rəşad Əli oğlu Məmmədov", "eli"),
        ("Nikola Petrović", None),
        ("Ahmad bin Khalid", None),
        ("Nikola Petrovich minister", None),
    ],
)
def test_what_names_the_father(text: str, patronymic: str | None) -> None:
    assert [part.fold for part in person(text).parts if part.patronymic] == [patronymic][
        : patronymic is not None
    ]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Рыгоравіч", "Григорьевич", True),
        ("Mykolaiovych", "Николаевич", True),
        ("Ivanovna", "Іванівна", True),
        ("Иванович", "Игоревич", False),
    ],
)
def test_a_patronymic_has_the_fathers_names(one: str, other: str, same: bool) -> None:
    first, second = (person(f"Viktor {each} Petrov").parts[1].father for each in (one, other))
    assert first is not None
    assert second is not None
    assert bool(first.full & second.full) == same


@pytest.mark.parametrize(
    ("text", "husband"), [("Kovács Jánosné", True), ("Kovács Simone", False), ("Kovács Arsène", False)]
)
def test_a_wife_called_by_her_husband(text: str, husband: bool) -> None:
    assert person(text).parts[1].husband == husband


@pytest.mark.parametrize(
    ("text", "sex"),
    [("U Thein Myint", "male"), ("Daw Thein Myint", "female"), ("Stephen King", ""), ("Ken Lee", "")],
)
def test_the_sex_that_a_title_tells(text: str, sex: str) -> None:
    assert person(text).sex == sex


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("王志强", "汪志强", True),
        ("陳大文", "陈大文", False),
        ("王志强", "王志强先生", False),
        ("王 志强", "王志强", False),
        ("王志强", "Wang Zhiqiang", False),
    ],
)
def test_other_characters(one: str, other: str, wanted: bool) -> None:
    other_characters = Folder().other_characters
    assert other_characters(one, other) == other_characters(other, one) == wanted


@pytest.mark.parametrize(
    ("name", "status"),
    [("王志強", "resolved"), ("王志强", "resolved"), ("汪志强", "unknown"), ("王治强", "unknown")],
)
def test_homophones_in_an_index_are_other_people(name: str, status: str) -> None:
    wang = {"id": "wang", "name": "王志强", "type": "person", "lang": "zh"}
    found = Resolver(Gazetteer.from_rows([wang])).resolve(name)
    assert found.status == status
    assert [match.id for match in found.matches] == ["wang"]


@pytest.mark.parametrize("family", ["Schmidt", "Maria Schmidt", "Maria Theresia Schmidt"])
@pytest.mark.parametrize(
    ("one", "other"), [("Anna", "Anne"), ("Hasan", "Hüseyin"), ("Alexander", "Alexandra")]
)
def test_given_names_that_only_sound_alike(one: str, other: str, family: str) -> None:
    assert compare(f"{one} {family}", f"{other} {family}", type="person").probability < 0.5


@pytest.mark.parametrize("name", NAMES)
def test_family_names_first_or_all_in_reverse_contradict_nothing(name: str) -> None:
    parts = name.split(" ")
    for turned in (*(parts[at:] + parts[:at] for at in range(len(parts))), parts[::-1]):
        assert compare(name, " ".join(turned), type="person").probability > 0.5


@pytest.mark.parametrize("name", [name for name in NAMES if name.count(" ") > 1])
def test_two_names_that_change_places_contradict(name: str) -> None:
    *first, last, after = name.split(" ")
    patronymic = any(part.patronymic or part.initial for part in person(name).parts)
    same = compare(name, " ".join((*first, after, last)), type="person").probability > 0.5
    assert same == patronymic


@pytest.mark.parametrize(
    ("text", "parts", "peer"),
    [
        ("Tom King, Baron King of Bridgwater", ["tom", "king"], True),
        ("Edward Short, Baron Glenamara", ["edward", "short"], True),
        ("Robert Lindsay, 29th Earl of Crawford", ["robert", "lindsay"], True),
        ("Sacha Noam Baron Cohen", ["sacha", "noam", "cohen"], False),
        ("Otto Friedrich Wilhelm Freiherr von der Wenge", ["otto", "friedrich", "wilhelm", "wenge"], False),
        ("Joachim, Count of Ardenberg", ["joachim", "ardenberg"], False),
        ("Ortiz Conde, Javier", ["ortiz", "javier"], False),
    ],
)
def test_a_peers_rank_behind_the_name(text: str, parts: list[str], peer: bool) -> None:
    found = person(text)
    assert ([part.fold for part in found.parts], found.peer) == (parts, peer)


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Grace Ellen Bishop", ["bishop"]),
        ("Grace Bishop", []),
        ("Dr. Angela Merkel", []),
        ("Nagy Péter ezredes", ["ezredes"]),
        ("Harold James Bennett junior", []),
    ],
)
def test_a_family_name_that_may_be_a_title(text: str, titles: list[str]) -> None:
    assert [part.fold for part in person(text).parts if part.title] == titles


def test_peers_of_one_name_are_told_apart_by_their_number() -> None:
    fifth, other = "John Ash, 5th Baron Wold", "John Ash, {} Baron Wold"
    for number, same in (("5.", True), ("4th", False)):
        assert (compare(fifth, other.format(number), type="person").probability > 0.5) == same


@pytest.mark.parametrize(
    ("written", "lang"),
    [("John Appleby", "de"), ("Джон Эпплби", "ru"), ("Τζον Άπλμπι", "el"), ("جون أبلبي", "ar")],
)
def test_a_peer_in_an_index_is_found_by_his_name(written: str, lang: str) -> None:
    peer = {"id": "peer", "name": "John Appleby, Baron Appleby of Wold", "type": "person", "lang": "en"}
    assert Resolver(Gazetteer.from_rows([peer])).resolve(written, type="person", lang=lang).id == "peer"


@pytest.mark.parametrize(
    ("asked", "nearest", "others"),
    [
        ("Delphord Merrow", "Delbo Merrow", ("Ann Merrow", "Delphord Mellor", "Sandra Merlow")),
        ("Tomas Dzhelin", "Tomas Gelin", ("Tomas Gerlach", "Tomas Zemanek")),
    ],
)
def test_who_contradicts_least_is_told_first(asked: str, nearest: str, others: tuple[str, ...]) -> None:
    found = resolver_of_people(*others, nearest).resolve(asked, type="person", lang="en")
    assert found.status == "unknown"
    assert found.matches[0].id == nearest


@given(names, st.sampled_from(("Dr.", "Prof.", "General", "President")))
def test_a_title_contradicts_nothing(name: str, title: str) -> None:
    assert compare(f"{title} {name}", name, type="person").probability > 0.5


def test_a_patronymic_may_be_left_out_and_initials_stand_for_names() -> None:
    full = "Viktor Aleksandrovich Petrov"
    for short in ("Viktor Petrov", "V. A. Petrov", "Petrov V.A.", "Petrov, Viktor"):
        assert compare(full, short, type="person").probability > 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Viktor Aleksandrovich Petrov", "Viktor Sergeevich Petrov"),
        ("Viktor Petrov", "Pavel Petrov"),
        ("V. Petrov", "Pavel Petrov"),
        ("Harold Bennett Jr.", "Harold Bennett Sr."),
        ("Omar bin Said", "Said bin Omar"),
        ("Mr. Robin Ashby", "Mrs. Robin Ashby"),
        ("N. Krylova", "Nikolai Krylov"),
    ],
)
def test_what_contradicts(one: str, other: str) -> None:
    for first, second in ((one, other), (other, one)):
        found = compare(first, second, type="person")
        assert found.probability < 0.5
        assert dict(found.contributions).get("contradiction", 0.0) < 0 or not found.evidence


def test_a_thousand_parts_take_no_time_to_speak_of() -> None:
    many = " ".join(f"Part{number}" for number in range(1000))
    assert 0 <= compare(many, many[::-1], type="person").probability <= 1


def test_a_digit_more_is_another_thing() -> None:
    for digit in "0123456789":
        same = compare("T-72", f"T-7{digit}", type="equipment").probability > 0.5
        assert same == (digit == "2")


def test_of_many_with_one_family_name_the_one_whose_initial_fits_is_looked_at() -> None:
    names = [f"{first}{vowel}ld Smith" for first in "BDFGKLMN" for vowel in "aeiou"] + ["Chris Smith"]
    assert len(names) > WIDTH
    assert resolver_of_people(*names).resolve("Christopher H. Smith").id == "Chris Smith"


@pytest.mark.parametrize(
    ("text", "titles"),
    [("Seyed Ali Mousavi", ["seyed"]), ("Seyed Mousavi", []), ("Ali Seyed Mousavi", [])],
)
def test_a_title_that_is_a_given_name_before_another(text: str, titles: list[str]) -> None:
    assert [part.fold for part in person(text).parts if part.title] == titles


def test_where_nobody_is_likely_what_speaks_against_people_counts_less() -> None:
    resolver = resolver_of_people("Delbo Merrow", "Ann Merrow")
    found = resolver.resolve("Delphord Merrow", type="person")
    assert found.status == "unknown"
    unlikely = tomllib.loads(WEIGHT_FILE.read_text("utf-8"))["person"]["unlikely"]
    for match in found.matches:
        told = dict(match.contributions)
        others = math.fsum(amount for feature, amount in told.items() if feature != "calibration")
        assert others < 0
        assert told["calibration"] == pytest.approx((unlikely - 1) * others)
    sure = resolver.resolve("Merrow, Ann", type="person")
    assert not any("calibration" in dict(match.contributions) for match in sure.matches)


@pytest.mark.parametrize(
    "text", ["이리나 게오르기에바 보코바", "이리나 & 게오르기에바 보코바", "& 게오르기에바 보코바 이리나"]
)
def test_hangul_has_the_parts_that_its_writer_gave_it(text: str) -> None:
    """ICU puts another space into 게오르기에바; and a word may have no letter."""
    orthography = _shipped()[0]
    assert set(Query(text, "ko", orthography).parts) == {"ilina", "geoleugieba", "bokoba"}
    found = compare(text, "Irina Bokova", type="person")
    assert found.probability > 0.9 or "&" in text
