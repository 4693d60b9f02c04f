"""The method on recorded air: regression cases, labelled by rules; they are no ground truth."""

from __future__ import annotations

from statistics import median

from console.domain.causes import Cause
from console.domain.diagnosis.diagnosing import diagnose
from console.domain.diagnosis.figures import Figures
from console.domain.diagnosis.verdicts import Diagnosis, Patrol, Verdict
from console.domain.matters import Confidence
from tests.diagnosis.beijing import (
    BEIJING,
    CASES,
    HOURLY,
    asked,
    at_hand,
    hour_of,
    recording,
    stations,
)

pytestmark = at_hand

TIANTAN = hour_of(2013, 9, 15, 1)
NONGZHANGUAN = hour_of(2016, 6, 12, 21)


def of_twelve(station: str, at: int) -> Diagnosis:
    return diagnose(asked(at), recording(CASES, station, at), Figures(), BEIJING)


def figures_of(diagnosis: Diagnosis, code: str) -> dict[str, float]:
    line = next(line for line in diagnosis.lines if line.code == code)
    return {name: value for name, value in line.parameters.items() if isinstance(value, float)}


def test_tiantan_has_both_dust_and_exhaust() -> None:
    found = of_twelve("Tiantan", TIANTAN)
    assert set(found.verdicts) == {Verdict.DUST, Verdict.EXHAUST}
    assert {Cause.CONSTRUCTION_DUST, Cause.IDLING_VEHICLE} <= set(found.causes)
    assert found.patrol is Patrol.WORTH_IT
    own = figures_of(found, "rise.over_peers")
    assert (own["value"], own["base"]) == (369, 29)
    sizes = figures_of(found, "sizes.coarse")
    assert (sizes["pm25"], round(sizes["ratio"], 2)) == (44, 0.13)
    gas = figures_of(found, "gas.risen")
    assert (round(gas["no2"]), gas["co"]) == (25, 0.5)


def test_nongzhanguan_has_dust_with_weak_gas_and_medium_confidence() -> None:
    found = of_twelve("Nongzhanguan", NONGZHANGUAN)
    assert found.verdicts == (Verdict.DUST,)
    assert found.confidence is Confidence.MEDIUM
    own = figures_of(found, "rise.over_peers")
    assert (own["value"], own["base"]) == (226, 94)
    assert round(figures_of(found, "sizes.coarse")["ratio"], 2) == 0.14
    gas = figures_of(found, "gas.weak")
    assert (gas["no2"], gas["co"]) == (12, 0.3)  # 0.3 is not more than 0.3, whatever floats say


def test_an_hour_that_all_have_is_regional() -> None:
    at = hour_of(2013, 3, 3, 20)
    found = diagnose(asked(at), recording(HOURLY, "Wanshouxigong", at), Figures(), BEIJING)
    assert found.verdicts[0] is Verdict.REGIONAL
    assert found.patrol is Patrol.FINDS_NOTHING
    assert found.causes == (Cause.NO_FAULT_FOUND,)


def test_most_hours_above_the_limit_are_regional() -> None:
    """94 % at eight stations; four of them, over two years, say about the same."""
    known = {name: dict(station["pm10"]) for name, station in stations(HOURLY).items()}
    high = regional = 0
    for name, series in known.items():
        others = [other for peer, other in known.items() if peer != name]
        for at, value in series.items():
            peers = [other[at] for other in others if at in other]
            if value > 150 and len(peers) == len(others):
                high += 1
                regional += median(peers) >= 0.8 * 150
    assert high > 10_000
    assert 0.92 < regional / high < 0.96
