"""When the bell rings, and what the terminal's title says; silence is not acknowledgement.

Pure: whoever holds it says what is the case, and when (seconds).
"""

from __future__ import annotations

from collections.abc import Mapping

from console.domain.values import Priority
from console.wording import plain, priority_glyph

BELL_S = 5.0  # it never rings more often
NAG_S = 60.0
TITLE_MOST = 80  # characters

# Terminals whose own handling of a title is to print it.
_UNTITLED = ("", "dumb", "linux", "unknown", "ansi", "cons25", "vt")
# The title as it was is kept on the terminal's own stack, and taken back from there.
KEEP_TITLE = "\x1b[22;2t"
RESTORE_TITLE = "\x1b[23;2t"


class Attention:
    """Rings for what is new, and again while it waits; `audible` is whether it may be heard."""

    def __init__(self, *, bell: bool = True, nag_s: float = NAG_S) -> None:
        self.audible = bell
        self._nag_s = nag_s
        self._rang = -BELL_S
        self._waits_since: float | None = None
        self._due = False
        self._was_lost = False

    def heed(self, now: float, *, loud: bool, waiting: int | None, lost: bool = False) -> bool:
        """Tell whether to ring now.

        `loud`: a high or critical alert is new, or rose. `waiting`: so many of them stay
        unacknowledged; `None` while nothing is evaluated: what cannot be answered does not nag.
        `lost`: the hub is; from then on silence would say nothing.
        """
        self._due |= loud or (lost and not self._was_lost)
        self._was_lost = lost
        if waiting == 0:
            self._waits_since = None
            self._due = self._due and (loud or lost)
        elif waiting is not None:
            if self._waits_since is None:
                self._waits_since = now
            # Nothing waits before it was first seen, nor sooner than after the last ring.
            waited = now - max(self._rang, self._waits_since)
            self._due |= 0 < self._nag_s <= waited
        if not self.audible:
            self._due = False
        if not self._due or now - self._rang < BELL_S:
            return False
        self._due, self._rang = False, now
        return True

    def toggle(self) -> bool:
        """Silence the bell, or let it be heard again; return which."""
        self.audible = not self.audible
        return self.audible


def headline(waiting: Mapping[Priority, int] | None, site: str) -> str:
    """Return the title: the worst priority and how many alerts are unacknowledged, by priority;
    `None` is not known now."""
    name = f"wanshou – {plain(site)}" if site else "wanshou"
    if waiting is None:
        return f"? {name}"
    count = sum(waiting.values())
    if not count:
        return name
    worst = max((p for p, many in waiting.items() if many), key=lambda p: p.rank)
    return f"{priority_glyph(worst)}{count} {name}"


def titled(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal takes a title (one that does not would print it)."""
    term = environ.get("TERM", "")
    return term not in _UNTITLED and not term.startswith(("linux", "dumb", "vt", "cons25"))


def title_sequence(text: str) -> str:
    """Return what sets the title to `text`, of which nothing is a command to the terminal."""
    return f"\x1b]2;{plain(text)[:TITLE_MOST]}\x1b\\"
