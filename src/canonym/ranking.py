"""Rank the names that share windows with a mention: all of a batch at once, in numpy.

Two rounds. What the windows share and how alike the letters are choose few names of many; these
are compared by words and by what two rough ears hear. The weights make one score of it all for
each entity. One mention is a batch of one, so both get the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from canonym.index.keys import window_keys
from canonym.index.neighbours import Column, Found, Ints, beginnings, run_lengths, spread
from canonym.index.search import Index
from canonym.nearness import Nearness
from canonym.query import Query
from canonym.records import TYPES
from canonym.rounds import Values, alike, first_round, nearness_of, only, without_other_designators
from canonym.score import USUAL_PROMINENCE, Context, Hints, Weights


class Effort(NamedTuple):
    """How wide to search: postings to read, names that share windows, and names compared in full."""

    budget: int
    shared: int
    compared: int


WIDE = Effort(800, 64, 24)
WIDEST = Effort(1600, 160, 64)
# Where some name is spelled as the mention, the others are only its rivals.
NARROW = Effort(400, 32, 12)


class Ranked(NamedTuple):
    """An entity, the row of its nearest name, how near that is, and what is known of the entity."""

    entity: int
    row: int
    nearness: Nearness
    context: Context
    log_odds: float


class Neighbourhood(NamedTuple):
    """What is near to a mention: entities by their nearest names, best first; how many of its names
    are near for each entity; names that want to be heard in their own language; and how rare the
    mention's windows are."""

    ranked: list[Ranked]
    hits: dict[int, int]
    wanting: list[int]


class Ranker:
    """The columns of an index that ranking reads, and the weights."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index = index
        self._neighbour = weights.neighbour
        self._nearness_weights = weights.nearness()
        self._fact_weights = weights.known("near")
        file = index.file
        self._form = file.section("form")
        self._form_name = Column(file.section("form_name", "I"), "<u4")
        # Small columns, which every mention reads from in many places: checked once, as wholes.
        self._form_at = _whole(index, "form_at", "I", "<u4")
        self._form_name_at = _whole(index, "form_name_at", "I", "<u4")
        self._kind = _whole(index, "kind", "H", "<u2")
        self._prominence = _whole(index, "prominence", "f", "<f4")
        self._country = _whole(index, "country", "H", "<u2")
        self._type = _whole(index, "type", "B", "u1")
        self._first = _whole(index, "first_name", "I", "<u4")
        self._heard = _whole(index, "heard_row", "I", "<u4")
        scripts = [script for _, script, _, _ in index.kinds]
        self._scripts = {script: number for number, script in enumerate(dict.fromkeys(scripts))}
        self._script_of = np.array([self._scripts[script] for script in scripts], np.int64)
        self._usual: dict[str, Values] = {}

    def rank(
        self, queries: Sequence[Query], exact: Sequence[bool], hints: Hints, limit: int
    ) -> list[Neighbourhood]:
        """What is near to each mention; `exact` tells which are spelled as some name."""
        # Where the country is given most names that are near fall away.
        efforts = [WIDEST if hints.country else NARROW if known else WIDE for known in exact]
        found = self._sharing(queries, efforts)
        texts = self._texts(found.form)
        folds = [query.fold for query in queries]
        letters = alike(fuzz.ratio, folds, texts, found.mention)
        words = alike(fuzz.token_set_ratio, folds, texts, found.mention)
        kept = first_round(found, letters, words, [effort.compared for effort in efforts])
        kept = without_other_designators(found, texts, folds, kept)
        (found, texts), letters, words = only(found, texts, kept), letters[kept], words[kept]
        rows, form_at = self._rows(found.form)
        unheard = self._unheard(rows)
        wanting = (
            [[] for _ in queries]
            if unheard is None
            else self._wanting(found, rows, form_at, unheard, len(queries))
        )
        if unheard is not None:
            rows, form_at = rows[unheard], form_at[unheard]
        entities = np.searchsorted(self._first, rows, side="right") - 1
        if hints.type is not None:
            kept = self._type[entities] == TYPES.index(hints.type)
            rows, form_at, entities = rows[kept], form_at[kept], entities[kept]
        near = [Neighbourhood([], {}, known) for known in wanting]
        if len(rows):
            nearness = nearness_of(found, texts, letters, words, folds)
            self._rank_entities(queries, exact, found, nearness, rows, form_at, entities, hints, limit, near)
        return near

    def _sharing(self, queries: Sequence[Query], efforts: Sequence[Effort]) -> Found:
        """The forms that share windows with a mention, or with the part of it that tells most."""
        asked = [(number, fold) for number, query in enumerate(queries) for fold in query.searched]
        keys: list[set[int]] = [set() for _ in queries]
        for (number, _), found in zip(asked, window_keys(fold for _, fold in asked), strict=True):
            keys[number] |= found
        return self._index.neighbours.find(
            [sorted(found) for found in keys],
            [effort.budget for effort in efforts],
            [effort.shared for effort in efforts],
        )

    def _texts(self, forms: Ints) -> list[str]:
        starts, stops = self._form_at[forms].tolist(), self._form_at[forms + 1].tolist()
        read = self._form.read
        return [str(read(start, stop), "ascii") for start, stop in zip(starts, stops, strict=True)]

    def _rows(self, forms: Ints) -> tuple[Ints, Ints]:
        """The names of some forms, and for each the place of its form among them."""
        starts = self._form_name_at[forms].astype(np.int64)
        counts = self._form_name_at[forms + 1] - starts
        rows = self._form_name.ranges(starts, counts).astype(np.int64)
        return rows, np.repeat(np.arange(len(forms)), counts)

    def _unheard(self, rows: Ints) -> npt.NDArray[np.bool_] | None:
        """Which names no reading of their own language hears; None if that is all of the index."""
        if not len(self._heard):
            return None
        places = np.minimum(np.searchsorted(self._heard, rows), len(self._heard) - 1)
        unheard: npt.NDArray[np.bool_] = self._heard[places] != rows
        return unheard

    def _wanting(
        self, found: Found, rows: Ints, form_at: Ints, unheard: npt.NDArray[np.bool_], mentions: int
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
        rows: Ints,
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
        order = np.lexsort((rows, -near, entities, mention))
        pairs = mention[order] << 32 | entities[order]
        starts = beginnings(pairs)
        hits = run_lengths(starts, len(order))
        best = order[starts]
        mention, entities, rows, form_at = mention[best], entities[best], rows[best], form_at[best]
        for number, entity, count in zip(mention.tolist(), entities.tolist(), hits.tolist(), strict=True):
            neighbourhoods[number].hits[entity] = count
        facts = self.facts([query.script for query in queries], mention, entities, hints)
        facts[:, _HOMONYMS] = np.log(np.bincount(form_at, minlength=len(found.form))[form_at])
        facts[:, _HITS] = np.log(hits)
        facts[:, _LENGTH] = np.log(lengths[mention])
        facts[:, _BESIDE] = np.array(exact, np.float32)[mention]
        score = near[best] + _weighed(facts, self._fact_weights)
        order = np.lexsort((entities, -score, mention))
        starts = np.searchsorted(mention[order], np.arange(len(queries)))
        order = order[np.arange(len(order)) - starts[mention[order]] < limit]
        columns = zip(
            mention[order].tolist(),
            entities[order].tolist(),
            rows[order].tolist(),
            nearness[form_at[order]].tolist(),
            facts[order].tolist(),
            score[order].tolist(),
            strict=True,
        )
        for number, entity, row, how, known, log_odds in columns:
            neighbourhoods[number].ranked.append(
                Ranked(entity, row, Nearness(*how), Context(*known), log_odds)
            )

    def facts(self, scripts: Sequence[str], mention: Ints, entities: Ints, hints: Hints) -> Values:
        """What is known of some entities: the fields of Context, a row each."""
        facts = np.zeros((len(entities), len(Context._fields)), np.float32)
        prominence = self._prominence[entities]
        facts[:, 0] = np.log10(np.where(prominence, prominence, USUAL_PROMINENCE) / USUAL_PROMINENCE)
        starts = self._first[entities].astype(np.int64)
        counts = self._first[entities + 1] - starts
        wanted = np.array([self._scripts.get(script, -1) for script in scripts])
        same = self._script_of[self._kind[spread(starts, counts)]] == np.repeat(wanted[mention], counts)
        totals = np.concatenate([[0], np.cumsum(same)])
        ends = np.cumsum(counts)
        facts[:, _COVERED] = np.log1p(totals[ends] - totals[ends - counts])
        countries = self._country[entities]
        for script in set(scripts):
            own = np.array([other == script for other in scripts])[mention]
            facts[own, _USUAL] = self._usual_in(script)[countries[own]]
        if hints.country is not None:
            code = int.from_bytes(hints.country.upper().encode("ascii", "replace")[:2].ljust(2), "little")
            known = countries != _NO_COUNTRY
            facts[:, _COUNTRY] = known & (countries == code)
            facts[:, _OTHER_COUNTRY] = known & (countries != code)
        return facts

    def _usual_in(self, script: str) -> Values:
        """By the number of a country's two letters."""
        found = self._usual.get(script)
        if found is None:
            found = self._usual[script] = np.zeros(1 << 16, np.float32)
            for country, value in self._index.usual.get(script, {}).items():
                if len(country) == 2:
                    found[int.from_bytes(country.encode("ascii", "replace"), "little")] = value
        return found


_NO_COUNTRY = int.from_bytes(b"  ", "little")
_COVERED, _USUAL, _HOMONYMS, _HITS, _LENGTH, _BESIDE, _COUNTRY, _OTHER_COUNTRY = (
    Context._fields.index(name)
    for name in (
        "covered",
        "usual",
        "homonyms",
        "hits",
        "length",
        "beside",
        "country",
        "other_country",
    )
)


def _weighed(values: Values, weights: Sequence[float]) -> npt.NDArray[np.float64]:
    """The sum of each row's values by their weights. Column by column: a product of matrices would
    round differently beside other rows."""
    total = np.zeros(len(values))
    for column, weight in enumerate(weights):
        if weight:
            total += values[:, column] * weight
    return total


def _whole(index: Index, name: str, kind: str, numbers: str) -> npt.NDArray[Any]:
    return np.frombuffer(index.file.section(name, kind).whole(), numbers)
