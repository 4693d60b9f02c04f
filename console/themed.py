"""Apps that wear a theme, on terminals that may know no colours and no letters but ASCII's."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from console.errors import SettingsError
from console.themes import DEFAULT, available, read, textual_theme
from console.widgets import Sheet, to_ascii
from console.wording import plain
from console.wording.looks import Looks
from console.wording.screens import say

MISHAP_S = 20.0  # that a toast about a theme stays


class Themed(App[int]):
    """An app that wears a theme of ours; where it cannot, the default, and says so once."""

    DEFAULT_CSS = """
    Toast { background: $panel; color: $foreground; }
    Input:focus { background-tint: transparent; }
    """
    # What Textual draws in the terminal's own colours would be black on our black on a light one;
    # and where nothing can be dimmed, a frame tells a dialog from what lies under it.
    CSS = """
    Screen:ansi { background: $background; color: $foreground; }
    ModalScreen:ansi { background: transparent; }
    Toast:ansi { background: $panel; }
    Input:ansi { background: $background; color: $foreground; }
    Input:ansi > .input--placeholder { color: $ink-faint; text-style: not dim; }
    Ask:ansi > Vertical, AskShelf:ansi > Vertical, Choose:ansi > Vertical, Report:ansi > Vertical,
    Help:ansi > Vertical, Palette:ansi > Vertical { border: round $accent; padding: 0 1; }
    """

    _mishap: SettingsError | None = None

    def __init__(self) -> None:
        # Without colours nothing is drawn but bold, reverse and underlined; greys are colours too.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Declare the variables of our stylesheets."""
        return _variables()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Spell everything in ASCII where the terminal knows nothing else: borders, scrollbars,
        what is typed and toasts are not lines of ours."""
        filters = super().get_line_filters()
        return [*filters, _SPELLING] if Sheet.ASCII else filters

    def wear(self, wanted: str) -> None:
        """Begin with a theme, by name or path."""
        try:
            self.use_theme(wanted)
        except SettingsError as error:
            self._mishap = error
            self.use_theme(DEFAULT)

    def use_theme(self, name: str) -> None:
        """Change to a theme, by name or path; raise `SettingsError` where it cannot be drawn."""
        theme = read(name)
        self.register_theme(textual_theme(theme))
        if self.theme == theme.name:
            self.mutate_reactive(App.theme)  # it may have been changed since it was read
        self.theme = theme.name

    def on_mount(self) -> None:
        """Tell what is wrong with the theme that was asked for."""
        if self._mishap is not None:
            self._tell(self._mishap, say(Looks.FELL_BACK, theme=self.theme))

    def action_theme(self, name: str) -> None:
        """Change to a theme until the console is left."""
        try:
            self.use_theme(name)
        except SettingsError as error:
            self._tell(error)
        else:
            line = f'theme = "{plain(name)}"'
            self.notify(say(Looks.CHANGED, theme=plain(name), line=line), markup=False)

    def action_themes(self) -> None:
        """Say which themes there are."""
        known = ", ".join(map(plain, available()))
        self.notify(say(Looks.KNOWN, theme=plain(self.theme), known=known), markup=False)

    def _tell(self, error: SettingsError, *more: str) -> None:
        from console.wording import explain

        said = [*explain(error), *more]
        if "problems" in error.parameters:
            said.append(say(Looks.FAULTS, file=plain(str(error.parameters["file"]))))
        words = "\n".join(filter(None, said))
        self.notify(words, severity="warning", timeout=MISHAP_S, markup=False)


@cache
def _variables() -> dict[str, str]:
    return read(DEFAULT).variables()


class _Spelling(LineFilter):
    """Leaves nothing in a line that is not ASCII."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Spell each piece of a line, cell for cell."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(to_ascii(segment.text), segment.style)
            for segment in segments
        ]


_SPELLING = _Spelling()
