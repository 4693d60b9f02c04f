"""Cases as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.commands.case_fields import case_stage, course_fields, evidence_words, matter_fields
from console.contract.case_views import (
    AssignmentView,
    CaseDetail,
    CaseView,
    FindingView,
    PointView,
    RemedyView,
    StepClockView,
)
from console.contract.views import Page
from console.domain.cases import OVER, Step
from console.domain.ids import SensorId, ZoneId
from console.domain.matters import Evidence
from console.domain.sites import Site
from console.printing import GAP, Column, Listing
from console.wording import (
    action_word,
    age,
    chosen,
    leg_word,
    local,
    plain,
    priority_word,
    proof_word,
    rule_name,
    seen_words,
    sentence,
    target_name,
    unit_name,
    zone_name,
)
from console.wording.casework import class_of_cause
from console.wording.commands import say
from console.wording.comparison import comparison_words
from console.wording.names import party_name

BAR = 20  # characters of a progress bar

_STYLES = {Step.FILED: "bold red", Step.VERIFIED: "green", Step.CLOSED: "dim"}


def case_listing(page: Page[CaseView], site: Site | None) -> Listing[CaseView]:
    """Return cases as a table; without a site, things go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.cases",
        name=lambda case: case.id,
        columns=(
            Column("id", lambda case: plain(case.id)),
            Column("step", case_stage, style=lambda case: _STYLES.get(case.step, "")),
            Column("priority", lambda case: priority_word(case.priority)),
            Column("about", lambda case: _about(site, case)),
            Column("zone", lambda case: _zone(site, case.zone)),
            Column("units", _units),
            Column("alerts", lambda case: " ".join(map(plain, case.alerts))),
            Column("due", _due, style=lambda case: "bold red" if _overdue(case) else ""),
            Column("opened", lambda case: local(case.opened_at)),
            Column("changed", lambda case: local(case.changed_at)),
        ),
    )


def case_fields(detail: CaseDetail, site: Site) -> Iterator[tuple[str, str]]:
    """Return a case in full: what it is about, who is on it, how far it is, what happened."""
    case = detail.case
    yield "id", plain(case.id)
    yield "step", case_stage(case)
    yield "title", plain(case.title or "")
    yield from matter_fields(case, site)
    yield "zone", _place(site, case.zone)
    yield "alerts", " ".join(map(plain, case.alerts))
    yield "units", "\n".join(_assignment(site, task) for task in case.assignments)
    yield "findings", "\n".join(_finding(site, finding) for finding in case.findings)
    yield "remedies", "\n".join(_remedy(site, remedy) for remedy in case.remedies)
    yield "points", "\n".join(_point(site, point) for point in case.points)
    yield "verification", _verification(detail)
    yield from course_fields(case)
    told = (local(fact.at) + GAP + sentence(fact, site, here=True) for fact in detail.history)
    yield "history", "\n".join(told)


def progress_bar(share: float) -> str:
    """Return a share (0 to 1) as a bar that every terminal can draw; only all of it is full."""
    done = int(share * BAR)
    return f"[{'#' * done}{'.' * (BAR - done)}] {int(share * 100):3d} %"


def _due(case: CaseView) -> str:
    dues = [clock.due for clock in _clocks(case) if clock.due is not None]
    if not dues:
        return ""
    told = local(min(dues))[5:16]
    return f"{told} ({say('overdue')})" if _overdue(case) else told


def _overdue(case: CaseView) -> bool:
    return any(clock.told for clock in _clocks(case))


def _clocks(case: CaseView) -> list[StepClockView]:
    clocks = (case.clock, case.whole)
    return [] if case.outcome is not None else [clock for clock in clocks if clock is not None]


def _about(site: Site | None, case: CaseView) -> str:
    if case.title:
        return plain(case.title)
    if case.directive is not None:
        return plain(case.directive.text)
    targets = dict.fromkeys(point.target for point in case.points)
    return ", ".join(target_name(site, target) if site else plain(target) for target in targets)


def _zone(site: Site | None, zone: ZoneId | None) -> str:
    if zone is None:
        return ""
    return zone_name(site, zone) if site else plain(zone)


def _place(site: Site, zone: ZoneId | None) -> str:
    known = site.zones.get(zone) if zone is not None else None
    if known is None or known.landmark is None:
        return _zone(site, zone)
    return f"{chosen(known.name)} ({chosen(known.landmark)})"


def _units(case: CaseView) -> str:
    out = (task for task in case.assignments if task.leg not in OVER)
    return ", ".join(f"{plain(task.unit)} {leg_word(task.leg)}" for task in out)


def _assignment(site: Site, task: AssignmentView) -> str:
    sent = say("sent.by.at", person=task.sent_by, at=local(task.sent_at))
    name = f"{unit_name(site, task.unit)} ({plain(task.unit)})"
    told = [name, leg_word(task.leg), local(task.changed_at), sent]
    if task.misses and task.check_by is not None:
        told.append(say("check.missed", misses=task.misses, at=local(task.check_by)))
    elif task.check_by is not None:
        told.append(say("check.by", at=local(task.check_by)))
    if task.asks is not None:
        told.append(say("asks.for", asks=task.asks))
    return GAP.join(told)


def _finding(site: Site, finding: FindingView) -> str:
    seen = finding.seen
    shown = Evidence(photo=seen.photo, value=seen.value, unit=seen.unit)
    said = [str(finding.number), seen_words(seen), class_of_cause(seen.cause)]
    said += [evidence_words(shown)] if shown != Evidence() else []
    said.append(unit_name(site, finding.unit))
    said.append(local(finding.at))
    if finding.withdrawn:
        said.append(say("withdrawn"))
    elif finding.amended_at is not None:
        said.append(say("amended", at=local(finding.amended_at)))
    return GAP.join(said)


def _remedy(site: Site, remedy: RemedyView) -> str:
    ordered = say(
        "remedy", finding=remedy.finding, action=action_word(remedy.action), party=remedy.party
    )
    told = [str(remedy.number), ordered]
    if remedy.responsible is not None:
        told.append(say("responsible", party=party_name(site, remedy.responsible)))
    if remedy.done_at is not None:
        told.append(say("done.by.at", person=remedy.done_by or "", at=local(remedy.done_at)))
        told.append(evidence_words(remedy.evidence) if remedy.evidence is not None else "")
    else:
        told.append(say("not.done"))
        if remedy.due is not None:
            word = "remedy.overdue" if remedy.overdue else "remedy.due"
            told.append(say(word, due=local(remedy.due)))
    return GAP.join(part for part in told if part)


def _point(site: Site, point: PointView) -> str:
    if point.of_days:
        sensor = site.sensors().get(SensorId(point.target))
        told = comparison_words(point, plain(sensor.unit) if sensor else "")
        return GAP.join((target_name(site, point.target), rule_name(site, point.rule), told))
    since = say("not.normal")
    if point.normal_since is not None:
        since = say("normal.since", at=local(point.normal_since), window=age(point.window_s))
    return GAP.join((target_name(site, point.target), rule_name(site, point.rule), since))


def _verification(detail: CaseDetail) -> str:
    case = detail.case
    if case.proof is not None:
        told = f"{proof_word(case.proof)}{GAP}{local(case.verified_at)}"
        if case.shown is not None:
            told = f"{told}{GAP}{evidence_words(case.shown)}"
        return f"{progress_bar(1.0)}{GAP}{told}"
    if case.settled_at is None:
        return ""
    return progress_bar(detail.progress) if case.points else say("by.hand")
