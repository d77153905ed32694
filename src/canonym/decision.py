"""From candidates to an answer: score each in its context, compare them, decide."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cached_property
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from canonym.common_names import CommonNames
from canonym.confusion import Misheard
from canonym.evidence import evidence_of
from canonym.index.search import Index
from canonym.orthography import Orthography
from canonym.query import Query
from canonym.records import Entity, Evidence, Name
from canonym.resolution import Match, Resolution, ResolutionStatus
from canonym.score import Context, Contribution, Hints, Weights, powers, probabilities
from canonym.sound import SoundDifference
from canonym.stages import Candidate

if TYPE_CHECKING:
    from canonym.neighbourhood import Neighbourhood
    from canonym.sides import Side

# Log-odds (0.95) from which no later stage is asked.
SURE = 3.0
# Sound keys meet where so many consonants differ at most.
_CONSONANTS_IN_KEYS = 1
# The probability beside what else was found from which `by_spelling` isn't asked either, for a name
# without a language: raw lists lack many names, and many of theirs are shared.
CERTAIN = 0.99
# A second entity with at least this share of the first's probability makes a name ambiguous.
_RIVAL = 0.1
# Candidates that are held part by part against a mention, at most, and the log-odds (0.05) from which.
_HELD = 6
_WORTH_HOLDING = -3.0
# What is so far behind the best one takes a twentieth from it at most.
_FAR_BEHIND = 3.0
_EXACT = ("listed", "romanized", "scheme")
_ENTITY, _LOG_ODDS = attrgetter("entity"), attrgetter("log_odds")


class Scored(NamedTuple):
    """The best candidate of an entity (its row in the index)."""

    entity: int
    candidate: Candidate
    context: Context
    log_odds: float


class Rated(Protocol):
    """What is known of an entity that may be meant: a `Scored`, or a `neighbourhood.Near`."""

    @property
    def entity(self) -> int: ...
    @property
    def candidate(self) -> Candidate: ...
    @property
    def context(self) -> Context: ...
    @property
    def log_odds(self) -> float: ...


class Asked(NamedTuple):
    """A mention on its way: what is wanted, and the best candidate of each entity so far."""

    query: Query
    hints: Hints
    best: dict[int, Rated]

    def offer(self, scored: Rated) -> None:
        """Keep a candidate if it is the best of its entity."""
        rival = self.best.get(scored.entity)
        if rival is None or scored.log_odds > rival.log_odds:
            self.best[scored.entity] = scored

    def offer_all(self, found: Mapping[int, Rated]) -> None:
        """The same of the candidates of several entities."""
        if self.best:
            for rated in found.values():
                self.offer(rated)
        else:
            self.best.update(found)

    def exact(self) -> bool:
        """Whether some name is spelled as the mention."""
        return any(scored.candidate.likeness.how in _EXACT for scored in self.best.values())

    def in_raw_list(self) -> bool:
        """Whether a plain name is spelled as the mention: what only sounds like it is another one."""
        likenesses = (scored.candidate.likeness for scored in self.best.values())
        return any(found.plain and found.how in _EXACT and not found.chance for found in likenesses)

    def sure(self) -> bool:
        """Whether no later stage need be asked. Not for a name that sounds alike but for two consonants:
        sound keys don't find all of these."""
        best = max(self.best.values(), key=_LOG_ODDS, default=None)
        if best is None or best.log_odds < SURE:
            return False
        difference = best.candidate.likeness.difference
        return not (isinstance(difference, SoundDifference) and difference.consonants > _CONSONANTS_IN_KEYS)

    def certain(self) -> bool:
        """Whether nothing that is only near can matter any more."""
        if not self.sure():
            return False
        if not max(self.best.values(), key=_LOG_ODDS).candidate.likeness.plain:
            return True
        return max(probabilities(list(map(_LOG_ODDS, self.best.values())))) >= CERTAIN

    def most(self) -> float:
        """The log-odds of the best candidate."""
        return max(map(_LOG_ODDS, self.best.values()), default=-math.inf)


class Judge:
    """Scores candidates by what the index knows of their entities, and decides between them."""

    def __init__(self, index: Index, orthography: Orthography, weights: Weights) -> None:
        self.index = index
        self.orthography = orthography
        self.weights = weights

    def score(self, candidate: Candidate, asked: Asked) -> Scored:
        """A candidate with what is known of its entity, and the log-odds of it all."""
        index = self.index
        entity = index.owner(candidate.row) if candidate.entity is None else candidate.entity
        country = index.country(entity)
        wanted = asked.hints.country
        lang = asked.query.lang
        script = asked.query.script
        context = Context(
            powers(index.prominence(entity)),
            math.log1p(index.written_in(entity, script)),
            index.usual.get(script, {}).get(country, 0.0),
            math.log(candidate.sharing or 1),
            0.0,
            math.log(len(asked.query.fold) or 1),
            math.log1p(candidate.elsewhere),
            0.0,
            self._common(candidate),
            float(wanted is not None and country == wanted),
            float(wanted is not None and country not in ("", wanted)),
            float(lang is not None and lang in self._languages(candidate)),
        )
        return Scored(entity, candidate, context, self.weights.log_odds(candidate.likeness, context))

    def _common(self, candidate: Candidate) -> float:
        """How much commoner than a rare one the name is, where more than one may be heard so. People who have
        more names are told by these: whoever is called Thomas is no likelier to be meant."""
        likeness = candidate.likeness
        if likeness.how != "alike" or not likeness.person or not isinstance(likeness.difference, Misheard):
            return 0.0
        whole = self.index.name(candidate.row)
        if whole.status == "short" or len(whole.text.split()) > 1:
            return 0.0
        joined = self.index.fold(candidate.row).replace(" ", "")
        return self._common_names.over_rarest(joined, listed=self.index.lexicon.given(joined) is not None)

    @cached_property
    def _common_names(self) -> CommonNames:
        return CommonNames()

    def _languages(self, candidate: Candidate) -> tuple[str, ...]:
        name = self.index.name(candidate.row)
        if candidate.likeness.how == "scheme":
            return tuple(self.orthography.schemes[number].to_lang for number in candidate.likeness.schemes)
        return (name.lang,)

    def decide(self, asked: Asked, limit: int, threshold: float) -> Resolution:
        """Resolved, ambiguous or unknown, with the likeliest matches."""
        text = asked.query.text
        # Of equals the entity that comes first in the index.
        found = sorted(asked.best.values(), key=_ENTITY)
        found.sort(key=_LOG_ODDS, reverse=True)
        found = self.calibrated(found)
        shares = probabilities(list(map(_LOG_ODDS, found)))
        status: ResolutionStatus = "unknown"
        if shares and shares[0] >= threshold:
            status = "resolved"
        elif len(shares) > 1 and sum(shares) >= threshold and shares[1] >= _RIVAL * shares[0]:
            status = "ambiguous"
        matches = [
            Match(share, Reasons(self, text, scored))
            for scored, share in zip(found[:limit], shares, strict=False)
        ]
        return Resolution(text, status, tuple(matches))

    def calibrated(self, found: list[Rated]) -> list[Rated]:
        """Candidates, the likeliest first, as they count beside each other: where none is likelier meant than
        not, what speaks against people counts less."""
        if not found or found[0].log_odds >= 0:
            return found
        counted = [
            rated._replace(log_odds=rated.log_odds * self.weights.unlikely(rated.candidate.likeness))
            if isinstance(rated, Scored)
            else rated
            for rated in found
        ]
        return sorted(counted, key=_LOG_ODDS, reverse=True)

    def hold(self, asked: Asked) -> None:
        """Hold the likeliest candidates part by part against the mention, if they were found in its own
        script by their sounds or by some parts: what all parts tell counts if it is more, if they contradict
        each other, and of people with several parts and of organizations in any case."""
        mentions: dict[str, Side] = {}
        seen: set[int] = set()
        for _ in range(_HELD):
            least = max(_WORTH_HOLDING, asked.most() - _FAR_BEHIND)
            near = [
                scored
                for scored in asked.best.values()
                # Names that are only near were found by their letters.
                if isinstance(scored, Scored)
                and scored.log_odds >= least
                and scored.entity not in seen
                and self._holds(scored, asked.query)
            ]
            if not near:
                return
            best = max(near, key=lambda scored: (scored.log_odds, -scored.entity))
            seen.add(best.entity)
            from canonym import holding  # not for who is found by a key

            own = best.candidate.likeness
            forms = {own.form: own.ending} | {bare.clean: ending for bare, ending in asked.query.bare}
            parted = []
            for form, ending in forms.items():
                if form not in mentions:
                    mentions[form] = holding.side_of(self.index, asked.query, form)
                for likeness in holding.held(self.index, mentions[form], best.candidate.row):
                    found = likeness._replace(ending=ending, former=own.former)
                    parted.append(self.score(best.candidate._replace(likeness=found), asked))
            if not parted:
                continue
            told = max(parted, key=_LOG_ODDS)
            likeness = told.candidate.likeness
            several = likeness.person and len(asked.query.parts) > 1
            # An organization that was found by some parts is told from others by what the rest means.
            thing = own.how == "parts" and not own.person
            if several or thing or likeness.contradiction or told.log_odds > best.log_odds:
                asked.best[best.entity] = told

    def _holds(self, scored: Scored, query: Query) -> bool:
        """Whether a candidate in the mention's script was found by the sounds of the whole, or as a person
        or an organization by some parts; or any whose name may be Chinese."""
        likeness = scored.candidate.likeness
        parted = likeness.person or self.index.type_of(scored.entity) == "organization"
        if not (likeness.how == "alike" or (likeness.how == "parts" and parted)):
            return False
        script = self.index.language(scored.candidate.row)[1]
        return script == query.script or (query.family_first and script == "Latn")

    def put_on_a_par(self, asked: Asked) -> None:
        """Where names with a language are spelled as the mention, those without count as much."""
        found = asked.best.values()
        if len({scored.candidate.likeness.plain for scored in found}) < 2:
            return
        for entity, scored in list(asked.best.items()):
            likeness = scored.candidate.likeness._replace(plain=False)
            candidate = scored.candidate._replace(likeness=likeness)
            log_odds = self.weights.log_odds(likeness, scored.context)
            asked.best[entity] = Scored(entity, candidate, scored.context, log_odds)

    def count_hits(self, asked: Asked, neighbourhood: Neighbourhood) -> None:
        """An entity that is named exactly, and has more names that are near, is the likelier one."""
        for entity in asked.best.keys() & neighbourhood.hits.keys():
            scored = asked.best[entity]
            hits = math.log(1 + neighbourhood.hits[entity])
            context = scored.context._replace(hits=hits)
            log_odds = self.weights.log_odds(scored.candidate.likeness, context)
            asked.best[entity] = Scored(entity, scored.candidate, context, log_odds)


class Reasons(NamedTuple):
    """Why a candidate is a match, looked up in the index."""

    judge: Judge
    text: str
    scored: Rated

    def id(self) -> str:
        return self.judge.index.id(self.scored.entity)

    def entity(self) -> Entity:
        return self.judge.index.entity(self.scored.entity)

    def name(self) -> Name:
        return self.judge.index.name(self.scored.candidate.row)

    def evidence(self) -> tuple[Evidence, ...]:
        likeness = self.scored.candidate.likeness
        return evidence_of(self.text, self.name(), likeness, self.judge.orthography)

    def contributions(self) -> tuple[tuple[str, float], ...]:
        weights, likeness = self.judge.weights, self.scored.candidate.likeness
        found = [*weights.contributions(likeness, self.scored.context)]
        if isinstance(self.scored, Scored):
            calibrated = self.scored.log_odds - weights.log_odds(likeness, self.scored.context)
            found += [Contribution("calibration", calibrated)] if calibrated else []
        return tuple((each.feature, each.amount) for each in found)
