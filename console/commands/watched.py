"""What somebody watches, told as it happens: the one way, whatever it is that is watched."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Generic, TypeVar

from console.contract.facts import Fact, Unknown
from console.contract.hub import Hub
from console.contract.views import Snapshot
from console.domain.sites import Site
from console.errors import NotFound
from console.printing import GAP, Format, json_text, put
from console.wording import local, plain, sentence

Id = TypeVar("Id", bound=str)
Known = TypeVar("Known")


class WatchedThings(ABC, Generic[Id, Known]):
    """Prints the facts about things that are wanted, and waits for a `goal` if there is one.

    With ids, the goal is that every one of them has come so far, also at the start; without,
    that any which fits comes so far.
    """

    def __init__(
        self,
        hub: Hub,
        wanted: Set[Id],
        query: Mapping[str, Set[str]],
        *,
        goal: StrEnum | None,
        how: Format,
    ) -> None:
        snapshot = hub.ask("snapshot", Snapshot)
        self.as_of = snapshot.as_of
        self._hub = hub
        self._site = snapshot.site
        self._wanted = wanted
        self._query = query
        self._goal = goal
        self._how = how
        self._known = self._listed(snapshot)
        self._came_to: StrEnum | None = None
        for id in wanted:
            self._remembered(id)

    def take(self, fact: Fact) -> bool:
        """Print a fact if it is about something that is wanted; tell whether it was."""
        id = None if isinstance(fact.what, Unknown) else self._about(fact)
        if id is None:
            return False
        known = self._begun(fact)
        if known is None:
            before = self._remembered(id)
            if before is None:
                return False
            known = self._after(before, fact)
        self._known[id] = known
        if not self._fits(id, known):
            return False
        self._came_to = self._place(known)
        self._print(fact, id)
        return True

    def reached(self) -> bool:
        """Tell whether the goal is."""
        if self._goal is None:
            return False
        if self._wanted:
            return all(self._place(self._known[id]) is self._goal for id in self._wanted)
        return self._came_to is self._goal

    # What differs from one kind of thing to another ----------------------------------------

    @abstractmethod
    def _listed(self, snapshot: Snapshot) -> dict[Id, Known]:
        """Return what the snapshot knows."""

    @abstractmethod
    def _asked(self, hub: Hub, id: Id) -> Known:
        """Return what the hub knows of one that the snapshot leaves out; raise NotFound."""

    @abstractmethod
    def _about(self, fact: Fact) -> Id | None:
        """Return what a fact is about."""

    @abstractmethod
    def _begun(self, fact: Fact) -> Known | None:
        """Return what is known by a fact with which all begins anew."""

    @abstractmethod
    def _after(self, before: Known, fact: Fact) -> Known:
        """Return what is known after a fact."""

    @abstractmethod
    def _place(self, known: Known) -> StrEnum:
        """Return how far it has come."""

    @abstractmethod
    def _facets(self, known: Known, site: Site) -> Mapping[str, Set[str]]:
        """Return what a filter can ask for."""

    def _shown(self, id: Id, fact: Fact) -> str:
        """Return the id to print for a fact."""
        return id

    # Inside ----------------------------------------------------------------------------------

    def _remembered(self, id: Id) -> Known | None:
        if id not in self._known:
            try:
                self._known[id] = self._asked(self._hub, id)
            except NotFound:
                if id in self._wanted:
                    raise
                return None
        return self._known[id]

    def _fits(self, id: Id, known: Known) -> bool:
        if self._wanted and id not in self._wanted:
            return False
        have = self._facets(known, self._site)
        return all(have.get(name, frozenset()) & values for name, values in self._query.items())

    def _print(self, fact: Fact, id: Id) -> None:
        match self._how:
            case Format.TABLE:
                put(local(fact.at) + GAP + sentence(fact, self._site, here=True))
            case Format.IDS:
                put(plain(self._shown(id, fact)))
            case _:
                put(json_text(fact))
