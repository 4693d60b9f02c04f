"""Settings and site files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer

from console.channels import channels_of
from console.commands.options import Plain, command
from console.commands.session import loaded
from console.domain.sites import Site
from console.errors import Refused, SettingsError
from console.printing import Column, json_text, put, put_all, table, talk
from console.settings import DEFAULT, Settings, flatten
from console.wording import plain
from console.wording.commands import say
from console.wording.help import help_of, option

app = typer.Typer(
    help=help_of("config"), no_args_is_help=True, add_completion=False, rich_markup_mode=None
)

SECRET = "broker.password"
MASK = "********"
# What a settings file shows for settings that have no default.
EXAMPLES: dict[str, object] = {
    "language": "zh_CN",
    "theme": "auto",
    "broker.url": "mqtts://broker.example:8883",
    "broker.username": "wanshou",
    "broker.password": "",
    "broker.ca_file": "",
    "broker.port": 1883,
    "roles.shared": ["console1"],
}
EXAMPLE_ROLES = {"roles.users": '# liwei = "operator"', "roles.groups": '# duty = "dispatcher"'}

SiteFile = Annotated[str | None, typer.Argument(metavar="[FILE]", help=option("site.check"))]
Folder = Annotated[Path | None, typer.Argument(metavar="[FOLDER]", help=option("folder"))]
Force = Annotated[bool, typer.Option("--force", help=option("force"))]


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One setting as it is in force."""

    key: str
    value: Any
    origin: str


@command(app, "config.show")
def show(ctx: typer.Context, output: Plain) -> None:
    """Print every setting with its origin."""
    found = loaded(ctx)
    settings = [
        Setting(key=key, value=_shown(key, value), origin=found.origins[key])
        for key, value in flatten(found.settings).items()
    ]
    file = found.settings.notify.file
    settings += [
        Setting(key=f"notify.channels.{name}", value=repr(address), origin=str(file))
        for name, address in channels_of(found.settings).items()
    ]
    if output.json:
        put(json_text({"items": settings, "next": None}))
        return
    columns = (
        Column[Setting]("key", lambda setting: setting.key),
        Column[Setting]("value", lambda setting: _text(setting.value)),
        Column[Setting]("origin", lambda setting: _origin(setting.origin)),
    )
    table(settings, columns)


@command(app, "config.check")
def check(ctx: typer.Context, file: SiteFile = None, *, output: Plain) -> None:
    """Say whether settings and site file are fine; name everything that is not."""
    from console.commands.keys import REFUSED, fault_lines, told
    from console.keymap import own_keymap  # the acts of the screens: only who checks pays for it
    from console.site_file import load_site

    settings = loaded(ctx).settings
    wanted = file or settings.site
    site = load_site(wanted)
    keymap = own_keymap(settings)
    lacking = _lacking(site, channels_of(loaded(ctx).settings))
    counts = {
        "zones": len(site.zones),
        "scenes": len(site.scenes),
        "devices": len(site.devices),
        "sensors": len(site.sensors()),
        "rules": len(site.rules),
    }
    if output.json:
        told_of = {"keys": told(keymap.faults), "channels_lacking": lacking}
        put(json_text({"file": wanted, **counts, **told_of}))
    else:
        talk(say("settings.fine"))
        put(say("site.fine", file=wanted, **counts))
        put_all(fault_lines(keymap.faults))
        if lacking:
            put(say("channels.lacking", file=settings.notify.file, names=", ".join(lacking)))
    if keymap.faults:
        raise typer.Exit(REFUSED)


@command(app, "config.init")
def init(ctx: typer.Context, folder: Folder = None, *, force: Force = False) -> None:
    """Write a settings file and a site file to start from."""
    from console.paths import config_folder
    from console.site_file import shipped_text

    place = folder or config_folder()
    site = place / "site.toml"
    texts = {
        site: shipped_text(Settings().site),
        place / "settings.toml": settings_text(site.resolve()),
    }
    for path in texts:
        if path.exists() and not force:
            raise Refused("file_exists", file=str(path))
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            path.write_text(text, encoding="utf-8")
            put(say("wrote", file=path))
    except OSError as error:
        reason = error.strerror or str(error)
        raise SettingsError("folder_unusable", folder=str(place), reason=reason) from error


def _lacking(site: Site, channels: Mapping[str, object]) -> list[str]:
    """Return the channels that parties name and nobody has set up; where there are none at all,
    notices are not wanted."""
    named = dict.fromkeys(channel for party in site.parties.values() for channel in party.channels)
    return [name for name in named if name not in channels] if channels else []


def settings_text(site: Path) -> str:
    """Return a settings file with every key, commented out where it shows the default."""
    tables: dict[str, list[str]] = {"": [f"# {say('settings.head')}", f"site = {_toml(str(site))}"]}
    for key, value in flatten(Settings()).items():
        table, _, name = key.rpartition(".")
        if isinstance(value, dict):
            tables[key] = [EXAMPLE_ROLES[key]]
        elif key != "site":
            shown = _toml(EXAMPLES.get(key, value))
            tables.setdefault(table, []).append(f"# {name} = {shown}")
    return (
        "\n\n".join(
            "\n".join([f"[{table}]", *lines] if table else lines) for table, lines in tables.items()
        )
        + "\n"
    )


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return f"{value:g}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return msgspec.json.encode(str(value)).decode()


def _shown(key: str, value: object) -> object:
    if key == SECRET and value is not None:
        return MASK
    return str(value) if isinstance(value, Path) else value


def _text(value: object) -> str:
    if isinstance(value, dict):
        return plain(", ".join(f"{name}={role}" for name, role in value.items()))
    if isinstance(value, tuple):
        return plain(", ".join(value))
    return "" if value is None else plain(str(value))


def _origin(origin: str) -> str:
    return say("default") if origin == DEFAULT else plain(origin)
