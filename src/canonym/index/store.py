"""The index file: named sections of plain numbers and text behind one checked header.

Layout: 8 bytes of magic, the header's length and CRC-32 (two little-endian uint32), the header
in JSON, then the sections, each at a multiple of 8 bytes. The header tells the format, the ICU
version that folded the names, and each section's place, length and CRC-32. A section is checked
when it is first read, so that opening costs the same however large the file is.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import struct
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from canonym.errors import IndexFileError

MAGIC = b"CANONYM\n"
FORMAT = 1
_PREFIX = struct.Struct("<8sII")
_ALIGNMENT = 8


def pack(sections: Mapping[str, bytes], facts: Mapping[str, Any]) -> bytes:
    """The bytes of an index file. The same sections and facts always give the same bytes."""
    table = {}
    at = 0
    for name, data in sections.items():
        table[name] = [at, len(data), zlib.crc32(data)]
        at += _padded(len(data))
    header = json.dumps({"format": FORMAT, **facts, "sections": table}, ensure_ascii=False).encode()
    start = _padded(_PREFIX.size + len(header))
    body = [_PREFIX.pack(MAGIC, len(header), zlib.crc32(header)) + header]
    body[0] = body[0].ljust(start, b"\0")
    body += [data.ljust(_padded(len(data)), b"\0") for data in sections.values()]
    return b"".join(body)


def write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step: whoever reads sees the old one or the new one.

    Raises:
        IndexFileError: the folder can't be written to.
    """
    import tempfile  # only for who writes

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.chmod(0o644)
            temporary.replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise IndexFileError(f"{path}: {error.strerror or error}") from error


class IndexFile:
    """An index file that is open for reading: memory-mapped, or in memory."""

    __slots__ = ("_checked", "_content", "_start", "_table", "facts", "origin")

    def __init__(self, content: bytes | mmap.mmap, origin: str) -> None:
        self.origin = origin
        self._content = memoryview(content)
        self._checked: dict[str, memoryview] = {}
        self.facts = self._header()
        self._table: dict[str, list[int]] = self.facts.pop("sections")
        end = max((at + length for at, length, _ in self._table.values()), default=0)
        if len(self._content) < self._start + end:
            raise IndexFileError(f"{origin}: the file is cut off; build it again with `normalize build`")

    @classmethod
    def open(cls, path: Path) -> IndexFile:
        """Map a file.

        Raises:
            IndexFileError: it can't be read, is no index, is cut off, or of another format.
        """
        try:
            with path.open("rb") as file:
                content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:  # ValueError: an empty file can't be mapped
            reason = error.strerror if isinstance(error, OSError) and error.strerror else "empty file"
            raise IndexFileError(f"{path}: {reason}") from error
        return cls(content, str(path))

    def section(self, name: str, kind: str = "B") -> memoryview:
        """A section as numbers of a `struct` kind ("B" bytes, "I" uint32, "Q" uint64, "f" float32).

        Raises:
            IndexFileError: the section is missing or damaged.
        """
        found = self._checked.get(name)
        if found is None:
            if name not in self._table:
                raise IndexFileError(f"{self.origin}: no section {name!r}; build the index again")
            at, length, checksum = self._table[name]
            found = self._content[self._start + at : self._start + at + length]
            if zlib.crc32(found) != checksum:
                raise IndexFileError(f"{self.origin}: section {name!r} is damaged; build the index again")
            found = self._checked[name] = found.cast(kind)  # type: ignore[call-overload]
        return found

    def _header(self) -> dict[str, Any]:
        if len(self._content) < _PREFIX.size or self._content[: len(MAGIC)] != MAGIC:
            raise IndexFileError(f"{self.origin}: not an index of canonym")
        _, length, checksum = _PREFIX.unpack(self._content[: _PREFIX.size])
        raw = bytes(self._content[_PREFIX.size : _PREFIX.size + length])
        if not raw or len(raw) < length or zlib.crc32(raw) != checksum:
            raise IndexFileError(f"{self.origin}: the header is damaged; build the index again")
        self._start = _padded(_PREFIX.size + length)
        facts: dict[str, Any] = json.loads(raw)
        if sys.byteorder != "little":  # numbers are read where they lie
            raise IndexFileError(f"{self.origin}: index files are for little-endian machines")
        if facts["format"] != FORMAT:
            raise IndexFileError(
                f"{self.origin}: format {facts['format']}, this version reads {FORMAT}; build the index again"
            )
        return facts


def _padded(length: int) -> int:
    return -(-length // _ALIGNMENT) * _ALIGNMENT
