"""A community whose every name, note and reason was written by someone who means harm."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import msgspec

from console.clock import utc
from console.contract.alerts import NoteAlert, ShelveAlert
from console.contract.cases import OrderRemedy
from console.contract.patrols import ReportFindings
from console.contract.service import StopService
from console.contract.shifts import HandOver, WriteLog
from console.contract.views import Rejection
from console.domain.causes import Action, Cause, Seen
from console.domain.doubts import Test
from console.domain.ids import CaseId, SensorId, UnitId
from console.domain.sites import Site
from console.site_file import load_site
from tests.ui.stage import Stage

TEXTS = {
    "escapes": "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f",
    "markup": "[/] [@click=app.quit]x[/] [b",
    "bidi": "a\u202egnp.exe\u2066\u200f",
    "invisible": "ze\u200bro\ufeff\u00ad\u2060\u3164w",
    "pile": "Z" + "\u0351\u0489" * 40,
    "mark first": "\u0301\u0301gate",
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1f3 \U0001f44d\U0001f3fd",
    "keycaps": "1\ufe0f\u20e3 \u2764\ufe0f \u26a0\ufe0f",
    "lines": "one\ntwo\r\nthree\tfour\u2028five",
    "long and wide": "长" * 300,
    "long": "x" * 1_000,
    "words": "many words " * 60,
    "other way": "\u05d0\u05d1\u05d2 \u0627\u0644\u0633\u0644\u0627\u0645",
    "thai": "\u0e01\u0e33\u0e31\u0e49\u0e19",
    "empty": " ",
    "unassigned": "\U000e0fff\ue000\ufffe",
}


def hostile_site() -> Site:
    """Return the shipped community with every text in it replaced."""
    texts = cycle(TEXTS.values())

    def spoilt(value: Any) -> Any:
        match value:
            case {"zh": _, "en": _, **rest} if not rest:
                text = next(texts)
                return {"zh": text, "en": text}
            case dict():
                return {
                    key: next(texts) if key == "unit" and isinstance(part, str) else spoilt(part)
                    for key, part in value.items()
                }
            case list() | tuple():
                return [spoilt(part) for part in value]
            case _:
                return value

    told = spoilt(msgspec.to_builtins(load_site("wanshouqiao")))
    for unit in told["units"].values():
        unit["members"] = [next(texts), next(texts)]
        unit["kit"] = [next(texts)]
    return msgspec.convert(told, Site)


def hostile() -> Stage:
    """Return that community in trouble, with people as bad as it."""
    stage = Stage(hostile_site()).fill().trouble()
    hub = stage.hub
    texts = cycle(TEXTS.values())
    for alert in hub.snapshot().alerts[:5]:
        for text in TEXTS.values():
            hub.do(NoteAlert(alert=alert.id, occurrence=1, note=text))
        hub.by_someone_else(alert.id, next(texts)) if alert.id == "A-1002" else None
    stage.casework()
    ordered = (Action.DUST_SPRAY, Action.MOVE_VEHICLES)
    for action in [action for action in Action if action not in ordered][:6]:
        hub.do(OrderRemedy(case=CaseId("C-231"), finding=1, action=action, party=next(texts)))
    found = Seen(cause=Cause.OTHER, note=TEXTS["escapes"] + TEXTS["emoji"])
    hub.do(ReportFindings(unit=UnitId("p3"), findings=(found,)))
    lake = hub.snapshot().alerts[-1].id
    for text in TEXTS.values():
        hub.do(WriteLog(text=text, about=lake))
    hub.do(ShelveAlert(alert=lake, for_s=600, reason=TEXTS["escapes"]))
    hub.do(StopService(target="level-qingshui", note=TEXTS["lines"]))
    hub.doubt(SensorId("air-gate-1/pm10"), Test.FLAT)
    hub.rejections = tuple(
        Rejection(source=text, reason=text, count=1, last_at=utc(hub.now))
        for text in TEXTS.values()
    )
    hub.do(HandOver(note=TEXTS["pile"]))
    return stage
