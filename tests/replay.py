"""Retrace an explanation: every step of the evidence must give what it says, from mention to name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain, combinations, product

from canonym.embedded import open_lexicon
from canonym.index.lexicon import Lexicon
from canonym.japanese import read_as
from canonym.korean import hangul, ways_to_read
from canonym.mandarin import Mandarin, read_characters, read_latin
from canonym.namer import Namer, without_article, words_of
from canonym.orthography import PLAIN, Orthography
from canonym.records import Evidence, Name
from canonym.resolution import Match
from canonym.script import main_script
from canonym.sound import Sounds, difference
from canonym.text import clean, family_first, turned
from canonym.things import is_known
from canonym.word_forms import akin, formed_alike, in_case


def replay(text: str, match: Match, orthography: Orthography) -> None:
    """Assert that each step of a match can be retraced, and that together they lead to the name."""
    retrace(text, match.name, match.evidence, orthography)


def retrace(text: str, name: Name, evidence: tuple[Evidence, ...], orthography: Orthography) -> None:
    """The same for the name and the evidence of a match or of a comparison."""
    steps = list(evidence)
    assert steps, "no evidence"
    form = text
    if steps[0].step in _TO_FORM:
        _TO_FORM[steps[0].step](text, steps[0], orthography)
        form = steps.pop(0).after
    if steps[0].step in ("part", "rest"):
        parts = [step for step in steps if step.step == "part"]
        rest = steps[len(parts) :]
        assert [step.step for step in rest] == ["rest"] * len(rest)
        for step in parts:
            _part(form, name, step, orthography)
        for step in rest:
            _rest(form, name, step, orthography)
    elif steps[0].step == "reading":
        _alike(form, name, steps, orthography)
    else:
        _same(form, name, steps, orthography)


def _clean(text: str, step: Evidence, _: Orthography) -> None:
    assert (step.before, step.after) == (text, clean(text)), step


def _base_form(text: str, step: Evidence, orthography: Orthography) -> None:
    lang = step.by.partition(" ")[0]
    assert step.before == text
    words = orthography.words
    bases = *words.base_forms(clean(text), lang), *words.without_nominatives(clean(text))
    assert (step.after, step.by) in bases, step


def _region(text: str, step: Evidence, orthography: Orthography) -> None:
    words = orthography.words
    left_out = _without(_folds(clean(text), orthography), _folds(step.after, orthography))
    assert step.before == text
    assert words.regions & set(left_out), step
    assert set(left_out) <= words.regions | words.particles, step


def _beside(text: str, step: Evidence, orthography: Orthography) -> None:
    words = orthography.words
    left_out = _without(orthography.fold(text).split(), orthography.fold(step.after).split())
    assert step.before == text
    assert left_out, step
    assert set(left_out) <= words.titles | words.settlements | words.particles, step


# Steps that make of the mention the form which is then compared.
def _turned(text: str, step: Evidence, orthography: Orthography) -> None:
    assert step.before == text
    # A comma between two parts tells it; without one, or with nothing behind it, the first part is moved.
    between = " " if turned(clean(text)) is None else ","
    before, _, behind = clean(text).replace("،", ",").replace("、", ",").partition(between)
    assert step.after == f"{behind.strip()} {before.strip()}"


def _parted(text: str, step: Evidence, _: Orthography) -> None:
    assert (step.before, clean(text)) == (text, step.after.replace("·", "")), step


_TO_FORM = {
    "clean": _clean,
    "base form": _base_form,
    "region": _region,
    "beside": _beside,
    "turned": _turned,
    "parted": _parted,
}


def _same(form: str, name: Name, steps: list[Evidence], orthography: Orthography) -> None:
    """Folds on the mention's side; a scheme's spelling and a fold on the name's; both meet."""
    last = steps.pop()
    assert last.step == "same", last
    if steps and steps[0].step == "fold" and steps[0].before == form:
        form = _fold(steps.pop(0), orthography)
    native = name.text
    for step in steps:
        assert step.before == native, step
        native = _scheme(step, orthography) if step.step == "scheme" else _fold(step, orthography)
    assert (last.before, last.after) == (form, native), last
    assert form.replace(" ", "") == native.replace(" ", ""), last


def _fold(step: Evidence, orthography: Orthography) -> str:
    assert step.step == "fold", step
    assert orthography.fold(step.before) == step.after, step
    return step.after


def _scheme(step: Evidence, orthography: Orthography) -> str:
    (writer,) = (writer for writer in orthography.writers if writer.scheme.id == step.by)
    assert (writer.write(step.before), writer.scheme.title) == (step.after, step.title), step
    return step.after


def _alike(form: str, name: Name, steps: list[Evidence], orthography: Orthography) -> None:
    """What the mention sounds like in one reading, the name in its own, and how they differ."""
    heard, own, met = steps
    assert [step.step for step in steps] == ["reading", "reading", "alike"]
    assert heard.before == form
    assert own.before in (name.text, family_first(name.text)), own
    for step in (heard, own):
        assert _sounds(step, orthography) == step.after.replace(" ", ""), step
    assert (met.before, met.after) == (heard.after, own.after)
    assert met.by in _differences(heard.by, heard.after.replace(" ", ""), own.after, orthography), met


def _differences(reading: str, heard: str, own: str, orthography: Orthography) -> set[str]:
    """What may be told of two sounds: how they differ, and what became of one in another language."""
    found = {str(difference(Sounds(heard), Sounds(own)))}
    confusions = orthography.confusions(reading)
    return found | {confusions.told(confusions.misheard(heard, own, 0.0))} if confusions else found


def _sounds(step: Evidence, orthography: Orthography) -> str:
    if step.by in orthography.ears:
        assert orthography.ears[step.by].reading.title == step.title, step
    return orthography.hear(step.by, step.before, main_script(step.before)).replace(" ", "")


def _part(form: str, name: Name, step: Evidence, orthography: Orthography) -> None:
    """One part of the mention with its partner in the name; both are folded, and may be several words
    written together, or one of those that a word is made of."""
    if step.by == "read in Japanese":
        assert step.before in form, step
        assert read_as(step.before, step.after, orthography.fold) or len(step.before) == 1, step
        return
    for part, text in ((step.before, form), (step.after, name.text)):
        assert part in orthography.fold(text).replace(" ", ""), step
    if step.by == "same meaning":
        assert _means(form, step.before, orthography) & _means(name.text, step.after, orthography), step
    elif step.by == "another name":
        assert _entities(form, step.before, orthography) & _entities(name.text, step.after, orthography), step
    elif step.by == "another form":
        words = _written(form, step.before, orthography), _written(name.text, step.after, orthography)
        assert any(
            formed_alike(one, other, orthography)
            or akin(one, other, orthography)
            or any(
                in_case(one, other, lang, orthography) or in_case(other, one, lang, orthography)
                for lang in orthography.words.inflections
            )
            for one in words[0]
            for other in words[1]
        ), step
    elif step.by == "family name as the other sex bears it":
        assert orthography.words.other_sex(step.before, step.after), step
    elif step.by == "spelling of the family name":
        assert step.after in orthography.spell_family(clean(form)[:1]), step
    elif step.by in _SAME:
        assert _SAME[step.by](step.before, step.after, main_script(form) == "Hani"), step
    elif step.by == "same":
        assert step.before == step.after, step
    elif step.by == "initial":
        assert step.before[0] == step.after[0], step
        assert 1 in (len(step.before), len(step.after)), step
    elif step.by.startswith("spellings of Korean "):
        assert step.before != step.after, step
        assert step.by.endswith(
            tuple(_korean(form, step.before, orthography) & _korean(name.text, step.after, orthography))
        ), step
    elif step.by.startswith("spellings of Mandarin "):
        said = tuple(step.by.removeprefix("spellings of Mandarin ").split("-"))
        assert said in _mandarin(form, step.before, orthography), step
        assert said in _mandarin(name.text, step.after, orthography), step
    elif step.by.startswith("initial, reading "):
        heard = orthography.hear(step.by.removeprefix("initial, reading "), step.before, "Latn")
        own = orthography.own_reading(name.lang, name.script, name.text)
        parts = orthography.hear(own, name.text, name.script).split()
        assert heard[:1].replace("j", "i") in {part[:1].replace("j", "i") for part in parts}, step
    elif step.by.startswith("reading "):
        _part_sounds(form, name, step, orthography)
    else:
        (writer,) = (writer for writer in orthography.writers if writer.scheme.id == step.by)
        assert writer.scheme.title == step.title, step
        written = orthography.fold(writer.write(name.text)).split()
        place = written.index(step.before)
        assert orthography.fold(name.text).split()[place] == step.after, step


def _rest(form: str, name: Name, step: Evidence, orthography: Orthography) -> None:
    """What is told of one side stands there, and of two sides it differs."""
    assert step.by == "order" or step.before != step.after, step
    assert step.by != "contradiction" or (step.before and step.after), step
    namer = Namer(lexicon().vocabulary, orthography.words, orthography.fold)
    for told, text in ((step.before, form), (step.after, name.text)):
        if step.by in ("alone", "contradiction", "gloss"):
            folded = orthography.fold(text).replace(" ", "")
            assert all(word in folded for word in told.split()), step
        elif step.by in ("number", "country", "legal form"):
            thing = namer.thing(clean(text))
            known = {
                "number": {str(number) for number in thing.numbers},
                "country": {concept.partition("/")[2] for concept in thing.countries},
                "legal form": {concept.partition("/")[2] for concept in thing.legal},
            }[step.by]
            assert set(told.replace(",", "").split()) <= known, step
        else:
            assert step.by in ("designation", "suffix", "sex", "order"), step


@cache
def lexicon() -> Lexicon:
    return open_lexicon()


def _given(one: str, other: str, characters: bool) -> bool:
    first, second = lexicon().given(one, characters), lexicon().given(other)
    return bool(first and second and first.full & second.full)


def _short(one: str, other: str, characters: bool) -> bool:
    first, second = lexicon().given(one, characters), lexicon().given(other)
    if first and second and (first.short | first.full) & (second.short | second.full):
        return True
    return one.startswith(other) or other.startswith(one)


def _entities(text: str, part: str, orthography: Orthography) -> set[str]:
    """The ids of what a part of a name, or all of it, is called."""
    thing = Namer(lexicon().vocabulary, orthography.words, orthography.fold).thing(clean(text), known=True)
    means = (concept.means for concept in thing.concepts if concept.words == part)
    return set(filter(is_known, chain(lexicon().vocabulary.known(part), *means)))


def _means(text: str, part: str, orthography: Orthography) -> set[str]:
    """What the terms mean that a name has, in any way to take it apart, where they fold to a part."""
    namer = Namer(lexicon().vocabulary, orthography.words, orthography.fold)
    things = (namer.thing(clean(text)), namer.thing(clean(text), parted=frozenset(words_of(clean(text)))))
    return {
        meaning
        for thing in things
        for concept in thing.concepts
        if concept.words == part
        for meaning in concept.means
    }


def _written(text: str, part: str, orthography: Orthography) -> list[str]:
    """The words of a name that fold to a part, as they are written."""
    return [word for word in words_of(clean(text)) if orthography.fold(word).replace(" ", "") == part] or [
        part
    ]


def _korean(text: str, part: str, orthography: Orthography) -> set[str]:
    """The Hangul that a part of a name may spell, or all parts but the family name."""
    found: set[str] = set()
    for way in ways_to_read(clean(text).replace("-", " ").split()):
        for places in ((way.family,), way.given, *((place,) for place in way.given)):
            if orthography.fold("".join(way.parts[place] for place in places)) == part:
                found |= {*hangul(way, places, bare=False), *hangul(way, places, bare=True)}
    return found


def _mandarin(text: str, part: str, orthography: Orthography) -> set[tuple[str, ...]]:
    """The syllables that a part of a name may be, in pinyin."""
    written = clean(text)
    parts = written.replace("-", " ").split()
    ways: list[Mandarin] = read_characters(written, orthography.fold(written).split())
    ways = ways or read_latin(parts, orthography.fold(written).split(), lambda _: False)
    return {
        said
        for way in ways
        for fold, readings in zip(way.folds, way.readings, strict=True)
        if fold == part
        for said in readings
    }


_SAME = {
    "same given name": _given,
    "short form of a given name": _short,
}


def _characters(form: str) -> tuple[str, ...]:
    """A short name in Chinese characters, the family name that it begins with, and what is behind, a
    syllable apart each."""
    return (" ".join(form), form[:1], " ".join(form[1:].strip())) if main_script(form) == "Hani" else ()


def _runs(words: list[str]) -> Iterator[str]:
    """Some words of a name that follow each other."""
    for start, stop in combinations(range(len(words) + 1), 2):
        yield " ".join(words[start:stop])


def _part_sounds(form: str, name: Name, step: Evidence, orthography: Orthography) -> None:
    reading, _, told = step.by.removeprefix("reading ").partition(", ")
    reading, _, other = reading.partition(" of ")
    # Of two names that are compared neither has a language, and both are heard plainly.
    plain = {PLAIN} if name.lang == PLAIN else set()
    owns = {other} if other else {orthography.own_reading(name.lang, name.script, name.text)} | plain
    parts = [
        part
        for part in (
            *map(without_article, clean(form).replace("-", " ").split()),
            step.before,
            clean(form),
            *_characters(clean(form)),
        )
        if orthography.fold(part).replace(" ", "") == step.before
    ]
    partners = [
        part
        for part in (
            *map(without_article, clean(name.text).replace("-", " ").split()),
            *_runs(clean(name.text).replace("-", " ").split()),
            step.after,
        )
        if orthography.fold(part).replace(" ", "") == step.after
    ]
    found: set[str] = set()
    for part in parts:
        heard = orthography.hear(reading, part, main_script(part)).replace(" ", "")
        for partner, own in product(partners, owns):
            other = orthography.hear(own, partner, main_script(partner))
            found |= _differences(reading, heard, other.replace(" ", ""), orthography)
            found |= _differences(reading, heard, other, orthography)
    assert told in found, step


def _folds(text: str, orthography: Orthography) -> list[str]:
    return [orthography.fold(part) for part in text.split(" ")]


def _without(parts: list[str], kept: list[str]) -> list[str]:
    rest = list(parts)
    for part in kept:
        rest.remove(part)
    return rest
