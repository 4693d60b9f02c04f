"""What every command, option and argument is for."""

from __future__ import annotations

from console.wording.automation_commands import AUTOMATION_HELP, AUTOMATION_OPTIONS
from console.wording.case_commands import CASE_HELP, CASE_OPTIONS
from console.wording.catalog import translator
from console.wording.control_commands import CONTROL_HELP, CONTROL_OPTIONS
from console.wording.diagnosis_commands import DIAGNOSIS_HELP, DIAGNOSIS_OPTIONS
from console.wording.keys_commands import KEYS_HELP, KEYS_OPTIONS
from console.wording.load_commands import LOAD_HELP, LOAD_OPTIONS
from console.wording.notice_commands import NOTICE_HELP, NOTICE_OPTIONS
from console.wording.patrol_commands import PATROL_HELP, PATROL_OPTIONS
from console.wording.plot_commands import PLOT_HELP, PLOT_OPTIONS
from console.wording.proof_commands import PROOF_HELP, PROOF_OPTIONS
from console.wording.report_commands import REPORT_HELP, REPORT_OPTIONS
from console.wording.shell_commands import SHELL_HELP, SHELL_OPTIONS
from console.wording.shift_commands import SHIFT_HELP, SHIFT_OPTIONS
from console.wording.theme_commands import THEME_HELP, THEME_OPTIONS
from console.wording.withheld_commands import WITHHELD_HELP, WITHHELD_OPTIONS

_ = translator("commands")


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


HELP: dict[str, str] = {
    "wanshou": _n("The console of a community's smart governance centre."),
    "demo": _n("Open the console on a simulated community, all in one go."),
    "up": _n("Run broker and hub in the foreground."),
    "hub": _n("Run the hub, see how it is."),
    "hub.run": _n("Run broker and hub in the foreground."),
    "hub.health": _n("Show how the hub is: broker, counters, rejected deliveries, disk."),
    "hub.broker": _n("Show how an MQTT client reaches the broker."),
    "sensors": _n("Sensors, their readings and their history."),
    "sensors.list": _n("List sensors with their newest stored reading."),
    "sensors.show": _n("Show sensors in full."),
    "sensors.history": _n("List stored readings of a sensor, newest first."),
    "sensors.watch": _n("Print live values as they arrive."),
    "sensors.record": _n("Put a reading taken by hand on record."),
    "alerts": _n("Alerts: what stands, and acting on it."),
    "alerts.list": _n("List alerts in the queue, newest first."),
    "alerts.show": _n("Show alerts with guidance and history."),
    "alerts.ack": _n("Acknowledge alerts."),
    "alerts.note": _n("Write a note on alerts."),
    "alerts.watch": _n("Print what happens to alerts, as it happens."),
    "cases": _n("Cases: from an alert to a verified close."),
    "cases.list": _n("List cases that are not closed, newest first."),
    "cases.show": _n("Show cases: units, findings, remedies, verification, history."),
    "cases.open": _n("Open one case from alerts, or by hand with a title."),
    "cases.dispatch": _n("Send patrol units to cases."),
    "cases.remedy": _n("Order a remedy for a finding."),
    "cases.done": _n("Say that remedies are done."),
    "cases.verify": _n("Verify by hand what no sensor measures."),
    "cases.close": _n("Close cases that are verified, or unverified with a reason."),
    "cases.watch": _n("Print what happens to cases, as it happens."),
    "patrols": _n("Patrol units: who is where, and what they report."),
    "patrols.list": _n("List patrol units and what they are at."),
    "patrols.show": _n("Show patrol units in full."),
    "patrols.accept": _n("Take the task."),
    "patrols.enroute": _n("Say that the unit is on its way."),
    "patrols.onsite": _n("Say that the unit is on site."),
    "patrols.report": _n("Report what was found: one or more causes."),
    "patrols.leave": _n("Say that the unit has left and is free again."),
    "patrols.me": _n("Open a patrol's own view, for a small screen."),
    "board": _n("Tell visitors how air, water and lamps are, in plain words."),
    "scenes": _n("The smart scenes of the community."),
    "scenes.list": _n("List scenes in figures."),
    "scenes.show": _n("Show scenes in figures."),
    "devices": _n("Devices and their links."),
    "devices.list": _n("List devices with their links."),
    "devices.show": _n("Show devices in full."),
    "rules": _n("The rules alerts are raised by."),
    "rules.list": _n("List rules."),
    "rules.show": _n("Show rules in full."),
    "rules.check": _n("Check the rules of a file, or of the site in force."),
    "rules.explain": _n("Explain every rule that concerns a sensor or a device."),
    "rules.backtest": _n("Try rules on recorded measurements: every episode, and totals."),
    "config": _n("Settings and site files."),
    "config.show": _n("Show every setting and where it came from."),
    "config.check": _n("Check the settings and a site file."),
    "config.init": _n("Write a settings file and a site file to start from."),
    "simulate": _n("Feed a running hub with a simulated community."),
    "whoami": _n("Show who the hub takes you for."),
    "check": _n("Report to a monitoring system (exit code 0, 1, 2 or 3)."),
    **SHIFT_HELP,
    **WITHHELD_HELP,
    **CONTROL_HELP,
    **AUTOMATION_HELP,
    **CASE_HELP,
    **PATROL_HELP,
    **NOTICE_HELP,
    **PROOF_HELP,
    **LOAD_HELP,
    **PLOT_HELP,
    **REPORT_HELP,
    **DIAGNOSIS_HELP,
    **SHELL_HELP,
    **KEYS_HELP,
    **THEME_HELP,
}

OPTIONS: dict[str, str] = {
    "help": _n("Show this help."),
    "version": _n("Show the version."),
    "language": _n("zh_CN or en."),
    "language.board": _n("both, zh or en: side by side where there is room, else in turn."),
    "once": _n("Print it once as text, without a screen."),
    "settings": _n("Settings file."),
    "socket": _n("The hub's Unix socket."),
    "debug": _n("Show the traceback of an internal error."),
    "json": _n("One JSON document."),
    "ndjson": _n("One JSON object a line."),
    "ids": _n("Ids only."),
    "scene": _n("Only this scene; may be repeated."),
    "zone": _n("Only this zone; may be repeated."),
    "device": _n("Only this device; may be repeated."),
    "kind": _n("Only devices of this kind; may be repeated."),
    "state": _n("Only alerts in this state, or all; may be repeated."),
    "priority": _n("Only this priority; may be repeated."),
    "quantity": _n("Only this quantity; may be repeated."),
    "limit": _n("At most so many."),
    "after": _n("Go on after this id."),
    "reason": _n("Why, for the record."),
    "dry-run": _n("Say what would be done, do nothing."),
    "yes": _n("Do not ask."),
    "note": _n("A note for the record."),
    "note.required": _n("The note."),
    "alert.ids": _n("Alerts as A-1042 or A-1042@3; - reads ids from stdin."),
    "sensor.ids": _n("Sensors as device/quantity; - reads ids from stdin."),
    "sensor.id": _n("The sensor, as device/quantity."),
    "device.ids": _n("Devices; - reads ids from stdin."),
    "scene.ids": _n("Scenes; - reads ids from stdin."),
    "recording": _n("The recording: CSV, gzipped or not."),
    "rule": _n("The rule to try; may be repeated."),
    "edition.rule": _n("The edition of the standard its figures are from, as in 2012."),
    "from.row": _n("Read from then on (in the recording's time zone)."),
    "to.row": _n("Read until before then (in the recording's time zone)."),
    "where": _n("Only rows where a column says this: COLUMN=TEXT."),
    "ndjson.episodes": _n("One JSON object a line: the episodes."),
    "explain.id": _n("A sensor as device/quantity, or a device."),
    "rules.file": _n("File of rules, or site file; - is stdin (the site in force without it)."),
    "rule.ids": _n("Rules; - reads ids from stdin."),
    "value": _n("The value, in the sensor's unit."),
    "how": _n("How it was measured, and with what."),
    "at": _n("When it was measured (RFC 3339; now without it)."),
    "since": _n("From then on: RFC 3339, or ago as in 2h."),
    "by.stretch": _n("What they come to: minute or hour (each reading without it)."),
    "until.time": _n("Up to then: RFC 3339, or ago as in 2h."),
    "until.state": _n("End when all alerts named, or any that fits, are in this state."),
    "until.value": _n("End when a value is so, as in '> 250'."),
    "timeout": _n("Give up after this long, as in 30s (exit code 124)."),
    "lines": _n("End after so many lines."),
    "site": _n("Site file, or the name of a shipped one."),
    "site.check": _n("Site file to check; - is stdin (the one in force without it)."),
    "data": _n("Folder to keep the store in."),
    "data.demo": _n("Folder to keep (a temporary one without it)."),
    "folder": _n("Folder to write to (your settings folder without it)."),
    "force": _n("Overwrite files that are there."),
    "seed": _n("The same seed tells the same story."),
    "speed": _n("How many times as fast as real time; 0: as fast as the hub answers."),
    "stories": _n("List the stories there are."),
    "stories.json": _n("That list as one JSON document."),
    "story": _n("Story to tell: a shipped one or a file; none: only the living community."),
    "until.ending": _n("closed: a scripted control room plays it, until its case is closed."),
    "doubted": _n("Only sensors whose readings are not believed."),
    "break": _n("Break a probe: SENSOR=HOW (stuck, spike, drift, clock, pair); may be repeated."),
    "withhold": _n("This remedy is said to be done and is not (spray, cars); may be repeated."),
    "patrol": _n("simulated, or none: someone else speaks for the units."),
    "replay": _n("Play this recording (CSV, gzipped or not) instead."),
    "map": _n(
        "What a column is: 'COLUMN=device/quantity', with 'COLUMN[mg/m3]=…' its unit, "
        "with 'COLUMN@station=East=…' of such rows only."
    ),
    "zone.file": _n("Time zone of the recording's times (the site's without it)."),
    "edition": _n("Edition of the standard's hourly figures (that in force at --from without it)."),
    "from": _n("Play from then on."),
    "to": _n("Play until before then."),
    "headless": _n("No screen: facts as NDJSON on stdout."),
    "headless.ndjson": _n("Facts as NDJSON, as they are anyway."),
    "drill": _n("Hold a drill: data time starts there, a simulator steps it."),
    "temporary": _n("Remove the data folder at the end."),
    "wait": _n("Wait this long for the hub to answer, as in 30s."),
    "account": _n("device or console."),
    "case.ids": _n("Cases as C-231; - reads ids from stdin."),
    "unit.ids": _n("Patrol units; - reads ids from stdin."),
    "step": _n("Only cases at this step, or all; may be repeated."),
    "unit": _n("Only cases this unit was sent to; may be repeated."),
    "case.alert": _n("Only cases this alert is in; may be repeated."),
    "outcome": _n("Only cases that ended so, as in verified, unverified; may be repeated."),
    "title": _n("What it is about, where no alert says so."),
    "zone.case": _n("Where it is."),
    "unit.send": _n("The unit to send; may be repeated."),
    "finding": _n("The number of the finding."),
    "action": _n("What is to be done (what is usual for its cause without it)."),
    "party": _n("Who is to do it: a party of the site, or any name."),
    "remedy": _n("The number of the remedy; may be repeated."),
    "proof": _n("reading (taken on the spot) or inspection; both by someone else."),
    "note.proof": _n("What was read or seen."),
    "unverified": _n("Close without proof: one person proposes it, a supervisor agrees."),
    "until.step": _n("End when all cases named, or any that fits, are at this step."),
    "case": _n("The case, where a unit is out for several."),
    "cause": _n("A cause, or cause=count as in idling_vehicle=2; may be repeated."),
    "note.finding": _n("A note, kept with the first cause."),
    "unit.own": _n("The unit (that of your account without it)."),
    "warning": _n("Warn from this priority on."),
    "critical": _n("Critical from this priority on."),
    **SHIFT_OPTIONS,
    **WITHHELD_OPTIONS,
    **CONTROL_OPTIONS,
    **AUTOMATION_OPTIONS,
    **CASE_OPTIONS,
    **PATROL_OPTIONS,
    **NOTICE_OPTIONS,
    **PROOF_OPTIONS,
    **LOAD_OPTIONS,
    **PLOT_OPTIONS,
    **SHELL_OPTIONS,
    **KEYS_OPTIONS,
    **THEME_OPTIONS,
    **REPORT_OPTIONS,
    **DIAGNOSIS_OPTIONS,
}

# What the command line library says itself: it asks the catalog of the process.
TYPERS = (_n("required"), _n("default: {default}"))
# What it says without asking, at the top of every help page.
HEADINGS: dict[str, str] = {
    "Usage: ": _n("Usage: "),
    "Options": _n("Options"),
    "Arguments": _n("Arguments"),
    "Commands": _n("Commands"),
    "Examples": _n("Examples"),
}


def help_of(operation: str) -> str:
    """Return what a command, or a group of them, is for."""
    return _(HELP[operation])


def option(name: str) -> str:
    """Return what an option or argument is for."""
    return _(OPTIONS[name])


def heading(text: str) -> str:
    """Return a heading of the help page."""
    return _(HEADINGS[text]) if text in HEADINGS else text
