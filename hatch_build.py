"""Compile the default index and the lexicon into the wheel, with the library that will read them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[misc]
    """Builds the files of `canonym/data/` for wheels; a checkout builds its own when first used."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from canonym.embedded import build_default, build_lexicon_of
            from canonym.index.store import write

            for name, content in (("default", build_default()), ("lexicon", build_lexicon_of())):
                target = root / "build" / f"{name}.canonym"
                write(target, content)
                build_data["force_include"][str(target)] = f"canonym/data/{name}.canonym"
        finally:
            sys.path.pop(0)
