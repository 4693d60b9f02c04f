"""Views of rules: where one is used, and what concerns a sensor or device, and why."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from console.contract.views import AlertView
from console.domain.ids import TargetId
from console.domain.rules import Rule
from console.domain.sites import GuidanceFrom
from console.domain.values import Bilingual, Priority


class RuleDetail(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, whether its edition is in force on `day` (the site's), and where it is used;
    `following` is the edition that takes its place next."""

    rule: Rule
    day: date
    in_force: bool
    following: Rule | None = None
    used_by: tuple[TargetId, ...] = ()


class By(StrEnum):
    """What keeps a rule's alert at a target from the operator, or from being judged."""

    SHELF = "shelf"
    SUPPRESSION = "suppression"
    ONLY_WHEN = "only_when"
    OUT_OF_SERVICE = "out_of_service"
    DOUBT = "doubt"
    SYMPTOM = "symptom"


class Withheld(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that withholds: `what` names it (a suppression, what is out of service, the tests
    a doubtful sensor failed, a cause), `who` did it and until when, where that is known."""

    by: By
    what: str = ""
    who: str | None = None
    until: datetime | None = None
    note: str = ""


class JudgedView(msgspec.Struct, frozen=True, kw_only=True):
    """The newest figure a rule had to judge, measured `at`; it is evidence until `until`.

    With `least` not all of it is known, and the truth may be more.
    """

    value: float
    at: datetime
    until: datetime
    least: bool = False


class DelayView(msgspec.Struct, frozen=True, kw_only=True):
    """A level whose delay runs since `since` and has run at `due`: then it stands, or with
    `ending` it is over."""

    priority: Priority
    since: datetime
    due: datetime
    ending: bool = False


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """One rule at one target: whether its figures hold today, whose guidance is shown, and what
    withholds it. `unit` is the sensor's, `following` the edition that takes the rule's place next.

    `applies` is what its `only_when` says now: None where it has none, or where it is not known.
    `judged` is what it judged last and `delay` the delay that runs, both of the moment.
    """

    target: TargetId
    unit: str = ""
    rule: Rule
    in_force: bool
    following: Rule | None = None
    guidance: Bilingual | None = None
    guidance_from: GuidanceFrom | None = None
    applies: bool | None = None
    withheld: tuple[Withheld, ...] = ()
    alert: AlertView | None = None
    judged: JudgedView | None = None
    delay: DelayView | None = None


class Explanation(msgspec.Struct, frozen=True, kw_only=True):
    """All rules that concern a sensor (its device's as well) or a device (its sensors' as well)."""

    target: TargetId
    name: Bilingual
    day: date
    as_of: int
    concerns: tuple[Concern, ...]
