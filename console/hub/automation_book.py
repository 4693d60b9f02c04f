"""Every automation of a site at work: what it waits for, what it tells, and what it undoes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from console.domain.automating import Given, begin, begun_on, conditions_of, end, obstacle, until_of
from console.domain.automation_facts import (
    AutomationBegan,
    AutomationEnded,
    AutomationFact,
    AutomationResumed,
    AutomationSuspended,
)
from console.domain.automations import Automation, AutomationState, Obstacle, Over, Reason
from console.domain.control_folding import Told
from console.domain.evaluation import Judgement, Picture
from console.domain.kept import Kept
from console.domain.reasons import reasons
from console.domain.sites import Site
from console.errors import NotFound, Refused
from console.hub.agenda import AUTOMATIONS, DEEDS, Agenda
from console.hub.automation_deeds import AutomationDeeds
from console.hub.automation_states import AutomationStates
from console.hub.changes import Changes
from console.hub.conditions_at_work import Asked, ConditionsAtWork
from console.hub.control_book import ControlBook
from console.hub.nearest import nearest

ALL = ""  # of whom the agenda keeps this: automations are looked at together, by priority


class AutomationBook:
    """Begins and ends automations; the rules are in `console.domain.automating`.

    Whenever a condition or a control turned, all are looked at once, those with a higher priority
    first: what begins, what ends, what is told next, what is brought back.
    """

    def __init__(
        self,
        site: Site,
        sight: Picture,
        controls: ControlBook,
        *,
        noted: tuple[Changes, Agenda],
        kept: Iterable[Kept],
    ) -> None:
        changes, self._agenda = noted
        self._zone = ZoneInfo(site.time_zone)
        self.sight = sight
        self._order = sorted(site.automations.values(), key=lambda one: -one.priority)
        self._rivals = {one.id: _rivals(one, self._order) for one in self._order}
        self._conditions = ConditionsAtWork(
            conditions_of(site.automations),
            sight,
            (self._agenda, AUTOMATIONS),
            zone=self._zone,
            turned=lambda _id, now: self._stir(now),
        )
        self.sensors = self._conditions.sensors
        self.automations = site.automations
        self.states = AutomationStates(site.automations, changes, kept)
        self._deeds = AutomationDeeds(site, controls, self.states, self._agenda)
        self._agenda.keep(DEEDS, self._reconsider)

    # What the hub reads ---------------------------------------------------------------

    def automation(self, id: str) -> Automation:
        """Return an automation; raise NotFound."""
        if id not in self.automations:
            found = nearest(id, self.automations)
            raise NotFound("no_such_automation", id=id, nearest=found)
        return self.automations[id]

    def judged(self, id: str, now: int, *, until: bool = False) -> Judgement:
        """Return how what an automation waits for, or what ends it, is at `now` (ms)."""
        return self._conditions.judged(until_of(id) if until else id, now)

    def obstacle(self, automation: Automation, now: int) -> Obstacle | None:
        """Return what keeps an automation from beginning now, though its time were there."""
        if self.states[automation.id].standing.active:
            return None
        return obstacle(automation, self.states[automation.id], self._given(automation, now), now)

    def begun_today(self, id: str, now: int) -> int:
        """Return how often an automation began on the local day of `now` (ms)."""
        return begun_on(self.states[id], self._today(now))

    # What the hub tells ---------------------------------------------------------------

    def begin(self, now: int) -> None:
        """Take up where the store left off; what the site has no more is over."""
        self._conditions.begin(now)
        for id in self.states.gone():
            self._deeds.bring_back_all(id, now)
        self.states.drop_gone(now)
        self._stir(now)

    def look_at(self, asked: Iterable[Asked], now: int) -> None:
        """Look again at what asks for one of these."""
        self._conditions.look_at(asked, now)

    def stir(self, asked: Asked, now: int) -> None:
        """Look again, at `now` (ms) but not here, at what asks for something that changed."""
        self._conditions.stir(asked, now)

    def suspend(self, id: str, told: Told, until: int | None) -> None:
        """Let an automation tell nothing until `until` (ms; None: until it is resumed)."""
        self.automation(id)
        standing = self.states[id].standing
        if standing.suspended and standing.suspended_until == until:
            return
        self._happen(AutomationSuspended(automation=id, until=until), told)

    def resume(self, id: str, told: Told) -> None:
        """Let an automation work again; raise Refused where it is not suspended."""
        self.automation(id)
        if not self.states[id].standing.suspended:
            raise Refused("not_suspended", id=id)
        self._happen(AutomationResumed(automation=id), told)

    # Inside ---------------------------------------------------------------------------

    def _stir(self, now: int) -> None:
        self._agenda.add(now, DEEDS, ALL)

    def _reconsider(self, _all: str, now: int) -> None:
        for automation in self._order:
            self._move(automation, now)
        for automation in self._order:
            self._deeds.carry_out(automation, now)

    def _move(self, automation: Automation, now: int) -> None:
        """Let an automation begin or end, if it does; a suspension lapses."""
        state = self.states[automation.id]
        until = state.standing.suspended_until
        if until is not None and until <= now:
            self._happen(AutomationResumed(automation=automation.id, lapsed=True), Told(at=now))
            state = self.states[automation.id]
        given = self._given(automation, now)
        if given.when is False and state.spent:
            state = self.states.put(replace(state, spent=False))
        fact: AutomationBegan | AutomationEnded | None
        if state.standing.active:
            fact = end(automation, state, given, self._deeds.at_work)
        else:
            fact = begin(automation, state, given, now)
        if fact is None:
            self._wait(automation, now)
            return
        because = self._because(automation, fact, now)
        self._happen(replace(fact, because=because), Told(at=now))

    def _wait(self, automation: Automation, now: int) -> None:
        """See to it that time wakes what waits for time alone: a rest, midnight, a suspension."""
        state = self.states[automation.id]
        standing = state.standing
        rested = (standing.ended_at or 0) + round(automation.rest_s * 1000)
        for moment in (standing.suspended_until, rested, self._midnight(state, now)):
            if moment is not None and moment > now:
                self._deeds.wake(moment)

    def _midnight(self, state: AutomationState, now: int) -> int | None:
        if self.automations[state.standing.automation].most_per_day is None or not state.begun:
            return None
        here = datetime.fromtimestamp(now / 1000, self._zone)
        tomorrow = datetime.fromtimestamp(now / 1000 + 86_400, self._zone).date()
        first = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=here.tzinfo)
        return round(first.timestamp() * 1000)

    def _happen(self, fact: AutomationFact, told: Told) -> None:
        self.states.happen(fact, told, self._today(told.at))
        self._stir(told.at)

    def _given(self, automation: Automation, now: int) -> Given:
        truths = self._conditions.truths
        rivals = [one for one in self._rivals[automation.id] if self._at_work(one)]
        return Given(
            when=truths[automation.id],
            until=truths.get(until_of(automation.id)),
            today=self._today(now),
            rival=any(one.priority >= automation.priority for one in rivals),
            outdone=any(one.priority > automation.priority for one in rivals),
        )

    def _because(
        self, automation: Automation, fact: AutomationBegan | AutomationEnded, now: int
    ) -> tuple[Reason, ...]:
        """Return the parts of a condition that made something happen, if one did."""
        if isinstance(fact, AutomationEnded) and fact.why not in (Over.UNTIL, Over.WHEN):
            return ()
        until = isinstance(fact, AutomationEnded) and fact.why is Over.UNTIL
        condition = automation.until if until and automation.until else automation.when
        found = self.judged(automation.id, now, until=until)
        return reasons(condition, found.parts, self.sight)

    def _at_work(self, automation: Automation) -> bool:
        return self.states[automation.id].standing.active and not automation.trial

    def _today(self, now: int) -> str:
        return datetime.fromtimestamp(now / 1000, self._zone).date().isoformat()


def _rivals(one: Automation, others: Iterable[Automation]) -> list[Automation]:
    """Return those that cannot be at work beside this one."""
    return [
        other
        for other in others
        if other is not one
        and (other.controls & one.controls or (one.apart and one.apart == other.apart))
    ]
