"""What a patrol began to say, kept on disk: over a lost link, and over a restart of the program."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import structlog
from msgspec.structs import replace

from console.clock import WallClock
from console.contract.codec import encode
from console.contract.registry import OPERATIONS
from console.contract.request import Request
from console.domain.causes import Cause
from console.domain.ids import CaseId, UnitId
from console.paths import state_folder

# Older ones are forgotten: the hub remembers for a day what it was told under which key, and
# what was seen half a day ago is no news.
KEPT_S = 12 * 3600.0
FILE_BYTES_MAX = 256 * 1024

log = structlog.get_logger()


class Waiting(msgspec.Struct, frozen=True):
    """An act on its way: its operation and body, and the key that makes a repeat the same act."""

    operation: str
    body: msgspec.Raw
    key: str

    def request(self) -> Request | None:
        """Return the request, or nothing where this version cannot read it."""
        kind = OPERATIONS.get(self.operation)
        try:
            return None if kind is None else msgspec.json.decode(self.body, type=kind)
        except msgspec.DecodeError:
            return None


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is picked and noted for `case`, and what waits to be sent, as of `at` (ms)."""

    at: int = 0
    case: CaseId | None = None
    counts: dict[Cause, int | None] = {}
    note: str = ""
    waiting: tuple[Waiting, ...] = ()


class Notebook:
    """The draft of one unit at one hub; its file is nobody else's to read."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self.draft = _read(file)

    def jot(self, case: CaseId | None, counts: dict[Cause, int | None], note: str) -> None:
        """Keep what is picked and noted."""
        self._keep(case=case, counts=dict(counts), note=note)

    def queue(self, waiting: Iterable[tuple[Request, str]]) -> None:
        """Keep what waits to be sent, in order."""
        acts = (Waiting(one.operation, msgspec.Raw(encode(one)), key) for one, key in waiting)
        self._keep(waiting=tuple(acts))

    def waiting(self) -> list[tuple[Request, str]]:
        """Return what waited when the program was left."""
        acts = ((act.request(), act.key) for act in self.draft.waiting)
        return [(request, key) for request, key in acts if request is not None]

    def _keep(self, **changed: Any) -> None:
        with self._lock:
            self.draft = replace(self.draft, at=WallClock().now(), **changed)
            try:
                _write(self._file, encode(self.draft))
            except OSError as error:
                # What is said goes out all the same; only a restart would lose it.
                log.warning("draft not kept", reason=os.strerror(error.errno or 0))


def notebook(socket: Path, unit: UnitId) -> Notebook:
    """Return the notebook of `unit` at the hub behind `socket`."""
    return Notebook(_place(socket) / f"{unit}.json")


def drafted(socket: Path) -> list[UnitId]:
    """Return the units that have something to send to the hub behind `socket`."""
    files = sorted(_place(socket).glob("*.json"))
    return [UnitId(file.stem) for file in files if _read(file).waiting]


def _place(socket: Path) -> Path:
    digest = hashlib.sha256(str(socket.absolute()).encode()).hexdigest()[:16]
    return state_folder() / "pocket" / digest


def _read(file: Path) -> Draft:
    try:
        with file.open("rb") as source:
            draft = msgspec.json.decode(source.read(FILE_BYTES_MAX), type=Draft)
    except FileNotFoundError:
        return Draft()
    except (OSError, msgspec.DecodeError) as error:
        log.warning("draft not read", reason=type(error).__name__)
        return Draft()
    return draft if WallClock().now() - draft.at < KEPT_S * 1000 else Draft()


def _write(file: Path, said: bytes) -> None:
    """Write the file whole or not at all; nobody else may read it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as target:
        target.write(said)
        target.flush()
        os.fsync(target.fileno())
    fresh.replace(file)
