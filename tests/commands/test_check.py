"""`check` for monitoring systems."""

from __future__ import annotations

from typing import Any

import pytest

from console.clock import utc
from console.contract.views import AlertView, BrokerHealth, Health, Page
from console.domain.alerts import State
from console.domain.ids import AlertId, RuleId
from console.domain.values import Priority
from tests.client.small_hub import SmallHub
from tests.commands.conftest import Wanshou
from tests.sites import sensor_of

NOW = utc(1_800_000_000_000)


def health(**different: Any) -> Health:
    connected = different.pop("connected", True)
    same: dict[str, Any] = {
        "version": "0.1.0",
        "as_of": 9,
        "started_at": NOW,
        "data_time": NOW,
        "drill": False,
        "broker": BrokerHealth(url="mqtt://x", connected=connected, embedded=True),
        **dict.fromkeys(("deliveries", "readings", "late", "duplicates", "rejected"), 7),
        "rejections": (),
        "mailbox": 1,
        "mailbox_capacity": 8192,
        "mailbox_dropped": 0,
        "store_bytes": 4096,
        "disk_free_bytes": 8192,
        "store_full": False,
        "followers": 0,
    }
    return Health(**{**same, **different})


def alert(priority: Priority) -> AlertView:
    return AlertView(
        id=AlertId("A-1"),
        occurrence=1,
        rule=RuleId("r"),
        target=sensor_of("air-1"),
        state=State.UNACKNOWLEDGED,
        standing=True,
        priority=priority,
        limit=None,
        value=None,
        raised_at=NOW,
        changed_at=NOW,
    )


@pytest.mark.parametrize(
    ("priorities", "different", "code", "words"),
    [
        ((), {}, 0, "OK - nothing unacknowledged"),
        ((Priority.LOW,), {}, 1, "WARNING - 1 unacknowledged, worst low"),
        ((Priority.HIGH, Priority.LOW), {}, 2, "CRITICAL - 2 unacknowledged, worst high"),
        ((), {"connected": False}, 2, "CRITICAL - hub has no broker"),
        ((), {"store_full": True}, 2, "CRITICAL - store is full"),
        ((), {"drill": True}, 0, "OK - nothing unacknowledged, drill"),
    ],
)
def test_one_line_and_a_code(
    wanshou: Wanshou,
    small_hub: SmallHub,
    priorities: tuple[Priority, ...],
    different: dict[str, Any],
    code: int,
    words: str,
) -> None:
    small_hub.answer("/v1/health", health(**different))
    items = tuple(alert(priority) for priority in priorities)
    small_hub.answer("/v1/alerts", Page(items=items, as_of=9))
    ran = wanshou("check")
    assert ran.code == code
    (line,) = ran.lines
    assert line.startswith(f"WANSHOU {words} | unacknowledged={len(items)} ")


def test_no_hub_is_critical_and_nonsense_is_unknown(wanshou: Wanshou) -> None:
    gone = wanshou("check")
    assert gone.code == 2
    assert gone.out.startswith("WANSHOU CRITICAL - No hub answers")
    assert wanshou("check", "--warning", "worse").code == 3
    assert wanshou("check", "--wat").code == 3


def test_a_hub_that_refuses_is_unknown(wanshou: Wanshou, small_hub: SmallHub) -> None:
    small_hub.refuse("/v1/health", "NotPermitted", "role_too_low", 403, {})
    assert wanshou("check").code == 3
