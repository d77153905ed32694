"""The gates that every scheme and every reading passes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from canonym.characters import load_characters
from canonym.document import Document
from canonym.errors import DataError, Problem, SchemeError
from canonym.reading import SOUNDS
from canonym.records import Reading, RuleFile, Scheme
from canonym.rules import Rules, is_conversion, statements
from canonym.scheme import FIELDS, reading_of, scheme_of
from canonym.writer import leftovers

# What a reading makes of Chinese characters before its rules: see `load_characters`.
Characters = Mapping[int, str]

# Authority, ISO 639-3 language, two ISO 15924 scripts, and a number or year, as in ISO 24229.
_SCHEME_ID = re.compile(r"[a-z0-9]+-[a-z]{3}-[A-Z][a-z]{3}-[A-Z][a-z]{3}(-[a-z0-9.]+)+")
_RULES_BELOW = re.compile(r"\s*rules\s*=\s*(?:\'{3}|\"{3})\s*")
_YEAR = re.compile(r"\b(1[5-9]|20)\d\d\b")


def check_rule_file(path: Path) -> Iterator[Problem]:
    """The problems of one scheme (it has `to`) or one reading (it hasn't)."""
    try:
        document = Document.read(path)
        if "names" in document.data:
            yield document.problem(1, "an entity, but no folder above it holds a sources.toml")
            return
        record = scheme_of(document) if "to" in document.data else reading_of(document)
    except DataError as error:
        yield from error.problems
        return
    yield from _check_fields(document, record)
    rules = Rules(record.id, record.rules)
    try:
        rules.compile()
    except SchemeError as error:
        yield _refused_rule(document, record, error)
        return
    # Thousands of characters: read once, for all that is written.
    characters = load_characters(record.id) if isinstance(record, Reading) else {}
    yield from _check_examples(document, record, rules, characters)
    yield from _check_letters(document, record, rules, characters)
    yield from _check_every_rule_needed(document, record, characters)


def _check_fields(document: Document, record: RuleFile) -> Iterator[Problem]:
    known = set(FIELDS) - ({"only_if_stated"} if isinstance(record, Scheme) else set())
    for key in document.data.keys() - known:
        yield document.problem(document.line_of_field(key), f"unknown field {key!r}")
    if record.id != document.path.stem:
        yield document.problem(document.line_of_field("id"), f"id {record.id!r} differs from the file's name")
    if isinstance(record, Scheme) and not _SCHEME_ID.fullmatch(record.id):
        wanted = "authority-language-Script-Script-year"
        yield document.problem(document.line_of_field("id"), f"id {record.id!r} is not {wanted}")
    if not _YEAR.search(record.source):
        yield document.problem(document.line_of_field("source"), "source names no year")
    if not record.examples:
        yield document.problem(document.line_of_field("examples"), "no examples")
    seen: set[str] = set()
    for given, wanted, _ in record.examples:
        if given in seen:
            yield document.problem(
                document.line_of(f'"{given}"', f'"{wanted}"'), f"{given} stands there twice"
            )
        seen.add(given)


def _refused_rule(document: Document, record: RuleFile, error: SchemeError) -> Problem:
    """The first rule that ICU refuses together with those before it."""
    parts = statements(record.rules)
    place = next(
        (at for at in range(1, len(parts)) if not _compiles(_joined(record, parts[:at]))), len(parts)
    )
    statement, line = parts[place - 1]
    reason = str(error).removeprefix(f"{record.id}: ")
    return document.problem(_line_of_rules(document) + line, f"{reason}: {statement}")


def _joined(record: RuleFile, parts: list[tuple[str, int]]) -> Rules:
    return Rules(record.id, "\n".join(statement for statement, _ in parts))


def _compiles(rules: Rules) -> bool:
    try:
        rules.compile()
    except SchemeError:
        return False
    return True


def _line_of_rules(document: Document) -> int:
    """The line that the text of the rules begins on: TOML drops a line end after the quotes."""
    line = document.line_of_field("rules")
    return line + bool(_RULES_BELOW.fullmatch(document.text.split("\n")[line - 1]))


def _check_examples(
    document: Document, record: RuleFile, rules: Rules, characters: Characters
) -> Iterator[Problem]:
    for given, wanted, _ in record.examples:
        line = document.line_of_cells([given, wanted], start=document.line_of_field("examples"))
        written = _written(record, rules, characters, given)
        if written != wanted:
            yield document.problem(line, f"{given} gives {written}, not {wanted}")


def _written(record: RuleFile, rules: Rules, characters: Characters, text: str) -> str:
    if isinstance(record, Scheme):
        return rules.apply(text)
    return rules.word(text.translate(characters))


def _check_letters(
    document: Document, record: RuleFile, rules: Rules, characters: Characters
) -> Iterator[Problem]:
    line = document.line_of_field("alphabet")
    used = unicodedata.normalize("NFC", "".join(given for given, _, _ in record.examples)).lower()
    for letter in dict.fromkeys(record.alphabet.replace(" ", "")):
        if letter not in used:
            yield document.problem(line, f"no example has the letter {letter}")
    texts = [*record.alphabet, *(given for given, _, _ in record.examples)]
    texts += [first + second for first in record.alphabet for second in record.alphabet]
    left = "".join(_foreign(record, _written(record, rules, characters, text)) for text in texts)
    if left:
        yield document.problem(line, f"letters left over: {''.join(dict.fromkeys(left))}")


def _foreign(record: RuleFile, written: str) -> str:
    if isinstance(record, Reading):
        return "".join(letter for letter in written if letter not in SOUNDS)
    return leftovers(written, record.script)


def _check_every_rule_needed(
    document: Document, record: RuleFile, characters: Characters
) -> Iterator[Problem]:
    """Deleting any one rule must break an example, or the rule is not known to be right."""
    parts = statements(record.rules)
    first = _line_of_rules(document)
    for place, (statement, line) in enumerate(parts):
        if not is_conversion(statement):
            continue
        rest = _joined(record, parts[:place] + parts[place + 1 :])
        if not _compiles(rest):
            continue  # without it the others make no sense: needed
        if all(_written(record, rest, characters, given) == wanted for given, wanted, _ in record.examples):
            yield document.problem(first + line, f"no example needs the rule: {statement}")
