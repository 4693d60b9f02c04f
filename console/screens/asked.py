"""What is on its way to the hub, and why something cannot be asked for now: marks and words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from console.errors import HubUnreachable
from console.live import LIVE, Live
from console.pending import ACTS_MOST, CONFIRM_S, Act, Hindrance
from console.widgets import Ink, Line, Piece, clip
from console.wording import age, explain, plain, standing_word
from console.wording.keycaps import key_word
from console.wording.screens import say
from console.wording.truth import Truth

ASKED, UNSURE = "◌", "?"
TOLD_AFTER_S = 3.0  # a break as short as that is only seen in the links
NAMED = 5  # so many things are named; of more how many besides


def mark_of(live: Live, *things: str) -> Piece | None:
    """Return the mark of the things with an act on its way, or one that nobody confirmed."""
    act = _on(live, things)
    return (_glyph(act), _ink(act)) if act is not None else None


def state_of(live: Live, thing: str) -> Piece | None:
    """Return what stands in place of a thing's state while an act on it is on its way."""
    act = live.pending.on(thing)
    if act is None:
        return None
    return say(Truth.UNCONFIRMED_WORD if _open(act) else Truth.ASKED_WORD), _ink(act)


def marked(live: Live, line: Line, *things: str) -> Line:
    """Return `line` behind the mark of `things`, if they have one."""
    mark = mark_of(live, *things)
    return line if mark is None else ((f"{mark[0]} ", mark[1]), *line)


def asked_line(live: Live, *things: str) -> Line:
    """Return in words what is on its way about `things`; nothing where nothing is."""
    act = _on(live, things)
    if act is None:
        return ()
    word = Truth.UNCONFIRMED if _open(act) else Truth.ASKED
    waited = age(max(live.elapsed() - act.asked, 0))
    return ((f"{_glyph(act)} {say(word, act=_act_word(act), age=waited)}", _ink(act)),)


def why_not(live: Live) -> str | None:
    """Return why nothing can be asked of the hub now, in words; `None` where it can."""
    if not live.ready:
        return say(Truth.NO_HUB)
    standing = live.facts_standing()
    if standing == LIVE:
        return None
    since = age(live.facts_age_s())
    words = say(Truth.FACTS_NOT_LIVE, standing=standing_word(standing), age=since)
    trouble = live.facts_trouble()
    if trouble is None or isinstance(trouble, HubUnreachable):
        return words  # the head says which hub
    return f"{words}\n{explain(trouble)[0]}"


def bell_line(live: Live) -> Line:
    """Return that the bell is off; nothing while it may be heard."""
    return () if live.attention.audible else ((say(Truth.BELL_OFF), "medium"),)


def broken(live: Live, width: int) -> list[Line]:
    """Return what is wrong with the picture itself, and what that means, in a line each."""
    if not live.ready:
        return []
    told: list[Line] = []
    if not live.evaluated and (live.facts_age_s() or 0) >= TOLD_AFTER_S:
        trouble = live.facts_trouble()
        why = explain(trouble)[0] if trouble is not None else say(Truth.HUB_SILENT)
        told.append((("? ", "unknown"), (say(Truth.FACTS_BROKEN, why=why), "strong")))
    elif live.evaluated and not live.current and (live.values_age_s() or 0) >= TOLD_AFTER_S:
        told.append((("? ", "unknown"), (say(Truth.VALUES_BROKEN), "text")))
    if live.strange:
        named = [plain(name) for name in live.strange]
        more = [f"+{len(named) - NAMED}"] if len(named) > NAMED else []
        count = sum(live.strange.values())
        said = say(Truth.STRANGE_LINE, count=count, what=", ".join(named[:NAMED] + more))
        told.append((("? ", "unknown"), (said, "strong")))
    return [clip(((" ", "text"), *line), width) for line in told]


def hindered(hindrance: Hindrance) -> str:
    """Return why requests were not asked for, in words."""
    if hindrance.act is None:
        return say(Truth.TOO_MANY, most=ACTS_MOST)
    return say(Truth.STILL_WAITING, act=_act_word(hindrance.act), what=_names([hindrance.act]))


def unconfirmed(acts: Sequence[Act]) -> str:
    """Return which acts are not confirmed, and what to do about it."""
    lines = [
        say(Truth.NOT_CONFIRMED, seconds=round(CONFIRM_S), act=word, what=_names(list(kin)))
        for word, kin in groupby(acts, _act_word)
    ]
    return "\n".join((*lines, say(Truth.NOT_CONFIRMED_HINT)))


def _on(live: Live, things: Sequence[str]) -> Act | None:
    if not len(live.pending):
        return None
    acts = (live.pending.on(thing) for thing in things)
    return next((act for act in acts if act is not None), None)


def _open(act: Act) -> bool:
    """Tell whether nobody knows whether it was done."""
    return act.told or act.gone


def _glyph(act: Act) -> str:
    return UNSURE if _open(act) else ASKED


def _ink(act: Act) -> Ink:
    return "medium" if _open(act) else "accent"


def _act_word(act: Act) -> str:
    return f"“{key_word(act.request.operation)}”"


def _names(acts: Sequence[Act]) -> str:
    things = [plain(thing) for act in acts for thing in act.objects]
    things = [thing for thing in things if thing != acts[0].request.operation]
    more = [f"+{len(things) - NAMED}"] if len(things) > NAMED else []
    return ", ".join(things[:NAMED] + more)
