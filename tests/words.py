"""Words that stand in and beside names: few of them, and those that the library ships."""

from __future__ import annotations

from canonym.parts import Words
from canonym.text import Folder

FOLD = Folder().fold
WORDS = Words.load(FOLD)
# As `words.toml` lists them.
SMALL_WORDS = """
titles = ["Präsident", "prime minister"]
settlements = ["Stadt"]
regions = ["Gebiet"]
particles = ["of", "von"]
connectives = ["and"]
ordinal_ends = ["th"]
[common]
de = ["der", "und"]
en = ["the", "and", "der"]
[sexes]
ru = [["ov", "ova"], ["skij", "skaya"]]
[endings]
ru = ["ov", "enko"]
[adjectives]
endings = ["ski"]
stems = [["c", "k"]]
whole = [["er", ""]]
[of_places]
plain = ["s"]
hard = ["c"]
both = ["ds"]
endings = ["i"]
[nominatives]
lv = ["s"]
[inflections]
de = [["s", ""], ["er", ""]]
en = [["'s", ""]]
ru = [["а", ""], ["ой", "ая"], ["е", "а"], ["", "ы"]]
be = [["а", ""], ["ай", "ая"]]
"""
