"""How the store spends disk, memory and safety; the figures were measured."""

from __future__ import annotations

import msgspec

MIB = 2**20


class Tuning(msgspec.Struct, frozen=True, kw_only=True):
    """What may be turned.

    `full_sync` has every commit wait for the disk: a power loss then loses nothing committed,
    at the cost of more wear. `slice_rows` is how many readings are settled in one transaction
    (20,000 hold the writer about 20 ms), and five slices' worth of fresh rows start it.
    `queue_works` bounds what waits for the writer. `ballast_bytes` is the size of the reserve;
    it exceeds the write-ahead log (16 MiB), so that the log can always be moved into the file.
    """

    full_sync: bool = False
    slice_rows: int = 20_000
    queue_works: int = 64
    ballast_bytes: int = 24 * MIB
