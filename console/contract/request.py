"""What every request shares: it is the operation, and states its name, role and weight."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from console.domain.values import Role


class Request(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something asked for; `reason` goes on record beside the author.

    Each subclass states `operation` (noun and verb of the command line), the least `role`
    that may ask for it, `confirm` when the act is wide or final, and whether the screen
    offers a `key` for it (`None` says why not in `no_key`). What a `secret` one says is kept
    nowhere, not even as a digest: an idempotency key means nothing to it.
    """

    operation: ClassVar[str]
    role: ClassVar[Role]
    confirm: ClassVar[bool] = False
    key: ClassVar[str | None] = None
    no_key: ClassVar[str | None] = None
    secret: ClassVar[bool] = False

    reason: str | None = None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The hub's answer to a request: accepted, and true as of fact `fact`."""

    operation: str
    fact: int
    id: str | None = None
