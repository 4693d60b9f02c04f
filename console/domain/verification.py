"""The gate at the end: the same point normal, on evidence, for its whole window."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.case_facts import (
    CaseFact,
    CaseResumed,
    CaseVerified,
    PointNormal,
    Proof,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.case_moves import Observed
from console.domain.cases import Case, Step, Watched, remedied

Result = tuple[Case, tuple[CaseFact, ...]]


def due(case: Case) -> int | None:
    """Return when `WindowPassed` would verify the case, or end its rest (ms), if ever on what is
    known."""
    if case.outcome is None and case.suspension is not None:
        return case.suspension.until
    if case.step is not Step.FED_BACK or not case.watched:
        return None
    ends: list[int] = []
    for watched in case.watched:
        if watched.point.days:
            if watched.gone_at is None:
                return None
            ends.append(watched.gone_at)
            continue
        end = watched.due
        if end is None or end > watched.evidence_until:
            return None
        ends.append(end)
    return max(ends)


def settled(case: Case, facts: tuple[CaseFact, ...], now: int) -> Result:
    """Start verifying when nothing is left to do; anything new to do starts it over.

    It is for work just done: what was not enough is not fed back again without any.
    """
    case = replace(fresh(case), changed_at=now)
    if not remedied(case):
        return case, facts
    started = VerificationStarted(case=case.id)
    return replace(case, settled_at=now), (*facts, started)


def begun_again(case: Case, facts: tuple[CaseFact, ...], now: int) -> Result:
    """Start verifying over if it had been started; nothing was done, only more is asked."""
    was_settled = case.settled_at is not None
    case = replace(fresh(case), changed_at=now)
    if not was_settled:
        return case, facts
    started = VerificationStarted(case=case.id)
    return replace(case, settled_at=now), (*facts, started)


def resumed(case: Case, now: int) -> Result:
    """Let a case that rested go on; what it was about to prove is looked at from now on."""
    return begun_again(replace(case, suspension=None), (CaseResumed(case=case.id),), now)


def windows_anew(case: Case) -> tuple[Watched, ...]:
    """Return what the case watches, with nothing known of it since the last remedy."""
    return tuple(
        Watched(point=watched.point, hours=watched.hours, before=watched.before)
        for watched in case.watched
    )


def fresh(case: Case) -> Case:
    """Return the case as it is when whatever was verified so far, or was about to be, and who
    wanted it closed without, does not count any more."""
    windows = windows_anew(case)
    return replace(unproved(case), watched=windows, settled_at=None, proposal=None)


def unproved(case: Case) -> Case:
    """Return the case as it is when what proved it no longer counts."""
    return replace(case, verified_at=None, verified_by=None, proof=None, shown=None)


def observed(case: Case, move: Observed, now: int) -> Result:
    """Take a point's state: normal counts, anything else starts its window over."""
    if case.step not in (Step.FED_BACK, Step.VERIFIED) or case.suspension is not None:
        return case, ()
    if case.settled_at is not None and now < case.settled_at:
        return case, ()  # it was so before the last remedy, and was only told later
    case, facts = verified_if_due(case, now)
    watched = tuple(
        _looked(w, move, now) if (w.point.rule, w.point.target) == (move.rule, move.target) else w
        for w in case.watched
    )
    broken = not move.normal and any(
        before.normal_since is not None and after.normal_since is None
        for before, after in zip(case.watched, watched, strict=True)
    )
    begun = tuple(
        PointNormal(case=case.id, rule=move.rule, target=move.target)
        for before, after in zip(case.watched, watched, strict=True)
        if after.normal_since not in (None, before.normal_since)
    )
    case = replace(case, watched=watched, changed_at=now if begun else case.changed_at)
    if not broken:
        after, more = verified_if_due(case, now)
        return after, facts + begun + more
    fact = VerificationBroken(case=case.id, rule=move.rule, target=move.target, value=move.value)
    return replace(unproved(case), changed_at=now), (*facts, fact)


def _looked(watched: Watched, move: Observed, now: int) -> Watched:
    if watched.point.days:
        return watched  # what comes and goes is judged by whole days
    if not move.normal:
        return replace(watched, normal_since=None, evidence_until=move.holds_until)
    # After a gap nothing is known of the time between: a window that was not full starts again.
    full = watched.due is not None and watched.due <= watched.evidence_until
    blind = watched.evidence_until < now and not full
    since = now if blind or watched.normal_since is None else watched.normal_since
    return replace(watched, normal_since=since, evidence_until=move.holds_until)


def verified_if_due(case: Case, now: int) -> Result:
    """Verify the case when every window is full by `now` (ms), or end its rest when that is
    over."""
    end = due(case)
    if end is None or end > now:
        return case, ()
    if case.suspension is not None:
        return resumed(case, now)
    fact = CaseVerified(case=case.id, proof=Proof.SENSOR)
    done = replace(case, verified_at=now, proof=Proof.SENSOR, changed_at=now)
    return done, (fact,)
