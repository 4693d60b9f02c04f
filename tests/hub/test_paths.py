"""Where things are kept, also where anyone may have put something first."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from console import paths
from console.errors import SettingsError


def test_xdg_places_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"):
        (tmp_path / variable).mkdir()
        monkeypatch.setenv(variable, str(tmp_path / variable))
    assert paths.config_folder() == tmp_path / "XDG_CONFIG_HOME" / "wanshou"
    assert paths.data_folder() == tmp_path / "XDG_DATA_HOME" / "wanshou"
    assert paths.log_file() == tmp_path / "XDG_STATE_HOME" / "wanshou" / "wanshou.log"
    assert paths.hub_socket() == tmp_path / "XDG_RUNTIME_DIR" / "wanshou" / "hub.sock"
    assert paths.data_folder().stat().st_mode & 0o777 == 0o700


def test_a_relative_place_is_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", "somewhere")
    assert paths.config_folder() == tmp_path / ".config" / "wanshou"


@pytest.mark.parametrize("given", [None, "", "/nowhere/at/all"])
def test_without_a_runtime_folder_a_private_one_is_made(
    given: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    if given is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", given)
    folder = paths.runtime_folder()
    assert folder.parent == tmp_path
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_planted_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "planted").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SettingsError) as caught:
        paths.private_folder(tmp_path / "planted")
    assert caught.value.code == "folder_not_ours"


def test_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SettingsError) as caught:
        paths.private_folder(tmp_path / "file" / "below")
    assert caught.value.code == "folder_unusable"
