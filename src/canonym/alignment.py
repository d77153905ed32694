"""Pair the parts of a mention with those of the name of a thing, one to one, in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from canonym.likeness import Likeness, PartLikeness, Sides
from canonym.parts import is_designator
from canonym.remainder import rests


def align(
    form: str,
    mention: Sequence[tuple[int, str]],
    name: Sequence[str],
    known: Iterable[PartLikeness],
    sides: Sides[int],
    *,
    weigh: Callable[[str], float],
) -> Likeness | None:
    """How the parts of a mention and of a name are alike, or None if they contradict each other.

    `mention` has the folds of parts with their places, `name` those of all its parts; `known` are pairs
    found already. `weigh` says how much a part tells.
    """
    left = dict(mention)
    taken: dict[int, PartLikeness] = {}
    for pair in sorted(known, key=lambda pair: pair.how != "listed"):
        place = next((place for place, part in left.items() if part == pair.part), None)
        if place is not None and pair.place not in taken and pair.place < len(name):
            taken[pair.place] = pair._replace(partner=name[pair.place])
            del left[place]
    # Parts that are the same find each other before one of them is like a third.
    for same in (True, False):
        for place, part in list(left.items()):
            for partner_place, partner in enumerate(name):
                if partner_place in taken or (same and part != partner):
                    continue
                found = sides.alike(part, place, partner, partner_place, partner_place)
                if found is not None:
                    taken[partner_place] = found
                    del left[place]
                    break
    if not _in_order(taken, mention):
        return None
    missing = [part for place, part in enumerate(name) if place not in taken]
    if any(map(is_designator, (*left.values(), *missing))):
        return None
    if not taken:
        return None
    contradiction = any(len(part) > 1 for part in left.values()) and any(len(part) > 1 for part in missing)
    return Likeness(
        "parts",
        form,
        parts=tuple(taken[place] for place in sorted(taken)),
        extra=_share(left.values(), [part for _, part in mention], weigh),
        missing=_share(missing, name, weigh),
        contradiction=contradiction,
        rest=rests(left.values(), missing, apart=contradiction),
    )


def _in_order(taken: Mapping[int, PartLikeness], mention: Sequence[tuple[int, str]]) -> bool:
    """Whether numbers keep their places: `8-mi` is no Mi-8."""
    places = {part: place for place, part in mention}
    order = [places[taken[place].part] for place in sorted(taken)]
    return order == sorted(order) or not any(map(str.isdigit, "".join(places)))


def pair_sounds(fold: str, sounds: str) -> list[tuple[str, str]]:
    """Each part of a fold with its sounds, where both fall into the same number of parts."""
    parts, heard = fold.split(), sounds.split()
    return list(zip(parts, heard if len(heard) == len(parts) else [""] * len(parts), strict=True))


def _share(some: Iterable[str], whole: Iterable[str], weigh: Callable[[str], float]) -> float:
    total = sum(map(weigh, whole))
    return sum(map(weigh, some)) / total if total else 0.0
