"""Which keys do what, by group; every binding has an id to rebind it by.

Words for the ids are in `wording.screens`: a binding's description is its id, and whoever
shows it asks there, in the language of the moment.
"""

from __future__ import annotations

import msgspec
from textual.binding import Binding, BindingType

from console.places import PLACES


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """One act: `keys` (comma separated, the first one is shown), its Textual action, whether the
    key bar names it, and whether it is taken before whatever has the focus."""

    id: str
    keys: str
    action: str
    shown: bool = False
    first: bool = False
    hub: bool = False


GROUPS: dict[str, tuple[Key, ...]] = {
    "app": (
        *(Key(id=p.key_id, keys=p.digit, action=f"go('{p.mode}')") for p in PLACES),
        Key(id="app.command", keys="colon", action="command", shown=True),
        Key(id="app.palette", keys="ctrl+p", action="palette"),
        Key(id="app.jump", keys="ctrl+o", action="jump"),
        Key(id="app.back", keys="left_square_bracket", action="step_history(-1)"),
        Key(id="app.forward", keys="right_square_bracket", action="step_history(1)"),
        Key(id="app.last", keys="minus", action="last_place"),
        Key(id="app.bell", keys="b", action="toggle_bell"),
        Key(id="app.quit", keys="q", action="quit", shown=True),
        Key(id="app.interrupt", keys="ctrl+c", action="quit", first=True),
    ),
    "opening": (Key(id="opening.quit", keys="q,ctrl+c", action="app.quit"),),
    "workplace": (
        Key(id="app.help", keys="question_mark,f1", action="keys", shown=True),
        Key(id="view.filter", keys="slash", action="filter", shown=True),
        Key(id="view.sort", keys="S", action="sort", shown=True),
        Key(id="log.add", keys="l", action="write_log", hub=True),
        Key(id="cases.direct", keys="D", action="direct", hub=True),
        Key(id="view.back", keys="escape", action="back"),
        Key(id="view.next", keys="tab", action="app.focus_next"),
        Key(id="view.previous", keys="shift+tab", action="app.focus_previous"),
    ),
    "list": (
        Key(id="list.down", keys="j,down", action="move(1)"),
        Key(id="list.up", keys="k,up", action="move(-1)"),
        Key(id="list.page-down", keys="pagedown,ctrl+d", action="page(1)"),
        Key(id="list.page-up", keys="pageup,ctrl+u", action="page(-1)"),
        Key(id="list.top", keys="g,home", action="end(-1)"),
        Key(id="list.bottom", keys="G,end", action="end(1)"),
        Key(id="list.open", keys="enter", action="open", shown=True),
    ),
    "marking": (
        Key(id="list.mark", keys="space", action="mark", shown=True),
        Key(id="list.mark-range", keys="V,ctrl+@", action="mark_range"),
        Key(id="list.mark-all", keys="asterisk", action="mark_all"),
    ),
    "tiles": (
        Key(id="tiles.left", keys="left", action="along(-1)"),
        Key(id="tiles.right", keys="right", action="along(1)"),
    ),
    "pane": (
        Key(id="pane.down", keys="j,down", action="scroll_lines(1)"),
        Key(id="pane.up", keys="k,up", action="scroll_lines(-1)"),
        Key(id="pane.page-down", keys="pagedown,ctrl+d", action="scroll_pages(1)"),
        Key(id="pane.page-up", keys="pageup,ctrl+u", action="scroll_pages(-1)"),
        Key(id="pane.top", keys="g,home", action="scroll_to_end(-1)"),
        Key(id="pane.bottom", keys="G,end", action="scroll_to_end(1)"),
    ),
    "handling": (
        Key(id="alerts.ack", keys="a", action="acknowledge", shown=True, hub=True),
        Key(id="alerts.note", keys="n", action="note", shown=True, hub=True),
    ),
    # Two acts on one key: which of them it is depends on what is in hand, and the key bar says so.
    "withholding": (
        Key(id="alerts.shelve", keys="s", action="shelve", shown=True, hub=True),
        Key(id="alerts.unshelve", keys="s", action="unshelve", shown=True, hub=True),
        Key(id="alerts.unack", keys="u", action="unacknowledge", shown=True, hub=True),
        Key(id="alerts.symptom", keys="y", action="mark_symptom", shown=True, hub=True),
        Key(id="alerts.release", keys="y", action="release_symptom", shown=True, hub=True),
    ),
    "service": (
        Key(id="service.stop", keys="O", action="stop_service", shown=True, hub=True),
        Key(id="service.resume", keys="O", action="resume_service", shown=True, hub=True),
    ),
    "fold": (
        Key(id="fold.toggle", keys="z", action="fold", shown=True),
        Key(id="fold.open", keys="right", action="unfold(True)"),
        Key(id="fold.close", keys="left", action="unfold(False)"),
    ),
    "sending": (
        Key(id="cases.dispatch", keys="d", action="dispatch", shown=True, hub=True),
        Key(id="cases.open", keys="c", action="open_case", shown=True, hub=True),
        Key(id="case.menu", keys="m", action="menu", shown=True),
    ),
    "casework": (
        Key(id="cases.remedy", keys="o", action="order", shown=True, hub=True),
        Key(id="cases.done", keys="f", action="finish", shown=True, hub=True),
        Key(id="patrols.report", keys="p", action="report", shown=True, hub=True),
        Key(id="cases.verify", keys="v", action="verify", shown=True, hub=True),
        Key(id="cases.close", keys="x", action="close", shown=True, hub=True),
    ),
    "report": (
        Key(id="report.mark", keys="space", action="mark"),
        Key(id="report.more", keys="plus,equals_sign", action="more(1)"),
        Key(id="report.fewer", keys="minus", action="more(-1)"),
    ),
    "alerts": (Key(id="alerts.view", keys="v", action="view", shown=True),),
    "wall": (Key(id="wall.detail", keys="v", action="detail", shown=True),),
    "sensor": (
        Key(id="sensors.record", keys="r", action="record", shown=True, hub=True),
        Key(id="sensor.next", keys="right_curly_bracket", action="step(1)", shown=True),
        Key(id="sensor.previous", keys="left_curly_bracket", action="step(-1)"),
        Key(id="sensor.span", keys="t", action="span(1)", shown=True),
        Key(id="sensor.span-back", keys="T", action="span(-1)"),
        Key(id="sensor.earlier", keys="less_than_sign", action="pan(-1)", shown=True),
        Key(id="sensor.later", keys="greater_than_sign", action="pan(1)"),
        Key(id="sensor.cursor-left", keys="left", action="cursor(-1)"),
        Key(id="sensor.cursor-right", keys="right", action="cursor(1)"),
    ),
    # The map's own: they come before the keys of the workplace it is on.
    "plan": (
        Key(id="plan.left", keys="h,left", action="go(-1,0)"),
        Key(id="plan.down", keys="j,down", action="go(0,1)"),
        Key(id="plan.up", keys="k,up", action="go(0,-1)"),
        Key(id="plan.right", keys="l,right", action="go(1,0)"),
        Key(id="plan.open", keys="enter", action="open", shown=True),
        Key(id="plan.trouble", keys="t", action="trouble", shown=True),
        Key(id="plan.closer", keys="plus,equals_sign", action="zoom(1)", shown=True),
        Key(id="plan.wider", keys="minus", action="zoom(-1)", shown=True),
        Key(id="plan.whole", keys="0", action="whole"),
        Key(id="plan.pan-left", keys="H,shift+left", action="pan(-1,0)"),
        Key(id="plan.pan-down", keys="J,shift+down", action="pan(0,1)"),
        Key(id="plan.pan-up", keys="K,shift+up", action="pan(0,-1)"),
        Key(id="plan.pan-right", keys="L,shift+right", action="pan(1,0)"),
    ),
    "layers": (Key(id="plan.layer", keys="v", action="layer", shown=True),),
    "dispatch": (Key(id="case.write", keys="w", action="write"),),
    "health": (Key(id="health.refresh", keys="r", action="refresh_now", shown=True),),
    "shift": (
        Key(id="shifts.sign-on", keys="i", action="sign_on", shown=True, hub=True),
        Key(id="shifts.sign-off", keys="o", action="sign_off", shown=True, hub=True),
        Key(id="shifts.handover", keys="h", action="hand_over", shown=True, hub=True),
        Key(id="shifts.accept", keys="a", action="accept", shown=True, hub=True),
    ),
    "reports": (
        Key(id="reports.recount", keys="r", action="recount", shown=True),
        Key(id="reports.write", keys="w", action="write", shown=True),
    ),
    "scenes": (
        Key(id="scenes.tell", keys="t", action="tell('command')", shown=True, hub=True),
        Key(id="scenes.release", keys="r", action="tell('release')", shown=True, hub=True),
        Key(id="scenes.maintain", keys="m", action="tell('maintain')", hub=True),
        Key(id="scenes.pause", keys="p", action="suspend", shown=True, hub=True),
        Key(id="scenes.next", keys="v", action="turn(1)", shown=True),
        Key(id="scenes.previous", keys="left_curly_bracket", action="turn(-1)"),
    ),
    "shelf": (
        Key(id="shelf.longer", keys="right,l", action="choose(1)"),
        Key(id="shelf.shorter", keys="left,h", action="choose(-1)"),
        Key(id="shelf.one-shot", keys="space", action="one_shot"),
    ),
    "help": (Key(id="help.close", keys="escape,question_mark,f1,q", action="close"),),
    "command": (
        Key(id="command.leave", keys="escape", action="leave", shown=True),
        Key(id="command.complete", keys="tab", action="complete(1)", shown=True),
        Key(id="command.complete-back", keys="shift+tab", action="complete(-1)"),
        Key(id="command.older", keys="up,ctrl+p", action="recall(-1)"),
        Key(id="command.newer", keys="down,ctrl+n", action="recall(1)"),
    ),
    "jump": (Key(id="jump.leave", keys="escape,ctrl+o", action="leave"),),
    "palette": (
        Key(id="palette.close", keys="escape", action="close"),
        Key(id="palette.down", keys="down,ctrl+n", action="move(1)"),
        Key(id="palette.up", keys="up", action="move(-1)"),
    ),
    "dialog": (
        Key(id="dialog.cancel", keys="escape", action="cancel", shown=True),
        Key(id="dialog.accept", keys="enter", action="accept", shown=True),
    ),
}

# What may be in hand on a workplace, by the groups of its keys, and where: anywhere, if not said.
HELD: dict[tuple[str, ...], str | None] = {
    ("list", "marking"): None,
    ("pane",): None,
    ("list", "tiles"): "wall",
    ("plan",): "plan",
}
# What lies over a workplace and takes all keys.
DIALOGS: tuple[tuple[str, ...], ...] = (
    ("dialog", "list"),
    ("report", "dialog", "list"),
    ("shelf", "dialog"),
    ("help", "pane"),
    ("palette",),
    ("command",),
    ("jump",),
    ("opening",),
)

# Operations without a key, done from the palette where their screen is: what each one calls.
KEYLESS: dict[str, str] = {
    **{
        f"cases.{verb}": f"act('cases.{verb}')"
        for verb in (
            *("file", "reject", "return", "suspend", "resume", "cancel", "reopen", "edit"),
            *("note", "gather", "compare", "link", "duplicate", "escalate", "standdown", "read"),
        )
    },
    **{
        f"patrols.{verb}": f"act('patrols.{verb}')"
        for verb in (
            *("accept", "enroute", "onsite", "leave", "decline", "checkin", "assist", "amend"),
            *("reserve", "free", "withdraw", "restore", "onduty", "offduty"),
        )
    },
    "shifts.enrol": "app.enrol",
    "notices.test": "app.test_notice",
    "devices.command": "app.control('command')",
    "devices.release": "app.control('release')",
    "devices.maintain": "app.control('maintain')",
    "scenes.suspend": "app.control('suspend')",
    "scenes.resume": "app.control('resume')",
}

# Acts at this seat, which the palette offers everywhere; the hub has no say in them.
SEAT: dict[str, str] = {
    "app.bell-test": "app.bell_test",
    "app.bell": "app.toggle_bell",
}

# What each act calls, by its id.
ACTIONS: dict[str, str] = {
    **{key.id: key.action for group in GROUPS.values() for key in group},
    **KEYLESS,
}

NEEDS_HUB = frozenset(
    action.partition("(")[0]
    for action in (
        *(key.action for group in GROUPS.values() for key in group if key.hub),
        *KEYLESS.values(),
    )
)


def bindings(*groups: str) -> list[BindingType]:
    """Return Textual bindings for the keys of `groups`."""
    return [
        Binding(key.keys, key.action, key.id, show=key.shown, priority=key.first, id=key.id)
        for group in groups
        for key in GROUPS[group]
    ]
