"""One mechanism for all that is not done every day: an act says when it is possible, what is to be
asked first, and which request comes of the answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import msgspec

from console.contract.case_views import CaseView
from console.contract.request import Request
from console.contract.views import AlertView
from console.domain.durations import seconds
from console.domain.ids import UnitId
from console.domain.values import Role
from console.live import Live
from console.screens.ask import Answers, Ask, Question, something
from console.screens.asking import AskingHub
from console.screens.choose import Choose, Offer, Picked
from console.wording import plain, role_word, unit_name
from console.wording.deeds import Deed
from console.wording.keycaps import key_word
from console.wording.lists import Acts
from console.wording.screens import say


class Scene(msgspec.Struct, frozen=True, kw_only=True):
    """What is in hand when something is to be done."""

    live: Live
    case: CaseView | None = None
    unit: UnitId | None = None
    alerts: tuple[AlertView, ...] = ()

    @property
    def what(self) -> str:
        """Return what is in hand, in words."""
        if self.case is not None:
            return plain(self.case.id)
        return unit_name(self.live.mirror.site, self.unit) if self.unit else ""


Asked = Offer | Question
Asking = Callable[["Act", Scene, Answers], Asked | None]


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do: `key` is its letter in a menu, `hindrance` says why it cannot be done now.

    What is to be asked first are its `asks`, each with what was answered so far (one that returns
    nothing need not be asked); `make` makes the request of all answers.
    """

    request: type[Request]
    key: str
    hindrance: Callable[[Scene], str | None]
    make: Callable[[Scene, Answers], Request]
    asks: tuple[Asking, ...] = ()
    word: Callable[[Scene], str] | None = None

    @property
    def id(self) -> str:
        """Return what the act is called by: its operation."""
        return self.request.operation

    def name(self, scene: Scene) -> str:
        """Return the act in words."""
        return self.word(scene) if self.word is not None else key_word(self.id)

    def why_not(self, scene: Scene) -> str | None:
        """Return why it cannot be done now, as far as can be told from here."""
        hindrance = self.hindrance(scene)
        if hindrance is None and role(scene.live) < self.request.role:
            return say(Acts.OF_ROLE, role=role_word(self.request.role))
        return hindrance


def role(live: Live) -> Role:
    """Return what the person at this seat may do."""
    name = live.mirror.who.role.upper() if live.mirror.ready else ""
    return Role[name] if name in Role.__members__ else Role.VIEWER


def go_through(here: AskingHub, act: Act, scene: Scene, said: Answers = (), step: int = 0) -> None:
    """Ask for what is not known yet, then have the act carried out."""
    for place in range(step, len(act.asks)):
        asked = act.asks[place](act, scene, said)
        if asked is None:
            continue
        answered = partial(_answered, here, act, scene, said, place + 1)
        if isinstance(asked, Offer):
            here.app.push_screen(Choose(asked), answered)
        else:
            here.app.push_screen(Ask(asked), answered)
        return
    here.ask_hub([act.make(scene, said)])


def _answered(here: AskingHub, act: Act, scene: Scene, *known: Any) -> None:
    said, step, answers = known
    if answers is not None:
        go_through(here, act, scene, (*said, *_flat(answers)), step)


def _flat(answers: Answers | Picked) -> Answers:
    return (answers.key, *answers.answers) if isinstance(answers, Picked) else answers


# what is asked


def title(act: Act, scene: Scene) -> str:
    """Return what a dialog is about: the act, and what it is done to."""
    return say(Deed.TITLE, act=act.name(scene), what=scene.what)


def ask_reason(act: Act, scene: Scene, said: Answers) -> Asked:
    """Ask for the reason."""
    return Question(title=title(act, scene), fields=(say(Deed.REASON),), objection=something)


def ask_words(word: Deed) -> Asking:
    """Return what asks for words, called `word`."""

    def ask(act: Act, scene: Scene, said: Answers) -> Asked:
        return Question(title=title(act, scene), fields=(say(word),), objection=something)

    return ask


def ask_time(usual: str) -> Asking:
    """Return what asks for how long and why; it is `usual` so long."""

    def ask(act: Act, scene: Scene, said: Answers) -> Asked:
        return Question(
            title=title(act, scene),
            fields=(say(Deed.FOR), say(Deed.REASON)),
            given=(usual,),
            objection=_no_time,
        )

    return ask


def _no_time(answers: Answers) -> str | None:
    length = seconds(answers[0])
    if length is None or length <= 0:
        return say(Deed.NO_DURATION, text=plain(answers[0]))
    return something(answers)


def first_of(hindrances: Sequence[tuple[bool, str]]) -> str | None:
    """Return the first thing that is in the way, if anything is."""
    return next((why for is_so, why in hindrances if is_so), None)
