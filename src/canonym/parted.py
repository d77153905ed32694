"""Two names part by part: as people's names, as equipment's, or as those of other things."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from canonym.alignment import align
from canonym.equipment import align_equipment
from canonym.japanese import align_japanese, read_as
from canonym.korean import align_koreans, may_spell
from canonym.likeness import Likeness, PartLikeness, Sides
from canonym.mandarin import align_mandarin
from canonym.orthography import PLAIN
from canonym.pairing import align_people
from canonym.people import person_of
from canonym.query import Query
from canonym.records import EntityType
from canonym.sides import Pair
from canonym.terms import UNSPACED
from canonym.thing_pairing import Ear, align_in_ways, align_known


def by_parts(pair: Pair, wanted: EntityType | None) -> Iterator[Likeness]:
    """Part by part, as a person's name or as a thing's."""
    one, other = pair.mention.query, pair.name.query
    if wanted == "person":
        yield from _as_people(pair)
        return
    if pair.readable and read_as(one.clean, other.clean, one.orthography.fold):
        yield Likeness("parts", one.clean, parts=(PartLikeness(one.clean, other.clean, 0, "read"),))
    several = len(one.core) > 1 or len(other.core) > 1
    if wanted is None and several and not digits(one.fold + other.fold):
        yield from _as_people(pair)
    found = _as_equipment(pair) if wanted == "equipment" else _by_terms(pair)
    if found is not None:
        if several or not (_is_whole(found, one, other) or _of_a_kind(found, one)):
            yield found
    elif several:
        found = align(one.clean, one.core, other.parts, (), pair.parts, weigh=pair.weigh)
        if found is not None:
            yield found


def _as_people(pair: Pair) -> Iterator[Likeness]:
    one, other = pair.mention.query, pair.name.query
    east_asian = by_syllables(pair)
    if east_asian is not None:
        yield east_asian
        return
    if pair.readable:
        japanese = align_japanese(one.clean, other.clean.split(), one.orthography.fold)
        if japanese is not None:
            yield japanese
            return
    found = align_people(
        one.clean,
        pair.mention.person,
        pair.name.person,
        (),
        pair.parts,
        words=one.orthography.words,
        family=None,
        weigh=pair.weigh,
        heard_well=not pair.scripts or pair.across or bool(other.misheard),
    )
    if found is not None:
        yield found
    if one.script == "Latn" != other.script:
        yield from _as_written(pair)


def by_syllables(pair: Pair) -> Likeness | None:
    """Two Korean or two Chinese names by what their syllables may be."""
    return _as_korean(pair) or _as_mandarin(pair)


def _as_korean(pair: Pair) -> Likeness | None:
    """Two Korean names by their syllables."""
    one, other = pair.mention, pair.name
    if not (one.korean and other.korean):
        return None
    return align_koreans(one.query.clean, one.korean, other.korean, one.query.parts, other.query.parts)


def _as_mandarin(pair: Pair) -> Likeness | None:
    """Two Chinese names by their syllables."""
    mention, name = pair.mention, pair.name
    if not (name.mandarin and mention.mandarin):
        return None
    abroad: tuple[str, ...] = ()
    if mention.query.script == "Hani":
        abroad = mention.query.orthography.spell_abroad(mention.query.clean[0])
        if may_spell(name.korean, mention.hangul):
            return None
    return align_mandarin(mention.query.clean, mention.mandarin, name.mandarin, abroad)


def _as_written(pair: Pair) -> Iterator[Likeness]:
    """A person's name part by part, as schemes write it apart."""
    one, script = pair.mention.query, pair.name.query.script
    orthography = one.orthography
    for scheme, parts in pair.name.apart:
        sounds = [orthography.hear(PLAIN, part, "Latn") for part in parts]
        found = align_people(
            one.clean,
            pair.mention.person,
            person_of(parts, orthography.words, pair.mention.lexicon, script),
            (),
            Sides(partial(one.heard_part, across=False), sounds.__getitem__),
            words=orthography.words,
            family=None,
            weigh=pair.weigh,
        )
        if found is not None:
            pairs = (
                each._replace(how="scheme", scheme=scheme) if each.how == "listed" else each
                for each in found.parts
            )
            # Of Chinese a scheme knows each syllable: what only sounds like one is another.
            other = script == "Hani" and any(each.how == "alike" for each in found.parts)
            yield found._replace(parts=tuple(pairs), contradiction=found.contradiction or other)


def _is_whole(found: Likeness, one: Query, other: Query) -> bool:
    """Whether all that was found is that two whole names sound alike, of which the whole tells more."""
    return [(part.how, part.part, part.partner) for part in found.parts] == [
        ("alike", one.joined, other.joined)
    ]


def _of_a_kind(found: Likeness, one: Query) -> bool:
    """Whether two single words begin or end with what means the same, and the rest differs, of which the
    whole tells more: Novosibirk is a slip, Novokuznetsk another town."""
    terms = all(part.how == "term" for part in found.parts)
    return found.contradiction and terms and one.script not in UNSPACED


def _as_equipment(pair: Pair) -> Likeness | None:
    mention, name = pair.mention, pair.name
    return align_equipment(
        mention.query.clean, mention.equipment, name.equipment, _ear(pair), mention.lexicon.vocabulary
    )


def _by_terms(pair: Pair) -> Likeness | None:
    """Term by term, taken apart in the way that leaves least."""
    mention, name, ear = pair.mention, pair.name, _ear(pair)
    form = mention.query.clean
    named = mention.named and mention.named & name.named
    if named:
        found = align_known(form, mention.thing(known=True), name.thing(known=True), ear)
        if found is not None:
            return found
    return align_in_ways(
        form, lambda parted: mention.thing(parted=parted), lambda parted: name.thing(parted=parted), ear
    )


def _ear(pair: Pair) -> Ear:
    return Ear(pair.words, pair.mention.orthography)


def digits(fold: str) -> str:
    """Those of a fold, which have to be the same in two names."""
    return "".join(filter(str.isdigit, fold))
