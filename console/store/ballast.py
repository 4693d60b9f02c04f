"""A reserve of disk space that can be given up, so that facts fit when the disk is full."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from console.errors import StoreError

NAME = "ballast"
START_BYTES = 4 * 2**20  # what the store and the broker need to come up
SPARE = 2  # the reserve is filled again only when this many times its size is free


class Ballast:
    """A file of `size` bytes in `folder` that stands for space kept free."""

    def __init__(self, folder: Path, size: int) -> None:
        self._file = folder / NAME
        self._size = size

    @property
    def held(self) -> bool:
        """Tell whether the reserve is whole."""
        return self._file.exists() and self._file.stat().st_size == self._size

    def give_up(self) -> bool:
        """Free the reserve; tell whether there was one."""
        was_there = self._file.exists()
        self._file.unlink(missing_ok=True)
        return was_there

    def restore(self) -> bool:
        """Fill the reserve if there is plenty of space again; tell whether it is whole."""
        if self.held:
            return True
        if shutil.disk_usage(self._file.parent).free < SPARE * self._size:
            return False
        try:
            self._fill()
        except OSError:  # someone else took the space first: there is no reserve then
            self._file.unlink(missing_ok=True)
        return self.held

    def _fill(self) -> None:
        with self._file.open("wb") as file:
            if hasattr(os, "posix_fallocate") and self._size:
                os.posix_fallocate(file.fileno(), 0, self._size)
            else:
                file.write(bytes(self._size))


def make_room(folder: Path) -> None:
    """See that a hub can start in `folder`: on a full disk the reserve is given up first.

    Raise `StoreError("store_full")` where that is not enough.
    """
    if shutil.disk_usage(folder).free < START_BYTES:
        Ballast(folder, 0).give_up()
    if shutil.disk_usage(folder).free < START_BYTES:
        raise StoreError("store_full", folder=str(folder))
