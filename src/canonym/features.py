"""The features of a likeness: how many pairs of parts there are of each kind, and how much they differ.

What each weighs is not known here: see `canonym.score`.
"""

from __future__ import annotations

from canonym.confusion import Misheard
from canonym.likeness import Likeness, PartLikeness
from canonym.parts import lengths_alike
from canonym.sound import SoundDifference

# More sounds than this tell nothing more.
_LONG = 16
# As large a share of a name as this may be slips.
_SLIPS = 0.2
# A word may lack so much of its best fit (nats a sound) before that counts.
_WORST = 2.0
# What counts as parts that sound alike, without any difference.
_EXACTLY_ALIKE = ("hangul", "mandarin", "read")
# What is told of each feature of a person's name.
SAID = {
    "whole": "alike as a whole",
    "sounds": "its length",
    "changed": "its differences",
    "far": "more than slips",
    "person": "a person's name",
    "listed": "parts as listed",
    "scheme": "parts in a scheme",
    "given": "given name in another language",
    "short": "short form",
    "sexed": "of the other sex",
    "spelled": "a spelling of the family name",
    "initial": "initials",
    "another": "another given name",
    "alike": "parts that sound alike",
    "slips": "their differences",
    "own_names": "two family names",
    "misheard": "parts in another script",
    "fit": "their fit",
    "lacks": "what they lack",
    "extra": "extra",
    "missing": "missing",
    "contradiction": "contradiction",
    "resembling": "alike all the same",
    "family_only": "family name only",
    "gloss": "a gloss",
}


def is_of_person(likeness: Likeness) -> bool:
    """Whether a likeness is weighed as one of people's names: part by part, or as a whole by sounds of
    which nothing more is known."""
    if not likeness.person:
        return False
    return likeness.how == "parts" or (
        likeness.how == "alike" and not isinstance(likeness.difference, Misheard)
    )


def of_misheard(difference: Misheard) -> dict[str, float]:
    """The features of a name that may have been heard so in another script."""
    return {
        "misheard": 1.0,
        "several": float(" " in difference.meant),
        "fit": difference.fit,
        "lacks": difference.share,
        "worst": max(0.0, difference.worst - _WORST),
    }


def of_person(likeness: Likeness) -> dict[str, float]:
    """The features of a person's name that is like another: how many pairs there are of each kind, how
    much those that only sound alike differ, and what is left; or how the whole sounds."""
    found = dict.fromkeys(SAID, 0.0)
    if isinstance(likeness.difference, SoundDifference):
        found["whole"] = 1.0
        found["sounds"] = min(likeness.difference.length, _LONG)
        letters = likeness.letters / max(1, len(likeness.form))
        found["changed"] = min(likeness.difference.share, letters)
        found["far"] = max(0.0, found["changed"] - _SLIPS)
        return found
    found["person"] = 1.0
    for part in likeness.parts:
        difference = part.difference if part.how == "alike" else None
        if isinstance(difference, Misheard):
            found["misheard"] += 1
            found["fit"] += difference.fit
            found["lacks"] += difference.share
            # What is never heard so is a slip, as in one script.
            found["slips"] += difference.strange / (len(part.part) - part.ending)
        elif difference is not None:
            found["alike"] += 1
            found["slips"] += _slips(part, difference)
            found["own_names"] += part.own_names and likeness.of_two_families
        else:
            found["alike" if part.how in _EXACTLY_ALIKE else part.how] += 1
    found["extra"], found["missing"] = likeness.extra, likeness.missing
    found["contradiction"] = float(likeness.contradiction)
    found["resembling"] = likeness.resembling
    found["gloss"] = float(any(rest.why == "gloss" for rest in likeness.rest))
    found["family_only"] = float(likeness.family_only and not likeness.contradiction)
    return found


def _slips(part: PartLikeness, difference: SoundDifference) -> float:
    """The share of a part that differs from its partner, by sound or by letters, whichever is less; but a
    letter that was changed for another sound, or a consonant more or less, is seldom a slip: Muller is no
    Moller, and Berger no Bergner. That a vowel is long is seldom written alike, and tells half (Rohani,
    Rouhani); endings that many names share tell nothing."""
    shares = difference.share, part.letters / min(len(part.part), len(part.partner))
    changed = (
        part.letters == 1
        and sorted(part.part) != sorted(part.partner)
        and (difference.consonants or (difference.vowels and len(part.part) == len(part.partner)))
    )
    share = max(shares) if changed else min(shares)
    if lengths_alike(part.part, part.partner):
        share = min(shares) / 2
    return share * len(part.part) / (len(part.part) - part.ending)
