"""What stands for the value of an option or argument, by the key of its help."""

from __future__ import annotations

FILES, FOLDERS = "files", "folders"

# Things the hub knows, by a name in `things.KNOWN`; a file besides where a second is named.
THINGS: dict[str, tuple[str, ...]] = {
    "alert.ids": ("alerts",),
    "case.alert": ("alerts",),
    "of": ("alerts",),
    "case.ids": ("cases",),
    "report.case": ("cases",),
    "report.shift": ("handovers",),
    "report.html": (FILES,),
    "case": ("cases",),
    "gather.alert": ("alerts",),
    "link": ("cases",),
    "link.with": ("cases",),
    "duplicate.of": ("cases",),
    "unit.off": ("units",),
    "contact": ("parties",),
    "owner": ("persons",),
    "owner.only": ("persons",),
    "directive.to": ("persons",),
    "directive.about": ("targets",),
    "unit.ids": ("units",),
    "unit": ("units",),
    "unit.send": ("units",),
    "unit.own": ("units",),
    "sensor.ids": ("sensors",),
    "sensor.id": ("sensors",),
    "plot.ids": ("sensors",),
    "explain.id": ("sensors", "devices"),
    "device.ids": ("devices",),
    "control.id": ("controls",),
    "control.ids": ("controls",),
    "automation.ids": ("automations",),
    "maintain.ids": ("devices",),
    "device": ("devices",),
    "zone": ("zones",),
    "zone.case": ("zones",),
    "scene": ("scenes",),
    "scene.ids": ("scenes",),
    "kind": ("kinds",),
    "quantity": ("quantities",),
    "rule": ("rules",),
    "rule.ids": ("rules",),
    "suppression.ids": ("suppressions",),
    "handover.ids": ("handovers",),
    "handover.id": ("handovers",),
    "person": ("persons",),
    "notice.case": ("cases",),
    "notice.party": ("parties",),
    "notice.channel": ("channels",),
    "test.party": ("parties",),
    "test.channel": ("channels",),
    "service.ids": ("targets",),
    "log.about": ("subjects",),
    "log.only": ("subjects",),
    "theme.name": ("themes", FILES),
    "theme.files": ("themes", FILES),
    "story": ("stories", FILES),
    "site": ("sites", FILES),
    "site.check": ("sites", FILES),
    "rules.file": ("sites", FILES),
    "recording": (FILES,),
    "replay": (FILES,),
    "settings": (FILES,),
    "socket": (FILES,),
    "pin.file": (FILES,),
    "keys.file": (FILES,),
    "plot.svg": (FILES,),
    "data": (FOLDERS,),
    "data.demo": (FOLDERS,),
    "folder": (FOLDERS,),
}
ALL = "all"


def words(key: str) -> tuple[str, ...]:
    """Return the words of the house that can be given, if it is one of those."""
    match key:
        case "control.value":
            return ("on", "off", "open", "closed")
        case "language":
            return ("zh_CN", "en")
        case "language.board":
            return ("both", "zh", "en")
        case "web.host":
            return ("127.0.0.1", "localhost", "::1")
        case "shell":
            return ("bash", "zsh", "fish")
        case "account":
            return ("device", "console")
        case "until.ending":
            return ("closed",)
        case "patrol":
            return ("simulated", "none")
        case "heard.by":
            return ("radio", "phone", "chat", "in_person")
        case "rates.by":
            return ("zone", "category", "priority")
        case "proof":
            return ("reading", "inspection")
    return _of_the_domain(key)


def _of_the_domain(key: str) -> tuple[str, ...]:
    from console.domain.alerts import State
    from console.domain.case_facts import Outcome
    from console.domain.cases import Step
    from console.domain.causes import Action, Cause
    from console.domain.matters import Category, Source
    from console.domain.notices import NoticeState
    from console.domain.rollups import Per
    from console.domain.shifts import HandoverStep
    from console.domain.values import Priority, Role

    known: dict[str, tuple[str, ...]] = {
        "state": (*State, ALL),
        "notice.state": tuple(NoticeState),
        "until.state": tuple(State),
        "priority": tuple(Priority),
        "warning": tuple(Priority),
        "critical": tuple(Priority),
        "category": tuple(Category),
        "category.only": tuple(Category),
        "source": tuple(Source),
        "source.only": tuple(Source),
        "priority.case": tuple(Priority),
        "priority.only": tuple(Priority),
        "step": (*Step, ALL),
        "until.step": tuple(Step),
        "outcome": tuple(Outcome),
        "cause": tuple(Cause),
        "amend.cause": tuple(Cause),
        "action": tuple(Action),
        "handover.step": tuple(HandoverStep),
        "by.stretch": tuple(Per),
        "as.role": tuple(role.name.lower() for role in Role),
    }
    return tuple(map(str, known.get(key, ())))
