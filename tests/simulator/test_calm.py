"""The demo community on an ordinary evening: all its rules at work, and nothing calls anybody."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from console.clock import moment
from console.domain.alert_facts import AlertRaised
from console.domain.facts import SensorDoubted
from console.hub.engine import Engine
from console.hub.intake import Intake
from console.hub.mailbox import Delivery
from console.hub.tally import Tally
from console.simulator.world import World
from console.site_file import load_site

STEP_MS = 15_000
MINUTE_MS = 60_000


def test_an_ordinary_evening_raises_nothing() -> None:
    """Past ten o'clock, when other limits hold for noise; long enough for hourly means."""
    site = load_site("wanshouqiao")
    begin = moment(datetime(2026, 11, 23, 21, 15, tzinfo=ZoneInfo(site.time_zone)))
    engine, tally = Engine(site, (), next_alert=1), Tally()
    engine.begin({}, begin)
    engine.listen(begin)
    intake, world = Intake(site, engine, tally), World(site, 3, opens_after_s=86_400)
    for now in range(begin, begin + 80 * MINUTE_MS, STEP_MS):
        said = [
            Delivery(each.topic, each.payload, now, retained=False, qos=1, mid=0, epoch=0)
            for each in world.step(now)
        ]
        intake.take(said, now, drill=True)
        engine.pass_time(now)
    assert tally.readings > 20_000
    happened = [happening.what for happening in engine.take_changes().happenings]
    assert not [what for what in happened if isinstance(what, AlertRaised | SensorDoubted)]
