"""The default index and the lexicon: in a wheel they lie beside the code; a checkout builds them from its
gazetteers."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from canonym.errors import IndexFileError
from canonym.index.lexicon import Lexicon
from canonym.index.mapped import IndexFile
from canonym.index.search import Index
from canonym.orthography import Orthography
from canonym.text import Folder
from canonym.vocabulary import Vocabulary

if TYPE_CHECKING:
    from canonym.gazetteer import Gazetteer
    from canonym.index.build import Progress

_PACKAGE = Path(__file__).parent
_DATA = _PACKAGE / "data"
_SUFFIX = ".canonym"
_CHECKOUT = _PACKAGE.parents[1]


def gazetteer_folder() -> Path:
    """Where the gazetteers lie: in the wheel's data, or at the top of a checkout."""
    carried = _DATA / "gazetteers"
    return carried if carried.is_dir() else _CHECKOUT / "gazetteers"


def open_default(progress: Progress | None = None) -> Index:
    """The default index; built first if it isn't there or doesn't fit.

    In a wheel it is there and fits, unless another ICU is installed than it was made with: then
    it is built once into the user's cache folder. In a checkout it is built again whenever a
    gazetteer, scheme or reading has changed since. `progress` is called while it is built.

    Raises:
        DataError: the gazetteers of a checkout are not as they must be.
        IndexFileError: no folder can be written to.
    """
    state = _state()
    file = _open("default", state, lambda: build_default(state, progress))
    return Index(file, lambda: open_lexicon(state))


def open_lexicon(state: str | None = None) -> Lexicon:
    """The lexicon, built and kept as the default index is; `state`: of the sources, if it is known."""
    state = _state() if state is None else state
    return Lexicon(_open("lexicon", state, lambda: build_lexicon_of(state)))


def _state() -> str:
    """The fingerprint of a checkout's sources; none in a wheel, whose data carry them."""
    return "" if gazetteer_folder().is_relative_to(_DATA) else fingerprint()


def _open(name: str, state: str, build: Callable[[], bytes]) -> IndexFile:
    path = _DATA / f"{name}{_SUFFIX}"
    file = _opened(path, state)
    if file is not None:
        return file
    cached = _cached(name, state or "wheel")
    file = _opened(cached, state)
    if file is not None:
        return file
    from canonym.index.store import write

    content = build()
    if state:
        try:
            write(path, content)
            return IndexFile.open(path)
        except IndexFileError:
            pass  # a checkout that can't be written to
    write(cached, content)
    return IndexFile.open(cached)


def build_default(state: str = "", progress: Progress | None = None) -> bytes:
    """The bytes of the default index: the gazetteers and the countries that ICU names."""
    from canonym.gazetteer import Gazetteer
    from canonym.index.build import build_index
    from canonym.reading import load_readings
    from canonym.scheme import load_schemes
    from canonym.sources.countries import countries

    gazetteer = Gazetteer.load(gazetteer_folder()).with_entities(countries())
    return build_index(
        gazetteer,
        load_schemes(),
        load_readings(),
        Vocabulary.load(Folder().fold),
        facts={"state": state},
        progress=progress,
    )


def build_lexicon_of(state: str = "") -> bytes:
    """The bytes of the lexicon: given names, terms, and the organizations and equipment of the gazetteers,
    whose acronyms and bynames no rule can tell."""
    from canonym.gazetteer import Gazetteer
    from canonym.given_names import GIVEN_NAMES, load_given_names
    from canonym.index.compile_lexicon import build_lexicon
    from canonym.reading import load_readings
    from canonym.scheme import load_schemes

    given_names = load_given_names(gazetteer_folder() / GIVEN_NAMES)
    things = [
        entity
        for entity in Gazetteer.load(gazetteer_folder()).entities
        if entity.type in ("organization", "equipment")
    ]
    return build_lexicon(given_names, things, Orthography(load_schemes(), load_readings()), state)


def index_of(gazetteer: Gazetteer) -> Index:
    """An index in memory, made and read as one in a file."""
    from canonym.index.build import build_index
    from canonym.reading import load_readings
    from canonym.scheme import load_schemes

    content = build_index(gazetteer, load_schemes(), load_readings(), open_lexicon().vocabulary)
    return Index(IndexFile(content, "index in memory"), open_lexicon)


def fingerprint() -> str:
    """What tells whether the sources of a checkout's index have changed: names, sizes, times.

    The code that folds and builds is one of the sources.
    """
    import hashlib  # loads OpenSSL, which a wheel's answer does without

    digest = hashlib.blake2b(digest_size=16)
    for folder in (gazetteer_folder(), _PACKAGE):
        for path, size, changed in sorted(_files(str(folder))) if folder.is_dir() else ():
            digest.update(f"{path}\t{size}\t{changed}\n".encode())
    return digest.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.path != str(_DATA):
                    yield from _files(entry.path)
            elif entry.name.endswith((".toml", ".py", ".txt")):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def _opened(path: Path, state: str) -> IndexFile | None:
    """The file of this state, or None if it isn't there yet or of no use."""
    import icu

    try:
        file = IndexFile.open(path)
    except IndexFileError:
        return None
    facts = file.facts
    return file if facts.get("state") == state and facts["icu"] == icu.ICU_VERSION else None


def _cached(name: str, state: str) -> Path:
    from importlib.metadata import version

    import icu
    from platformdirs import user_cache_path

    parts = name, version("canonym"), f"icu{icu.ICU_VERSION}", state[:12]
    return user_cache_path("canonym") / f"{'-'.join(parts)}{_SUFFIX}"
