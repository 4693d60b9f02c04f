"""Devices that obey: once by id, never too late, to their own end; and the broken ones."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.contract.control_wire import Standing, Telling
from console.contract.telemetry import Topics
from console.domain.ids import ControlId, SensorId
from console.simulator.commands import Commands
from console.simulator.deeds import Deed, Told
from console.simulator.faults import Fault
from console.simulator.messages import Publication
from console.simulator.mishaps import Outage, mishaps
from console.simulator.obeying import DELAY_MS, Obeying
from console.simulator.plot import Plot
from console.simulator.stories import load_story
from console.simulator.world import World
from tests.simulator.communities import HOUR, MINUTE, START, community

LAMP, PUMP = ControlId("lamp-park-1/light"), ControlId("pump-wanshou/run")
SECOND = 1000


def calm_world(broken: dict[SensorId | ControlId, Fault] | None = None) -> World:
    """Return a world in which devices never fail by chance: a story is told far away."""
    site = community()
    plot = Plot(load_story("gate-1", site), 1, START + 100 * HOUR)
    world = World(site, 1, opens_after_s=360_000 if broken is None else 0, plot=plot, broken=broken)
    world.step(START)
    return world


def telling(id: str, value: float, expires: int, run_s: float | None = None) -> Telling:
    return Telling(id=id, value=value, expires=expires, run_s=run_s)


def states(said: list[Publication], control: ControlId) -> list[Standing]:
    site = community()
    device, _, name = control.partition("/")
    topic = Topics(site.root, site.id).state(device, name)
    found = [publication for publication in said if publication.topic == topic]
    assert all(one.retain for one in found)
    return [msgspec.json.decode(one.payload, type=Standing) for one in found]


def at_of(standing: Standing) -> int:
    assert isinstance(standing.at, int)
    return standing.at


def test_a_device_does_what_it_is_told_a_little_later_and_says_so() -> None:
    world = calm_world()
    world.obey(Told(LAMP, telling("a", 40, START + MINUTE)), START)
    (said,) = states(world.step(START + MINUTE), LAMP)
    assert (said.value, said.command, said.refused) == (40, "a", None)
    assert DELAY_MS[0] <= at_of(said) - START < DELAY_MS[1]


def test_a_run_ends_by_itself_and_is_then_of_no_command() -> None:
    world = calm_world()
    world.obey(Told(PUMP, telling("a", 1, START + MINUTE, run_s=300)), START)
    begun, ended = states(world.step(START + HOUR), PUMP)
    assert (begun.value, begun.command) == (1, "a")
    assert (ended.value, ended.command) == (0, None)
    assert at_of(ended) - at_of(begun) == 300 * SECOND


def test_a_device_knows_its_own_longest_run() -> None:
    world = calm_world()
    world.obey(Told(PUMP, telling("a", 1, START + MINUTE)), START)
    world.obey(Told(PUMP, telling("b", 1, START + 2 * HOUR, run_s=99_999)), START + HOUR)
    one, its_end, other, other_end = states(world.step(START + 2 * HOUR), PUMP)
    assert at_of(its_end) - at_of(one) == at_of(other_end) - at_of(other) == 1200 * SECOND


def test_what_overtakes_a_run_is_not_ended_by_it() -> None:
    world = calm_world()
    world.obey(Told(PUMP, telling("a", 1, START + MINUTE, run_s=300)), START)
    world.step(START + MINUTE)
    world.obey(Told(PUMP, telling("b", 1, START + 2 * MINUTE, run_s=600)), START + MINUTE)
    said = states(world.step(START + HOUR), PUMP)
    assert [(one.value, one.command) for one in said] == [(1, "b"), (0, None)]


def test_what_comes_again_is_answered_again_and_not_done_again() -> None:
    world = calm_world()
    same = Told(PUMP, telling("a", 1, START + HOUR, run_s=60))
    for at in (0, 1, 15, 30):
        world.obey(same, START + at * SECOND)
        world.step(START + (at + 10) * SECOND) if at else None
    said = states(world.step(START + HOUR), PUMP)
    assert [(one.value, one.command) for one in said] == [(0, None)]


@pytest.mark.parametrize("value", [-1.0, 2.0, 1e300])
def test_what_is_beyond_its_range_is_refused(value: float) -> None:
    world = calm_world()
    world.obey(Told(PUMP, telling("a", value, START + MINUTE)), START)
    (said,) = states(world.step(START + MINUTE), PUMP)
    assert (said.value, said.command, said.refused) == (0, "a", "out of range")


def test_strangers_are_not_obeyed() -> None:
    world = calm_world()
    world.obey(Told(ControlId("pump-wanshou/dance"), telling("a", 1, START + MINUTE)), START)
    world.obey(Told(ControlId("nobody"), telling("a", 1, START + MINUTE)), START)
    assert not [one for one in world.step(START + MINUTE) if "/state/" in one.topic]


def test_controls_break_in_three_ways() -> None:
    def after(fault: Fault) -> tuple[list[Standing], World]:
        world = calm_world({LAMP: fault})
        world.obey(Told(LAMP, telling("a", 80, START + MINUTE)), START + 1)
        return states(world.step(START + MINUTE), LAMP), world

    assert after(Fault.MUTE)[0] == []
    (refused,) = after(Fault.REFUSES)[0]
    assert (refused.value, refused.refused) == (0, "jammed")
    (said,) = after(Fault.POWERLESS)[0]
    assert (said.value, said.command) == (80, "a")  # it says so, and is dark


def test_a_device_that_is_away_hears_nothing_and_says_how_it_stands_when_it_is_back() -> None:
    site = community()
    away, device = next(
        (one, control)
        for one in mishaps(site, 1, START)
        if isinstance(one, Outage)
        for control in site.controls().values()
        if control.device in one.devices
    )
    world = World(site, 1)
    world.step(START)
    world.step(away.begin)
    world.obey(Told(device.id, telling("a", 1, away.end)), away.begin)
    assert states(world.step(away.end - 1), device.id) == []
    (back,) = states(world.step(away.end), device.id)
    assert (back.value, back.command) == (0, None)


Step = tuple[str, int, int, float, float | None]
one_step = st.tuples(
    st.just("tell"),
    st.integers(0, 5),  # which id
    st.sampled_from([-5_000, 0, 500, 3_000, 20_000]),  # how soon it expires
    st.sampled_from([0.0, 1.0]),
    st.sampled_from([None, 5.0, 60.0]),
)
waiting = st.tuples(
    st.just("wait"),
    st.sampled_from([100, 2_000, 15_000, 90_000]),
    st.just(0),
    st.just(0.0),
    st.none(),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(one_step, waiting), max_size=30))
def test_each_id_is_done_once_in_time_and_every_run_ends(todo: list[Step]) -> None:
    site = community()
    devices = Obeying(site, 3, fallible=False, fault_of=lambda _control, _at: None)
    now, serial = START, 0
    due: list[tuple[int, int, Deed]] = []
    begun: dict[str, int] = {}
    ends: dict[str, float | None] = {}
    before = 0.0

    def settle(until: int) -> None:
        nonlocal serial, before
        while due and min(due)[0] <= until:
            first = min(due)
            due.remove(first)
            at, _, deed = first
            said, follows = devices.do(deed, at)
            for moment, following in follows:
                serial += 1
                due.append((moment, serial, following))
            value = devices.value(PUMP, at)
            if value != before and value == 1:
                assert deed.command is not None
                assert deed.command not in begun, "done twice"
                begun[deed.command] = at
                assert at < expires[deed.command], "begun too late"
            before = value
            assert said is None or said.retain

    expires: dict[str, int] = {}
    for number, (what, which, soon, value, run_s) in enumerate(todo):
        if what == "wait":
            now += which
            settle(now)
            continue
        id = f"pump#{which}"
        told = telling(id, value, expires.setdefault(id, now + soon), ends.setdefault(id, run_s))
        for at, deed in devices.hear(Told(PUMP, told), now):
            serial += 1
            due.append((at, serial, deed))
        assert number >= 0
    settle(now + 2 * HOUR)
    assert devices.value(PUMP, now) == 0, "every run has an end"


def test_devices_fail_now_and_then_the_same_in_every_run() -> None:
    def run() -> list[str]:
        devices = Obeying(community(), 5, fallible=True, fault_of=lambda _control, _at: None)
        came = []
        for number in range(1000):
            told = Told(LAMP, telling(f"l#{number}", number % 100, START + MINUTE))
            deeds = devices.hear(told, START)
            came.append(deeds[0][1].refused or "done" if deeds else "silent")
            for at, deed in deeds:
                devices.do(deed, at)
        return came

    came = run()
    assert came == run()
    assert 1 <= came.count("jammed") <= 20
    assert 1 <= came.count("silent") <= 20


def commands() -> tuple[Commands, Callable[[str], bool]]:
    commands = Commands("wanshou/site/command/+/+")

    def hear(id: str) -> bool:
        payload = msgspec.json.encode(telling(id, 1, START))
        return commands.hear("wanshou/site/command/pump/run", payload)

    return commands, hear


def all_here(waiting: Commands) -> bool:
    return waiting.complete


def test_all_is_waited_for_that_the_hub_said_it_told() -> None:
    waiting, hear = commands()
    assert waiting.complete
    waiting.expect(7)  # told before we listened
    assert waiting.complete
    waiting.expect(9)
    assert not all_here(waiting)
    assert hear("a")
    assert hear("b")
    assert all_here(waiting)
    assert [told.telling.id for told in waiting.take()] == ["a", "b"]
    assert waiting.take() == []


def test_a_hub_that_began_again_counts_from_nothing_and_what_is_lost_is_not_waited_for() -> None:
    waiting, hear = commands()
    waiting.expect(5)
    waiting.expect(1)  # it was killed, and told one thing since
    assert not all_here(waiting)
    waiting.take()  # it did not come in time
    assert all_here(waiting)
    waiting.expect(2)
    assert hear("a")
    assert all_here(waiting)


def test_what_is_no_command_is_not_taken_for_one() -> None:
    waiting, _ = commands()
    assert not waiting.hear("wanshou/site/clock/answer", b"{}")
    assert waiting.hear("wanshou/site/command/pump/run", b"not json")
    assert waiting.take() == []
