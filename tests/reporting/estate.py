"""A case, a day and a shift of a small estate, as the hub would tell them; every free text in
them can be another one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from console.clock import moment
from console.contract.case_report import case_report
from console.contract.case_views import (
    AssignmentView,
    CaseDetail,
    CaseView,
    FindingView,
    PointView,
    ProposalView,
    RemedyView,
    StepClockView,
    SuggestionView,
)
from console.contract.facts import Fact, Who
from console.contract.load_views import Raised
from console.contract.mark_views import MarksView, StoodView
from console.contract.shift_views import HandoverLine, HandoverView
from console.contract.state_views import DutyView, OutOfServiceView
from console.contract.views import BrokerAccess, DrillView, Snapshot, WhoAmI
from console.domain.case_facts import (
    CaseClosed,
    CaseOpened,
    CaseVerified,
    Outcome,
    Proof,
    RemedyDone,
    RemedyOrdered,
    VerificationStarted,
)
from console.domain.cases import Leg, Step
from console.domain.causes import Action, Cause, Seen
from console.domain.facts import What
from console.domain.ids import AlertId, CaseId, SensorId, UnitId
from console.domain.load_count import Before, LoadCount
from console.domain.matters import Category, Confidence, Evidence, Source
from console.domain.patrol_facts import PatrolOnSite, PatrolReported, UnitDispatched
from console.domain.people import Unit
from console.domain.policy import Policy
from console.domain.samples import Sample
from console.domain.service import Scope
from console.domain.shifts import HandoverStep
from console.domain.sites import Site, Zone
from console.domain.values import Bilingual, Priority, Role
from console.past import Past
from console.reporting.case_file import CaseFile, Curve
from console.reporting.plotted import Plotted
from console.reporting.stretch_file import Due, StretchFile, Worst
from tests.sites import GATE, HIGH, named, probe, small_site

T0 = datetime(2026, 8, 11, 1, 0, tzinfo=UTC)  # nine in the morning at the estate
DAY = datetime(2026, 8, 10, 16, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
C1, C2, U1 = CaseId("C-1"), CaseId("C-2"), UnitId("u1")
PM10 = SensorId("air-1/pm10")


class Estate:
    """Says `text` wherever people or a site file may say anything; without it, what is usual."""

    def __init__(self, text: str | None = None) -> None:
        self._text = text

    def say(self, usual: str) -> str:
        """Return what stands in a field of free text."""
        return usual if self._text is None else self._text

    def name(self, zh: str, en: str) -> Bilingual:
        """Return a name."""
        return named(self.say(zh), self.say(en))

    def site(self) -> Site:
        """Return a site of one probe and one crew."""
        site = small_site(probe("air-1"))
        devices = {
            id: replace(d, name=self.name(d.name.zh, d.name.en)) for id, d in site.devices.items()
        }
        rules = {
            id: replace(r, name=self.name(r.name.zh, r.name.en)) for id, r in site.rules.items()
        }
        crew = Unit(id=U1, name=self.name("一组", "crew one"), members=(self.say("李未"),))
        return replace(
            site,
            name=self.name("小区", "estate"),
            zones={GATE: Zone(id=GATE, name=self.name("1号门", "gate 1"))},
            scenes={id: replace(s, name=self.name("空气", "air")) for id, s in site.scenes.items()},
            devices=devices,
            rules=rules,
            units={U1: crew},
        )

    def case(self) -> CaseView:
        """Return a case that was closed as verified."""
        dispatcher = self.say("Zhao Min")
        return CaseView(
            id=C1, step=Step.CLOSED, zone=GATE, source=Source.ALERT, category=Category.AIR,
            priority=Priority.HIGH, owner=self.say("Li Na"), reference=self.say("R-77"),
            title=self.say("dust at the gate"), alerts=(AlertId("A-1"),),
            whole=StepClockView(term="whole", since=T0, due=T0 + 240 * MINUTE),
            late=("dispatched",),
            suggested=(
                SuggestionView(
                    sensor=PM10, verdicts=("dust",), causes=(Cause.CONSTRUCTION_DUST.value,),
                    confidence=Confidence.HIGH, score=0.8, at=T0 + MINUTE,
                ),
            ),
            points=(
                PointView(
                    rule=HIGH, target=PM10, window_s=900.0, normal_since=T0 + 31 * MINUTE
                ),
            ),
            assignments=(
                AssignmentView(
                    number=1, unit=U1, leg=Leg.RELEASED, sent_by=dispatcher,
                    sent_at=T0 + 3 * MINUTE, changed_at=T0 + 35 * MINUTE,
                ),
            ),
            findings=(FindingView(number=1, unit=U1, seen=self._seen(), at=T0 + 12 * MINUTE),),
            remedies=(
                RemedyView(
                    number=1, finding=1, action=Action.DUST_SPRAY, party=self.say("site team"),
                    ordered_at=T0 + 13 * MINUTE, ordered_by=dispatcher, due=T0 + 60 * MINUTE,
                    done_at=T0 + 30 * MINUTE, done_by=self.say("Wang Fang"),
                    evidence=Evidence(photo=self.say("IMG-12"), note=self.say("all wet")),
                ),
            ),
            opened_at=T0 + 2 * MINUTE, opened_by=dispatcher, changed_at=T0 + 50 * MINUTE,
            settled_at=T0 + 30 * MINUTE, verified_at=T0 + 46 * MINUTE, proof=Proof.SENSOR,
            outcome=Outcome.VERIFIED, closed_at=T0 + 50 * MINUTE, closed_by=dispatcher,
        )  # fmt: skip

    def waiting(self) -> CaseView:
        """Return a case that somebody wants closed without a proof, late with its remedy."""
        remedy = RemedyView(
            number=1, finding=1, action=Action.OTHER, party=self.say("owners"), overdue=True,
            ordered_at=T0, ordered_by=self.say("Zhao Min"), due=T0 + 40 * MINUTE,
        )  # fmt: skip
        return CaseView(
            id=C2, step=Step.HANDLING, zone=GATE, title=self.say("fallen tree"), opened_at=T0,
            opened_by=self.say("Li Na"), changed_at=T0, source=Source.CALL, remedies=(remedy,),
            findings=(FindingView(number=1, unit=U1, seen=Seen(cause=Cause.OTHER), at=T0),),
            proposal=ProposalView(by=self.say("Zhao Min"), at=T0 + 5 * MINUTE),
        )  # fmt: skip

    def case_file(self) -> CaseFile:
        """Return all that a report of the case needs."""
        return CaseFile(
            as_of=20, now=T0 + 120 * MINUTE, drill=True, site=self.site(),
            detail=CaseDetail(case=self.case(), progress=1.0, history=tuple(self._history())),
            curves=(
                Curve(
                    plotted=self.plotted(), start=T0 - 60 * MINUTE, end=T0 + 70 * MINUTE, raised=T0
                ),
            ),
        )  # fmt: skip

    def plotted(self) -> Plotted:
        """Return what the probe measured: quiet, dust, quiet."""
        site = self.site()
        sensor = replace(site.sensors()[PM10], unit=self.say("µg/m³"), period_s=600.0)
        values = (60, 62, 61, 64, 63, 60, 312, 290, 301, 80, 66, 64, 62)
        moments = [moment(T0 + 10 * (n - 6) * MINUTE) for n in range(len(values))]
        stood = StoodView(
            alert=AlertId("A-1"), rule=HIGH, target=PM10, priority=Priority.HIGH,
            began=T0, ended=T0 + 31 * MINUTE,
        )  # fmt: skip
        past = Past(
            sensor=sensor, start=moments[0], end=moments[-1] + 600_000, per=None,
            samples=tuple(Sample(at, at, v, v, v) for at, v in zip(moments, values, strict=True)),
            sound=len(values), doubtful=0, marks=MarksView(as_of=20, stood=(stood,)),
        )  # fmt: skip
        device = site.devices[sensor.device]
        return Plotted(sensor=sensor, device=device.name, rules=(site.rules[HIGH],), past=past)

    def stretch(self, *, handover: bool = False) -> StretchFile:
        """Return a day that is not over, or the shift that ended with a handover."""
        end = T0 + 120 * MINUTE
        line = self._line()
        span = moment(DAY), moment(end)
        load = LoadCount(span, Policy(), known={}, before=Before({}, False)).report()
        return StretchFile(
            snapshot=self.snapshot(end), start=DAY, end=end, over=handover,
            cases=case_report((self.case(), self.waiting()), DAY, end), load=load,
            raised=(Raised(rule=HIGH, target=PM10, priority=Priority.HIGH, count=2),),
            worst=(Worst(plotted=self.plotted(), count=2, priority=Priority.HIGH),),
            handovers=(line,),
            due=(Due(case=self.waiting(), at=T0 + 40 * MINUTE, remedy=1),),
            handover=HandoverView(
                line=line, cases=(self.waiting(),), out=(U1,), out_of_service=(PM10,)
            ) if handover else None,
        )  # fmt: skip

    def snapshot(self, now: datetime) -> Snapshot:
        """Return how it is now."""
        access = BrokerAccess(
            host="127.0.0.1", port=1, tls=False, username=None, password=None, root="wanshou"
        )
        stopped = OutOfServiceView(
            target=PM10, scope=Scope.SENSOR, note=self.say("calibration"),
            by=self.say("Zhao Min"), at=T0,
        )  # fmt: skip
        duty = DutyView(
            seat=self.say("desk"), person=self.say("Li Na"), role=Role.OPERATOR, since=DAY
        )
        return Snapshot(
            as_of=20, now=now, site=self.site(), alerts=(), devices=(), latest=(), broker=access,
            who=WhoAmI(person="li", seat="desk", role="operator"), drill=DrillView(speed=1.0),
            cases=(self.waiting(),), out_of_service=(stopped,), duties=(duty,),
        )  # fmt: skip

    def _seen(self) -> Seen:
        return Seen(
            cause=Cause.CONSTRUCTION_DUST, count=2, note=self.say("spray was off"),
            photo=self.say("IMG-11"), value=298.5, unit=self.say("µg/m³"),
        )  # fmt: skip

    def _line(self) -> HandoverLine:
        return HandoverLine(
            id="H-1", by=self.say("Zhao Min"), at=T0, until=T0 + 15 * MINUTE, cases=1, out=1,
            step=HandoverStep.ACCEPTED, note=self.say("watch the gate"), out_of_service=1,
            accepted_by=self.say("Li Na"), ended_at=T0 + 3 * MINUTE,
        )  # fmt: skip

    def _history(self) -> Iterator[Fact]:
        happened: tuple[tuple[int, What], ...] = (
            (2, CaseOpened(case=C1, title=self.say("dust at the gate"), zone=GATE)),
            (3, UnitDispatched(case=C1, assignment=1, unit=U1)),
            (9, PatrolOnSite(case=C1, assignment=1, unit=U1)),
            (12, PatrolReported(case=C1, assignment=1, unit=U1, first=1, findings=(self._seen(),))),
            (
                13,
                RemedyOrdered(
                    case=C1, remedy=1, finding=1, action=Action.DUST_SPRAY,
                    party=self.say("site team"),
                ),
            ),
            (30, RemedyDone(case=C1, remedy=1)),
            (30, VerificationStarted(case=C1)),
            (46, CaseVerified(case=C1, proof=Proof.SENSOR)),
            (50, CaseClosed(case=C1, outcome=Outcome.VERIFIED)),
        )  # fmt: skip
        who = Who(person=self.say("Zhao Min"), seat="desk")
        for n, (minute, what) in enumerate(happened, 11):
            yield Fact(n=n, at=T0 + minute * MINUTE, what=what, who=who, reason=None)
