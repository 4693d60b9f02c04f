"""Where things are kept: one function per place, following the XDG base directories."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from console.errors import SettingsError

APP = "wanshou"
SERVICE_SOCKET = Path("/run/wanshou/hub.sock")
SOCKET_NAME = "hub.sock"


def config_folder() -> Path:
    """Return where settings and site files of this person are kept (may not exist)."""
    return _base("XDG_CONFIG_HOME", ".config") / APP


def data_folder() -> Path:
    """Return where store, broker and lock of this person are kept, private to them."""
    return private_folder(data_place())


def data_place() -> Path:
    """Return where `data_folder` would be, without making it: a front end needs none."""
    return _base("XDG_DATA_HOME", ".local/share") / APP


def log_file() -> Path:
    """Return the file a front end writes its log to; its folder is made."""
    return state_folder() / "wanshou.log"


def state_folder() -> Path:
    """Return where a front end keeps what it must not lose, private to this person."""
    return private_folder(_base("XDG_STATE_HOME", ".local/state") / APP)


def runtime_folder() -> Path:
    """Return a folder for sockets, private to this person and gone after a reboot."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and _is_ours(Path(given)):
        return private_folder(Path(given) / APP)
    import tempfile  # a tenth of the time `wanshou --help` takes, and seldom needed

    return private_folder(Path(tempfile.gettempdir()) / f"{APP}-{os.getuid()}")


def hub_socket() -> Path:
    """Return this person's hub socket; a service listens on `SERVICE_SOCKET` instead."""
    return runtime_folder() / SOCKET_NAME


def private_folder(path: Path) -> Path:
    """Make `path` a folder that only this person may enter, and return it.

    Raise SettingsError when it cannot be made, is a link, or belongs to someone else: in a
    shared temporary folder anyone may have put it there first.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = path.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            raise SettingsError("folder_not_ours", folder=str(path))
        if found.st_mode & 0o077:
            path.chmod(0o700)
    except OSError as error:
        raise SettingsError(
            "folder_unusable", folder=str(path), reason=os.strerror(error.errno or 0)
        ) from error
    return path


def _base(variable: str, otherwise: str) -> Path:
    given = os.environ.get(variable, "")
    # The base directory specification: a relative path is invalid and is ignored.
    return Path(given) if given.startswith("/") else Path.home() / otherwise


def _is_ours(path: Path) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
