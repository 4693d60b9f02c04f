"""What can be said for a unit that is out: the table, and what stands in the way."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from console.contract.case_course import StandDown
from console.contract.patrols import (
    AcceptAssignment,
    AmendReport,
    ArriveOnSite,
    AskSecondUnit,
    CheckIn,
    DeclineAssignment,
    LeaveSite,
    PatrolRequest,
    SetOut,
)
from console.contract.request import Request
from console.domain.cases import Leg
from console.domain.causes import Cause, Seen
from console.domain.ids import UnitId
from console.domain.matters import Channel, Heard
from console.live import Live
from console.screens.acting import Act, Asked, Scene, ask_reason, ask_words, title
from console.screens.ask import Answers
from console.screens.caselist import out
from console.screens.choose import Offer
from console.screens.readiness import tasks
from console.widgets import Entry
from console.wording import cause_word, plain, seen_words, unit_name
from console.wording.deeds import Deed
from console.wording.lists import Acts
from console.wording.matters import channel_word
from console.wording.screens import say

ALONG: dict[type[PatrolRequest], Leg] = {
    AcceptAssignment: Leg.ACCEPTED,
    SetOut: Leg.EN_ROUTE,
    ArriveOnSite: Leg.ON_SITE,
}


# for a unit that is out


def _units(scene: Scene) -> list[UnitId]:
    """Return the units that may be meant: the one in hand, or those out for the case."""
    if scene.unit is not None:
        return [scene.unit] if scene.unit in tasks(scene.live) else []
    return [task.unit for task in out(scene.case)] if scene.case is not None else []


def _leg_of(scene: Scene, unit: UnitId) -> Leg | None:
    known = tasks(scene.live).get(unit)
    return known[1].leg if known is not None else None


def _away(scene: Scene) -> str | None:
    return None if _units(scene) else say(Deed.UNIT_FREE)


def _not_further(leg: Leg) -> Callable[[Scene], str | None]:
    """Return what says that every unit is at `leg` already, or further."""

    def why(scene: Scene) -> str | None:
        legs = [found for unit in _units(scene) if (found := _leg_of(scene, unit)) is not None]
        if not legs:
            return say(Deed.UNIT_FREE)
        return None if any(each.rank < leg.rank for each in legs) else say(Deed.LEG_PASSED)

    return why


def _unasked(scene: Scene) -> str | None:
    found = [tasks(scene.live)[unit][1] for unit in _units(scene) if unit in tasks(scene.live)]
    if not found:
        return say(Deed.UNIT_FREE)
    return say(Deed.ASKED_ALREADY) if all(task.asks for task in found) else None


def which_unit(act: Act, scene: Scene, said: Answers) -> Asked | None:
    """Ask for which unit it is said, where several are out."""
    units = _units(scene)
    if len(units) <= 1:
        return None
    site = scene.live.mirror.site
    return Offer(
        title=title(act, scene),
        rows=lambda width: [
            Entry(unit, ((f"{plain(unit)}  ", "strong"), (unit_name(site, unit), "text")))
            for unit in units
        ],
    )


def _said_for(scene: Scene, said: Answers) -> tuple[UnitId, Answers]:
    """Return the unit that is meant, and the answers after that."""
    units = _units(scene)
    return (units[0], said) if len(units) == 1 else (UnitId(said[0]), said[1:])


def own(live: Live, unit: UnitId) -> bool:
    """Tell whether who sits here is one of the unit."""
    known, who = live.mirror.site.units.get(unit), live.mirror.who
    return known is not None and (who.seat in known.accounts or who.person in known.accounts)


def heard_offer(called: str) -> Offer:
    """Return what asks by which channel a unit was heard, and its words."""
    return Offer(
        title=called,
        rows=lambda width: [Entry(each, ((channel_word(each), "text"),)) for each in Channel],
        fields=(say(Deed.HEARD_WORDS),),
        optional=True,
    )


def ask_heard(act: Act, scene: Scene, said: Answers) -> Asked | None:
    """Ask by which channel it was heard, unless it is the unit itself that says it."""
    unit, _ = _said_for(scene, said)
    if own(scene.live, unit):
        return None
    name = unit_name(scene.live.mirror.site, unit)
    return heard_offer(say(Deed.HEARD, act=act.name(scene), what=name))


def heard_of(answers: Answers) -> Heard | None:
    """Return by which channel, as it was answered last."""
    if len(answers) < 2:
        return None
    return Heard(channel=Channel(answers[-2]), words=answers[-1] or None)


def _told(kind: Callable[..., Request]) -> Callable[[Scene, Answers], Request]:
    def make(scene: Scene, said: Answers) -> Request:
        unit, rest = _said_for(scene, said)
        return kind(unit=unit, case=tasks(scene.live)[unit][0].id, heard=heard_of(rest))

    return make


def _declining(scene: Scene, said: Answers) -> DeclineAssignment:
    unit, rest = _said_for(scene, said)
    case = tasks(scene.live)[unit][0].id
    return DeclineAssignment(unit=unit, case=case, reason=rest[0], heard=heard_of(rest[1:]))


def _assisting(scene: Scene, said: Answers) -> AskSecondUnit:
    unit, rest = _said_for(scene, said)
    case = tasks(scene.live)[unit][0].id
    return AskSecondUnit(unit=unit, case=case, note=rest[0], heard=heard_of(rest[1:]))


_TOLD = (which_unit, ask_heard)
TASK_DEEDS: tuple[Act, ...] = (
    *(
        Act(request=kind, key=key, hindrance=_not_further(leg), make=_told(kind), asks=_TOLD)
        for key, (kind, leg) in zip("123", ALONG.items(), strict=True)
    ),
    Act(request=LeaveSite, key="4", hindrance=_away, make=_told(LeaveSite), asks=_TOLD),
    Act(request=CheckIn, key="c", hindrance=_away, make=_told(CheckIn), asks=_TOLD),
    Act(
        request=AskSecondUnit,
        key="+",
        hindrance=_unasked,
        make=_assisting,
        asks=(which_unit, ask_words(Deed.WHAT_FOR), ask_heard),
    ),
    Act(
        request=DeclineAssignment,
        key="5",
        hindrance=_not_further(Leg.ON_SITE),
        make=_declining,
        asks=(which_unit, ask_reason, ask_heard),
    ),
)


def _off(scene: Scene, said: Answers) -> StandDown:
    unit, rest = _said_for(scene, said)
    return StandDown(case=tasks(scene.live)[unit][0].id, unit=unit, reason=rest[0])


CALL_OFF = Act(
    request=StandDown, key="x", hindrance=_away, make=_off, asks=(which_unit, ask_reason)
)


# what was found


def _standing(scene: Scene) -> list[int]:
    findings = scene.case.findings if scene.case is not None else ()
    return [finding.number for finding in findings if not finding.withdrawn]


def _which_finding(act: Act, scene: Scene, said: Answers) -> Asked | None:
    findings = scene.case.findings if scene.case is not None else ()
    return Offer(
        title=say(Deed.WHICH_FINDING, case=scene.what),
        rows=lambda width: [
            Entry(str(f.number), ((f"{f.number} ", "muted"), (seen_words(f.seen), "text")))
            for f in findings
            if not f.withdrawn
        ],
    )


def _instead(act: Act, scene: Scene, said: Answers) -> Asked | None:
    def rows(width: int) -> list[Entry]:
        nothing = Entry("-", ((say(Deed.TAKE_BACK), "muted"),))
        return [*(Entry(cause, ((cause_word(cause), "text"),)) for cause in Cause), nothing]

    called = say(Deed.WHAT_INSTEAD, number=said[0])
    return Offer(title=called, rows=rows, fields=(say(Deed.REASON),))


def _whose(scene: Scene, number: str) -> UnitId:
    findings = scene.case.findings if scene.case is not None else ()
    return next(finding.unit for finding in findings if finding.number == int(number))


def _how_amended(act: Act, scene: Scene, said: Answers) -> Asked | None:
    unit = _whose(scene, said[0])
    if own(scene.live, unit):
        return None
    name = unit_name(scene.live.mirror.site, unit)
    return heard_offer(say(Deed.HEARD, act=act.name(scene), what=name))


def _amending(scene: Scene, said: Answers) -> AmendReport:
    number, cause, reason = said[0], said[1], said[2]
    findings = scene.case.findings if scene.case is not None else ()
    finding = next(each for each in findings if each.number == int(number))
    seen: Seen | None = None
    if cause != "-":
        same = finding.seen.cause == cause
        seen = finding.seen if same else replace(finding.seen, cause=Cause(cause))
    return AmendReport(
        unit=finding.unit,
        case=scene.case.id if scene.case is not None else None,
        finding=int(number),
        seen=seen,
        reason=reason,
        heard=heard_of(said[3:]),
    )


def _amendable(scene: Scene) -> str | None:
    if scene.case is not None and scene.case.outcome is not None:
        return say(Deed.CLOSED)
    return None if _standing(scene) else say(Acts.NO_FINDING)


AMEND = Act(
    request=AmendReport,
    key="A",
    hindrance=_amendable,
    make=_amending,
    asks=(_which_finding, _instead, _how_amended),
)
