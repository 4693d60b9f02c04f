"""A patrol with nothing but the stock clients."""

from __future__ import annotations

import itertools
import json
import subprocess
from typing import Any

from console.contract.telemetry import Topics
from tests.hubs import PATIENCE_S, HubProcess, publish

IDS = itertools.count(1)  # over all phones: an id is never used again


class StockPatrol:
    """One unit's phone: `mosquitto_sub` for its task and answers, `mosquitto_pub` to speak."""

    def __init__(self, hub: HubProcess, unit: str) -> None:
        self._hub = hub
        self._topics = Topics(hub.site.root, hub.site.id)
        self._unit = unit
        # The broker keeps answers for this session while the phone sleeps.
        self._session = ("-i", f"phone-{unit}", "-c", "-t", self._topics.patrol_answer(unit))
        self._subscribe(*self._session, "-E")

    def task(self) -> dict[str, Any] | None:
        """Return the retained task, if there is one."""
        topic = self._topics.patrol(self._unit)
        said = self._subscribe("-t", topic, "-C", "1", "-W", "2", "--retained-only")
        return json.loads(said) if said.strip() else None

    def say(self, assignment: str, act: str, **more: Any) -> dict[str, Any]:
        """Say something and return the answer to it."""
        saying = {"id": f"m-{next(IDS)}", "assignment": assignment, "act": act, **more}
        return self.send(json.dumps(saying))

    def send(self, payload: str | bytes, *options: str) -> dict[str, Any]:
        """Publish a raw report and return the answer to it."""
        access = self._hub.access("device")
        publish(access, self._topics.patrol_report(self._unit), payload, *options)
        said = self._subscribe(*self._session, "-C", "1", "-W", str(int(PATIENCE_S)))
        answer: dict[str, Any] = json.loads(said)
        return answer

    def answers(self) -> list[dict[str, Any]]:
        """Return the answers that wait, to whatever was said."""
        said = self._subscribe(*self._session, "-W", "1")
        return [json.loads(line) for line in said.splitlines()]

    def _subscribe(self, *options: str) -> str:
        done = subprocess.run(
            self._command(*options), capture_output=True, text=True, timeout=PATIENCE_S, check=False
        )
        return done.stdout

    def _command(self, *options: str) -> list[str]:
        access = self._hub.access("device")
        command = ["mosquitto_sub", "-h", access.host, "-p", str(access.port), "-q", "1"]
        if access.username is not None:
            command += ["-u", access.username, "-P", access.password or ""]
        return [*command, *options]
