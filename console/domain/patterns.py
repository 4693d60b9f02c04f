"""Episodes that come back: when they are so many that they are one matter, and when no more."""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.alert_facts import Advanced, EpisodeCounted
from console.domain.alerts import EPISODES_MOST, FOREVER, Alert, Episode
from console.domain.lanes import judged
from console.domain.rules import RecurringRule


def counts(rule: RecurringRule, episode: Episode) -> bool:
    """Tell whether the rule counts an episode: only short ones are a pattern."""
    return episode.ended - episode.began < round(rule.shorter_than_s * 1000)


def remember(rule: RecurringRule, alert: Alert, episode: Episode) -> Advanced:
    """Take note of an episode that is over; too long a one changes nothing."""
    if not counts(rule, episode) or episode in alert.episodes:
        return alert, ()
    episodes = tuple(sorted((*alert.episodes, episode), key=_ended))[-EPISODES_MOST:]
    counted = EpisodeCounted(alert=alert.id, occurrence=alert.occurrence, episode=episode)
    return replace(alert, episodes=episodes), (counted,)


def recount(rule: RecurringRule, alert: Alert, now: int) -> Alert:
    """Judge the pattern by the episodes that ended within its stretch before `now` (ms)."""
    since = now - round(rule.within_s * 1000)
    recent = sum(episode.ended > since for episode in alert.episodes)
    active = recent >= rule.times
    return replace(alert, lanes=judged(rule, alert, active, now), evidence_until=FOREVER)


def recount_due(rule: RecurringRule, alert: Alert) -> int | None:
    """Return when too few episodes are left for a pattern that is active (ms)."""
    if len(alert.episodes) < rule.times or not any(lane.active for lane in alert.lanes):
        return None
    return alert.episodes[-rule.times].ended + round(rule.within_s * 1000)


def _ended(episode: Episode) -> tuple[int, int]:
    return episode.ended, episode.began
