"""The file of channels: where notices are sent, kept apart because every address is a secret."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from pathlib import Path
from typing import Any

from console.errors import SettingsError
from console.settings import NotifySettings, Settings

CHANNELS_MAX = 50
FILE_BYTES_MAX = 256 * 1024
OTHERS = 0o077  # whoever is not the owner may do nothing with the file
MASK = "********"

_NAME = re.compile(r"[a-z0-9-]{1,64}", re.ASCII)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*)://.", re.ASCII | re.IGNORECASE)
_LINE = re.compile(r"\(at line (\d+)")


class Address:
    """Where a channel leads; its text shows the kind of service and hides the rest."""

    __slots__ = ("__url",)

    def __init__(self, url: str) -> None:
        self.__url = url

    def reveal(self) -> str:
        """Return the address itself, for nothing but sending."""
        return self.__url

    @property
    def service(self) -> str:
        """Return the kind of service: wecombot, dingtalk, feishu, mailtos, jsons …"""
        return self.__url.partition("://")[0].lower()

    def __repr__(self) -> str:
        return f"{self.service}://{MASK}"

    def __reduce__(self) -> Any:
        raise TypeError("an address is never written down")


def channels_of(settings: Settings) -> dict[str, Address]:
    """Return the channels that `settings` name; a file named there must be there."""
    file = settings.notify.file
    return read_channels(file, required=file != NotifySettings().file)


def read_channels(file: Path, *, required: bool) -> dict[str, Address]:
    """Return the channels of `file` by name; none where it is missing and not `required`.

    Raise `SettingsError` that names the place and never what stands there.
    """
    text = _text(file, required=required)
    if text is None:
        return {}
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = _LINE.search(str(error))
        where = int(line[1]) if line else text.count("\n") + 1
        # From nowhere: what the parser found could be part of an address.
        raise _bad("channels_not_toml", file, line=where) from None
    for name in document:
        if name != "channels":
            raise _bad("unknown_key", file, key=_safe(name), nearest="channels")
    written = document.get("channels", {})
    if not isinstance(written, dict) or len(written) > CHANNELS_MAX:
        raise _bad("channels_wrong", file, key="channels", most=CHANNELS_MAX)
    return {name: _address(name, one, file) for name, one in written.items()}


def _address(name: str, written: object, file: Path) -> Address:
    key = f"channels.{_safe(name)}"
    if not _NAME.fullmatch(name):
        raise _bad("channel_name", file, key=key)
    if not isinstance(written, dict):
        raise _bad("channel_without_url", file, key=key)
    for other in written:
        if other != "url":
            raise _bad("unknown_key", file, key=f"{key}.{_safe(other)}", nearest=f"{key}.url")
    url = written.get("url")
    if not isinstance(url, str) or not _SCHEME.match(url) or not url.isprintable():
        raise _bad("channel_without_url", file, key=key)
    return Address(url)


def _text(file: Path, *, required: bool) -> str | None:
    try:
        opened = os.open(file, os.O_RDONLY | os.O_NONBLOCK)
    except FileNotFoundError:
        if required:
            raise _bad("channels_missing", file) from None
        return None
    except OSError as error:
        raise _bad("file_unreadable", file, detail=error.strerror or "") from None
    try:
        # Of the file that was opened, not of whatever has its name by now.
        _check(os.fstat(opened), file)
        raw = os.read(opened, FILE_BYTES_MAX)
    finally:
        os.close(opened)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise _bad("channels_not_toml", file, line=1) from None


def _check(found: os.stat_result, file: Path) -> None:
    if not stat.S_ISREG(found.st_mode) or found.st_size > FILE_BYTES_MAX:
        raise _bad("channels_wrong", file, most=CHANNELS_MAX)
    if found.st_mode & OTHERS:
        raise _bad("channels_open", file, mode=f"{stat.S_IMODE(found.st_mode):04o}")
    if found.st_uid not in (os.geteuid(), 0):
        raise _bad("channels_foreign", file)


def _safe(name: str) -> str:
    """Return a key that may be told: one that could be an address by mistake is not."""
    return name if _NAME.fullmatch(name) else "…"


def _bad(code: str, file: Path, *, key: str = "", **more: object) -> SettingsError:
    return SettingsError(code, file=str(file), key=key, **{"nearest": None, **more})
