"""Alerts as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.commands.episode_texts import episode_texts
from console.contract.load_views import AlertPage
from console.contract.views import AlertDetail, AlertView
from console.domain.ids import SensorId
from console.domain.sites import Site
from console.domain.values import Priority
from console.printing import Column, Listing
from console.wording import (
    chosen,
    figure,
    local,
    plain,
    priority_glyph,
    priority_word,
    rule_name,
    sentence,
    state_word,
    target_name,
)
from console.wording.commands import say
from console.wording.names import place_name, suppression_name

_STYLES = {Priority.CRITICAL: "bold red", Priority.HIGH: "red", Priority.MEDIUM: "yellow"}

_SHELF: tuple[Column[AlertView], ...] = (
    Column("until", lambda alert: "" if alert.shelf is None else local(alert.shelf.until)),
)


def alert_listing(page: AlertPage, site: Site | None) -> Listing[AlertView]:
    """Return alerts as a table; without a site, things go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.alerts",
        beside={"symptoms": page.symptoms, "flood": page.flood},
        name=lambda alert: f"{alert.id}@{alert.occurrence}",
        columns=(
            Column("id", lambda alert: plain(f"{alert.id}@{alert.occurrence}")),
            Column("priority", _priority, style=lambda alert: _STYLES.get(alert.priority, "")),
            Column("state", lambda alert: state_word(alert.state)),
            Column("target", lambda alert: _target(site, alert)),
            Column("rule", lambda alert: _rule(site, alert)),
            Column("value", lambda alert: figure(alert.value), right=True),
            Column("limit", lambda alert: figure(alert.limit), right=True),
            Column("unit", lambda alert: _unit(site, alert)),
            Column("raised", lambda alert: local(alert.raised_at)),
            Column("acknowledged_by", lambda alert: plain(alert.acknowledged_by or "")),
            *(_SHELF if any(alert.shelf is not None for alert in page.items) else ()),
        ),
    )


def alert_fields(detail: AlertDetail, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return an alert in full."""
    alert = detail.alert
    yield "id", plain(f"{alert.id}@{alert.occurrence}")
    yield "priority", _priority(alert)
    yield "state", state_word(alert.state)
    yield "target", f"{_target(site, alert)} ({plain(alert.target)})"
    yield "rule", f"{_rule(site, alert)} ({plain(alert.rule)})"
    yield "value", _measured(site, alert, alert.value)
    yield "limit", _measured(site, alert, alert.limit)
    yield "episodes", "\n".join(episode_texts(alert.episodes, site.time_zone if site else "UTC"))
    yield "raised", local(alert.raised_at)
    yield "changed", local(alert.changed_at)
    if alert.acknowledged_by is not None:
        yield "acknowledged_by", plain(alert.acknowledged_by)
        yield "acknowledged_at", local(alert.acknowledged_at)
    yield from _withheld(alert, site)
    if alert.symptom_of is not None:
        yield "symptom_of", plain(alert.symptom_of)
    yield "symptoms", plain(" ".join(detail.symptoms))
    if detail.guidance is not None:
        yield "guidance", chosen(detail.guidance)
    if site is not None:
        told = (f"{local(fact.at)}  {sentence(fact, site, here=True)}" for fact in detail.history)
        yield "history", "\n".join(told)


def _withheld(alert: AlertView, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return what keeps an alert from the operator."""
    if (shelf := alert.shelf) is not None:
        message = "shelf.one.shot" if shelf.one_shot else "shelf.until"
        until, reason = local(shelf.until), shelf.reason
        yield "shelf", say(message, until=until, person=shelf.by, reason=reason)
    by = (suppression_name(site, id) if site else plain(id) for id in alert.suppressed_by)
    yield "suppressed_by", "\n".join(by)
    out = (place_name(site, id) if site else plain(id) for id in alert.out_of_service)
    yield "out_with", "\n".join(out)


def _priority(alert: AlertView) -> str:
    return f"{priority_glyph(alert.priority)} {priority_word(alert.priority)}"


def _target(site: Site | None, alert: AlertView) -> str:
    return target_name(site, alert.target) if site else plain(alert.target)


def _unit(site: Site | None, alert: AlertView) -> str:
    sensor = site.sensors().get(SensorId(alert.target)) if site else None
    return plain(sensor.unit) if sensor else ""


def _measured(site: Site | None, alert: AlertView, value: float | None) -> str:
    return figure(value) if value is None else f"{figure(value)} {_unit(site, alert)}".rstrip()


def _rule(site: Site | None, alert: AlertView) -> str:
    return rule_name(site, alert.rule) if site else plain(alert.rule)
