"""The console on the terminals people really have: every place, a dialog, and out again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from console.places import PLACES
from console.wording import use
from console.wording.keycaps import key_word
from tests.hubs import HubProcess, running_hub, wait_until
from tests.sites import probe, small_site
from tests.terminal import WANSHOU, terminal

pytestmark = pytest.mark.real

AGAIN = pytest.mark.again
SEATS = [
    pytest.param("xterm-256color", (80, 24), {}, id="xterm-80x24"),
    pytest.param("screen-256color", (60, 20), {}, id="screen-60x20"),
    pytest.param("linux", (80, 24), {"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, id="linux-80x24"),
    pytest.param("linux", (60, 20), {"LC_ALL": "C"}, id="linux-60x20-C"),
    pytest.param("xterm-256color", (60, 20), {"NO_COLOR": "1"}, id="xterm-60x20-bare", marks=AGAIN),
    pytest.param("screen-256color", (80, 24), {"LC_ALL": "C"}, id="screen-80x24-C", marks=AGAIN),
]


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """One hub for all of them."""
    with running_hub(tmp_path_factory.mktemp("hub"), small_site(probe("air-1"))) as running:
        yield running


@pytest.mark.parametrize(("kind", "size", "env"), SEATS)
def test_every_place_can_be_used_and_the_terminal_is_as_it_was(
    hub: HubProcess, tmp_path: Path, kind: str, size: tuple[int, int], env: dict[str, str]
) -> None:
    told = {"TERM": kind, "WANSHOU_SOCKET": str(hub.settings.socket), **env}
    told |= {"XDG_CONFIG_HOME": str(tmp_path), "WANSHOU_LANGUAGE": ""}
    line = " ".join(["env", "-u COLORTERM", *(f"{name}={value}" for name, value in told.items())])
    modes = "stty -a | tr ' ' '\\n' | grep -x -e '-*echo;*' -e '-*icanon;*'"
    command = f"{line} {WANSHOU}; code=$?; {modes}; exit $code"
    ascii_only = kind == "linux" or env.get("LC_ALL") == "C"
    with terminal("sh", "-c", command, size=size) as screen:
        shown = screen.wait_for("facts")
        use("en")
        for place in PLACES:
            screen.press(place.digit)
            shown = screen.wait_for(f"{place.digit} {key_word(place.key_id)}")
            assert shown.isascii() or not ascii_only, shown
            assert "too small" not in shown
        screen.press("l")
        screen.wait_for("what happened")
        screen.press("Escape")  # alone: with what follows at once it would be another key
        wait_until(lambda: "what happened" not in screen.screen())
        screen.press("q")
        left = screen.wait_for("ENDED")
    assert "ENDED 0" in left
    assert "-echo" not in left, "what is typed is seen again"
    assert "-icanon" not in left
    assert "facts" not in left, "the screen from before is back"
