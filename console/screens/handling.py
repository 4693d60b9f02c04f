"""Taking notice of alerts, from any workplace that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from console.contract.alerts import AcknowledgeAlert, NoteAlert
from console.contract.views import AlertView
from console.domain.alerts import State
from console.domain.ids import TargetId
from console.keys import bindings
from console.screens.ask import Answers, Ask, Question, something
from console.screens.fitness import Matter
from console.screens.glance import act_on
from console.screens.servicing import Servicing
from console.screens.withholding import Withholding, names
from console.wording import plain
from console.wording.screens import Say, say

WAITING = (State.UNACKNOWLEDGED, State.RETURNED)


class Handling(Withholding, Servicing):
    """A workplace with alerts in hand."""

    BINDINGS = bindings("handling")

    def in_hand(self) -> AlertView | None:
        """Return the alert that is selected."""
        raise NotImplementedError

    def chosen(self) -> list[AlertView]:
        """Return the alerts to act on: those marked, or the one in hand."""
        alert = self.in_hand()
        return [alert] if alert is not None else []

    def matter(self) -> Matter | None:
        """Return the alerts to act on, or the case they are in."""
        return self.matter_of(self.chosen())

    def pointed_at(self) -> TargetId | None:
        """Return what the alert in hand is about."""
        alert = self.in_hand()
        return alert.target if alert is not None else None

    def subject(self) -> str | None:
        """Return the alert in hand, or the device selected."""
        alert, target = self.in_hand(), self.pointed_at()
        return alert.id if alert else target.partition("/")[0] if target else None

    def action_acknowledge(self, reason: str = "") -> None:
        """Acknowledge at once; several ask for a reason first, unless it was said already."""
        alerts = self.chosen()
        waiting = [alert for alert in alerts if alert.state in WAITING]
        what = names(waiting or alerts)
        if alerts and not waiting:
            withheld = any(alert.state.withheld for alert in alerts)
            word = Say.NOT_IN_QUEUE if withheld else Say.ALREADY_ACKNOWLEDGED
            self.tell(say(word, what=what))
        elif len(waiting) == 1 or reason:
            self._acknowledge(waiting, reason or None)
        elif waiting:
            title = say(Say.BULK_TITLE, count=len(waiting), what=what)
            fields = (say(Say.BULK_HINT),)
            question = Question(title=title, fields=fields, objection=something)

            def answered(answers: Answers | None) -> None:
                if answers is not None:
                    self._acknowledge(waiting, answers[0])

            self.app.push_screen(Ask(question), answered)

    def action_note(self) -> None:
        """Write a note on the alert in hand."""
        alert = self.in_hand()
        if alert is None:
            return
        title = say(Say.NOTE_TITLE, what=plain(act_on(alert)))
        question = Question(title=title, fields=(say(Say.NOTE_HINT),), objection=something)

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                note = NoteAlert(alert=alert.id, occurrence=alert.occurrence, note=answers[0])
                self.ask_hub([note])

        self.app.push_screen(Ask(question), answered)

    def _acknowledge(self, alerts: Sequence[AlertView], reason: str | None) -> None:
        self.unmark()
        bulk = len(alerts) if len(alerts) > 1 else None
        self.ask_hub(
            [
                AcknowledgeAlert(
                    alert=alert.id,
                    occurrence=alert.occurrence,
                    seen=alert.priority,
                    reason=reason,
                    bulk=bulk,
                )
                for alert in alerts
            ]
        )
