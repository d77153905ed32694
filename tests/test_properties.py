"""The promises of the design that hold for any text, any entity and any two names."""

from __future__ import annotations

import random
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from strategies import STYLES, any_text, golden, nasty_text

from canonym.comparison import compare
from canonym.embedded import gazetteer_folder
from canonym.errors import SchemeError
from canonym.gazetteer import Gazetteer
from canonym.records import COUNTRY, TYPES, Entity
from canonym.resolution import Resolution
from canonym.resolve import Resolver
from canonym.script import scripts
from canonym.writer import Writer, variants

NAMES = sorted({case.name for case in golden()})


def answer(found: Resolution) -> tuple[str, str | None]:
    return found.status, found.id


# Any text -------------------------------------------------------------------------------------


@given(
    nasty_text,
    st.sampled_from([None, "ru", "de", "xx", "", "\ud800"]),
    st.sampled_from([None, *TYPES]),
    st.sampled_from([None, "", "RU", "de", "xx"]),
)
def test_resolving_any_text(
    resolver: Resolver, text: str, lang: str | None, kind: Any, country: str | None
) -> None:
    (found,) = resolver.resolve_many([text], lang=lang, type=kind, country=country)
    assert found.input == text
    assert (found.status == "resolved") == (found.id is not None)
    assert all(0 <= match.probability <= 1 for match in found.matches)
    assert sum(match.probability for match in found.matches) <= 1 + 1e-9
    assert [match.probability for match in found.matches] == sorted(
        (match.probability for match in found.matches), reverse=True
    )
    assert len({match.id for match in found.matches}) == len(found.matches)
    assert isinstance(found.explain(), str)
    assert isinstance(resolver.explain(text, "place/by/homel", lang=lang), str)


@given(any_text, nasty_text)
def test_comparing_any_texts(first: str, second: str) -> None:
    forth, back = compare(first, second), compare(second, first)
    assert 0 <= forth.probability <= 1
    assert forth.probability == back.probability
    assert isinstance(forth.explain(), str)
    assert compare(second, second).probability > 0.9


@given(nasty_text)
def test_folding_any_text(resolver: Resolver, text: str) -> None:
    fold = resolver.orthography.fold
    assert fold(fold(text)) == fold(text)
    assert fold(text).isascii()


@given(nasty_text)
@example("Костюковичи\ud800\0")
def test_writing_any_text_in_any_scheme(resolver: Resolver, text: str) -> None:
    for writer in resolver.orthography.writers:
        try:
            written = writer.write(text)
        except SchemeError:
            continue
        assert not scripts(written)[writer.scheme.script] or writer.scheme.script == "Latn"


@given(nasty_text)
@settings(max_examples=10)  # each reads every scheme's file
def test_variants_of_any_text(text: str) -> None:
    found = variants(text)
    assert len({variant.text for variant in found}) == len(found)
    assert all(
        Writer(scheme).write(text) == variant.text for variant in found for scheme in variant.schemes[:1]
    )


# Style ----------------------------------------------------------------------------------------


def keeps_its_letters(text: str, style: str) -> bool:
    """Whether a style loses nothing that Unicode itself can't bring back.

    Dotless i becomes I, whose small letter has a dot; and Latin and Cyrillic capitals of one word
    look alike where their small letters don't (В and в), so that writing it in one script differs.
    """
    styled = STYLES[style](text)
    if scripts(unicodedata.normalize("NFKC", text)).keys() >= {"Latn", "Cyrl"}:
        return False
    return unicodedata.normalize("NFC", styled).casefold() == unicodedata.normalize("NFC", text).casefold()


def check_style(resolver: Resolver, text: str, style: str) -> None:
    styled = STYLES[style](text)
    if styled != text and (style.startswith("apostrophe") or keeps_its_letters(text, style)):
        assert answer(resolver.resolve(styled)) == answer(resolver.resolve(text))


@pytest.mark.parametrize("style", STYLES)
def test_style_changes_no_answer_of_known_names(resolver: Resolver, style: str) -> None:
    for name in NAMES:
        check_style(resolver, name, style)


@given(st.data(), st.sampled_from(list(STYLES)))
def test_style_changes_no_answer_of_listed_names(resolver: Resolver, data: st.DataObject, style: str) -> None:
    row = data.draw(st.integers(0, resolver.index.names - 1))
    check_style(resolver, resolver.index.name(row).text, style)


@given(nasty_text, st.sampled_from(list(STYLES)))
def test_style_changes_no_answer_of_any_text(resolver: Resolver, text: str, style: str) -> None:
    check_style(resolver, text, style)


# Entities -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def entities() -> tuple[Entity, ...]:
    """The entities of the default gazetteer, as its files have them."""
    return Gazetteer.load(gazetteer_folder()).entities


def check_name(resolver: Resolver, entity: str, text: str) -> str:
    """Nothing, or what is wrong: a name resolves to its entity, or to one that shares its key."""
    found = resolver.resolve(text)
    index = resolver.index
    sharing = {index.entity(index.owner(row)).id for row, _ in index.spelled(resolver.orthography.fold(text))}
    told = {match.id for match in found.matches}
    if entity not in sharing:
        return f"{text}: not found by its key"
    if found.id == entity or (len(sharing) > 1 and told <= sharing and (found.id or entity in told)):
        return ""
    return f"{text}: {found.status} {sorted(told)} instead of {entity}"


def test_every_listed_name_resolves(resolver: Resolver, entities: tuple[Entity, ...]) -> None:
    asked = [(entity.id, name.text) for entity in entities for name in entity.names]
    assert len(asked) > 10_000
    assert [wrong for entity, text in asked if (wrong := check_name(resolver, entity, text))] == []


def is_word(fold: str) -> bool:
    """Whether a spelling is so short that common words are spelled the same: `oak` and ОАК."""
    return len(fold) <= 5 and fold.isalpha()


def test_what_schemes_make_of_names_resolves(resolver: Resolver, entities: tuple[Entity, ...]) -> None:
    """Each scheme's spelling of 25 native names; a short one, if not resolved, tells the entity."""
    wrong, asked = [], 0
    for writer in resolver.orthography.writers:
        scheme = writer.scheme
        native = [
            (entity.id, name.text)
            for entity in entities
            for name in entity.names
            if writer.suits(name.script, name.lang)
        ]
        for entity, text in random.Random(scheme.id).sample(native, min(len(native), 25)):  # noqa: S311
            try:
                written = writer.write(text)
            except SchemeError:
                continue
            asked += 1
            problem = check_name(resolver, entity, written)
            told = {match.id for match in resolver.resolve(written).matches} if problem else set()
            if problem and not (is_word(resolver.orthography.fold(written)) and entity in told):
                wrong.append(f"{scheme.id}: {problem}")
    assert asked > 1000
    assert wrong == []


def test_every_name_of_a_country_is_found(resolver: Resolver) -> None:
    """ICU names them in all its languages; some names are shared, short ones also with words."""
    index = resolver.index
    rows = [row for row in range(index.names) if index.entity(index.owner(row)).kind == COUNTRY]
    assert len(rows) > 10_000
    for row in random.Random(2).sample(rows, 500):  # noqa: S311
        name, entity = index.name(row), index.entity(index.owner(row)).id
        problem = check_name(resolver, entity, name.text)
        told = {match.id for match in resolver.resolve(name.text, lang=name.lang).matches}
        assert not problem or entity in told, (name, problem)
