"""Columns of an open index that are more than numbers in a row."""

from __future__ import annotations

from canonym.index.mapped import IndexFile


class Pairs:
    """Sorted keys, and beside each what has it."""

    __slots__ = ("_keys", "_posts")

    def __init__(self, file: IndexFile, name: str, kind: str = "I") -> None:
        self._keys = file.section(f"{name}_key", kind)
        self._posts = file.section(f"{name}_post", "I")

    def of(self, key: int) -> list[int]:
        """What has a key, in order."""
        start, stop = self._keys.span(key)
        return self._posts.read(start, stop).tolist() if start < stop else []

    def __len__(self) -> int:
        return len(self._keys)


class Texts:
    """Texts of different lengths, one behind the other."""

    __slots__ = ("_at", "_text")

    def __init__(self, file: IndexFile, name: str) -> None:
        self._text = file.section(name)
        self._at = file.section(f"{name}_at", "I")

    def text(self, row: int) -> str:
        """One text."""
        return str(self._text.read(*self._at.pair(row)), "utf-8")

    def __len__(self) -> int:
        return len(self._at) - 1
