"""Read an index file where it lies: mapped, each block checked when it is first looked at.

Layout, all numbers little-endian:

head      8 bytes of magic, the length and CRC-32 of a line of JSON, and that line: `{"format": 6}`
sections  each at a multiple of 8 bytes, filled up with zeros
table     a CRC-32 (uint32) of each block of each section, with what fills the section up
header    JSON: facts, block size, each section's place, length and first row of the table
end       where the table starts, its rows, the header's length, CRC-32 of table and header,
          CRC-32 of these numbers, 8 bytes of magic

The head is that of every format, so that any version can name the format of any file. Opening
reads head, table, header and end: 300 kB of a file of 1.2 GB.
"""

from __future__ import annotations

import json
import mmap
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any
from zlib import crc32

from canonym.errors import IndexFileError
from canonym.index.section import Expect, Section

FORMAT = 6
MAGIC = b"CANONYM\n"
END_MAGIC = b"\nMYNONAC"
ALIGNMENT = 8
PREFIX = struct.Struct("<8sII")
END = struct.Struct("<QIII")
# The CRC-32 over the numbers before, and the magic.
SEAL = struct.Struct("<I8s")
# Linux reads no more ahead at one request, whatever is asked for.
_READ_AHEAD = 1 << 17


def head(version: int = FORMAT) -> bytes:
    """The first bytes of a file."""
    line = json.dumps({"format": version}).encode()
    return padded(PREFIX.pack(MAGIC, len(line), crc32(line)) + line)


def expectation(content: bytes | mmap.mmap) -> Expect:
    """What to tell that some bytes come next, so that they are read in one go.

    Left alone, a system reads ahead of every place that is looked at: many blocks for one. Where
    it takes no advice, reading is slower and no worse.
    """
    if sys.platform == "win32" or not isinstance(content, mmap.mmap):
        return lambda _start, _stop: None

    def expect(start: int, stop: int) -> None:
        with suppress(OSError):
            for place in range(start - start % mmap.PAGESIZE, stop, _READ_AHEAD):
                content.madvise(mmap.MADV_WILLNEED, place, min(_READ_AHEAD, stop - place))

    with suppress(OSError):
        content.madvise(mmap.MADV_RANDOM)
    return expect


def padded(content: bytes) -> bytes:
    """Filled up with zeros to a multiple of 8 bytes."""
    return content + bytes(-len(content) % ALIGNMENT)


class IndexFile:
    """An index file that is open for reading: memory-mapped, or in memory."""

    __slots__ = ("_block", "_checksums", "_content", "_expect", "_places", "_sections", "facts", "origin")

    def __init__(self, content: bytes | mmap.mmap, origin: str) -> None:
        """`origin` is what errors call the file.

        Raises:
            IndexFileError: it is no index, is cut off, or of another format.
        """
        self.origin = origin
        self._content = memoryview(content)
        self._expect = expectation(content)
        self._sections: dict[tuple[str, str], Section] = {}
        self._check_head()
        header = self._header()
        self.facts: dict[str, Any] = {"format": FORMAT, **header["facts"]}
        self._block: int = header["block"]
        self._places: dict[str, list[int]] = header["sections"]

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

    def section(self, name: str, kind: str = "B") -> Section:
        """A section as numbers of a `struct` kind: "B" bytes, "H", "I", "Q" uint16, 32, 64, "f" float32.

        Raises:
            IndexFileError: there is no such section.
        """
        found = self._sections.get((name, kind))
        if found is None:
            if name not in self._places:
                raise IndexFileError(f"{self.origin}: no section {name!r}; build the index again")
            expect = self._expect
            at, length, first = self._places[name]
            end = at + length + -length % ALIGNMENT
            found = self._sections[name, kind] = Section(
                self._content[at:end],
                length,
                kind,
                self._checksums[first : first + -(-(end - at) // self._block)],
                self._block,
                lambda start, stop: expect(at + start, at + stop),
                f"{self.origin}: section {name!r} is damaged; build the index again",
            )
        return found

    def _check_head(self) -> None:
        expected = head()
        if self._content[: len(expected)] != expected:
            if len(self._content) < PREFIX.size or self._content[: len(MAGIC)] != MAGIC:
                raise IndexFileError(f"{self.origin}: not an index of canonym")
            version = self._version()
            if version in (None, FORMAT):
                raise IndexFileError(f"{self.origin}: the header is damaged; build the index again")
            raise IndexFileError(
                f"{self.origin}: format {version}, this version reads {FORMAT}; build the index again"
            )
        if sys.byteorder != "little":  # numbers are read where they lie
            raise IndexFileError(f"{self.origin}: index files are for little-endian machines")

    def _version(self) -> Any:
        """The format that the head tells, or None if it is damaged."""
        _, length, checksum = PREFIX.unpack(self._content[: PREFIX.size])
        line = bytes(self._content[PREFIX.size : PREFIX.size + length])
        return json.loads(line)["format"] if line and crc32(line) == checksum else None

    def _header(self) -> dict[str, Any]:
        """What the header tells; the table of checksums on the way."""
        tail = len(self._content) - END.size - SEAL.size
        checksum, magic = SEAL.unpack(self._content[-SEAL.size :])
        if magic != END_MAGIC:
            raise IndexFileError(f"{self.origin}: the file is cut off; build it again with `normalize build`")
        numbers = self._content[tail : -SEAL.size]
        start, rows, _, trailer = END.unpack(numbers)
        if crc32(numbers) != checksum or self._checksum(start, tail) != trailer:
            raise IndexFileError(f"{self.origin}: the header is damaged; build the index again")
        self._checksums = self._content[start : start + 4 * rows].cast("I")
        found: dict[str, Any] = json.loads(bytes(self._content[start + 4 * rows : tail]))
        return found

    def _checksum(self, start: int, stop: int) -> int:
        self._expect(start, stop)
        return crc32(self._content[start:stop])
