"""Themes as Textual knows them."""

from __future__ import annotations

from textual.theme import Theme

from console.contrast import BEST
from console.theme_faults import ThemeFile
from console.theme_files import DEFAULT, available, fitting, read


def textual_theme(theme: ThemeFile) -> Theme:
    """Return `theme` as Textual knows it."""
    grounds = {name: theme.colors[name] for name in ("background", "surface", "panel")}
    # A bar one must be able to find stands out; else it is as quiet as the rest.
    loud = theme.ansi or theme.contrast >= BEST
    quiet = {
        "footer-background": theme.colors["surface"],
        "block-cursor-background": theme.row["selected"],
        "border": theme.colors["accent"],
        "scrollbar": theme.ink["faint"] if loud else theme.colors["panel"],
        "scrollbar-background": theme.colors["background"],
        "scrollbar-hover": theme.ink["faint"],
        "scrollbar-active": theme.ink["muted"],
        "text-disabled": theme.ink["faint"],
        "input-cursor-background": theme.colors["foreground"],
        "input-cursor-foreground": theme.colors["background"],
        "input-selection-background": theme.row["selected"],
        "input-selection-foreground": theme.ink["strong"],
    }
    if theme.ansi:  # Textual would leave the grounds to the terminal, and the inks not
        quiet |= {"ansi-background": "ansi_black", "ansi-foreground": "ansi_white", **grounds}
    return Theme(
        name=theme.name,
        dark=theme.dark,
        ansi=theme.ansi,
        variables=quiet | theme.variables(),
        **theme.colors,  # type: ignore[arg-type]
    )


__all__ = [
    "DEFAULT",
    "ThemeFile",
    "available",
    "fitting",
    "read",
    "textual_theme",
]
