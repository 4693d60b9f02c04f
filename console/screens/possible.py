"""What can be done now about an alert or a case, with its key; and why the rest cannot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from rich.cells import cell_len

from console.contract.case_views import CaseView
from console.contract.registry import OPERATIONS
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.cases import Step
from console.domain.values import Role
from console.keys import GROUPS
from console.live import Live
from console.screens.caselist import out
from console.screens.glance import out_with
from console.widgets import Line, width_of, wrap
from console.widgets.scroll import Spot
from console.wording import plain, role_word
from console.wording.deeds import Deed
from console.wording.keycaps import key_cap, key_word
from console.wording.lists import Acts
from console.wording.screens import say

KEYS = {key.id: key for group in GROUPS.values() for key in group}
APART = 3
WAITING = (State.UNACKNOWLEDGED, State.RETURNED)


class Possible(msgspec.Struct, frozen=True):
    """One act, called as its operation; `why` says why it cannot be done now."""

    id: str
    why: str | None = None


def alert_acts(live: Live, alerts: Sequence[AlertView]) -> list[Possible]:
    """Return what could be done about the alerts in hand, what can be done first."""
    one = alerts[0]
    shelved = all(alert.shelf is not None for alert in alerts)
    behind = all(alert.symptom_of is not None for alert in alerts)
    gone = out_with(live, one.target) is not None
    found = {
        "alerts.ack": _acknowledging(alerts),
        "alerts.note": None,
        "alerts.unshelve" if shelved else "alerts.shelve": None,
        "cases.dispatch": None if live.mirror.site.units else say(Acts.NO_UNITS),
        "cases.open": _opening(live, alerts),
        "alerts.release" if behind else "alerts.symptom": None if behind else _following(live, one),
        "service.resume" if gone else "service.stop": None,
        "alerts.unack": None
        if any(alert.state is State.ACKNOWLEDGED for alert in alerts)
        else say(Acts.NOT_ACKNOWLEDGED),
    }
    return _sorted(live, found)


def case_acts(live: Live, case: CaseView) -> list[Possible]:
    """Return what could be done about a case, what can be done first."""
    waiting = any(remedy.done_at is None for remedy in case.remedies)
    found = {
        "cases.dispatch": _sending(live, case),
        "patrols.report": None if out(case) else say(Acts.NO_UNIT_OUT),
        "cases.remedy": None if case.findings else say(Acts.NO_FINDING),
        "cases.done": None if waiting else say(Acts.NOTHING_ORDERED),
        "cases.verify": _verifying(case),
        "cases.close": closing(live, case),
    }
    return _sorted(live, found)


def closing(live: Live, case: CaseView) -> str | None:
    """Return why a case cannot be closed now: without a proof one person proposes it, another
    one, a supervisor, agrees."""
    if case.step in (Step.COLLECTED, Step.CLOSED):
        return say(Deed.ONLY_COLLECTED if case.step is Step.COLLECTED else Deed.CLOSED)
    if case.step is Step.VERIFIED or case.proposal is None:
        return None
    if case.proposal.by == live.mirror.who.person:
        return say(Deed.OWN_PROPOSAL)
    return None if _role(live) >= Role.SUPERVISOR else _takes(Role.SUPERVISOR)


def _verifying(case: CaseView) -> str | None:
    if case.points:
        return say(Acts.HAS_SENSOR)
    return None if case.step in (Step.FED_BACK, Step.VERIFIED) else say(Deed.NOT_RETURNED)


def _sending(live: Live, case: CaseView) -> str | None:
    if not live.mirror.site.units:
        return say(Acts.NO_UNITS)
    return say(Deed.ONLY_COLLECTED) if case.step is Step.COLLECTED else None


def act_lines(
    acts: Sequence[Possible], caps: Mapping[str, str], width: int
) -> tuple[list[Line], list[Spot]]:
    """Return the acts as lines, and where on them each can be clicked: what can be done side by
    side, each other act struck beside its reason."""
    lines: list[Line] = [((say(Acts.TITLE), "title"),)]
    spots: list[Spot] = []
    line: Line = ()
    for act in (act for act in acts if act.why is None):
        cap, word = caps.get(act.id, ""), key_word(act.id)
        shown: Line = ((cap, "accent"), (f" {word}", "text"))
        start = width_of(line)
        if line and start + width_of(shown) > width:
            lines.append(line)
            line, start = (), 0
        spots.append(Spot(len(lines), start, start + width_of(shown), KEYS[act.id].action))
        line = (*line, *shown, (" " * APART, "text"))
    cap, word = caps.get("case.menu", ""), key_word("case.menu")
    menu: Line = ((cap, "accent"), (f" {word}", "muted"))
    if line and width_of(line) + width_of(menu) > width:
        lines, line = [*lines, line], ()
    if spots:
        spots.append(Spot(len(lines), width_of(line), width_of((*line, *menu)), "menu"))
        lines.append((*line, *menu))
    for act in (act for act in acts if act.why is not None):
        lines += _struck(f"{caps.get(act.id, '')} {key_word(act.id)}", act.why or "", width)
    return lines, spots


def _struck(act: str, why: str, width: int) -> list[Line]:
    """Return an act that cannot be done beside its reason, or above it where that is long."""
    shown: Line = ((act, "struck"),)
    if width_of(shown) + 2 + cell_len(why) <= width:
        return [(*shown, (f"  {why}", "muted"))]
    return [shown, *(((f"  {line}", "muted"),) for line in wrap(why, width - 2))]


def caps_of(active: Mapping[str, object]) -> dict[str, str]:
    """Return the cap of every act's key: as it is bound here now, or else as it usually is."""
    usual = {name: key_cap(key.keys.partition(",")[0]) for name, key in KEYS.items()}
    bound: dict[str, str] = {}
    for key, each in active.items():
        bound.setdefault(str(each.binding.id), key_cap(key))  # type: ignore[attr-defined]
    return usual | bound


def _sorted(live: Live, found: Mapping[str, str | None]) -> list[Possible]:
    """Add what holds for every act, and put what can be done first."""
    role = _role(live)
    acts: Iterable[Possible]
    if not live.evaluated:
        acts = [Possible(name, say(Acts.NO_HUB)) for name in found]
    else:
        least = {name: OPERATIONS[name].role for name in found}
        acts = [
            Possible(name, why if role >= least[name] else _takes(least[name]))
            for name, why in found.items()
        ]
    return sorted(acts, key=lambda act: act.why is not None)


def _acknowledging(alerts: Sequence[AlertView]) -> str | None:
    if any(alert.state in WAITING for alert in alerts):
        return None
    by = next((alert.acknowledged_by for alert in alerts if alert.acknowledged_by), None)
    if any(alert.state.withheld for alert in alerts):
        return say(Acts.WITHHELD)
    return say(Acts.ACKNOWLEDGED_BY, person=plain(by)) if by else say(Acts.ACKNOWLEDGED)


def _opening(live: Live, alerts: Sequence[AlertView]) -> str | None:
    cases = live.mirror.cases.values()
    chosen = {alert.id for alert in alerts} if cases else frozenset()
    case = next((case for case in cases if not chosen.isdisjoint(case.alerts)), None)
    return say(Acts.ALREADY_IN, case=plain(case.id)) if case is not None else None


def _following(live: Live, alert: AlertView) -> str | None:
    if not alert.state.in_queue:
        return say(Acts.WITHHELD)
    other = any(each.id != alert.id and each.standing for each in live.lineup.queue)
    return None if other else say(Acts.ALONE)


def _role(live: Live) -> Role:
    name = live.mirror.who.role.upper() if live.mirror.ready else ""
    return Role[name] if name in Role.__members__ else Role.VIEWER


def _takes(role: Role) -> str:
    return say(Acts.OF_ROLE, role=role_word(role))
