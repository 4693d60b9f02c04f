"""The command line in this process, against a real hub or one of a few answers."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from console.cli import main
from hatch_build import compile_all
from tests.client.small_hub import SmallHub
from tests.hubs import HubProcess, running_hub
from tests.sites import probe, small_site
from tests.wording.catalogs import LOCALE


class Ran(msgspec.Struct, frozen=True):
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Return stdout as the one document it is."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[str]:
        """Return stdout by lines."""
        return self.out.splitlines()


Wanshou = Callable[..., Ran]


@pytest.fixture(scope="session", autouse=True)
def compiled() -> None:
    compile_all(LOCALE)


@pytest.fixture
def wanshou(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Wanshou:
    """Run `wanshou`, with nothing of this machine's own."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("WANSHOU_SOCKET", str(tmp_path / "hub.sock"))

    def run(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A real hub of one gateway and three probes."""
    site = small_site(probe("air-1", ("pm10", "pm25")), probe("air-2"), probe("air-3"))
    with running_hub(tmp_path_factory.mktemp("hub"), site) as running:
        yield running


@pytest.fixture
def small_hub(tmp_path: Path) -> Iterator[SmallHub]:
    hub = SmallHub(tmp_path / "hub.sock")
    hub.start()
    yield hub
    hub.stop()
