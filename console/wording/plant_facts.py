"""What happened to sensors, services and the operators' load, as one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, assert_never

from console.domain.doubts import Test
from console.domain.facts import (
    FloodBegan,
    FloodEnded,
    LogWritten,
    ReadingRecorded,
    SensorDoubted,
    SensorTrusted,
    ServiceResumed,
    ServiceStopped,
    SuppressionBegan,
    SuppressionEnded,
)
from console.domain.sites import Site
from console.wording.catalog import translator
from console.wording.names import place_name, suppression_name, target_name
from console.wording.plain import plain
from console.wording.values import figure

_ = translator("words")

_Service = ServiceStopped | ServiceResumed | SuppressionBegan | SuppressionEnded


def plant_sentence(what: Any, site: Site) -> str:
    """Return a fact about the plant as a sentence, without who and why."""
    match what:
        case ReadingRecorded():
            return _("{sensor}: {value} recorded by hand ({how})").format(
                sensor=target_name(site, what.sensor),
                value=figure(what.value),
                how=plain(what.how),
            )
        case SensorDoubted():
            return _("{sensor} is doubtful: {tests} ({value})").format(
                sensor=target_name(site, what.sensor),
                tests=tests_words(what.tests),
                value=figure(what.value),
            )
        case SensorTrusted():
            return _("{sensor} is sound again").format(sensor=target_name(site, what.sensor))
        case FloodBegan():
            return _("alert flood: {count} in ten minutes, first {first}").format(
                count=what.count, first=plain(what.first)
            )
        case FloodEnded():
            return _("alert flood over: {count} in all").format(count=what.count)
        case LogWritten(about=None):
            return _("log: {text}").format(text=plain(what.text))
        case LogWritten(about=str(about)):
            return _("log on {about}: {text}").format(about=plain(about), text=plain(what.text))
        case _:
            return _service(what, site)


def tests_words(tests: Iterable[Test]) -> str:
    """Return what quality tests found."""
    return ", ".join(map(test_word, tests))


def test_word(test: Test) -> str:
    """Return what a quality test found."""
    match test:
        case Test.RANGE:
            return _("beyond its range")
        case Test.FLAT:
            return _("stuck")
        case Test.SPIKE:
            return _("a spike")
        case Test.RATE:
            return _("changes too fast")
        case Test.CLOCK:
            return _("its clock is wrong")
        case Test.PAIR:
            return _("contradicts its neighbour quantity")
        case Test.DEVICE:
            return _("the device says so itself")
        case _:
            assert_never(test)


def _service(what: _Service, site: Site) -> str:
    match what:
        case ServiceStopped():
            return _("{place} out of service: “{note}”").format(
                place=place_name(site, what.target), note=plain(what.note)
            )
        case ServiceResumed():
            return _("{place} in service again").format(place=place_name(site, what.target))
        case SuppressionBegan():
            return _("suppression “{name}” in effect").format(
                name=suppression_name(site, what.suppression)
            )
        case SuppressionEnded():
            return _("suppression “{name}” over").format(
                name=suppression_name(site, what.suppression)
            )
        case _:
            assert_never(what)
