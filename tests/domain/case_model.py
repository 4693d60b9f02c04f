"""A naive case: it keeps everything that ever happened and works out from that what holds.

Three plain pictures of one case must agree: the case's own fields, what this model says, and
what somebody makes of the facts alone.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from console.domain.case_facts import (
    CaseClosed,
    CaseFact,
    CaseFiled,
    CaseGathered,
    CaseOpened,
    CaseReopened,
    CaseResumed,
    CaseReturned,
    CaseSuspended,
    CaseVerified,
    CloseProposed,
    Outcome,
    Point,
    PointNormal,
    Proof,
    RemedyDone,
    RemedyOrdered,
    VerificationBroken,
    VerificationStarted,
)
from console.domain.case_moves import (
    Close,
    Dispatch,
    Finish,
    Inspect,
    Move,
    Order,
    Report,
    StandDown,
    Travel,
)
from console.domain.cases import Case
from console.domain.causes import Cause, Seen
from console.domain.course_moves import (
    Edit,
    File,
    Gather,
    Link,
    Note,
    Read,
    Reopen,
    Resume,
    Return,
    Suspend,
)
from console.domain.ids import RuleId, TargetId
from console.domain.patrol_facts import (
    PatrolAccepted,
    PatrolEnRoute,
    PatrolLeft,
    PatrolOnSite,
    PatrolReported,
    PatrolStoodDown,
    UnitDispatched,
)
from tests.domain.course_model import course_fact, refused_by_course, refused_by_standing

LEGS = ("offered", "accepted", "en_route", "on_site", "reported", "released")
GONE = ("released", "stood_down")
Going = PatrolAccepted | PatrolEnRoute | PatrolOnSite | PatrolLeft | PatrolStoodDown
LEG_FACTS: dict[str, type[Going]] = {
    "accepted": PatrolAccepted,
    "en_route": PatrolEnRoute,
    "on_site": PatrolOnSite,
    "released": PatrolLeft,
    "stood_down": PatrolStoodDown,
}
LEG_TOLD = {kind: leg for leg, kind in LEG_FACTS.items()}
REPEAT = "repeat"
Spot = tuple[RuleId, TargetId]


class Task(msgspec.Struct):
    """A unit's task."""

    unit: str
    by: str | None
    leg: str
    at: int


class Found(msgspec.Struct):
    """A finding."""

    unit: str
    seen: Seen
    at: int


class Deed(msgspec.Struct):
    """A remedy."""

    finding: int
    action: str
    party: str
    by: str | None
    at: int
    done_by: str | None = None
    done_at: int | None = None


class Picture(msgspec.Struct):
    """A case as everybody should see it."""

    tasks: list[Task] = []
    found: list[Found] = []
    deeds: list[Deed] = []
    since: dict[Spot, int | None] = {}
    settled_at: int | None = None
    verified_at: int | None = None
    verified_by: str | None = None
    proof: Proof | None = None
    outcome: Outcome | None = None
    closed_at: int | None = None
    closed_by: str | None = None
    waiting: bool = False
    rest: tuple[int, str] | None = None
    proposal: tuple[str, int] | None = None

    @property
    def step(self) -> str:
        """Return how far it has come, the furthest thing first."""
        out = {task.leg for task in self.tasks} - set(GONE)
        marks = (
            ("closed", self.outcome is not None),
            ("verified", self.verified_at is not None),
            ("fed_back", self.settled_at is not None),
            ("collected", self.waiting),
            ("handling", bool(self.found) or "on_site" in out),
            ("dispatched", bool(out)),
        )
        return next((step for step, reached in marks if reached), "filed")


def picture_of(case: Case) -> Picture:
    """Return the picture the case itself gives."""
    return Picture(
        tasks=[Task(a.unit, a.sent_by, a.leg.value, a.changed_at) for a in case.assignments],
        found=[Found(f.unit, f.seen, f.at) for f in case.findings],
        deeds=[
            Deed(r.finding, r.action, r.party, r.ordered_by, r.ordered_at, r.done_by, r.done_at)
            for r in case.remedies
        ],
        since={(w.point.rule, w.point.target): w.normal_since for w in case.watched},
        settled_at=case.settled_at,
        verified_at=case.verified_at,
        verified_by=case.verified_by,
        proof=case.proof,
        outcome=case.outcome,
        closed_at=case.closed_at,
        closed_by=case.closed_by,
        waiting=case.waiting,
        rest=None if case.suspension is None else (case.suspension.until, case.suspension.by),
        proposal=None if case.proposal is None else (case.proposal.by, case.proposal.at),
    )


class Told(msgspec.Struct, frozen=True):
    """A fact as it is kept: when, by whom, what."""

    at: int
    who: str | None
    fact: CaseFact


def picture_from(told: Iterable[Told]) -> Picture:
    """Return the picture somebody makes who hears the facts and knows nothing else."""
    seen = Picture()
    for one in told:
        _hear_of(seen, one.fact, one.at, one.who)
    return seen


def _hear_of(seen: Picture, fact: CaseFact, at: int, who: str | None) -> None:
    match fact:
        case CaseOpened():
            seen.since = {(p.rule, p.target): None for p in fact.points}
            seen.waiting = fact.waiting
        case UnitDispatched():
            seen.tasks.append(Task(fact.unit, who, "offered", at))
        case PatrolAccepted() | PatrolEnRoute() | PatrolOnSite() | PatrolLeft() | PatrolStoodDown():
            _place(seen, fact.assignment, LEG_TOLD[type(fact)], at)
        case PatrolReported():
            assert fact.first == len(seen.found) + 1
            _place(seen, fact.assignment, "reported", at)
            seen.found.extend(Found(fact.unit, each, at) for each in fact.findings)
            _start_over(seen)
        case RemedyOrdered():
            seen.deeds.append(Deed(fact.finding, fact.action, fact.party, who, at))
            assert fact.remedy == len(seen.deeds)
            _start_over(seen)
        case RemedyDone():
            deed = seen.deeds[fact.remedy - 1]
            deed.done_by, deed.done_at = who, at
            _start_over(seen)
        case VerificationStarted():
            seen.settled_at = at
        case PointNormal():
            seen.since[fact.rule, fact.target] = at
        case VerificationBroken():
            seen.since[fact.rule, fact.target] = None
            seen.verified_at = seen.proof = None
        case CaseVerified():
            seen.verified_at, seen.verified_by, seen.proof = at, who, fact.proof
        case CaseClosed():
            seen.outcome, seen.closed_at, seen.closed_by = fact.outcome, at, who
            seen.rest = None
        case _:
            _hear_of_its_course(seen, fact, at, who)


def _hear_of_its_course(seen: Picture, fact: CaseFact, at: int, who: str | None) -> None:
    match fact:
        case CaseFiled():
            seen.waiting = False
        case CaseReturned():
            _start_over(seen)
        case CaseGathered():
            seen.since.update({(p.rule, p.target): None for p in fact.points})
            _start_over(seen)
        case CaseSuspended():
            assert who is not None
            seen.rest, seen.since = (fact.until, who), dict.fromkeys(seen.since)
        case CaseResumed():
            seen.rest = None
            _start_over(seen)
        case CaseReopened():
            seen.outcome = seen.closed_at = seen.closed_by = None
            _send_home(seen, at)
            _start_over(seen)
        case CloseProposed():
            assert who is not None
            seen.proposal = (who, at)


def _send_home(seen: Picture, at: int) -> None:
    for task in seen.tasks:
        if task.leg not in GONE:
            task.leg, task.at = "released", at


def _place(seen: Picture, assignment: int, leg: str, at: int) -> None:
    task = seen.tasks[assignment - 1]
    task.leg, task.at = leg, at


def _start_over(seen: Picture) -> None:
    seen.since = dict.fromkeys(seen.since)
    seen.settled_at = seen.verified_at = seen.verified_by = seen.proof = seen.proposal = None


class Heard(msgspec.Struct, frozen=True):
    """A value of a point was normal or not, and is evidence until `holds_until` (ms)."""

    at: int
    spot: Spot
    normal: bool
    holds_until: int
    value: float | None = None


class Looked(msgspec.Struct, frozen=True):
    """Somebody looked at the clock."""

    at: int


class Did(msgspec.Struct, frozen=True):
    """A person did something (and was neither refused nor repeating themselves)."""

    at: int
    move: Move


class Rested(msgspec.Struct, frozen=True):
    """Its rest was over by itself."""

    at: int


Entry = Heard | Looked | Did | Rested
WORK = (Report, Order, Finish)
AGAIN = (*WORK, Return, Reopen, Gather, Resume)  # what was verified before these does not count
WINDOWS_ANEW = (*AGAIN, Suspend)
COURSE = (File, Return, Suspend, Resume, Reopen, Edit, Note, Gather, Link, Read, Close)


def running_since(heard: list[Heard], window: int) -> int | None:
    """Return from when a point's window runs, of all that was heard of it since the last work.

    Values after the last abnormal one fall into stretches without a gap. The first stretch that
    filled the window holds for good; otherwise only the newest one counts.
    """
    last = max((i for i, one in enumerate(heard) if not one.normal), default=-1)
    stretches: list[list[Heard]] = []
    for one in heard[last + 1 :]:
        if not stretches or one.at > stretches[-1][-1].holds_until:
            stretches.append([])
        stretches[-1].append(one)
    for stretch in stretches:
        if stretch[0].at + window <= stretch[-1].holds_until:
            return stretch[0].at
    return stretches[-1][0].at if stretches else None


def proven(entries: list[Entry], points: Iterable[Point]) -> bool:
    """Tell, from the bare words of the gate, whether a case closed now may be called verified.

    There is a moment since the last work up to which every point was normal for its whole window
    at every half second (moments are whole seconds), and from which on none was abnormal.
    """
    work = max(i for i, entry in enumerate(entries) if over_again(entry))
    heard = [entry for entry in entries[work + 1 :] if isinstance(entry, Heard)]
    return all(_proven(heard, p, entries[-1].at) for p in points)


def over_again(entry: Entry) -> bool:
    """Tell whether what was heard before proves nothing after."""
    return isinstance(entry, Rested) or (
        isinstance(entry, Did) and isinstance(entry.move, WINDOWS_ANEW)
    )


def worked_since_returned(entries: list[Entry]) -> bool:
    """Tell whether something was found, ordered or done after the case was last sent back."""
    moves = [entry.move for entry in entries if isinstance(entry, Did)]
    back = max((i for i, m in enumerate(moves) if isinstance(m, (Return, Reopen))), default=-1)
    return any(isinstance(move, WORK) for move in moves[back + 1 :])


def _proven(heard: list[Heard], point: Point, now: int) -> bool:
    mine = [one for one in heard if one.spot == (point.rule, point.target)]
    window = round(point.window_s * 1000)
    ends = range(mine[0].at + window, now + 1, 500) if mine else ()
    return any(
        all(_known_normal(mine, moment) for moment in range(end - window, end + 1, 500))
        and all(one.normal for one in mine if one.at >= end - window)
        for end in ends
    )


def _known_normal(mine: list[Heard], moment: int) -> bool:
    newest = [one for one in mine if one.at <= moment][-1]
    return newest.normal and moment <= newest.holds_until


class Naive:
    """One case, by its history alone; each happening is answered with the facts to expect."""

    def __init__(self, opened: CaseOpened, person: str) -> None:
        self.id = opened.case
        self.opened = opened
        self.filed_by = None if opened.waiting else person
        self.points = {(p.rule, p.target): round(p.window_s * 1000) for p in opened.points}
        self.alerts = list(opened.alerts)
        self.entries: list[Entry] = []
        self.verified: Did | Looked | None = None
        self.settled_at: int | None = None
        self.people = Picture(waiting=opened.waiting)  # what people did, not what came of it

    # What the history says

    @property
    def acts(self) -> list[Did]:
        return [entry for entry in self.entries if isinstance(entry, Did)]

    def count(self, kind: type[Move]) -> int:
        """Return how often people made a kind of move."""
        return sum(isinstance(did.move, kind) for did in self.acts)

    def lived(self) -> Picture:
        """Return what people did, from the beginning."""
        seen = Picture(waiting=self.opened.waiting)
        for entry in self.entries:
            if isinstance(entry, Rested):
                seen.rest = seen.proposal = None
            elif isinstance(entry, Did):
                if isinstance(entry.move, AGAIN):
                    seen.proposal = None
                self._live(seen, entry.at, entry.move)
        return seen

    def _live(self, seen: Picture, at: int, move: Move) -> None:
        match move:
            case Dispatch():
                seen.tasks.append(Task(move.unit, move.person, "offered", at))
            case Travel():
                task = _out(seen, move.unit)
                assert task is not None
                task.leg, task.at = move.leg.value, at
            case StandDown():
                task = _out(seen, move.unit)
                assert task is not None
                task.leg, task.at = "stood_down", at
            case Report():
                task = _out(seen, move.unit)
                assert task is not None
                task.leg, task.at = "reported", at
                seen.found.extend(Found(move.unit, each, at) for each in move.findings)
            case Order():
                deed = Deed(move.finding, move.action, move.party, move.person, at)
                seen.deeds.append(deed)
            case Finish():
                deed = seen.deeds[move.remedy - 1]
                deed.done_by, deed.done_at = move.person, at
            case Close(outcome=Outcome.UNVERIFIED) if seen.proposal is None:
                seen.proposal = (move.person, at)
            case Close():
                seen.outcome, seen.closed_at, seen.closed_by = move.outcome, at, move.person
                seen.rest = None
            case Reopen():
                seen.outcome = seen.closed_at = seen.closed_by = None
                _send_home(seen, at)
            case File():
                seen.waiting = False
            case Suspend():
                seen.rest = (move.until, move.person)
            case Resume():
                seen.rest = None

    @property
    def all_done(self) -> bool:
        """Tell whether nothing is left to do."""
        seen = self.people
        if not seen.found or any(deed.done_at is None for deed in seen.deeds):
            return False
        for number, found in enumerate(seen.found, 1):
            ordered = any(deed.finding == number for deed in seen.deeds)
            if found.seen.cause is not Cause.NO_FAULT_FOUND and not ordered:
                return False
        return True

    def since(self, spot: Spot) -> int | None:
        """Return from when the window of `spot` runs."""
        heard: list[Heard] = []
        for entry in reversed(self.entries):
            if over_again(entry):
                break
            if isinstance(entry, Heard) and entry.spot == spot:
                heard.append(entry)
        return running_since(heard[::-1], self.points[spot])

    def due(self) -> int | None:
        """Return when every point will have had its window, if it is known to last that long."""
        if self.people.rest is not None:
            return self.people.rest[0]
        if not self.points or self.settled_at is None:
            return None
        ends = []
        for spot, window in self.points.items():
            since = self.since(spot)
            if since is None:
                return None
            known = [e for e in self.entries if isinstance(e, Heard) and e.spot == spot][-1]
            if since + window > known.holds_until:
                return None
            ends.append(since + window)
        return max(ends)

    def picture(self) -> Picture:
        """Return the picture the history gives."""
        seen = msgspec.structs.replace(self.people, settled_at=self.settled_at)
        settled = seen.settled_at is not None
        settled = settled and seen.rest is None
        seen.since = {spot: self.since(spot) if settled else None for spot in self.points}
        if self.verified is not None:
            seen.verified_at, seen.proof = self.verified.at, Proof.SENSOR
        if isinstance(self.verified, Did) and isinstance(self.verified.move, Inspect):
            seen.proof, seen.verified_by = self.verified.move.proof, self.verified.move.person
        return seen

    # What readings and time do

    def look(self, now: int) -> list[CaseFact]:
        if self.closed or (self.verified is not None and self.people.rest is None):
            return []
        due = self.due()
        if due is None or due > now:
            return []
        if self.people.rest is not None:
            self.entries.append(Rested(now))
            self.people = self.lived()
            return [CaseResumed(case=self.id), *self._again(now)]
        self.verified = Looked(now)
        return [CaseVerified(case=self.id, proof=Proof.SENSOR)]

    def hear(self, heard: Heard) -> list[CaseFact]:
        if self.people.rest is not None:
            return []
        facts = self.look(heard.at)
        if self.closed or self.settled_at is None or heard.spot not in self.points:
            return facts
        before = self.since(heard.spot)
        self.entries.append(heard)
        after = self.since(heard.spot)
        rule, target = heard.spot
        if before is not None and after is None:
            self.verified = None
            broken = VerificationBroken(case=self.id, rule=rule, target=target, value=heard.value)
            return [*facts, broken]
        if after != before:
            facts.append(PointNormal(case=self.id, rule=rule, target=target))
        return facts + self.look(heard.at)

    @property
    def closed(self) -> bool:
        return self.people.outcome is not None

    # What people do

    def answer(self, move: Move) -> str | None:
        """Return why `move` changes nothing: a refusal's code, or that it is a repeat."""
        seen = self.people
        refused = refused_by_standing(seen, move)
        if refused is not None:
            return refused
        if isinstance(move, COURSE):
            return refused_by_course(self, move)
        match move:
            case Dispatch():
                task = _out(seen, move.unit)
                if task is None:
                    return None
                return REPEAT if task.by == move.person else "unit_already_sent"
            case Travel():
                return _answer_travel(seen, move)
            case Report():
                return _answer_report(seen, move)
            case Order():
                return _answer_order(seen, move)
            case Finish():
                if not 1 <= move.remedy <= len(seen.deeds):
                    return "no_such_remedy"
                done_by = seen.deeds[move.remedy - 1].done_by
                if done_by is None:
                    return None
                return REPEAT if done_by == move.person else "already_done"
            case Inspect():
                return self._answer_inspection(seen, move)
            case StandDown():
                return _answer_stand_down(seen, move)
        raise TypeError(move)

    def _answer_inspection(self, seen: Picture, move: Inspect) -> str | None:
        if self.points:
            return "verified_by_its_sensor"
        if move.proof is Proof.SENSOR:
            return "no_sensor_to_prove"
        if isinstance(self.verified, Did):
            first = self.verified.move
            assert isinstance(first, Inspect)
            mine = (first.person, first.proof) == (move.person, move.proof)
            return REPEAT if mine else "already_verified"
        if self.settled_at is None:
            return "remedies_not_done"
        if move.proof is Proof.READING and move.evidence is None:
            return "value_wanted"
        workers = {deed.by for deed in seen.deeds} | {deed.done_by for deed in seen.deeds}
        workers |= {task.by for task in seen.tasks}
        return "needs_another_person" if move.person in workers else None

    def act(self, move: Move, now: int) -> list[CaseFact]:
        """Take an act that is neither refused nor a repeat."""
        did = Did(now, move)
        proposed = self.people.proposal is not None
        self.entries.append(did)
        seen = self.people = self.lived()
        if isinstance(move, Inspect):
            self.verified = did
        if isinstance(move, COURSE):
            facts = course_fact(self, move, proposed=proposed)
            self._remember(move)
        else:
            facts = [self._told(seen, move)]
        if isinstance(move, WORK):
            self.settled_at, self.verified = (now if self.all_done else None), None
            return facts + self._started()
        if isinstance(move, (Return, Reopen)):
            self.settled_at = self.verified = None
        if isinstance(move, (Gather, Resume)):
            facts += self._again(now)
        return facts

    def _again(self, now: int) -> list[CaseFact]:
        """What was about to be proved is to be proved from now on."""
        self.verified = None
        self.settled_at = None if self.settled_at is None else now
        return self._started()

    def _started(self) -> list[CaseFact]:
        return [] if self.settled_at is None else [VerificationStarted(case=self.id)]

    def _remember(self, move: Move) -> None:
        match move:
            case File():
                self.filed_by = move.person
            case Gather():
                self.alerts += [alert for alert in move.alerts if alert not in self.alerts]
                self.points |= {(p.rule, p.target): round(p.window_s * 1000) for p in move.points}

    def _told(self, seen: Picture, move: Move) -> CaseFact:
        match move:
            case Dispatch():
                return UnitDispatched(case=self.id, assignment=len(seen.tasks), unit=move.unit)
            case Travel():
                number = max(n for n, t in enumerate(seen.tasks, 1) if t.unit == move.unit)
                return LEG_FACTS[move.leg.value](case=self.id, assignment=number, unit=move.unit)
            case StandDown():
                number = max(n for n, t in enumerate(seen.tasks, 1) if t.unit == move.unit)
                return PatrolStoodDown(case=self.id, assignment=number, unit=move.unit)
            case Report():
                return PatrolReported(
                    case=self.id,
                    assignment=max(n for n, t in enumerate(seen.tasks, 1) if t.unit == move.unit),
                    unit=move.unit,
                    first=len(seen.found) - len(move.findings) + 1,
                    findings=move.findings,
                )
            case Order():
                return RemedyOrdered(
                    case=self.id,
                    remedy=len(seen.deeds),
                    finding=move.finding,
                    action=move.action,
                    party=move.party,
                )
            case Finish():
                return RemedyDone(case=self.id, remedy=move.remedy)
            case Inspect():
                return CaseVerified(
                    case=self.id, proof=move.proof, note=move.note, evidence=move.evidence
                )
        raise TypeError(move)


def _out(seen: Picture, unit: str) -> Task | None:
    return next((t for t in seen.tasks if t.unit == unit and t.leg not in GONE), None)


def _answer_travel(seen: Picture, move: Travel) -> str | None:
    if move.leg.value == "reported":
        return "report_without_finding"
    task = _out(seen, move.unit)
    if task is None:
        was_there = [t for t in seen.tasks if t.unit == move.unit]
        if not was_there or move.leg.value != "released":
            return "unit_not_sent"
        return REPEAT if was_there[-1].leg == "released" else "leg_passed"
    here, there = LEGS.index(task.leg), LEGS.index(move.leg.value)
    if here == there:
        return REPEAT
    return "leg_passed" if there < here else None


def _answer_stand_down(seen: Picture, move: StandDown) -> str | None:
    was_there = [t for t in seen.tasks if t.unit == move.unit]
    if was_there and was_there[-1].leg == "stood_down":
        return REPEAT
    return None if _out(seen, move.unit) is not None else "unit_not_sent"


def _answer_report(seen: Picture, move: Report) -> str | None:
    task = _out(seen, move.unit)
    if task is None:
        return "unit_not_sent"
    if not move.findings:
        return "report_without_finding"
    if task.leg not in ("on_site", "reported"):
        return "not_on_site"
    done = {deed.finding for deed in seen.deeds if deed.done_at is not None}
    newest = [
        (found.seen, number in done)
        for number, found in enumerate(seen.found, 1)
        if (found.unit, found.at) == (task.unit, task.at)
    ][-len(move.findings) :]
    same = newest == [(each, False) for each in move.findings]
    return REPEAT if same and task.leg == "reported" else None


def _answer_order(seen: Picture, move: Order) -> str | None:
    if not 1 <= move.finding <= len(seen.found):
        return "no_such_finding"
    for deed in seen.deeds:
        if (deed.finding, deed.action, deed.done_at) == (move.finding, move.action, None):
            mine = (deed.by, deed.party) == (move.person, move.party)
            return REPEAT if mine else "already_ordered"
    return None
