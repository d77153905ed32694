"""What is near to a mention, told when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from canonym.likeness import Likeness
from canonym.nearness import Nearness
from canonym.score import Context
from canonym.stages import Candidate

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


class Ranking(NamedTuple):
    """What was found for a batch of mentions: a row for each entity that is near to one of them."""

    rows: npt.NDArray[np.uint32]
    nearness: npt.NDArray[np.float32]
    facts: npt.NDArray[np.float32]


class Near:
    """An entity that is near to a mention by one of its names. What is told of it is made only of
    what is asked for: most of what is near is never looked at."""

    __slots__ = ("_form", "_place", "_ranking", "entity", "log_odds")

    def __init__(self, entity: int, log_odds: float, form: str, ranking: Ranking, place: int) -> None:
        """`form` is the mention."""
        self.entity = entity
        self.log_odds = log_odds
        self._form = form
        self._ranking = ranking
        self._place = place

    @property
    def candidate(self) -> Candidate:
        """The nearest name of the entity, and how near it is."""
        nearness = Nearness(*self._ranking.nearness[self._place].tolist())
        row = int(self._ranking.rows[self._place])
        return Candidate(row, Likeness("near", self._form, nearness=nearness))

    @property
    def context(self) -> Context:
        """What is known of the entity."""
        return Context(*self._ranking.facts[self._place].tolist())


class Neighbourhood(NamedTuple):
    """What is near to a mention: entities by their nearest names, best first; how many of its names
    are near for each entity, if some name is spelled as the mention; and names that want to be heard
    in their own language."""

    ranked: list[Near]
    hits: dict[int, int]
    wanting: list[int]
