"""What a snapshot says of circumstances, taken up for folding facts into."""

from __future__ import annotations

from console.contract.circumstances import Circumstances
from console.contract.views import Snapshot
from console.domain.load import Minutes


def circumstances_of(snapshot: Snapshot) -> Circumstances:
    """Return the circumstances a snapshot tells of."""
    around = Circumstances()
    around.doubts = {view.sensor: view for view in snapshot.doubts}
    around.out_of_service = {view.target: view for view in snapshot.out_of_service}
    around.suppressions = dict.fromkeys(snapshot.suppressions)
    around.minutes = Minutes(snapshot.load.minutes)
    around.flood = snapshot.load.flood
    around.duties = {view.seat: view for view in snapshot.duties}
    around.handovers = {handover.id: handover for handover in snapshot.handovers}
    return around
