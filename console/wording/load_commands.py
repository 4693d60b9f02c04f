"""What the commands of load, folds and symptoms say, and their help."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


LOAD_TITLES: dict[str, str] = {
    "cause": _n("Cause"),
    "first": _n("First"),
    "symptoms": _n("Symptoms"),
    "symptom_of": _n("Symptom of"),
    "waiting": _n("Unacknowledged"),
    "ten_minutes": _n("Per 10 minutes"),
    "hour": _n("Per hour"),
    "day": _n("Per day"),
    "flood": _n("Flood"),
    "stretch": _n("Stretch"),
    "annunciations": _n("Annunciations"),
    "hours_over": _n("Full hours"),
    "periods_over": _n("Full 10 minutes"),
    "flood_time": _n("In flood"),
    "priorities": _n("Priorities"),
    "bad_actors": _n("Most often"),
    "chattering": _n("Chattering"),
    "fleeting": _n("Fleeting"),
    "stale": _n("Stale"),
    "responses": _n("Acknowledged"),
    "acknowledging": _n("How"),
    "withholdings": _n("Withheld"),
}

LOAD_SAY: dict[str, str] = {
    "would.alerts.symptom": _n("would mark {id} as a symptom of {of}"),
    "would.alerts.release": _n("would release {id}"),
    "did.alerts.symptom": _n("marked {id} as a symptom of {of}"),
    "did.alerts.release": _n("released {id}"),
    "symptoms.hidden": _n(
        "{count} symptom stands behind its cause; --symptoms lists it too.|"
        "{count} symptoms stand behind their causes; --symptoms lists them too."
    ),
    "episodes.hours": _n(
        "{count} episode, by hour of day: {hours} ({zone})|"
        "{count} episodes, by hour of day: {hours} ({zone})"
    ),
    "episodes.hour": _n("{hour}h {count}×"),
    "episode": _n("{start} to {end}, {minutes} min"),
    "flood.told": _n(
        "Flood since {since}, {count} annunciations, first {first}:"
        " --folded shows one line for each cause."
    ),
    "fold.symptoms": _n("{count} + {symptoms} symptoms"),
    "fold.cause.alert": _n("symptoms of {id}"),
    "fold.cause.device": _n("behind {name}"),
    "load.gauge": _n("{count} (well up to {target}, at most {most}): {burden}"),
    "load.flood": _n(
        "since {since}, {count} annunciation, first {first}|"
        "since {since}, {count} annunciations, first {first}"
    ),
    "load.calm": _n("no flood; one begins above {over} in 10 minutes, ends below {under}"),
    "burden.well": _n("well"),
    "burden.manageable": _n("manageable"),
    "burden.too-much": _n("too much"),
    "report.stretch": _n("{start} to {end} ({hours} h)"),
    "report.annunciations": _n("{count}, of {activations} activations {withheld} were withheld"),
    "report.rate": _n("{average} on average (target {target}, at most {most}): {burden}"),
    "report.busiest": _n("{rate}; {count} in the busiest 10 minutes"),
    "report.share": _n("{over} of {of} above {most}, {share} % (target {target} %)"),
    "report.floods": _n(
        "{count} flood, {time}, {share} % (target {target} %)|"
        "{count} floods, {time}, {share} % (target {target} %)"
    ),
    "report.part": _n("{priority} {count}, {share} % (target {target} %)"),
    "report.actors": _n("the {count} of them are {share} % of all"),
    "report.actor": _n("{alert} {count} ({share} %), {activations} activations: {what}"),
    "report.chattering": _n("{times} or more times in {stretch}:"),
    "report.fleeting": _n("over within {stretch}, and not soon back:"),
    "report.stale": _n("longer than {stretch}:"),
    "report.times": _n("{alert} {count} times: {what}"),
    "report.stood": _n("{alert} {time}: {what}"),
    "report.stands": _n("{alert} {time}, still standing: {what}"),
    "report.none": _n("none"),
    "report.more": _n("and {count} more; --json has all"),
    "report.response": _n(
        "{priority} {count}: half within {median}, 95 % within {p95} (m:ss); {pending} never"
    ),
    "report.never": _n("{priority} 0; {pending} never"),
    "report.how": _n(
        "{count} acknowledgements, {bulk} in bulk; {hasty} within {hasty_s};"
        " {hurried} of more than {bulk_most} in {bulk_s} by one person;"
        " {unpaired} of what was raised before"
    ),
    "report.withheld": _n(
        "shelved {shelved}, suppressed {suppressed}, out of service {taken_out},"
        " marked as symptom {symptoms}"
    ),
}

LOAD_HELP: dict[str, str] = {
    "alerts.load": _n("Show how much calls the operator now, against what a person can follow."),
    "alerts.symptom": _n("Mark alerts as symptoms of another: they leave queue and counts."),
    "alerts.release": _n("Let symptoms stand for themselves again."),
    "reports": _n("Reports over a stretch of time."),
    "reports.load": _n("The alert load by ISA-18.2 and EEMUA 191, with all thresholds."),
}

LOAD_OPTIONS: dict[str, str] = {
    "folded": _n("One line for each zone and cause, the first-out on top."),
    "symptoms": _n("List what stands behind a cause as well."),
    "of": _n("The alert that is the cause."),
    "from.report": _n("From then on: RFC 3339, or ago as in 24h (one day without it)."),
    "to.report": _n("Up to then: RFC 3339, or ago as in 2h (now without it)."),
}
