"""The way of a mention to an entity: the stages, in order, then the decision."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from canonym import stages
from canonym.errors import CanonymError
from canonym.evidence import evidence_of
from canonym.index.search import Index
from canonym.orthography import Orthography
from canonym.query import Query
from canonym.records import TYPES, EntityType
from canonym.resolution import Match, Mention, Resolution, ResolutionStatus
from canonym.score import Context, Contribution, Weights, probabilities
from canonym.stages import Candidate

if TYPE_CHECKING:
    from canonym.gazetteer import Gazetteer
    from canonym.scan import Progress

# The whole algorithm. Each stage is asked only if those before it found nothing sure.
STAGES = (
    stages.by_exact_name,
    stages.by_scheme,
    stages.by_inflection,
    stages.by_parts,
    stages.by_sound,
    stages.by_spelling,
)
Stage = Callable[[Index, Query], Iterator[Candidate]]
# What a stretch of running text is asked for: first all stretches for the certain, then words
# with a capital for the rest, which must be surer there, since most of them are no names.
_CERTAIN = STAGES[:3]
_WIDE = (stages.by_parts, stages.by_sound)
_SPAN_THRESHOLD = 0.9
# Log-odds (0.95) from which no later stage is asked.
SURE = 3.0
# The probability from which an answer is given.
THRESHOLD = 0.7
# A second entity with at least this share of the first's probability makes a name ambiguous.
_RIVAL = 0.1
# Matches less likely than this are not told.
_WORTH_TELLING = 0.05


class _Scored(NamedTuple):
    entity: int
    candidate: Candidate
    contributions: tuple[Contribution, ...]
    log_odds: float


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

    @classmethod
    def open(cls, path: str | Path) -> Resolver:
        """Open an index file.

        Raises:
            IndexFileError: it is missing, damaged, no index, or made with another ICU.
        """
        return cls(Index.open(Path(path)))

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
            ValueError: an unknown type, a limit under 1, or a threshold outside 0 to 1.
        """
        if type is not None and type not in TYPES:
            raise ValueError(f"type {type!r} is none of {', '.join(TYPES)}")
        if limit < 1:
            raise ValueError(f"limit {limit} is under 1")
        if not 0 <= threshold <= 1:
            raise ValueError(f"threshold {threshold} is not between 0 and 1")
        found = self._search(Query(name, lang, self.orthography), STAGES, type, country)
        return self._decide(name, found, limit, threshold)

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
        """`resolve` for each name with the same hints: as many answers as names, in their order."""
        ask = partial(self.resolve, type=type, lang=lang, country=country, limit=limit, threshold=threshold)
        return [ask(name) for name in names]

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
            words.titles | words.particles, words.regions, self.orthography.fold, self.index.knows_part
        )
        return scan(text, resolve, stops, progress)

    def explain(self, name: str, id: str, *, lang: str | None = None, country: str | None = None) -> str:  # noqa: A002
        """Why a mention means, or does not mean, this one entity, with the part of each feature.

        Raises:
            CanonymError: the index has no entity of this id.
        """
        entity = self.index.find(id)
        if entity is None:
            raise CanonymError(f"no entity {id!r} in the index")
        query = Query(name, lang, self.orthography)
        # What `resolve` would tell of it; where that isn't sure, also every name of it, however far.
        found = [scored for scored in self._search(query, STAGES, country=country) if scored.entity == entity]
        if query.fold and not any(scored.log_odds >= SURE for scored in found):
            each = stages.by_each_name(self.index, query, entity)
            found += [self._score(candidate, query.lang, country) for candidate in each]
        label = self.index.entity(entity).label
        if not found:
            return (
                f"{label} ({id}): none of its names is near “{name}”. "
                "Numbers and single letters must be the same in both, as in T-72 and T-72B3."
            )
        best = max(found, key=lambda scored: scored.log_odds)
        match = self._match(name, best, probabilities([best.log_odds])[0])
        parts = ", ".join(f"{feature} {amount:+.1f}" for feature, amount in match.contributions)
        return (
            f"{label} ({id}), by the nearest of its names: {match.reason(name)}\n"
            f"Log-odds {best.log_odds:+.1f} ({parts}): "
            f"probability {match.probability:.2f} if nothing else were near."
        )

    def _search(
        self,
        query: Query,
        stages_asked: Iterable[Stage],
        wanted: EntityType | None = None,
        country: str | None = None,
    ) -> list[_Scored]:
        """The best candidate of each entity that the stages find, until one is sure."""
        best: dict[int, _Scored] = {}
        if not query.fold:
            return []
        for stage in stages_asked:
            for candidate in stage(self.index, query):
                scored = self._score(candidate, query.lang, country)
                rival = best.get(scored.entity)
                if (rival is None or scored.log_odds > rival.log_odds) and (
                    wanted is None or self.index.type_of(scored.entity) == wanted
                ):
                    best[scored.entity] = scored
            # A listed name and a scheme's spelling are both certain: neither hides the other.
            if stage is not stages.by_exact_name and any(found.log_odds >= SURE for found in best.values()):
                break
        return list(best.values())

    def _resolve_span(self, text: str, wide: bool, *, lang: str | None, threshold: float) -> Resolution:
        """A stretch of running text: by listed names and schemes, or else by sound and parts."""
        found = self._search(Query(text, lang, self.orthography), _WIDE if wide else _CERTAIN)
        # Words that the name lacks belong to the text around it; a shorter stretch is asked too.
        found = [scored for scored in found if not scored.candidate.likeness.extra]
        return self._decide(text, found, 5, max(threshold, _SPAN_THRESHOLD) if wide else threshold)

    def _score(self, candidate: Candidate, lang: str | None, country: str | None) -> _Scored:
        index = self.index
        entity = index.owner[candidate.row] if candidate.entity is None else candidate.entity
        where = index.country(entity) if country else ""
        context = Context(
            index.prominence[entity],
            where == country.upper() if country and where else None,
            lang is not None and lang in self._languages(candidate),
        )
        contributions = self._weights.contributions(candidate.likeness, context)
        return _Scored(entity, candidate, contributions, sum(found.amount for found in contributions))

    def _languages(self, candidate: Candidate) -> tuple[str, ...]:
        name = self.index.name(candidate.row)
        if candidate.likeness.how == "scheme":
            return tuple(self.orthography.schemes[number].to_lang for number in candidate.likeness.schemes)
        return (name.lang,)

    def _decide(self, text: str, found: list[_Scored], limit: int, threshold: float) -> Resolution:
        found.sort(key=lambda scored: (-scored.log_odds, scored.entity))
        shares = probabilities([scored.log_odds for scored in found])
        status: ResolutionStatus = "unknown"
        if shares and shares[0] >= threshold:
            status = "resolved"
        elif len(shares) > 1 and sum(shares) >= threshold and shares[1] >= _RIVAL * shares[0]:
            status = "ambiguous"
        matches = (
            self._match(text, scored, share)
            for scored, share in list(zip(found, shares, strict=True))[:limit]
            if share >= _WORTH_TELLING or (scored is found[0] and status == "resolved")
        )
        return Resolution(text, status, tuple(matches))

    def _match(self, text: str, scored: _Scored, probability: float) -> Match:
        name = self.index.name(scored.candidate.row)
        return Match(
            self.index.entity(scored.entity),
            name,
            probability,
            evidence_of(text, name, scored.candidate.likeness, self.orthography),
            tuple((found.feature, found.amount) for found in scored.contributions),
        )
