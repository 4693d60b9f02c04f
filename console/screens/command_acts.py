"""What an order of the command line is about, and what it says to the dialog of its act."""

from __future__ import annotations

import msgspec

from console.clock import utc
from console.contract.case_views import CaseView
from console.contract.registry import OPERATIONS
from console.domain.cases import Step
from console.domain.causes import Cause, Seen
from console.domain.durations import seconds
from console.domain.ids import AlertId, CaseId, UnitId
from console.keys import KEYLESS
from console.live import Live
from console.screens.acting import Scene
from console.screens.ask import Given
from console.screens.command_grammar import Order
from console.screens.readiness import tasks


class Aim(msgspec.Struct, frozen=True):
    """Where what an order is about is brought into view: the workplace, and the items there."""

    mode: str
    items: tuple[str, ...] = ()


def aim(live: Live, order: Order) -> Aim | None:
    """Return what `order` names; `None`: nothing, so what is selected is meant."""
    verb = order.verb
    if (alerts := order.all("alert")) and verb != "cases.gather":
        return Aim("alerts", tuple(alert.partition("@")[0] for alert in alerts))
    case = order.one("case")
    if case is not None and verb == "cases.reopen" and CaseId(case) not in live.mirror.cases:
        return Aim("dispatch")
    if case is not None:
        return Aim("dispatch", (case,))
    if verb == "cases.direct":
        return None
    unit = order.one("unit")
    if unit is not None and verb.startswith("patrols."):
        task = tasks(live).get(UnitId(unit))
        return Aim("dispatch", (task[0].id,)) if task is not None else Aim("dispatch")
    if sensor := order.one("sensor"):
        return Aim("sensor", (sensor,))
    if handover := order.one("handover"):
        return Aim("shift", (handover,))
    if about := order.one("about"):
        return _aim_at(about)
    if verb.startswith("shifts.") and verb != "shifts.enrol":
        return Aim("shift")
    if verb == "cases.open" and order.text:
        return Aim("dispatch")
    return None


def _aim_at(thing: str) -> Aim:
    name = thing.upper().partition("@")[0]
    if name.startswith("A-"):
        return Aim("alerts", (name,))
    return Aim("dispatch", (name,)) if name.startswith("C-") else Aim("sensor", (thing,))


def given(live: Live, order: Order) -> Given:
    """Return what `order` says to the dialog that its act opens."""
    for_s = seconds(order.one("for") or "")
    return Given(
        pick=_pick(live, order),
        texts=_texts(order),
        for_s=for_s,
        one_shot="one-shot" in order.given,
        seen=tuple(map(_seen, order.all("cause"))),
        agreed=not OPERATIONS[order.verb].confirm,
    )


def scene(here: Scene, order: Order) -> Scene:
    """Return what an order is about: what it names, else what is in hand `here`."""
    mirror = here.live.mirror
    unit, case = order.one("unit"), mirror.cases.get(CaseId(order.one("case") or ""))
    alerts = tuple(
        mirror.alerts[AlertId(name)]
        for word in order.all("alert")
        if (name := word.partition("@")[0]) in mirror.alerts
    )
    if unit is not None and order.verb.startswith("patrols."):
        task = tasks(here.live).get(UnitId(unit))
        return Scene(live=here.live, unit=UnitId(unit), case=case or (task[0] if task else None))
    named = order.one("case")
    if case is None and named is not None and order.verb == "cases.reopen":
        case = _closed(here.live, CaseId(named))
    if case is None and not alerts:
        return here
    return Scene(live=here.live, case=case or here.case, alerts=alerts or here.alerts)


def _closed(live: Live, case: CaseId) -> CaseView:
    """Return a case of which only this is known: that it is not open."""
    now = utc(live.now())
    return CaseView(id=case, step=Step.CLOSED, opened_at=now, opened_by="", changed_at=now)


def _texts(order: Order) -> tuple[str, ...]:
    match order.verb:
        case "sensors.record":
            return (order.one("value") or "", order.text)
        case "shifts.enrol":
            return (order.text, order.one("role") or "")
        case "cases.suspend" | "patrols.reserve":
            return (order.one("for") or "", order.text)
        case "devices.command":
            return (order.one("control") or "", order.text, order.one("for") or "")
        case "devices.release":
            return (order.one("control") or "",)
        case "scenes.suspend":
            return (order.one("automation") or "", order.one("for") or "", order.text)
        case "scenes.resume":
            return (order.one("automation") or "",)
        case "devices.maintain":
            return (order.one("place") or "", order.text)
        case "cases.direct":
            return (order.text, ", ".join(order.all("to")))
        case _:
            return (order.text,) if order.text else ()


def _pick(live: Live, order: Order) -> str | None:
    match order.verb:
        case "alerts.symptom":
            return (order.one("of") or "").partition("@")[0] or None
        case "cases.remedy":
            return _remedy(live, order)
        case "patrols.amend":
            return order.one("finding")
        case "cases.link" | "cases.duplicate":
            return order.one("other")
        case "cases.edit":
            return next((name for name in order.given if name not in ("case", "text")), None)
        case "cases.direct":
            return order.one("priority")
        case verb if verb in KEYLESS and verb != "cases.standdown":
            return order.one("by")
        case _:
            picks = ("unit", "place", "zone", "remedy", "proof")
            return next((value for name in picks if (value := order.one(name))), None)


def _remedy(live: Live, order: Order) -> str | None:
    """Return finding and action as the dialog calls them; of one finding the number may be left
    out."""
    action, finding = order.one("action"), order.one("finding")
    case = live.mirror.cases.get(CaseId(order.one("case") or ""))
    if finding is None and case is not None and len(case.findings) == 1:
        finding = str(case.findings[0].number)
    return f"{finding or 1}:{action}" if action else None


def _seen(word: str) -> Seen:
    cause, _, count = word.partition("=")
    return Seen(cause=Cause(cause), count=int(count) if count else None)
