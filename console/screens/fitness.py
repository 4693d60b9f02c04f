"""Whom to send to what is in hand, in the order the hub would say, and why in words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from console.clock import utc
from console.contract.case_views import CaseView, PointView
from console.contract.suggestions import suggested_units
from console.contract.views import AlertView
from console.domain.cases import Step
from console.domain.ids import CaseId, ZoneId
from console.domain.people import Unit
from console.domain.suggesting import Because, Reason, Sending
from console.live import Live
from console.screens.caselist import device_of, place_of
from console.screens.readiness import tasks
from console.wording import age, plain
from console.wording.course import Course
from console.wording.dispatch import Work, kit_word
from console.wording.screens import say
from console.wording.unit_facts import skill_word


class Matter(msgspec.Struct, frozen=True):
    """What a unit may be sent to: a case, or alerts that no case is about yet."""

    case: CaseView | None = None
    alerts: tuple[AlertView, ...] = ()


class Ranked(msgspec.Struct, frozen=True, kw_only=True):
    """A unit as a candidate, every reason for its place, and the case it is out for."""

    unit: Unit
    sending: Sending
    reasons: tuple[Reason, ...] = ()
    out_for: CaseId | None = None

    @property
    def can_go(self) -> bool:
        """Tell whether it can be sent: at once, or on purpose."""
        return self.sending is not Sending.NOT


def ranking(live: Live, matter: Matter) -> list[Ranked]:
    """Return every unit, the one to send first on top."""
    mirror = live.mirror
    case = matter.case or _case_to_be(live, matter.alerts)
    if case.zone is None:
        case = msgspec.structs.replace(case, zone=place_of(mirror.site, case))
    busy = tasks(live)
    found = suggested_units(
        mirror.site, case, mirror.cases.values(), mirror.around.units, live.now()
    )
    return [
        Ranked(
            unit=mirror.site.units[one.unit],
            sending=one.sending,
            reasons=one.reasons,
            out_for=busy[one.unit][0].id if one.unit in busy else None,
        )
        for one in found
    ]


def _case_to_be(live: Live, alerts: tuple[AlertView, ...]) -> CaseView:
    """Return the case that would be opened from alerts, as far as sending somebody takes it."""
    now = utc(live.now())
    points = tuple(PointView(rule=a.rule, target=a.target, window_s=0.0) for a in alerts)
    device = live.mirror.site.devices.get(device_of(alerts[0].target)) if alerts else None
    zone: ZoneId | None = device.zone if device is not None else None
    return CaseView(
        id=CaseId(""),
        step=Step.FILED,
        zone=zone,
        points=points,
        opened_at=now,
        opened_by="",
        changed_at=now,
    )


def for_words(ranked: Ranked) -> str:
    """Return what speaks for a unit that is at no task."""
    return " · ".join(_for(ranked))


def _for(ranked: Ranked) -> Iterator[str]:
    ways = [reason for reason in ranked.reasons if reason.code is Because.HERE]
    if ways:
        yield say(Work.SAME_ZONE)
    if ranked.sending is Sending.NOW:
        yield say(Work.AVAILABLE)
    for reason in ranked.reasons:
        if reason.code is Because.NEAR and reason.metres is not None:
            yield f"{reason.metres} m"
    helps = [
        skill_word(reason.what or "") if reason.code is Because.SKILL else kit_word(reason.what)
        for reason in ranked.reasons
        if reason.code in (Because.SKILL, Because.KIT) and reason.what
    ]
    if helps:
        yield " ".join(helps)


def against_words(live: Live, ranked: Ranked) -> str:
    """Return what keeps a unit that is at no task; nothing where nothing does."""
    said = (_against(live, reason) for reason in ranked.reasons)
    return " · ".join(word for word in said if word)


def _against(live: Live, reason: Reason) -> str:
    match reason.code:
        case Because.OUT_OF_SERVICE:
            return say(Course.WITHDRAWN, why=plain(reason.what or ""))
        case Because.OFF_DUTY:
            return say(Work.OFF)
        case Because.LACKS:
            return say(Course.LACKS, skill=skill_word(reason.what or ""))
        case Because.RESERVED:
            left = age(max((reason.until or 0) - live.now(), 0) / 1000)
            return say(Course.RESERVED_FOR, purpose=plain(reason.what or ""), left=left)
        case _:
            return ""
