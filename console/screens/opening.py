"""The first picture: there while everything else is still being loaded, and as soon gone."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from console import paths
from console.keys import bindings
from console.wording import plain
from console.wording.screens import Say, say


class Opening(ModalScreen[None]):
    """Says whom the console is about to ask; no key but those that leave works yet."""

    BINDINGS = bindings("opening")

    DEFAULT_CSS = """
    Opening { background: $background; }
    Opening > #name { height: 1; padding: 0 1; background: $surface; text-style: bold; }
    Opening > #told { padding: 2 3; }
    Opening > #hint { padding: 0 3; color: $ink-muted; }
    """

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def compose(self) -> ComposeResult:
        """What a workplace says while it waits for the hub."""
        yield Static(paths.APP, id="name")
        yield Static(Content(say(Say.CONNECTING, address=plain(self.address))), id="told")
        yield Static(Content(say(Say.CONNECTING_HINT)), id="hint")
