"""Every act without a key of its own, by what it is done to."""

from __future__ import annotations

from console.screens.acting import Act
from console.screens.case_deeds import CASE_DEEDS
from console.screens.task_deeds import AMEND, CALL_OFF, TASK_DEEDS
from console.screens.unit_deeds import READY_DEEDS

OF_CASE = (*CASE_DEEDS, AMEND, *TASK_DEEDS)
OF_UNIT = (*TASK_DEEDS, CALL_OFF, *READY_DEEDS)
OF_ALERTS = tuple(act for act in CASE_DEEDS if act.id == "cases.gather")
DEEDS: dict[str, Act] = {act.id: act for act in (*OF_UNIT, *OF_CASE)}
