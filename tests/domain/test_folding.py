"""Folding: each alert of the queue in exactly one fold, by zone and cause, first-out on top."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from console.domain.alerts import Alert, State
from console.domain.folding import Fold, FoldCause, FoldKind, fold
from console.domain.ids import AlertId, DeviceId, RuleId, TargetId, ZoneId
from console.domain.sites import Device, Site, Zone, ancestors
from console.domain.values import Priority
from tests.sites import DEVICE_SILENT, GATE, GATEWAY, HIGH, OFFLINE, named, probe, small_site

POND = ZoneId("pond")


def site() -> Site:
    """Return five probes behind a gateway; two of them at the pond, one behind another."""
    probes: list[Device] = [probe("p1"), probe("p2"), probe("p3")]
    probes.append(replace(probe("p4"), zone=POND))
    probes.append(replace(probe("p5"), zone=POND, behind=(DeviceId("p4"), GATEWAY)))
    small = small_site(*probes)
    return replace(small, zones={**small.zones, POND: Zone(id=POND, name=named("池", "pond"))})


SITE = site()


def alert(number: int, rule: RuleId, target: str, **more: object) -> Alert:
    """Return an unacknowledged, standing alert, raised `number`th unless `order` says otherwise."""
    plain = Alert(
        id=AlertId(f"A-{number}"),
        rule=rule,
        target=DeviceId(target),
        state=State.UNACKNOWLEDGED,
        occurrence=1,
        order=number,
        level=0,
    )
    return replace(plain, **more)


def told(folds: list[Fold[Alert]]) -> list[tuple[str | None, str, list[str], list[str]]]:
    """Return folds as zone, cause, alerts and symptoms."""
    return [
        (
            fold.zone,
            f"{fold.cause.kind}:{fold.cause.id}",
            [one.id for one in fold.alerts],
            [one.id for one in fold.symptoms],
        )
        for fold in folds
    ]


def test_alerts_of_one_rule_fold_by_zone() -> None:
    alerts = [
        alert(1, HIGH, "p4/pm10"),
        alert(2, HIGH, "p1/pm10", order=9),
        alert(3, HIGH, "p2/pm10"),
    ]
    assert told(fold(alerts, SITE)) == [
        (POND, "rule:air.pm10", ["A-1"], []),
        (GATE, "rule:air.pm10", ["A-3", "A-2"], []),  # by sequence, whatever the number
    ]


def test_what_hangs_behind_a_device_out_of_reach_folds_into_it() -> None:
    alerts = [
        alert(1, HIGH, "p1/pm10"),
        alert(2, HIGH, "p5/pm10"),
        alert(3, OFFLINE, "gw"),
        alert(4, DEVICE_SILENT, "p4"),
    ]
    assert told(fold(alerts, SITE)) == [
        (GATE, "device:gw", ["A-1", "A-3"], []),
        (POND, "device:gw", ["A-2", "A-4"], []),
    ]
    assert told(fold(alerts[:2], SITE, {DeviceId("p4")})) == [
        (GATE, "rule:air.pm10", ["A-1"], []),
        (POND, "device:p4", ["A-2"], []),
    ]


def test_a_gateway_that_is_back_explains_nothing() -> None:
    back = alert(3, OFFLINE, "gw", state=State.RETURNED, level=-1)
    folds = fold([alert(1, HIGH, "p1/pm10"), back], SITE)
    assert [fold.cause.kind for fold in folds] == [FoldKind.RULE, FoldKind.RULE]


def test_symptoms_fold_under_their_cause_and_do_not_count() -> None:
    cause = alert(5, OFFLINE, "p1", priority=Priority.MEDIUM)
    alerts = [
        alert(1, HIGH, "p4/pm10", symptom_of=cause.id, priority=Priority.CRITICAL),
        alert(2, HIGH, "p2/pm10", symptom_of=cause.id),
        cause,
    ]
    folds = fold(alerts, SITE)
    assert told(folds) == [(GATE, "alert:A-5", ["A-5"], ["A-1", "A-2"])]
    assert (folds[0].first, folds[0].count, folds[0].worst) == (cause, 1, Priority.MEDIUM)
    assert [one.id for one in folds[0].rest] == ["A-1", "A-2"]


def test_symptoms_of_a_shelved_cause_come_last_and_are_still_there() -> None:
    cause = alert(1, OFFLINE, "p1", state=State.SHELVED)
    alerts = [
        cause,
        alert(2, HIGH, "p2/pm10", symptom_of=cause.id, priority=Priority.CRITICAL),
        alert(3, HIGH, "p3/pm10"),
    ]
    assert told(fold(alerts, SITE)) == [
        (GATE, "rule:air.pm10", ["A-3"], []),
        (GATE, "alert:A-1", [], ["A-2"]),
    ]


def test_the_worst_comes_first_then_the_first_out() -> None:
    alerts = [
        alert(1, HIGH, "p1/pm10"),
        alert(2, DEVICE_SILENT, "p2/pm10"),
        alert(3, HIGH, "p4/pm10", priority=Priority.HIGH),
    ]
    assert [fold.first.id for fold in fold(alerts, SITE)] == ["A-3", "A-1", "A-2"]


TARGETS: list[TargetId] = [*SITE.devices, *SITE.sensors()]


@st.composite
def queues(draw: st.DrawFn) -> list[Alert]:
    """Return alerts in any state, some of them symptoms of ones that are no symptoms."""
    size = draw(st.integers(0, 14))
    orders = draw(st.permutations(range(1, size + 1)))
    causes = draw(st.integers(0, size))
    alerts = []
    for number in range(size):
        of = None
        if number >= causes and causes:
            of = draw(st.none() | st.integers(1, causes).map(lambda n: AlertId(f"A-{n}")))
        alerts.append(
            alert(
                number + 1,
                draw(st.sampled_from([HIGH, DEVICE_SILENT, OFFLINE])),
                draw(st.sampled_from(TARGETS)),
                order=orders[number],
                state=draw(st.sampled_from(State)),
                level=draw(st.sampled_from([-1, 0])),
                priority=draw(st.sampled_from(Priority)),
                symptom_of=of,
            )
        )
    return alerts


@given(queues(), st.sets(st.sampled_from(list(SITE.devices))))
def test_nothing_is_lost_and_the_first_out_is_on_top(
    alerts: list[Alert], offline: set[DeviceId]
) -> None:
    folds = fold(alerts, SITE, offline)
    inside = Counter(one.id for each in folds for one in (each.first, *each.rest))
    assert inside == Counter(one.id for one in alerts if one.state.in_queue)
    assert len({(each.zone, each.cause) for each in folds}) == len(folds)
    assert len({each.name for each in folds}) == len(folds)
    for each in folds:
        assert all(one.symptom_of is None for one in each.alerts)
        assert all(
            each.cause == FoldCause(FoldKind.ALERT, one.symptom_of or "") for one in each.symptoms
        )
        orders = [one.order for one in each.alerts]
        assert orders == sorted(orders)
        if each.alerts:
            assert each.first.order == min(orders)
            assert each.worst.rank == max(one.priority.rank for one in each.alerts)


@given(queues(), st.sets(st.sampled_from(list(SITE.devices))))
def test_two_alerts_fold_together_exactly_where_zone_and_cause_are_the_same(
    alerts: list[Alert], offline: set[DeviceId]
) -> None:
    silent = {
        one.target
        for one in alerts
        if one.level >= 0 and one.rule in (OFFLINE, DEVICE_SILENT) and one.target in SITE.devices
    }
    by_id = {one.id: one for one in alerts}
    queue = [one for one in alerts if one.state.in_queue]
    expected: dict[AlertId, tuple[str, str, str]] = {}
    for one in queue:
        device = DeviceId(one.target.split("/")[0])
        line = (device, *ancestors(SITE, device))
        behind = [up for up in line if up in silent | offline]
        if one.symptom_of is not None:
            cause = by_id[one.symptom_of]
            place = SITE.devices[DeviceId(cause.target.split("/")[0])].zone
            expected[one.id] = (place, "alert", one.symptom_of)
        elif any(other.symptom_of == one.id for other in queue):
            expected[one.id] = (SITE.devices[device].zone, "alert", one.id)
        elif behind:
            expected[one.id] = (SITE.devices[device].zone, "device", behind[-1])
        else:
            expected[one.id] = (SITE.devices[device].zone, "rule", one.rule)
    found = {
        one.id: (each.zone, each.cause.kind.value, each.cause.id)
        for each in fold(alerts, SITE, offline)
        for one in (each.first, *each.rest)
    }
    assert found == expected
