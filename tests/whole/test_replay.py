"""A recording played through broker and hub: the same every time, whatever befalls the driver."""

from __future__ import annotations

import csv
import gzip
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from console.clock import moment
from console.contract.codec import decode_fact, encode
from console.contract.facts import Fact
from console.contract.views import Page, ReadingView
from console.domain.alert_facts import AlertRaised
from console.domain.facts import HubStarted
from console.domain.ids import SensorId
from console.simulator.replayed import hourly_rules, replayed_site
from console.site_file import load_site
from tests.demos import WANSHOU, kinds, of_kind, played
from tests.hubs import HubProcess, running_hub, wait_until

pytestmark = pytest.mark.real

CHENGDU = Path(__file__).parents[3] / "shared" / "data" / "chengdu_pm25_hourly_2010_2015.csv.gz"
MONTH = ("--from", "2014-08-01", "--to", "2014-09-01")
MAP = ("--map", "PM_US Post=air-gate-1/pm25")
SENSOR = "air-gate-1/pm25"
BEGIN = datetime(2014, 8, 1, tzinfo=UTC)
DAYS = 20
GAP_H = range(100, 160)  # hours that nobody recorded


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A made-up recording: hours good and bad, single figures missing, and one long gap."""
    file = tmp_path_factory.mktemp("recordings") / "made-up.csv.gz"
    chance = Random(4)
    with gzip.open(file, "wt", newline="") as text:
        table = csv.writer(text)
        table.writerow(["time", "PM_US Post"])
        for hour in range(DAYS * 24):
            value = "NA" if hour in GAP_H or chance.random() < 0.02 else chance.randint(5, 140)
            table.writerow([(BEGIN + timedelta(hours=hour)).isoformat(), value])
    return file


def options(file: Path) -> list[str]:
    end = (BEGIN + timedelta(days=DAYS)).isoformat()
    return ["--replay", str(file), *MAP, "--from", BEGIN.isoformat(), "--to", end]


@contextmanager
def driving(hub: HubProcess, file: Path, speed: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run the driver as a process of its own, as one that can be stopped and killed."""
    command = ["--socket", str(hub.settings.socket), "simulate", *options(file), "--speed", speed]
    process = subprocess.Popen([*WANSHOU, *command], stderr=subprocess.PIPE)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def recorded_hub(folder: Path) -> Iterator[HubProcess]:
    site = load_site("wanshouqiao")
    rules = hourly_rules("2012", BEGIN.date())
    known = replayed_site(site, {SensorId(SENSOR)}, 3600, hourly=rules)
    folder.mkdir(exist_ok=True)
    with running_hub(folder, known, drill_from=moment(BEGIN) - 1000) as hub:
        yield hub


def told(hub: HubProcess) -> list[bytes]:
    """Return every fact but that of the hub's own start."""
    newest = hub.health().as_of
    found: list[Fact] = []
    with closing(hub.client.follow(0)) as stream:
        for said in stream:
            if isinstance(said, Fact):
                found.append(said)
                if said.n >= newest:
                    break
    return [encode(fact) for fact in found if not isinstance(fact.what, HubStarted)]


def stored(hub: HubProcess) -> dict[int, float]:
    """Return every stored reading of the sensor by its moment (ms)."""
    pages = hub.client.pages(
        f"sensors/{SENSOR}/history", Page[ReadingView], cursor="end", limit=1000
    )
    return {moment(reading.at): reading.value for page in pages for reading in page.items}


def written(file: Path) -> dict[int, float]:
    """Return every figure in the file by its moment (ms)."""
    with gzip.open(file, "rt", newline="") as text:
        rows = [row for row in csv.DictReader(text) if row["PM_US Post"] != "NA"]
    return {moment(datetime.fromisoformat(row["time"])): float(row["PM_US Post"]) for row in rows}


def passed(hub: HubProcess, day: float) -> bool:
    return hub.health().data_time >= BEGIN + timedelta(days=day)


@pytest.mark.again
def test_a_driver_that_is_paused_and_killed_loses_and_invents_nothing(
    tmp_path: Path, recording: Path
) -> None:
    with (
        recorded_hub(tmp_path / "whole") as hub,
        driving(hub, recording, "0") as process,
    ):
        assert process.wait(60) == 0
        undisturbed, values = told(hub), stored(hub)
    assert values == written(recording)
    assert len(undisturbed) > 20
    with recorded_hub(tmp_path / "broken") as hub:
        with driving(hub, recording, "0") as process:
            wait_until(lambda: passed(hub, 2))
            process.send_signal(signal.SIGSTOP)
            stands = hub.health().data_time
            wait_until(lambda: hub.health().broker.connected)
            assert hub.health().data_time - stands <= timedelta(hours=1)
            process.send_signal(signal.SIGCONT)
            wait_until(lambda: passed(hub, 5))
        for day in (8, 11):  # the driver before was killed; the next one goes on
            with driving(hub, recording, "100000"):
                wait_until(lambda day=day: passed(hub, day))  # type: ignore[misc]
        with driving(hub, recording, "0") as process:
            assert process.wait(60) == 0
        assert told(hub) == undisturbed
        assert stored(hub) == values
        assert hub.health().late == 0


def test_a_gap_stays_a_gap(tmp_path: Path, recording: Path) -> None:
    with recorded_hub(tmp_path) as hub, driving(hub, recording, "0") as process:
        assert process.wait(60) == 0
        found = [decode_fact(fact) for fact in told(hub)]
    (silent,) = [
        fact
        for fact in found
        if isinstance(fact.what, AlertRaised) and fact.what.rule == "sensor.silent"
    ]
    gone = BEGIN + timedelta(hours=GAP_H.start - 1)
    assert gone < silent.at <= gone + timedelta(hours=6)
    assert silent.at < BEGIN + timedelta(hours=GAP_H.stop)


def test_a_wrong_column_names_the_nearest(recording: Path) -> None:
    wrong = ["--replay", str(recording), "--map", "PM_US Pst=air-gate-1/pm25"]
    done = subprocess.run(
        [*WANSHOU, "--language", "en", "demo", "--headless", *wrong],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert "PM_US Post" in done.stderr


@pytest.mark.again
@pytest.mark.skipif(not CHENGDU.exists(), reason="the recording is not here")
def test_a_month_of_chengdu_is_the_same_each_time() -> None:
    month = ("--replay", str(CHENGDU), *MAP, *MONTH)
    code, facts = played(*month, "--speed", "0")
    assert code == 0
    assert kinds(facts).count("AlertRaised") > 20
    raised = of_kind(facts, "AlertRaised")
    assert {(alert["rule"], alert["target"]) for alert in raised} >= {("air.pm25.1h", SENSOR)}
    assert {fact["at"][:7] for fact in facts} <= {"2014-07", "2014-08"}
    assert played(*month, "--speed", "0", "--seed", "1") == (code, facts)
