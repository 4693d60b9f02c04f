"""The queue folded by place and cause, as a flood wants it: a line each, first-out in front."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.folding import Fold, FoldKind, fold
from console.domain.ids import AlertId, DeviceId, RuleId
from console.live import Live
from console.screens.glance import INK_OF, age_of, soft
from console.screens.queue import queue_columns, queue_row
from console.widgets import Entry, Fitted, Ink, Line, Piece, joined, row, spanning
from console.widgets.ledger import CLOSED, OPEN
from console.wording import plain, priority_glyph, priority_word, rule_name, target_name, zone_name
from console.wording.queue import Queue
from console.wording.screens import say

FOLD = "fold:"
INDENT = 2
ROOMY = 36
Group = Fold[AlertView]
Passes = Callable[[AlertView], bool]


class Folding:
    """Whether the queue is folded: while there is a flood, unless a person chose; and what is
    open of it."""

    def __init__(self) -> None:
        self._chosen: bool | None = None
        self._flood = False
        self._open: set[str] = set()
        self._groups: dict[str, Group] = {}
        self._found: Sequence[Group] = ()
        self._asked: tuple[object, ...] = ()

    def is_on(self, live: Live) -> bool:
        """Tell whether to fold; a flood that begins or ends takes a choice back."""
        flood = live.mirror.around.flood is not None
        if flood is not self._flood:
            self._flood, self._chosen = flood, None
            self._open.clear()
        return flood if self._chosen is None else self._chosen

    def toggle(self, live: Live) -> None:
        """Fold what is not folded, and the other way round."""
        self._chosen = not self.is_on(live)

    def set_open(self, key: str | None, wide: bool) -> str | None:
        """Open or close the fold called `key`, or the one the alert `key` is in; return its key."""
        name = key if key in self._groups else self._holding(key)
        if name is None:
            return None
        if wide:
            self._open.add(name)
        else:
            self._open.discard(name)
        return name

    def is_open(self, key: str) -> bool:
        """Tell whether what is in the fold `key` is shown."""
        return key in self._open

    def of(self, key: str | None) -> Group | None:
        """Return the fold called `key`, if that is one."""
        return self._groups.get(key) if key is not None else None

    def fold(self, live: Live, passes: Passes, told: object = None) -> Sequence[Group]:
        """Return the folds; found anew only when facts or what is `told` of the filter changed."""
        asked = (live.lineup, told)
        if told is None or asked != self._asked:
            site, known = live.mirror.site, live.mirror.alerts.values()
            shown = [alert for alert in known if not alert.state.in_queue or passes(alert)]
            offline = [d for d, view in live.mirror.devices.items() if view.online is False]
            self._found, self._asked = fold(shown, site, offline), asked
            self._groups = {FOLD + g.name: g for g in self._found if g.rest}
        return self._found

    def entries(
        self, live: Live, passes: Passes, width: int, told: object = None
    ) -> tuple[list[Entry], str]:
        """Return the folded queue as lines, and how many alerts in how many folds they are; a
        fold of one is that alert."""
        groups = self.fold(live, passes, told)
        fitted, inner = queue_columns(live, width), queue_columns(live, width - INDENT)
        entries: list[Entry] = []
        for group in groups:
            key = FOLD + group.name
            if not group.rest:
                entries.append(Entry(group.first.id, partial(queue_row, live, fitted, group.first)))
                continue
            wide = key in self._open
            entries.append(Entry(key, partial(_fold_row, live, fitted, group, wide)))
            if wide:
                members = (group.first, *group.rest)
                entries += [Entry(a.id, partial(_inner, live, inner, a)) for a in members]
        count = sum(group.count for group in groups)
        return entries, say(Queue.OF_FOLDS, count=count, folds=len(groups))

    def _holding(self, key: str | None) -> str | None:
        held = (
            name
            for name, group in self._groups.items()
            if any(alert.id == key for alert in (*group.alerts, *group.symptoms))
        )
        return next(held, None)


def cause_name(live: Live, group: Group) -> str:
    """Return what the alerts of a fold have in common."""
    site, cause = live.mirror.site, group.cause
    match cause.kind:
        case FoldKind.DEVICE:
            return say(Queue.BEHIND_DEVICE, device=target_name(site, DeviceId(cause.id)))
        case FoldKind.ALERT:
            above = live.mirror.alerts.get(AlertId(cause.id))
            called = f" {target_name(site, above.target)}" if above else ""
            return say(Queue.BECAUSE_OF, alert=plain(cause.id) + called)
        case FoldKind.RULE:
            return rule_name(site, RuleId(cause.id))


def place_of(live: Live, group: Group) -> str:
    """Return the zone of a fold."""
    return zone_name(live.mirror.site, group.zone) if group.zone else say(Queue.NOWHERE)


def fold_lines(live: Live, group: Group, width: int) -> list[Line]:
    """Return what a fold is, above the first-out of it in full."""
    told = say(Queue.COUNT_WAITING, waiting=waiting_in(group.alerts), count=group.count)
    lines: list[Line] = [((f"{place_of(live, group)}: {cause_name(live, group)}", "strong"),)]
    counts: list[Line] = [((told, "text"),)]
    if group.symptoms and group.alerts:
        counts.append(((say(Queue.COUNT_SYMPTOMS, count=len(group.symptoms)), "muted"),))
    counts.append(((say(Queue.FIRST_OUT_BELOW), "faint"),))
    return [*lines, joined(counts), ()]


def waiting_in(alerts: Sequence[AlertView]) -> int:
    """Return how many of them are unacknowledged."""
    return sum(alert.state is State.UNACKNOWLEDGED for alert in alerts)


def _inner(live: Live, fitted: Fitted, alert: AlertView) -> Line:
    return ((" " * INDENT, "faint"), *queue_row(live, fitted, alert))


def _fold_row(live: Live, fitted: Fitted, group: Group, wide: bool) -> Line:
    waiting = waiting_in(group.alerts)
    called = waiting > 0 and live.evaluated
    ink: Ink = "strong" if waiting else "muted"
    told = say(Queue.COUNT_WAITING, waiting=waiting, count=group.count)
    brief = f"{waiting}/{group.count}"
    if not group.alerts:
        told = say(Queue.COUNT_SYMPTOMS, count=len(group.symptoms))
        brief = f"+{len(group.symptoms)}"
    cells: dict[str, Piece | Line] = {
        "glyph": (
            priority_glyph(group.worst) if live.evaluated else "?",
            INK_OF[group.worst] if called else "muted",
        ),
        "id": ((OPEN if wide else CLOSED, "accent"), (brief, ink)),
        "word": (priority_word(group.worst), soft(INK_OF[group.worst]) if called else "muted"),
        "where": (
            (place_of(live, group), ink),
            (" · ", "faint"),
            (cause_name(live, group), "text" if waiting else "muted"),
        ),
        "matter": ((f"{say(Queue.FIRST_OUT)} ", "faint"), (plain(group.first.id), "accent")),
        "state": (told, "muted"),
        "age": (age_of(live, group.first), ink),
    }
    spanned = spanning(fitted, "where", "quantity")
    room = next((width for column, width in spanned if column.key == "where"), 0)
    # Where there is little room the place and the cause matter more: the first-out is in full
    # beside the list.
    return row(spanned if room >= ROOMY else spanning(fitted, "where", "matter"), cells)
