"""The law of the waist: snapshot(n) and the facts after it are snapshot(m), and so say the tables."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from console.clock import SteppedClock, utc
from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.facts import Who
from console.contract.hub import Beat
from console.contract.projection import alert_view
from console.contract.views import BrokerAccess, Snapshot, WhoAmI
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId
from console.domain.readings import Reading
from console.domain.values import Role
from console.errors import ConsoleError
from console.hub.board import Board
from console.hub.bus import Bus
from console.hub.desk import Desk
from console.hub.engine import Engine
from console.hub.journal import Journal
from console.hub.people import Seat
from console.mirror import Mirror
from console.store.store import Store
from tests.sites import probe, sensor_of, small_site

T = 1_790_000_000_000
SITE = small_site(probe("p1", ("pm10", "pm25")), probe("p2"), on_delay_s=5, off_delay_s=5)
SENSORS = ["p1/pm10", "p1/pm25", "p2/pm10"]
ACCESS = BrokerAccess(host="x", port=1, tls=False, username=None, password=None, root="wanshou")
WHO = WhoAmI(person="Li", seat="li", role="admin")

steps = st.one_of(
    st.tuples(
        st.just("measure"),
        st.sampled_from(SENSORS),
        st.sampled_from([20.0, 95.0, 150.0, 230.0, 400.0]),
    ),
    st.tuples(st.just("status"), st.sampled_from(["gw", "p1", "p2"]), st.booleans()),
    st.tuples(st.just("wait"), st.integers(1, 60), st.none()),
    st.tuples(st.just("ack"), st.integers(1, 6), st.sampled_from(["Li", "Wang"])),
    st.tuples(st.just("note"), st.integers(1, 6), st.sampled_from(["Li", "Wang"])),
)


class OneHub:
    """Engine, journal, desk and a real store, without broker or socket."""

    def __init__(self, folder: Path) -> None:
        self.clock = SteppedClock(T)
        self.store = Store(folder, sensors=SITE.sensors())
        loaded = self.store.load()
        self.engine = Engine(SITE, loaded.alerts, next_alert=loaded.next_alert)
        self.engine.presence.load(loaded.devices)
        self.board = Board(SITE.sensors())
        self.board.as_of = loaded.last_fact
        self.board.show_alerts(loaded.alerts)
        self.board.show_devices(self.engine.presence.views())
        self.bus = Bus(self.store.facts, lambda: Beat(as_of=0, now=0))
        self.journal = Journal(self.engine, self.store, self.board, self.bus)
        self.desk = Desk(SITE, self.clock, self.engine, self.store, journal=self.journal)
        self.engine.begin(loaded.newest, self.clock.now())

    def snapshot(self) -> Snapshot:
        """Return what a console would be told now."""
        return Snapshot(
            as_of=self.board.as_of,
            now=utc(self.clock.now()),
            site=SITE,
            alerts=self.board.queue(),
            devices=tuple(self.board.devices.values()),
            latest=(),
            broker=ACCESS,
            who=WHO,
        )

    async def take(self, kind: str, what: object, value: object) -> None:
        """Carry out one step and commit it."""
        self.clock.step(self.clock.now() + 1_000)
        now = self.clock.now()
        rows: list[Reading] = []
        match kind, what, value:
            case "measure", str(sensor), float(number):
                reading = Reading(sensor_of(*sensor.split("/")), now, number)
                self.engine.measure(reading)
                rows = [reading]
            case "status", str(device), bool(online):
                self.engine.device_said(DeviceId(device), online, now)
            case "wait", int(seconds), _:
                self.clock.step(now + seconds * 1_000)
                self.engine.pass_time(self.clock.now())
            case _, int(number), str(person):
                await self._act(kind, AlertId(f"A-{number}"), person)
        async with self.journal.turn:
            await self.journal.commit(rows)

    async def _act(self, kind: str, alert: AlertId, person: str) -> None:
        view = self.board.alerts.get(alert)
        occurrence = view.occurrence if view else 1
        seat = Seat(Who(person, person.lower()), Role.OPERATOR)
        request = (
            AcknowledgeAlert(alert=alert, occurrence=occurrence)
            if kind == "ack"
            else NoteAlert(alert=alert, occurrence=occurrence, note="seen")
        )
        with contextlib.suppress(ConsoleError):  # refusals leave no trace, which is the point
            await self.desk.do(request, seat)


def picture(mirror: Mirror) -> tuple[object, object]:
    """Return all that facts tell."""
    return mirror.alerts, {d.id: d for d in mirror.devices.values() if d.online is not None}


@settings(max_examples=60, deadline=None)
@given(st.lists(steps, max_size=40), st.integers(0, 40))
def test_snapshot_and_facts_make_the_next_snapshot(
    todo: list[tuple[str, object, object]], cut: int
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_holds(Path(folder), todo, cut))


async def _holds(folder: Path, todo: list[tuple[str, object, object]], cut: int) -> None:
    hub = OneHub(folder)
    mirror, expected = Mirror(), Mirror()
    mirror.reset(hub.snapshot())
    for number, step in enumerate(todo):
        if number == cut:
            mirror.reset(hub.snapshot())
        await hub.take(*step)
    for fact in hub.store.facts(mirror.as_of, 10_000):
        mirror.apply(fact)
    expected.reset(hub.snapshot())
    assert mirror.as_of == expected.as_of
    assert picture(mirror) == picture(expected)
    tables = {
        a.id: alert_view(a)
        for a in hub.store.alerts()
        if a.occurrence and a.state is not State.NORMAL
    }
    assert mirror.alerts == tables
    loaded = hub.store.load()
    assert {d.id: d for d in loaded.devices} == picture(mirror)[1]
    assert loaded.last_fact == mirror.as_of
    hub.store.close()
    again = OneHub(folder)  # a restart shows the same picture
    restarted = Mirror()
    restarted.reset(again.snapshot())
    assert picture(restarted) == picture(expected)
    again.store.close()
