"""Texts get the numbers that a dictionary would give them, whatever their hashes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.index import forms
from canonym.index.forms import Forms

portions = st.lists(st.lists(st.text("abc ", max_size=4), unique=True, max_size=12), max_size=8)


@given(portions, st.sampled_from([hash, len, lambda _text: -1]))
def test_texts_are_numbered_as_they_come(found: list[list[str]], hashed: object) -> None:
    """Also if many share a hash, and if the table must grow."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forms, "_FIRST_SIZE", 4)
        patch.setattr(forms, "hash", hashed, raising=False)
        numbered, known = Forms(), dict[str, int]()
        for texts in found:
            expected = [known.setdefault(text, len(known)) for text in texts]
            assert numbered.number(texts).tolist() == expected
        assert len(numbered) == len(known)
        assert [numbered.texts[number].decode() for number in range(len(known))] == list(known)
