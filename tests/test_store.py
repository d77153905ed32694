"""The index file: written as a stream, put in its place in one step, read where it lies."""

from __future__ import annotations

import io
import json
import mmap
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym.errors import IndexFileError
from canonym.index.mapped import FORMAT, MAGIC, IndexFile, head
from canonym.index.store import BLOCK, IndexWriter, pack, replacing, write

SECTIONS = {
    "text": "Гомель".encode(),
    "numbers": struct.pack("<3Q", 1, 2**63, 3),
    "none": b"",
    "last": b"abc",
}
FACTS = {"icu": "77.1", "note": "Łacinka"}
# So small that the sections have several blocks.
SMALL = 8


def content_of(file: IndexFile, names: list[str]) -> dict[str, bytes]:
    return {name: bytes(file.section(name).whole()) for name in names}


@given(
    sections=st.dictionaries(st.text(max_size=5), st.binary(max_size=40), max_size=4),
    facts=st.dictionaries(st.sampled_from(["icu", "format", "block", "é"]), st.integers() | st.text()),
    block=st.sampled_from([8, 16, BLOCK]),
)
def test_what_goes_in_comes_out(sections: dict[str, bytes], facts: dict[str, Any], block: int) -> None:
    content = pack(sections, facts, block=block)
    assert content == pack(sections, facts, block=block)  # always the same bytes
    file = IndexFile(content, "memory")
    assert file.facts == {"format": FORMAT, **facts}
    assert content_of(file, list(sections)) == sections


@given(
    sections=st.lists(st.lists(st.binary(max_size=2 * SMALL + 1), max_size=5), max_size=4),
    block=st.sampled_from([8, 16, BLOCK]),
)
def test_pieces_change_no_byte(sections: list[list[bytes]], block: int) -> None:
    file = io.BytesIO()
    writer = IndexWriter(file, block=block)
    for number, pieces in enumerate(sections):
        with writer.section(str(number)) as add:
            for piece in pieces:
                add(piece)
    writer.finish(FACTS)
    whole = {str(number): b"".join(pieces) for number, pieces in enumerate(sections)}
    assert file.getvalue() == pack(whole, FACTS, block=block)


def test_sections_stand_where_numbers_may_be_read() -> None:
    content = pack(SECTIONS, FACTS)
    assert [content.index(SECTIONS[name]) % 8 for name in ("text", "numbers", "last")] == [0, 0, 0]
    file = IndexFile(content, "memory")
    numbers = file.section("numbers", "Q")
    assert numbers.whole().tolist() == [1, 2**63, 3]
    assert file.section("numbers", "Q") is numbers
    assert file.section("numbers").read(0, 8).tolist() == [1, 0, 0, 0, 0, 0, 0, 0]
    with pytest.raises(IndexFileError, match=r"^memory: no section 'more'; build the index again$"):
        file.section("more")


@pytest.mark.parametrize("platform", ["win32", sys.platform])
def test_a_file_is_mapped(platform: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    sections = SECTIONS | {"long": os.urandom(300_000)}
    path = tmp_path / "a.canonym"
    write(path, pack(sections, FACTS))
    file = IndexFile.open(path)
    assert file.origin == str(path)
    assert content_of(file, list(sections)) == sections


class Stubborn(mmap.mmap):
    """A mapped file on a system that takes no advice."""

    def madvise(self, *_: int) -> None:
        raise OSError(22, "Invalid argument")


def test_a_system_that_takes_no_advice(tmp_path: Path) -> None:
    path = tmp_path / "a.canonym"
    write(path, pack(SECTIONS, FACTS))
    with path.open("rb") as file:
        mapped = Stubborn(file.fileno(), 0, access=mmap.ACCESS_READ)
    assert content_of(IndexFile(mapped, str(path)), list(SECTIONS)) == SECTIONS


def test_a_writer_is_used_in_order() -> None:
    writer = IndexWriter(io.BytesIO())
    with writer.section("a"):
        with pytest.raises(ValueError, match="'a' isn't complete"), writer.section("b"):
            pass
        with pytest.raises(ValueError, match="'a' isn't complete"):
            writer.finish({})
    with pytest.raises(ValueError, match="'a' is there already"), writer.section("a"):
        pass
    writer.finish({})
    with pytest.raises(ValueError, match="finished"):
        writer.finish({})


def test_a_section_that_failed_is_no_part_of_a_file() -> None:
    writer = IndexWriter(io.BytesIO())
    with pytest.raises(ZeroDivisionError), writer.section("a"):
        raise ZeroDivisionError
    with pytest.raises(ValueError, match="'a' isn't complete"):
        writer.finish({})


# Damage


@pytest.mark.parametrize("block", [SMALL, BLOCK])
def test_a_file_that_is_cut_off_anywhere_is_refused(block: int) -> None:
    whole = pack(SECTIONS, FACTS, block=block)
    for size in range(len(whole)):
        with pytest.raises(IndexFileError, match=r"^memory: "):
            IndexFile(whole[:size], "memory")
    for more in (b"\0", whole):
        with pytest.raises(IndexFileError, match=r"^memory: "):
            IndexFile(whole + more, "memory")


@pytest.mark.parametrize("block", [SMALL, BLOCK])
@pytest.mark.parametrize("change", [0x01, 0x55, 0xFF])
def test_every_byte_that_has_changed_is_found(change: int, block: int) -> None:
    """Also those that only fill up."""
    whole = pack(SECTIONS, FACTS, block=block)
    for place in range(len(whole)):
        content = whole[:place] + bytes([whole[place] ^ change]) + whole[place + 1 :]
        with pytest.raises(IndexFileError, match=r"^memory: (.*build (the index|it) again|not an index)"):
            content_of(IndexFile(content, "memory"), list(SECTIONS))


def test_a_damaged_section_does_not_hide_the_others() -> None:
    whole = pack(SECTIONS, FACTS)
    file = IndexFile(whole.replace("Гомель".encode(), "Гамель".encode()), "memory")
    assert file.section("numbers", "Q").whole().tolist() == [1, 2**63, 3]
    with pytest.raises(IndexFileError) as caught:
        file.section("text").whole()
    assert str(caught.value) == "memory: section 'text' is damaged; build the index again"


def test_the_table_of_checksums_is_checked_too() -> None:
    data = os.urandom(4 * BLOCK)
    content = bytearray(pack({"data": data}, {}))
    place = content.rindex(zlib.crc32(data[:BLOCK]).to_bytes(4, "little"))
    content[place] ^= 1
    with pytest.raises(IndexFileError, match="the header is damaged"):
        IndexFile(bytes(content), "memory")


def other_format(version: int) -> bytes:
    """What a file of format 1 looks like, or begins with in any other."""
    line = json.dumps({"format": version, "icu": "77.1", "sections": {}}).encode()
    return MAGIC + struct.pack("<II", len(line), zlib.crc32(line)) + line + bytes(64)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "not an index of canonym"),
        (b"canonym\n" + bytes(100), "not an index of canonym"),
        (MAGIC, "not an index of canonym"),
        (MAGIC + bytes(100), "the header is damaged; build the index again"),
        (MAGIC + b"\xff" * 100, "the header is damaged; build the index again"),
        (other_format(1), f"format 1, this version reads {FORMAT}; build the index again"),
        (
            other_format(FORMAT + 1),
            f"format {FORMAT + 1}, this version reads {FORMAT}; build the index again",
        ),
        (head(), "the file is cut off; build it again with `normalize build`"),
    ],
    ids=["foreign", "small letters", "short", "zeros", "ones", "older", "newer", "head only"],
)
def test_a_file_that_is_no_index_of_this_version(content: bytes, message: str) -> None:
    with pytest.raises(IndexFileError) as caught:
        IndexFile(content, "memory")
    assert str(caught.value) == f"memory: {message}"


def test_other_versions_can_tell_the_format() -> None:
    """Format 1 was read in this way."""
    content = pack(SECTIONS, FACTS)
    magic, length, checksum = struct.unpack_from("<8sII", content)
    line = content[16 : 16 + length]
    assert (magic, zlib.crc32(line), json.loads(line)["format"]) == (MAGIC, checksum, FORMAT)


def test_a_machine_that_reads_numbers_backwards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "byteorder", "big")
    with pytest.raises(IndexFileError, match="little-endian"):
        IndexFile(pack(SECTIONS, FACTS), "memory")


@pytest.mark.parametrize(
    ("name", "reason"),
    [("no", "No such file or directory"), ("folder", "Is a directory"), ("empty", "empty file")],
)
def test_a_file_that_cannot_be_opened(name: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "empty").touch()
    with pytest.raises(IndexFileError) as caught:
        IndexFile.open(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {reason}"


# Writing


def test_writing_makes_folders_and_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "x.canonym"
    for content in (b"one", b"two"):
        write(path, content)
        assert path.read_bytes() == content
        assert path.stat().st_mode & 0o777 == 0o644
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("where", ["in the with", "at the end"])
@pytest.mark.parametrize("clean", [True, False])
def test_writing_that_fails_leaves_what_was_there(
    error: BaseException, where: str, clean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.canonym"
    write(path, b"old")

    def fail(_: int) -> None:
        raise error

    def write_new() -> None:
        with replacing(path) as file:
            file.write(b"new")
            if where == "in the with":
                fail(0)

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        if not clean:  # as where a folder lets files be made but not removed
            broken.setattr(Path, "unlink", lambda _: Path("/nowhere").stat())
        with pytest.raises((IndexFileError, KeyboardInterrupt)) as caught:
            write_new()
    if isinstance(error, OSError):
        assert str(caught.value) == f"{path}: No space left on device"
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == (1 if clean else 2)


@pytest.mark.parametrize("target", ["file/x.canonym", "folder"])
def test_a_place_that_cannot_be_written_to(target: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    with pytest.raises(IndexFileError) as caught:
        write(tmp_path / target, b"new")
    assert str(caught.value).startswith(f"{tmp_path / target}: ")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["file", "folder"]


KILLED = """\
import os, pathlib, sys
from canonym.index.store import replacing
with replacing(pathlib.Path(sys.argv[1])) as file:
    file.write(bytes(3_000_000))
    os._exit(9)
"""


def test_a_process_that_is_killed_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "x.canonym"
    write(path, b"old")
    ran = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert ran.returncode == 9
    assert path.read_bytes() == b"old"


def test_reading_needs_no_arrays() -> None:
    code = "import canonym.index.mapped, canonym.index.store, sys; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
