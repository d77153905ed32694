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


class Near(NamedTuple):
    """An entity that is near to a mention (`form`) by one of its names. What is told of it is made only
    of what is asked for: most of what is near is never looked at."""

    entity: int
    log_odds: float
    form: str
    ranking: Ranking
    place: int

    @property
    def candidate(self) -> Candidate:
        """The nearest name of the entity, and how near it is."""
        nearness = Nearness(*self.ranking.nearness[self.place].tolist())
        row = int(self.ranking.rows[self.place])
        return Candidate(row, Likeness("near", self.form, nearness=nearness))

    @property
    def context(self) -> Context:
        """What is known of the entity."""
        return Context(*self.ranking.facts[self.place].tolist())


class Neighbourhood(NamedTuple):
    """What is near to a mention: entities by their nearest names, best first; how many of its names
    are near for each entity, if some name is spelled as the mention; and names that want to be heard
    in their own language."""

    ranked: dict[int, Near]
    hits: dict[int, int]
    wanting: list[int]
