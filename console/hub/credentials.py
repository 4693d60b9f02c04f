"""Secrets of one hub's broker, made once and kept in a file only its owner may read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec

from console.errors import SettingsError
from console.paths import private_folder

FILE_NAME = "accounts.json"
ACCOUNTS = ("hub", "console", "device", "driver")
SECRET_BYTES = 16


class Credentials(msgspec.Struct, frozen=True, kw_only=True):
    """What must stay the same from start to start.

    `client_id` is secret as a password is: whoever knows it can take over the hub's session
    and empty its queue. `port` is fixed because clients could not find a broker that moves.
    """

    client_id: str
    passwords: dict[str, str]
    port: int | None = None


def load_credentials(folder: Path) -> Credentials:
    """Return the credentials kept in `folder`; make and keep them when there are none.

    Raise SettingsError when the file is there but cannot be understood.
    """
    path = private_folder(folder) / FILE_NAME
    if not path.exists():
        made = Credentials(
            client_id=f"wanshou-hub-{secrets.token_hex(SECRET_BYTES)}",
            passwords={account: secrets.token_hex(SECRET_BYTES) for account in ACCOUNTS},
        )
        keep_credentials(folder, made)
        return made
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=Credentials)
    except (msgspec.DecodeError, OSError) as error:
        raise SettingsError("file_unreadable", file=str(path), key=FILE_NAME) from error
    if set(ACCOUNTS) - set(kept.passwords):
        raise SettingsError("file_unreadable", file=str(path), key="passwords")
    return kept


def keep_credentials(folder: Path, credentials: Credentials) -> None:
    """Write the credentials, whole or not at all."""
    write_private(folder / FILE_NAME, msgspec.json.encode(credentials))


def write_private(path: Path, content: bytes) -> None:
    """Replace the file at `path` (mode 0600) so that a reader sees the old one or the new."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    fd = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
