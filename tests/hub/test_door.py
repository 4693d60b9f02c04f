"""The hub's door: a dead hub's leftover is replaced, a live one's and a stranger's are not."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from console.errors import Refused, SettingsError
from console.hub.door import bound_socket


def test_a_leftover_is_replaced_and_nothing_stays(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "hub.sock"
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))
    with bound_socket(path):
        assert path.stat().st_mode & 0o777 == 0o660
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(path))
    assert not path.exists()


def test_a_live_hub_keeps_its_door(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    with bound_socket(path):
        with pytest.raises(Refused, match="socket_in_use"), bound_socket(path):
            pass
        with socket.socket(socket.AF_UNIX) as caller:
            caller.connect(str(path))


def test_a_door_that_is_someone_elses_by_now_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    with bound_socket(path):
        path.unlink()
        path.write_text("mine")
    assert path.read_text() == "mine"


@pytest.mark.parametrize("name", ["file", "folder", "x" * 120 + "/hub.sock"])
def test_what_cannot_be_a_door_is_said_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").write_text("precious")
    (tmp_path / "folder").mkdir()
    with pytest.raises(SettingsError, match="folder_unusable"), bound_socket(tmp_path / name):
        pass
    assert (tmp_path / "file").read_text() == "precious"
