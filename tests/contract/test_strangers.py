"""A newer hub's snapshot: what can be read is, what cannot is named, and nothing breaks."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from console.contract.codec import decode, encode
from console.contract.views import Snapshot
from tests.client.small_hub import snapshot

ALERT = {
    "id": "A-1", "occurrence": 1, "rule": "r", "target": "t", "state": "UNACK",
    "standing": True, "priority": "high", "limit": 1.0, "value": 2.0,
    "raised_at": "2026-11-05T06:52:07Z", "changed_at": "2026-11-05T06:52:07Z",
}  # fmt: skip


def plain(**changes: Any) -> dict[str, Any]:
    """Return a snapshot as plain JSON."""
    told: dict[str, Any] = json.loads(encode(snapshot(5)))
    return told | changes


def read(told: Any) -> Snapshot:
    return decode(json.dumps(told), Snapshot)


def test_what_all_know_has_no_strangers() -> None:
    assert read(plain()) == snapshot(5)
    assert read(plain(novelty={"x": 1})).strangers == (), "more is always welcome"


@pytest.mark.parametrize(
    "changed", [{"priority": "catastrophic"}, {"state": "SNOOZED"}, {"occurrence": "first"}]
)
def test_an_alert_nobody_here_can_read_is_left_out_and_named(changed: dict[str, Any]) -> None:
    known = ALERT | {"id": "A-2", "state": decode_state()}
    told = read(plain(alerts=[ALERT | {"state": decode_state()} | changed, known]))
    assert [alert.id for alert in told.alerts] == ["A-2"]
    assert told.strangers == ("alerts/A-1",)


def decode_state() -> str:
    """Return the word for unacknowledged on the wire."""
    from console.domain.alerts import State

    return str(json.loads(encode(State.UNACKNOWLEDGED)))


def test_a_rule_of_a_new_kind_is_left_out() -> None:
    told = plain()
    told["site"]["rules"] = {"r": {"type": "NeuralRule", "id": "r"}}
    assert read(told).strangers == ("rules/r",)
    assert read(told).site.rules == {}


def test_what_is_needed_cannot_be_left_out() -> None:
    told = plain()
    told["site"]["zones"] = {"z": {"shape": "sphere"}}
    all_broken: list[Any] = [told, plain(who=None), [], None, 7, plain(now="noon")]
    for broken in all_broken:
        with pytest.raises(msgspec.ValidationError):
            read(broken)


def test_things_without_a_name_are_named_all_the_same() -> None:
    told = read(plain(alerts=[7, None, {"id": 3}], doubts=[{"sensor": "s/x"}]))
    assert told.strangers == ("alerts/?", "doubts/s/x")
