"""The nouns of the library: frozen, typed, and without behaviour beyond their own fields."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Literal

TYPES = ("person", "place", "organization", "equipment")
STATUSES = ("endonym", "exonym", "full", "short", "former", "alias", "nickname", "designation")

# The kind of the entities that ICU names.
COUNTRY = "country"

# Stands for the number of a scheme where a name is spelled as it is listed.
LISTED = 0xFFFF

EntityType = Literal["person", "place", "organization", "equipment"]


def is_country(code: str) -> bool:
    """Whether a text is built as the codes of ISO 3166-1 alpha-2 are: two letters."""
    return len(code) == 2 and code.isascii() and code.isalpha()


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a source gives it.

    `lang` is a BCP 47 code ("und" if unknown), `script` an ISO 15924 code, `status` one of
    STATUSES or the id of the scheme that the name is written in, `source` a key of
    `sources.toml` (empty for rows that a caller brings).
    """

    text: str
    lang: str = "und"
    script: str = "Latn"
    status: str = "alias"
    source: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, place, organization or piece of equipment with one stable id.

    `prominence` is a number on an open scale, the population of a place say; 0 is unknown.
    `different` lists ids that are near and must be kept apart; `seat` is the id of the town that a
    region is named after and governed from.
    """

    id: str
    type: EntityType
    label: str
    names: tuple[Name, ...]
    kind: str = ""
    country: str = ""
    prominence: float = 0.0
    same_as: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))
    different: tuple[str, ...] = ()
    seat: str = ""

    def __reduce__(self) -> tuple[Callable[..., Entity], tuple[Any, ...]]:
        """A mapping proxy can't be sent to another process; a dictionary can."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return _sent_entity, (values | {"same_as": dict(self.same_as)},)


def _sent_entity(values: dict[str, Any]) -> Entity:
    return Entity(**values | {"same_as": MappingProxyType(values["same_as"])})


@dataclass(frozen=True, slots=True)
class Source:
    """Where facts come from: one row of `sources.toml`."""

    id: str
    title: str
    publisher: str
    licence: str
    accessed: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class RuleFile:
    """Spelling rules as data: the common part of a scheme and of a reading.

    `rules` are ICU transform rules over lower-case text; `examples` are (input, output, note).
    """

    id: str
    title: str
    langs: tuple[str, ...]
    script: str
    source: str
    alphabet: str
    rules: str
    examples: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme(RuleFile):
    """A documented way to write the names of some languages in another script.

    `to_lang` names the readers that a press transcription is made for; it is empty for
    transliterations that are made for everybody.
    """

    to_script: str = "Latn"
    to_lang: str = ""


@dataclass(frozen=True, slots=True)
class Reading(RuleFile):
    """What a spelling sounds like to the readers of one language, in the alphabet of sounds.

    `only_if_stated`: it is not tried on a text of unknown language, since it would hear something in
    any text of its script, seldom what was meant.
    """

    only_if_stated: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """One replayable step of an explanation: `step` takes `before` to `after`, `by` some rule.

    Steps: "clean", "base form", "beside" (a title left out), "turned"
    (the family name put last), "parted" (Chinese characters parted
    where a given name ends), "fold", "scheme", "reading", and
    "same" or "alike", where what became of the mention meets what became of the name. `title`
    says in words what `by` names.
    """

    step: str
    before: str
    after: str
    by: str = ""
    title: str = field(default="", compare=False)

    def to_json(self) -> dict[str, str]:
        """The step with the keys of the JSON format."""
        return {"step": self.step, "from": self.before, "to": self.after, "by": self.by}


@dataclass(frozen=True, slots=True)
class Variant:
    """One spelling of a name, with the schemes that write it so."""

    text: str
    schemes: tuple[Scheme, ...]
