"""What trying rules on a recording says, and playing one."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


BACKTEST_SAY: dict[str, str] = {
    "backtest.zone": _n("Times are taken as {zone}, the site's; --zone says otherwise."),
    "backtest.period": _n("A row is taken to cover {period}."),
    "backtest.unit": _n("{column} is taken to be in {unit}, as {sensor} is."),
    "backtest.edition": _n("Figures of the {edition} edition, in force {validity}."),
    "backtest.not.in.force": _n("Part of this is from other days: a comparison, not a judgement."),
    "backtest.only.when": _n("{rule} is tried without its condition: nobody recorded that."),
    "backtest.no.limit": _n("These figures are no legal limit ({label}): nothing was violated."),
    "backtest.none": _n("no episode"),
    "backtest.valid": _n("{valid} values of {rows} rows; {share} % of the time"),
    "backtest.duration": _n("{total} in all, longest {longest}"),
    "above.reference": _n("{count} above reference ({limit})"),
    "below.reference": _n("{count} below reference ({limit})"),
    "above.limit": _n("{count} above the limit ({limit})"),
    "below.limit": _n("{count} below the limit ({limit})"),
    "above.figure": _n("{count} above the figure ({limit})"),
    "below.figure": _n("{count} below the figure ({limit})"),
    "replay.live": _n("A recording needs a hub that holds a drill (hub run --drill-from)."),
    "replay.progress": _n("played until {at}, {share} %"),
    "replay.over": _n("The recording is over."),
}
