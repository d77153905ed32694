"""Find people by how other languages write them:
`uv run python -m benchmarks labels --tokens FILE --persons FILE`.

Tokens are single names with the columns english, lang and written: all English ones are indexed,
and each written one is asked for. Persons have the columns id, lang and name: the English label of
each is indexed, and every other label that differs from it is asked for. Only the half is asked for
that `benchmarks confusions` doesn't learn from. Beside it stands what a user writes today, Unidecode
and rapidfuzz's `ratio` against every name.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import fuzz, process
from unidecode import unidecode

from benchmarks.halves import learnt_from
from benchmarks.tables import rows
from canonym import Gazetteer, Resolver

_MOST = 10
_SEED = 1
# One entity in so many is left out where it matters what becomes of names that nobody bears.
_LACKING = 3
# A language with fewer questions is counted among all only.
_TOLD = 100


class Question(NamedTuple):
    """How a language writes the name of an entity."""

    written: str
    lang: str
    entity: str


class Task(NamedTuple):
    """What is indexed (entity and name, in English), and what is asked for."""

    indexed: list[tuple[str, str]]
    questions: list[Question]


# Names in, entities out, the likeliest first; asked language by language.
Answer = Callable[[Sequence[str], str], Iterable[list[str]]]


def tokens(path: Path) -> Task:
    """Single names: an English one is an entity."""
    right: dict[tuple[str, str], str] = {}
    most: dict[tuple[str, str], int] = defaultdict(int)
    for row in rows(path):  # of several English spellings of one written name the commonest is right
        key = row["written"], row["lang"]
        if int(row["count"]) > most[key]:
            most[key], right[key] = int(row["count"]), row["english"]
    indexed = [(english, english) for english in dict.fromkeys(row["english"] for row in rows(path))]
    return Task(indexed, [Question(*key, english) for key, english in right.items()])


def persons(path: Path) -> Task:
    """People: those with an English label."""
    labels = [(row["id"], row["lang"], row["name"]) for row in rows(path)]
    english = {person: name for person, lang, name in labels if lang == "en"}
    return Task(
        list(english.items()),
        [
            Question(name, lang, person)
            for person, lang, name in labels
            if lang != "en" and english.get(person, name) != name
        ],
    )


def left_out(task: Task, draw: random.Random) -> set[str]:
    """A third of the entities: those that an index is to lack."""
    return set(draw.sample([key for key, _ in task.indexed], len(task.indexed) // _LACKING))


def index(task: Task, absent: Collection[str] = ()) -> Resolver:
    """An index of the English names, but for those of some entities."""
    people = (
        {"id": key, "name": name, "type": "person", "lang": "en"}
        for key, name in task.indexed
        if key not in absent
    )
    return Resolver(Gazetteer.from_rows(people))


def by_canonym(task: Task) -> Answer:
    """Our answers."""
    resolver = index(task)

    def answer(names: Sequence[str], lang: str) -> Iterable[list[str]]:
        for found in resolver.resolve_many(names, type="person", lang=lang, limit=_MOST):
            yield [match.id for match in found.matches]

    return answer


def by_unidecode(task: Task) -> Answer:
    """Every name by the ratio of its letters."""
    keys = [key for key, _ in task.indexed]
    folds = [unidecode(name).lower() for _, name in task.indexed]

    def answer(names: Sequence[str], lang: str) -> Iterable[list[str]]:  # noqa: ARG001
        for name in names:
            found = process.extract(unidecode(name).lower(), folds, scorer=fuzz.ratio, limit=_MOST)
            yield list(dict.fromkeys(keys[place] for _, _, place in found))

    return answer


def recall(answer: Answer, questions: Iterable[Question]) -> dict[str, tuple[int, int, int]]:
    """By language and of "all": how many were asked, right at first, and right among ten."""
    by_lang: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_lang[question.lang].append(question)
    found: dict[str, tuple[int, int, int]] = {}
    for lang, own in sorted(by_lang.items()):
        answers = answer([question.written for question in own], lang)
        places = [
            ids.index(question.entity) if question.entity in ids else _MOST
            for question, ids in zip(own, answers, strict=True)
        ]
        found[lang] = (len(own), places.count(0), sum(place < _MOST for place in places))
        print(f"{lang} asked", file=sys.stderr)
    asked, first, among = (sum(each) for each in zip(*found.values(), strict=True))
    return {"all": (asked, first, among)} | found


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks labels", description=__doc__)
    parser.add_argument("--tokens", type=Path)
    parser.add_argument("--persons", type=Path)
    parser.add_argument("--most", type=int, default=1000, help="questions of a language (%(default)s)")
    parser.add_argument("--baseline", action="store_true", help="ask Unidecode and rapidfuzz as well")
    options = parser.parse_args(arguments)
    for read, path in ((tokens, options.tokens), (persons, options.persons)):
        if path is None:
            continue
        task = read(path)
        held = [question for question in task.questions if not learnt_from(question.entity)]
        questions = some(held, options.most)
        print(f"{path.name}: {len(task.indexed):,} names indexed, {len(questions):,} asked")
        for make in (by_canonym, by_unidecode) if options.baseline else (by_canonym,):
            answer = make(task)
            start = time.perf_counter()
            found = recall(answer, questions)
            rate = len(questions) / (time.perf_counter() - start)
            print(f"{make.__name__}: {rate:,.0f} names/s")
            for lang, (asked, first, among) in found.items():
                if asked >= _TOLD:
                    print(f"  {lang:8} {asked:6} {first / asked:.3f} {among / asked:.3f}")


def some(questions: Sequence[Question], most: int) -> list[Question]:
    """At most so many of each language, drawn by chance."""
    by_lang: dict[str, list[Question]] = defaultdict(list)
    for question in questions:
        by_lang[question.lang].append(question)
    draw = random.Random(_SEED)
    return [question for own in by_lang.values() for question in draw.sample(own, min(most, len(own)))]


if __name__ == "__main__":
    main()
