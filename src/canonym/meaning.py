"""The stage that finds organizations and places by what the words of their names mean, in any language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from canonym import holding
from canonym.dividing import across
from canonym.index.search import Index
from canonym.likeness import Sides
from canonym.orthography import Orthography
from canonym.query import Query
from canonym.script import main_script
from canonym.sides import Side
from canonym.stages import Candidate
from canonym.text import clean
from canonym.thing_keys import SHORT, ThingKeys
from canonym.thing_pairing import Ear, align_in_ways, align_known
from canonym.things import Thing

# How many names that share a key are compared.
MEANT = 48


def by_terms(index: Index, query: Query) -> Iterator[Candidate]:
    """A Verteidigungsministerium is a ministry, and of defence; what is left is compared by its sound."""
    if not index.tells_terms:
        return
    orthography = query.orthography
    keys = ThingKeys(index.lexicon.vocabulary, orthography)
    namer = keys.namer

    def thing(text: str, parted: frozenset[str]) -> Thing:
        return namer.thing(text, parted=parted)

    def meant(found: set[str]) -> list[int]:
        """Names in the mention's own script explain best."""
        return sorted(index.meaning(found), key=lambda row: index.language(row)[1] != query.script)

    in_full, own_words = keys.of_mention(query.clean, partial(query.heard_word, across=False))
    rows = dict.fromkeys(meant(in_full), True)
    # Those that have its own words as well, if one of the two leaves something out.
    for row in meant(own_words):
        rows.setdefault(row, False)
    if not rows:
        return
    known = namer.thing(query.clean, known=True)
    # In another script a few letters are others by chance: oak, ОАК.
    tells = bool(known.known) and len(query.joined) > SHORT
    mention: Side | None = None
    for row, whole in islice(rows.items(), MEANT):
        name = index.name(row)
        former = name.status == "former"
        own = orthography.own_reading(name.lang, name.script, name.text)
        heard = partial(query.heard_word, across=across(index, query, row))
        sides = Sides(heard, partial(_sounds, orthography, own))
        ear = Ear(sides, orthography)
        if tells and name.script != query.script:  # as the gazetteers' entities are called
            alike = align_known(query.clean, known, namer.thing(clean(name.text), known=True), ear)
            if alike is not None:
                yield Candidate(row, alike._replace(former=former))
                continue
        likeness = align_in_ways(
            query.clean, partial(thing, query.clean), partial(thing, clean(name.text)), ear
        )
        if not whole and (likeness is None or not likeness.missing):
            continue
        if likeness is not None and not likeness.contradiction:
            yield Candidate(row, likeness._replace(former=former))
            continue
        mention = mention or holding.side_of(index, query, query.clean)
        if mention.named:  # in its own script: OTAN is NATO
            for named in holding.held(index, mention, row):
                yield Candidate(row, named._replace(former=former))


def _sounds(orthography: Orthography, reading: str, word: str) -> str:
    return orthography.hear(reading, word, main_script(word))
