"""Putting right what is known of a case: which part of it, then as it should be."""

from __future__ import annotations

from collections.abc import Callable

from console.contract.case_course import EditCase
from console.contract.case_views import CaseView
from console.domain.cases import Step
from console.domain.ids import ZoneId
from console.domain.matters import Category
from console.domain.values import Priority
from console.screens.acting import Act, Asked, Scene
from console.screens.ask import Answers, Question, something
from console.screens.choose import Offer
from console.widgets import Entry
from console.wording import chosen, plain, priority_word, zone_name
from console.wording.deeds import Deed
from console.wording.matters import category_word
from console.wording.screens import say

FIELDS: dict[str, Deed] = {
    "title": Deed.FIELD_TITLE,
    "priority": Deed.FIELD_PRIORITY,
    "owner": Deed.FIELD_OWNER,
    "category": Deed.FIELD_CATEGORY,
    "zone": Deed.FIELD_ZONE,
    "reference": Deed.FIELD_REFERENCE,
}


def _now(scene: Scene, case: CaseView, field: str) -> str:
    """Return what a part is now, in words."""
    match field:
        case "zone":
            return zone_name(scene.live.mirror.site, case.zone) if case.zone else ""
        case "category":
            return category_word(case.category)
        case "priority":
            return priority_word(case.priority)
        case _:
            return plain(getattr(case, field) or "")


def _values(scene: Scene) -> dict[str, Callable[[], list[tuple[str, str]]]]:
    """Return what there is to choose from, for the parts that are chosen."""
    zones = scene.live.mirror.site.zones.values()
    return {
        "zone": lambda: [(zone.id, chosen(zone.name)) for zone in zones],
        "category": lambda: [(each.value, category_word(each)) for each in Category],
        "priority": lambda: [
            (each.value, priority_word(each)) for each in sorted(Priority, key=lambda p: -p.rank)
        ],
    }


def _which(act: Act, scene: Scene, said: Answers) -> Asked | None:
    case = scene.case
    if case is None:
        return None

    def row(field: str, word: Deed) -> Entry:
        return Entry(field, ((say(word), "strong"), (f"  {_now(scene, case, field)}", "muted")))

    return Offer(
        title=say(Deed.WHICH_FIELD, case=plain(case.id)),
        rows=lambda width: [row(field, word) for field, word in FIELDS.items()],
    )


def _value(act: Act, scene: Scene, said: Answers) -> Asked | None:
    case, field = scene.case, said[0]
    if case is None:
        return None
    called = say(Deed.NEW_VALUE, field=say(FIELDS[field]), case=plain(case.id))
    values = _values(scene).get(field)
    if values is None:
        now = _now(scene, case, field)
        hint = (say(Deed.NEW_HINT),)
        return Question(title=called, fields=hint, given=(now,), objection=something)
    found = values()
    return Offer(
        title=called,
        rows=lambda width: [Entry(key, ((word, "text"),)) for key, word in found],
        first=getattr(case, field),
    )


def _edited(scene: Scene, said: Answers) -> EditCase:
    if scene.case is None:
        raise ValueError("no case to edit")
    id, value = scene.case.id, said[1]
    match said[0]:
        case "zone":
            return EditCase(case=id, zone=ZoneId(value))
        case "category":
            return EditCase(case=id, category=Category(value))
        case "priority":
            return EditCase(case=id, priority=Priority(value))
        case "owner":
            return EditCase(case=id, owner=value)
        case "reference":
            return EditCase(case=id, reference=value)
        case _:
            return EditCase(case=id, title=value)


def _hindrance(scene: Scene) -> str | None:
    if scene.case is None:
        return say(Deed.NO_CASE)
    return say(Deed.CLOSED) if scene.case.step is Step.CLOSED else None


EDIT = Act(request=EditCase, key="e", hindrance=_hindrance, make=_edited, asks=(_which, _value))
