"""Acts asked for and not yet seen to be done: each is marked until its fact is in the picture.

Pure: whoever holds it says what was asked, answered and seen, and when (seconds).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from console.contract.alerts import NoteAlert
from console.contract.request import Request
from console.contract.sensors import RecordReading
from console.contract.shifts import WriteLog

CONFIRM_S = 5.0  # after so long without its fact, people are told
KEPT_S = 60.0  # after so long a mark says nothing any more
# Acts waiting at once. One more is not asked for: whoever waits for so many waits for the hub.
ACTS_MOST = 1_000

# What only adds to the record hinders nothing else, and nothing hinders it.
ADDING = (NoteAlert, RecordReading, WriteLog)
_NAMES = ("alert", "case", "unit", "sensor", "target", "handover", "person")


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One request on its way, asked at `asked` (s); `fact` is what the hub answered it with.

    `gone`: no answer will come, so nobody knows whether it was done. `told`: people were told
    that it is not confirmed.
    """

    ticket: int
    request: Request
    objects: tuple[str, ...]
    asked: float
    fact: int | None = None
    gone: bool = False
    told: bool = False

    @property
    def hinders(self) -> bool:
        """Tell whether another act on the same thing has to wait."""
        return not self.gone and not isinstance(self.request, ADDING)


class Hindrance(msgspec.Struct, frozen=True):
    """Why requests cannot be asked for now: `act` is on its way, or too many are."""

    act: Act | None = None


class Pending:
    """Everything asked for and not yet settled, oldest first."""

    def __init__(self) -> None:
        self._acts: dict[int, Act] = {}
        self._on: dict[str, list[int]] = {}
        self._last = 0
        self._seen = 0

    def __len__(self) -> int:
        return len(self._acts)

    def acts(self) -> Sequence[Act]:
        """Return what is not settled, oldest first."""
        return tuple(self._acts.values())

    def on(self, thing: str) -> Act | None:
        """Return the newest act on an alert, case, unit, sensor or place; `None` if all is done."""
        tickets = self._on.get(thing) if self._on else None
        return self._acts[tickets[-1]] if tickets else None

    def hindrance(self, requests: Sequence[Request]) -> Hindrance | None:
        """Return why `requests` must not be asked for now, if they must not."""
        if not self._acts and len(requests) <= ACTS_MOST:
            return None
        if len(self._acts) + len(requests) > ACTS_MOST:
            return Hindrance()
        for request in requests:
            for thing in () if isinstance(request, ADDING) else objects_of(request):
                for ticket in self._on.get(thing, ()):
                    if self._acts[ticket].hinders:
                        return Hindrance(self._acts[ticket])
        return None

    def free(self, requests: Iterable[Request]) -> list[Request]:
        """Return those of `requests` that nothing on its way hinders."""
        return [request for request in requests if self.hindrance([request]) is None]

    def begin(
        self, requests: Iterable[Request], now: float, *, also: Iterable[str] = ()
    ) -> tuple[int, ...]:
        """Mark what `requests` are about, and `also`; return a ticket for each."""
        begun = []
        for request in requests:
            self._last += 1
            objects = tuple(dict.fromkeys((*objects_of(request), *also)))
            act = Act(ticket=self._last, request=request, objects=objects, asked=now)
            self._acts[act.ticket] = act
            for thing in objects:
                self._on.setdefault(thing, []).append(act.ticket)
            begun.append(act.ticket)
        return tuple(begun)

    def done(self, ticket: int, fact: int) -> None:
        """The hub did it: it is in the picture once that is as of `fact`."""
        if ticket in self._acts and fact > self._seen:
            self._acts[ticket] = replace(self._acts[ticket], fact=fact)
        else:
            self._settle(ticket)

    def refused(self, ticket: int) -> None:
        """The hub did not do it: there is nothing to wait for."""
        self._settle(ticket)

    def unanswered(self, ticket: int) -> None:
        """No answer came, and none will: only the picture can tell whether it was done."""
        if ticket in self._acts:
            self._acts[ticket] = replace(self._acts[ticket], gone=True)

    def seen(self, as_of: int, *, whole: bool = False) -> None:
        """The picture is as of a fact now; a `whole` one was asked for just now, and settles what
        was left unanswered before."""
        self._seen = as_of
        for act in self.acts():
            if (act.fact is not None and act.fact <= as_of) or (whole and act.gone):
                self._settle(act.ticket)

    def overdue(self, now: float) -> list[Act]:
        """Return, once, each act that is not confirmed for too long; let go of the oldest."""
        late = []
        for act in self.acts():
            if now - act.asked >= KEPT_S and (act.gone or act.fact is not None):
                self._settle(act.ticket)
            elif now - act.asked >= CONFIRM_S and not act.told and not act.gone:
                self._acts[act.ticket] = replace(act, told=True)
                late.append(self._acts[act.ticket])
        return late

    def _settle(self, ticket: int) -> None:
        act = self._acts.pop(ticket, None)
        for thing in act.objects if act is not None else ():
            left = [other for other in self._on[thing] if other != ticket]
            if left:
                self._on[thing] = left
            else:
                del self._on[thing]


def objects_of(request: Request) -> tuple[str, ...]:
    """Return what a request is about: ids of alerts, cases, units, places; else its own name."""
    named = [str(value) for name in _NAMES if (value := getattr(request, name, None))]
    named += [str(alert) for alert in getattr(request, "alerts", ())]
    return tuple(dict.fromkeys(named)) or (request.operation,)
