"""What `wanshou sensors plot` says."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


PLOT_SAY: dict[str, str] = {
    "plot.stretch": _n("{start} to {end}"),
    "plot.by.minute": _n("mean by minute, band from least to greatest"),
    "plot.by.hour": _n("mean by hour, band from least to greatest"),
    "plot.figures": _n("least {low}, mean {mean}, greatest {high}, last {last} {unit}"),
    "plot.none": _n("No reading of {id} is on record in this time."),
    "plot.stood": _n("{priority}  {rule}  {start} to {end}  {alert}"),
    "plot.stands": _n("{priority}  {rule}  since {start}, still stands  {alert}"),
    "plot.more": _n("and {count} more stretches in which alerts stood; --json has all"),
    "plot.written": _n("Written to {path}."),
    "plot.units": _n("{first} is in {unit} and {other} in {unlike}: plot them apart."),
    "plot.many": _n("At most {most} sensors in one plot."),
    "plot.from.or.last": _n("Either --last or --from, not both."),
    "plot.empty": _n("Nothing lies between --from and --to."),
    "plot.wide": _n("--width takes {least} to {most} columns."),
    "plot.high": _n("--height takes {least} to {most} lines."),
}

PLOT_HELP: dict[str, str] = {
    "sensors.plot": _n("Draw what sensors measured, with limits and when alerts stood."),
}

PLOT_OPTIONS: dict[str, str] = {
    "plot.ids": _n("Ids of sensors of one unit, as in air-gate-1/pm10."),
    "plot.last": _n("So long before --to, as in 90m, 24h, 30d (24h without it)."),
    "plot.from": _n("From then on: RFC 3339, or ago as in 2h."),
    "plot.to": _n("Up to then: RFC 3339, or ago as in 2h (now without it)."),
    "plot.width": _n("Columns to draw in (those of the terminal without it)."),
    "plot.height": _n("Lines to draw in (what fits the terminal without it)."),
    "plot.svg": _n("Draw into this SVG file instead."),
}
