"""Settings: file, environment, flag; strict, and each value knows where it came from."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.errors import SettingsError
from console.settings import Settings, flatten, load

FILE = """
site = "wanshouqiao"
retention_days = 7
language = "zh_CN"

[broker]
url = "mqtt://broker.example:1883"
username = "wanshou"

[roles.users]
liwei = "operator"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "settings.toml"
    path.write_text(FILE)
    return path


def test_the_file_speaks_and_the_rest_is_default(file: Path) -> None:
    found = load(file=file, environ={})
    assert found.settings.retention_days == 7
    assert found.settings.broker.url == "mqtt://broker.example:1883"
    assert found.settings.roles.users == {"liwei": "operator"}
    assert found.settings.disk_reserve_mb == Settings().disk_reserve_mb
    assert found.origins["retention_days"] == str(file)
    assert found.origins["disk_reserve_mb"] == "default"


def test_the_environment_is_above_the_file_and_a_flag_above_both(file: Path) -> None:
    environ = {"WANSHOU_RETENTION_DAYS": "3.5", "WANSHOU_BROKER_PORT": "2883"}
    found = load({"broker.port": 1884, "site": None}, file=file, environ=environ)
    assert found.settings.retention_days == 3.5
    assert found.origins["retention_days"] == "environment WANSHOU_RETENTION_DAYS"
    assert found.settings.broker.port == 1884
    assert found.origins["broker.port"] == "flag --broker-port"
    assert found.settings.site == "wanshouqiao"


def test_the_environment_names_the_file(file: Path) -> None:
    found = load(environ={"WANSHOU_SETTINGS": str(file)})
    assert found.settings.language == "zh_CN"


def test_no_file_is_fine_unless_it_was_named(tmp_path: Path) -> None:
    assert load(environ={}).settings.site == "wanshouqiao"
    with pytest.raises(SettingsError) as caught:
        load(file=tmp_path / "none.toml", environ={})
    assert caught.value.code == "file_missing"


@pytest.mark.parametrize(
    ("text", "code", "key", "nearest"),
    [
        ("socet = 'x'", "unknown_key", "socet", "socket"),
        ("[broker]\nusrname = 'x'", "unknown_key", "broker.usrname", "broker.username"),
        ("[brokr]\nurl = 'x'", "unknown_key", "brokr", None),
        ("retention_days = 'a week'", "wrong_value", "retention_days", None),
        ("retention_days = 0", "not_positive", "retention_days", None),
        ("language = 'fr'", "not_a_choice", "language", None),
        ("data = 3", "wrong_value", "data", None),
        ("broker.port = 70000", "wrong_value", "broker.port", None),
        ("broker.port = -1", "wrong_value", "broker.port", None),
        ("[roles.users]\nli = 'operater'", "not_a_choice", "roles.users.li", "operator"),
        ("roles = 3", "unknown_key", "roles", None),
        ("site =", "file_not_toml", "", None),
    ],
)
def test_what_does_not_belong_is_refused(
    tmp_path: Path, text: str, code: str, key: str, nearest: str | None
) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load(file=file, environ={})
    assert caught.value.code == code
    assert caught.value.parameters["file"] == str(file)
    assert caught.value.parameters["key"] == key
    if nearest is not None:
        assert caught.value.parameters["nearest"] == nearest


def test_a_wrong_variable_is_named() -> None:
    with pytest.raises(SettingsError) as caught:
        load(environ={"WANSHOU_RETENTION_DAYS": "soon"})
    assert caught.value.parameters["file"] == "environment WANSHOU_RETENTION_DAYS"


def test_every_setting_has_an_origin() -> None:
    found = load(environ={})
    assert set(flatten(found.settings)) == set(found.origins)


def test_a_tilde_is_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert load({"data": "~/hub"}, environ={}).settings.data == tmp_path / "hub"
