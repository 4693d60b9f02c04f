"""Cases as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.case_views import (
    AssignmentView,
    CaseDetail,
    CaseView,
    FindingView,
    PointView,
    RemedyView,
)
from console.contract.views import Page
from console.domain.cases import OVER, Step
from console.domain.ids import ZoneId
from console.domain.sites import Site
from console.printing import GAP, Column, Listing
from console.wording import (
    action_word,
    age,
    chosen,
    leg_word,
    local,
    outcome_word,
    plain,
    proof_word,
    rule_name,
    seen_words,
    sentence,
    step_word,
    target_name,
    unit_name,
    zone_name,
)
from console.wording.commands import say

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
            Column("step", _ended_or_step, style=lambda case: _STYLES.get(case.step, "")),
            Column("about", lambda case: _about(site, case)),
            Column("zone", lambda case: _zone(site, case.zone)),
            Column("units", _units),
            Column("alerts", lambda case: " ".join(map(plain, case.alerts))),
            Column("opened", lambda case: local(case.opened_at)),
            Column("changed", lambda case: local(case.changed_at)),
        ),
    )


def case_fields(detail: CaseDetail, site: Site) -> Iterator[tuple[str, str]]:
    """Return a case in full: what it is about, who is on it, how far it is, what happened."""
    case = detail.case
    yield "id", plain(case.id)
    yield "step", _ended_or_step(case)
    yield "title", plain(case.title or "")
    yield "zone", _place(site, case.zone)
    yield "alerts", " ".join(map(plain, case.alerts))
    yield "units", "\n".join(_assignment(site, task) for task in case.assignments)
    yield "findings", "\n".join(_finding(site, finding) for finding in case.findings)
    yield "remedies", "\n".join(map(_remedy, case.remedies))
    yield "points", "\n".join(_point(site, point) for point in case.points)
    yield "verification", _verification(detail)
    yield "opened", say("by.at", person=case.opened_by, at=local(case.opened_at))
    if case.closed_at is not None:
        yield "closed", say("by.at", person=case.closed_by or "", at=local(case.closed_at))
    told = (local(fact.at) + GAP + sentence(fact, site, here=True) for fact in detail.history)
    yield "history", "\n".join(told)


def progress_bar(share: float) -> str:
    """Return a share (0 to 1) as a bar that every terminal can draw; only all of it is full."""
    done = int(share * BAR)
    return f"[{'#' * done}{'.' * (BAR - done)}] {int(share * 100):3d} %"


def _ended_or_step(case: CaseView) -> str:
    return outcome_word(case.outcome) if case.outcome is not None else step_word(case.step)


def _about(site: Site | None, case: CaseView) -> str:
    if case.title:
        return plain(case.title)
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
    return GAP.join((name, leg_word(task.leg), local(task.changed_at), sent))


def _finding(site: Site, finding: FindingView) -> str:
    said = (str(finding.number), seen_words(finding.seen), unit_name(site, finding.unit))
    return GAP.join((*said, local(finding.at)))


def _remedy(remedy: RemedyView) -> str:
    done = say("not.done")
    if remedy.done_at is not None:
        done = say("done.by.at", person=remedy.done_by or "", at=local(remedy.done_at))
    ordered = say(
        "remedy", finding=remedy.finding, action=action_word(remedy.action), party=remedy.party
    )
    return GAP.join((str(remedy.number), ordered, done))


def _point(site: Site, point: PointView) -> str:
    since = say("not.normal")
    if point.normal_since is not None:
        since = say("normal.since", at=local(point.normal_since), window=age(point.window_s))
    return GAP.join((target_name(site, point.target), rule_name(site, point.rule), since))


def _verification(detail: CaseDetail) -> str:
    case = detail.case
    if case.proof is not None:
        told = f"{proof_word(case.proof)}{GAP}{local(case.verified_at)}"
        return f"{progress_bar(1.0)}{GAP}{told}"
    if case.settled_at is None:
        return ""
    return progress_bar(detail.progress) if case.points else say("by.hand")
