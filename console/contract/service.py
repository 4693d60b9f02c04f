"""What can be asked for about service: taking out what is being worked on, putting it back."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.values import Role


class StopService(Request, frozen=True, kw_only=True):
    """Take a sensor, device or zone (`target` is its id) out of service, with a work note."""

    operation: ClassVar[str] = "service.stop"
    role: ClassVar[Role] = Role.DISPATCHER
    confirm: ClassVar[bool] = True
    key: ClassVar[str | None] = "O"

    target: str
    note: str


class ResumeService(Request, frozen=True, kw_only=True):
    """Put a sensor, device or zone back in service."""

    operation: ClassVar[str] = "service.resume"
    role: ClassVar[Role] = Role.DISPATCHER
    key: ClassVar[str | None] = "O"

    target: str
    note: str | None = None
