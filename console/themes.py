"""Themes as Textual knows them."""

from __future__ import annotations

from textual.theme import Theme

from console.theme_faults import ThemeFile
from console.theme_files import DEFAULT, available, fitting, read


def textual_theme(theme: ThemeFile) -> Theme:
    """Return `theme` as Textual knows it."""
    quiet = {
        "footer-background": theme.colors["surface"],
        "block-cursor-background": theme.row["selected"],
        "border": theme.colors["accent"],
        "scrollbar": theme.colors["panel"],
        "scrollbar-background": theme.colors["background"],
        "scrollbar-hover": theme.ink["faint"],
        "scrollbar-active": theme.ink["muted"],
    }
    if theme.ansi:
        quiet |= {"ansi-background": "ansi_black", "ansi-foreground": "ansi_white"}
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
