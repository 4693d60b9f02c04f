"""What a theme has to say, and everything that is wrong with one as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from console.contrast import READABLE, contrast, parsed
from console.errors import SettingsError
from console.settings import nearest

Table = dict[str, str]

KEYS: Mapping[str, tuple[str, ...]] = {
    "colors": (
        *("background", "surface", "panel", "foreground"),
        *("primary", "accent", "success", "warning", "error"),
    ),
    "ink": ("strong", "muted", "faint", "title", "watermark"),
    "priority": ("critical", "high", "medium", "low", "unknown"),
    "row": ("selected", "resting"),
}
GROUNDS = ("colors.background", "colors.surface", "colors.panel", "row.selected", "row.resting")
_HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
SIXTEEN = (
    "ansi_default",
    *(f"ansi_{hue}" for hue in _HUES),
    *(f"ansi_bright_{hue}" for hue in _HUES),
)
_SWITCHES = ("dark", "ansi")
_FIRST = (*_SWITCHES, "contrast", "like")


class ThemeFile(msgspec.Struct, frozen=True, kw_only=True):
    """A theme as written; its name is that of its file.

    `contrast` is the least that its inks promise on each of its grounds. An `ansi` theme names
    the terminal's own sixteen colours, of which only the terminal knows how they look.
    """

    name: str
    dark: bool
    ansi: bool = False
    contrast: float = READABLE
    colors: Table
    ink: Table
    priority: Table
    row: Table

    def variables(self) -> Table:
        """Return the variables for stylesheets, as in `$ink-muted`."""
        return {
            f"{group}-{name}": colour
            for group in ("ink", "priority", "row")
            for name, colour in getattr(self, group).items()
        }


def misfits(table: Mapping[str, Any], themes: tuple[str, ...]) -> Iterator[SettingsError]:
    """Yield what does not belong into a theme, or is of the wrong kind; it may be like one of
    `themes`."""
    for key, value in table.items():
        if key in KEYS:
            yield from _strangers(key, value)
        elif key not in _FIRST:
            yield _fault("unknown_key", key, nearest=nearest(key, (*KEYS, *_FIRST)))
        elif key in _SWITCHES and not isinstance(value, bool):
            yield _fault("theme_switch", key)
        elif key == "contrast" and not (type(value) in (int, float) and 1 <= value <= 21):
            yield _fault("theme_contrast", key)
        elif key == "like" and value not in themes:
            near = nearest(str(value), themes)
            yield _fault("not_a_choice", key, value=value, choices=", ".join(themes), nearest=near)


def gaps(table: Mapping[str, Any]) -> Iterator[SettingsError]:
    """Yield what a theme has to say and this one does not, and what is no colour."""
    if "dark" not in table:
        yield _fault("theme_key_missing", "dark")
    ansi = table.get("ansi") is True
    for group, keys in KEYS.items():
        given = table.get(group, {})
        for key in keys if isinstance(given, dict) else ():
            if key not in given:
                yield _fault("theme_key_missing", f"{group}.{key}")
            elif not _is_colour(given[key], ansi=ansi):
                near = nearest(str(given[key]), SIXTEEN) if ansi else None
                code = "bad_ansi_colour" if ansi else "bad_colour"
                yield _fault(code, f"{group}.{key}", value=given[key], nearest=near)


def pale(theme: ThemeFile) -> Iterator[SettingsError]:
    """Yield each ink that cannot be read well enough, with the ground it is worst on."""
    least = max(theme.contrast, READABLE)
    worst: dict[str, tuple[float, str]] = {}
    for ink, ground, found in pairs(theme):
        worst[ink] = min(worst.get(ink, (found, ground)), (found, ground))
    for ink, (found, ground) in worst.items():
        if found < least:
            # Rounded down: 4.496 is not 4.5.
            ratio = f"{int(found * 100) / 100:.2f}"
            yield _fault("theme_pale", ink, ground=ground, ratio=ratio, least=f"{least:g}")


def pairs(theme: ThemeFile) -> Iterator[tuple[str, str, float]]:
    """Yield every ink, every ground it may stand on, and their contrast; nothing where only the
    terminal knows the colours."""
    colours = {
        f"{group}.{key}": parsed(colour)
        for group in KEYS
        for key, colour in getattr(theme, group).items()
    }
    for ink, colour in colours.items():
        for ground in GROUNDS:
            below = colours[ground]
            if ink not in GROUNDS and colour is not None and below is not None:
                yield ink, ground, contrast(colour, below)


def _strangers(group: str, given: object) -> Iterator[SettingsError]:
    if not isinstance(given, dict):
        yield _fault("theme_no_table", group)
        return
    for name in given:
        if name not in KEYS[group]:
            near = nearest(name, KEYS[group])
            near = f"{group}.{near}" if near else None
            yield _fault("unknown_key", f"{group}.{name}", nearest=near)


def _is_colour(colour: object, *, ansi: bool) -> bool:
    if not isinstance(colour, str):
        return False
    return colour in SIXTEEN if ansi else parsed(colour) is not None


def _fault(code: str, key: str, **parameters: object) -> SettingsError:
    return SettingsError(code, key=key, **parameters)
