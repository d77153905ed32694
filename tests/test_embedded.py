"""Where the default index lies, and when it is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from canonym import embedded
from canonym.errors import CanonymError, DataError, IndexFileError
from canonym.gazetteer import Gazetteer
from canonym.index.store import pack, write
from canonym.resolve import Resolver


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
    (checkout.root / "package" / "notes.md").touch()
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
