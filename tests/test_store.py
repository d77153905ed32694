"""The index file, and where the default one lies."""

from __future__ import annotations

import os
import struct
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canonym import embedded
from canonym.errors import CanonymError, DataError, IndexFileError
from canonym.gazetteer import Gazetteer
from canonym.index.store import FORMAT, MAGIC, IndexFile, pack, write
from canonym.resolve import Resolver

SECTIONS = {
    "text": "Гомель".encode(),
    "numbers": struct.pack("<3Q", 1, 2**63, 3),
    "none": b"",
    "last": b"abc",
}
FACTS = {"icu": "77.1", "note": "Łacinka"}


@given(
    sections=st.dictionaries(st.text(max_size=5), st.binary(max_size=40), max_size=4),
    facts=st.dictionaries(st.sampled_from(["icu", "state", "é"]), st.integers() | st.text()),
)
def test_what_goes_in_comes_out(sections: dict[str, bytes], facts: dict[str, Any]) -> None:
    content = pack(sections, facts)
    assert content == pack(sections, facts)  # always the same bytes
    file = IndexFile(content, "memory")
    assert file.facts == {"format": FORMAT, **facts}
    for name, data in sections.items():
        assert bytes(file.section(name)) == data


def test_sections_are_read_as_numbers_where_they_lie() -> None:
    content = pack(SECTIONS, FACTS)
    assert [content.index(SECTIONS[name]) % 8 for name in ("text", "numbers", "last")] == [0, 0, 0]
    file = IndexFile(content, "memory")
    numbers = file.section("numbers", "Q")
    assert numbers.tolist() == [1, 2**63, 3]
    assert file.section("numbers", "Q") is numbers
    assert file.section("none", "Q").tolist() == []
    with pytest.raises(IndexFileError, match=r"^memory: .*'more'"):
        file.section("more")


def test_a_file_is_mapped(tmp_path: Path) -> None:
    path = tmp_path / "a.canonym"
    write(path, pack(SECTIONS, FACTS))
    file = IndexFile.open(path)
    assert file.origin == str(path)
    assert {name: bytes(file.section(name)) for name in SECTIONS} == SECTIONS


def test_a_file_that_is_cut_off_anywhere_is_refused() -> None:
    whole = pack(SECTIONS, FACTS)
    filling = 8 - len(SECTIONS["last"])
    for size in range(len(whole) - filling):
        with pytest.raises(IndexFileError, match=r"^memory: "):
            IndexFile(whole[:size], "memory")
    for size in range(len(whole) - filling, len(whole)):  # only what fills up the last section is missing
        assert bytes(IndexFile(whole[:size], "memory").section("last")) == SECTIONS["last"]


def test_a_byte_that_has_changed_is_found_or_of_no_use() -> None:
    whole = pack(SECTIONS, FACTS)
    found = []
    for place in range(len(whole)):
        content = whole[:place] + bytes([whole[place] ^ 0x55]) + whole[place + 1 :]
        try:
            file = IndexFile(content, "memory")
            assert {name: bytes(file.section(name)) for name in SECTIONS} == SECTIONS
        except IndexFileError:
            found.append(place)
    assert len(found) >= len(whole) - 4 * 7  # what fills up four pieces to eight bytes is of no use


def test_a_damaged_section_does_not_hide_the_others() -> None:
    whole = pack(SECTIONS, FACTS)
    file = IndexFile(whole.replace("Гомель".encode(), "Гамель".encode()), "memory")
    assert file.section("numbers", "Q").tolist() == [1, 2**63, 3]
    with pytest.raises(IndexFileError, match="'text' is damaged"):
        file.section("text")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "memory: not an index of canonym"),
        (b"canonym\n" + bytes(100), "memory: not an index of canonym"),
        (MAGIC, "memory: not an index of canonym"),
        (MAGIC + bytes(100), "memory: the header is damaged"),
        (MAGIC + b"\xff" * 100, "memory: the header is damaged"),
        (pack({}, {"format": FORMAT + 1}), f"memory: format {FORMAT + 1}, this version reads {FORMAT}"),
    ],
    ids=["foreign", "small letters", "short", "zeros", "ones", "newer"],
)
def test_a_file_that_is_no_index_of_this_version(content: bytes, message: str) -> None:
    with pytest.raises(IndexFileError) as caught:
        IndexFile(content, "memory")
    assert str(caught.value).startswith(message)


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


def test_writing_makes_folders_and_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "x.canonym"
    for content in (b"one", b"two"):
        write(path, content)
        assert path.read_bytes() == content
        assert path.stat().st_mode & 0o777 == 0o644
        assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=repr)
@pytest.mark.parametrize("clean", [True, False])
def test_writing_that_fails_leaves_what_was_there(
    error: BaseException, clean: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.canonym"
    write(path, b"old")

    def fail(_: int) -> None:
        raise error

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        if not clean:  # as where a folder lets files be made but not removed
            broken.setattr(Path, "unlink", lambda _: Path("/nowhere").stat())
        with pytest.raises((IndexFileError, KeyboardInterrupt)) as caught:
            write(path, b"new")
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


# The default index


class Checkout:
    """A checkout with one entity, and how often its index was built."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.cache = root / "cache"
        self.index = root / "data" / "default.canonym"
        self.built = 0
        self.name("place/x", "Xanadu")
        (root / "package" / "schemes").mkdir(parents=True)
        self._patch = monkeypatch
        self.data(root / "data")
        monkeypatch.setattr(embedded, "_CHECKOUT", root)
        monkeypatch.setattr(embedded, "_PACKAGE", root / "package")
        monkeypatch.setattr("platformdirs.user_cache_path", lambda _: self.cache)
        monkeypatch.setattr("canonym.sources.countries.countries", lambda: iter(()))
        self._build = embedded.build_default
        monkeypatch.setattr(embedded, "build_default", self.build)

    def data(self, folder: Path) -> None:
        self._patch.setattr(embedded, "_DATA", folder)
        self._patch.setattr(embedded, "_INDEX", folder / "default.canonym")

    def name(self, entity: str, name: str, folder: str = "gazetteers") -> None:
        path = self.root / folder / f"{entity}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f'id = "{entity}"\nlabel = "{name}"\nnames = [["en", "Latn", "{name}", "endonym", "s"]]\n'
        path.write_text(text, "utf-8")

    def answer(self, name: str) -> str | None:
        return Resolver().resolve(name).id

    def build(self, *arguments: Any) -> bytes:
        self.built += 1
        return self._build(*arguments)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checkout:
    return Checkout(tmp_path, monkeypatch)


def test_a_checkout_builds_its_index_once(checkout: Checkout) -> None:
    assert [checkout.answer("Xanadu"), checkout.answer("Xanadu")] == ["place/x", "place/x"]
    assert checkout.built == 1
    assert checkout.index.exists()
    assert not checkout.cache.exists()


def test_a_checkout_builds_again_when_data_has_changed(checkout: Checkout) -> None:
    checkout.answer("Xanadu")
    checkout.name("place/y", "Ysgard")
    assert checkout.answer("Ysgard") == "place/y"
    for source in ("schemes/x.toml", "fold.py"):
        (checkout.root / "package" / source).write_text("", "utf-8")
        checkout.answer("Xanadu")
    (checkout.root / "package" / "notes.txt").touch()
    checkout.answer("Xanadu")
    assert checkout.built == 4


@pytest.mark.parametrize(
    "content", [b"", b"foreign", pack({"meta": b"{}"}, {"icu": "1.0"})], ids=["empty", "foreign", "other ICU"]
)
def test_a_checkout_builds_again_what_is_of_no_use(content: bytes, checkout: Checkout) -> None:
    checkout.index.parent.mkdir()
    checkout.index.write_bytes(content)
    assert checkout.answer("Xanadu") == "place/x"


def test_a_checkout_that_cannot_be_written_to_uses_the_cache(checkout: Checkout) -> None:
    (checkout.root / "file").touch()
    checkout.data(checkout.root / "file" / "data")
    assert [checkout.answer("Xanadu"), checkout.answer("Xanadu")] == ["place/x", "place/x"]
    assert len(list(checkout.cache.iterdir())) == 1
    assert checkout.built == 1, "what lies in the cache is not built anew at each start"


def test_nowhere_to_write(checkout: Checkout) -> None:
    (checkout.root / "file").touch()
    checkout.data(checkout.root / "file" / "data")
    checkout.cache = checkout.root / "file" / "cache"
    with pytest.raises(IndexFileError, match="cache"):
        checkout.answer("Xanadu")


def test_gazetteers_that_are_wrong_or_not_there(checkout: Checkout) -> None:
    path = checkout.root / "gazetteers" / "place" / "x.toml"
    path.write_text("id = 1\n", "utf-8")
    with pytest.raises(DataError, match=f"{path}:1: no id"):
        checkout.answer("Xanadu")
    path.unlink()
    path.parent.rmdir()
    path.parent.parent.rmdir()
    with pytest.raises(CanonymError, match="gazetteers: no such folder"):
        checkout.answer("Xanadu")


def test_a_wheel_opens_what_it_carries(checkout: Checkout) -> None:
    checkout.name("place/z", "Zembla", folder="data/gazetteers")
    assert embedded.gazetteer_folder() == checkout.root / "data" / "gazetteers"
    write(checkout.index, embedded.build_default())
    checkout.name("place/y", "Ysgard", folder="data/gazetteers")  # nobody edits an installed wheel
    assert [checkout.answer("Zembla"), checkout.answer("Ysgard")] == ["place/z", None]
    assert checkout.built == 1
    assert not checkout.cache.exists()


def test_a_wheel_with_another_icu_builds_once_into_the_cache(checkout: Checkout) -> None:
    checkout.name("place/z", "Zembla", folder="data/gazetteers")
    write(checkout.index, pack({"meta": b"{}"}, {"icu": "1.0"}))
    before = checkout.index.read_bytes()
    assert [checkout.answer("Zembla"), checkout.answer("Zembla")] == ["place/z", "place/z"]
    assert checkout.built == 1
    (made,) = checkout.cache.iterdir()
    assert "-icu" in made.name
    assert checkout.index.read_bytes() == before


def test_an_index_in_memory_answers_as_the_file_does(small: Resolver, small_index: Path) -> None:
    on_disk = Resolver.open(small_index)
    for name in ("Homel", "Kostjukowitschi", "Brest", "Wiktor Chrenin", "Xyzzyq"):
        assert small.resolve(name) == on_disk.resolve(name)
    assert len(embedded.index_of(Gazetteer(()))) == 0
