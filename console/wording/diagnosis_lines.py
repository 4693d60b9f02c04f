"""The lines of a diagnosis as they are said: a sentence per code."""

from __future__ import annotations


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when the language is known."""
    return message


LINES: dict[str, str] = {
    "data.sound": _n(
        "{count} reading, nothing doubtful about it|{count} readings, nothing doubtful about them"
    ),
    "data.none": _n("No reading in {minutes} minutes"),
    "data.tests": _n("The hub doubts it: {tests}"),
    "data.flagged": _n("{count} of {of} readings are flagged"),
    "data.gap": _n("Only {count} of {of} readings arrived"),
    "data.stuck": _n("Stuck: {value} {unit}, {count} times in a row, for {minutes} minutes"),
    "data.negative": _n("Negative: {value} {unit}"),
    "data.pair": _n("PM2.5 ({pm25}) above {ratio} times PM10 ({pm10}), which cannot be"),
    "data.spike": _n(
        "A single reading of {value} {unit}, {around} before and after, and no other channel moved"
    ),
    "region.high": _n(
        "Regional: the median of {count} neighbours is {median} {unit}, from {bar} on "
        "it is called so (limit {limit})"
    ),
    "region.alike": _n("Here it is no more than {rise} {unit} apart from the neighbours"),
    "region.low": _n(
        "Not regional: the median of {count} neighbours is {median} {unit}, below "
        "{bar} (limit {limit})"
    ),
    "region.on_top": _n(
        "The neighbours are high ({median} {unit}), but the {rise} on top of them "
        "would exceed by itself (limit {limit})"
    ),
    "region.few_peers": _n(
        "{count} neighbour heard, {least} are needed: it may be regional|{count} "
        "neighbours heard, {least} are needed: it may be regional"
    ),
    "region.no_limit": _n("No limit to hold the neighbours against"),
    "region.not_shared": _n("Each measures its own: neighbours say nothing"),
    "rise.over_peers": _n(
        "{quantity} is {rise} {unit} above its neighbours ({value} against {base} at {peers})"
    ),
    "rise.over_own": _n(
        "{quantity} is {rise} {unit} above its own low of the day before ({value} "
        "against {base}); too few neighbours"
    ),
    "rise.small": _n(
        "{quantity} is only {rise} {unit} above what it is elsewhere ({value} against "
        "{base}; {least} would count)"
    ),
    "rise.none": _n("{quantity} is no further than elsewhere ({value} against {base})"),
    "rise.no_limit": _n(
        "{quantity} is {rise} {unit} above what it is elsewhere, without a limit to judge it by"
    ),
    "rise.unknown": _n("Nothing to compare it with: no neighbours, no day before"),
    "rise.other": _n("{quantity}: {rise} {unit} above ({value} against {base})"),
    "rise.missing": _n("Not known here: {quantities}"),
    "step.unknown": _n("No day before to tell a step by"),
    "step.jump": _n(
        "A step: {value} {unit}, {times} times the median of the day before ({median}) or more"
    ),
    "step.none": _n("No step: {value} {unit} against a median of {median} the day before"),
    "sizes.no_pm10": _n("PM10 has risen by less than {least}: no ratio to judge"),
    "sizes.no_tsp": _n("TSP is not measured here: it would tell dust best"),
    "sizes.no_pm25": _n("PM2.5 is not known: no ratio to judge"),
    "sizes.tsp": _n(
        "TSP rose by {ratio} times what PM10 rose by, more than {bar}: coarse, as dust is"
    ),
    "sizes.tsp_low": _n(
        "TSP rose by only {ratio} times what PM10 rose by, {bar} is usual for dust"
    ),
    "sizes.coarse": _n(
        "Coarse: PM2.5 rose by {ratio} of what PM10 rose by, less than {bar} (weak by itself)"
    ),
    "sizes.not_fine": _n("Coarse, while fumes and fog are fine ({ratio} against {bar})"),
    "sizes.fine": _n("Fine: PM2.5 rose by {ratio} of what PM10 rose by, {bar} and more"),
    "gas.trace": _n("{quantity} rose by {rise}, more than {bar}"),
    "gas.risen": _n(
        "NO2 rose by {no2} (over {no2_bar}) and CO by {co} (over {co_bar}): something burns fuel"
    ),
    "gas.not_absent": _n("NO2 and CO rose with it ({no2} and {co})"),
    "gas.calm": _n("No gas rose: NO2 by {no2}, CO by {co}"),
    "gas.no_exhaust": _n("No gas rose: NO2 by {no2}, CO by {co}; exhaust would bring both"),
    "gas.weak": _n(
        "NO2 rose by {no2} and CO by {co}, not both past {no2_bar} and {co_bar}: weak, "
        "no evidence either way"
    ),
    "gas.missing": _n("NO2 and CO are not known here"),
    "gas.one_only": _n("{quantity} rose by {rise}, but the other gas is not known"),
    "gas.one_calm": _n("{quantity} rose by {rise}, exhaust would bring more than {bar}"),
    "humidity.missing": _n("Humidity is not known"),
    "humidity.high": _n("Humidity {humidity} %, above {bar} %: optical probes read too much"),
    "humidity.low": _n("Humidity {humidity} %, not above {bar} %"),
    "ozone.high": _n("Ozone {o3}, {bar} and more: photochemical weather"),
    "ozone.low": _n("Ozone {o3}, below {bar}"),
    "rain.missing": _n("Rain is not measured here"),
    "rain.fell": _n("{rain} mm of rain in the last {hours} hours"),
    "rain.dry": _n("Dry: {rain} mm of rain in the last {hours} hours"),
    "near.no_kitchen": _n("No kitchen is known close by"),
    "near.kitchen": _n("{name} is {distance} m away and cooks at this hour"),
    "near.kitchen_closed": _n("{name} is {distance} m away, but does not cook at this hour"),
    "near.none": _n("Nothing that makes dust or exhaust is known close by"),
    "near.open": _n("{name} ({kind}), {distance} m away, is at work at this hour"),
    "near.closed": _n("{name} ({kind}), {distance} m away, is not at work at this hour"),
    "hours.few": _n(
        "{count} episode in the last days, {least} are needed to see a pattern|{count} "
        "episodes in the last days, {least} are needed to see a pattern"
    ),
    "hours.often": _n("{count} episodes in the last days, mostly in the hours of {hours}"),
    "hours.at_work": _n(
        "{share} of the episodes' hours are those of {name}, by chance it would be {chance}"
    ),
    "hours.at_rest": _n(
        "Only {share} of the episodes' hours are those of {name}, by chance it would be {chance}"
    ),
    "hours.no_pattern": _n(
        "{share} of the episodes' hours are those of {name}, by chance {chance}: no pattern"
    ),
    "duration.idling": _n("They last {minutes} minutes, as idling does"),
    "duration.shift": _n("They last {minutes} minutes, as a shift's work does"),
    "duration.neither": _n("They last {minutes} minutes, which says nothing"),
    "wind.missing": _n("Wind is not measured here"),
    "wind.calm": _n("Calm ({speed} m/s): wind direction is no evidence"),
    "wind.few": _n(
        "{count} episode, {least} are needed to ask the wind|{count} episodes, {least} "
        "are needed to ask the wind"
    ),
    "wind.no_source": _n("No source with a known place to ask the wind about"),
    "wind.few_hours": _n(
        "{count} hour of wind from {name}, {least} are needed|{count} hours of wind "
        "from {name}, {least} are needed"
    ),
    "wind.from_source": _n("With wind from {name} {inside} of hours are high, else {outside}"),
    "wind.not_from_source": _n(
        "With wind from {name} only {inside} of hours are high, else {outside}"
    ),
    "wind.no_difference": _n(
        "With wind from {name} {inside} of hours are high, else {outside}: no difference"
    ),
}

CHANGES: dict[str, str] = {
    "if.neighbours_fell": _n(
        "The neighbours' median below {bar} {unit} (now {median}): it would be this place's matter"
    ),
    "if.neighbours_rose": _n(
        "The neighbours' median at {bar} {unit} or more (now {median}): regional"
    ),
    "if.rise_fell": _n("Less than {limit} {unit} on top of the neighbours (now {rise}): regional"),
    "if.more_peers": _n("{least} neighbours heard (now {count}): whether it is regional"),
    "if.finer": _n("PM2.5 rising by {bar} of PM10's rise or more (now {ratio}): not dust"),
    "if.coarser": _n("PM2.5 rising by less than {bar} of PM10's rise (now {ratio}): dust"),
    "if.tsp": _n("A reading of TSP: it would settle whether it is dust"),
    "if.pm25": _n("A reading of PM2.5: it would tell coarse from fine"),
    "if.gas_fell": _n(
        "NO2 rising by no more than {no2_bar} (now {no2}) or CO by no more than "
        "{co_bar} (now {co}): no exhaust"
    ),
    "if.gas_rose": _n(
        "NO2 rising by more than {no2_bar} (now {no2}) and CO by more than {co_bar} "
        "(now {co}): exhaust"
    ),
    "if.gas_measured": _n("Readings of both NO2 and CO: whether it is exhaust"),
    "if.drier": _n("Humidity at {bar} % or less (now {humidity} %): not an artefact of it"),
    "if.kitchen_closed": _n("The same outside meal times: not cooking"),
    "if.rise_small": _n("A rise of less than {least} {unit} (now {rise}): nothing of this place"),
    "if.rise_large": _n("A rise of {least} {unit} or more (now {rise}): something here"),
    "if.dry": _n("The same in dry weather: not rain"),
    "if.rain": _n("Rain in the hours before: washed in by it"),
    "if.heard": _n("Readings that arrive"),
    "if.sound": _n("Readings that are sound again"),
}
