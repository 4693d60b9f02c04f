"""What each error code of calendars, terms and chains means, and what to do about it."""

from __future__ import annotations

Words = tuple[str, str]


def _n(message: str) -> str:
    """Mark a msgid for the catalog; it is looked up when it is needed."""
    return message


SLA: dict[str, Words] = {
    "never_open": (
        _n("{where} has no working hours at all"),
        _n('Write: weekdays = ["09:00-12:00", "13:00-17:00"]'),
    ),
    "bad_span": (
        _n("{where}: {found} are no working hours"),
        _n("Write them like {expected}; those over midnight are two."),
    ),
    "spans_overlap": (
        _n("{where}: {found} overlap, or are out of order"),
        _n("Write them in the order of the day, each after the end of the one before."),
    ),
    "calendar_never_opens": (
        _n("No working hours within the next {days} days"),
        _n("Look at [calendar] in the site file."),
    ),
    "no_chain": (
        _n("This site has no chain to take {id} up"),
        _n("Write [[escalation]] into the site file; docs/sla.md shows how."),
    ),
    "chain_ended": (
        _n("{id} is with {party} already: there is nobody above"),
        _n("Speak with them; `wanshou cases note` keeps what was said."),
    ),
    "no_clock": (
        _n("{id} has no clock that runs: it is over, or rests"),
        _n("A case that rests goes on with `wanshou cases resume`."),
    ),
}
