"""How far a sensor can be believed: doubts and tests, what was sound, its age, what it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from console.clock import utc
from console.contract.views import Rejection
from console.domain.samples import Sample
from console.domain.sites import Sensor
from console.live import Live
from console.past import Past
from console.screens.detail import pairs
from console.screens.glance import DOUBT, OUT, out_with
from console.widgets import Ink, Line, fit, wrap
from console.wording import (
    age,
    chosen,
    figure,
    local,
    number,
    online_word,
    plain,
    quality_word,
    quantity,
)
from console.wording.closeup import Close
from console.wording.names import place_name
from console.wording.plant_facts import test_word
from console.wording.rejections import reason_word
from console.wording.screens import Say, minute, say, time_of_day
from console.wording.spans import span

ROOMY = 34  # columns: from here on a value has room to spare
READINGS_SHOWN = 200
OVERDUE_PERIODS = 3
GOOD, SUSPECT = 1, 3


def worth_lines(
    live: Live,
    sensor: Sensor,
    past: Past | None,
    rejections: Sequence[Rejection] | None,
    width: int,
) -> list[Line]:
    """Return everything to know about what the sensor's values are worth, then the newest."""
    lines = _said(live, sensor, width)
    rows = [*_rows(live, sensor, past), *_rejected(live, sensor, rejections)]
    lines += [*pairs(rows, width), (), *pairs(list(_about(live, sensor)), width)]
    return [*lines, (), *_held(live, sensor, past, width)]


def _said(live: Live, sensor: Sensor, width: int) -> list[Line]:
    """Return in one line each what makes its values worth little."""
    zone, said = live.mirror.site.time_zone, list[tuple[str, Ink]]()
    out = out_with(live, sensor.id)
    if out is not None:
        told = say(
            Close.OUT_LINE,
            place=place_name(live.mirror.site, out.target),
            at=minute(out.at, zone),
            person=plain(out.by),
            note=plain(out.note),
        )
        said.append((f"{OUT} {say(Close.OUT)}: {told}", "medium"))
    doubt = live.mirror.around.doubts.get(sensor.id)
    if doubt is not None:
        tests = ", ".join(map(test_word, doubt.tests))
        at = local(doubt.since, zone)[5:16]
        said.append((f"{DOUBT} {say(Close.BELIEVED_NO, at=at, tests=tests)}", "unknown"))
    return [((line, ink),) for text, ink in said for line in wrap(text, width)]


def _rows(live: Live, sensor: Sensor, past: Past | None) -> Iterator[tuple[StrEnum, str]]:
    if not live.evaluated:
        yield Close.BELIEVED, say(Say.NOT_EVALUATED)
    elif sensor.id not in live.mirror.around.doubts:
        yield Close.BELIEVED, say(Close.BELIEVED_YES)
    if past is None or not past.sound + past.doubtful:
        yield Close.SHARE, say(Close.NO_SHARE)
    else:
        count = past.sound + past.doubtful
        share = figure(100 * past.sound / count)
        yield Close.SHARE, say(Close.SHARE_LINE, share=share, count=count, doubtful=past.doubtful)
    yield Close.LAST, _last(live, sensor, past)
    end = say(Say.PERIOD_START if sensor.at == "start" else Say.PERIOD_END)
    yield Say.PERIOD, say(Say.PERIOD_LINE, seconds=f"{sensor.period_s:g}", end=end)
    if tests := ", ".join(_tests(sensor)):
        yield Close.TESTS, tests


def _last(live: Live, sensor: Sensor, past: Past | None) -> str:
    at = live.picture.at(sensor.id)
    since = live.age_s(at)
    if at is None or since is None:
        return say(Close.NEVER)
    stored = past.samples[-1] if past is not None and past.samples else None
    known = stored is not None and stored.at == at and stored.until == at
    quality = (GOOD if stored is not None and stored.sound else SUSPECT) if known else None
    word = quality_word(quality) if known else ""
    told = age(since)
    if since > OVERDUE_PERIODS * sensor.period_s:
        periods = figure(int(since / sensor.period_s))
        said = say(Close.LAST_OVERDUE, age=told, periods=periods, quality=word)
    else:
        said = say(Close.LAST_LINE, age=told, quality=word)
    return said.rstrip(", ，")


def _tests(sensor: Sensor) -> Iterator[str]:
    checks = sensor.checks
    low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
    yield say(Close.TEST_RANGE, low=low, high=high)
    if checks.flat_s is not None:
        yield say(Close.TEST_FLAT, span=span(checks.flat_s))
    if checks.spike is not None:
        yield say(Close.TEST_SPIKE, value=quantity(checks.spike, sensor.unit, sensor.decimals))
    if checks.rate is not None:
        yield say(Close.TEST_RATE, value=f"{figure(checks.rate)} {plain(sensor.unit)}".rstrip())
    if checks.skew_s is not None:
        yield say(Close.TEST_CLOCK, span=span(checks.skew_s))


def _rejected(
    live: Live, sensor: Sensor, rejections: Sequence[Rejection] | None
) -> Iterator[tuple[StrEnum, str]]:
    """Yield what came from its device and could not be used."""
    if rejections is None:
        return
    site = live.mirror.site
    device = site.devices[sensor.device]
    names = {device.id, *device.aliases}
    told = [
        say(
            Close.REJECTED_LINE,
            count=one.count,
            reason=reason_word(one.reason),
            at=local(one.last_at, site.time_zone),
        )
        for one in rejections
        if names & {one.source, *one.source.split("/")}
    ]
    yield Close.REJECTED, "\n".join(told) or say(Close.NONE_REJECTED)


def _about(live: Live, sensor: Sensor) -> Iterator[tuple[StrEnum, str]]:
    site = live.mirror.site
    device = site.devices[sensor.device]
    zone, scene = site.zones.get(device.zone), site.scenes.get(device.scene)
    link = live.mirror.devices.get(device.id)
    low, high = number(sensor.low, sensor.decimals), number(sensor.high, sensor.decimals)
    online = online_word(link.online if link else None)
    if link is not None and link.since is not None:
        online = say(Say.LINK_SINCE, word=online, at=local(link.since, site.time_zone))
    yield Say.DEVICE, f"{chosen(device.name)} ({plain(device.id)})"
    yield Say.LINK, online
    yield Say.RANGE, say(Say.RANGE_LINE, low=low, high=high, unit=plain(sensor.unit))
    if zone is not None:
        yield Say.ZONE, chosen(zone.name)
        if zone.landmark is not None:
            yield Say.LANDMARK, chosen(zone.landmark)
    if scene is not None:
        yield Say.SCENE, chosen(scene.name)
    if device.aliases:
        yield Say.ALIASES, ", ".join(map(plain, device.aliases))


def _held(live: Live, sensor: Sensor, past: Past | None, width: int) -> list[Line]:
    """Return the newest values in view, newest first."""
    lines: list[Line] = [((say(Close.HELD), "title"),)]
    samples: Sequence[Sample] = past.samples if past is not None else ()
    wide = 13 if width >= ROOMY else 11
    for sample in reversed(samples[-READINGS_SHOWN:]):
        value = quantity(sample.value, sensor.unit, sensor.decimals)
        at = time_of_day(utc(sample.at), live.mirror.site.time_zone)
        word = quality_word(GOOD if sample.sound else SUSPECT)
        if sample.until > sample.at:
            low, high = number(sample.low, sensor.decimals), number(sample.high, sensor.decimals)
            word = say(Close.BETWEEN, low=low, high=high)
        elif sample.hand:
            word = say(Close.BY_HAND)
        lines.append(
            (
                (fit(at, 9), "muted"),
                (fit(value, wide, right=True), "text"),
                (fit(" " + word, max(width - 9 - wide, 0)), "faint" if sample.sound else "unknown"),
            )
        )
    return lines if samples else [*lines, ((say(Say.HISTORY_NONE), "muted"),)]
