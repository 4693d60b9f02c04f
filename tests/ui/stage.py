"""A community in the middle of an ordinary afternoon, and the console looking at it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from console import themes
from console.app import ConsoleApp
from console.clock import SteppedClock, utc
from console.contract.alerts import MarkSymptom, ShelveAlert
from console.contract.cases import DispatchUnit, FinishRemedy, OpenCase, OrderRemedy
from console.contract.patrols import ArriveOnSite, ReportFindings
from console.contract.service import StopService
from console.contract.shifts import SignOn, WriteLog
from console.contract.views import Rejection
from console.domain.causes import Action, Cause, Seen
from console.domain.doubts import Test
from console.domain.ids import AlertId, CaseId, DeviceId, RuleId, SensorId, UnitId
from console.domain.rules import LimitRule, Side
from console.domain.shifts import Handover, Owned, Shelved
from console.domain.sites import Sensor, Site
from console.live import LIVE, Live
from console.site_file import load_site
from tests.ui.fake_shifts import PIN
from tests.ui.fakes import MINUTE, NOW, FakeHub, FakeLink, FakeValues

USUAL = {
    "pm25": 31.0, "pm10": 62.0, "no2": 38.0, "co": 0.6, "o3": 81.0, "tsp": 118.0,
    "noise": 56.0, "temperature": 19.4, "humidity": 48.0, "wind-speed": 2.3,
    "wind-direction": 140.0, "pressure": 1013.2, "rain": 0.0, "ph": 7.6, "do": 7.1,
    "nh3n": 0.42, "turbidity": 11.0, "conductivity": 640.0, "water-temperature": 14.2,
    "water-level": 1.31, "soc": 71.0, "pv-power": 84.0, "lux": 11800.0, "voltage": 226.0,
    "current": 12.4, "leak": 8.0, "signal": -67.0, "load": 23.0, "level": 62.0,
    "volume": 31.0, "inflow": 0.0, "tap": 0.0, "flow": 0.0, "power": 0.0, "soil-moisture": 68.0,
    "soil-temperature": 16.1, "fill": 41.0, "weight": 83.0, "occupancy": 63.0, "free": 44.0,
    "arrivals": 7.0, "lamp-power": 0.5, "pressed": 0.0, "present": 1.0, "motion": 6.0,
    "door": 1.0, "smoke": 0.1, "charging": 9.0,
}  # fmt: skip


class Stage:
    """Everything a test holds in hand: hub, links, and the app on top of them."""

    def __init__(self, site: Site | None = None, *, theme: str = themes.DEFAULT) -> None:
        self.hub = FakeHub(site or load_site("wanshouqiao"))
        self.link = FakeLink(self.hub)
        self.values = FakeValues()
        self.clock = SteppedClock(NOW)
        self.live = Live(
            self.hub,
            link=self.link,
            values=lambda access, site: self.values,
            clock=self.clock,
            address="/run/wanshou/hub.sock",
        )
        self.theme = theme

    def app(self) -> ConsoleApp:
        """Return the console."""
        return ConsoleApp(self.live, theme=self.theme, clock=self.clock)

    def fill(self) -> Stage:
        """Every sensor measured what it usually does."""
        for sensor in self.hub.site.sensors().values():
            self.hub.fill(sensor.id, _usual(sensor), count=60)
        return self

    def trouble(self) -> Stage:
        """Dust at gate 1, a river rising, little oxygen in the lake, a gateway gone, a full bin."""
        hub = self.hub
        self._climb("air-gate-1/pm10", 96, 312, 6)
        self._climb("level-qingshui", 1.4, 3.52, 1, quantity="water-level")
        self._climb("water-lake-inlet/do", 6.8, 2.7, 12)
        self._climb("food-1/fill", 70, 83, 20)
        self._climb("noise-plaza/noise", 58, 67, 44)
        hub.by_someone_else(self._alert("noise-plaza/noise"), "Zhao Min")
        hub.judge(RuleId("sensor.silent"), SensorId("air-lake/o3"), at=NOW - 3 * MINUTE)
        hub.take_offline(DeviceId("gw-plaza"), at=NOW - 9 * MINUTE)
        hub.judge(RuleId("gateway.offline"), DeviceId("gw-plaza"), at=NOW - 9 * MINUTE)
        hub.rejections = (
            Rejection(source="dev-4471", reason="unknown_device", count=318, last_at=utc(NOW)),
            Rejection(
                source="air-gate-2", reason="not_finite", count=12,
                last_at=utc(NOW) - timedelta(minutes=4),
            ),
            Rejection(
                source="bin-x\x1b[31m[/red]", reason="not_json", count=2,
                last_at=utc(NOW) - timedelta(hours=1),
            ),
        )  # fmt: skip
        return self

    def casework(self) -> Stage:
        """Dust at gate 1 is about to be proved, the lake has a unit on site, the river one sent."""
        hub = self.hub
        with self._ago(5 * MINUTE):
            dust, lake = map(self._open, ("air-gate-1/pm10", "water-lake-inlet/do"))
        self._open("level-qingshui/water-level")
        p1, p3 = UnitId("p1"), UnitId("p3")
        with self._ago(4 * MINUTE):
            hub.do(DispatchUnit(case=lake, unit=p3))
            hub.do(ArriveOnSite(unit=p3))
            hub.do(DispatchUnit(case=dust, unit=p1))
        with self._ago(3 * MINUTE):
            hub.do(ArriveOnSite(unit=p1))
        with self._ago(2 * MINUTE):
            cars = Seen(cause=Cause.IDLING_VEHICLE, count=2)
            found = (Seen(cause=Cause.CONSTRUCTION_DUST), cars)
            hub.do(ReportFindings(unit=p1, findings=found))
            spray = OrderRemedy(case=dust, finding=1, action=Action.DUST_SPRAY, party="云杉工地")
            cars_away = OrderRemedy(case=dust, finding=2, action=Action.MOVE_VEHICLES, party="车主")
            hub.do(spray)
            hub.do(cars_away)
        hub.do(FinishRemedy(case=dust, remedy=2))
        return self

    def prove(self, *, minutes: int = 6) -> Stage:
        """The last remedy at gate 1 is done and the probe reads normal since."""
        hub = self.hub
        hub.do(FinishRemedy(case=CaseId("C-231"), remedy=1))
        pm10 = hub.site.sensors()[SensorId("air-gate-1/pm10")]
        begun, period = hub.now, round(1000 * pm10.period_s)
        for at in range(begun, begun + minutes * MINUTE + 1, period):
            hub.now = at
            hub.measure(pm10.id, 88.0 - (at - begun) / MINUTE, at=at)
        return self

    def set_aside(self) -> Stage:
        """Something of everything is withheld, doubted, handed over and written down."""
        hub = self.hub
        hub.do(SignOn(person="Li Na", pin=PIN))
        bin, lake, noise = map(
            self._alert, ("food-1/fill", "water-lake-inlet/do", "noise-plaza/noise")
        )
        hub.do(ShelveAlert(alert=bin, for_s=600, reason="clearing truck is on its way"))
        hub.do(ShelveAlert(alert=lake, for_s=10_800, one_shot=True, reason="probe being cleaned"))
        hub.suppress(noise, "bin.fill")
        silent, gateway = self._alert("air-lake/o3"), self._alert("gw-plaza")
        hub.do(MarkSymptom(alert=silent, occurrence=1, of=gateway))
        hub.do(StopService(target="level-qingshui", note="calibration by HydroServ"))
        hub.doubt(SensorId("air-gate-1/pm10"), Test.FLAT)
        hub.do(WriteLog(text="Water company flushes the main until four.", about="A-1002"))
        now = hub.now
        handover = Handover(
            id="H-3",
            by="Zhao Min",
            at=now - 2 * MINUTE,
            until=now + 13 * MINUTE,
            note="Keep an eye on the lake inlet.",
            unacknowledged=(self._alert("level-qingshui/water-level"), gateway),
            owned=(Owned(noise, 1, "Zhao Min", now - 40 * MINUTE),),
            shelved=(Shelved(lake, now + 180 * MINUTE),),
            out_of_service=("level-qingshui",),
        )
        hub.shifts.offer(handover, now - 2 * MINUTE)
        return self

    def flood(self) -> Stage:
        """Behind the plaza's gateway and at every lamp something goes wrong at once."""
        hub = self.hub
        wanted = ("soc", "pm25", "fill")
        for sensor in [s for s in hub.site.sensors().values() if s.quantity in wanted][:22]:
            rules = [hub.site.rules[rule] for rule in sensor.rules]
            rule = next((rule for rule in rules if isinstance(rule, LimitRule)), None)
            if rule is not None:
                hub.now += 4000
                step = 1 if rule.side is Side.HIGH else -1
                hub.measure(sensor.id, rule.levels[0].limit + step)
        hub.flood()
        return self

    def _open(self, target: str) -> CaseId:
        return CaseId(str(self.hub.do(OpenCase(alerts=(self._alert(target),))).id))

    @contextmanager
    def _ago(self, ms: int) -> Iterator[None]:
        self.hub.now -= ms
        yield
        self.hub.now += ms

    def _alert(self, target: str) -> AlertId:
        alerts = self.hub.snapshot().alerts
        return next(alert.id for alert in alerts if alert.target == target)

    def _climb(
        self, device: str, start: float, end: float, ago: int, *, quantity: str = ""
    ) -> None:
        sensor = SensorId(f"{device}/{quantity}" if quantity else device)
        self.hub.readings[sensor] = []
        for minute in range(60, -1, -1):
            share = max(0.0, min(1.0, (ago + 8 - minute) / 8))
            wave = abs(end - start) * 0.03 * ((minute * 7) % 5 - 2)
            at = NOW - minute * MINUTE - 4000
            level = start + (end - start) * share
            value = end if minute == 0 else level + wave * (0.3 if share == 1 else 1)
            self.hub.measure(sensor, round(value, 2), at=at)


def afternoon(*, theme: str = themes.DEFAULT) -> Stage:
    """Return the community with its troubles."""
    return Stage(theme=theme).fill().trouble()


def casework(*, theme: str = themes.DEFAULT) -> Stage:
    """Return the community with units out for its troubles."""
    return Stage(theme=theme).fill().trouble().casework()


def proving(*, theme: str = themes.DEFAULT) -> Stage:
    """Return the community while the dust at gate 1 is being proved gone."""
    return casework(theme=theme).prove()


def set_aside() -> Stage:
    """Return the community with much of its trouble set aside."""
    return afternoon().set_aside()


def flooded() -> Stage:
    """Return the community in a flood of alerts."""
    return afternoon().flood()


def quiet(*, theme: str = themes.DEFAULT) -> Stage:
    """Return the community with nothing wrong."""
    return Stage(theme=theme).fill()


def unreached(standing: str = "connecting") -> Stage:
    """Return a console that no hub has answered yet."""
    stage = Stage()
    stage.link.stands = standing
    return stage


def _usual(sensor: Sensor) -> float:
    value = USUAL.get(sensor.quantity, (sensor.low + sensor.high) / 2)
    return min(max(value, sensor.low), sensor.high)


__all__ = [
    "LIVE",
    "Stage",
    "afternoon",
    "casework",
    "flooded",
    "proving",
    "quiet",
    "set_aside",
    "unreached",
]
