"""What becomes of the sounds of names in other languages: how well a heard one fits, and what it may be."""

from __future__ import annotations

import math
import tomllib
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from replay import replay

from canonym import Gazetteer, Resolver
from canonym.confusion import CONFUSION_FOLDER, Confusions, load_confusions
from canonym.placing import MARKS, placed
from canonym.query import Query
from canonym.reading import SOUNDS, load_readings
from canonym.sound import Sounds, consonants

FILES = sorted(CONFUSION_FOLDER.glob("*.toml"))
READINGS = {reading.id: reading for reading in load_readings()}
TABLES = ("heard", "added", "usual")
PEOPLE = (
    "William Shakespeare",
    "Winston Churchill",
    "Ludwig van Beethoven",
    "Friedrich Nietzsche",
    "Charles Darwin",
    "Isaac Newton",
    "Virginia Woolf",
    "Charlie Chaplin",
    "Kim Dae-jung",
    "Leung Chun-ying",
    "Deng Xiaoping",
    "Donald Tsang",
    "Barbara Castle, Baroness Castle of Blackburn",
    "Edward Heath",
    "Jan Krzysztof Bielecki",
    "Jesse Helms",
    "Tan Chuan-Jin",
    "Sylvia Lim",
    "Nguyen Phu Trong",
    "Ho Ching",
    "Joan Ryan",
    "Jacqui Smith",
    "Angela Merkel",
    "Yam-kuen Tsang",
    "Marie Curie",
    "Rosa Luxemburg",
    "Thomas Mann",
    "Thomas More",
    "John Locke",
    "John Keats",
    "Anwar Ibrahim",
    "Ismail Sabri Yaakob",
    "Mohamad Sabu",
    "Nurul Izzah Anwar",
    "Peter Hain",
    "Peter Mandelson",
)
sounds = st.text(sorted(SOUNDS), min_size=1, max_size=12)
# Names may have several words.
named = st.lists(st.text(sorted(SOUNDS), min_size=1, max_size=6), min_size=1, max_size=3).map(" ".join)


@cache
def confusions_of(reading: str) -> Confusions:
    found = load_confusions(reading)
    assert found is not None
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_is_of_a_reading_and_tells_shares_of_a_thousand(path: object) -> None:
    data = tomllib.loads(CONFUSION_FOLDER.joinpath(str(path)).read_text("utf-8"))
    assert data["reading"] in READINGS
    assert CONFUSION_FOLDER.joinpath(f"{data['reading']}.toml").samefile(str(path))
    names = {sound + mark for sound in SOUNDS for mark in MARKS}
    for prefix, meant, alphabet in (("", names, SOUNDS), ("bones_", set("Aptkfsmnr"), SOUNDS | {"A"})):
        heard, added, usual = (data[f"{prefix}{table}"] for table in TABLES)
        assert set(heard) <= meant
        behind = added if not prefix else {"": added}
        assert set(behind) <= {"", *meant}
        assert set(usual) <= alphabet
        for row in behind.values():
            assert set(row) <= alphabet
            assert 0 <= sum(row.values()) <= 1500
        for row in heard.values():
            assert set(row) <= {"", *alphabet}
            assert 0 < sum(row.values()) <= 1010
        assert 0 < sum(usual.values()) <= 1010


def test_every_sound_of_a_reading_with_confusions_is_known() -> None:
    assert {path.stem for path in FILES} >= {"ar", "fa", "he", "ja", "ko", "ru", "zh"}
    for path in FILES:
        usual = tomllib.loads(path.read_text("utf-8"))["usual"]
        heard = {sound for _, sounds, *_ in READINGS[path.stem].examples for sound in sounds if sound != " "}
        assert len(heard - set(usual)) <= 4, path  # sounds that names from elsewhere seldom bring


def test_a_reading_that_nothing_was_learnt_of() -> None:
    assert load_confusions("und") is None


# Names longer than this allows are none that was heard so.
@given(
    st.sampled_from(("ko", "ar", "zh")),
    sounds.filter(lambda heard: len(heard) > 1),
    st.lists(named, min_size=1, max_size=5),
)
def test_all_at_once_is_one_by_one(reading: str, heard: str, names: list[str]) -> None:
    confusions = confusions_of(reading)
    together = confusions.fits(heard, names)
    alone = [confusions.fit(heard, name) for name in names]
    assert np.allclose(together, alone, atol=1e-3)  # of 32 bits
    # To the last bit, whatever names stand beside.
    assert [confusions.fits(heard, [name])[0] for name in names] == together.tolist()


def test_a_name_much_longer_than_what_is_heard_fits_not_at_all() -> None:
    assert confusions_of("ko").fits("pak", ["pak", "pak" * 20])[1] == -math.inf
    assert confusions_of("ko").fits("pak", []).tolist() == []


@given(st.sampled_from(("ko", "ar", "zh")), sounds, named)
def test_the_changes_add_up_to_both(reading: str, heard: str, name: str) -> None:
    changes = confusions_of(reading).changes(heard, name)
    assert "".join(meant for meant, _ in changes) == name
    assert "".join(after for _, after in changes) == heard


@given(st.sampled_from(("ko", "ar", "zh")), sounds, named)
def test_nothing_fits_better_than_the_best(reading: str, heard: str, name: str) -> None:
    confusions = confusions_of(reading)
    assert confusions.misheard(heard, name, confusions.fit(heard, name)).lacks >= -1e-9


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("mart", ["m", "ar", "r-", "t."]),
        ("maria", ["m", "a", "r", "i-", "a."]),
        ("dean", ["d", "e-", "a+", "n."]),
        ("dale", ["d", "a:", "l", "e."]),
        ("ale dale", ["a:", "l", "e.", " ", "d", "a:", "l", "e."]),
        ("an djuk", ["a", "n.", " ", "d", "j", "u", "k."]),
        ("pawl", ["p", "aw", "w-", "l."]),
        ("mara paw byrne", [*("m", "a", "r", "a."), " ", "p", "aw", "w.", " ", "b", "yr", "r-", "n", "e."]),
        ("awre are bears", ["aw", "w-", "r", "e.", " ", "a:", "r", "e.", " ", "b", "e-", "a+", "r-", "s."]),
        ("", []),
    ],
)
def test_places_of_sounds(name: str, wanted: list[str]) -> None:
    assert placed(name) == wanted


@pytest.mark.parametrize(
    ("heard", "likely", "unlikely"),
    [
        ("baty", "bart", "barat"),  # an r before a consonant is lost
        ("katy", "kate", "katie"),  # an e at the end as well
        ("goldyman", "goldman", "kultman"),  # plain consonants are voiced ones
        ("Edy", "ad", "ud"),  # the open e is an English a
        ("bonon", "bon on", "bone one"),
    ],
)
def test_what_is_heard_in_korean_is_likelier_of_some_names(heard: str, likely: str, unlikely: str) -> None:
    better, worse = confusions_of("ko").fits(heard, [likely, unlikely])
    assert better > worse


@pytest.mark.parametrize(
    ("reading", "heard", "name", "told"),
    [
        ("ko", "pirangsoa", "fransoa", "p for f, i added, g added"),
        ("ja", "rondon", "london", "r for l"),
        ("ar", "lndn", "london", "o lost"),
        ("ja", "ana", "ana", "alike"),
    ],
)
def test_changes_in_words(reading: str, heard: str, name: str, told: str) -> None:
    confusions = confusions_of(reading)
    found = confusions.told(confusions.misheard(heard, name, 0.0))
    assert found == told


@pytest.mark.parametrize(
    ("reading", "heard", "meant"),
    [("ko", "pnpt", "fnft"), ("ja", "fna", "fnr"), ("he", "ptn", "ftn"), ("zh", "rktr", "rktr")],
)
def test_sound_keys_that_may_have_been_meant(reading: str, heard: str, meant: str) -> None:
    found = confusions_of(reading).meant(consonants(heard))
    assert Sounds(meant).key in found
    assert "" not in found
    assert list(found.values()) == sorted(found.values())


@cache
def people() -> Resolver:
    rows = [{"id": f"person/{name}", "name": name, "type": "person", "lang": "en"} for name in PEOPLE]
    return Resolver(Gazetteer.from_rows(rows))


@pytest.mark.parametrize(
    ("written", "lang", "name"),
    [
        ("윌리엄 셰익스피어", "ko", "William Shakespeare"),
        ("윈스턴 처칠", "ko", "Winston Churchill"),
        ("찰스 다윈", "ko", "Charles Darwin"),
        ("ウィンストン・チャーチル", "ja", "Winston Churchill"),
        ("チャールズ・ダーウィン", "ja", "Charles Darwin"),
        ("フリードリヒ・ニーチェ", "ja", "Friedrich Nietzsche"),
        ("温斯顿·丘吉尔", "zh", "Winston Churchill"),
        ("查尔斯·达尔文", "zh", "Charles Darwin"),
        ("達爾文", "zh", "Charles Darwin"),
        ("扬·克日什托夫·别莱茨基", "zh", "Jan Krzysztof Bielecki"),
        ("傑西·亞歷山大·赫爾姆斯", "zh", "Jesse Helms"),  # a middle name more
        ("芭芭拉·卡素爾", "zh", "Barbara Castle, Baroness Castle of Blackburn"),
        ("金大中", "zh", "Kim Dae-jung"),
        ("梁振英", "yue", "Leung Chun-ying"),
        ("梁振英", "zh-HK", "Leung Chun-ying"),
        ("曾蔭權", "zh", "Yam-kuen Tsang"),
        ("陈川仁", "zh", "Tan Chuan-Jin"),  # a Hokkien family name, a Mandarin given name
        ("林瑞蓮", "zh", "Sylvia Lim"),
        ("阮富仲", "zh", "Nguyen Phu Trong"),
        ("何晶", "zh", "Ho Ching"),
        ("默克爾", "zh", "Angela Merkel"),
        ("安华依布拉欣", "zh", "Anwar Ibrahim"),  # no marks between the parts
        ("莫哈末沙布", "zh", "Mohamad Sabu"),
        ("依斯迈沙比里", "zh", "Ismail Sabri Yaakob"),  # two parts of three
        ("努鲁依莎", "zh", "Nurul Izzah Anwar"),
        ("إسحاق نيوتن", "ar", "Isaac Newton"),
        ("تشارلز داروين", "ar", "Charles Darwin"),
        ("وینستون چرچیل", "fa", "Winston Churchill"),
        ("וינסטון צ'רצ'יל", "he", "Winston Churchill"),
        ("צ'ארלי צ'פלין", "he", "Charlie Chaplin"),
        ("Уинстон Черчилль", "ru", "Winston Churchill"),
        ("Роза Люксембург", "ru", "Rosa Luxemburg"),
        ("Чарлз Дарвін", "uk", "Charles Darwin"),
        ("विन्स्टन चर्चिल", "mr", "Winston Churchill"),
        ("चार्ल्स डार्विन", "ne", "Charles Darwin"),
        ("উইলিয়াম শেকসপিয়র", "bn", "William Shakespeare"),
        ("විලියම් ෂේක්ස්පියර්", "si", "William Shakespeare"),
        ("ചാൾസ് ഡാർവിൻ", "ml", "Charles Darwin"),
        ("ਚਾਰਲਸ ਡਾਰਵਿਨ", "pa", "Charles Darwin"),
        ("ચાર્લ્સ ડાર્વિન", "gu", "Charles Darwin"),
        ("ಐಸಾಕ್ ನ್ಯೂಟನ್", "kn", "Isaac Newton"),
        ("چارڵز داروین", "ckb", "Charles Darwin"),
        ("چارلس ڈارون", "pnb", "Charles Darwin"),
        ("ቻርለስ ዳርዊን", "am", "Charles Darwin"),
        ("ۋىليام شېكسپىر", "ug", "William Shakespeare"),
        ("چارلز داروین", "azb", "Charles Darwin"),  # no reading of its own
        ("Чарлз Дарвин", "tg", "Charles Darwin"),
        ("Уинстон Черчилль", "os", "Winston Churchill"),  # no reading of its own
    ],
)
def test_names_are_found_across_scripts(written: str, lang: str, name: str) -> None:
    found = people().resolve(written, lang=lang)
    assert found.matches[0].id == f"person/{name}"
    for match in found.matches:
        replay(written, match, people().orthography)


def test_a_chinese_family_name_with_another_given_name_is_listed_but_never_sure() -> None:
    found = {match.name.text: match for match in people().resolve("曾蔭權", lang="zh").matches}
    assert "“ceng” for “tsang” (spelling of the family name)" in found["Yam-kuen Tsang"].reason("曾蔭權")
    assert 0 < found["Donald Tsang"].probability < found["Yam-kuen Tsang"].probability
    assert people().resolve("曾國藩", lang="zh").status != "resolved"


def test_three_characters_are_no_foreigner_with_the_given_name_first() -> None:
    matches = people().resolve("梁君彥", lang="zh").matches
    assert all(match.probability < 0.1 for match in matches if match.name.text == "Joan Ryan")


def test_a_foreigner_is_called_by_the_family_name_sooner_than_by_the_given_name() -> None:
    merkel, angela = (
        {match.name.text: match.probability for match in people().resolve(written, lang="zh").matches}
        for written in ("默克尔", "安格拉")
    )
    assert merkel["Angela Merkel"] > 5 * angela["Angela Merkel"] > 0


@pytest.mark.parametrize(
    ("written", "name", "told"),
    [
        ("施卓琪", "Jacqui Smith", "“shi” for “smith”"),
        ("韓培德", "Peter Hain", "“han” for “hain”"),  # and not Peter Mandelson
        ("馬培德", "Peter Mandelson", "“ma” for “mandelson”"),
    ],
)
def test_hong_kong_calls_a_foreigner_by_the_beginning_of_the_family_name(
    written: str, name: str, told: str
) -> None:
    resolution = people().resolve(written, lang="zh-HK")
    first = resolution.matches[0]
    assert first.name.text == name
    assert told in first.reason(written)
    assert resolution.status == "unknown"  # so few syllables tell little


@pytest.mark.parametrize(
    ("written", "may_be", "is_no"),
    [
        ("李白", {"li", "bai", "libai"}, set()),
        ("陈川仁", {"Cen", "Cuan", "ren", "CenCuan", "Cuanren"}, set()),
        ("依斯迈沙比里", {"isimai", "Sabili", "li"}, {"mai", "si"}),  # pieces in the middle are too many
        ("爱德华·希思", {"aidexua", "Sisi"}, {"ai", "aidexuaSisi"}),
    ],
)
def test_what_may_be_a_part_of_a_name_in_characters(written: str, may_be: set[str], is_no: set[str]) -> None:
    query = Query(written, "zh", people().orthography)
    (sounds,) = (sounds for sounds, reading in query.misheard.items() if reading == "zh")
    found = set(query.pieces(sounds, "zh"))
    assert may_be <= found
    assert not is_no & found


@pytest.mark.parametrize("heard", ["Cn", "pt", "mktn", "skspr"])
@pytest.mark.parametrize("most", [1, 3, 100])
def test_names_with_a_part_that_may_be_heard_so(heard: str, most: int) -> None:
    index = people().index
    meant = confusions_of("zh").meant(heard, wide=4)
    own = {row: set(Sounds(sounds).part_keys()) for row in range(index.names) if (sounds := index.heard(row))}
    bearing = {row for row, keys in own.items() if keys & set(meant)}
    found = index.hearing.bearing(meant, most)
    assert set(found) <= bearing
    assert len(found) <= most
    assert most < len(bearing) or set(found) == bearing


@pytest.mark.parametrize(
    ("heard", "name", "said"),
    [("han", "hein", 4), ("ma", "madZor", 2), ("pang", "paten", 5), ("si", "smit", 1)],
)
def test_the_beginning_of_a_name(heard: str, name: str, said: int) -> None:
    confusions = confusions_of("zh")
    ((fit, count),) = confusions.begins(heard, [name])
    assert count == said
    assert fit >= confusions.fits(heard, [name])[0]


@given(st.text(sorted(SOUNDS), min_size=1, max_size=8), st.lists(named, min_size=1, max_size=4))
def test_a_beginning_is_part_of_the_name_and_fits_no_worse(heard: str, names: list[str]) -> None:
    confusions = confusions_of("zh")
    whole = confusions.fits(heard, names).tolist()
    for (fit, said), name, other in zip(confusions.begins(heard, names), names, whole, strict=True):
        assert 0 <= said <= len(name)
        assert fit >= other - 1e-9


@given(st.text("ptkmnlrbdgA", min_size=1, max_size=6), st.integers(2, 5))
def test_wider_is_no_less(heard: str, wide: int) -> None:
    confusions = confusions_of("zh")
    usual, more = confusions.meant(heard), confusions.meant(heard, wide=wide)
    assert min(usual.values(), default=0.0) == min(more.values(), default=0.0)
    assert len(more) >= len(usual)


def test_beside_a_given_name_that_is_known_a_rough_fit_is_listed_but_not_sure() -> None:
    resolution = people().resolve("爱德华·希思", lang="zh")
    assert resolution.status != "resolved"
    (heath,) = (match for match in resolution.matches if match.name.text == "Edward Heath")
    assert "“aidehua” for “edward” (same given name)" in heath.reason("爱德华·希思")


def test_what_begins_with_a_chinese_family_name_is_a_foreigners_less_likely() -> None:
    smith = people().resolve("施卓琪", lang="zh-HK").matches[0]
    features = {feature for feature, _ in smith.contributions}
    assert "other family name" in features
    assert "other family name" not in {
        feature for feature, _ in people().resolve("陈川仁", lang="zh").matches[0].contributions
    }
