"""The stages that a mention goes through, in their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from canonym import stages
from canonym.index.search import Index
from canonym.query import Query
from canonym.script import has_characters
from canonym.stages import Candidate

Stage = Callable[[Index, Query], Iterator[Candidate]]


def by_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """Parts are matched one to one, in any order, with initials and omissions."""
    from canonym import dividing  # loaded for who asks for it, as what follows: a certain answer doesn't

    return dividing.by_parts(index, query)


def by_terms(index: Index, query: Query) -> Iterator[Candidate]:
    """What the words of a thing's name mean is what those of another mean, in any language."""
    from canonym import meaning

    return meaning.by_terms(index, query)


def by_japanese(index: Index, query: Query) -> Iterator[Candidate]:
    """What the characters of a Japanese name may be read as is a listed name, or a part of a person's."""
    if not has_characters(query.clean):
        return iter(())
    from canonym import kanji

    return kanji.by_japanese(index, query)


def by_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """A sound key of the mention meets one of a name in its own language, a letter more or less."""
    from canonym import hearing

    return hearing.by_sound(index, query)


def by_turned_sound(index: Index, query: Query) -> Iterator[Candidate]:
    """The same of a mention that begins with the family name, though no comma tells so."""
    from canonym import hearing

    return hearing.by_turned_sound(index, query)


def by_given_name(index: Index, query: Query) -> Iterator[Candidate]:
    """People who bear the given name of a mention in another script, and of whom the rest is heard."""
    from canonym import transcribed

    return transcribed.by_given_name(index, query)


def by_heard_parts(index: Index, query: Query) -> Iterator[Candidate]:
    """People two of whose parts sound like two of the mention's, in its own script."""
    from canonym import holding

    return holding.by_heard_parts(index, query)


# The whole algorithm. Each stage is asked only if those before it found nothing sure. Behind them
# comes `by_spelling`, for misspellings and for names without a language: it answers many mentions
# at once, and so is no function of one.
STAGES = (
    stages.by_exact_name,
    stages.by_scheme,
    stages.by_inflection,
    by_parts,
    by_terms,
    by_japanese,
    by_sound,
    by_turned_sound,
    by_given_name,
    by_heard_parts,
)
# Of running text all stretches are asked for what is certain, then words with a capital for the rest.
CERTAIN = STAGES[:3]
WIDE = STAGES[3:]
