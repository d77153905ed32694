"""Evidence: the steps from a mention to a form, and from a name to the same form."""

from __future__ import annotations

from collections.abc import Iterator

from canonym.confusion import Misheard
from canonym.likeness import Likeness, PartLikeness
from canonym.orthography import PLAIN, Orthography
from canonym.records import LISTED, Evidence, Name, Scheme
from canonym.script import main_script
from canonym.sound import SoundDifference, Sounds, difference
from canonym.text import MARK, clean, family_first, family_last, turned

# Parts that are the same thing, but not the same word.
_SAME = {
    "given": "same given name",
    "short": "short form of a given name",
    "another": "another given name that sounds alike",
    "sexed": "family name as the other sex bears it",
    "spelled": "spelling of the family name",
    "term": "same meaning",
    "named": "another name",
    "formed": "another form",
}
# Where several schemes write a name alike, the one that most readers know is told.
_READERS = {lang: place for place, lang in enumerate(("en", "de", "fr", "es", "pl", "it", "nl", "cs", "sv"))}


def evidence_of(text: str, name: Name, likeness: Likeness, orthography: Orthography) -> tuple[Evidence, ...]:
    """The steps of one match, in the order in which a reader would retrace them."""
    return tuple(_steps(text, name, likeness, orthography))


def _steps(text: str, name: Name, likeness: Likeness, orthography: Orthography) -> Iterator[Evidence]:
    form = likeness.form
    if likeness.ending:
        yield Evidence("base form", text, form, likeness.ending)
    elif likeness.region:
        yield Evidence("region", text, form)
    elif form == (cleaned := clean(text)) != text:
        yield Evidence("clean", text, form)
    elif form != cleaned and form in (turned(cleaned), family_last(cleaned)):
        yield Evidence("turned", text, form)
    elif form != cleaned and form.replace(MARK, "") == cleaned:
        yield Evidence("parted", text, form)
    elif form != text:
        yield Evidence("beside", text, form)
    if likeness.how == "parts":
        for part in likeness.parts:
            own_names = part.own_names and likeness.of_two_families
            yield _part_step(part._replace(own_names=own_names), orthography)
        for why, own, other in likeness.rest:
            yield Evidence("rest", own, other, why)
        return
    if likeness.how == "alike":
        yield from _alike_steps(name, likeness, orthography)
        return
    if likeness.how == "near":
        yield from _near_steps(name, likeness.form, orthography)
        return
    fold = orthography.fold(form)
    if fold != form:
        yield Evidence("fold", form, fold)
    native = name.text
    if likeness.how == "scheme":
        scheme, native = _plainest(form, name, likeness.schemes, orthography)
        yield Evidence("scheme", name.text, native, scheme.id, scheme.title)
    name_fold = orthography.fold(native)
    if name_fold != native:
        yield Evidence("fold", native, name_fold)
    yield Evidence("same", fold, name_fold)


def _plainest(
    form: str, name: Name, schemes: tuple[int, ...], orthography: Orthography
) -> tuple[Scheme, str]:
    """Of several schemes that write a name alike, the one to tell of: rather one that writes the
    mention to the letter, and rather a press transcription than what is made for everybody."""
    written = [
        (orthography.schemes[number], orthography.writers[number].write(name.text)) for number in schemes
    ]
    return min(written, key=lambda found: (found[1] != form, _READERS.get(found[0].to_lang, len(_READERS))))


def _alike_steps(name: Name, likeness: Likeness, orthography: Orthography) -> Iterator[Evidence]:
    yield _heard(likeness.form, likeness.sounds, likeness.reading, orthography)
    own = likeness.own_reading or orthography.own_reading(name.lang, name.script, name.text)
    text = family_first(name.text) if likeness.turned else name.text
    sounds = orthography.hear(own, text, name.script)
    yield _heard(text, sounds, own, orthography)
    by = _difference(likeness.difference, likeness.reading, orthography)
    yield Evidence("alike", likeness.sounds, sounds, by)


def _difference(found: SoundDifference | Misheard | None, reading: str, orthography: Orthography) -> str:
    if isinstance(found, Misheard):
        confusions = orthography.confusions(reading)
        return confusions.told(found) if confusions else ""
    return str(found)


def _near_steps(name: Name, form: str, orthography: Orthography) -> Iterator[Evidence]:
    """What is near has no language that a reading knows: both are told as the plain one hears them."""
    sounds = orthography.hear(PLAIN, form, main_script(form))
    own = orthography.hear(PLAIN, name.text, name.script)
    yield _heard(form, sounds, PLAIN, orthography)
    yield _heard(name.text, own, PLAIN, orthography)
    yield Evidence("alike", sounds, own, str(difference(Sounds(sounds), Sounds(own))))


def _heard(text: str, sounds: str, reading: str, orthography: Orthography) -> Evidence:
    return Evidence("reading", text, sounds, reading, _title(reading, orthography))


def _title(reading: str, orthography: Orthography) -> str:
    ear = orthography.ears.get(reading)
    return ear.reading.title if ear else ""


def _part_step(part: PartLikeness, orthography: Orthography) -> Evidence:
    if part.how == "scheme" and part.scheme != LISTED:
        scheme = orthography.schemes[part.scheme]
        return Evidence("part", part.part, part.partner, scheme.id, scheme.title)
    if part.how == "alike":
        of = f" of {part.own}" if part.own else ""
        by = f"reading {part.reading}{of}, {_difference(part.difference, part.reading, orthography)}"
        if part.own_names:
            by += "; both are family names of their own"
        return Evidence("part", part.part, part.partner, by, _title(part.reading, orthography))
    if part.how == "hangul":
        return Evidence("part", part.part, part.partner, f"spellings of Korean {part.own}")
    if part.how == "mandarin":
        return Evidence("part", part.part, part.partner, f"spellings of Mandarin {part.own}")
    if part.how == "read":
        return Evidence("part", part.own or part.part, part.partner, "read in Japanese")
    if part.how in _SAME:
        return Evidence("part", part.part, part.partner, _SAME[part.how])
    if part.how == "initial":
        by = f"initial, reading {part.reading}" if part.reading else "initial"
        return Evidence("part", part.part, part.partner, by)
    return Evidence("part", part.part, part.partner, "same")
