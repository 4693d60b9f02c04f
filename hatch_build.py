"""Build hook: compile the message catalogs, so that an install needs no tool at run time."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogs(BuildHookInterface[Any]):
    """Turn every console/locale/*/LC_MESSAGES/*.po into the .mo beside it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Run before the wheel (plain or editable) is put together."""
        compile_all(Path(self.root) / "console" / "locale")


def compile_all(folder: Path) -> None:
    """Compile each catalog below `folder`."""
    for po in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        # Whoever reads meanwhile finds the whole of the old one or the whole of the new one.
        fresh = po.with_suffix(f".{os.getpid()}")
        with po.open("rb") as source, fresh.open("wb") as target:
            write_mo(target, read_po(source))
        fresh.replace(po.with_suffix(".mo"))
