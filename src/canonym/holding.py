"""Listed names in the mention's own script, held against it part by part, as `compare` holds two names."""

from __future__ import annotations

from collections.abc import Iterator

from canonym.index.search import Index
from canonym.likeness import Likeness
from canonym.parted import by_parts, by_syllables
from canonym.query import Query
from canonym.sides import Pair, Side
from canonym.stages import Candidate, by_bare

# How many names of which parts sound like the mention's are held against it.
HELD = 12


def side_of(index: Index, query: Query, form: str) -> Side:
    """A form of a mention, as one of two names."""
    return Side(Query(form, query.lang, query.orthography), index.lexicon)


def held(index: Index, mention: Side, row: int) -> list[Likeness]:
    """How a listed name is like the mention part by part: nothing if that tells nothing."""
    text, (lang, script) = index.text(row), index.language(row)
    reading = mention.orthography.own_reading(lang, script, text)
    name = Side(Query(text, None, mention.orthography), index.lexicon, reading)
    pair = Pair(mention, name, index.weigh_part)
    if pair.scripts:  # what else becomes of sounds there is better told of the whole
        found = by_syllables(pair)
        return [] if found is None else [found]
    return list(by_parts(pair, index.type_of(index.owner(row))))


def by_heard_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """People two of whose parts sound like two of the mention's, as in any reading of its script: Sergej
    Lawrow is Sergei Viktorovich Lavrov."""
    if index.hears:
        yield from _with_heard_parts(index, query)
        yield from by_bare(_with_heard_parts, index, query)


def _with_heard_parts(index: Index, query: Query) -> Iterator[Candidate]:
    if len(query.parts) < 2 or not query.spaced:
        return
    keys = [
        {sounds.key: 0.0 for sounds in query.heard_part(place, across=False) if len(sounds.key) > 1}
        for place in range(len(query.parts))
    ]
    mention: Side | None = None
    for row in index.hearing.find({}, keys, HELD):
        if index.family_place(row) is None or index.language(row)[1] != query.script:
            continue
        mention = mention or side_of(index, query, query.clean)
        for likeness in held(index, mention, row):
            yield Candidate(row, likeness)
