"""Compile a lexicon: what is told in `lexicon`."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable

import icu

from canonym.given_names import SEXES, GivenName
from canonym.index.columns import Texts, as_json
from canonym.index.keys import given_key
from canonym.index.store import IndexWriter
from canonym.orthography import Orthography
from canonym.records import Entity
from canonym.script import main_script
from canonym.terms import patronymic_ends, title_sexes
from canonym.vocabulary import Vocabulary

# Scripts whose names schemes write in Latin letters much as bearers do.
_WRITTEN = ("Cyrl", "Grek", "Armn", "Geor")


def build_lexicon(
    given_names: Iterable[GivenName], things: Iterable[Entity], orthography: Orthography, state: str = ""
) -> bytes:
    """The bytes of a lexicon; `state` tells what it was made from."""
    pairs: set[tuple[int, int]] = set()
    ids, forms = Texts(), Texts()
    sexes = bytearray()
    for number, given in enumerate(given_names):
        ids.add(given.id.encode())
        sexes.append(SEXES.index(given.sex))
        latin: set[str] = set()
        for short, names in ((0, given.names), (1, given.short)):
            for lang, text in names:
                script = main_script(text)
                folds = _folds(orthography, text, lang)
                pairs |= {(given_key(fold, script == "Hani"), number << 1 | short) for fold in folds}
                latin |= folds if script == "Latn" and not short else set()
        forms.add(" ".join(sorted(latin)).encode())
    vocabulary = Vocabulary.load(orthography.fold)
    file = io.BytesIO()
    writer = IndexWriter(file)
    ordered = sorted(pairs)
    for name, column in (
        ("given_key", array("Q", (key for key, _ in ordered))),
        ("given_post", array("I", (post for _, post in ordered))),
        ("given_id", ids.text),
        ("given_id_at", ids.at),
        ("given_forms", forms.text),
        ("given_forms_at", forms.at),
        ("given_sex", sexes),
        ("concepts", as_json(vocabulary.concepts)),
        ("terms", as_json(vocabulary.spellings)),
        ("made_of", as_json(vocabulary.made_of)),
        ("title_sex", as_json(title_sexes())),
        ("known", as_json(_known(things, orthography))),
        ("patronymic_ends", as_json(sorted(patronymic_ends(orthography.fold)))),
    ):
        with writer.section(name) as add:
            add(column)
    writer.finish({"icu": icu.ICU_VERSION, "state": state})
    return file.getvalue()


def _known(things: Iterable[Entity], orthography: Orthography) -> dict[str, list[str]]:
    """The ids of the things that have a name, by its fold without spaces."""
    found: dict[str, set[str]] = {}
    for entity in things:
        for name in entity.names:
            found.setdefault(orthography.fold(name.text).replace(" ", ""), set()).add(entity.id)
    return {key: sorted(ids) for key, ids in sorted(found.items()) if key}


def _folds(orthography: Orthography, text: str, lang: str) -> set[str]:
    """What a given name is spelled like, without spaces."""
    script = main_script(text)
    found = {orthography.fold(text)}
    if script in _WRITTEN:
        found |= {fold for _, fold in orthography.write(text, lang, script)}
    return {fold.replace(" ", "") for fold in found}
