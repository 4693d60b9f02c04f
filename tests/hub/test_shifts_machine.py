"""Duties, handovers and who owns which alert, against a naive model, restarts included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

import msgspec
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from console.clock import utc
from console.contract.facts import Fact, Who
from console.contract.views import BrokerAccess, Snapshot, WhoAmI
from console.domain.alert_facts import AlertCleared, AlertPassedOn, AlertRaised, AlertRose
from console.domain.alert_facts import AlertUnacknowledged as Fallen
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId
from console.domain.kept import Kept
from console.domain.policy import Policy
from console.domain.readings import Reading
from console.domain.shifts import Duty, Handover, HandoverStep, Person
from console.domain.sites import Site
from console.domain.stimuli import Acknowledge, Unacknowledge, Why
from console.domain.values import Role
from console.errors import Conflict, ConsoleError, NotFound, Refused
from console.hub.changes import Happening
from console.hub.engine import Engine
from console.mirror import Mirror
from tests.sites import HIGH, probe, sensor_of, small_site

T = 1_790_000_000_000
HANDOVER_S = 900
PROBES = ("p1", "p2", "p3")
PEOPLE = ("Li", "Wang", "Zhao")
SEATS = ("console1", "console2")
WHO = WhoAmI(person="console1", seat="console1", role="viewer", shared=True)
ACCESS = BrokerAccess(host="x", port=1, tls=False, username=None, password=None, root="wanshou")


def quiet_site() -> Site:
    """Return a site whose alerts come of values only, whatever time passes."""
    site = small_site(*(probe(name) for name in PROBES))
    devices = {
        id: replace(
            device,
            rules=(),
            sensors=tuple(replace(sensor, rules=(HIGH,)) for sensor in device.sensors),
        )
        for id, device in site.devices.items()
    }
    return replace(site, devices=devices, policy=Policy(handover_s=HANDOVER_S))


class Offer(msgspec.Struct):
    """A handover as the model knows it."""

    id: str
    by: str
    until: int
    owned: set[tuple[AlertId, int]]
    step: HandoverStep = HandoverStep.OFFERED
    accepted_by: str | None = None


class Model:
    """Who owns what, in the plainest way."""

    def __init__(self) -> None:
        self.owner: dict[AlertId, tuple[int, str]] = {}
        self.duties: dict[str, str] = {}
        self.offers: list[Offer] = []

    def holds(self, offer: Offer, alert: AlertId) -> bool:
        occurrence, person = self.owner[alert]
        return person == offer.by and (alert, occurrence) in offer.owned

    def leaves(self, seat: str) -> list[AlertId]:
        """Return what falls back when whoever is at `seat` goes."""
        person = self.duties.pop(seat)
        if person in self.duties.values():
            return []
        kept = [o for o in self.offers if o.step is HandoverStep.OFFERED]
        return self.falls(
            alert
            for alert, (_, owner) in self.owner.items()
            if owner == person and not any(self.holds(offer, alert) for offer in kept)
        )

    def lapses(self, now: int) -> list[AlertId]:
        """Return what falls back until `now`."""
        fallen: list[AlertId] = []
        for offer in sorted(self.offers, key=lambda offer: offer.until):
            if offer.step is HandoverStep.OFFERED and offer.until <= now:
                offer.step = HandoverStep.LAPSED
                fallen += self.falls(a for a in self.owner if self.holds(offer, a))
        return fallen

    def falls(self, alerts: Iterable[AlertId]) -> list[AlertId]:
        fallen = list(alerts)
        for alert in fallen:
            del self.owner[alert]
        return fallen


class Shifts(RuleBasedStateMachine):
    """One site, two seats, three people."""

    offered = Bundle("offered")
    seen: ClassVar[Counter[str]] = Counter()

    @initialize()
    def begin(self) -> None:
        self.site = quiet_site()
        self.now = T
        self.model = Model()
        self.kept: dict[tuple[str, str], Kept] = {}
        self.alerts: dict[AlertId, Alert] = {}
        self.engine = Engine(self.site, (), next_alert=1)
        self.engine.begin({}, T)
        self.mirror = Mirror()
        self.mirror.reset(
            Snapshot(
                as_of=0,
                now=utc(T),
                site=self.site,
                alerts=(),
                devices=(),
                latest=(),
                broker=ACCESS,
                who=WHO,
            )
        )
        for name in PEOPLE:
            person = Person(name=name, role=Role.OPERATOR, salt="00", digest="00")
            self.engine.shifts.enrol(person, T)
        self.settle(None)
        for name in PROBES:
            self.measure(name, 150.0)

    # What people do

    @rule(person=st.sampled_from(PEOPLE), seat=st.sampled_from(SEATS))
    def sign_on(self, person: str, seat: str) -> None:
        known = self.engine.shifts.person(person.upper())
        assert known is not None
        self.engine.shifts.sign_on(known, seat, self.now)
        fallen: list[AlertId] = []
        if self.model.duties.get(seat) not in (None, person):
            fallen = self.model.leaves(seat)
            self.note("replaced")
        self.model.duties[seat] = person
        self.settle(person, fallen=fallen, why=Why.SIGNED_OFF)

    @rule(seat=st.sampled_from(SEATS))
    def sign_off(self, seat: str) -> None:
        if seat not in self.model.duties:
            self.refused(Refused, lambda: self.engine.shifts.sign_off(seat, self.now))
            return
        person = self.model.duties[seat]
        self.engine.shifts.sign_off(seat, self.now)
        fallen = self.model.leaves(seat)
        self.note("signed off, nothing fell" if not fallen else "signed off, fell")
        self.settle(person, fallen=fallen, why=Why.SIGNED_OFF)

    @rule(target=offered, person=st.sampled_from(PEOPLE))
    def offer(self, person: str) -> str:
        handover = self.engine.shifts.offer(person, self.now)
        for offer in self.model.offers:
            if offer.by == person and offer.step is HandoverStep.OFFERED:
                offer.step = HandoverStep.LAPSED
                self.note("offered anew")
        owned = {
            (alert, occurrence)
            for alert, (occurrence, owner) in self.model.owner.items()
            if owner == person
        }
        assert {(o.alert, o.occurrence) for o in handover.owned if o.by == person} == owned
        assert {o.alert for o in handover.owned} == set(self.model.owner)
        assert handover.id == f"H-{len(self.model.offers) + 1}"
        until = self.now + HANDOVER_S * 1000
        self.model.offers.append(Offer(handover.id, person, until, owned))
        self.settle(person)
        return handover.id

    @rule(id=offered, person=st.sampled_from(PEOPLE))
    def accept(self, id: str, person: str) -> None:
        offer = next(o for o in self.model.offers if o.id == id)

        def sign() -> Handover:
            return self.engine.shifts.accept(id.lower().upper(), person, self.now)

        if offer.step is HandoverStep.ACCEPTED and offer.accepted_by != person:
            conflict = self.refused(Conflict, sign)
            assert conflict.parameters["by"] == offer.accepted_by
        elif offer.step is HandoverStep.ACCEPTED:
            assert sign().accepted_by == person
            self.settle(person)
        elif offer.step is HandoverStep.LAPSED or person == offer.by:
            self.refused(Refused, sign)
        else:
            sign()
            passed = [alert for alert in self.model.owner if self.model.holds(offer, alert)]
            for alert in passed:
                self.model.owner[alert] = self.model.owner[alert][0], person
            offer.step, offer.accepted_by = HandoverStep.ACCEPTED, person
            self.note("accepted with alerts" if passed else "accepted empty")
            self.settle(person, passed=passed)

    @rule(number=st.integers(1, 3), person=st.sampled_from(PEOPLE))
    def acknowledge(self, number: int, person: str) -> None:
        alert = self.engine.alert(AlertId(f"A-{number}"))
        if alert.state is State.UNACKNOWLEDGED:
            self.engine.act(alert.id, Acknowledge(alert.occurrence, person), self.now)
            self.model.owner[alert.id] = alert.occurrence, person
            self.settle(person)

    @rule(person=st.sampled_from(PEOPLE))
    def acknowledge_all(self, person: str) -> None:
        for number in range(1, len(PROBES) + 1):
            self.acknowledge(number, person)

    @rule(number=st.integers(1, 3))
    def unacknowledge(self, number: int) -> None:
        alert = self.engine.alert(AlertId(f"A-{number}"))
        if alert.state is State.ACKNOWLEDGED:
            self.engine.act(alert.id, Unacknowledge(alert.occurrence), self.now)
            del self.model.owner[alert.id]
            self.settle("Li", fallen=[alert.id], why=Why.PERSON)

    # What sensors and time do

    @rule(name=st.sampled_from(PROBES), value=st.sampled_from([20.0, 150.0, 300.0]))
    def measure(self, name: str, value: float) -> None:
        self.wait(1)
        self.engine.measure(Reading(sensor_of(name), self.now, value))
        self.settle(None)

    @rule(seconds=st.sampled_from([1, 30, 60, HANDOVER_S - 1, HANDOVER_S]))
    def wait(self, seconds: int) -> None:
        self.now += seconds * 1000
        self.engine.pass_time(self.now)
        fallen = self.model.lapses(self.now)
        if fallen:
            self.note("lapsed")
        self.settle(None, fallen=fallen, why=Why.HANDOVER)

    @rule(seconds=st.sampled_from([0, 60, HANDOVER_S + 1]))
    def restart(self, seconds: int) -> None:
        self.now += seconds * 1000
        newest = {
            sensor_of(name): reading
            for name in PROBES
            if (reading := self.engine.newest(sensor_of(name))) is not None
        }
        body = msgspec.json.encode(list(self.kept.values()))
        self.engine = Engine(
            self.site,
            self.alerts.values(),
            next_alert=len(self.alerts) + 1,
            kept=msgspec.json.decode(body, type=list[Kept]),
        )
        self.engine.begin(newest, self.now)
        self.settle(None)
        self.wait(0)

    # What must be so

    @invariant()
    def the_same_own_the_same(self) -> None:
        owned = {
            alert.id: (alert.occurrence, alert.acknowledged_by)
            for alert in self.engine.alerts()
            if alert.state is State.ACKNOWLEDGED
        }
        assert owned == self.model.owner
        told = {
            view.id: (view.occurrence, view.acknowledged_by)
            for view in self.mirror.alerts.values()
            if view.state is State.ACKNOWLEDGED
        }
        assert told == self.model.owner

    @invariant()
    def the_same_are_on_duty(self) -> None:
        duties = {seat: duty.person for seat, duty in self.mirror.around.duties.items()}
        assert duties == self.model.duties
        kept = {duty.seat: duty.person for duty in self.kept.values() if isinstance(duty, Duty)}
        assert kept == self.model.duties
        here = self.model.duties.get("console1")
        assert self.mirror.who.person == (here or "console1")
        assert self.mirror.who.signed_on is (here is not None)

    @invariant()
    def the_same_is_handed_over(self) -> None:
        kept = [what for what in self.kept.values() if isinstance(what, Handover)]
        steps = {what.id: (what.step, what.accepted_by) for what in kept}
        assert steps == {offer.id: (offer.step, offer.accepted_by) for offer in self.model.offers}
        open = {o.id for o in self.model.offers if o.step is HandoverStep.OFFERED}
        assert set(self.mirror.around.handovers) == open

    # Inside

    def refused(self, kind: type[ConsoleError], act: Callable[[], object]) -> ConsoleError:
        """Hold that an act is refused, and leaves no trace."""
        with pytest.raises(kind) as refusal:
            act()
        assert self.engine.take_changes().empty
        self.note(f"refused {refusal.value.code}")
        return refusal.value

    def settle(
        self,
        person: str | None,
        *,
        passed: Sequence[AlertId] = (),
        fallen: Sequence[AlertId] = (),
        why: Why = Why.PERSON,
    ) -> None:
        """Commit what changed, and hold that just these alerts passed on or fell back."""
        changes = self.engine.take_changes()
        self.alerts.update(changes.alerts)
        for key, what in changes.kept.items():
            if what is None:
                del self.kept[key]
            else:
                self.kept[key] = what
        told: list[AlertId] = []
        for happening in changes.happenings:
            self.tell(happening, person)
            match happening.what:
                case AlertPassedOn(alert=alert):
                    told.append(alert)
                    assert alert in passed
                case Fallen(alert=alert, why=given):
                    told.append(alert)
                    assert (alert in fallen, given) == (True, why)
                case AlertRaised(alert=alert) | AlertRose(alert=alert) | AlertCleared(alert=alert):
                    self.model.owner.pop(alert, None)
        assert Counter(told) == Counter([*passed, *fallen])

    def tell(self, happening: Happening, person: str | None) -> None:
        who = None if person is None else Who(person, "console1")
        n = self.mirror.as_of + 1
        self.mirror.apply(Fact(n=n, at=utc(happening.at), what=happening.what, who=who))

    def note(self, what: str) -> None:
        Shifts.seen[what] += 1


def test_shifts_as_the_naive_model_has_them() -> None:
    Shifts.seen.clear()
    run_state_machine_as_test(
        Shifts,
        settings=settings(
            max_examples=120,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    wanted = {
        "accepted with alerts",
        "lapsed",
        "signed off, fell",
        "signed off, nothing fell",
        "replaced",
        "offered anew",
        "refused handover_accepted",
        "refused handover_lapsed",
        "refused own_handover",
        "refused nobody_signed_on",
    }
    assert wanted <= set(Shifts.seen), wanted - set(Shifts.seen)


def test_a_handover_that_is_not_there() -> None:
    engine = Engine(quiet_site(), (), next_alert=1)
    with pytest.raises(NotFound):
        engine.shifts.accept("H-1", "Li", T)
