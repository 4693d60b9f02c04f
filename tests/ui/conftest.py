"""The screen in tests: English unless said otherwise, on a terminal of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.wording import use
from hatch_build import compile_all


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    compile_all(Path(__file__).parents[2] / "console" / "locale")


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    use("en")
    yield
    use("en")
