"""The bottom line: the keys that work now, and the workplaces by digit; each can be clicked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.message import Message

from console.widgets.ink import Ink, Line, between, joined, width_of
from console.widgets.sheet import Sheet
from console.wording.keycaps import key_cap, key_word

REST = "app.help"
NAMED = 8  # so many acts are worth more than the names of places
GAP = "  "


class KeyBar(Sheet):
    """One line: acts on the left (struck while they cannot be done), workplaces on the right.

    `places` are the ids of the keys that lead there, their words, and which of them is here.
    """

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $surface; overflow-y: hidden; }
    """

    class Pressed(Message):
        """The cap of a key was clicked: what it does, and whose act that is."""

        def __init__(self, action: str, node: DOMNode) -> None:
            super().__init__()
            self.action = action
            self.node = node

    def __init__(self, places: Sequence[tuple[str, str, bool]] = (), *, id: str = "keys") -> None:
        super().__init__(id=id)
        self.places = tuple(places)
        self._spots: list[tuple[range, str]] = []

    def on_mount(self) -> None:
        """Follow the keys of whatever has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.repaint())
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new width."""
        self.repaint()

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the mouse does."""
        name = next((name for cells, name in self._spots if event.x in cells), None)
        for bound in self.screen.active_bindings.values():
            if name is not None and bound.binding.id == name:
                self.post_message(self.Pressed(bound.binding.action, bound.node))
                return

    def repaint(self) -> None:
        """Draw the line anew."""
        if not self.is_mounted or not self.screen.is_current:
            return
        width = self.size.width
        active = self.screen.active_bindings
        acts = shown_keys(active)
        caps = {id: key_cap(binding.key) for id, binding, _ in reversed(list(_bound(active)))}
        named = [(id, _place(caps.get(id, ""), word, here)) for id, word, here in self.places]
        places, apart = _row(named, GAP), GAP
        wanted = sum(width_of(act) + len(GAP) for _, act in acts[:NAMED])
        if wanted + width_of(places) + 3 > width:
            # Where acts and places do not fit both, a place is its digit; this one has its name.
            named = [
                (id, _place(caps.get(id, ""), word if here else "", here))
                for id, word, here in self.places
            ]
            places, apart = _row(named, " "), " "
        fitting = _fitting(acts, width - 4 - width_of(places))
        self._spots = [
            *_spots(fitting, GAP, 1),
            *_spots(named, apart, width - 1 - width_of(places)),
        ]
        left = _row(fitting, GAP)
        self.put([between(((" ", "text"), *left), (*places, (" ", "text")), width)])


def shown_keys(active: Mapping[str, object]) -> list[tuple[str, Line]]:
    """Return the keys to name by their ids, the workplace's own before the general ones."""
    acts: dict[str, Line] = {}
    for name, binding, enabled in _bound(active):
        if binding.show and name not in acts:
            acts[name] = _act(binding, enabled)
    return [(name, acts[name]) for name in sorted(acts, key=_weight)]


def _bound(active: Mapping[str, object]) -> Iterator[tuple[str, Binding, bool]]:
    for bound in active.values():
        binding: Binding = bound.binding  # type: ignore[attr-defined]
        if binding.id:
            yield binding.id, binding, bound.enabled  # type: ignore[attr-defined]


def _fitting(acts: Sequence[tuple[str, Line]], room: int) -> list[tuple[str, Line]]:
    """Return as many acts as there is room for, and always the key that tells of all the rest."""
    if width_of(_row(acts, GAP)) <= room:
        return list(acts)
    rest = [act for act in acts if act[0] == REST]
    fitting = [act for act in acts if act[0] != REST]
    while fitting and width_of(_row([*fitting, *rest], GAP)) > room:
        fitting.pop()
    return [*fitting, *rest]


def _row(named: Sequence[tuple[str, Line]], gap: str) -> Line:
    return joined((line for _, line in named), gap)


def _spots(named: Sequence[tuple[str, Line]], gap: str, start: int) -> list[tuple[range, str]]:
    """Return which cells each of them takes, from `start` on."""
    found = []
    for name, line in named:
        width = width_of(line)
        found.append((range(start, start + width), name))
        start += width + len(gap)
    return found


def _weight(name: str) -> int:
    order = (
        "alerts.ack",
        "cases.dispatch",
        "case.menu",
        "alerts.shelve",
        "alerts.unshelve",
        "alerts.unack",
        "alerts.release",
        "shifts.",
        "cases.remedy",
        "cases.done",
        "patrols.",
        "cases.close",
        "cases.open",
        "cases.",
        "alerts.note",
        "sensors.",
        "service.resume",
        "list.open",
        "plan.",
        "wall.",
        "sensor.",
        "health.",
        "dialog.",
        "app.help",
        "alerts.view",
        "fold.",
        "alerts.symptom",
        "service.",
        "view.filter",
        "app.command",
        "alerts.",
        "app.quit",
    )
    return next((i for i, start in enumerate(order) if name.startswith(start)), len(order))


def _act(binding: Binding, enabled: bool) -> Line:
    word = key_word(binding.id or binding.description)
    if not enabled:
        return ((f"{key_cap(binding.key)} {word}", "struck"),)
    return ((key_cap(binding.key), "accent"), (" " + word, "muted"))


def _place(digit: str, word: str, here: bool) -> Line:
    ink: Ink = "strong" if here else "muted"
    return ((digit, "accent"), (" " + word if word else "", ink))
