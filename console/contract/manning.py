"""Who sits at a seat: its own account, or the person who signed on there."""

from __future__ import annotations

from msgspec.structs import replace

from console.contract.state_views import DutyView
from console.contract.views import WhoAmI


def manned(who: WhoAmI, duty: DutyView | None) -> WhoAmI:
    """Return who acts at the seat of `who` while `duty` is on there; None: nobody signed on."""
    if duty is None:
        if not who.signed_on:
            return who
        return replace(who, person=who.seat, role=who.account_role, signed_on=False)
    return replace(who, person=duty.person, role=duty.role.name.lower(), signed_on=True)
