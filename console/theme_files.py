"""Themes by name, shipped or a person's own: found, read, and all their faults told."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from console import paths
from console.errors import SettingsError
from console.settings import nearest
from console.theme_faults import KEYS, ThemeFile, gaps, misfits, pale

DEFAULT = "dusk"
FOLDERS = (Path(__file__).parent / "_themes", Path(__file__).parent.parent / "themes")
LARGEST = 65_536  # bytes of a file that may be a theme
POOR = "sixteen"
_POOR_TERMINALS = ("linux", "vt", "ansi", "screen", "tmux", "xterm", "rxvt")


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A theme there is: `own` is a person's own; one that is `hidden` has a shipped one's name."""

    name: str
    path: Path
    own: bool
    hidden: bool = False


def listed() -> list[Listed]:
    """Return every theme there is, the default first, a person's own last.

    A shipped name always means the shipped theme: what one falls back to cannot be broken.
    """
    shipped = _shipped()
    names = sorted(shipped, key=lambda name: (name != DEFAULT, name))
    found = [Listed(name=name, path=shipped[name], own=False) for name in names]
    for path in sorted(own_folder().glob("*.toml")):
        found.append(Listed(name=path.stem, path=path, own=True, hidden=path.stem in shipped))
    return found


def own_folder() -> Path:
    """Return where a person's own themes are (may not exist)."""
    return paths.config_folder() / "themes"


def available() -> dict[str, Path]:
    """Return the themes that can be asked for, by name."""
    return {theme.name: theme.path for theme in listed() if not theme.hidden}


def fitting(wanted: str, environ: Mapping[str, str]) -> str:
    """Return the theme to use: what is `wanted`, or what the terminal can show honestly."""
    if wanted not in ("", "auto"):
        return wanted
    if environ.get("COLORTERM") in ("truecolor", "24bit"):
        return DEFAULT
    term = environ.get("TERM", "")
    return DEFAULT if "256color" in term or not term.startswith(_POOR_TERMINALS) else POOR


def read(name_or_path: str) -> ThemeFile:
    """Read a theme by name or path; raise `SettingsError` naming file, key and the nearest."""
    theme, faults = inspected(name_or_path)
    if theme is None:
        first, told = faults[0], [{"code": f.code, **f.parameters} for f in faults]
        raise SettingsError(first.code, **first.parameters, problems=told)
    return theme


def inspected(name_or_path: str) -> tuple[ThemeFile | None, list[SettingsError]]:
    """Return a theme, or none where it cannot be drawn, and all that is wrong with it.

    Raise `SettingsError` where there is no such file, or one that is no TOML.
    """
    path = _find(name_or_path)
    shipped = _shipped()
    table = _table(path)
    faults = list(misfits(table, tuple(shipped)))
    if (like := table.get("like")) in shipped:
        table = _over(_table(shipped[like]), table)
    faults += gaps(table)
    theme = None if faults else _theme(path.stem, table)
    faults += pale(theme) if theme is not None else ()
    return theme, [SettingsError(f.code, file=str(path), **f.parameters) for f in faults]


def _shipped() -> dict[str, Path]:
    return {path.stem: path for folder in reversed(FOLDERS) for path in folder.glob("*.toml")}


def _find(name_or_path: str) -> Path:
    there = available()
    path = there.get(name_or_path) or Path(name_or_path)
    if name_or_path not in there and not path.is_file():
        known, near = ", ".join(there), nearest(name_or_path, tuple(there))
        raise SettingsError("no_such_theme", file=name_or_path, key="", known=known, nearest=near)
    return path


def _table(path: Path) -> dict[str, Any]:
    file = str(path)
    try:
        with path.open("rb") as source:
            text = source.read(LARGEST + 1)
        if len(text) > LARGEST:
            raise SettingsError("theme_too_large", file=file, key="", most=LARGEST)
        return tomllib.loads(text.decode("utf-8"))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError("file_unreadable", file=file, key="", detail=reason) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError("file_not_toml", file=file, key="", detail=str(error)) from error


def _over(below: Mapping[str, Any], table: Mapping[str, Any]) -> dict[str, Any]:
    """Return `table` with what it does not say as `below` says it."""
    both = {**below, **table}
    for group in KEYS:
        if isinstance(given := table.get(group, {}), dict):
            both[group] = {**below[group], **given}
    return both


def _theme(name: str, table: Mapping[str, Any]) -> ThemeFile:
    told = {key: table[key] for key in ("dark", "ansi", "contrast", *KEYS) if key in table}
    return ThemeFile(name=name, **told)
