"""The keys that work where it was asked from, in words; what does not work now, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

import msgspec
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.keys import ACTIONS, GROUPS, KEYLESS, bindings
from console.widgets import Ink, Line, Pane, Sheet, fit, width_of, wrap
from console.wording.command_bar import Bar
from console.wording.keycaps import key_cap, key_word
from console.wording.screens import Say, say

CAPS = 12  # cells for the caps of a key
COLUMN = 44  # cells of a column
TWO_COLUMNS = 100  # cells of a screen that has room for two
EVERYWHERE = ("app", "workplace")
LISTS = ("list", "marking", "pane", "fold", "tiles", "plan")
Reason = Callable[[str], str | None]


class Act(msgspec.Struct, frozen=True):
    """An act that has keys now; `reason` says why it cannot be done."""

    id: str
    caps: str
    action: str = ""
    enabled: bool = True
    reason: str = ""


class Help(ModalScreen[None]):
    """A list of keys and words, closed by the keys that opened it."""

    BINDINGS = bindings("help")

    DEFAULT_CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > Vertical {
        width: 52; max-width: 96%; height: auto; max-height: 96%; padding: 0 2;
        background: $panel; border-left: outer $accent;
    }
    Help.-two > Vertical { width: 98; }
    Help Sheet { background: $panel; padding: 0; }
    Help #keys-title, Help #keys-foot { height: auto; overflow-y: hidden; }
    Help Pane { height: auto; }
    """

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__()
        self._acts = tuple(acts)

    def compose(self) -> ComposeResult:
        """Title, keys, how to close."""
        with Vertical():
            yield Sheet(id="keys-title", grows=True)
            yield Pane(id="keys-list", grows=True)
            yield Sheet(id="keys-foot")

    def on_mount(self) -> None:
        """Write it all."""
        self._write()
        self.query_one("#keys-list").focus()

    def on_resize(self) -> None:
        """Write it for the new width."""
        self._write()

    def _write(self) -> None:
        two = self.app.size.width >= TWO_COLUMNS
        self.set_class(two, "-two")
        room = min(self.app.size.width * 96 // 100 - 8, COLUMN * 2 if two else COLUMN)
        title: list[Line] = [((say(Say.KEYS_TITLE), "title"),)]
        title += [((line, "high"),) for line in wrap(_common(self._acts), room) if line]
        title.append(())
        self.query_one("#keys-title", Sheet).put(title)
        pane = self.query_one("#keys-list", Pane)
        framed = 2  # a frame around it, where nothing else tells it from what is below
        most = self.app.size.height * 96 // 100 - len(title) - 1 - framed
        pane.styles.max_height = max(most, 3)
        pane.put(key_lines(self._acts, room, two=two))
        self.query_one("#keys-foot", Sheet).put([((say(Bar.HELP_FOOT), "muted"),)])

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


def acts_of(active: Mapping[str, object], why: Reason) -> list[Act]:
    """Return each act that has a key now, with the caps of all its keys."""
    caps: dict[str, list[str]] = {}
    found: dict[str, Act] = {}
    for key, bound in active.items():
        binding = bound.binding  # type: ignore[attr-defined]
        if binding.id not in ACTIONS:
            continue
        caps.setdefault(binding.id, []).append(key_cap(key))
        enabled = bool(bound.enabled)  # type: ignore[attr-defined]
        reason = "" if enabled else why(binding.action) or ""
        found[binding.id] = Act(binding.id, "", binding.action, enabled, reason)
    order = list(ACTIONS)
    return [
        Act(id, "  ".join(sorted(caps[id], key=len)), act.action, act.enabled, act.reason)
        for id, act in sorted(found.items(), key=lambda item: order.index(item[0]))
    ]


def keyless_acts(possible: Callable[[str], bool | None], why: Reason) -> list[Act]:
    """Return the acts without a key that the command bar has here."""
    found = []
    for id, action in KEYLESS.items():
        state = False if action.startswith("app.") else possible(action)
        if state is False:
            continue
        cap = ":" + id.rpartition(".")[2]
        found.append(Act(id, cap, action, bool(state), "" if state else why(action) or ""))
    return found


def key_lines(acts: Sequence[Act], width: int, *, two: bool = False) -> list[Line]:
    """Return a line for each act, in groups: here, in lists, everywhere; side by side in two
    columns where there is room."""
    column = width // 2 - 1 if two else width
    common = _common(acts)
    groups: dict[Bar, list[Line]] = {Bar.KEYS_HERE: [], Bar.KEYS_LISTS: [], Bar.KEYS_ALWAYS: []}
    for act in acts:
        groups[_group(act.id)] += _act_lines(act, column, common)
    blocks = [[((say(title), "title"),), *lines, ()] for title, lines in groups.items() if lines]
    if not two or len(blocks) < 2:
        return [line for block in blocks for line in block][:-1]
    left, right = blocks[0], [line for block in blocks[1:] for line in block]
    return [
        (*first, (" " * (column + 2 - width_of(first)), "text"), *second)
        for first, second in zip_longest(left[:-1], right[:-1], fillvalue=())
    ]


def _act_lines(act: Act, width: int, common: str) -> list[Line]:
    caps = fit(act.caps, CAPS) if len(act.caps) < CAPS else f"{act.caps} "
    room = max(width - width_of(((caps, "text"),)), 10)
    words = wrap(key_word(act.id), room)
    lines: list[Line] = [
        ((caps if place == 0 else " " * len(caps), "accent"), (word, _ink(act)))
        for place, word in enumerate(words)
    ]
    if act.reason and act.reason != common:
        lines += [((" " * CAPS, "text"), (line, "muted")) for line in wrap(act.reason, room)]
    return lines


def _ink(act: Act) -> Ink:
    return "text" if act.enabled else "struck"


def _common(acts: Sequence[Act]) -> str:
    """Return the reason that several struck acts share: it is told once."""
    reasons = [act.reason for act in acts if act.reason]
    return reasons[0] if len(reasons) > 1 and len(set(reasons)) == 1 else ""


def _group(id: str) -> Bar:
    holder = next((name for name, keys in GROUPS.items() if any(k.id == id for k in keys)), "")
    if holder in EVERYWHERE:
        return Bar.KEYS_ALWAYS
    return Bar.KEYS_LISTS if holder in LISTS else Bar.KEYS_HERE
