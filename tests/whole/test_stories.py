"""Every story end to end on the real broker and hub: what must happen, in order, and what not."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from console.site_file import shipped_stories
from tests.demos import Told, kinds, of_kind, played

pytestmark = pytest.mark.real

# From the alert to the proof by the same sensor.
LOOP = [
    "AlertRaised", "AlertAcknowledged", "CaseOpened", "UnitDispatched", "PatrolAccepted",
    "PatrolEnRoute", "PatrolOnSite", "PatrolReported", "RemedyOrdered", "RemedyDone",
    "PointNormal", "CaseVerified", "CaseClosed",
]  # fmt: skip


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """What a story must bring besides the loop: facts with such fields, and none with others."""

    target: str
    cause: str
    facts: tuple[tuple[str, dict[str, Any]], ...] = ()
    never: tuple[tuple[str, dict[str, Any]], ...] = ()


EXPECTED = {
    "gate-1": Expected(target="air-gate-1/pm10", cause="construction_dust"),
    "storm": Expected(
        target="level-qingshui/water-level",
        cause="heavy_rain",
        never=(("CommandSent", {"control": "pump-qingshui/run", "value": 1.0}),),
    ),
    "feeder-trip": Expected(
        target="feeder-park/voltage",
        cause="power_loss",
        facts=(
            ("DeviceWentOffline", {"device": "lamp-park-1"}),
            ("DeviceCameOnline", {"device": "lamp-park-1"}),
        ),
    ),
    "lake-algae": Expected(target="water-lake-pier/do", cause="algae"),
    "lamp-row-dark": Expected(
        target="lamp-rose-1/lamp-power",
        cause="equipment_fault",
        facts=(
            ("AutomationBegan", {"automation": "lamps-night"}),
            ("CommandConfirmed", {"control": "lamp-rose-1/light", "value": 100.0}),
            ("CommandContradicted", {"control": "lamp-rose-1/light"}),
        ),
        never=(("CommandContradicted", {"control": "lamp-park-1/light"}),),
    ),
    "full-container": Expected(
        target="container-plaza/fill",
        cause="overfull_bin",
        facts=(
            ("AutomationBegan", {"automation": "full-plaza"}),
            ("CommandConfirmed", {"control": "container-plaza/lock", "value": 1.0}),
            ("AutomationEnded", {"automation": "full-plaza", "why": "until"}),
            ("CommandConfirmed", {"control": "container-plaza/lock", "value": 0.0}),
        ),
    ),
    "missed-food-waste": Expected(
        target="food-1/fill",
        cause="overfull_bin",
        facts=(("AlertUnsuppressed", {"by": "food.missed"}),),
    ),
    "market-day-parking": Expected(target="parking-plaza/occupancy", cause="other"),
    "quiet-elder": Expected(
        target="home-2/motion",
        cause="other",
        never=(("AlertRaised", {"target": "home-1/motion", "withheld": None}),),
    ),
}
QUICK = ("full-container", "feeder-trip")  # the others are played by CI


def fits(fact: Told, kind: str, fields: dict[str, Any]) -> bool:
    what = fact["what"]
    return what["type"] == kind and all(what.get(name) == is_ for name, is_ in fields.items())


def test_every_shipped_story_is_expected() -> None:
    assert set(EXPECTED) == set(shipped_stories())


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=() if name in QUICK else (pytest.mark.again,)) for name in EXPECTED],
)
def test_a_story_is_played_to_its_proof(name: str) -> None:
    expected = EXPECTED[name]
    code, facts = played("--story", name, "--until", "closed", "--speed", "0")
    assert code == 0
    case = next(
        opened
        for opened in of_kind(facts, "CaseOpened")
        if opened["points"][0]["target"] == expected.target
    )["case"]
    alerts = {f["alert"] for f in of_kind(facts, "AlertRaised") if f["target"] == expected.target}
    of_it = [
        fact
        for fact in facts
        if fact["what"].get("case") == case or fact["what"].get("alert") in alerts
    ]
    course = iter(kinds(of_it))
    assert [kind for kind in LOOP if kind in course] == LOOP, "in this order"
    report = next(one for one in of_kind(facts, "PatrolReported") if one["case"] == case)
    assert report["findings"][0]["cause"] == expected.cause
    assert of_kind(facts, "CaseVerified")[0]["proof"] == "sensor"
    rest = iter(facts)
    for kind, fields in expected.facts:
        assert any(fits(fact, kind, fields) for fact in rest), (kind, fields)
    for kind, fields in expected.never:
        assert not any(fits(fact, kind, fields) for fact in facts), (kind, fields)
