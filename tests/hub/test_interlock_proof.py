"""No commands, readings, losses, hands, waits or restarts make the hub do what is forbidden."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from console.contract.controls import CommandDevice, MaintainDevice, ReleaseControl
from console.contract.request import Request
from console.contract.service import ResumeService, StopService
from console.contract.snapshots import circumstances_from
from console.domain.commanding import Order
from console.domain.control_facts import CommandRefused, CommandSent, InterlockTripped
from console.domain.control_folding import Told, folded
from console.domain.controls import ControlState, Ending
from console.domain.facts import of_control
from console.domain.ids import ControlId, DeviceId
from console.domain.values import Role
from console.errors import Conflict, ConsoleError, NotPermitted, Refused
from console.mirror import Mirror
from console.wording.control_facts import control_sentence
from tests.hub.yard import (
    EVIDENCE_S,
    LAMP,
    LEFT,
    LEVEL,
    LL,
    LONGEST_S,
    PUMP,
    RIGHT,
    VALVE,
    WIND,
    Yard,
    in_yard,
    new_yard,
)

RUNS = (PUMP, VALVE, LEFT, RIGHT)
controls = st.sampled_from(RUNS)
steps = st.one_of(
    st.tuples(st.just("tell"), controls, st.sampled_from([0.0, 1.0, 1.0])),
    st.tuples(st.just("override"), controls, st.just(1.0)),
    st.tuples(st.just("reach"), controls, st.just(False)),
    st.tuples(st.just("both ways"), controls, st.none()),
    st.tuples(st.just("both ways"), controls, st.none()),
    st.tuples(st.just("answer"), controls, st.none()),
    st.tuples(st.just("reach"), controls, st.booleans()),
    st.tuples(st.just("lose"), controls, st.booleans()),
    st.tuples(st.just("again"), st.none(), st.none()),
    st.tuples(st.just("hand"), st.sampled_from([PUMP, VALVE]), st.sampled_from([0.0, 1.0])),
    st.tuples(st.just("level"), st.none(), st.sampled_from([5.0, 14.9, 15.0, 60.0, 60.0])),
    st.tuples(st.just("wind"), st.none(), st.sampled_from([2.0, 9.0])),
    st.tuples(st.just("wait"), st.none(), st.sampled_from([1, 5, 11, 16, 46, 320])),
    st.tuples(st.just("release"), controls, st.none()),
    st.tuples(st.just("maintain"), st.none(), st.sampled_from([None, 60.0])),
    st.tuples(st.just("out"), st.none(), st.booleans()),
    st.tuples(st.just("restart"), st.none(), st.none()),
)
PAIR: list[tuple[str, object, object]] = [("tell", LEFT, 1.0), ("tell", RIGHT, 1.0)]
READY: list[tuple[str, object, object]] = [
    ("level", None, 60.0),
    ("tell", VALVE, 1.0),
    ("both ways", VALVE, None),
    ("tell", PUMP, 1.0),
    ("both ways", PUMP, None),
]


class Proof:
    """Carries out steps, and looks after each whether anything forbidden came of it."""

    def __init__(self, folder: Path, begun: Yard) -> None:
        self.folder = folder
        self.yard = begun
        self.level: tuple[float, int] | None = None
        self.out = False
        self.told = self.ended = 0

    async def take(self, what: str, one: object, other: object) -> None:
        valve, before = self.yard.of(VALVE), len(self.yard.facts)
        match what, one, other:
            case "tell", str(id), float(value):
                await self._ask(CommandDevice(control=ControlId(id), value=value))
            case "override", str(id), float(value):
                over = CommandDevice(
                    control=ControlId(id), value=value, override=True, reason="fire"
                )
                await self._ask(over)
            case "reach", str(id), bool(refuses):
                self.yard.reach(ControlId(id), refuses=refuses)
            case "both ways", str(id), _:
                self.yard.reach(ControlId(id))
                await self.yard.answer(ControlId(id))
            case "answer", str(id), _:
                await self.yard.answer(ControlId(id))
            case "lose", str(id), bool(answers):
                self.yard.lose(ControlId(id), answers=answers)
            case "again", _, _:
                self.yard.post(again=True)
            case "hand", str(id), float(value):
                self.yard.by_hand(ControlId(id), value)
            case "level", _, float(value):
                await self.yard.measured(LEVEL, value)
                self.level = value, self.yard.now + round(EVIDENCE_S * 1000)
            case "wind", _, float(value):
                await self.yard.measured(WIND, value)
            case "wait", _, int(seconds):
                await self.yard.pass_to(self.yard.now + seconds * 1000)
            case "release", str(id), _:
                await self._ask(ReleaseControl(control=ControlId(id)))
            case "maintain", _, for_s:
                assert for_s is None or isinstance(for_s, float)
                await self._ask(MaintainDevice(device=DeviceId("yard"), for_s=for_s))
            case "out", _, bool(out):
                request = StopService if out else ResumeService
                await self._ask(request(target=LEVEL, note="cleaned"))
                self.out = out
            case _:
                self.yard = self.yard.restarted(self.folder)
                await self.yard.pass_to(self.yard.now)
        self._look(self.yard.facts[before:], valve)

    async def _ask(self, request: object) -> None:
        with suppress(ConsoleError):
            await self.yard.ask(request, "Li", Role.SUPERVISOR)  # type: ignore[arg-type]

    def _wet(self) -> bool:
        known = self.level is not None and self.level[1] >= self.yard.now and not self.out
        return known and self.level is not None and self.level[0] >= LL

    def _look(self, facts: Sequence[object], valve: ControlState) -> None:
        for fact in facts:
            if of_control(fact) and fact.control == VALVE:
                valve = folded(fact, valve, Told(at=self.yard.now))
            if isinstance(fact, CommandSent) and fact.control == PUMP and fact.value:
                assert self._wet(), "a pump is told to run dry"
                assert _open(valve), "a pump is told to run against its valve"
            if isinstance(fact, CommandSent) and fact.value and fact.control in RUNS:
                assert fact.run_s == LONGEST_S
        works = self.yard.works
        assert not (works[LEFT].value and works[RIGHT].value), "a forbidden pair runs together"
        for id, one in works.items():
            assert max(one.done.values(), default=0) <= 1, f"{id} did a command twice"
            assert one.longest_s <= LONGEST_S
        self._look_at_pump()

    def _look_at_pump(self) -> None:
        """What the hub knows to run, and is forbidden, is on its way to its end."""
        state, valve = self.yard.of(PUMP), self.yard.of(VALVE)
        closing = valve.pending is not None and valve.pending.value == 0
        allowed = self._wet() and valve.reported == 1 and not closing
        if allowed or state.mode == "maintenance" or not self.yard.works[PUMP].value:
            return
        if state.reported or state.pending is not None or state.running is not None:
            ending = [one for one in (state.pending, state.last) if one is not None]
            assert any(one.value == 0 for one in ending), "nobody ends what is forbidden"


def _open(valve: ControlState) -> bool:
    """Tell whether a valve is open, and not about to close."""
    return valve.reported == 1 and (valve.pending is None or valve.pending.value == 1)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([[], PAIR, READY]),
    st.lists(steps, max_size=30),
    st.integers(0, 9),
    st.booleans(),
)
def test_nothing_makes_the_hub_do_what_is_forbidden(
    first: list[tuple[str, object, object]],
    todo: list[tuple[str, object, object]],
    greeted: int,
    tended: bool,
) -> None:
    async def told(folder: Path) -> None:
        begun = new_yard(folder, tended=tended)
        mirror = Mirror()
        mirror.reset(begun.snapshot())
        proof = Proof(folder, await begun.greet() if greeted else begun)
        for step in [*first, *todo]:
            await proof.take(*step)
        store, board = proof.yard.store, proof.yard.board
        for fact in store.facts(0, 100_000):
            mirror.apply(fact)
        assert mirror.around.controls == board.around.controls
        kept = circumstances_from(store.load().kept)
        assert kept.controls == board.around.controls
        assert mirror.around.automations == board.around.automations == kept.automations
        assert all(proof.yard.of(id) == one for id, one in kept.controls.items())
        store.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(told(Path(folder)))


async def running(yard: Yard) -> None:
    """Let the pump run: a full tank, an open valve."""
    await yard.measured(LEVEL, 60.0)
    for id in (VALVE, PUMP):
        await yard.ask(CommandDevice(control=id, value=1.0), "Li")
        yard.reach(id)
        await yard.answer(id)


def sent(yard: Yard, id: ControlId) -> list[float]:
    return [f.value for f in yard.facts if isinstance(f, CommandSent) and f.control == id]


def tripped(yard: Yard) -> list[str]:
    return [fact.interlock for fact in yard.facts if isinstance(fact, InterlockTripped)]


def test_of_two_that_exclude_each_other_the_one_told_first_keeps_the_other_out(
    tmp_path: Path,
) -> None:
    async def story(yard: Yard) -> None:
        await yard.ask(CommandDevice(control=LEFT, value=1.0), "Li")
        with pytest.raises(Refused, match="interlock_firm") as caught:
            await yard.ask(CommandDevice(control=RIGHT, value=1.0), "Wang", Role.SUPERVISOR)
        assert caught.value.parameters["interlock"] == "left-runs"

    in_yard(tmp_path, story)


def test_a_valve_that_is_told_to_close_ends_its_pump_before_it_is_closed(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await running(yard)
        await yard.ask(CommandDevice(control=VALVE, value=0.0), "Li")
        assert tripped(yard) == ["closed"]
        assert sent(yard, PUMP) == [1, 0]
        assert yard.of(VALVE).reported == 1

    in_yard(tmp_path, story)


def test_a_start_that_nobody_confirmed_is_ended_all_the_same(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await yard.measured(LEVEL, 60.0)
        await yard.ask(CommandDevice(control=VALVE, value=1.0), "Li")
        yard.reach(VALVE)
        await yard.answer(VALVE)
        await yard.ask(CommandDevice(control=PUMP, value=1.0), "Li")
        yard.reach(PUMP)
        yard.lose(PUMP, answers=True)
        await yard.pass_to(yard.now + 11_000)
        assert yard.works[PUMP].value == 1
        await yard.measured(LEVEL, 10.0)
        assert tripped(yard) == ["dry"]
        yard.reach(PUMP)
        assert yard.works[PUMP].value == 0

    in_yard(tmp_path, story)


def test_a_device_that_will_not_end_is_not_asked_as_fast_as_it_says_no(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await running(yard)
        await yard.measured(LEVEL, 10.0)
        begun = yard.now
        for _ in range(100):
            yard.reach(PUMP, refuses=True)
            await yard.answer(PUMP)
        assert sent(yard, PUMP) == [1, 0]
        while yard.now < begun + 250_000:
            await yard.measured(LEVEL, 10.0)
            await yard.pass_to(yard.now + 10_000)
            yard.reach(PUMP, refuses=True)
            await yard.answer(PUMP)
        assert 5 <= sent(yard, PUMP).count(0) <= 14

    in_yard(tmp_path, story)


@pytest.mark.parametrize("after_s", [1, 12, 200])
def test_what_a_device_did_while_the_hub_was_gone_counts(tmp_path: Path, after_s: int) -> None:
    async def story(yard: Yard) -> None:
        await yard.ask(CommandDevice(control=LEFT, value=1.0, run_s=120), "Li")
        yard.reach(LEFT)
        yard.store.close()
        yard.clock.step(yard.now + after_s * 1000)
        after = Yard(tmp_path, now=yard.now, works=yard.works)
        await after.pass_to(after.now)
        while yard.works[LEFT].outbox:
            await after.answer(LEFT)
        state = after.of(LEFT)
        assert state.reported == after.works[LEFT].value
        assert (state.running is not None) == (after_s < 120)
        assert sum(after.works[LEFT].done.values()) == 1
        after.store.close()

    in_yard(tmp_path, story)


def test_an_id_is_new_to_devices_also_where_the_store_is(tmp_path: Path) -> None:
    ids: list[str] = []

    async def story(yard: Yard) -> None:
        await yard.ask(CommandDevice(control=LEFT, value=1.0), "Li")
        ids.extend(fact.command for fact in yard.facts if isinstance(fact, CommandSent))
        yard.store.close()

    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    in_yard(tmp_path / "one", story)

    async def later(yard: Yard) -> None:
        yard.clock.step(yard.now + 60_000)
        await story(yard)

    in_yard(tmp_path / "two", later)
    assert len(set(ids)) == 2


def test_who_may_pass_over_an_interlock(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await yard.measured(WIND, 9.0)
        over = CommandDevice(control=LEFT, value=1.0, override=True, reason="fire")
        with pytest.raises(NotPermitted):
            await yard.ask(over, "Li")
        for reason in (None, "", "  "):
            bare = CommandDevice(control=LEFT, value=1.0, override=True, reason=reason)
            with pytest.raises(Refused, match="override_needs_reason"):
                await yard.ask(bare, "Li", Role.SUPERVISOR)
        pump = CommandDevice(control=PUMP, value=1.0, override=True, reason="fire")
        with pytest.raises(Refused, match="interlock_firm"):
            await yard.ask(pump, "Li", Role.SUPERVISOR)
        assert not sent(yard, LEFT)
        await yard.ask(over, "Li", Role.SUPERVISOR)
        yard.reach(LEFT)
        await yard.answer(LEFT)
        assert yard.of(LEFT).running is not None
        assert yard.of(LEFT).overrides == 1
        assert not tripped(yard)

    in_yard(tmp_path, story)


def test_trying_whether_it_may_be_told_tells_nothing(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        before = yard.board.as_of
        await yard.ask(CommandDevice(control=LEFT, value=1.0, dry_run=True), "Li")
        with pytest.raises(Refused, match="interlock_firm"):
            await yard.ask(CommandDevice(control=PUMP, value=1.0, dry_run=True), "Li")
        assert yard.board.as_of == before

    in_yard(tmp_path, story)


def test_an_automation_leaves_alone_what_a_person_holds(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await yard.ask(CommandDevice(control=LAMP, value=40.0), "Li")
        yard.reach(LAMP)
        await yard.answer(LAMP)
        book = yard.engine.controls
        for value in (0.0, 100.0):
            with pytest.raises(Conflict, match="control_held"):
                book.tell(LAMP, Order(value=value, automation="dawn"), yard.now)
        await yard.ask(ReleaseControl(control=LAMP), "Li")
        book.tell(LAMP, Order(value=0.0, automation="dawn"), yard.now)
        await yard.pass_to(yard.now)
        assert sent(yard, LAMP) == [40, 0]

    in_yard(tmp_path, story)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (CommandDevice(control=LAMP, value=100.1), "control_range"),
        (CommandDevice(control=LAMP, value=-1), "control_range"),
        (CommandDevice(control=LAMP, value=float("nan")), "control_range"),
        (CommandDevice(control=LAMP, value=float("inf")), "control_range"),
        (CommandDevice(control=LEFT, value=0.5), "control_range"),
        (CommandDevice(control=LEFT, value=1, run_s=LONGEST_S + 1), "run_too_long"),
        (CommandDevice(control=LAMP, value=1, run_s=1e300), "run_too_long"),
        (CommandDevice(control=LAMP, value=1, run_s=float("inf")), "run_too_long"),
        (CommandDevice(control=LAMP, value=1, run_s=float("nan")), "run_too_short"),
        (CommandDevice(control=LAMP, value=1, run_s=0), "run_too_short"),
        (CommandDevice(control=LAMP, value=1, hold_s=1e300), "hold_too_long"),
        (CommandDevice(control=LAMP, value=1, hold_s=float("nan")), "hold_too_long"),
        (CommandDevice(control=ControlId("yard/lam"), value=1), "no_such_control"),
        (CommandDevice(control=ControlId("\x1b[2J/x\n"), value=1), "no_such_control"),
        (MaintainDevice(device=DeviceId("gw")), "no_controls"),
        (MaintainDevice(device=DeviceId("yard"), for_s=1e300), "hold_too_long"),
        (ReleaseControl(control=LAMP), "nothing_held"),
    ],
)
def test_what_cannot_be_told_is_refused_and_leaves_no_trace(
    tmp_path: Path, request_: Request, code: str
) -> None:
    async def story(yard: Yard) -> None:
        before = yard.board.as_of
        with pytest.raises(ConsoleError, match=code):
            await yard.ask(request_, "Li", Role.SUPERVISOR)
        assert yard.board.as_of == before

    in_yard(tmp_path, story)


@pytest.mark.parametrize(
    ("wants", "codes"),
    [
        ([(LAMP, 40.0)] * 3, ["control_held", "control_held"]),
        ([(LAMP, 40.0), (LAMP, 0.0), (LAMP, 40.0)], ["control_held"]),
        ([(LEFT, 1.0), (RIGHT, 1.0), (RIGHT, 1.0)], ["interlock_firm", "interlock_firm"]),
    ],
)
def test_people_at_once_hear_who_came_first(
    tmp_path: Path, wants: list[tuple[ControlId, float]], codes: list[str]
) -> None:
    async def story(yard: Yard) -> None:
        asked = [
            yard.ask(CommandDevice(control=id, value=value), person)
            for person, (id, value) in zip(("Li", "Wang", "Zhao"), wants, strict=True)
        ]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert [e.code for e in found if isinstance(e, ConsoleError)] == codes
        assert len([e for e in found if e is None]) == 3 - len(codes)
        assert sum(len(sent(yard, id)) for id in {id for id, _ in wants}) == 3 - len(codes)

    in_yard(tmp_path, story)


HOSTILE = "\\u001b]0;owned\\u0007\\u001b[2J[red]x\\u202eevil"
SAYS = [
    (b"", "not_json"),
    (b"\xff\xfe", "not_json"),
    (b"1", "wrong_shape"),
    (b"[]", "wrong_shape"),
    (b"{}", "wrong_shape"),
    (b'{"at": 1790000000000, "value": "1"}', "wrong_shape"),
    (b'{"at": 1790000000000, "value": true}', "wrong_shape"),
    (b'{"at": 1790000000000, "value": null}', "wrong_shape"),
    (b'{"at": 1790000000000, "value": NaN}', "not_json"),
    (b'{"at": 1790000000000, "value": 1e999}', "wrong_shape"),
    (b'{"at": 1790000000000, "value": 1e300}', "value_absurd"),
    (b'{"at": 5, "value": 1}', "time_absurd"),
    (b'{"at": -99999999999999999999999999, "value": 1}', "time_absurd"),
    (b'{"at": "0001-01-01T00:00:00+14:00", "value": 1}', "time_absurd"),
    (b'{"at": "2026-11-05T00:00:00", "value": 1}', "time_without_zone"),
    (b'{"at": 1790000000000, "value": 1, "command": 7}', "wrong_shape"),
    (b'{"x":' * 9_000, "not_json"),
    (b'"' + b"y" * 70_000 + b'"', "too_large"),
]


@pytest.mark.parametrize(("payload", "reason"), SAYS)
@pytest.mark.parametrize("drill", [False, True])
def test_what_devices_say_wrongly_is_counted_and_changes_nothing(
    tmp_path: Path, payload: bytes, reason: str, drill: bool
) -> None:
    async def story(yard: Yard) -> None:
        before = yard.of(LEFT)
        yard.hear(LEFT, payload, drill=drill)
        await yard.pass_to(yard.now)
        assert yard.of(LEFT) == before
        assert [one.reason for one in yard.tally.rejections()] == [reason]

    in_yard(tmp_path, story)


def test_words_of_a_device_reach_no_terminal_as_they_are(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await yard.ask(CommandDevice(control=LEFT, value=1.0), "Li")
        pending = yard.of(LEFT).pending
        assert pending is not None
        said = f'{{"at": {yard.now}, "value": 0, "command": "{pending.id}", "refused": "{HOSTILE}'
        yard.hear(LEFT, (said + "z" * 5_000 + '"}').encode())
        await yard.pass_to(yard.now)
        (refused,) = [one for one in yard.facts if isinstance(one, CommandRefused)]
        assert len(refused.why or "") == 200
        words = control_sentence(refused, yard.site)
        assert words.isprintable()
        assert yard.of(LEFT).ending is Ending.REFUSED

    in_yard(tmp_path, story)


@settings(max_examples=40, deadline=None)
@given(st.binary(max_size=80) | st.from_regex(rb'\{"at":-?\d{1,25},"value":-?\d{1,20}\}'))
def test_nothing_a_device_says_stops_the_hub(payload: bytes) -> None:
    async def told(folder: Path) -> None:
        yard = new_yard(folder)
        for drill in (False, True):
            yard.hear(LEFT, payload, drill=drill)
            await yard.pass_to(yard.now)
        assert yard.board.as_of <= 4
        yard.store.close()

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(told(Path(folder)))


def test_a_pump_that_somebody_starts_by_hand_where_it_is_forbidden_is_ended(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await yard.measured(LEVEL, 10.0)
        yard.by_hand(PUMP, 1.0)
        await yard.answer(PUMP)
        assert tripped(yard) == ["dry"]
        assert sent(yard, PUMP) == [0]

    in_yard(tmp_path, story)


def test_a_gauge_that_is_taken_out_of_service_ends_what_it_kept_safe(tmp_path: Path) -> None:
    async def story(yard: Yard) -> None:
        await running(yard)
        await yard.ask(StopService(target=LEVEL, note="cleaned"), "Li", Role.SUPERVISOR)
        assert tripped(yard) == ["dry"]
        assert sent(yard, PUMP) == [1, 0]

    in_yard(tmp_path, story)
