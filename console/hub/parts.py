"""The hub's parts, each built from what it needs; nothing here decides anything."""

from __future__ import annotations

import asyncio

from console.clock import Clock, SteppedClock
from console.contract.hub import Beat
from console.contract.telemetry import Topics
from console.domain.alerts import FOREVER
from console.domain.ids import SensorId
from console.domain.readings import Reading
from console.domain.sites import Site
from console.hub.announcer import Announcer
from console.hub.answers import Answers
from console.hub.board import TREND_POINTS, Board
from console.hub.brokers import Broker, choose_broker
from console.hub.bus import Bus
from console.hub.compared_past import ComparedPast
from console.hub.condition import Gauges, RunningHub
from console.hub.desk import Desk
from console.hub.drill import Drill
from console.hub.embedded import EmbeddedBroker
from console.hub.engine import Engine
from console.hub.flow import Flow
from console.hub.foresight import Foresight
from console.hub.intake import Intake
from console.hub.journal import Journal
from console.hub.listening import listening
from console.hub.notices.post import Post
from console.hub.patrol_mail import PatrolMail
from console.hub.people import Seats
from console.hub.probe import warn_of_drops
from console.hub.tally import Tally
from console.hub.upkeep import Upkeep
from console.hub.web import make_app
from console.settings import Settings
from console.store.store import Store


class Parts:
    """Everything a running hub is made of, in the order it depends on each other."""

    def __init__(self, settings: Settings, site: Site, clock: Clock) -> None:
        topics = Topics(site.root, site.id)
        self._base = topics.base
        self.broker: Broker = choose_broker(settings, site)
        self.store = Store(settings.data, sensors=site.sensors())
        self.loaded = self.store.load()
        self.engine = Engine(
            site,
            self.loaded.alerts,
            next_alert=self.loaded.next_alert,
            cases=self.loaded.cases,
            kept=self.loaded.kept,
        )
        site = self.engine.site  # whose rules are those in force, whatever day it becomes
        self.engine.presence.load(self.loaded.devices)
        called = self.store.past_load.last_day()
        self.engine.load.recall(called)
        self.board = self._board(site)
        self.board.recall(called)
        self.engine.proving.comparing.past = ComparedPast(self.store, self.board)
        self.drill = Drill(clock, topics.clock) if isinstance(clock, SteppedClock) else None
        self.bus = Bus(self.store.facts, self._beat)
        self._post = Post(settings, site, drill=self.drill is not None)
        outbox = self._post.outbox(self.engine.casebook.case, self.loaded.kept)
        self.journal = Journal(self.engine, self.store, self.board, self.bus, outbox=outbox)
        self.tally = Tally()
        intake = Intake(site, self.engine, self.tally)
        self.flow = Flow(site, clock, self.engine, intake, journal=self.journal)
        self.upkeep = Upkeep(clock, self.engine, self.journal, self.store)
        self.desk = Desk(site, clock, self.engine, self.store, journal=self.journal)
        self.mail = PatrolMail(site, clock, self.engine.casebook, self.desk, tally=self.tally)
        self._settings, self._site, self._clock, self._topics = settings, site, clock, topics

    def connect(self) -> None:
        """Make what needs the broker's address, now that it runs, and start listening."""
        drill = self.drill is not None
        self.mailbox, self.link = listening(
            self.broker, self._topics, drill=drill, now=self._clock.now
        )
        if isinstance(self.broker, EmbeddedBroker):
            self.broker.on_rejection = self._rejected
        self.announcer = Announcer(self._site, self._clock, self.link, self.board)
        self.journal.on_facts(self.announcer.devices.tell)
        self.flow.told = self.announcer.devices.count
        self.journal.on_alerts(self.announcer.tell)
        self.journal.on_cases(self.announcer.tell_of_cases)
        gauges = Gauges(
            board=self.board,
            bus=self.bus,
            journal=self.journal,
            mailbox=self.mailbox,
            store=self.store,
            tally=self.tally,
        )
        condition = RunningHub(self._clock, self.broker, self.link, gauges, drill=self.drill)
        answers = Answers(self._site, self._clock, self.board, self.store, condition=condition)
        answers.rules.judging = self.engine
        answers.plant.works(self.engine.plant)
        why = Foresight(answers.history.why, self.engine.casebook, self.board)
        self.desk.foresee = why.foresee
        seats = Seats(self._settings.roles)
        self.app = make_app(answers, self.desk, self.bus, seats)
        self.link.start()

    async def probe(self) -> None:
        """Try whether someone else's broker keeps what it acknowledges; warn if not."""
        await warn_of_drops(self.broker, self.link, base=self._base)
        await asyncio.Event().wait()

    async def deliver(self) -> None:
        """Take notices to their channels, for ever."""
        await self._post.deliver(self._clock, self.journal)

    def history(self, sensor: SensorId, since: int, most: int) -> list[Reading]:
        """Return up to `most` of a sensor's newest readings since `since` (ms), oldest first."""
        if most <= TREND_POINTS:  # few of them cost no disk
            return [r for r in self.store.recent(sensor, most) if r.at >= since]
        return self.store.history(sensor, since, FOREVER, most)[::-1]

    async def close(self) -> None:
        """Leave in order: no more deliveries, broker down, store closed."""
        if hasattr(self, "link"):
            await asyncio.to_thread(self.link.stop)
        await self.broker.stop()
        self.store.close()

    def _board(self, site: Site) -> Board:
        board = Board(site.sensors())
        board.as_of = self.loaded.last_fact
        board.show_alerts(self.loaded.alerts)
        board.show_cases(self.loaded.cases)
        board.take_up(self.loaded.kept)
        board.show_devices(self.engine.presence.views())
        board.load(self.store.recent_all(TREND_POINTS))
        return board

    def _beat(self) -> Beat:
        speed = self.drill.speed if self.drill is not None else None
        return Beat(as_of=self.board.as_of, now=self._clock.now(), speed=speed)

    def _rejected(self, source: str, reason: str) -> None:
        self.tally.reject(source, reason, self._clock.now())
