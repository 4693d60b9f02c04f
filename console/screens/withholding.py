"""What an operator does about an alert besides taking notice: shelving, taking back, symptoms."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from console.clock import utc
from console.contract.alerts import (
    MarkSymptom,
    ReleaseSymptom,
    ShelveAlert,
    UnacknowledgeAlert,
    UnshelveAlert,
)
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import AlertId, DeviceId, ZoneId
from console.keys import bindings
from console.screens.choose import Choose, Offer, Picked
from console.screens.glance import INK_OF, act_on, age_of, device_name, matter
from console.screens.sending import Sending
from console.screens.shelf import AskShelf, Shelving
from console.widgets import Column, Entry, Fitted, Piece, fit_columns, row
from console.wording import plain, priority_glyph
from console.wording.queue import Queue
from console.wording.screens import minute, say

NAMED = 3  # so many are named in a title; beyond that how many more there are
CAUSES = (
    Column(key="glyph", width=2),
    Column(key="id", width=8, grow=1, most=10),
    Column(key="where", width=14, grow=4, most=30),
    Column(key="matter", width=12, grow=2, most=20),
    Column(key="near", width=10, rank=1, most=12, grow=1),
    Column(key="age", width=5, right=True),
)
Applies = Callable[[AlertView], bool]
# Where two acts share a key, which of them the alert in hand allows.
APPLIES: dict[str, Applies] = {
    "shelve": lambda alert: alert.shelf is None,
    "unshelve": lambda alert: alert.shelf is not None,
    "unacknowledge": lambda alert: alert.state is State.ACKNOWLEDGED,
    "mark_symptom": lambda alert: alert.symptom_of is None and alert.state.in_queue,
    "release_symptom": lambda alert: alert.symptom_of is not None,
}


class Withholding(Sending):
    """A workplace with alerts in hand that may be set aside."""

    BINDINGS = bindings("withholding")

    _offered: tuple[object, ...] = ()
    _asked_of: Sequence[AlertView] = ()
    _allows: Mapping[str, bool] = {}

    def chosen(self) -> list[AlertView]:
        """Return the alerts to act on."""
        raise NotImplementedError

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the alerts in hand allow."""
        if action in APPLIES and not self._allowed()[action]:
            return False
        return super().check_action(action, parameters)

    def offer_anew(self) -> None:
        """Name other keys where what is in hand allows other acts."""
        offered = tuple(self._allowed().values())
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _allowed(self) -> Mapping[str, bool]:
        """Return which acts some alert in hand allows; of many that are alike one is asked."""
        alerts = self._at_hand()
        if alerts is not self._asked_of or not alerts:
            kinds = {(a.state, a.shelf is None, a.symptom_of is None): a for a in alerts}
            self._asked_of, some = alerts, kinds.values()
            self._allows = {act: any(map(allows, some)) for act, allows in APPLIES.items()}
        return self._allows

    def action_shelve(self) -> None:
        """Ask for how long and why, and put the alerts aside."""
        alerts = self._fit("shelve")
        if not alerts:
            return
        live = self.live
        zone = live.mirror.site.time_zone
        word = Queue.SHELVE_TITLE if len(alerts) == 1 else Queue.SHELVE_MANY
        title = say(word, what=names(alerts), count=len(alerts))

        def until(for_s: float) -> str:
            return minute(utc(live.now() + round(for_s * 1000)), zone)

        def answered(shelving: Shelving | None) -> None:
            if shelving is not None:
                self.unmark()
                self.ask_hub(
                    [
                        ShelveAlert(
                            alert=alert.id,
                            for_s=shelving.for_s,
                            one_shot=shelving.one_shot,
                            reason=shelving.reason,
                        )
                        for alert in alerts
                    ]
                )

        self.app.push_screen(AskShelf(title, live.mirror.site.policy.shelve_max_s, until), answered)

    def action_unshelve(self) -> None:
        """Take the alerts off their shelves at once."""
        alerts = self._fit("unshelve")
        self.unmark()
        self.ask_hub([UnshelveAlert(alert=alert.id) for alert in alerts])

    def action_unacknowledge(self) -> None:
        """Take acknowledgements back at once: the alerts ask for a person again."""
        alerts = self._fit("unacknowledge")
        self.unmark()
        self.ask_hub([UnacknowledgeAlert(alert=a.id, occurrence=a.occurrence) for a in alerts])

    def action_mark_symptom(self) -> None:
        """Choose what the alerts follow from: standing alerts, those of the same zone first."""
        alerts = self._fit("mark_symptom")
        if not alerts:
            return
        what = names(alerts)
        causes = self._causes(alerts)
        if not causes:
            self.tell(say(Queue.SYMPTOM_ALONE, what=what), well=False)
            return
        zones = {self._zone(alert) for alert in alerts}

        def rows(width: int) -> list[Entry]:
            fitted = fit_columns(CAUSES, width - 1)
            return [self._cause_entry(cause, fitted, zones) for cause in causes]

        def answered(picked: Picked | None) -> None:
            if picked is not None:
                self.unmark()
                of = AlertId(picked.key)
                marks = [MarkSymptom(alert=a.id, occurrence=a.occurrence, of=of) for a in alerts]
                self.ask_hub(marks)

        title, text = say(Queue.SYMPTOM_TITLE, what=what), say(Queue.SYMPTOM_TEXT)
        self.app.push_screen(Choose(Offer(title=title, text=text, rows=rows)), answered)

    def action_release_symptom(self) -> None:
        """Let symptoms stand for themselves again, at once."""
        alerts = self._fit("release_symptom")
        self.unmark()
        self.ask_hub([ReleaseSymptom(alert=alert.id) for alert in alerts])

    def _cause_entry(
        self, cause: AlertView, fitted: Fitted, zones: Collection[ZoneId | None]
    ) -> Entry:
        site = self.live.mirror.site
        near = say(Queue.SAME_ZONE) if self._zone(cause) in zones else ""
        cells: dict[str, Piece] = {
            "glyph": (priority_glyph(cause.priority), INK_OF[cause.priority]),
            "id": (plain(act_on(cause)), "text"),
            "where": (device_name(site, cause.target), "strong"),
            "matter": (matter(site, cause, cause.value), "text"),
            "near": (near, "good"),
            "age": (age_of(self.live, cause), "muted"),
        }
        return Entry(cause.id, row(fitted, cells))

    def _causes(self, alerts: list[AlertView]) -> list[AlertView]:
        """Return what the alerts may follow from: the same zone first, then what came first."""
        own = {alert.id for alert in alerts}
        zones = {self._zone(alert) for alert in alerts}
        found = [a for a in self.live.lineup.queue if a.id not in own and a.standing]
        return sorted(found, key=lambda a: (self._zone(a) not in zones, a.order))

    def _zone(self, alert: AlertView) -> ZoneId | None:
        devices = self.live.mirror.site.devices
        device = devices.get(DeviceId(alert.target.partition("/")[0]))
        return device.zone if device is not None else None

    def _fit(self, action: str) -> list[AlertView]:
        return [alert for alert in self._at_hand() if APPLIES[action](alert)]

    def _at_hand(self) -> list[AlertView]:
        return self.chosen() if self.is_mounted and self.live.ready else []


def names(alerts: list[AlertView]) -> str:
    """Return the alerts as acts name them; of many the first few."""
    named = [plain(act_on(alert)) for alert in alerts]
    more = [f"+{len(named) - NAMED}"] if len(named) > NAMED + 1 else []
    return ", ".join(named[:NAMED] + more if more else named)
