"""Catalogs as the build compiles them."""

from __future__ import annotations

import pytest

from hatch_build import compile_all
from tests.wording.catalogs import LOCALE


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    compile_all(LOCALE)
