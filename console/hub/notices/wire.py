"""One attempt to deliver: apprise does it, and codes are all that is taken from what comes back.

Neither a service's answer nor apprise's own log may leave this module: both can quote the address.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from console.channels import Address
from console.domain.notice_facts import Trouble
from console.domain.notices import Attempt

if TYPE_CHECKING:
    from apprise import AppriseAsset

# These answer 200 to everything and say inside whether they took it.
VERDICTS = {"wecombot": "errcode", "dingtalk": "errcode", "feishu": "code", "lark": "code"}
ANSWER_BYTES = 64 * 1024  # a longer answer is no verdict
OK = range(200, 300)

_heard = threading.local()


def send(address: Address, title: str, body: str) -> Attempt:
    """Try once, on a thread that may wait; never raise."""
    _heard.status = _heard.verdict = None
    _heard.timeout = False
    try:
        sent = _send(address.reveal(), title, body)
    except Exception:  # noqa: BLE001  what it says may quote the address; that it failed is told
        return Attempt(Trouble.BROKEN)
    return _attempt(sent, VERDICTS.get(address.service))


def _send(url: str, title: str, body: str) -> bool | None:
    import apprise  # half a second: only who sends pays for it

    plugin = apprise.Apprise.instantiate(url, asset=_asset(), suppress_exceptions=True)
    if plugin is None:
        return None
    return bool(plugin.notify(body=body, title=title, body_format=apprise.NotifyFormat.TEXT))


def _attempt(sent: bool | None, verdict: str | None) -> Attempt:
    status: int | None = _heard.status
    if sent is None:
        return Attempt(Trouble.ADDRESS)
    if status is not None and status not in OK:
        return Attempt(Trouble.STATUS, status)
    if not sent:
        return Attempt(Trouble.TIMEOUT if _heard.timeout else Trouble.UNREACHABLE, status)
    code = (_heard.verdict or {}).get(verdict) if verdict else None
    if isinstance(code, int) and code != 0:
        return Attempt(Trouble.REFUSED, code)
    return Attempt(None, status)


@lru_cache(maxsize=1)
def _asset() -> AppriseAsset:
    """Return how apprise is to behave; on the way, silence its log and listen to answers."""
    import apprise
    import requests

    log = logging.getLogger("apprise")
    log.propagate = False
    log.handlers = [logging.NullHandler()]
    log.setLevel(logging.CRITICAL + 1)
    for name in ("urllib3", "requests"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    # apprise tells only whether it worked, and makes a session for every message: an answer can be
    # heard nowhere else. The hub itself speaks HTTP with nobody by this library.
    session: Any = requests.Session
    session.send = _listening(session.send, requests.Timeout)
    return apprise.AppriseAsset(app_id="wanshou", app_desc="wanshou", async_mode=False)


def _listening(send: Callable[..., Any], timeout: type[Exception]) -> Callable[..., Any]:
    def listening(*args: Any, **kwargs: Any) -> Any:
        try:
            response = send(*args, **kwargs)
        except timeout:
            _heard.timeout = True
            raise
        _heard.status = int(response.status_code)
        _heard.verdict = _verdict(response.content)
        return response

    return listening


def _verdict(content: bytes | None) -> dict[str, object] | None:
    if not content or len(content) > ANSWER_BYTES:
        return None
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None
