"""Settings: a file, then the environment, then flags; each value knows where it came from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec

from console import paths
from console.errors import SettingsError

PREFIX = "WANSHOU_"
FILE_VARIABLE = "WANSHOU_SETTINGS"
DEFAULT = "default"


def _socket() -> Path:
    return paths.SERVICE_SOCKET if paths.SERVICE_SOCKET.exists() else paths.hub_socket()


class BrokerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where telemetry comes from: without `url` the hub runs its own broker on `host` and `port`.

    `url` is mqtt://host:port or mqtts://host:port; `ca_file` checks the latter's certificate.
    """

    url: str | None = None
    username: str | None = None
    password: str | None = None
    ca_file: str | None = None
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=1, le=65_535)] | None = None


class RoleSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Which account (`users`) or Unix group (`groups`) has which role.

    At a `shared` account people sign on with name and PIN; until then it may only look.
    """

    users: dict[str, str] = {}
    groups: dict[str, str] = {}
    shared: tuple[str, ...] = ()


class ScreenSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the console behaves at one seat.

    `bell` rings for a new high or critical alert and, while one stays unacknowledged, again every
    `nag_s` seconds (0: never). `slow_line` draws once a second and only what changed (yes, no, or
    auto: over SSH). `keys` is a file of one's own keys.
    """

    bell: bool = True
    nag_s: float = 60
    slow_line: str = "auto"
    keys: Path = msgspec.field(default_factory=lambda: paths.config_folder() / "keys.toml")


class NotifySettings(msgspec.Struct, frozen=True, kw_only=True):
    """Where notices go: `file` names the channels' addresses; nobody but its owner may read it.

    In a drill notices are sent only where `in_drill` says so.
    """

    file: Path = msgspec.field(default_factory=lambda: paths.config_folder() / "notify.toml")
    in_drill: bool = False


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that can be chosen.

    `site` is a site file or the name of a shipped one; `data` the hub's folder; `socket` where
    hub and front ends meet; `language` zh_CN or en (the terminal's own without it);
    `retention_days` how long readings are kept, and `retention_minutes_days` what each minute of
    them comes to (of each hour: ten years); `disk_reserve_mb` is left free on the disk.
    """

    site: str = "wanshouqiao"
    data: Path = msgspec.field(default_factory=paths.data_place)
    socket: Path = msgspec.field(default_factory=_socket)
    language: str | None = None
    theme: str = ""
    broker: BrokerSettings = BrokerSettings()
    roles: RoleSettings = RoleSettings()
    screen: ScreenSettings = msgspec.field(default_factory=ScreenSettings)
    notify: NotifySettings = msgspec.field(default_factory=NotifySettings)
    retention_days: float = 30
    retention_minutes_days: float = 400
    disk_reserve_mb: int = 64


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """Settings, and by dotted key where each value came from."""

    settings: Settings
    origins: dict[str, str]


ROLES = ("viewer", "patrol", "operator", "dispatcher", "supervisor", "admin")
CHOICES: dict[str, tuple[str, ...]] = {
    "language": ("zh_CN", "en"),
    "screen.slow_line": ("auto", "yes", "no"),
}
TABLES = (dict[str, str], tuple[str, ...])  # told by files only
POSITIVE = frozenset({"retention_days", "retention_minutes_days", "disk_reserve_mb"})


def load(
    overrides: Mapping[str, object] | None = None,
    *,
    file: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Loaded:
    """Return the settings in force; `overrides` are flags by dotted key, `None` is not given.

    Raise `SettingsError` naming the file (or variable), the key and the nearest known name.
    """
    known = dict(_leaves(Settings))
    values: dict[str, Any] = {}
    origins = dict.fromkeys(known, DEFAULT)
    chosen = file or (Path(environ[FILE_VARIABLE]) if environ.get(FILE_VARIABLE) else None)
    for source, layer in (
        _from_file(
            chosen or paths.config_folder() / "settings.toml", known, required=chosen is not None
        ),
        *_from_environment(environ, known),
        *((f"flag --{_flag(key)}", {key: value}) for key, value in (overrides or {}).items()),
    ):
        for key, value in layer.items():
            if value is not None:
                values[key] = _converted(source, key, value, known)
                origins[key] = source
    settings: Settings = msgspec.convert(_nested(values), Settings, dec_hook=_path)
    return Loaded(settings=settings, origins=origins)


def flatten(settings: Settings) -> dict[str, Any]:
    """Return every setting by dotted key."""
    flat: dict[str, Any] = {}
    for key in dict(_leaves(Settings)):
        value: Any = settings
        for part in key.split("."):
            value = getattr(value, part)
        flat[key] = value
    return flat


def nearest(name: str, known: Mapping[str, object] | tuple[str, ...]) -> str | None:
    """Return the known name closest to `name`, if any is close."""
    import difflib  # only needed where something is wrong

    return next(iter(difflib.get_close_matches(name, list(known), 1, 0.6)), None)


def _leaves(struct: type[msgspec.Struct], prefix: str = "") -> Iterator[tuple[str, Any]]:
    for name, kind in get_type_hints(struct, include_extras=True).items():
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            yield from _leaves(kind, f"{prefix}{name}.")
        else:
            yield prefix + name, kind


def _from_file(
    file: Path, known: Mapping[str, Any], *, required: bool
) -> tuple[str, dict[str, Any]]:
    source = str(file)
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        if required:
            raise SettingsError("file_missing", file=source, key="") from None
        return source, {}
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError("file_unreadable", file=source, key="", detail=str(error)) from error
    try:
        table = msgspec.toml.decode(text)
    except msgspec.DecodeError as error:
        raise SettingsError("file_not_toml", file=source, key="", detail=str(error)) from error
    return source, dict(_flattened(table, source, known))


def _flattened(
    table: Mapping[str, Any], source: str, known: Mapping[str, Any], prefix: str = ""
) -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        key = prefix + name
        if key in known:
            yield key, value
        elif isinstance(value, dict) and any(other.startswith(f"{key}.") for other in known):
            yield from _flattened(value, source, known, f"{key}.")
        else:
            raise SettingsError(
                "unknown_key", file=source, key=key, nearest=nearest(key, tuple(known))
            )


def _from_environment(
    environ: Mapping[str, str], known: Mapping[str, Any]
) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, kind in known.items():
        variable = PREFIX + key.replace(".", "_").upper()
        if (text := environ.get(variable)) and kind not in TABLES:
            yield f"environment {variable}", {key: text}


def _converted(source: str, key: str, value: object, known: Mapping[str, Any]) -> object:
    if key not in known:
        raise SettingsError("unknown_key", file=source, key=key, nearest=nearest(key, known))
    try:
        # Files are typed; a flag or a variable is text that may stand for a number.
        lax = source.startswith(("environment", "flag"))
        right: object = msgspec.convert(value, known[key], strict=not lax, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise SettingsError("wrong_value", file=source, key=key, detail=str(error)) from error
    _check(source, key, right)
    return str(right) if isinstance(right, Path) else right


def _check(source: str, key: str, value: object) -> None:
    choices = CHOICES.get(key)
    if choices and value not in choices:
        raise SettingsError(
            "not_a_choice", file=source, key=key, value=value, choices=", ".join(choices)
        )
    if key in POSITIVE and isinstance(value, int | float) and value <= 0:
        raise SettingsError("not_positive", file=source, key=key, value=value)
    if key.startswith("roles.") and isinstance(value, dict):
        for name, role in value.items():
            if role not in ROLES:
                raise SettingsError(
                    "not_a_choice",
                    file=source,
                    key=f"{key}.{name}",
                    value=role,
                    choices=", ".join(ROLES),
                    nearest=nearest(role, ROLES),
                )


def _nested(values: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for key, value in values.items():
        branch = tree
        *above, name = key.split(".")
        for part in above:
            branch = branch.setdefault(part, {})
        branch[name] = value
    return tree


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str | Path) and str(value):
        return Path(value).expanduser()
    raise ValueError(f"Expected a path, got {value!r}")


def _flag(key: str) -> str:
    return key.replace("_", "-").replace(".", "-")
