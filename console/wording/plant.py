"""The words of load, floods, doubted sensors and service on the screen; msgids of `screens`."""

from __future__ import annotations

from enum import StrEnum

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Plant(StrEnum):
    """What can be said; `console.wording.screens.say` fills in."""

    # load
    LOAD = _n("load")
    PER_TEN = _n("{count}/10 min")
    PER_HOUR = _n("{count}/h")
    PER_DAY = _n("{count}/day")
    OVER = _n("over {figure}")

    # banners
    FLOOD = _n(" ▲ FLOOD ")
    FLOOD_LINE = _n("{count} alerts since {at}, first {first}")
    SHELVES_END = _n("{count} shelves end in {minutes} min, {standing} still standing")
    SHELF_ENDS = _n("1 shelf ends in {minutes} min, {standing} still standing")
    HANDOVER_WAITS = _n("handover {id} of {person} waits until {until}")
    NOBODY_ON = _n("? nobody signed on")

    # sensors
    DOUBTFUL = _n("doubtful: {tests}")
    OUT_OF_SERVICE = _n("out of service")
    DOUBTED_LINE = _n("doubtful since {at}: {tests}. It neither raises nor clears alerts.")
    OUT_LINE = _n("out of service with {place} since {at}, {person}: {note}")
    OUT_ALERTS = _n("Its alerts are withheld until someone puts it back.")
    SCENE_DOUBTED = _n("{count} doubtful")
    SCENE_OUT = _n("{count} out of service")
    ONLY_WHEN = _n("only while {condition}")
    EDITIONS = _n("one of {count} editions")
    IN_FORCE = _n("{edition} in force {start} to {end}")
    IN_FORCE_FROM = _n("{edition} in force from {start}")
    IN_FORCE_UNTIL = _n("{edition} in force until {end}")

    # service
    STOP_TITLE = _n("Out of service: take what out?")
    RESUME_TITLE = _n("Out of service: {what}")
    STOP_SENSOR = _n("this sensor")
    STOP_DEVICE = _n("the device with its sensors ({count})")
    STOP_ZONE = _n("the zone with its devices ({count})")
    IS_OUT = _n("out: {note}")
    STOP_SURE = _n(
        "enter takes {what} out of service: its alerts are withheld until someone puts it back."
    )
    RESUME_SURE = _n("enter puts {what} back in service.")
    STOP_NOTE = _n("what is being done, and by whom")
    RESUME_NOTE = _n("what was done")
    NO_PLACE = _n("Select a sensor, a device or an alert first.")
    DONE_STOP = _n("Out of service: {what}.")
    DONE_RESUME = _n("In service again: {what}.")
    PALETTE_STOP = _n("out of service: {what}")
    PALETTE_RESUME = _n("back in service: {what}")
