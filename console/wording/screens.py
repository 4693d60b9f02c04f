"""Every word the workplaces say; the values below are the msgids of the `screens` catalog."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from console.wording.catalog import translator
from console.wording.plain import plain
from console.wording.values import local

_ = translator("screens")


class Say(StrEnum):
    """What can be said; names in braces are filled in by `say`."""

    # header
    VALUES = "values"
    FACTS = "facts"
    UNACKNOWLEDGED = "{count} unacknowledged"
    ACKNOWLEDGED = "{count} acknowledged"
    RETURNED = "{count} returned"
    ALL_NORMAL = "all normal"
    LOAD = "{count} raised/10 min"
    LOAD_SINCE_START = "≥{count} raised/10 min"
    DRILL = " DRILL ×{speed} "
    DRILL_SOON = " DRILL "

    # workplaces
    WALL = "wall"
    ALERTS = "alerts"
    SENSOR = "sensor"
    HEALTH = "health"

    # what stands
    NOT_EVALUATED = "not evaluated"
    NO_VALUE_YET = "no value yet"
    NO_DATA = "no data"
    OFFLINE = "offline"
    FINE = "fine"
    RETURNED_WORD = "returned"

    # wall
    TROUBLE = "TROUBLE"
    QUEUE = "ALERTS"
    OF_SENSORS = "{count} of {total} sensors and devices"
    OF_QUEUE = "{count} of {total} unacknowledged"
    SCENES = "SCENES"
    SCENE_DEVICES = "{count} devices"
    SCENE_OFFLINE = "{count} offline"
    SCENE_FINE = "all fine"
    MORE = "+{count}"
    NO_TROUBLE = "Nothing is wrong. A sensor in alert would stand here, worst first."
    NO_QUEUE = (
        "The queue is empty. A raised alert would stand here until it is acknowledged and over."
    )
    NO_TILES = "No tile matches “{filter}”. esc shows all again."
    CONNECTING = "connecting to the hub at {address}"
    CONNECTING_HINT = "No hub there yet? `wanshou up` starts one; this screen keeps trying."

    # columns
    COL_ID = "alert"
    COL_PRIORITY = "priority"
    COL_STATE = "state"
    COL_WHERE = "where"
    COL_WHAT = "what"
    COL_AGE = "age"
    COL_TIME = "time"
    COL_VALUE = "value"
    COL_QUALITY = "quality"
    COL_SOURCE = "source"
    COL_REASON = "reason"
    COL_COUNT = "count"
    COL_LAST = "last"
    COL_NAME = "name"
    COL_SCENE = "scene"

    # alerts
    OF_ALERTS = "{count} of {total}"
    MARKED = "{count} marked"
    SORTED_BY_PRIORITY = "by priority"
    SORTED_BY_AGE = "by age"
    NO_ALERT_MATCHES = "No alert matches “{filter}”. esc shows all again."
    NO_DETAIL = "Select an alert: its guidance, limits and history stand here."
    GUIDANCE = "What to do"
    NO_GUIDANCE = "No guidance is written for this rule, kind or zone. The site file can hold some."
    RULE = "Rule"
    SOURCE = "Source"
    LIMITS = "Limits"
    LIMIT_LINE = "{priority} {sign} {limit}, clear {clear} {unit}"
    NO_DATA_LINE = "{priority} when silent for {periods} periods"
    OFFLINE_LINE = "{priority} when the device says offline"
    HISTORY = "History"
    HISTORY_LOADING = "asking the hub …"
    HISTORY_NONE = "no facts on record"
    RAISED_AT = "Raised"
    ACKNOWLEDGED_BY = "Acknowledged"
    BY_AT = "{person}, {at}"
    VALUE_NOW = "Now"
    WHERE = "Where"

    # sensor
    PICK = "Pick a sensor: / and a few letters of its name, place or id."
    NO_SENSOR_MATCHES = "No sensor matches “{filter}”. esc shows all again."
    OF_SENSORS_LISTED = "{count} of {total} sensors"
    LAST_HOURS = "last {hours} h"
    CLEAR = "clear"
    NO_HISTORY = (
        "No reading on record in this span. `t` shows a longer one, `r` records one by hand."
    )
    READINGS = "READINGS"
    ABOUT = "ABOUT"
    RANGE = "Range"
    RANGE_LINE = "{low} to {high} {unit}"
    PERIOD = "Period"
    PERIOD_LINE = "{seconds} s, time marks its {end}"
    PERIOD_START = "start"
    PERIOD_END = "end"
    ALIASES = "Also called"
    ZONE = "Zone"
    LANDMARK = "Landmark"
    SCENE = "Scene"
    DEVICE = "Device"
    LINK = "Link"
    LINK_SINCE = "{word} since {at}"
    NO_RULE = "no rule watches this sensor"

    # health
    HUB = "HUB"
    BROKER = "BROKER"
    STORE = "STORE"
    INTAKE = "INTAKE"
    REJECTED = "REJECTED DELIVERIES"
    NO_REJECTED = (
        "None so far. A delivery that cannot be used is counted here by source and reason."
    )
    VERSION = "version"
    STARTED = "started"
    AS_OF = "newest fact"
    DATA_TIME = "data time"
    FOLLOWERS = "followers"
    YOU = "you are"
    YOU_LINE = "{person} at {seat}, {role}"
    CONNECTED = "connected"
    YES = "yes"
    NO = "no"
    ADDRESS = "address"
    EMBEDDED = "embedded"
    RESTARTS = "restarts"
    WARNING = "warning"
    DELIVERIES = "deliveries"
    READINGS_COUNT = "readings"
    LATE = "late"
    DUPLICATES = "duplicates"
    REJECTED_COUNT = "rejected"
    MAILBOX = "mailbox"
    MAILBOX_LINE = "{count} of {capacity}"
    DROPPED = "dropped"
    SIZE = "size"
    FREE = "disk free"
    STORE_FULL = "full: readings are not kept until there is room"
    HEALTH_ASKING = "asking the hub how it is …"

    # dialogs and acts
    NOTE_TITLE = "Note on {what}"
    NOTE_HINT = "what you saw or did"
    BULK_TITLE = "Acknowledge {count} alerts: {what}"
    BULK_HINT = "the reason, kept beside your name"
    RECORD_TITLE = "Record a reading of {what} by hand"
    RECORD_VALUE = "value in {unit}"
    RECORD_HOW = "how it was taken, e.g. hand-held meter"
    RECORD_NOT_A_NUMBER = "“{text}” is not a number."
    RECORD_OUTSIDE = "{value} lies outside what the instrument can report, {low} to {high}."
    TEXT_NEEDED = "Write something first, or esc to leave."
    ACCEPT_KEYS = "enter accepts · esc leaves"
    DONE_ACK = "Acknowledged {what}."
    DONE_NOTE = "Noted on {what}."
    DONE_RECORD = "Recorded for {what}."
    PARTLY = "{done} of {total} done."
    FACTS_NOT_LIVE = "The fact link is not live: nothing can be acknowledged or recorded now."
    ALREADY_ACKNOWLEDGED = "Already acknowledged: {what}."

    # palette and help
    PALETTE_HINT = "an act, a workplace, a sensor, an alert, a device …"
    PALETTE_NONE = "Nothing matches “{filter}”."
    PALETTE_GO = "go to {place}"
    KEYS_TITLE = "KEYS THAT WORK HERE"
    KEYS_CLOSE = "esc closes"
    FILTER_HINT = "filter; !word hides what has it"
    FILTER_ON = "/{filter}"


# The workplaces: mode, the digit that goes there, and its word.
PLACES = (
    ("wall", "1", Say.WALL),
    ("alerts", "2", Say.ALERTS),
    ("sensor", "4", Say.SENSOR),
    ("health", "5", Say.HEALTH),
)

KEY_WORDS = {
    "app.wall": "wall",
    "app.alerts": "alerts",
    "app.sensor": "sensor",
    "app.health": "health",
    "app.palette": "command",
    "app.help": "keys",
    "app.quit": "quit",
    "app.interrupt": "quit",
    "view.filter": "filter",
    "view.back": "clear filter and marks",
    "view.next": "next list",
    "view.previous": "previous list",
    "list.down": "down",
    "list.up": "up",
    "list.page-down": "page down",
    "list.page-up": "page up",
    "list.top": "top",
    "list.bottom": "bottom",
    "list.open": "open",
    "pane.down": "down",
    "pane.up": "up",
    "pane.page-down": "page down",
    "pane.page-up": "page up",
    "alerts.ack": "ack",
    "alerts.note": "note",
    "alerts.mark": "mark",
    "alerts.sort": "sort",
    "wall.detail": "every sensor",
    "sensors.record": "record",
    "sensor.next": "next",
    "sensor.previous": "previous sensor",
    "sensor.span": "span",
    "health.refresh": "refresh",
    "help.close": "close",
    "palette.close": "close",
    "palette.down": "down",
    "palette.up": "up",
    "dialog.cancel": "leave",
    "dialog.accept": "accept",
}

# How a key is printed where Textual's own name for it is not what is on the cap.
KEY_CAPS = {
    "ctrl+p": "^p",
    "ctrl+c": "^c",
    "ctrl+d": "^d",
    "ctrl+u": "^u",
    "colon": ":",
    "question_mark": "?",
    "slash": "/",
    "escape": "esc",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "shift+tab": "⇧tab",
    "up": "↑",
    "down": "↓",
    "f1": "F1",
}


def say(what: Say, /, **values: object) -> str:
    """Return `what` in the language in use, with `values` filled in."""
    return _(what.value).format(**values) if values else _(what.value)


def key_word(binding_id: str) -> str:
    """Return the word for what a key does."""
    return _(KEY_WORDS.get(binding_id, binding_id))


def key_cap(key: str) -> str:
    """Return a key as it is printed on the cap."""
    return KEY_CAPS.get(key, key)


def reason_word(reason: str) -> str:
    """Return why a delivery was rejected, as the hub names it."""
    return plain(reason.replace("_", " "))


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
