"""The file of channels: read strictly, open to nobody else, and never told."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import msgspec
import pytest

from console.channels import Address, read_channels
from console.errors import SettingsError
from console.wording import explain
from tests.receivers import write_channels

CANARY = "canary-1f7d"


def refused(file: Path) -> SettingsError:
    with pytest.raises(SettingsError) as raised:
        read_channels(file, required=True)
    told = f"{raised.value!r} {raised.value.parameters} {explain(raised.value)}"
    assert CANARY not in told
    assert raised.value.__cause__ is None
    return raised.value


def test_channels_are_read_and_hide_where_they_lead(tmp_path: Path) -> None:
    file = write_channels(tmp_path / "n.toml", {"team": f"wecombot://{CANARY}"})
    address = read_channels(file, required=True)["team"]
    assert address.reveal() == f"wecombot://{CANARY}"
    for shown in (repr(address), str(address), f"{address}", str({"a": address}), repr([address])):
        assert CANARY not in shown
        assert "wecombot://" in shown


def test_an_address_is_never_written_down() -> None:
    address = Address(f"json://{CANARY}")
    with pytest.raises(TypeError):
        pickle.dumps(address)
    with pytest.raises(TypeError):
        copy.deepcopy(address)
    with pytest.raises(TypeError):
        msgspec.json.encode(address)


def test_a_missing_file_is_no_channels_unless_it_was_asked_for(tmp_path: Path) -> None:
    assert read_channels(tmp_path / "none.toml", required=False) == {}
    assert refused(tmp_path / "none.toml").code == "channels_missing"


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o660, 0o601])
def test_a_file_others_may_touch_is_refused(tmp_path: Path, mode: int) -> None:
    file = write_channels(tmp_path / "n.toml", {"team": f"json://{CANARY}"})
    file.chmod(mode)
    error = refused(file)
    assert (error.code, error.parameters["mode"]) == ("channels_open", f"{mode:04o}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f'[channels.a]\nurl = "json://{CANARY}', "channels_not_toml"),
        (f"[channels.a]\nurl = json://{CANARY}\n", "channels_not_toml"),
        (f'channels = "json://{CANARY}"', "channels_wrong"),
        (f'[channels]\na = "json://{CANARY}"', "channel_without_url"),
        (f'[channels.a]\nurl = "{CANARY}"', "channel_without_url"),
        (f'[channels.a]\nurl = "json://{CANARY}\\n"', "channel_without_url"),
        (f'[channels.a]\nurl = ["json://{CANARY}"]', "channel_without_url"),
        (f'[channels.a]\nulr = "json://{CANARY}"', "unknown_key"),
        (f'[channels.a]\n"json://{CANARY}" = 1', "unknown_key"),
        (f'[channels."json://{CANARY}"]\nurl = "x"', "channel_name"),
        (f'[chanels.a]\nurl = "json://{CANARY}"', "unknown_key"),
        (f'["json://{CANARY}"]\n', "unknown_key"),
    ],
)
def test_what_is_wrong_is_told_without_what_stands_there(
    tmp_path: Path, text: str, code: str
) -> None:
    file = tmp_path / "n.toml"
    file.write_text(text)
    file.chmod(0o600)
    assert refused(file).code == code


def test_a_folder_or_a_device_is_no_file_of_channels(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    assert refused(tmp_path).code in ("channels_wrong", "file_unreadable")
    assert refused(Path("/dev/null")).code == "channels_wrong"
