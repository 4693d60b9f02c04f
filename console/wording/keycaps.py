"""What each key does in words, and how it is printed on its cap."""

from __future__ import annotations

import re
from collections.abc import Mapping

from console.wording.catalog import translator

_ = translator("screens")


def _n(message: str) -> str:
    """Mark a msgid for the catalog where it is only looked up later."""
    return message


KEY_WORDS = {
    "app.wall": _n("wall"),
    "app.alerts": _n("alerts"),
    "app.dispatch": _n("dispatch"),
    "app.sensor": _n("sensor"),
    "app.health": _n("health"),
    "app.shift": _n("shift"),
    "app.reports": _n("reports"),
    "app.plan": _n("plan"),
    "app.scenes": _n("scenes"),
    "app.command": _n("command"),
    "app.palette": _n("search everything"),
    "app.jump": _n("jump to a list"),
    "app.back": _n("back to where I was"),
    "app.forward": _n("forward again"),
    "app.last": _n("the last place"),
    "app.help": _n("keys"),
    "app.bell": _n("bell on or off"),
    "app.bell-test": _n("test the bell"),
    "app.quit": _n("quit"),
    "app.interrupt": _n("quit"),
    "view.filter": _n("filter"),
    "log.add": _n("write into the log"),
    "view.sort": _n("sort"),
    "view.back": _n("clear filter and marks"),
    "view.next": _n("next list"),
    "view.previous": _n("previous list"),
    "opening.quit": _n("quit"),
    "list.down": _n("down"),
    "list.up": _n("up"),
    "list.page-down": _n("page down"),
    "list.page-up": _n("page up"),
    "list.top": _n("top"),
    "list.bottom": _n("bottom"),
    "list.open": _n("open"),
    "list.mark": _n("mark"),
    "list.mark-range": _n("mark from the last mark to here"),
    "list.mark-all": _n("mark all shown, or none"),
    "tiles.left": _n("tile on the left"),
    "tiles.right": _n("tile on the right"),
    "pane.down": _n("down"),
    "pane.up": _n("up"),
    "pane.page-down": _n("page down"),
    "pane.page-up": _n("page up"),
    "pane.top": _n("top"),
    "pane.bottom": _n("bottom"),
    "alerts.ack": _n("ack"),
    "alerts.note": _n("note"),
    "alerts.unack": _n("un-ack"),
    "alerts.shelve": _n("shelve"),
    "alerts.unshelve": _n("unshelve"),
    "alerts.symptom": _n("symptom of"),
    "alerts.release": _n("no symptom"),
    "service.stop": _n("out of service"),
    "service.resume": _n("into service"),
    "fold.toggle": _n("fold"),
    "fold.open": _n("open fold"),
    "fold.close": _n("close fold"),
    "cases.dispatch": _n("send"),
    "cases.open": _n("open case"),
    "cases.remedy": _n("order"),
    "cases.done": _n("finish"),
    "cases.verify": _n("verify"),
    "cases.close": _n("close case"),
    "patrols.report": _n("report"),
    "patrols.accept": _n("say for the unit: accepted"),
    "patrols.enroute": _n("say for the unit: on the way"),
    "patrols.onsite": _n("say for the unit: on site"),
    "patrols.leave": _n("say for the unit: left, free again"),
    "patrols.decline": _n("say for the unit: does not take it"),
    "patrols.checkin": _n("say for the unit: all well"),
    "patrols.assist": _n("say for the unit: wants a second one"),
    "patrols.amend": _n("put a finding right"),
    "patrols.reserve": _n("reserve the unit"),
    "patrols.free": _n("end the reservation"),
    "patrols.withdraw": _n("take the unit out of service"),
    "patrols.restore": _n("put the unit back in service"),
    "patrols.onduty": _n("put the unit on duty"),
    "patrols.offduty": _n("send the unit home"),
    "case.menu": _n("more acts"),
    "case.write": _n("write the case's report to a file"),
    "cases.direct": _n("give a directive"),
    "cases.file": _n("file it"),
    "cases.reject": _n("reject it: no case"),
    "cases.return": _n("return it to handling"),
    "cases.suspend": _n("let it rest"),
    "cases.resume": _n("let it go on"),
    "cases.cancel": _n("cancel it: opened in error"),
    "cases.reopen": _n("reopen it"),
    "cases.edit": _n("put right what is known of it"),
    "cases.note": _n("write a note on it"),
    "cases.gather": _n("add alerts to it"),
    "cases.link": _n("link it with another case"),
    "cases.duplicate": _n("end it as a duplicate"),
    "cases.compare": _n("it comes and goes: compare days"),
    "cases.escalate": _n("escalate it"),
    "cases.standdown": _n("call a unit off"),
    "cases.read": _n("mark the directive as read"),
    "devices.command": _n("tell a control something"),
    "devices.release": _n("release a control"),
    "devices.maintain": _n("put a device under maintenance"),
    "scenes.suspend": _n("suspend an automation"),
    "scenes.resume": _n("let an automation work again"),
    "notices.test": _n("try whether a party can be told"),
    "shifts.enrol": _n("let a person sign on"),
    "shifts.sign-on": _n("sign on"),
    "shifts.sign-off": _n("sign off"),
    "shifts.handover": _n("hand over"),
    "shifts.accept": _n("take over"),
    "shelf.longer": _n("longer"),
    "shelf.shorter": _n("shorter"),
    "shelf.one-shot": _n("only until it ends"),
    "report.mark": _n("mark"),
    "report.more": _n("one more"),
    "report.fewer": _n("one fewer"),
    "alerts.view": _n("view"),
    "wall.detail": _n("every sensor"),
    "sensors.record": _n("record"),
    "sensor.next": _n("next"),
    "sensor.previous": _n("previous sensor"),
    "sensor.span": _n("span"),
    "sensor.span-back": _n("shorter span"),
    "sensor.earlier": _n("earlier"),
    "sensor.later": _n("later"),
    "sensor.cursor-left": _n("cursor to the left"),
    "sensor.cursor-right": _n("cursor to the right"),
    "plan.left": _n("nearest to the left"),
    "plan.down": _n("nearest below"),
    "plan.up": _n("nearest above"),
    "plan.right": _n("nearest to the right"),
    "plan.open": _n("open"),
    "plan.trouble": _n("next trouble"),
    "plan.closer": _n("closer"),
    "plan.wider": _n("wider"),
    "plan.whole": _n("the whole site"),
    "plan.pan-left": _n("look further left"),
    "plan.pan-down": _n("look further down"),
    "plan.pan-up": _n("look further up"),
    "plan.pan-right": _n("look further right"),
    "plan.layer": _n("layer"),
    "health.refresh": _n("refresh"),
    "reports.recount": _n("count anew"),
    "reports.write": _n("write to file"),
    "scenes.tell": _n("tell"),
    "scenes.release": _n("release"),
    "scenes.maintain": _n("maintenance"),
    "scenes.pause": _n("suspend or resume"),
    "scenes.next": _n("next scene"),
    "scenes.previous": _n("the scene before"),
    "help.close": _n("close"),
    "command.leave": _n("leave"),
    "command.complete": _n("complete"),
    "command.complete-back": _n("the one before"),
    "command.older": _n("an older command"),
    "command.newer": _n("a newer command"),
    "jump.leave": _n("leave"),
    "palette.close": _n("close"),
    "palette.down": _n("down"),
    "palette.up": _n("up"),
    "dialog.cancel": _n("leave"),
    "dialog.accept": _n("accept"),
}

# How a key is printed where Textual's own name for it is not what is on the cap.
KEY_CAPS = {
    "colon": ":",
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "ctrl+@": "^space",
    "escape": "esc",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "f1": "F1",
    "plus": "+",
    "minus": "−",
    "equals_sign": "=",
}


# The keys that hints name in backticks (`d` sends a unit), and whose they are.
HINTED = {
    "c": "cases.open",
    "d": "cases.dispatch",
    "f": "cases.done",
    "l": "log.add",
    "o": "cases.remedy",
    "p": "patrols.report",
    "r": "sensors.record",
    "t": "sensor.span",
    "T": "sensor.span-back",
    "v": "cases.verify",
    "x": "cases.close",
    "<": "sensor.earlier",
}
_HINT = re.compile(r"`(\S)`")
_own: dict[str, str] = {}


def own_keys(keys: Mapping[str, str]) -> None:
    """Have hints name the keys of one's own (comma separated, by act) from now on."""
    _own.clear()
    _own.update({id: key_cap(written.partition(",")[0]) for id, written in keys.items()})


def hinted(text: str) -> str:
    """Return a hint with the keys that its acts answer to."""
    if not _own:
        return text
    return _HINT.sub(lambda hint: f"`{_own.get(HINTED.get(hint[1], ''), hint[1])}`", text)


def key_word(binding_id: str) -> str:
    """Return the word for what a key does."""
    return _(KEY_WORDS.get(binding_id, binding_id))


def key_caps(keys: str) -> str:
    """Return keys (comma separated) as they are printed on their caps."""
    return "  ".join(map(key_cap, keys.split(",")))


def key_cap(key: str) -> str:
    """Return a key as it is printed on the cap."""
    if key in KEY_CAPS:
        return KEY_CAPS[key]
    if key.startswith("shift+"):
        return f"⇧{key_cap(key.removeprefix('shift+'))}"
    return f"^{key[5:]}" if key.startswith("ctrl+") and len(key) == 6 else key
