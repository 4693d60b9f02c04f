"""One holder per folder, whatever becomes of the holder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from console.errors import Refused
from console.hub.lock import FolderLock

HOLD = """
import sys
from pathlib import Path
from console.hub.lock import FolderLock
with FolderLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_second_holder_is_refused_and_told_who_holds(tmp_path: Path) -> None:
    with FolderLock(tmp_path), pytest.raises(Refused) as caught, FolderLock(tmp_path):
        pass
    assert caught.value.code == "folder_in_use"
    assert caught.value.parameters == {"folder": str(tmp_path), "pid": os.getpid()}


def test_folder_is_free_again_after_the_holder_left(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        pass
    with FolderLock(tmp_path):
        pass


def test_folder_is_made_private(tmp_path: Path) -> None:
    with FolderLock(tmp_path / "new"):
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_kill_of_the_holder_frees_the_folder(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Refused) as caught, FolderLock(tmp_path):
            pass
        assert caught.value.parameters["pid"] == holder.pid
        holder.kill()
        holder.wait()
        with FolderLock(tmp_path):
            pass


def test_children_do_not_inherit_the_lock(tmp_path: Path) -> None:
    with FolderLock(tmp_path):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        with FolderLock(tmp_path):
            pass
    finally:
        child.kill()
        child.communicate()
