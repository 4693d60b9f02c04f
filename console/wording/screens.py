"""Every word the workplaces say; the values below are the msgids of the `screens` catalog."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from console.wording.catalog import numbered, translator
from console.wording.keycaps import hinted
from console.wording.values import local

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


class Say(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    # header
    VALUES = _n("values")
    FACTS = _n("facts")
    UNACKNOWLEDGED = _n("{count} unacknowledged")
    ACKNOWLEDGED = _n("{count} acknowledged")
    RETURNED = _n("{count} returned")
    WITHHELD = _n("{count} withheld")
    ALL_NORMAL = _n("all normal")
    QUEUE_EMPTY = _n("queue empty")
    DRILL = _n(" DRILL ×{speed} ")
    DRILL_SOON = _n(" DRILL ")

    # what stands
    NOT_EVALUATED = _n("not evaluated")
    NO_VALUE_YET = _n("no value yet")
    NO_DATA = _n("no data")
    OFFLINE = _n("offline")
    DOUBTFUL_WORD = _n("doubtful")
    NOW_AND_THEN = _n("{count} episode|{count} episodes")
    FINE = _n("fine")
    RETURNED_WORD = _n("returned")

    # wall
    TROUBLE = _n("TROUBLE")
    QUEUE = _n("ALERTS")
    OF_SENSORS = _n("{count} of {total} sensors and devices")
    OF_QUEUE = _n("{count} of {total} unacknowledged")
    SCENE_DEVICES = _n("{count} device|{count} devices")
    SCENE_OFFLINE = _n("{count} offline")
    SCENE_FINE = _n("all fine")
    NO_TROUBLE = _n("Nothing is wrong. A sensor in alert would stand here, worst first.")
    NO_QUEUE = _n(
        "The queue is empty. A raised alert would stand here until it is acknowledged and over."
    )
    NO_TILES = _n("No tile matches “{filter}”. esc shows all again.")
    CONNECTING = _n("connecting to the hub at {address}")
    CONNECTING_HINT = _n("No hub there yet? `wanshou up` starts one; this screen keeps trying.")

    # columns
    COL_ID = _n("alert")
    COL_PRIORITY = _n("priority")
    COL_STATE = _n("state")
    COL_WHERE = _n("where")
    COL_WHAT = _n("what")
    COL_CASE = _n("case")
    COL_AGE = _n("age")
    COL_VALUE = _n("value")
    COL_LIMIT = _n("limit")
    COL_HEARD = _n("heard")
    COL_DEVICE = _n("device")
    COL_LINK = _n("link")
    COL_SINCE = _n("since")
    COL_ZONE = _n("zone")
    COL_SENSORS = _n("sensors")
    COL_SOURCE = _n("source")
    COL_REASON = _n("reason")
    COL_COUNT = _n("count")
    COL_LAST = _n("last")

    # alerts
    OF_ALERTS = _n("{count} of {total}")
    MARKED = _n("{count} marked")
    NO_ALERT_MATCHES = _n("No alert matches “{filter}”. esc shows all again.")
    NO_DETAIL = _n("Select an alert: its guidance, limits and history stand here.")
    GUIDANCE = _n("What to do")
    NO_GUIDANCE = _n(
        "No guidance is written for this rule, kind or zone. The site file can hold some."
    )
    RULE = _n("Rule")
    LIMIT_LINE = _n("{priority} {sign} {limit}, clear {clear} {unit}")
    HISTORY = _n("History")
    HISTORY_LOADING = _n("asking the hub …")
    HISTORY_NONE = _n("no facts on record")
    RAISED_AT = _n("Raised")
    ACKNOWLEDGED_BY = _n("Acknowledged")
    BY_AT = _n("{person}, {at}")
    VALUE_NOW = _n("Now")
    WHERE = _n("Where")

    # sensor
    NO_SENSOR_MATCHES = _n("No sensor matches “{filter}”. esc shows all again.")
    OF_SENSORS_LISTED = _n("{count} of {total} sensors")
    LAST_HOURS = _n("last {hours} h")
    CLEAR = _n("clear")
    NO_HISTORY = _n(
        "No reading on record in this span. `t` shows a longer one, `r` records one by hand."
    )
    READINGS = _n("READINGS")
    ABOUT = _n("ABOUT")
    RANGE = _n("Range")
    RANGE_LINE = _n("{low} to {high} {unit}")
    PERIOD = _n("Period")
    PERIOD_LINE = _n("{seconds} s, time marks its {end}")
    PERIOD_START = _n("start")
    PERIOD_END = _n("end")
    ALIASES = _n("Also called")
    ZONE = _n("Zone")
    LANDMARK = _n("Landmark")
    SCENE = _n("Scene")
    DEVICE = _n("Device")
    LINK = _n("Link")
    LINK_SINCE = _n("{word} since {at}")
    NO_RULE = _n("no rule watches this sensor")

    # health
    HUB = _n("HUB")
    BROKER = _n("BROKER")
    STORE = _n("STORE")
    INTAKE = _n("INTAKE")
    BROKER_QUEUE = _n("queue")
    DEVICES = _n("DEVICES")
    NO_DEVICES = _n("The site file names no devices. A [devices.<id>] table there adds one.")
    NONE_MATCHES = _n("Nothing matches “{filter}”. esc shows all again.")
    REJECTED = _n("REJECTED DELIVERIES")
    NO_REJECTED = _n(
        "None so far. A delivery that cannot be used is counted here by source and reason."
    )
    VERSION = _n("version")
    STARTED = _n("started")
    AS_OF = _n("newest fact")
    DATA_TIME = _n("data time")
    FOLLOWERS = _n("followers")
    YOU = _n("you are")
    YOU_LINE = _n("{person} at {seat}, {role}")
    CONNECTED = _n("connected")
    YES = _n("yes")
    NO = _n("no")
    ADDRESS = _n("address")
    EMBEDDED = _n("embedded")
    RESTARTS = _n("restarts")
    WARNING = _n("warning")
    DELIVERIES = _n("deliveries")
    READINGS_COUNT = _n("readings")
    LATE = _n("late")
    DUPLICATES = _n("duplicates")
    REJECTED_COUNT = _n("rejected")
    MAILBOX = _n("mailbox")
    MAILBOX_LINE = _n("{count} of {capacity}")
    DROPPED = _n("dropped")
    SIZE = _n("size")
    FREE = _n("disk free")
    STORE_FULL = _n("full: readings are not kept until there is room")
    HEALTH_ASKING = _n("asking the hub how it is …")

    # dialogs and acts
    NOTE_TITLE = _n("Note on {what}")
    NOTE_HINT = _n("what you saw or did")
    BULK_TITLE = _n("Acknowledge {count} alerts: {what}")
    BULK_HINT = _n("the reason, kept beside your name")
    RECORD_TITLE = _n("Record a reading of {what} by hand")
    RECORD_VALUE = _n("value in {unit}")
    RECORD_HOW = _n("how it was taken, e.g. hand-held meter")
    RECORD_NOT_A_NUMBER = _n("“{text}” is not a number.")
    RECORD_OUTSIDE = _n("{value} lies outside what the instrument can report, {low} to {high}.")
    TEXT_NEEDED = _n("Write something first, or esc to leave.")
    ACCEPT_KEYS = _n("enter accepts · esc leaves")
    DONE_ACK = _n("Acknowledged {what}.")
    DONE_NOTE = _n("Noted on {what}.")
    DONE_RECORD = _n("Recorded for {what}.")
    ALREADY_ACKNOWLEDGED = _n("Already acknowledged: {what}.")
    NOT_IN_QUEUE = _n("Withheld, so there is nothing to acknowledge: {what}.")

    # palette and help
    PALETTE_HINT = _n("an act, a workplace, a sensor, an alert, a device …")
    PALETTE_NONE = _n("Nothing matches “{filter}”.")
    PALETTE_GO = _n("go to {place}")
    KEYS_TITLE = _n("KEYS THAT WORK HERE")
    KEYS_CLOSE = _n("esc closes")
    FILTER_HINT = _n("words that all must match")
    FILTER_NOT = _n("!word hides it")
    FILTER_FUZZY = _n("-f letters in order")
    FILTER_QUOTES = _n("“ ” hold together")
    FILTER_MATCH = _n("{count} of {total} match")
    MORE_BELOW = _n("{count} more line|{count} more lines")


def say(what: StrEnum, /, **values: object) -> str:
    """Return `what` in the language in use, with `values` filled in; `count` chooses between one
    and many where the words differ."""
    text = hinted(_(what.value))
    return numbered(text, values.get("count")).format(**values) if values else text


def time_of_day(when: datetime, zone: str) -> str:
    """Return the local time as 14:32:07."""
    return local(when, zone)[11:]


def minute(when: datetime, zone: str) -> str:
    """Return the local time as 14:32."""
    return local(when, zone)[11:16]


def size(count: int) -> str:
    """Return a number of bytes in the unit that reads best."""
    amount = float(count)
    for unit in ("B", "kB", "MB", "GB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "B" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} TB"


def count(number: int) -> str:
    """Return a count with its thousands apart."""
    return f"{number:,}".replace(",", " ")
