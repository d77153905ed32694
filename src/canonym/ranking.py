"""Rank the names that share windows with a mention: all of a batch at once, in numpy.

Two rounds. What the windows share and how alike the letters are choose few names of many; these
are compared by their words, too, and by what two rough ears hear. The weights make one score of it all for
each entity. One mention is a batch of one, so both get the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from canonym.facts import Facts
from canonym.index.arrays import Ints, beginnings, best, leading, run_lengths
from canonym.index.keys import heard_window_keys
from canonym.index.neighbours import Column, Found
from canonym.index.search import Index
from canonym.neighbourhood import Near, Neighbourhood, Ranking
from canonym.query import Query
from canonym.records import TYPES
from canonym.rough import Heard, ears
from canonym.rounds import (
    Texts,
    Values,
    first_round,
    letters_alike,
    nearness_of,
    without_other_designators,
    words_alike,
)
from canonym.score import Context, Hints, Weights

Rows = npt.NDArray[np.uint32]


class Effort(NamedTuple):
    """How wide to search: postings to read, names that share windows, and names compared in full."""

    budget: int
    shared: int
    compared: int


WIDE = Effort(2000, 256, 48)
# Where the country is given, most names that are near fall away at once.
WIDEST = Effort(3200, 800, 48)
# Where some name is spelled as the mention, the others are only its rivals.
NARROW = Effort(800, 64, 24)
# Where the country is given, so many of the nearest names from elsewhere are kept.
_ELSEWHERE = 32
_HOMONYMS, _HITS, _LENGTH, _BESIDE = map(Context._fields.index, ("homonyms", "hits", "length", "beside"))


class Ranker:
    """The columns of an index that ranking reads, and the weights."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self.facts = Facts(index)
        self._index = index
        self._neighbour = weights.neighbour
        self._nearness_weights = np.array(weights.nearness())
        self._fact_weights = np.array(weights.known("near"))
        file = index.file
        self._form = Column(file.section("form"), "u1")
        self._rough = Column(file.section("rough"), "u1")
        self._form_name = Column(file.section("form_name", "I"), "<u4")
        # Small columns, which every mention reads from in many places: checked once, as wholes.
        self._form_at = np.frombuffer(file.section("form_at", "I").whole(), "<u4")
        self._rough_at = np.frombuffer(file.section("rough_at", "I").whole(), "<u4")
        self._form_name_at = np.frombuffer(file.section("form_name_at", "I").whole(), "<u4")
        self._type = np.frombuffer(file.section("type", "B").whole(), "u1")
        self._first = np.frombuffer(file.section("first_name", "I").whole(), "<u4")
        self._heard = np.frombuffer(file.section("heard_row", "I").whole(), "<u4")

    def rank(
        self, queries: Sequence[Query], exact: Sequence[bool], hints: Hints, limit: int
    ) -> list[Neighbourhood]:
        """What is near to each mention; `exact` tells which are spelled as some name."""
        efforts = [WIDEST if hints.country else NARROW if known else WIDE for known in exact]
        found, heard = self._sharing(queries, efforts)
        if hints.country is not None:
            found = self._in_country(found, hints.country, len(queries))
        texts = _texts(self._form, self._form_at, found.form)
        folds = [query.fold for query in queries]
        letters = letters_alike(folds, texts.lines, found.mention)
        kept = first_round(found, letters, [effort.compared for effort in efforts])
        spaced = [query.spaced for query in queries]
        kept = without_other_designators(found, texts, letters, folds, spaced, kept)
        found, letters = found.only(kept), letters[kept]
        rows, form_at = self._rows(found.form)
        unheard = self._unheard(rows)
        wanting = (
            [[] for _ in queries]
            if unheard is None
            else self._wanting(found, rows, form_at, unheard, len(queries))
        )
        if unheard is not None:
            rows, form_at = rows[unheard], form_at[unheard]
        # By mention and name, and so by entity, whose names follow each other.
        order = (found.mention[form_at] << 32 | rows).argsort()
        rows, form_at = rows[order], form_at[order]
        entities = self._owners(rows)
        if hints.type is not None:
            wanted = self._type[entities] == TYPES.index(hints.type)
            rows, form_at, entities = rows[wanted], form_at[wanted], entities[wanted]
        near = [Neighbourhood({}, {}, known) for known in wanting]
        if len(rows):
            lines = [texts.lines[place] for place in kept.tolist()]
            words = words_alike(folds, lines, found.mention, letters)
            rough = _texts(self._rough, self._rough_at, found.form)
            nearness = nearness_of(found, letters, words, heard, rough.lines)
            self._rank_entities(queries, exact, found, nearness, rows, form_at, entities, hints, limit, near)
        return near

    def _sharing(self, queries: Sequence[Query], efforts: Sequence[Effort]) -> tuple[Found, list[Heard]]:
        """The forms that share windows with a mention, or with the part of it that tells most; and
        what rough ears hear of each mention."""
        asked = [(number, fold) for number, query in enumerate(queries) for fold in query.searched]
        folds = [fold for _, fold in asked]
        heard = list(ears(folds))
        keys: list[set[int]] = [set() for _ in queries]
        own: list[Heard | None] = [None] * len(queries)
        for (number, _), rough, found in zip(asked, heard, heard_window_keys(folds, heard), strict=True):
            keys[number] |= found
            own[number] = own[number] or rough  # the whole mention comes first
        shared = self._index.neighbours.find(
            [sorted(found) for found in keys],
            [effort.budget for effort in efforts],
            [effort.shared for effort in efforts],
        )
        return shared, [rough for rough in own if rough is not None]

    def _in_country(self, found: Found, country: str, mentions: int) -> Found:
        """The forms that some entity of a country has, or one of unknown country, and the nearest
        of the others."""
        rows, form_at = self._rows(found.form)
        here = self.facts.may_be_of(country, self._owners(rows))
        kept = np.zeros(len(found.form), bool)
        kept[form_at[here]] = True
        kept[best(found.mention, found.cosine, [_ELSEWHERE] * mentions)] = True
        return found.only(kept.nonzero()[0])

    def _rows(self, forms: Ints) -> tuple[Rows, Ints]:
        """The names of some forms, and for each the place of its form among them."""
        starts = self._form_name_at[forms].astype(np.int64)
        counts = self._form_name_at[forms + 1] - starts
        rows = self._form_name.ranges(starts, counts)
        return rows, np.arange(len(forms)).repeat(counts)

    def _owners(self, rows: Rows) -> Ints:
        """The entities of names, whose rows are of the column's own kind: others would be converted,
        all of it."""
        owners: Ints = self._first.searchsorted(rows, side="right") - 1
        return owners

    def _unheard(self, rows: Rows) -> npt.NDArray[np.bool_] | None:
        """Which names no reading of their own language hears; None if that is all of the index."""
        if not len(self._heard):
            return None
        places = np.minimum(self._heard.searchsorted(rows), len(self._heard) - 1)
        unheard: npt.NDArray[np.bool_] = self._heard[places] != rows
        return unheard

    def _wanting(
        self, found: Found, rows: Rows, form_at: Ints, unheard: npt.NDArray[np.bool_], mentions: int
    ) -> list[list[int]]:
        wanting: list[list[int]] = [[] for _ in range(mentions)]
        for mention, row in zip(
            found.mention[form_at[~unheard]].tolist(), rows[~unheard].tolist(), strict=True
        ):
            wanting[mention].append(row)
        return wanting

    def _rank_entities(
        self,
        queries: Sequence[Query],
        exact: Sequence[bool],
        found: Found,
        nearness: Values,
        rows: Rows,
        form_at: Ints,
        entities: Ints,
        hints: Hints,
        limit: int,
        neighbourhoods: list[Neighbourhood],
    ) -> None:
        mention = found.mention[form_at]
        lengths = np.array([len(query.fold) for query in queries], np.float32)
        near = (_weighed(nearness, self._nearness_weights) + self._neighbour)[form_at]
        # The nearest name of each entity; how many of its names are near counts as well.
        starts = beginnings(mention << 32 | entities)
        hits = run_lengths(starts, len(rows))
        best_near = (near == np.maximum.reduceat(near, starts).repeat(hits)).nonzero()[0]
        nearest = best_near[best_near.searchsorted(starts)]
        mention, entities = mention[nearest], entities[nearest]
        rows, form_at = rows[nearest], form_at[nearest]
        beside = np.array(exact)[mention]
        if any(exact):
            spans = mention.searchsorted(np.arange(len(queries) + 1)).tolist()
            counted = list(zip(entities.tolist(), hits.tolist(), strict=True))
            for number, known in enumerate(exact):
                if known:
                    neighbourhoods[number].hits.update(counted[spans[number] : spans[number + 1]])
        facts = self.facts.of([query.script for query in queries], mention, entities, hints)
        facts[:, _HOMONYMS] = np.log(np.bincount(form_at, minlength=len(found.form))[form_at])
        facts[:, _HITS] = np.log(hits)
        facts[:, _LENGTH] = np.log(lengths[mention])
        facts[:, _BESIDE] = beside
        score = near[nearest] + _weighed(facts, self._fact_weights)
        # Of equals the entity that comes first in the index: they stand in its order.
        order = (-score).argsort(kind="stable")
        order = order[mention[order].astype(np.int16).argsort(kind="stable")]
        order = order[leading(mention[order], [limit] * len(queries))]
        ranking = Ranking(rows[order], nearness[form_at[order]], facts[order])
        ends = mention[order].searchsorted(np.arange(len(queries)), side="right").tolist()
        known, log_odds = entities[order].tolist(), score[order].tolist()
        start = 0
        for query, neighbourhood, end in zip(queries, neighbourhoods, ends, strict=True):
            own = known[start:end]
            ranked = map(
                Near, own, log_odds[start:end], repeat(query.clean), repeat(ranking), range(start, end)
            )
            neighbourhood.ranked.update(zip(own, ranked, strict=True))
            start = end


def _weighed(values: Values, weights: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The sum of each row's values by their weights. A product of matrices would round differently
    beside other rows."""
    total: npt.NDArray[np.float64] = np.add.reduce(values * weights, axis=1)
    return total


def _texts(column: Column, at: npt.NDArray[np.uint32], numbers: Ints) -> Texts:
    """The texts of these numbers, which start in a column at these places."""
    starts = at[numbers].astype(np.int64)
    counts = at[numbers + 1] - starts
    return Texts.of(column.ranges(starts, counts + 1, beyond=1), counts)
