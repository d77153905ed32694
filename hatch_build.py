"""Compile the default index into the wheel, with the library that will read it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):  # type: ignore[misc]
    """Builds `canonym/data/default.canonym` for wheels; a checkout builds its own when first used."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling before it packs the wheel."""
        if self.target_name != "wheel" or version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from canonym.embedded import build_default
            from canonym.index.store import write

            target = root / "build" / "default.canonym"
            write(target, build_default())
        finally:
            sys.path.pop(0)
        build_data["force_include"][str(target)] = "canonym/data/default.canonym"
