"""The law of the mirror: snapshot(n) + facts(n..m) == snapshot(m), for any cut."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.clock import utc
from console.contract.codec import decode, decode_fact, encode
from console.contract.facts import Fact, Unknown, Who
from console.contract.projection import alert_view
from console.contract.views import (
    AlertDetail,
    AlertView,
    BrokerAccess,
    DeviceView,
    Snapshot,
    WhoAmI,
)
from console.domain.alert_facts import AlertEased, AlertFolded, AlertRaised, AlertRetired
from console.domain.alerting import advance
from console.domain.alerts import Alert, State
from console.domain.facts import (
    DeviceCameOnline,
    DeviceWentOffline,
    HubStarted,
    ReadingRecorded,
    What,
)
from console.domain.ids import AlertId, DeviceId, RuleId, SensorId, SiteId
from console.domain.rules import Level, LimitRule, OfflineRule, Rule
from console.domain.sites import Site
from console.domain.stimuli import Acknowledge, Folded, Judged, Measured, Note, Stimulus, TimePassed
from console.domain.values import Bilingual, Priority
from console.errors import ConsoleError
from console.mirror import Mirror, OutOfOrder

NOON = 1_800_000_000_000
NAME = Bilingual(zh="测", en="test")
PM10 = SensorId("gate-1/pm10")
GATE = DeviceId("gate-1")
LIMIT = LimitRule(
    id=RuleId("air.pm10"),
    name=NAME,
    levels=(
        Level(priority=Priority.LOW, limit=10, clear=8),
        Level(priority=Priority.HIGH, limit=20, clear=18),
        Level(priority=Priority.CRITICAL, limit=30, clear=25),
    ),
    on_delay_s=2,
    off_delay_s=1,
)
OFFLINE = OfflineRule(id=RuleId("offline"), name=NAME, priority=Priority.MEDIUM, on_delay_s=1)
SITE = Site(
    id=SiteId("small"),
    name=NAME,
    latitude=30.0,
    longitude=120.0,
    time_zone="Asia/Shanghai",
    zones={},
    scenes={},
    devices={},
    rules={LIMIT.id: LIMIT, OFFLINE.id: OFFLINE},
)

# No hub will ever tell this: whatever stood here as "newer" has come to pass once before.
FOREIGN = "MoonRose"

Step = tuple[str, int, Any]  # what happens, how many ms later, to what
STEPS: st.SearchStrategy[list[Step]] = st.lists(
    st.tuples(
        st.sampled_from(
            ["measured", "judged", "passed", "folded", "ack", "note", "link", "retire"]
        ),
        st.sampled_from([0, 500, 1000, 3000]),
        st.sampled_from([5.0, 9.0, 15.0, 19.0, 22.0, 35.0]),
    ),
    min_size=1,
    max_size=40,
)


class Ledger:
    """A hub reduced to its states and its facts."""

    def __init__(self) -> None:
        self.now = NOON
        self.facts: list[Fact] = []
        self.devices: dict[DeviceId, DeviceView] = {GATE: DeviceView(id=GATE)}
        self.alerts: dict[AlertId, tuple[Rule, Alert]] = {
            AlertId("A-1"): (LIMIT, Alert(id=AlertId("A-1"), rule=LIMIT.id, target=PM10)),
            AlertId("A-2"): (OFFLINE, Alert(id=AlertId("A-2"), rule=OFFLINE.id, target=GATE)),
        }

    def snapshot(self) -> Snapshot:
        """Return what stands now, over the wire and back."""
        views = [alert_view(alert) for _, alert in self.alerts.values() if alert.in_queue]
        whole = Snapshot(
            as_of=len(self.facts),
            now=utc(self.now),
            site=SITE,
            alerts=tuple(views),
            devices=tuple(self.devices.values()),
            latest=(),
            broker=BrokerAccess(
                host="h", port=1, tls=False, username=None, password=None, root="wanshou"
            ),
            who=WhoAmI(person="lin", seat="lin", role="operator"),
        )
        return decode(encode(whole), Snapshot)

    def step(self, what: str, later: int, amount: float) -> None:
        """Let one thing happen, as one commit."""
        self.now += later
        if what == "link":
            online = amount > 15
            kind = DeviceCameOnline if online else DeviceWentOffline
            self._tell(kind(device=GATE), None)
            self.devices[GATE] = DeviceView(id=GATE, online=online, since=utc(self.now))
            return
        limit = what == "measured" or (what != "judged" and amount in (5.0, 15.0, 22.0))
        id = AlertId("A-1" if limit else "A-2")
        if what == "retire":
            self._retire(id)
        elif id in self.alerts:
            self._advance(id, what, amount)

    def _advance(self, id: AlertId, what: str, amount: float) -> None:
        rule, alert = self.alerts[id]
        person = "lin" if amount > 15 else "zhao"
        try:
            after, facts = advance(
                rule, alert, self._stimulus(alert, what, amount, person), self.now
            )
        except ConsoleError:
            return
        self.alerts[id] = (rule, after)
        who = Who(person, "tty1") if what in ("ack", "note") else None
        for fact in facts:
            self._tell(fact, who)

    def _stimulus(self, alert: Alert, what: str, amount: float, person: str) -> Stimulus:
        match what:
            case "measured":
                return Measured(amount, self.now + 15_000)
            case "judged":
                return Judged(amount > 15)
            case "folded":
                return Folded(DeviceId("feeder"))
            case "ack":
                return Acknowledge(alert.occurrence, person)
            case "note":
                return Note(alert.occurrence, "seen")
            case _:
                return TimePassed()

    def _retire(self, id: AlertId) -> None:
        rule, alert = self.alerts[id]
        if alert.in_queue:
            self._tell(AlertRetired(alert=id, occurrence=alert.occurrence), None)
            fresh = Alert(id=id, rule=rule.id, target=alert.target, occurrence=alert.occurrence)
            self.alerts[id] = (rule, fresh)

    def _tell(self, what: What, who: Who | None) -> None:
        fact = Fact(n=len(self.facts) + 1, at=utc(self.now), what=what, who=who)
        self.facts.append(decode_fact(encode(fact)))


def picture(mirror: Mirror) -> tuple[Any, ...]:
    """Return all that facts tell a mirror."""
    return mirror.as_of, mirror.alerts, mirror.devices


def mirror_of(snapshot: Snapshot) -> Mirror:
    """Return a mirror that knows `snapshot`."""
    mirror = Mirror()
    mirror.reset(snapshot)
    return mirror


@given(STEPS, st.data())
def test_a_snapshot_and_the_facts_after_it_are_the_later_snapshot(
    steps: list[Step], data: st.DataObject
) -> None:
    ledger = Ledger()
    snapshots = [ledger.snapshot()]
    for step in steps:
        ledger.step(*step)
        snapshots.append(ledger.snapshot())
    mirror = mirror_of(data.draw(st.sampled_from(snapshots), label="cut"))
    for later in snapshots:
        if later.as_of < mirror.as_of:
            continue
        for fact in ledger.facts[mirror.as_of : later.as_of]:
            mirror.apply(fact)
        assert picture(mirror) == picture(mirror_of(later))


def test_every_alert_fact_is_reached() -> None:
    """The generator is worth something only if it gets everywhere."""
    ledger = Ledger()
    for step in [
        ("measured", 0, 15.0),
        ("measured", 3000, 15.0),
        ("ack", 0, 15.0),
        ("measured", 0, 35.0),
        ("measured", 3000, 35.0),
        ("measured", 0, 19.0),
        ("measured", 1000, 19.0),
        ("note", 0, 22.0),
        ("measured", 0, 5.0),
        ("measured", 1000, 5.0),
        ("ack", 0, 5.0),
        ("judged", 0, 35.0),
        ("passed", 1000, 35.0),
        ("folded", 0, 35.0),
        ("measured", 0, 15.0),
        ("measured", 3000, 15.0),
        ("retire", 0, 15.0),
    ]:
        ledger.step(*step)
    assert [type(fact.what).__name__ for fact in ledger.facts] == [
        "AlertRaised",
        "AlertAcknowledged",
        "AlertRose",
        "AlertEased",
        "AlertNoted",
        "AlertReturned",
        "AlertAcknowledged",
        "AlertCleared",
        "AlertRaised",
        "AlertFolded",
        "AlertRaised",
        "AlertRetired",
    ]


def raised(n: int) -> Fact:
    """Return the raising of A-1 as fact `n`."""
    what = AlertRaised(
        alert=AlertId("A-1"),
        occurrence=1,
        rule=LIMIT.id,
        target=PM10,
        priority=Priority.LOW,
        limit=10.0,
        value=12.0,
    )
    return Fact(n=n, at=utc(NOON + n), what=what)


def test_a_mirror_knows_nothing_before_its_first_snapshot() -> None:
    mirror = Mirror()
    assert not mirror.ready
    with pytest.raises(OutOfOrder):
        mirror.apply(raised(1))


@pytest.mark.parametrize("n", [0, 1, 3])
def test_a_fact_out_of_order_is_refused_and_changes_nothing(n: int) -> None:
    mirror = mirror_of(Ledger().snapshot())
    mirror.apply(raised(1))
    before = picture(mirror)
    with pytest.raises(OutOfOrder, match=f"fact {n} after fact 1"):
        mirror.apply(raised(n))
    assert picture(mirror) == before


def test_facts_without_consequence_only_count() -> None:
    mirror = mirror_of(Ledger().snapshot())
    mirror.apply(raised(1))
    alerts, devices = dict(mirror.alerts), dict(mirror.devices)
    silent: tuple[What | Unknown, ...] = (
        Unknown(kind=FOREIGN),
        HubStarted(version="9"),
        ReadingRecorded(sensor=PM10, at=NOON, value=1.0, how="by eye"),
        AlertEased(alert=AlertId("A-77"), occurrence=1, priority=Priority.LOW),
    )
    for n, what in enumerate(silent, start=2):
        mirror.apply(Fact(n=n, at=utc(NOON), what=what))
    assert mirror.as_of == 5
    assert (mirror.alerts, mirror.devices) == (alerts, devices)


def test_a_reset_forgets_everything_before() -> None:
    ledger = Ledger()
    mirror = mirror_of(ledger.snapshot())
    mirror.apply(raised(1))
    normal = replace(alert_view(ledger.alerts[AlertId("A-2")][1]), state=State.NORMAL)
    mirror.reset(replace(ledger.snapshot(), alerts=(normal,)))
    assert (mirror.as_of, mirror.alerts) == (0, {})
    assert mirror.site == SITE


def test_a_fact_of_a_newer_hub_is_read_as_unknown() -> None:
    what = {"type": FOREIGN, "case": "C-1", "light": {"type": "AlertRaised"}}
    newer = {"n": 3, "at": "2026-11-23T12:00:00Z", "what": what, "x": 1}
    fact = decode_fact(msgspec.json.encode(newer))
    assert (fact.n, fact.what) == (3, Unknown(kind=FOREIGN))
    assert decode_fact(encode(fact)) == fact


def test_a_fact_with_a_code_of_a_newer_hub_is_read_as_unknown() -> None:
    said = encode(raised(1)).replace(b'"priority":"low"', b'"priority":"grave"')
    assert said != encode(raised(1))
    assert decode_fact(said).what == Unknown(kind="AlertRaised")
    folded = AlertFolded(
        alert=AlertId("A-1"), occurrence=1, into=DeviceId("gate"), withheld=State.SHELVED
    )
    said = encode(Fact(n=2, at=utc(NOON), what=folded)).replace(b'"shelved"', b'"adrift"')
    assert decode_fact(said).what == Unknown(kind="AlertFolded")
    with pytest.raises(msgspec.ValidationError):  # what lacks a field is no newer hub's
        decode_fact(encode(raised(1)).replace(b'"occurrence"', b'"occurence"'))


def test_a_view_with_facts_of_a_newer_hub_is_read() -> None:
    view = mirrored_view()
    known = AlertDetail(alert=view, history=(raised(1), raised(2)))
    said = encode(known).replace(b"AlertRaised", FOREIGN.encode(), 1)
    history = decode(said, AlertDetail).history
    assert [fact.what for fact in history] == [Unknown(kind=FOREIGN), raised(2).what]


def mirrored_view() -> AlertView:
    """Return the view of A-1 as a mirror folds it."""
    mirror = mirror_of(Ledger().snapshot())
    mirror.apply(raised(1))
    return mirror.alerts[AlertId("A-1")]


@pytest.mark.parametrize(
    "payload",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"n":1,"at":"2026-11-23T12:00:00Z","what":3}',
        b'{"n":1,"at":"2026-11-23T12:00:00Z","what":{"type":4}}',
        b'{"n":1,"at":"2026-11-23T12:00:00Z","what":{"type":"AlertRaised"}}',
    ],
)
def test_what_is_no_fact_is_refused(payload: bytes) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode_fact(payload)
