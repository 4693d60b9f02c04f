"""Which language to speak, before anything is said: also help pages and mistakes are."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from console import paths
from console.errors import ConsoleError
from console.wording.catalog import FOLDER, from_environment, use

DOMAIN = "commands"
FLAG = "--language"
VARIABLE = "WANSHOU_LANGUAGE"


def speak(language: str) -> None:
    """Speak `language` from now on, and have Typer speak it too."""
    use(language)
    gettext.bindtextdomain(DOMAIN, str(FOLDER))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language  # Typer's strings are looked up by it, nothing else is


def wanted(arguments: Sequence[str], environ: Mapping[str, str]) -> str:
    """Return the language of flag, environment, settings or terminal, whichever speaks first."""
    return (
        _after(FLAG, arguments)
        or environ.get(VARIABLE)
        or _from_settings(arguments, environ)
        or from_environment(environ)
    )


def _from_settings(arguments: Sequence[str], environ: Mapping[str, str]) -> str | None:
    given = _after("--settings", arguments) or environ.get("WANSHOU_SETTINGS")
    file = Path(given) if given else paths.config_folder() / "settings.toml"
    if not file.exists():
        return None
    from console.settings import load  # only where there is a file to read

    try:
        return load(file=file, environ={}).settings.language
    except ConsoleError:
        return None  # told when the command itself reads its settings


def _after(flag: str, arguments: Sequence[str]) -> str | None:
    for position, argument in enumerate(arguments):
        name, sign, value = argument.partition("=")
        if name == flag:
            return value if sign else next(iter(arguments[position + 1 :]), None)
    return None
