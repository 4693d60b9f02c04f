"""What a report of a shift is made of: the one under way at a seat, or one handed over."""

from __future__ import annotations

from msgspec.structs import replace

from console.contract.hub import Hub
from console.contract.shift_views import HandoverLine, HandoverView
from console.contract.views import Page, Snapshot
from console.errors import NotFound
from console.reporting.stretch_file import HANDOVERS_MOST, StretchFile, Tell, ask_stretch
from console.reporting.stretches import shift_before, this_shift


def ask_seat_shift(hub: Hub, seat: str | None, tell: Tell) -> StretchFile:
    """Return the shift under way at `seat`, or where the caller is; raise NotFound where nobody
    is on duty at a seat that was named."""
    now = hub.ask("snapshot", Snapshot)
    duty = next((one for one in now.duties if one.seat == (seat or now.who.seat)), None)
    if duty is None and seat is not None:
        raise NotFound("nobody_signed_on", seat=seat)
    handovers = hub.ask("handovers", Page[HandoverLine], limit=HANDOVERS_MOST).items
    bounds = this_shift(now.now, duty.since if duty else None, handovers)
    return ask_stretch(hub, bounds, tell, snapshot=now)


def ask_handed_shift(hub: Hub, id: str, tell: Tell) -> StretchFile:
    """Return the shift that ended with a handover; raise NotFound."""
    view = hub.ask(f"handovers/{id}", HandoverView)
    now = hub.ask("snapshot", Snapshot)
    handovers = hub.ask("handovers", Page[HandoverLine], limit=HANDOVERS_MOST).items
    bounds = shift_before(view.line.at, handovers)
    return replace(ask_stretch(hub, bounds, tell, snapshot=now), handover=view, over=True)
