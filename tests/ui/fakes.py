"""A hub in memory with behaviour: it raises alerts with the product's own engine, answers what is
asked, refuses what must be refused; and the two links a console follows it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import sin
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.clock import utc
from console.contract.alerts import (
    AcknowledgeAlert,
    MarkSymptom,
    NoteAlert,
    ReleaseSymptom,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.cases import OpenCase
from console.contract.circumstances import Circumstances
from console.contract.facts import Fact, Who
from console.contract.hub import Following
from console.contract.projection import alert_view, case_view
from console.contract.request import Receipt, Request
from console.contract.sensors import RecordReading
from console.contract.service import ResumeService, StopService
from console.contract.shifts import AcceptHandover, HandOver, SignOff, SignOn, WriteLog
from console.contract.views import (
    AlertDetail,
    BrokerAccess,
    BrokerHealth,
    DeviceView,
    DrillView,
    Health,
    LatestView,
    Page,
    Rejection,
    Snapshot,
    WhoAmI,
)
from console.domain.alerting import advance
from console.domain.alerts import Alert, Episode, Shelf, State
from console.domain.conditions import AllOf, TimeIs
from console.domain.doubts import Test
from console.domain.facts import (
    DeviceWentOffline,
    FloodBegan,
    FloodEnded,
    LogWritten,
    ReadingRecorded,
    SensorDoubted,
    ServiceResumed,
    ServiceStopped,
    SuppressionBegan,
    What,
    of_shift,
)
from console.domain.ids import AlertId, CaseId, DeviceId, RuleId, SensorId, TargetId, ZoneId
from console.domain.readings import Reading
from console.domain.rules import LimitRule
from console.domain.service import Scope
from console.domain.sites import Site
from console.domain.stimuli import (
    Acknowledge,
    Happened,
    Judged,
    Measured,
    Note,
    PutBack,
    Shelve,
    Stimulus,
    Suppress,
    TakeOut,
    TimePassed,
    Unacknowledge,
    Unshelve,
)
from console.domain.stimuli import MarkSymptom as Mark
from console.domain.stimuli import ReleaseSymptom as Release
from console.errors import ConsoleError, HubUnreachable, NotFound, Refused
from console.live import LIVE
from tests.ui.fake_cases import FakeCases
from tests.ui.fake_past import FakePast
from tests.ui.fake_reports import reported
from tests.ui.fake_scenes import scene_figures
from tests.ui.fake_shifts import FakeShifts

V = TypeVar("V")

SEAT = "console-1"
NOW = 1_793_861_527_000  # 2026-11-05 06:52:07 UTC
MINUTE = 60_000


class FakeHub:
    """One hub; the test is its devices and its clock."""

    def __init__(self, site: Site, *, person: str = "Li Na") -> None:
        self.site = site
        self.now = NOW
        self.person = person
        self.down = False
        self.port = 1883
        self.drill: DrillView | None = None
        self.facts: list[Fact] = []
        self.done: list[Request] = []
        self.asked: list[str] = []
        self.readings: dict[SensorId, list[Reading]] = {}
        self.rejections: tuple[Rejection, ...] = ()
        self._alerts: dict[AlertId, Alert] = {}
        self._offline: dict[DeviceId, int] = {}
        self._order = 0
        self.shared = False
        self.around = Circumstances()
        self.casework = FakeCases(site, self._record)
        self.shifts = FakeShifts(self, self._record)

    # devices

    def measure(self, sensor: SensorId, value: float, *, at: int | None = None) -> None:
        """A value arrived; every limit rule of the sensor sees it twice its delay apart."""
        at = self.now if at is None else at
        self.readings.setdefault(sensor, []).append(Reading(sensor, at, value))
        for rule_id in self.site.sensors()[sensor].rules:
            rule = self.site.rules[rule_id]
            if isinstance(rule, LimitRule) and self._speaks(rule, at):
                delay = round(1000 * max(rule.on_delay_s, rule.off_delay_s))
                alert = self._alert(rule_id, sensor)
                seen = Measured(value, at + 10 * delay + 10_000)
                alert, first = advance(rule, alert, seen, at - delay)
                alert, second = advance(rule, alert, seen, at)
                self._keep(alert, first + second, at)
        self.casework.observe(sensor, value, at)

    def _speaks(self, rule: LimitRule, at: int) -> bool:
        """Tell whether it is the rule's time of day; a hub asks far more than a test does."""
        when = rule.only_when
        parts = when.of if isinstance(when, AllOf) else (when,)
        local = utc(at).astimezone(ZoneInfo(self.site.time_zone)).time()
        times = [part for part in parts if isinstance(part, TimeIs)]
        return all(
            t.start <= local < t.end if t.start < t.end else not t.end <= local < t.start
            for t in times
        )

    def fill(self, sensor: SensorId, value: float, *, swing: float = 0.03, count: int = 60) -> None:
        """The sensor measured about `value` for the last hour; no rule looks."""
        spread = abs(value) * swing or swing
        self.readings[sensor] = [
            Reading(sensor, self.now - (count - n) * MINUTE, value + spread * sin(n * 0.9 + value))
            for n in range(count)
        ]

    def judge(self, rule: RuleId, target: TargetId, *, at: int | None = None) -> None:
        """A condition without a value began to stand."""
        at = self.now if at is None else at
        alert = self._alert(rule, target)
        delay = round(1000 * getattr(self.site.rules[rule], "on_delay_s", 0.0))
        alert, facts = advance(self.site.rules[rule], alert, Judged(True), at - delay)
        alert, more = advance(self.site.rules[rule], alert, Judged(True), at)
        self._keep(alert, facts + more, at)

    def take_offline(self, device: DeviceId, *, at: int | None = None) -> None:
        """The device's last will said offline."""
        at = self.now if at is None else at
        self._offline[device] = at
        self._tell(DeviceWentOffline(device=device), at)

    def doubt(self, sensor: SensorId, *tests: Test) -> None:
        """The quality lane no longer believes the sensor."""
        self._tell(SensorDoubted(sensor=sensor, tests=tests, value=0.0), self.now)

    def suppress(self, alert: AlertId, by: str) -> None:
        """The design withholds an alert."""
        self._tell(SuppressionBegan(suppression=by), self.now)
        self._advance(alert, Suppress(by), "", None)

    def flood(self, *, over: bool = False) -> None:
        """Too much was annunciated, or no longer."""
        called = self.around.minutes.within(10, self.now)
        first = min(self._alerts.values(), key=lambda alert: alert.order).id
        what = FloodEnded(count=called) if over else FloodBegan(first=first, count=called)
        self._tell(what, self.now)

    def pass_time(self, ms: int) -> None:
        """Nothing comes for a while; what falls due does."""
        self.now += ms
        for alert in list(self._alerts.values()):
            changed, facts = advance(self.site.rules[alert.rule], alert, TimePassed(), self.now)
            self._keep(changed, facts, self.now)

    def happen(self, rule: RuleId, target: TargetId, *episodes: Episode) -> None:
        """Episodes are over that a pattern counts."""
        for episode in episodes:
            alert = self._alert(rule, target)
            changed, facts = advance(
                self.site.rules[rule], alert, Happened(episode), max(episode.ended, 1)
            )
            self._alerts[alert.id] = changed
            self._keep(changed, facts, episode.ended)

    def happened(self, *facts: What) -> None:
        """What the console only hears of happened."""
        for fact in facts:
            self._tell(fact, self.now, self.person)

    def by_someone_else(self, alert: AlertId, person: str) -> None:
        """Another person acknowledged."""
        self._advance(alert, Acknowledge(self._alerts[alert].occurrence, person), person, None)

    # the narrow waist

    def ask(self, view: str, answer: type[V], **query: Any) -> V:
        """Answer the views a console asks for."""
        self.asked.append(view)
        if self.down:
            raise HubUnreachable("hub_unreachable", address="fake")
        if view == "snapshot":
            return cast(V, self.snapshot())
        if view == "health":
            return cast(V, self.health())
        if view.startswith("cases/"):
            case = CaseId(view.removeprefix("cases/"))
            return cast(V, self.casework.detail(case, self.now, self.facts))
        if view == "log":
            lines = [f for f in self.facts if isinstance(f.what, LogWritten) or of_shift(f.what)]
            page: Page[Fact] = Page(items=tuple(reversed(lines)), as_of=len(self.facts))
            return cast(V, page)
        if view.startswith("scenes/"):
            return cast(V, scene_figures(self, view.split("/")[1]))
        if view.startswith("alerts/"):
            return cast(V, self._detail(AlertId(view.removeprefix("alerts/"))))
        if view in ("cases", "handovers", "reports/load"):
            return cast(V, reported(view, query, self))
        if view.startswith("sensors/"):
            id, _, what = view.removeprefix("sensors/").rpartition("/")
            return cast(V, self._of_sensor(id, what, query))
        raise NotFound("no_such_view", id=view)

    def do(self, request: Request, *, key: str | None = None) -> Receipt:
        """Carry `request` out, or refuse it."""
        self.asked.append(request.operation)
        if self.down:
            raise HubUnreachable("hub_unreachable", address="fake")
        self.done.append(request)
        match request:
            case AcknowledgeAlert() | NoteAlert() | UnacknowledgeAlert() | ShelveAlert():
                self._act(request)
            case UnshelveAlert() | MarkSymptom() | ReleaseSymptom():
                self._act(request)
            case StopService() | ResumeService():
                self._serve(request)
            case SignOn() | SignOff() | HandOver() | AcceptHandover() | WriteLog():
                return self._receipt(request, self.shifts.act(request, self.now))
            case RecordReading():
                self.readings.setdefault(request.sensor, []).append(
                    Reading(request.sensor, self.now, request.value)
                )
                recorded = ReadingRecorded(
                    sensor=request.sensor, at=self.now, value=request.value, how=request.how
                )
                self._tell(recorded, self.now, self.person)
            case OpenCase():
                about = self.casework.open(
                    request, [self._alerts[a] for a in request.alerts], self.now, self._who
                )
                return self._receipt(request, about)
            case _:
                return self._receipt(request, self.casework.act(request, self.now, self._who))
        return self._receipt(request)

    def _act(self, request: Request) -> None:
        """Carry out what is asked about one alert, with the product's own engine."""
        stimulus: Stimulus
        match request:
            case AcknowledgeAlert():
                stimulus = Acknowledge(
                    request.occurrence, self.person, request.note, request.bulk, request.seen
                )
            case NoteAlert():
                stimulus = Note(request.occurrence, request.note)
            case UnacknowledgeAlert():
                stimulus = Unacknowledge(request.occurrence)
            case ShelveAlert():
                stimulus = Shelve(self._shelf(request))
            case UnshelveAlert():
                stimulus = Unshelve()
            case MarkSymptom():
                stimulus = Mark(request.occurrence, request.of)
            case _:
                stimulus = Release()
        alert = AlertId(getattr(request, "alert", ""))
        self._advance(alert, stimulus, self.person, request.reason)

    def _shelf(self, request: ShelveAlert) -> Shelf:
        if not request.reason:
            raise Refused("reason_required")
        return Shelf(
            until=self.now + round(request.for_s * 1000),
            by=self.person,
            at=self.now,
            reason=request.reason,
            one_shot=request.one_shot,
        )

    def _serve(self, request: StopService | ResumeService) -> None:
        place = request.target
        stopped = isinstance(request, StopService)
        what: What = ServiceResumed(target=place, note=request.note)
        if isinstance(request, StopService):
            scope = Scope.ZONE if ZoneId(place) in self.site.zones else Scope.DEVICE
            scope = Scope.SENSOR if "/" in place else scope
            what = ServiceStopped(target=place, scope=scope, note=request.note)
        self._tell(what, self.now, self.person)
        for alert in list(self._alerts.values()):
            device = self.site.devices[DeviceId(alert.target.partition("/")[0])]
            if place in (alert.target, device.id, device.zone):
                stimulus = TakeOut(place) if stopped else PutBack(place)
                self._advance(alert.id, stimulus, self.person, request.reason)

    @property
    def _who(self) -> Who:
        return Who(self.person, SEAT)

    def _receipt(self, request: Request, about: str | None = None) -> Receipt:
        return Receipt(operation=request.operation, fact=len(self.facts), id=about)

    def follow(self, after: int) -> Following:
        """Yield what is known, then end."""
        return (fact for fact in self.facts[after:])

    # views

    def snapshot(self) -> Snapshot:
        """Return everything, as of now."""
        return Snapshot(
            as_of=len(self.facts),
            now=utc(self.now),
            site=self.site,
            alerts=tuple(alert_view(a) for a in self._alerts.values() if _matters(a)),
            devices=tuple(self._device(d) for d in self.site.devices),
            latest=tuple(self._latest(s) for s in self.site.sensors()),
            broker=BrokerAccess(
                host="127.0.0.1",
                port=self.port,
                tls=False,
                username=None,
                password=None,
                root="wanshou",
            ),
            who=WhoAmI(
                person=self.person,
                seat=SEAT,
                role="operator",
                shared=self.shared,
                signed_on=SEAT in self.around.duties,
            ),
            drill=self.drill,
            cases=tuple(map(case_view, self.casework.open_cases())),
            doubts=tuple(self.around.doubts.values()),
            out_of_service=tuple(self.around.out_of_service.values()),
            suppressions=tuple(self.around.suppressions),
            load=self.around.load(),
            duties=tuple(self.around.duties.values()),
            handovers=tuple(self.around.handovers.values()),
        )

    def health(self) -> Health:
        """Return plausible figures."""
        return Health(
            version="0.1.0",
            as_of=len(self.facts),
            started_at=utc(self.now - 95 * MINUTE),
            data_time=utc(self.now),
            drill=self.drill is not None,
            broker=BrokerHealth(url="mqtt://127.0.0.1:18830", connected=True, embedded=True),
            deliveries=412_904,
            readings=1_284_771,
            late=12,
            duplicates=3,
            rejected=sum(r.count for r in self.rejections),
            rejections=self.rejections,
            mailbox=3,
            mailbox_capacity=8192,
            mailbox_dropped=0,
            store_bytes=83_400_000,
            disk_free_bytes=21_700_000_000,
            store_full=False,
            followers=2,
        )

    def _device(self, device: DeviceId) -> DeviceView:
        since = self._offline.get(device)
        if since is None:
            return DeviceView(id=device, online=True, since=utc(self.now - 95 * MINUTE))
        return DeviceView(id=device, online=False, since=utc(since))

    def _latest(self, sensor: SensorId) -> LatestView:
        readings = self.readings.get(sensor)
        if not readings:
            return LatestView(sensor=sensor)
        newest = readings[-1]
        trend = tuple(reading.value for reading in readings[-18:])
        return LatestView(
            sensor=sensor, at=utc(newest.at), value=newest.value, quality=1, trend=trend
        )

    def _detail(self, alert: AlertId) -> AlertDetail:
        known = self._alerts.get(alert)
        if known is None:
            raise NotFound("no_such_alert", id=alert)
        device = self.site.devices[DeviceId(known.target.partition("/")[0])]
        return AlertDetail(
            alert=alert_view(known),
            guidance=self.site.rules[known.rule].guidance or device.guidance,
            history=tuple(f for f in self.facts if getattr(f.what, "alert", None) == alert),
        )

    def _of_sensor(self, id: str, what: str, query: Mapping[str, Any]) -> Any:
        sensor, past = SensorId(id), FakePast(self.site, self.readings)
        match what:
            case "history":
                return past.history(sensor, query, len(self.facts))
            case "marks":
                return past.marks(sensor, query, self._alerts.values(), self.facts)
            case "rules":
                return past.rules(sensor, self._alerts, self.around, self.now)
            case _:
                raise NotFound("no_such_view", id=what)

    # facts

    def _alert(self, rule: RuleId, target: TargetId) -> Alert:
        self._order += 1
        for alert in self._alerts.values():
            if (alert.rule, alert.target) == (rule, target):
                return alert if alert.standing else replace(alert, order=self._order)
        return Alert(
            order=self._order, id=AlertId(f"A-{1001 + len(self._alerts)}"), rule=rule, target=target
        )

    def _advance(self, alert: AlertId, stimulus: Stimulus, person: str, reason: str | None) -> None:
        if alert not in self._alerts:
            raise NotFound("no_such_alert", id=alert)
        known = self._alerts[alert]
        changed, facts = advance(self.site.rules[known.rule], known, stimulus, self.now)
        self._keep(changed, facts, self.now, Who(person, SEAT), reason)

    def _keep(
        self,
        alert: Alert,
        facts: tuple[What, ...],
        at: int,
        who: Who | None = None,
        reason: str | None = None,
    ) -> None:
        if alert.occurrence or alert.id in self._alerts:
            self._alerts[alert.id] = alert
        self._record(facts, at, who, reason)

    def _tell(self, what: What, at: int, person: str | None = None) -> None:
        self._record([what], at, Who(person, SEAT) if person else None, None)

    def _record(self, facts: Iterable[What], at: int, who: Who | None, reason: str | None) -> None:
        for what in facts:
            n = len(self.facts) + 1
            fact = Fact(n=n, at=utc(at), what=what, who=who, reason=reason)
            self.facts.append(fact)
            self.around.apply(fact)


class FakeLink:
    """Follows a `FakeHub` while `stands` is live; then the picture stays what it was."""

    def __init__(self, hub: FakeHub, *, stands: str = LIVE, age_s: float = 0.0) -> None:
        self.error: ConsoleError | None = None
        self.hub = hub
        self.stands = stands
        self.aged_s = age_s
        self.paused = False
        self._seen: int | None = None

    def again(self) -> None:
        """Fall behind: the next thing taken is a snapshot."""
        self._seen = None

    def start(self) -> None:
        """Nothing to start."""

    def stop(self) -> None:
        """Nothing to stop."""

    def take(self) -> list[Snapshot | Fact]:
        """Return a snapshot first, then facts."""
        if self.stands != LIVE or self.paused:
            return []
        if self._seen is None:
            snapshot = self.hub.snapshot()
            self._seen = snapshot.as_of
            return [snapshot]
        fresh: list[Snapshot | Fact] = list(self.hub.facts[self._seen :])
        self._seen = len(self.hub.facts)
        return fresh

    def standing(self) -> str:
        """Return what the test says."""
        return self.stands

    def age_s(self) -> float | None:
        """Return what the test says."""
        return None if self.stands == "connecting" else self.aged_s

    def data_now(self) -> int | None:
        """Return the hub's clock."""
        return self.hub.now

    def speed(self) -> float | None:
        """Return the snapshot's speed."""
        return self.hub.drill.speed if self.hub.drill else None


class FakeValues:
    """Hands over the values a test puts in."""

    def __init__(self) -> None:
        self.waiting: dict[SensorId, Reading] = {}
        self.stands = LIVE
        self.started = 0

    def start(self) -> None:
        """Count the starts."""
        self.started += 1

    def stop(self) -> None:
        """Nothing to stop."""

    def put(self, sensor: SensorId, value: float, at: int) -> None:
        """A value came over the broker."""
        self.waiting[sensor] = Reading(sensor, at, value)

    def take(self) -> Mapping[SensorId, Reading]:
        """Hand over what waits."""
        taken, self.waiting = self.waiting, {}
        return taken

    def standing(self) -> str:
        """Return what the test says."""
        return self.stands

    def age_s(self) -> float | None:
        """Always fresh."""
        return 0.0


def _matters(alert: Alert) -> bool:
    return alert.state is not State.NORMAL or alert.symptom_of is not None
