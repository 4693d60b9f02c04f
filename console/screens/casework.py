"""What is done about a case in hand: remedies, reports for a unit, proof by hand, the close."""

from __future__ import annotations

from collections.abc import Callable

from console.contract.case_views import CaseView
from console.contract.cases import CloseCase, OpenCase, OrderRemedy
from console.domain.cases import Step
from console.domain.causes import USUAL, Action
from console.domain.ids import UnitId, ZoneId
from console.keys import bindings
from console.screens.ask import Answers, Ask, Question, something
from console.screens.caselist import out
from console.screens.choose import Choose, Offer, Picked
from console.screens.fitness import Matter
from console.screens.possible import closing
from console.screens.proving_deeds import FINISH, VERIFY
from console.screens.report_deed import ask_report
from console.screens.sending import Sending
from console.widgets import Entry, Line, between
from console.wording import (
    action_word,
    cause_word,
    chosen,
    plain,
    step_word,
    unit_name,
)
from console.wording.deeds import Deed
from console.wording.dispatch import Work, usual_party
from console.wording.keycaps import key_word
from console.wording.screens import say


class Casework(Sending):
    """A workplace with a case in hand."""

    BINDINGS = bindings("casework")

    def case_in_hand(self) -> CaseView | None:
        """Return the case that is selected."""
        raise NotImplementedError

    def subject(self) -> str | None:
        """Return the case in hand."""
        case = self.case_in_hand()
        return case.id if case is not None else None

    def matter(self) -> Matter | None:
        """Return the case in hand."""
        case = self.case_in_hand()
        return Matter(case) if case is not None else None

    def action_open_case(self) -> None:
        """Open a case by hand: where, and what it is about."""
        zones = self.live.mirror.site.zones.values()

        def rows(width: int) -> list[Entry]:
            nowhere = Entry("-", ((say(Work.NO_ZONE), "muted"),))
            return [*(Entry(zone.id, ((chosen(zone.name), "text"),)) for zone in zones), nowhere]

        def answered(picked: Picked | None) -> None:
            if picked is not None:
                zone = ZoneId(picked.key) if picked.key != "-" else None
                self.ask_hub([OpenCase(title=picked.answers[0], zone=zone)])

        hint = (say(Work.BY_HAND_HINT),)
        offer = Offer(title=say(Work.BY_HAND_TITLE), rows=rows, fields=hint)
        self.app.push_screen(Choose(offer), answered)

    def action_order(self) -> None:
        """Order a remedy: for each finding without one the usual first, then any other."""
        case = self._case()
        if case is None:
            return
        if not case.findings:
            self.tell(say(Work.NO_FINDING, case=plain(case.id)), well=False)
            return

        def answered(picked: Picked | None) -> None:
            if picked is not None:
                finding, _, action = picked.key.partition(":")
                order = OrderRemedy(
                    case=case.id,
                    finding=int(finding),
                    action=Action(action),
                    party=picked.answers[0],
                )
                self.ask_hub([order])

        offer = Offer(
            title=say(Work.ORDER_TITLE, case=plain(case.id)),
            rows=lambda width: order_rows(case, width),
            fields=(say(Work.ORDER_HINT),),
            given=lambda key: (usual_party(Action(key.partition(":")[2]), self.live.mirror.site),),
        )
        self.app.push_screen(Choose(offer), answered)

    def action_finish(self) -> None:
        """Say which remedy is done."""
        case = self._case()
        if case is None:
            return
        waiting = [remedy for remedy in case.remedies if remedy.done_at is None]
        if not waiting:
            self.tell(say(Work.NOTHING_TO_FINISH, case=plain(case.id)), well=False)
            return

        self.begin_on(FINISH, case)

    def action_report(self) -> None:
        """Report what a unit found, on its behalf."""
        case = self._case()
        if case is not None:
            self._with_unit(case, lambda unit: ask_report(self, case, unit))

    def action_verify(self) -> None:
        """Make sure by hand, where no sensor can."""
        case = self._case()
        if case is None:
            return
        if case.points:
            self.tell(say(Work.HAS_SENSOR, case=plain(case.id)), well=False)
            return

        self.begin_on(VERIFY, case)

    def action_close(self) -> None:
        """Close the case; what is not verified takes a reason."""
        case = self._case()
        if case is None:
            return
        why = closing(self.live, case)
        if why is not None:
            self.tell(say(Deed.CANNOT, act=key_word("cases.close"), why=why), well=False)
            return
        name = plain(case.id)
        if case.step is Step.VERIFIED:
            question = Question(title=say(Work.CLOSE_TITLE, case=name))
        else:
            question = Question(
                title=say(Work.CLOSE_UNVERIFIED_TITLE, case=name),
                text=_unverified(case),
                fields=(say(Work.CLOSE_REASON),),
                objection=something,
            )

        def answered(answers: Answers | None) -> None:
            if answers is not None:
                reason = answers[0] if answers else None
                close = CloseCase(case=case.id, unverified=bool(answers), reason=reason)
                self.ask_hub([close])

        self.app.push_screen(Ask(question), answered)

    def _case(self) -> CaseView | None:
        case = self.case_in_hand()
        if case is None:
            self.tell(say(Work.NOTHING_IN_HAND), well=False)
        return case

    def _with_unit(self, case: CaseView, act: Callable[[UnitId], None]) -> None:
        """Act for the unit selected, the only one out for the case, or the one then chosen."""
        units = [task.unit for task in out(case)]
        if not units:
            self.tell(say(Work.NO_UNIT_OUT, case=plain(case.id)), well=False)
        elif self.unit_in_hand() in units:
            act(UnitId(str(self.unit_in_hand())))
        elif len(units) == 1:
            act(units[0])
        else:
            site = self.live.mirror.site
            rows = [Entry(unit, ((unit_name(site, unit), "text"),)) for unit in units]
            offer = Offer(title=say(Work.WHICH_UNIT, case=plain(case.id)), rows=lambda width: rows)

            def chosen_one(picked: Picked | None) -> None:
                if picked is not None:
                    act(UnitId(picked.key))

            self.app.push_screen(Choose(offer), chosen_one)


def _unverified(case: CaseView) -> str:
    """Return what it means to close a case without a proof, and who has proposed that."""
    if case.proposal is not None:
        return say(Work.CLOSE_AGREES, person=plain(case.proposal.by))
    return say(Work.CLOSE_UNVERIFIED, step=step_word(case.step))


def order_rows(case: CaseView, width: int) -> list[Entry]:
    """Return what can be ordered, called by finding and action: what is usual and not yet ordered
    first; what is under way is not offered."""
    ordered = {(remedy.finding, remedy.action) for remedy in case.remedies}
    waiting = {(r.finding, r.action) for r in case.remedies if r.done_at is None}
    usual = [(f, action) for f in case.findings for action in USUAL[f.seen.cause]]
    fresh = [pair for pair in usual if (pair[0].number, pair[1]) not in ordered]
    # Findings nothing was ordered for yet come before second remedies.
    answered = {remedy.finding for remedy in case.remedies}
    fresh.sort(
        key=lambda pair: (pair[0].number in answered, USUAL[pair[0].seen.cause].index(pair[1]))
    )
    others = [
        (f, action)
        for f in case.findings
        for action in Action
        if (f, action) not in fresh and (f.number, action) not in waiting
    ]
    entries = []
    for finding, action in (*fresh, *others):
        name: Line = (
            (action_word(action), "strong"),
            (" ← ", "faint"),
            (f"{finding.number} ", "muted"),
            (cause_word(finding.seen.cause), "text"),
        )
        mark: Line = (
            ((say(Work.ORDER_USUAL), "good"),) if action in USUAL[finding.seen.cause] else ()
        )
        entries.append(Entry(f"{finding.number}:{action}", between(name, mark, width - 1)))
    return entries
