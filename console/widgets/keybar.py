"""The bottom line: the keys that work now, and the workplaces by digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual import events
from textual.binding import Binding

from console.widgets.ink import Ink, Line, between, joined, width_of
from console.widgets.sheet import Sheet
from console.wording.keycaps import key_cap, key_word

NAMED = 8  # so many acts are worth more than the names of places


class KeyBar(Sheet):
    """One line: acts on the left (struck while they cannot be done), workplaces on the right."""

    DEFAULT_CSS = """
    KeyBar { height: 1; dock: bottom; background: $surface; overflow-y: hidden; }
    """

    def __init__(self, places: Sequence[tuple[str, str, bool]] = (), *, id: str = "keys") -> None:
        super().__init__(id=id)
        self.places = tuple(places)

    def on_mount(self) -> None:
        """Follow the keys of whatever has the focus."""
        self.screen.bindings_updated_signal.subscribe(self, lambda _: self.repaint())
        self.repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new width."""
        self.repaint()

    def repaint(self) -> None:
        """Draw the line anew."""
        if not self.is_mounted or not self.screen.is_current:
            return
        width = self.size.width
        acts = shown_keys(self.screen.active_bindings)
        places: Line = (*joined((_place(*place) for place in self.places), "  "), (" ", "text"))
        wanted = sum(width_of(act) + 2 for act in acts[:NAMED])
        if wanted + width_of(places) + 2 > width:
            # Where acts and places do not fit both, a place is its digit; this one has its name.
            short = (_place(digit, word if here else "", here) for digit, word, here in self.places)
            places = (*joined(short, " "), (" ", "text"))
        left: Line = ()
        for act in acts:
            longer = joined((left, act), "  ")
            if width_of(longer) + 3 + width_of(places) > width:
                break
            left = longer
        self.put([between(((" ", "text"), *left), places, width)])


def shown_keys(active: Mapping[str, object]) -> list[Line]:
    """Return the keys to name, the workplace's own before the general ones."""
    acts: dict[str, Line] = {}
    for bound in active.values():
        binding: Binding = bound.binding  # type: ignore[attr-defined]
        if binding.show and binding.id and binding.id not in acts:
            acts[binding.id] = _act(binding, bound.enabled)  # type: ignore[attr-defined]
    return [acts[name] for name in sorted(acts, key=_weight)]


def _weight(name: str) -> int:
    order = (
        "alerts.ack",
        "cases.dispatch",
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
        "app.palette",
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
