"""One hub per data folder: a lock that the kernel drops when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from console.errors import Refused
from console.paths import private_folder

LOCK_NAME = "lock"


class FolderLock:
    """Hold `folder` for as long as the context lasts.

    Neither the broker's store nor a Unix socket's path is protected by its own program, so
    this lock comes before anything else. Entering raises Refused("folder_in_use") with
    `folder` and the `pid` of the holder (None when it has not written it yet).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._fd: int | None = None

    def __enter__(self) -> Self:
        path = private_folder(self._folder) / LOCK_NAME
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = _pid(fd)
            os.close(fd)
            raise Refused("folder_in_use", folder=str(self._folder), pid=holder) from error
        self._fd = fd
        os.ftruncate(fd, 0)
        with contextlib.suppress(OSError):  # a full disk: the lock holds, it only names nobody
            os.pwrite(fd, f"{os.getpid()}\n".encode(), 0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # The file stays: removing it would let two holders lock two files of one name.
        if self._fd is not None:
            os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None


def _pid(fd: int) -> int | None:
    text = os.pread(fd, 32, 0).decode("ascii", "replace").strip()
    return int(text) if text.isdecimal() else None
