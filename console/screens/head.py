"""The header: is the picture fresh, is anything wrong, is it too much, what time is it there."""

from __future__ import annotations

from collections.abc import Sequence

from console.clock import utc
from console.domain.alerts import State
from console.domain.values import Priority
from console.live import LIVE, Live
from console.screens.asked import bell_line, broken
from console.screens.glance import INK_OF
from console.screens.load import banners, load_line, on_duty
from console.screens.roster import out_count
from console.widgets import Ink, Line, between, clip, joined, part_at, width_of
from console.wording import age, chosen, priority_glyph, standing_word
from console.wording.dispatch import Work
from console.wording.screens import Say, say, time_of_day

GAP = "   "
_DOTS: dict[str, tuple[str, Ink]] = {
    "live": ("●", "good"),
    "connecting": ("○", "unknown"),
    "stale": ("◐", "medium"),
    "lost": ("○", "high"),
}


def head(live: Live, width: int) -> list[Line]:
    """Return the header in one line, or in two where one is too narrow; then what everyone must
    know now."""
    name: Line = ((" " + _site_name(live), "strong"),)
    links = joined(
        (
            _link(say(Say.VALUES), live.values_standing(), live.values_age_s()),
            _link(say(Say.FACTS), live.facts_standing(), live.facts_age_s()),
        ),
        "   ",
    )
    clock: Line = ((_time(live) + " ", "strong"),)
    drill, patrols = _drill(live), _patrols(live)
    load, brief = _load(live), _load(live, brief=True)
    who = on_duty(live) if live.ready else ()
    below = [*broken(live, width), *banners(live, width)]
    bell = bell_line(live)
    for counts, more in (
        (_counts(live), (load, patrols, who)),
        (_counts(live, brief=True), (load, patrols, who)),
        (_counts(live, brief=True), (brief, patrols, who)),
        (_counts(live, brief=True), (brief, who)),
    ):
        left = joined((name, links, counts, bell, *more, drill), "   ")
        if width_of(left) + 3 + width_of(clock) <= width:
            return [between(left, clock, width), *below]
    end = joined((drill, clock), " ")
    # The name gives way: whether the picture is fresh is worth more than whose it is.
    name = clip(name, max(width - width_of(links) - width_of(end) - len(GAP) - 1, 0))
    first = between(joined((name, links), GAP), ((" ", "text"), *end), width)
    rights = ((load, who, patrols), (brief, who, patrols), (brief, who), (brief, patrols), (brief,))
    heard = [(bell, *parts) for parts in rights] if bell else rights
    return [first, _second(live, heard, width), *below]


def leads_to(live: Live, line: Line, x: int) -> str | None:
    """Return the workplace that what stands at cell `x` of the header is about, if any is."""
    said = part_at(line, x).strip()
    if not said or not live.ready:
        return None
    if said.startswith((say(Say.VALUES), say(Say.FACTS))):
        return "health"
    counted = [_text(_counts(live)), _text(_counts(live, brief=True))]
    if any(said in text for text in counted):
        return "alerts"
    if any(said in _text(part) for part in (_load(live), _load(live, brief=True), on_duty(live))):
        return "shift"
    return "dispatch" if said in _text(_patrols(live)) else None


def _text(line: Line) -> str:
    return "".join(text for text, _ in line)


def _second(live: Live, rights: Sequence[tuple[Line, ...]], width: int) -> Line:
    """Return what waits, and as much of the rest as there is room for."""
    brief = _counts(live, brief=True)
    for counts in (_counts(live), brief):
        for parts in rights:
            right = joined(parts, GAP)
            if width_of(counts) + 5 + width_of(right) <= width:
                return between(((" ", "text"), *counts), (*right, (" ", "text")), width)
    # Here the last of them is load alone, in brief.
    right = joined(rights[-1], GAP)
    return between(((" ", "text"), *brief), ((" ", "text"), *right, (" ", "text")), width)


def _site_name(live: Live) -> str:
    return chosen(live.mirror.site.name) if live.ready else "wanshou"


def _link(word: str, standing: str, age_s: float | None) -> Line:
    dot, ink = _DOTS.get(standing, ("○", "high"))
    pieces: list[tuple[str, Ink]] = [(word + " ", "muted"), (dot, ink)]
    if standing != LIVE:
        pieces.append((f" {standing_word(standing)}", ink))
    if age_s is not None:
        pieces.append((f" {age(age_s)}", "text" if standing == LIVE else ink))
    return tuple(pieces)


def _counts(live: Live, *, brief: bool = False) -> Line:
    if not live.ready:
        return ()
    if not live.evaluated:
        return (("? " + say(Say.NOT_EVALUATED), "unknown"),)
    states, waiting = live.lineup.states, live.lineup.waiting
    withheld = _withheld(live)
    if not live.lineup.queue:
        if any(alert.standing for alert in live.lineup.withheld):
            return joined(((("· " + say(Say.QUEUE_EMPTY), "text"),), withheld), "  ")
        return joined(((("· " + say(Say.ALL_NORMAL), "good"),), withheld), "  ")
    glyphs = joined(
        (
            ((f"{priority_glyph(p)}{waiting[p]}", INK_OF[p]),)
            for p in sorted(Priority, key=lambda p: -p.rank)
            if waiting.get(p)
        ),
        " ",
    )
    said: list[Line] = [glyphs]
    for state, word, ink in (
        (State.UNACKNOWLEDGED, Say.UNACKNOWLEDGED, "strong"),
        (State.ACKNOWLEDGED, Say.ACKNOWLEDGED, "muted"),
        (State.RETURNED, Say.RETURNED, "muted"),
    ):
        # In brief what comes first, whatever it is: nothing at all would read as all normal.
        if states.get(state) and not (brief and len(said) > 1):
            said.append(((say(word, count=states[state]), ink),))  # type: ignore[arg-type]
    return joined((*said, withheld), "  ")


def _withheld(live: Live) -> Line:
    """Return how many alerts are kept from the operator: out of sight is not out of mind."""
    count = len(live.lineup.withheld)
    return ((say(Say.WITHHELD, count=count), "faint"),) if count else ()


def _load(live: Live, *, brief: bool = False) -> Line:
    return load_line(live, brief=brief) if live.ready and live.evaluated else ()


def _patrols(live: Live) -> Line:
    if not live.ready or not live.mirror.site.units:
        return ()
    count, total = out_count(live)
    said = say(Work.PATROLS_OUT, count=count, total=total)
    return ((said, "text" if count else "muted"),)


def _drill(live: Live) -> Line:
    if not live.ready:
        return ((say(Say.DRILL_SOON), "watermark"),) if live.drill else ()
    speed = live.speed()
    return () if speed is None else ((say(Say.DRILL, speed=f"{speed:g}"), "watermark"),)


def _time(live: Live) -> str:
    return time_of_day(utc(live.now()), live.mirror.site.time_zone if live.ready else "UTC")
