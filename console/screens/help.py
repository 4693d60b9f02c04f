"""The keys that work where it was asked from, in words."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from console.keys import bindings
from console.widgets import Line, Pane, Sheet, fit
from console.wording.keycaps import key_cap, key_word
from console.wording.screens import Say, say

CAPS = 16


class Help(ModalScreen[None]):
    """A list of keys and words, closed by the keys that opened it."""

    BINDINGS = bindings("help")

    DEFAULT_CSS = """
    Help { align: center middle; background: $background 60%; }
    Help > Vertical {
        width: 48; max-width: 92%; height: auto; max-height: 90%; padding: 1 2;
        background: $panel; border-left: outer $accent;
    }
    Help Sheet { background: $panel; padding: 0; }
    Help #keys-title, Help #keys-foot { height: 1; overflow-y: hidden; }
    Help Pane { height: auto; max-height: 100%; margin: 1 0; }
    """

    def __init__(self, active: Mapping[str, object]) -> None:
        super().__init__()
        self._lines = key_lines(active)

    def compose(self) -> ComposeResult:
        """Title, keys, how to close."""
        with Vertical():
            yield Sheet(id="keys-title")
            yield Pane(id="keys-list", grows=True)
            yield Sheet(id="keys-foot")

    def on_mount(self) -> None:
        """Write it all."""
        self.query_one("#keys-title", Sheet).put([((say(Say.KEYS_TITLE), "title"),)])
        self.query_one("#keys-list", Pane).put(self._lines)
        self.query_one("#keys-foot", Sheet).put([((say(Say.KEYS_CLOSE), "muted"),)])

    def action_close(self) -> None:
        """Close."""
        self.dismiss(None)


def key_lines(active: Mapping[str, object]) -> list[Line]:
    """Return a line for each act that has a key now; struck where it cannot be done."""
    caps: dict[str, list[str]] = {}
    barred: set[str] = set()
    for key, bound in active.items():
        binding = bound.binding  # type: ignore[attr-defined]
        if not binding.id:
            continue
        caps.setdefault(binding.id, []).append(key_cap(key))
        if not bound.enabled:  # type: ignore[attr-defined]
            barred.add(binding.id)
    return [
        (
            (fit("  ".join(keys), CAPS), "accent"),
            (key_word(name), "struck" if name in barred else "text"),
        )
        for name, keys in caps.items()
    ]
