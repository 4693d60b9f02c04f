"""Finds and reads site files: a shipped community by its id, or any file by its path.

Other files that people write beside a site (stories) are found and read the same way.
"""

from __future__ import annotations

import os
import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import msgspec
from msgspec.structs import replace

from console.clock import WallClock, utc
from console.domain.blueprint import preset_rules, resolve, rule_set
from console.domain.calendar import Calendar
from console.domain.causes import Action
from console.domain.diagnosis.figures import Figures
from console.domain.editions import rules_on
from console.domain.figures_table import preset_figures
from console.domain.findings import Findings, nearest
from console.domain.ids import RuleId
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.remedy_table import preset_remedies
from console.domain.rules import Rule
from console.domain.sites import Site
from console.domain.sla import Term, with_usual
from console.domain.sla_table import usual_terms
from console.errors import SettingsError

FILE_BYTES_MAX = 4 * 1024 * 1024
RESOLVED = ".json"
STDIN, STDIN_FILE = "-", "/dev/stdin"

_MISSING = {"sites": ("no_such_site", "site"), "stories": ("no_such_story", "story")}
_LINE = re.compile(r"\(at line (\d+), column (\d+)\)")


class CheckedRules(msgspec.Struct, frozen=True, kw_only=True):
    """Rules that are sound: a file's own, or those at work in a site.

    `unused` are rules that a site file writes and no device has; `time_zone` is the site's.
    """

    rules: dict[RuleId, Rule]
    unused: tuple[RuleId, ...] = ()
    time_zone: str | None = None


def load_site(name_or_path: str) -> Site:
    """Return the shipped site of that id, or the site described by the file at that path.

    A path that ends in .json leads to a site that was resolved before (`resolved_text`). Raise
    `SettingsError` that names the file, the key and the nearest known name; its `problems` hold
    everything that was found wrong. Of rules in several editions those of today are in force.
    """
    if name_or_path.endswith(RESOLVED):
        return _resolved(Path(os.path.expanduser(name_or_path)))
    return _site(*document_of("sites", name_or_path))


def _site(file: str, document: dict[str, Any]) -> Site:
    site = resolve(
        document, _presets(), file, figures=shipped_figures(), remedies=shipped_remedies()
    )
    _check_time_zone(site, file)
    today = utc(WallClock().now()).astimezone(ZoneInfo(site.time_zone)).date()
    sla = with_usual(site.sla, shipped_terms(site.calendar))
    return replace(site, rules=site.rules | rules_on(site.editions, today), sla=sla)


def resolved_text(site: Site) -> bytes:
    """Return a site as a file that `load_site` takes back without resolving it anew."""
    return msgspec.json.encode(site)


def document_of(kind: str, name_or_path: str) -> tuple[str, dict[str, Any]]:
    """Return the file of that `kind` (a shelf: "sites", "stories") and the TOML in it; `-`: stdin.

    Raise `SettingsError` when there is none of that name, or it cannot be read.
    """
    file, text = _text_of(kind, name_or_path)
    return file, _parse(text, file)


def shipped_sites() -> tuple[str, ...]:
    """Return the ids of the sites that come with the product."""
    return tuple(sorted(_shelf("sites")))


def shipped_stories() -> tuple[str, ...]:
    """Return the ids of the stories that come with the product."""
    return tuple(sorted(_shelf("stories")))


def shipped_rules() -> dict[str, dict[RuleId, Rule]]:
    """Return the rules of every preset set, by the set's name: what a site file may `use`."""
    return {name: preset_rules(name, document) for name, document in _presets().items()}


@lru_cache(maxsize=1)
def shipped_figures() -> Figures:
    """Return the figures of a diagnosis with their sources, as far as no site sets its own."""
    file = "presets/diagnosis.toml"
    return preset_figures(_preset(file), file)


def shipped_terms(calendar: Calendar) -> tuple[Term, ...]:
    """Return how long each step of a case may take, where a site sets nothing else."""
    file = "presets/sla.toml"
    return usual_terms(_preset(file), calendar, file)


def _preset(file: str) -> dict[str, Any]:
    return _parse(files("console").joinpath(file).read_text(encoding="utf-8"), file)


@lru_cache(maxsize=1)
def shipped_remedies() -> dict[Action, UsualRemedy]:
    """Return what is usual for each remedy, as far as no site says otherwise."""
    file = "presets/remedies.toml"
    text = files("console").joinpath(file).read_text(encoding="utf-8")
    return preset_remedies(_parse(text, file), file)


def checked_rules(name_or_path: str) -> CheckedRules:
    """Return the rules of a site, or of a file that holds nothing but rules; `-` is stdin.

    Raise `SettingsError` with everything that was found wrong.
    """
    file, document = document_of("sites", name_or_path)
    if "rules" in document and "site" not in document:
        return CheckedRules(rules=rule_set(document, file))
    site = _site(file, document)  # read only once: it may be a pipe
    used = {rule for device in site.devices.values() for rule in device.rules}
    used |= {rule for sensor in site.sensors().values() for rule in sensor.rules}
    return CheckedRules(
        rules={id: rule for id, rule in site.rules.items() if id in used},
        unused=tuple(RuleId(id) for id in document.get("rules", {}) if id not in used),
        time_zone=site.time_zone,
    )


def shipped_text(id: str) -> str:
    """Return the text of a shipped site file, to start one's own from."""
    shelf = _shelf("sites")
    if id not in shelf:
        raise SettingsError("no_such_site", file=id, key="site", nearest=nearest(id, shelf))
    return shelf[id].read_text(encoding="utf-8")


def _resolved(path: Path) -> Site:
    try:
        return msgspec.json.decode(_read(path), type=Site)
    except msgspec.DecodeError as error:
        raise SettingsError(
            "unreadable", file=str(path), key="", nearest=None, found=str(error)
        ) from error


def _text_of(kind: str, name_or_path: str) -> tuple[str, str]:
    if name_or_path == STDIN:
        return STDIN, _read(Path(STDIN_FILE))
    shelf = _shelf(kind)
    if name_or_path in shelf:
        return f"{name_or_path}.toml", shelf[name_or_path].read_text(encoding="utf-8")
    path = Path(os.path.expanduser(name_or_path))  # unlike Path's, never raises
    looks_like_path = path.suffix == ".toml" or path.name != name_or_path
    if not looks_like_path and not path.is_file():
        found = nearest(name_or_path, shelf)
        code, key = _MISSING[kind]
        raise SettingsError(code, file=name_or_path, key=key, nearest=found)
    return str(path), _read(path)


def _read(path: Path) -> str:
    file = str(path)
    try:
        with path.open("rb") as opened:
            raw = opened.read(FILE_BYTES_MAX + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise SettingsError("unreadable", file=file, key="", nearest=None, found=why) from error
    if len(raw) > FILE_BYTES_MAX:
        raise SettingsError("too_large", file=file, key="", nearest=None, found=str(len(raw)))
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SettingsError("not_utf8", file=file, key="", nearest=None, line=line) from error


def _parse(text: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else (text.count("\n") + 1, 1)
        why = _LINE.sub("", str(error)).strip()
    except (RecursionError, ValueError) as error:
        line, column, why = 1, 1, type(error).__name__
    raise SettingsError(
        "bad_toml", file=file, key="", nearest=None, line=line, column=column, found=why
    )


def _check_time_zone(site: Site, file: str) -> None:
    try:
        ZoneInfo(site.time_zone)
    except (OSError, ValueError, KeyError) as error:
        zones = available_timezones()
        if not zones:  # a bare machine: the file is right, the system's zone files are missing
            raise SettingsError(
                "no_time_zone_data", file=file, key="site.time_zone", nearest=None
            ) from error
        findings = Findings(file)
        findings.unknown("unknown_time_zone", "site.time_zone", site.time_zone, zones)
        findings.raise_any()


@lru_cache(maxsize=1)
def _presets() -> dict[str, dict[str, Any]]:
    return {
        name: _parse(entry.read_text(encoding="utf-8"), f"presets/rules/{name}.toml")
        for name, entry in _shelf("rules").items()
    }


def _shelf(kind: str) -> dict[str, Traversable]:
    entries = files("console").joinpath("presets", kind).iterdir()
    return {
        entry.name.removesuffix(".toml"): entry
        for entry in sorted(entries, key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    }
