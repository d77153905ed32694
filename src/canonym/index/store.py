"""Write an index file as a stream, and put it in its place in one step. `mapped` tells the layout."""

from __future__ import annotations

import contextlib
import io
import json
import os
from array import array
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from zlib import crc32

from canonym.errors import IndexFileError
from canonym.index.mapped import ALIGNMENT, END, END_MAGIC, SEAL, head

if TYPE_CHECKING:
    import numpy as np
    from _typeshed import ReadableBuffer

    Data = ReadableBuffer | np.ndarray[Any, Any]

# Bytes that are checked at once. Less makes a first look cheaper, and the table that is checked at
# each opening longer.
BLOCK = 1 << 14
_BUFFER = 1 << 20


class IndexWriter:
    """Writes sections one after the other, each in pieces of any size: the pieces change no byte.

        writer = IndexWriter(file)
        with writer.section("key") as add:
            add(keys)
        writer.finish({"icu": "77.1"})

    Numbers must be little-endian, as they are on nearly every machine.
    """

    def __init__(self, file: BinaryIO, *, block: int = BLOCK) -> None:
        """`file` is buffered and empty; `block` is a power of two, at least 8."""
        self._file = file
        self._block = block
        self._at = file.write(head())
        self._sections: dict[str, list[int]] = {}
        self._checksums = array("I")
        # Of the block that is being written: its bytes so far, and their CRC-32.
        self._filled = self._checksum = 0
        # What is being done, if that forbids to begin something else.
        self._busy = ""

    @contextlib.contextmanager
    def section(self, name: str) -> Iterator[Callable[[Data], None]]:
        """Begin a section; what it gives adds to it: bytes, or an array of numbers.

        Raises:
            ValueError: another section is open, failed, or has this name; or all is finished.
        """
        self._expect_idle()
        if name in self._sections:
            raise ValueError(f"section {name!r} is there already")
        self._busy = f"section {name!r} isn't complete"
        start, first = self._at, len(self._checksums)
        yield self._add
        length = self._at - start
        self._add(bytes(-length % ALIGNMENT))
        if self._filled:
            self._end_block()
        self._sections[name] = [start, length, first]
        self._busy = ""

    def finish(self, facts: Mapping[str, Any]) -> None:
        """Write what comes after the last section. `facts` are what JSON can hold.

        Raises:
            ValueError: a section is open or failed, or all is finished.
        """
        self._expect_idle()
        self._busy = "the file is finished"
        table = self._checksums.tobytes()
        told = {"block": self._block, "facts": dict(facts), "sections": self._sections}
        header = json.dumps(told, ensure_ascii=False).encode()
        end = END.pack(self._at, len(self._checksums), len(header), crc32(header, crc32(table)))
        for part in (table, header, end, SEAL.pack(crc32(end), END_MAGIC)):
            self._file.write(part)

    def _expect_idle(self) -> None:
        if self._busy:
            raise ValueError(self._busy)

    def _add(self, data: Data) -> None:
        numbers = memoryview(data)  # type: ignore[arg-type]
        if not numbers.nbytes:  # what is empty can't be cast
            return
        view = numbers.cast("B")
        self._file.write(view)
        self._at += len(view)
        done = 0
        while done < len(view):
            piece = view[done : done + self._block - self._filled]
            self._checksum = crc32(piece, self._checksum)
            self._filled += len(piece)
            done += len(piece)
            if self._filled == self._block:
                self._end_block()

    def _end_block(self) -> None:
        self._checksums.append(self._checksum)
        self._filled = self._checksum = 0


def pack(sections: Mapping[str, Data], facts: Mapping[str, Any], *, block: int = BLOCK) -> bytes:
    """The bytes of an index file. The same sections and facts always give the same bytes."""
    file = io.BytesIO()
    writer = IndexWriter(file, block=block)
    for name, data in sections.items():
        with writer.section(name) as add:
            add(data)
    writer.finish(facts)
    return file.getvalue()


def write(path: Path, content: bytes) -> None:
    """Put a file in its place in one step.

    Raises:
        IndexFileError: the folder can't be written to.
    """
    with replacing(path) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes its place in one step: whoever reads sees the old one or the new one.

    What fails in the `with` leaves the old file, and so does the end of the process.

    Raises:
        IndexFileError: the folder can't be written to, or another OSError came from the `with`.
    """
    import tempfile  # only for who writes

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(handle, "wb", _BUFFER) as file:
                yield file
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
