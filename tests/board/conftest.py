"""Catalogs as the build compiles them, English unless said otherwise."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.wording import use
from hatch_build import compile_all
from tests.wording.catalogs import LOCALE


@pytest.fixture(scope="session", autouse=True)
def _catalogs() -> None:
    compile_all(LOCALE)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    use("en")
    yield
    use("en")
