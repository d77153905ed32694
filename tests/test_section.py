"""A section: numbers where they lie, each block checked when it is first looked at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from contextlib import suppress
from hashlib import blake2b
from zlib import crc32

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from canonym.errors import IndexFileError
from canonym.index import section as module
from canonym.index.mapped import IndexFile, head
from canonym.index.section import Section
from canonym.index.store import BLOCK, pack

SIZES = {"B": 1, "H": 2, "I": 4, "Q": 8}
# As many as fill ten blocks, evenly spread.
KEYS = sorted(int.from_bytes(blake2b(bytes([n >> 8, n & 255]), digest_size=4).digest()) for n in range(40960))
PER_BLOCK = BLOCK // 4


def section_of(
    numbers: list[int], kind: str = "I", *, block: int = BLOCK, damaged: int | None = None
) -> Section:
    """A section with these numbers; of the one at place `damaged` the highest bit is flipped."""
    data = np.array(numbers, f"<u{SIZES[kind]}")
    content = bytearray(pack({"x": data}, {}, block=block))
    if damaged is not None:
        content[len(head()) + (damaged + 1) * SIZES[kind] - 1] ^= 0x80
    return IndexFile(bytes(content), "memory").section("x", kind)


@st.composite
def sorted_numbers(draw: st.DrawFn) -> tuple[str, list[int]]:
    """Sorted numbers of some kind: spread evenly, or crowded anywhere, or often the same."""
    kind = draw(st.sampled_from(sorted(SIZES)))
    top = 256 ** SIZES[kind] - 1
    near = st.integers(-20, 20)
    anchors = st.sampled_from([0, top // 3, top])
    number = st.integers(0, top) | st.builds(lambda a, b: min(max(a + b, 0), top), anchors, near)
    return kind, sorted(draw(st.lists(number, max_size=60)))


@given(numbers=sorted_numbers(), block=st.sampled_from([8, 16, 64]), wanted=st.data())
def test_a_search_finds_what_bisection_finds(
    numbers: tuple[str, list[int]], block: int, wanted: st.DataObject
) -> None:
    kind, listed = numbers
    section = section_of(listed, kind, block=block)
    around = {near for number in listed for near in (number - 1, number, number + 1)}
    values = [*around, 0, -1, 2**64, wanted.draw(st.integers(0, 2**64 - 1))]
    for value in wanted.draw(st.permutations(values)):
        place = bisect_left(listed, value)
        assert section.place(value) == place
        assert section.find(value) == (place if value in listed[place : place + 1] else len(listed))
        assert section.span(value) == (place, bisect_right(listed, value))


@given(numbers=sorted_numbers(), block=st.sampled_from([8, 16]), data=st.data())
def test_a_search_in_damaged_numbers_fails_or_is_right(
    numbers: tuple[str, list[int]], block: int, data: st.DataObject
) -> None:
    kind, listed = numbers
    if not listed:
        return
    damaged = data.draw(st.integers(0, len(listed) - 1))
    value = data.draw(st.sampled_from(listed) | st.integers(0, 2**64 - 1))
    place = bisect_left(listed, value)
    for search, right in (
        (Section.place, place),
        (Section.find, place if value in listed[place : place + 1] else len(listed)),
    ):
        section = section_of(listed, kind, block=block, damaged=damaged)
        with suppress(IndexFileError):
            assert search(section, value) == right


@pytest.mark.parametrize("damaged", range(30))
def test_a_search_never_takes_its_way_by_a_damaged_number(damaged: int) -> None:
    listed = [2**n for n in range(30)]
    for place, value in enumerate(listed):
        with suppress(IndexFileError):
            assert section_of(listed, block=16, damaged=damaged).find(value) == place


@pytest.mark.parametrize("count", range(1, 34))
def test_a_search_in_numbers_that_are_spread_unevenly(count: int) -> None:
    for listed in ([2**n - 1 for n in range(count)], sorted(2**32 - 2**n for n in range(count))):
        section = section_of(listed, "Q", block=32)
        for value in {near for number in listed for near in (number - 1, number, number + 1)}:
            assert section.place(value) == bisect_left(listed, value)


def test_a_block_is_checked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[int] = []

    def count(data: bytes) -> int:
        checked.append(len(data))
        return crc32(data)

    monkeypatch.setattr(module, "crc32", count)
    section = section_of(list(range(41)), block=16)
    for _ in range(2):
        assert [section.item(20), section.find(20), section.read(20, 22)[1]] == [20, 20, 21]
        assert [section.whole()[40], section.place(3)] == [40, 3]
    assert checked[:1] == [16]
    assert len(checked) == 11
    assert sum(checked) == 168, "with what fills up"


def test_a_search_reads_only_what_it_needs() -> None:
    assert section_of(KEYS).whole().tolist() == KEYS
    section = section_of(KEYS, damaged=5 * PER_BLOCK + 7)
    for place in (*range(0, 4 * PER_BLOCK, 97), *range(7 * PER_BLOCK, len(KEYS), 97)):
        assert section.find(KEYS[place]) == place
        assert section.find(KEYS[place] + 1) in (place + 1, len(KEYS))
    with pytest.raises(IndexFileError):
        section.find(KEYS[5 * PER_BLOCK + 2000])


def check_and_look(section: Section, place: int) -> int:
    section.check(place, place + 1)
    return section.data[place]


LOOKS: list[Callable[[Section, int], object]] = [
    lambda section, place: section.item(place),
    lambda section, place: section.read(place, place + 1).tolist(),
    check_and_look,
]


@pytest.mark.parametrize("look", LOOKS, ids=["item", "read", "check"])
@pytest.mark.parametrize("kind", ["B", "H", "I", "Q"])
def test_only_what_is_damaged_is_refused(look: Callable[[Section, int], object], kind: str) -> None:
    """A block is 16 bytes, and the ninth number stands in the block from `first` on."""
    listed = list(range(1, 42))
    per_block = 16 // SIZES[kind]
    first = 8 // per_block * per_block
    section = section_of(listed, kind, block=16, damaged=8)
    sound = section_of(listed, kind, block=16)
    for place in (*range(len(listed)), *range(len(listed))):
        if first <= place < first + per_block:
            with pytest.raises(IndexFileError, match=r"^memory: section 'x' is damaged"):
                look(section, place)
        else:
            assert look(section, place) == look(sound, place)
        assert look(sound, place) in (listed[place], [listed[place]])


@given(start=st.integers(0, 41), stop=st.integers(0, 41), damaged=st.integers(0, 40))
@example(start=0, stop=41, damaged=40)
@example(start=16, stop=16, damaged=16)
def test_a_stretch_is_checked_as_far_as_it_goes(start: int, stop: int, damaged: int) -> None:
    start, stop = sorted((start, stop))
    section = section_of(list(range(41)), block=16, damaged=damaged)
    touched = start < stop and start // 4 <= damaged // 4 <= (stop - 1) // 4
    for _ in range(2):
        if touched:
            with pytest.raises(IndexFileError):
                section.read(start, stop)
            with pytest.raises(IndexFileError):
                section.check(start, stop)
        else:
            section.check(start, stop)
            assert section.read(start, stop).tolist() == list(range(start, stop))
    with pytest.raises(IndexFileError):
        section.whole()


@given(place=st.integers(-2, 41), damaged=st.integers(0, 40))
def test_a_pair_is_checked_on_both_sides(place: int, damaged: int) -> None:
    section = section_of(list(range(41)), block=16, damaged=damaged)
    for _ in range(2):
        if not 0 <= place < 40:
            with pytest.raises(IndexError):
                section.pair(place)
        elif damaged // 4 in (place // 4, (place + 1) // 4):
            with pytest.raises(IndexFileError):
                section.pair(place)
        else:
            assert section.pair(place) == (place, place + 1)


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("start", "stop"), [(-1, 0), (-3, -1), (-41, 2), (0, 42), (40, 42), (41, 42), (900, 901), (5, 4)]
)
def test_places_that_are_not_there(start: int, stop: int, known: bool) -> None:
    section = section_of(list(range(41)), block=16)
    if known:
        section.whole()
    with pytest.raises(IndexError):
        section.check(start, stop)
    with pytest.raises(IndexError):
        section.read(start, stop)
    if not 0 <= start < 41:
        with pytest.raises(IndexError):
            section.item(start)


@pytest.mark.parametrize("kind", ["<u1", "<u2", "<u4", "<u8", "<f4"])
def test_arrays_are_written_as_they_lie(kind: str) -> None:
    numbers = np.arange(6, dtype=kind)
    shapes = (numbers, numbers.reshape(2, 3), numbers.data, numbers[:0])
    found = IndexFile(pack(dict(zip("abcd", shapes, strict=True)), {}), "memory")
    for name in "abc":
        assert bytes(found.section(name).whole()) == numbers.tobytes()
        assert np.frombuffer(found.section(name).whole(), kind).tolist() == [0, 1, 2, 3, 4, 5]
    assert len(found.section("d")) == 0


def test_floats() -> None:
    data = np.array([0.5, -2, 1e9], "<f4")
    section = IndexFile(pack({"x": data}, {}), "memory").section("x", "f")
    assert [section.item(1), *section.read(0, 3)] == [-2, 0.5, -2, 1e9]


def test_an_empty_section() -> None:
    section = section_of([])
    assert (len(section), section.find(0), section.place(5)) == (0, 0, 0)
    assert section.whole().tolist() == section.read(0, 0).tolist() == []
    with pytest.raises(IndexError):
        section.item(0)
