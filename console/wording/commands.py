"""What commands print: column titles, messages on stderr, answers to writers."""

from __future__ import annotations

from console.wording.catalog import translator
from console.wording.plain import plain

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


TITLES: dict[str, str] = {
    "id": _n("Id"),
    "name": _n("Name"),
    "priority": _n("Priority"),
    "state": _n("State"),
    "target": _n("Where"),
    "rule": _n("Rule"),
    "value": _n("Value"),
    "limit": _n("Limit"),
    "raised": _n("Raised"),
    "changed": _n("Changed"),
    "acknowledged_by": _n("Acknowledged by"),
    "acknowledged_at": _n("Acknowledged at"),
    "notes": _n("Notes"),
    "guidance": _n("Guidance"),
    "history": _n("History"),
    "unit": _n("Unit"),
    "quality": _n("Quality"),
    "at": _n("At"),
    "age": _n("Age"),
    "device": _n("Device"),
    "devices": _n("Devices"),
    "sensor": _n("Sensor"),
    "sensors": _n("Sensors"),
    "scene": _n("Scene"),
    "zone": _n("Zone"),
    "kind": _n("Kind"),
    "aliases": _n("Also called"),
    "range": _n("Range"),
    "period": _n("Period"),
    "rules": _n("Rules"),
    "alerts": _n("Alerts"),
    "link": _n("Link"),
    "since": _n("Since"),
    "behind": _n("Behind"),
    "position": _n("Position"),
    "offline": _n("Offline"),
    "label": _n("Standing"),
    "levels": _n("Levels"),
    "source": _n("Source"),
    "key": _n("Key"),
    "origin": _n("Origin"),
    "person": _n("Person"),
    "seat": _n("Seat"),
    "role": _n("Role"),
    "reason": _n("Reason"),
    "count": _n("Count"),
    "last": _n("Last"),
    "version": _n("Version"),
    "as_of": _n("Facts"),
    "started": _n("Started"),
    "data_time": _n("Data time"),
    "broker": _n("Broker"),
    "deliveries": _n("Deliveries"),
    "readings": _n("Readings"),
    "late": _n("Late"),
    "duplicates": _n("Duplicates"),
    "rejected": _n("Rejected"),
    "mailbox": _n("Mailbox"),
    "store": _n("Store"),
    "disk_free": _n("Disk free"),
    "followers": _n("Followers"),
    "warning": _n("Warning"),
    "drill": _n("Drill"),
}

SAY: dict[str, str] = {
    "more": _n("{shown} shown, there are more: go on with --after {next}, or raise --limit."),
    "more.time": _n("{shown} shown, there are more: go on with --until {next}, or raise --limit."),
    "none": _n("Nothing fits."),
    "none.alerts": _n("No alert in the queue."),
    "nothing.to.do": _n("Nothing to do: no alert fits."),
    "would.alerts.ack": _n("would acknowledge {id}"),
    "would.alerts.note": _n("would note on {id}"),
    "would.sensors.record": _n("would record on {id}"),
    "did.alerts.ack": _n("acknowledged {id}"),
    "did.alerts.note": _n("noted on {id}"),
    "did.sensors.record": _n("recorded on {id}"),
    "ask.alerts.ack": _n("Acknowledge these {count}?"),
    "ask.alerts.note": _n("Write the note on these {count}?"),
    "ask.sensors.record": _n("Record it?"),
    "failed": _n("{id}: {message}"),
    "partly": _n("{failed} of {count} failed: {ids}"),
    "hint": _n("Hint: {hint}"),
    "error": _n("Error: {message}"),
    "bug": _n("Internal error ({error}). The traceback is in {log}."),
    "bug.hint": _n("Please report it with that file; --debug shows it here."),
    "lost": _n("The hub does not answer, trying again ..."),
    "timed.out": _n("Timed out."),
    "ids.missing": _n("Name at least one id, a filter, or - to read ids from stdin."),
    "ids.and.filters": _n("Give either ids or filters, not both."),
    "bad.alert": _n("{text} is not an alert's id (A-1042 or A-1042@3)."),
    "bad.sensor": _n("{text} is not a sensor's id (device/quantity)."),
    "bad.duration": _n("{text} is not a duration (30s, 5m, 2h)."),
    "bad.time": _n("{text} is not a time (2026-11-05T14:30:00+08:00, or ago as in 2h)."),
    "bad.choice": _n("{text} is none of: {choices}."),
    "bad.condition": _n("{text} is not a condition (as in '> 250')."),
    "bad.value": _n("{text} is not a number."),
    "one.format": _n("Choose one of --json, --ndjson and -q."),
    "no.option": _n("There is no option {name}."),
    "did.you.mean": _n("Did you mean {nearest}?"),
    "no.argument": _n("{name} is missing."),
    "no.command": _n("There is no command {name}."),
    "no.command.but": _n("There is no command {name}. Did you mean {nearest}?"),
    "command.missing": _n("A command is missing."),
    "too.many": _n("Not understood: {text}"),
    "bad.option": _n("{name} cannot be {text}."),
    "see.help": _n("See: {command} --help"),
    "settings.fine": _n("Settings are fine."),
    "site.fine": _n(
        "{file} is fine: {zones} zones, {scenes} scenes, {devices} devices,"
        " {sensors} sensors, {rules} rules."
    ),
    "wrote": _n("Wrote {file}."),
    "no.terminal": _n("The console needs a terminal; --help lists what does without."),
    "demo.starting": _n("Starting broker, hub and simulator in {folder} ..."),
    "demo.ended": _n("A part of the demo ended on its own; the last it said:"),
    "default": _n("default"),
    "embedded": _n("embedded"),
    "external": _n("external"),
    "connected": _n("connected"),
    "not.connected": _n("not connected"),
    "drill.on": _n("yes"),
    "full": _n("full"),
    "dropped": _n("{count} dropped"),
    "check.fine": _n("nothing unacknowledged"),
    "check.alerts": _n("{count} unacknowledged, worst {priority}"),
    "check.broker": _n("hub has no broker"),
    "check.store": _n("store is full"),
    "check.drill": _n("drill"),
    "every": _n("{seconds} s, marked at its {end}"),
    "start": _n("start"),
    "end": _n("end"),
    "level": _n("{priority} past {limit}, until {clear}"),
    "settings.head": _n(
        "Settings of wanshou; what is commented out shows the default, or an example."
    ),
}


def title(name: str) -> str:
    """Return a column's or field's title."""
    return _(TITLES[name])


def say(name: str, /, **values: object) -> str:
    """Return a message with `values` in it, safe to show."""
    return _(SAY[name]).format(**{key: plain(str(value)) for key, value in values.items()})
