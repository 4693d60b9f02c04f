"""Themes as TOML files: read, every colour parsed, turned into Textual's own."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec
from textual.color import Color, ColorParseError
from textual.theme import Theme

from console.errors import SettingsError

FOLDERS = (Path(__file__).parent / "_themes", Path(__file__).parent.parent / "themes")
DEFAULT = "dusk"
POOR = "sixteen"
_POOR_TERMINALS = ("linux", "vt", "ansi", "screen", "tmux", "xterm", "rxvt")


class ThemeFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A theme as written: `ink`, `priority` and `row` name what stylesheets call `$ink-muted`."""

    name: str
    dark: bool
    ansi: bool = False
    colors: dict[str, str]
    ink: dict[str, str]
    priority: dict[str, str]
    row: dict[str, str]

    def variables(self) -> dict[str, str]:
        """Return the variables for stylesheets."""
        groups = {"ink": self.ink, "priority": self.priority, "row": self.row}
        return {
            f"{group}-{name}": colour
            for group, colours in groups.items()
            for name, colour in colours.items()
        }


def available() -> dict[str, Path]:
    """Return the shipped themes by name."""
    return {
        path.stem: path for folder in reversed(FOLDERS) for path in sorted(folder.glob("*.toml"))
    }


def read(name_or_path: str) -> ThemeFile:
    """Read a theme by name or path; raise `SettingsError` naming the file and the colour."""
    shipped = available()
    path = shipped.get(name_or_path, Path(name_or_path))
    try:
        theme = msgspec.convert(tomllib.loads(path.read_text("utf-8")), ThemeFile)
    except OSError as error:
        raise SettingsError(
            "no_such_theme", file=name_or_path, key="theme", nearest=", ".join(shipped)
        ) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise SettingsError("bad_theme", file=str(path), key=str(error)) from error
    for key, colour in (theme.colors | theme.variables()).items():
        try:
            Color.parse(colour)
        except ColorParseError as error:
            raise SettingsError("bad_colour", file=str(path), key=key) from error
    return theme


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
