"""What can be asked for about automations."""

from __future__ import annotations

from typing import ClassVar

from console.contract.request import Request
from console.domain.values import Role


class SuspendAutomation(Request, frozen=True, kw_only=True):
    """Let an automation tell nothing for `for_s` seconds (None: until it is resumed).

    What it runs is brought back to its safe value.
    """

    operation: ClassVar[str] = "scenes.suspend"
    role: ClassVar[Role] = Role.OPERATOR
    confirm: ClassVar[bool] = True
    no_key: ClassVar[str | None] = "in the palette and the command bar, with the automation by name"

    automation: str
    for_s: float | None = None


class ResumeAutomation(Request, frozen=True, kw_only=True):
    """Let a suspended automation work again; it begins when what it waits for is true."""

    operation: ClassVar[str] = "scenes.resume"
    role: ClassVar[Role] = Role.OPERATOR
    no_key: ClassVar[str | None] = "in the palette and the command bar, with the automation by name"

    automation: str
