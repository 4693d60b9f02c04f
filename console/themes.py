"""Themes as Textual knows them, and which of them fits a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from textual.theme import Theme

from console.theme_faults import ThemeFile
from console.theme_files import DEFAULT, available, inspected, listed, read

POOR = "sixteen"
_POOR_TERMINALS = ("linux", "vt", "ansi", "screen", "tmux", "xterm", "rxvt")


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


def fitting(wanted: str, environ: Mapping[str, str]) -> str:
    """Return the theme to use: what is `wanted`, or what the terminal can show honestly."""
    if wanted not in ("", "auto"):
        return wanted
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return DEFAULT
    term = environ.get("TERM", "")
    return DEFAULT if "256color" in term or not term.startswith(_POOR_TERMINALS) else POOR


__all__ = [
    "DEFAULT",
    "POOR",
    "ThemeFile",
    "available",
    "fitting",
    "inspected",
    "listed",
    "read",
    "textual_theme",
]
