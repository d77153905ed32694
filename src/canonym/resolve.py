"""The way of a mention to an entity: the stages, in order, then the decision."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from canonym import stages
from canonym.decision import SURE, Asked, Judge, Rated, Reasons
from canonym.errors import CanonymError
from canonym.index.search import Index
from canonym.likeness import Likeness
from canonym.orthography import Orthography
from canonym.pipeline import CERTAIN, STAGES, WIDE, Stage
from canonym.query import Query
from canonym.records import EntityType
from canonym.resolution import Match, Mention, Resolution
from canonym.score import Context, Hints, Weights, probabilities
from canonym.stages import Candidate

if TYPE_CHECKING:
    from canonym.gazetteer import Gazetteer
    from canonym.ranking import Ranker
    from canonym.scan import Progress


# A word with a capital in running text must be so sure, since most of them are no names.
_SPAN_THRESHOLD = 0.9
# A part of more names than these tells a scan nothing.
_COMMON_PART = 4000
# So many matches are ranked at least, that a sum over all of them counts.
MOST_MATCHES = 12
# The probability from which an answer is given.
THRESHOLD = 0.7
# Mentions that it answers at once.
_BATCH = 256


# An entity's id, how its name is like the mention, and what is known of the entity.
Candidates = list[tuple[str, Likeness, Context]]


class Resolver:
    """Resolves mentions against one index. Hold one: opening costs more than asking.

    `Resolver()` opens the default index, `Resolver(gazetteer)` builds one in memory, and
    `Resolver.open(path)` opens a file made by `normalize build`.
    """

    def __init__(self, source: Gazetteer | Index | None = None) -> None:
        if isinstance(source, Index):
            index = source
        else:
            from canonym.embedded import index_of, open_default  # an open index needs neither

            index = open_default() if source is None else index_of(source)
        self.index = index
        self.orthography = Orthography(index.schemes, index.readings)
        self._weights = Weights()
        self._judge = Judge(index, self.orthography, self._weights)

    @cached_property
    def _ranker(self) -> Ranker:
        from canonym.ranking import Ranker  # numpy: 50 ms, for what no hash finds

        return Ranker(self.index, self._weights)

    @classmethod
    def open(cls, path: str | Path) -> Resolver:
        """Open an index file.

        Raises:
            IndexFileError: it is missing, damaged, no index, or made with another ICU.
        """
        from canonym.embedded import open_lexicon

        return cls(Index.open(Path(path), open_lexicon))

    def resolve(
        self,
        name: str,
        *,
        type: EntityType | None = None,  # noqa: A002
        lang: str | None = None,
        country: str | None = None,
        limit: int = 5,
        threshold: float = THRESHOLD,
    ) -> Resolution:
        """Which entity a name means.

        Args:
            name: a name as somebody wrote it, in any script.
            type: only entities of this type.
            lang: the language of the text that the name stands in (BCP 47).
            country: where the entity is likely to be (ISO 3166 alpha-2).
            limit: how many matches to tell at most.
            threshold: the probability (0 to 1) from which an answer is given.

        Raises:
            ValueError: an unknown type, a country that isn't two letters, a limit under 1, or a threshold
                outside 0 to 1.
        """
        return self.resolve_many(
            (name,), type=type, lang=lang, country=country, limit=limit, threshold=threshold
        )[0]

    def resolve_many(
        self,
        names: Iterable[str],
        *,
        type: EntityType | None = None,  # noqa: A002
        lang: str | None = None,
        country: str | None = None,
        limit: int = 5,
        threshold: float = THRESHOLD,
    ) -> list[Resolution]:
        """`resolve` for each name with the same hints: as many answers as names, in their order.

        What no hash finds is searched for all names together, so that a list takes much less time
        than its names one by one.
        """
        hints = Hints.of(type, country)
        if limit < 1:
            raise ValueError(f"limit {limit} is under 1")
        if not 0 <= threshold <= 1:
            raise ValueError(f"threshold {threshold} is not between 0 and 1")
        answers = []
        waiting = iter(names)
        while batch := list(islice(waiting, _BATCH)):
            asked = [Asked(self._query(name, lang, hints.country), hints, {}) for name in batch]
            self._search(asked, STAGES, limit)
            answers += [self._judge.decide(each, limit, threshold) for each in asked]
        return answers

    def candidates(self, names: Sequence[str], *, limit: int = MOST_MATCHES) -> list[Candidates]:
        """What weights are trained on: for each name every entity that may be meant, with how its
        name is alike and what is known of it. `limit` tells how many that are only near are
        looked at, which `resolve` omits where a name is certain."""
        batch = [Asked(self._query(name, None), Hints(None, None), {}) for name in names]
        named = [asked for asked in batch if asked.query.fold]
        for asked in named:
            self._search_one(asked, STAGES)
        self._search_by_spelling(named, limit)
        return [
            [
                (self.index.id(scored.entity), scored.candidate.likeness, scored.context)
                for scored in asked.best.values()
            ]
            for asked in batch
        ]

    def _weighed(
        self,
        name: str,
        *,
        type: EntityType,  # noqa: A002
        lang: str | None = None,
    ) -> list[tuple[str, Likeness, Context, float]]:
        """What weights are calibrated on: every entity that may be meant, how its name is alike, what is
        known of it, and the log-odds."""
        asked = Asked(self._query(name, lang), Hints(type, None), {})
        self._search([asked], STAGES, MOST_MATCHES)
        return [
            (self.index.id(scored.entity), scored.candidate.likeness, scored.context, scored.log_odds)
            for scored in asked.best.values()
        ]

    def scan(
        self,
        text: str,
        *,
        lang: str | None = None,
        threshold: float = THRESHOLD,
        progress: Progress | None = None,
    ) -> list[Mention]:
        """The mentions of known entities in running text, in order, never overlapping.

        Args:
            text: the text; offsets count its code points.
            lang: its language (BCP 47), which tells how names are inflected and read; guessed by
                the commonest words if not given.
            threshold: the probability from which a stretch of text counts as a mention.
            progress: called with words done and words in all.
        """
        from canonym.scan import Stops, scan

        words = self.orthography.words
        lang = lang or words.guess_language(text)
        resolve = partial(self._resolve_span, lang=lang, threshold=threshold)
        stops = Stops(
            words.titles | words.particles,
            words.regions,
            self.orthography.fold,
            self.index.knows_part,
            partial(self.index.listed_parts, most=_COMMON_PART),
            self.index.scripts,
        )
        return scan(text, resolve, stops, progress)

    def explain(self, name: str, id: str, *, lang: str | None = None, country: str | None = None) -> str:  # noqa: A002
        """Why a mention means, or does not mean, this one entity, with the part of each feature.

        Raises:
            CanonymError: the index has no entity of this id.
            ValueError: a country that isn't two letters.
        """
        hints = Hints.of(None, country)
        entity = self.index.find(id)
        if entity is None:
            raise CanonymError(f"no entity {id!r} in the index")
        asked = Asked(self._query(name, lang), hints, {})
        # What `resolve` would tell of it; where that isn't sure, also every name of it, however far.
        self._search([asked], STAGES, MOST_MATCHES)
        found: list[Rated] = [asked.best[entity]] if entity in asked.best else []
        if asked.query.fold and not any(scored.log_odds >= SURE for scored in found):
            from canonym import hearing

            each = hearing.by_each_name(self.index, asked.query, entity)
            found += [self._judge.score(candidate, asked) for candidate in each]
        label = self.index.entity(entity).label
        if not found:
            return (
                f"{label} ({id}): none of its names is near “{name}”. "
                "Numbers and single letters must be the same in both, as in T-72 and T-72B3."
            )
        [best] = self._judge.calibrated([max(found, key=lambda scored: scored.log_odds)])
        match = Match(probabilities([best.log_odds])[0], Reasons(self._judge, name, best))
        parts = ", ".join(f"{feature} {amount:+.1f}" for feature, amount in match.contributions)
        return (
            f"{label} ({id}), by the nearest of its names: {match.reason(name)}\n"
            f"Log-odds {best.log_odds:+.1f} ({parts}): "
            f"probability {match.probability:.2f} if nothing else were near."
        )

    def _query(self, name: str, lang: str | None, country: str | None = None) -> Query:
        return Query(name, lang, self.orthography, plain=not self.index.hears, country=country)

    def _search(self, batch: Sequence[Asked], stages_asked: Sequence[Stage], limit: int) -> None:
        """The best candidate of each entity that the stages find, until one is sure."""
        unsure = [asked for asked in batch if asked.query.fold and not self._search_one(asked, stages_asked)]
        self._search_by_spelling(unsure, limit)
        for asked in unsure:
            self._judge.hold(asked)

    def _search_one(self, asked: Asked, stages_asked: Iterable[Stage]) -> bool:
        """Ask the stages that answer one mention; whether what they found is certain, and has been held
        against the mention."""
        found = False
        for stage in stages_asked:
            found |= self._offer(stage(self.index, asked.query), asked)
            # A listed name and a scheme's spelling are both certain: neither hides the other.
            if not found or stage is stages.by_exact_name:
                continue
            if stage is stages.by_scheme:
                self._judge.put_on_a_par(asked)
            if asked.sure():
                self._judge.hold(asked)
            if asked.sure() or asked.in_raw_list():
                break
            found = False
        return asked.certain()

    def _offer(self, candidates: Iterable[Candidate], asked: Asked) -> bool:
        """Score candidates, and keep those of the type that the caller wants; whether there are any."""
        wanted = asked.hints.type
        found = False
        for candidate in candidates:
            found = True
            scored = self._judge.score(candidate, asked)
            if wanted is None or self.index.type_of(scored.entity) == wanted:
                asked.offer(scored)
        return found

    def _search_by_spelling(self, batch: Sequence[Asked], limit: int) -> None:
        """The names that share most letters and sounds with each of several mentions."""
        if not batch:
            return
        queries = [asked.query for asked in batch]
        exact = [asked.exact() for asked in batch]
        found = self._ranker.rank(queries, exact, batch[0].hints, max(limit, MOST_MATCHES))
        for asked, neighbourhood in zip(batch, found, strict=True):
            self._judge.count_hits(asked, neighbourhood)
            asked.offer_all(neighbourhood.ranked)
            if neighbourhood.wanting and not asked.in_raw_list():
                from canonym import hearing

                self._offer(hearing.by_hearing(self.index, asked.query, neighbourhood.wanting), asked)

    def _resolve_span(self, text: str, wide: bool, *, lang: str | None, threshold: float) -> Resolution:
        """A stretch of running text: by listed names and schemes, or else by sound and parts."""
        asked = Asked(self._query(text, lang), Hints(None, None), {})
        if asked.query.fold and not self._search_one(asked, WIDE if wide else CERTAIN):
            self._judge.hold(asked)
        # Words that the name lacks belong to the text around it; a shorter stretch is asked too.
        for entity, scored in list(asked.best.items()):
            if scored.candidate.likeness.extra:
                del asked.best[entity]
        return self._judge.decide(asked, 5, max(threshold, _SPAN_THRESHOLD) if wide else threshold)
