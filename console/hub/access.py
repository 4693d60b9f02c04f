"""How to reach a broker: what an address in the settings means."""

from __future__ import annotations

from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from console.contract.views import BrokerAccess
from console.errors import SettingsError

Access: TypeAlias = BrokerAccess

_PORTS = {"mqtt": 1883, "mqtts": 8883}
_KEY = "broker.url"


def external_access(
    url: str,
    *,
    root: str,
    username: str | None = None,
    password: str | None = None,
    ca_file: str | None = None,
) -> Access:
    """Read `mqtt://user:password@host:port` or `mqtts://…`; separate credentials win.

    Raise SettingsError when the address is not one of these; the password is never repeated.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise SettingsError("broker_url_invalid", key=_KEY) from error
    if parts.scheme not in _PORTS or not parts.hostname or parts.path.strip("/") or parts.query:
        raise SettingsError("broker_url_invalid", key=_KEY)
    if ca_file is not None and parts.scheme != "mqtts":
        raise SettingsError("broker_ca_needs_mqtts", key="broker.ca_file")
    return Access(
        host=parts.hostname,
        port=port or _PORTS[parts.scheme],
        tls=parts.scheme == "mqtts",
        username=username or (unquote(parts.username) if parts.username else None),
        password=password or (unquote(parts.password) if parts.password else None),
        root=root,
        ca_file=ca_file,
    )


def shown_url(access: Access) -> str:
    """Return the address without credentials, for people."""
    host = f"[{access.host}]" if ":" in access.host else access.host
    return f"{'mqtts' if access.tls else 'mqtt'}://{host}:{access.port}"
