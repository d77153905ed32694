"""Golden cases: which entity a name means, and why; the options of `resolve` and `explain`."""

from __future__ import annotations

from typing import Any

import pytest
from strategies import Case, failing, golden

from canonym.errors import CanonymError
from canonym.gazetteer import Gazetteer
from canonym.resolution import Match, Resolution, Told
from canonym.resolve import Resolver

GOLDEN = list(golden())
TWINS: list[dict[str, Any]] = [
    {
        "id": "place/a",
        "name": "Novinka",
        "label": "Novinka in Belarus",
        "country": "BY",
        "prominence": 50_000,
    },
    {
        "id": "place/b",
        "name": "Novinka",
        "label": "Novinka in Ukraine",
        "country": "UA",
        "prominence": 40_000,
    },
    {"id": "place/c", "name": "Kobryn"},
    {"id": "person/d", "name": "Novinka", "type": "person", "lang": "pl"},
]


@pytest.fixture(scope="module")
def twins() -> Resolver:
    """Two towns and a person of one name."""
    return Resolver(Gazetteer.from_rows(TWINS))


def ask(resolver: Resolver, case: Case) -> Resolution:
    return resolver.resolve_many([case.name], **dict(case.hints))[0]


def check(resolver: Resolver, case: Case) -> None:
    found = ask(resolver, case)
    assert (found.status, found.id) == ("resolved", case.id)
    assert case.says in found.matches[0].reason(case.name)


@pytest.mark.parametrize("case", GOLDEN, ids=str)
def test_resolves(resolver: Resolver, case: Case) -> None:
    check(resolver, case)


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=str(case), marks=pytest.mark.xfail(reason=case.reason)) for case in failing()],
)
def test_known_failures(resolver: Resolver, case: Case) -> None:
    check(resolver, case)


def test_no_case_stands_twice_and_each_names_a_listed_entity(resolver: Resolver) -> None:
    known = {case.id for case in [*GOLDEN, *failing()] if resolver.index.find(case.id) is not None}
    asked = [(case.name, case.hints, case.id) for case in GOLDEN]
    assert len(asked) == len(set(asked))
    assert {case.id for case in [*GOLDEN, *failing()]} == known


@pytest.mark.parametrize("case", GOLDEN[::7], ids=str)
def test_answers_are_whole(resolver: Resolver, case: Case) -> None:
    """What an answer says of its first match is that match; the features are those of the score."""
    found = ask(resolver, case)
    first = found.matches[0]
    assert found.match is first
    assert (found.label, found.type, found.probability) == (first.label, first.type, first.probability)
    assert f"{first.type}/" == case.id[: len(first.type) + 1]
    assert found.explain().startswith(f"“{case.name}” is {first.label} ({first.id}).\n- ")
    answer = found.to_json()
    assert (answer["id"], answer["type"], answer["label"]) == (first.id, first.type, first.label)
    assert answer["matches"] == [match.to_json() for match in found.matches]
    assert dict(answer["same_as"]) == dict(first.entity.same_as)


@pytest.mark.parametrize("case", GOLDEN[::7], ids=str)
def test_explain_tells_the_features_of_the_answer(resolver: Resolver, case: Case) -> None:
    """The nearest of an entity's names, and the parts of its score, are those of the answer."""
    lang, country = (dict(case.hints).get(hint) for hint in ("lang", "country"))
    told = resolver.explain(case.name, case.id, lang=lang, country=country)
    first = ask(resolver, case).matches[0]
    assert [part for part, amount in first.contributions if f"{part} {amount:+.1f}" not in told] == []
    assert first.reason(case.name) in told


@pytest.mark.parametrize("name", ["", " ", "\0", "\ud800", "!?", "—", "\u200b\u200d", "🚀", "́"])
def test_nothing_to_ask_for(resolver: Resolver, name: str) -> None:
    found = resolver.resolve(name)
    assert found == Resolution(name, "unknown")
    assert (found.id, found.label, found.type, found.match, found.probability) == (None, None, None, None, 0)
    assert found.explain() == f"“{name}” is unknown: no name in the index is near it."
    assert found.to_json()["same_as"] == {}
    assert "none of its names is near" in resolver.explain(name, "place/by/homel")


def test_a_very_long_name(resolver: Resolver) -> None:
    assert resolver.resolve("Хренин " * 150_000).status == "unknown"
    assert resolver.resolve("Homel" + " " * 1_000_000).status == "resolved"


def test_hints_choose_between_namesakes(twins: Resolver) -> None:
    assert twins.resolve("Novinka").status == "ambiguous"
    assert twins.resolve("Novinka", type="person").id == "person/d"
    assert twins.resolve("Novinka", type="organization") == Resolution("Novinka", "unknown")
    assert twins.resolve("Novinka", type="place").status == "ambiguous"
    assert twins.resolve("Novinka", type="place", country="BY").id == "place/a"
    assert twins.resolve("Novinka", type="place", country="UA").id == "place/b"


def test_a_hint_of_the_language_is_a_feature(twins: Resolver) -> None:
    def features(lang: str | None) -> list[str]:
        (match,) = twins.resolve("Novinka", type="person", lang=lang).matches
        return [feature for feature, _ in match.contributions]

    assert "language" in features("pl")
    assert "language" not in features("de")
    assert "language" not in features(None)


def test_a_country_that_is_unknown_counts_neither_way(twins: Resolver) -> None:
    (match,) = twins.resolve("Kobryn", country="BY").matches
    assert {feature for feature, _ in match.contributions} & {"country", "other country"} == set()


def test_ambiguous_answers_name_nobody(twins: Resolver) -> None:
    found = twins.resolve("Novinka")
    assert (found.id, found.label, found.type, found.match) == (None, None, None, None)
    assert found.probability == found.matches[0].probability > 0
    assert "ambiguous: the name alone doesn't tell these apart" in found.explain()
    assert found.to_json()["same_as"] == {}


def test_limit(twins: Resolver) -> None:
    every = twins.resolve("Novinka").matches
    assert len(every) == 3
    for limit in (1, 2, 3, 9):
        found = twins.resolve("Novinka", limit=limit)
        assert found.status == "ambiguous"
        assert found.matches == every[:limit]


def test_threshold(resolver: Resolver) -> None:
    near = resolver.resolve("Lidia")
    assert near.status == "unknown"
    assert "nothing is near enough. The nearest:\n- Lida" in near.explain()
    assert resolver.resolve("Lidia", threshold=near.probability).id == "place/by/lida"
    assert resolver.resolve("Lida", threshold=1).status == "unknown"


def test_a_resolved_answer_always_tells_its_match(twins: Resolver) -> None:
    """Also where the threshold is so low that hardly anything is known."""
    found = twins.resolve("Kobrax", threshold=0)
    assert (found.status, len(found.likely)) == ("resolved", 1)
    (match,) = found.matches
    unlikely = Match(0.01, Told(match.entity, match.name))
    assert Resolution("Kobrax", "resolved", (unlikely, unlikely)).likely == (unlikely,)
    assert Resolution("Kobrax", "unknown", (unlikely,)).likely == ()


@pytest.mark.parametrize(
    ("hints", "message"),
    [
        ({"type": "planet"}, "type 'planet' is none of person, place, organization, equipment"),
        ({"type": ""}, "type '' is none of"),
        ({"country": "BLR"}, "country 'BLR' is not two letters of ISO 3166, such as BY"),
        ({"country": "Беларусь"}, "country 'Беларусь' is not two letters"),
        ({"limit": 0}, "limit 0 is under 1"),
        ({"threshold": 1.01}, "threshold 1.01 is not between 0 and 1"),
        ({"threshold": -0.1}, "threshold -0.1 is not between 0 and 1"),
        ({"threshold": float("nan")}, "threshold nan is not between 0 and 1"),
    ],
)
def test_bad_options(twins: Resolver, hints: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message.replace("(", r"\(")):
        twins.resolve_many(["Novinka"], **hints)


def test_resolve_many_keeps_order_and_length(resolver: Resolver) -> None:
    names = ["Homel", "", "xyzzy", "Homel", "Chrenin"]
    found = resolver.resolve_many(names)
    assert [answer.input for answer in found] == names
    assert found == [resolver.resolve(name) for name in names]
    assert resolver.resolve_many([]) == []


def test_explain_tells_why_not(resolver: Resolver) -> None:
    told = resolver.explain("Breast", "place/by/brest")
    assert told.startswith("Brest (place/by/brest), by the nearest of its names: ")
    assert "differing in" in told
    assert "if nothing else were near" in told
    for name in ("Chrenin", "Homel-2"):
        far = resolver.explain(name, "place/by/homel")
        assert far.startswith(f"Gomel (place/by/homel): none of its names is near “{name}”.")


def test_explain_of_an_unknown_id(resolver: Resolver) -> None:
    for entity in ("place/nowhere", "", "zzz"):
        with pytest.raises(CanonymError, match=f"no entity '{entity}' in the index"):
            resolver.explain("Homel", entity)


@pytest.mark.parametrize(
    ("written", "lang", "names"),
    [
        ("고란", "ko", ("Goran", "Golan")),
        ("カリン", "ja", ("Carin", "Karin")),
        ("살라", "ko", ("Salla", "Sarah")),
    ],
)
def test_letters_of_icu_make_no_name_sure(written: str, lang: str, names: tuple[str, str]) -> None:
    rows = [{"id": f"person/{name}", "name": name, "type": "person", "lang": "en"} for name in names]
    found = Resolver(Gazetteer.from_rows(rows)).resolve(written, lang=lang, type="person")
    assert {match.label for match in found.matches} == set(names)
    assert found.probability < 0.99


WITHOUT_LANGUAGE = [
    ("Angela Merkel", "person"),
    ("Saddam Hussein", "person"),
    ("Kamala Harris", "person"),
    ("Сергей Лавров", "person"),
    ("김정은", "person"),
    ("محمد بن سلمان", "person"),
    ("Gazprom", "organization"),
    ("Samsung Electronics", "organization"),
]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("アンゲラ・メルケル", "Angela Merkel"),
        ("אנגלה מרקל", "Angela Merkel"),
        ("صدام حسين", "Saddam Hussein"),
        ("萨达姆·侯赛因", "Saddam Hussein"),
        ("카멀라 해리스", "Kamala Harris"),
        ("Lavrov Sergei", "Сергей Лавров"),
        ("Kim Jong-un", "김정은"),
        ("Мухаммед ибн Салман", "محمد بن سلمان"),
        ("가스프롬", "Gazprom"),
        ("Самсунг Электроникс", "Samsung Electronics"),
    ],
)
@pytest.mark.parametrize("lang", ["", "mul"])
def test_a_list_without_languages_is_asked_across_scripts(asked: str, meant: str, lang: str) -> None:
    listed = ({"id": name, "name": name, "type": kind, "lang": lang} for name, kind in WITHOUT_LANGUAGE)
    assert Resolver(Gazetteer.from_rows(listed)).resolve(asked).id == meant


def test_a_place_listed_so_outweighs_people_who_sound_alike() -> None:
    rows = [
        {"id": "place", "name": "Kobryn", "type": "place"},
        {"id": "person", "name": "Kobrin", "type": "person"},
    ]
    found = Resolver(Gazetteer.from_rows(rows)).resolve("Kobryn")
    assert [match.id for match in found.matches] == ["place"]
