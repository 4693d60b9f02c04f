"""`config` shows, checks and begins settings and site files."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.settings import Settings, flatten, load
from tests.commands.conftest import Wanshou


def test_every_value_has_an_origin(wanshou: Wanshou, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANSHOU_RETENTION_DAYS", "7")
    monkeypatch.setenv("WANSHOU_BROKER_PASSWORD", "hunter2")
    ran = wanshou("--language", "en", "config", "show", "--json")
    assert "hunter2" not in ran.out
    shown = {item["key"]: item for item in ran.json["items"]}
    assert set(shown) == set(flatten(Settings()))
    assert shown["retention_days"]["value"] == 7
    assert shown["retention_days"]["origin"] == "environment WANSHOU_RETENTION_DAYS"
    assert shown["language"]["origin"] == "flag --language"
    assert shown["site"]["origin"] == "default"
    table = wanshou("config", "show")
    assert table.lines[0].split() == ["Key", "Value", "Origin"]


def test_what_init_writes_is_fine_and_a_start(wanshou: Wanshou, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    assert wanshou("config", "init", folder).code == 0
    written = load(file=folder / "settings.toml", environ={}).settings
    assert written.site == str((folder / "site.toml").resolve())
    assert wanshou("--settings", folder / "settings.toml", "config", "check").code == 0
    again = wanshou("config", "init", folder)
    assert again.code == 1
    assert "--force" in again.err
    assert wanshou("config", "init", folder, "--force").code == 0


def test_every_setting_is_in_the_file_that_init_writes(wanshou: Wanshou, tmp_path: Path) -> None:
    wanshou("config", "init", tmp_path)
    file = tmp_path / "settings.toml"
    file.write_text(file.read_text().replace("\n# ", "\n"))
    written = load(file=file, environ={})
    unset = [key for key, origin in written.origins.items() if origin == "default"]
    assert unset == []


def test_a_site_file_is_checked_whole(wanshou: Wanshou, tmp_path: Path) -> None:
    fine = wanshou("config", "check", "wanshouqiao")
    assert fine.code == 0
    assert "devices" in fine.out
    wanshou("config", "init", tmp_path)
    site = tmp_path / "site.toml"
    site.write_text(site.read_text().replace("latitude", "latitud").replace("[zones.", "[zone."))
    broken = wanshou("config", "check", site)
    assert broken.code == 2
    assert str(site) in broken.err
    assert "Did you mean latitude?" in broken.err or "Did you mean zones?" in broken.err
    assert len(broken.err.splitlines()) > 2
    missing = wanshou("config", "check", tmp_path / "none.toml", "--json")
    assert missing.code == 2
    problems = wanshou("config", "check", site, "--json").json["error"]["problems"]
    assert len(problems) > 2
    assert wanshou("config", "check", "--json").json["devices"] > 50
