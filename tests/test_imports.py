"""What is loaded when: a command that needs little must not wait for what others need."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

import canonym
from canonym.cli.parser import COMMANDS
from canonym.resolve import Resolver

# What takes long to load, and what no library should load unasked.
HEAVY = {"icu", "numpy", "platformdirs", "rapidfuzz", "unidecode"}
# What `import canonym` may load of the library itself.
PACKAGE = {"canonym"}
# What showing help may load beyond that.
HELP = {"canonym.__main__", "canonym.cli", "canonym.cli.parser"}

PROBE = """\
import sys
try:
    {statement}
except SystemExit:
    pass
print("\\n", *sys.modules, sep="\\n")
"""
RUN = "sys.argv[1:] = {words!r}; import runpy; runpy.run_module('canonym', run_name='__main__')"


def modules_after(statement: str) -> set[str]:
    """The modules that a new process has loaded when it has run a statement."""
    ran = subprocess.run(
        [sys.executable, "-c", PROBE.format(statement=statement)],
        capture_output=True,
        check=True,
        timeout=60,
    )
    return set(ran.stdout.decode().rpartition("\n\n")[2].split())


def own(modules: Iterable[str]) -> set[str]:
    return {module for module in modules if module.partition(".")[0] == "canonym"}


def test_the_probe_sees_what_is_loaded() -> None:
    assert {"numpy", "canonym.index.build"} <= modules_after("import canonym.index.build")


def test_importing_the_package_loads_next_to_nothing() -> None:
    loaded = modules_after("import canonym")
    assert own(loaded) == PACKAGE
    assert not loaded & HEAVY
    slow = {"argparse", "asyncio", "importlib.metadata", "inspect", "json", "tomllib", "typing_extensions"}
    assert not loaded & slow


@pytest.mark.parametrize("words", [["--help"], *([command, "--help"] for command in COMMANDS)], ids=" ".join)
def test_help_loads_nothing_but_the_parser(words: list[str]) -> None:
    loaded = modules_after(RUN.format(words=words))
    assert own(loaded) <= PACKAGE | HELP
    assert not loaded & HEAVY


def test_a_wrong_command_line_loads_nothing_but_the_parser() -> None:
    loaded = modules_after(RUN.format(words=["resolve", "--nope"]))
    assert own(loaded) <= PACKAGE | HELP


@pytest.mark.parametrize("name", ["Homel", "Minsk", "Kostjukowitschi"])
def test_an_exact_ascii_name_needs_no_arrays(name: str, small_index: Path) -> None:
    loaded = modules_after(RUN.format(words=[name, "--index", str(small_index)]))
    assert not loaded & {"_hashlib", "numpy", "rapidfuzz", "unidecode", "platformdirs"}
    assert not loaded & {"canonym.dividing", "canonym.hearing", "canonym.index.build"}
    assert "canonym.cli.commands" in loaded


def test_the_default_index_needs_no_arrays_either(resolver: Resolver) -> None:
    """The fixture builds the index if it isn't there yet; after that nothing is built or cached."""
    assert resolver.resolve("Homel").status == "resolved"
    loaded = modules_after(RUN.format(words=["Homel"]))
    assert not loaded & {"numpy", "rapidfuzz", "unidecode", "platformdirs"}
    assert "canonym.index.build" not in loaded


def test_a_scheme_needs_no_index() -> None:
    words = ["transliterate", "--scheme", "by-bel-Cyrl-Latn-2007", "Пінск"]
    loaded = modules_after(RUN.format(words=words))
    assert "icu" in loaded
    assert not loaded & {"numpy", "rapidfuzz", "unidecode", "platformdirs"}


def test_what_the_package_promises_is_there() -> None:
    for name in canonym.__all__:
        value = getattr(canonym, name)
        assert value.__name__ == name
        assert value.__module__.startswith("canonym.")
    assert sorted(canonym.__all__) == canonym.__all__


def test_a_name_that_the_package_has_not() -> None:
    with pytest.raises(AttributeError, match="module 'canonym' has no attribute 'Resolve'"):
        canonym.Resolve  # noqa: B018


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    page = Path(__file__).parents[1] / "docs" / "reference" / "commands.md"
    headings = re.findall(r"^#{2,} (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert any(re.search(rf"\b{command}\b", heading) for heading in headings), headings
