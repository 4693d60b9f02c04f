"""How an alert is kept from the operator and given back (ISA-18.2 E, F and G).

Several things may withhold it at once; the strongest names its state. When the last one lets go
it is unacknowledged while its condition stands, else normal: never acknowledged, since nobody
has seen it as it now is.
"""

from __future__ import annotations

from msgspec.structs import replace

from console.domain.alert_facts import (
    Advanced,
    AlertFact,
    AlertMarkedSymptom,
    AlertPutBack,
    AlertReleased,
    AlertShelfEnding,
    AlertShelved,
    AlertSuppressed,
    AlertTakenOut,
    AlertUnshelved,
    AlertUnsuppressed,
    Quiet,
    Unshelving,
)
from console.domain.alerts import Alert, State
from console.domain.ids import AlertId
from console.domain.stimuli import PutBack, Shelve, Suppress, TakeOut, Unsuppress
from console.errors import Conflict, Refused

WARNING_MS = 900_000  # said so long before a shelf ends


def shelve(alert: Alert, stimulus: Shelve, now: int) -> Advanced:
    """Put it aside; whoever shelved it may do so again, anyone else comes too late."""
    shelf, before = stimulus.shelf, alert.shelf
    if before is not None and before.by != shelf.by:
        raise Conflict("already_shelved", id=alert.id, by=before.by, at=before.at)
    if before is not None and (before.until, before.one_shot) == (shelf.until, shelf.one_shot):
        return alert, ()
    quiet = _quiet(alert)
    alert = _stated(replace(alert, shelf=shelf), now)
    fact = AlertShelved(
        alert=alert.id,
        occurrence=alert.occurrence,
        until=shelf.until,
        one_shot=shelf.one_shot,
        state=alert.state,
        quiet=quiet,
    )
    return alert, (fact,)


def unshelve(alert: Alert, why: Unshelving, now: int) -> Advanced:
    """Take it back; raise Refused where it is on no shelf."""
    if alert.shelf is None and alert.state is not State.SHELVED:
        raise Refused("alert_not_shelved", id=alert.id)
    return unshelved(replace(alert, changed_at=now), why)


def unshelved(alert: Alert, why: Unshelving) -> Advanced:
    """Return the alert off its shelf."""
    alert = _restated(replace(alert, shelf=None))
    fact = AlertUnshelved(alert=alert.id, occurrence=alert.occurrence, why=why, state=alert.state)
    return alert, (fact,)


def shelf_due(alert: Alert) -> int | None:
    """Return when its shelf ends, or must be warned of (ms), if it has one."""
    shelf = alert.shelf
    if shelf is None:
        return None
    return shelf.until if shelf.warned else max(shelf.until - WARNING_MS, shelf.at)


def shelf_fell_due(alert: Alert, now: int) -> Advanced:
    """Warn of the end of its shelf, or end it (`now` in ms)."""
    shelf = alert.shelf
    if shelf is None:
        return alert, ()
    if shelf.until <= now:
        return unshelve(alert, Unshelving.EXPIRED, now)
    alert = replace(alert, shelf=replace(shelf, warned=True))
    if shelf.until - shelf.at <= WARNING_MS:
        return alert, ()  # so short a shelf was begun with its end in sight
    ending = AlertShelfEnding(
        alert=alert.id, occurrence=alert.occurrence, until=shelf.until, standing=alert.standing
    )
    return alert, (ending,)


def suppress(alert: Alert, stimulus: Suppress, now: int) -> Advanced:
    """Withhold it by design."""
    if stimulus.by in alert.suppressed_by:
        return alert, ()
    by = with_name(alert.suppressed_by, stimulus.by)
    withheld = _stated(replace(alert, suppressed_by=by), now)
    return withheld, (_kept_back(AlertSuppressed, alert, withheld, stimulus.by),)


def unsuppress(alert: Alert, stimulus: Unsuppress, now: int) -> Advanced:
    """Let one suppression go."""
    if stimulus.by not in alert.suppressed_by:
        return alert, ()
    by = without_name(alert.suppressed_by, stimulus.by)
    alert = _restated(replace(alert, suppressed_by=by, changed_at=now))
    return alert, (_let_go(AlertUnsuppressed, alert, stimulus.by),)


def take_out(alert: Alert, stimulus: TakeOut, now: int) -> Advanced:
    """Withhold it while what it watches is out of service."""
    if stimulus.by in alert.out_of_service:
        return alert, ()
    by = with_name(alert.out_of_service, stimulus.by)
    withheld = _stated(replace(alert, out_of_service=by), now)
    return withheld, (_kept_back(AlertTakenOut, alert, withheld, stimulus.by),)


def put_back(alert: Alert, stimulus: PutBack, now: int) -> Advanced:
    """Let it speak again once what it watches is in service."""
    if stimulus.by not in alert.out_of_service:
        return alert, ()
    by = without_name(alert.out_of_service, stimulus.by)
    alert = _restated(replace(alert, out_of_service=by, changed_at=now))
    return alert, (_let_go(AlertPutBack, alert, stimulus.by),)


def mark_symptom(alert: Alert, of: AlertId, now: int) -> Advanced:
    """Let it stand behind its cause."""
    if alert.symptom_of == of:
        return alert, ()
    marked = AlertMarkedSymptom(alert=alert.id, occurrence=alert.occurrence, of=of)
    return replace(alert, symptom_of=of, changed_at=now), (marked,)


def release(alert: Alert, now: int) -> Advanced:
    """Let it stand for itself again; what still stands must be looked at anew."""
    if alert.symptom_of is None:
        return alert, ()
    alert = replace(alert, symptom_of=None, changed_at=now)
    if alert.state is State.ACKNOWLEDGED:
        alert = _unowned(replace(alert, state=State.UNACKNOWLEDGED))
    released = AlertReleased(alert=alert.id, occurrence=alert.occurrence, state=alert.state)
    return alert, (released,)


def with_name(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return what withholds an alert, and one more, in order."""
    return tuple(sorted({*names, name}))


def without_name(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return what else withholds an alert."""
    return tuple(one for one in names if one != name)


def _kept_back(
    kind: type[AlertSuppressed] | type[AlertTakenOut], before: Alert, alert: Alert, by: str
) -> AlertFact:
    return kind(
        alert=alert.id,
        occurrence=alert.occurrence,
        by=by,
        state=alert.state,
        quiet=_quiet(before),
    )


def _let_go(kind: type[AlertUnsuppressed] | type[AlertPutBack], alert: Alert, by: str) -> AlertFact:
    return kind(alert=alert.id, occurrence=alert.occurrence, by=by, state=alert.state)


def _quiet(alert: Alert) -> Quiet | None:
    """Return what must be told of an alert that was normal, if it ever was raised."""
    if alert.state is not State.NORMAL or not alert.occurrence:
        return None
    return Quiet(
        rule=alert.rule,
        target=alert.target,
        priority=alert.priority,
        limit=alert.limit,
        value=alert.told,
        raised_at=alert.raised_at,
        order=alert.order,
        notes=alert.notes,
        episodes=alert.episodes,
    )


def _stated(alert: Alert, now: int) -> Alert:
    """Return the alert in the state of what withholds it."""
    withheld = alert.withheld
    if withheld is None or withheld is alert.state:
        return alert
    return _unowned(replace(alert, state=withheld, changed_at=now))


def _restated(alert: Alert) -> Alert:
    """Return the alert in the state it has once something let it go."""
    state = alert.withheld or (State.UNACKNOWLEDGED if alert.standing else State.NORMAL)
    return _unowned(replace(alert, state=state))


def _unowned(alert: Alert) -> Alert:
    return replace(alert, acknowledged_by=None, acknowledged_at=None)
