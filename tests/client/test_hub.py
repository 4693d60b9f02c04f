"""ask, do and follow over a real Unix socket, also when the other side misbehaves."""

from __future__ import annotations

import queue
import socket
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.client import stream as stream_module
from console.client.hub import HubClient
from console.client.stream import FellBehind
from console.contract.alerts import AcknowledgeAlert
from console.contract.codec import decode
from console.contract.facts import Fact, Unknown
from console.contract.hub import Beat
from console.contract.request import Receipt
from console.contract.views import Health, Page, ReadingView, Snapshot, WhoAmI
from console.domain.ids import AlertId
from console.errors import (
    Conflict,
    ConsoleError,
    HubUnreachable,
    NotFound,
    NotPermitted,
    Refused,
    SettingsError,
    StoreError,
)
from tests.client.small_hub import END, NOON, TEAR, SmallHub, fact, snapshot

WHO = WhoAmI(person="lin", seat="tty1", role="operator")
ACK = AcknowledgeAlert(alert=AlertId("A-1042"), occurrence=3, reason="seen")


def test_ask_returns_the_view(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.answer("/v1/whoami", WHO)
    small_hub.answer("/v1/snapshot", snapshot(7))
    assert client.ask("whoami", WhoAmI) == WHO
    assert client.ask("snapshot", Snapshot) == snapshot(7)


def test_a_newer_hub_may_say_more(small_hub: SmallHub, client: HubClient) -> None:
    said = b'{"person": "lin", "seat": "tty1", "role": "operator", "mood": "calm"}'
    small_hub.answer("/v1/whoami", said)
    assert client.ask("whoami", WhoAmI) == WHO


def test_a_query_carries_only_what_is_said(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.answer("/v1/whoami", WHO)
    start = datetime(2026, 11, 23, 12, tzinfo=UTC)
    client.ask("whoami", WhoAmI, scene=["air", "water"], start=start, limit=5, after=None)
    assert small_hub.asked[-1].query == {
        "scene": ["air", "water"],
        "start": ["2026-11-23T12:00:00+00:00"],
        "limit": ["5"],
    }


@pytest.mark.parametrize("view", ["alerts/..", "alerts/", "../whoami", "alerts/./x", ""])
def test_a_path_that_means_something_else_is_not_found(
    small_hub: SmallHub, client: HubClient, view: str
) -> None:
    with pytest.raises(NotFound):
        client.ask(view, WhoAmI)
    assert small_hub.asked == []


def test_hostile_ids_stay_one_segment(small_hub: SmallHub, client: HubClient) -> None:
    with pytest.raises(NotFound):
        client.ask("alerts/a?b#c %2f\x1b万", WhoAmI)
    assert small_hub.asked[-1].path == "/v1/alerts/a%3Fb%23c%20%252f%1B%E4%B8%87"


def test_do_posts_the_request_and_its_key(small_hub: SmallHub, client: HubClient) -> None:
    receipt = Receipt(operation="alerts.ack", fact=12, id="A-1042@3")
    small_hub.answer("/v1/alerts/ack", receipt)
    assert client.do(ACK, key="once") == receipt
    asked = small_hub.asked[-1]
    assert (asked.method, asked.headers["idempotency-key"]) == ("POST", "once")
    assert asked.headers["content-type"] == "application/json"
    assert decode(asked.body, AcknowledgeAlert) == ACK
    client.do(ACK)
    assert "idempotency-key" not in small_hub.asked[-1].headers


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (Refused, 422),
        (SettingsError, 400),
        (NotPermitted, 403),
        (NotFound, 404),
        (Conflict, 409),
        (StoreError, 503),
    ],
)
def test_refusals_arrive_as_what_they_are(
    small_hub: SmallHub, client: HubClient, kind: type[ConsoleError], status: int
) -> None:
    odd = {"by": "zhao", "code": "odd"}
    small_hub.refuse("/v1/alerts/ack", kind.__name__, "because", status, odd)
    with pytest.raises(kind) as caught:
        client.do(ACK)
    assert type(caught.value) is kind
    assert caught.value.code == "because"
    assert caught.value.parameters == {"by": "zhao", "code": "odd"}


@pytest.mark.parametrize("body", [b"", b"<html>", b"\xff", b"[]", b'{"error": 3}'])
def test_a_failure_without_reason_is_told_by_its_status(
    small_hub: SmallHub, client: HubClient, body: bytes
) -> None:
    small_hub.answer("/v1/whoami", body, 500)
    with pytest.raises(ConsoleError) as caught:
        client.ask("whoami", WhoAmI)
    assert caught.value.code == "hub_failed"
    assert caught.value.parameters == {"status": 500}


@pytest.mark.parametrize("body", [b"", b"{", b'"\xff"', b"{}"])
def test_an_answer_that_does_not_fit_is_an_error_of_ours(
    small_hub: SmallHub, client: HubClient, body: bytes
) -> None:
    small_hub.answer("/v1/whoami", body)
    with pytest.raises(ConsoleError) as caught:
        client.ask("whoami", WhoAmI)
    assert caught.value.code == "hub_answer_unreadable"


def test_pages_go_on_to_the_last(small_hub: SmallHub, client: HubClient) -> None:
    when = datetime(2026, 11, 23, tzinfo=UTC)
    readings = [ReadingView(at=when, value=float(n), quality=1) for n in range(3)]
    first = Page(items=tuple(readings[:2]), as_of=1, next="x y")
    second = Page(items=tuple(readings[2:]), as_of=2)
    small_hub.answer("/v1/history?limit=2", first)
    small_hub.answer("/v1/history?limit=2&end=x+y", second)
    pages = client.pages("history", Page[ReadingView], cursor="end", limit=2)
    assert list(pages) == [first, second]


def test_pages_that_never_end_are_given_up(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.answer("/v1/alerts", Page[WhoAmI](items=(WHO,), as_of=1, next="again"))
    with pytest.raises(ConsoleError, match="unreadable"):
        list(client.pages("alerts", Page[WhoAmI]))


def test_no_hub_names_the_address(tmp_path: Path) -> None:
    missing = tmp_path / "none.sock"
    with HubClient(missing) as client, pytest.raises(HubUnreachable) as caught:
        client.ask("whoami", WhoAmI)
    assert caught.value.code == "hub_unreachable"
    assert caught.value.parameters["address"] == str(missing)


def test_a_path_no_socket_can_have_is_unreachable(tmp_path: Path) -> None:
    with HubClient(tmp_path / ("long" * 40)) as client, pytest.raises(HubUnreachable):
        client.follow(0)


def test_a_hub_that_is_silent_is_unreachable(
    small_hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("console.client.hub.ANSWER_S", 0.1)
    small_hub.silent = True
    with HubClient(small_hub.socket) as client, pytest.raises(HubUnreachable) as caught:
        client.ask("whoami", WhoAmI)
    assert caught.value.code == "hub_silent"


def test_a_connection_closed_without_an_answer_is_unreachable(tmp_path: Path) -> None:
    path = tmp_path / "hub.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()

        def hang_up() -> None:
            accepted, _ = listener.accept()
            accepted.recv(1)
            accepted.close()

        rude = threading.Thread(target=hang_up)
        rude.start()
        with HubClient(path) as client, pytest.raises(HubUnreachable):
            client.ask("whoami", WhoAmI)
        rude.join()


def test_proxies_of_the_environment_are_not_asked(
    small_hub: SmallHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("SSL_CERT_FILE", "/nonexistent")
    small_hub.answer("/v1/whoami", WHO)
    with HubClient(small_hub.socket) as client:
        assert client.ask("whoami", WhoAmI) == WHO


def test_follow_yields_facts_and_beats_in_order(small_hub: SmallHub, client: HubClient) -> None:
    beat = Beat(as_of=8, now=NOON)
    with closing(client.follow(7)) as stream:
        follower = small_hub.follower()
        assert small_hub.asked[-1].query == {"after": ["7"]}
        said = b'id: 9\nevent: fact\ndata: {"n":9,"at":"2026-11-23T12:00:00Z",'
        for step in (
            fact(8),
            b": a comment\n\n",
            b"event: weather\ndata: fine\n\n",
            beat,
            said,  # torn in the middle of a line, with the rest of it late
            b'"what":{"type":"KiteFlown","case":"C-1"}}\n\n',
        ):
            follower.put(step)
        heard = [next(stream) for _ in range(3)]
    assert heard[:2] == [fact(8), beat]
    newer = heard[2]
    assert isinstance(newer, Fact)
    assert (newer.n, newer.what) == (9, Unknown(kind="KiteFlown"))


@pytest.mark.parametrize("ending", [END, TEAR])
def test_a_stream_that_ends_is_a_hub_out_of_reach(
    small_hub: SmallHub, client: HubClient, ending: object
) -> None:
    with closing(client.follow(0)) as stream:
        follower = small_hub.follower()
        follower.put(fact(1))
        follower.put(ending)
        assert next(stream) == fact(1)
        with pytest.raises(HubUnreachable):
            next(stream)
        with pytest.raises(HubUnreachable):
            next(stream)


def test_a_stream_that_falls_silent_is_a_hub_out_of_reach(
    small_hub: SmallHub, client: HubClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream_module, "SILENCE_S", 0.1)
    with closing(client.follow(0)) as stream, pytest.raises(HubUnreachable) as caught:
        next(stream)
    assert caught.value.code == "hub_silent"


def test_falling_behind_is_told_apart(small_hub: SmallHub, client: HubClient) -> None:
    with closing(client.follow(0)) as stream:
        small_hub.follower().put(b"event: lost\ndata: {}\n\n")
        with pytest.raises(FellBehind):
            next(stream)


def test_garbage_in_a_stream_is_an_error_of_ours(small_hub: SmallHub, client: HubClient) -> None:
    with closing(client.follow(0)) as stream:
        small_hub.follower().put(b"event: fact\ndata: {nonsense\n\n")
        with pytest.raises(ConsoleError, match="unreadable"):
            next(stream)


def test_a_refusal_to_be_followed(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.refuse("/v1/facts", "NotPermitted", "role_too_low", 403, {"role": "viewer"})
    with pytest.raises(NotPermitted) as caught:
        client.follow(0)
    assert caught.value.parameters == {"role": "viewer"}


def test_an_answer_that_is_no_stream_is_out_of_reach(
    small_hub: SmallHub, client: HubClient
) -> None:
    small_hub.answer("/v1/facts", WHO)
    with closing(client.follow(0)) as stream, pytest.raises(HubUnreachable):
        next(stream)


def test_close_frees_a_reader_that_waits(small_hub: SmallHub, client: HubClient) -> None:
    stream = client.follow(0)
    small_hub.follower().put(fact(1))
    heard: list[object] = []
    first = threading.Event()

    def read() -> None:
        for said in stream:
            heard.append(said)
            first.set()

    reader = threading.Thread(target=read)
    reader.start()
    assert first.wait(10)
    stream.close()
    reader.join(10)
    assert not reader.is_alive()
    assert heard == [fact(1)]
    stream.close()
    assert list(stream) == []


def test_asking_goes_on_beside_following(small_hub: SmallHub, client: HubClient) -> None:
    small_hub.answer("/v1/whoami", WHO)
    with closing(client.follow(0)):
        assert client.ask("whoami", WhoAmI) == WHO


def test_a_client_loads_nothing_it_does_not_need() -> None:
    code = (
        "import sys; from console.client.hub import HubClient; from pathlib import Path;"
        "HubClient(Path('x')); heavy = {'rich', 'click', 'pygments', 'asyncio', 'paho',"
        " 'httpx_sse', 'httpx._main', 'textual', 'sqlalchemy', 'litestar'};"
        "print(sorted(m for m in heavy if sys.modules.get(m)))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert found.stdout.strip() == "[]"


def test_whoever_waits_for_an_answer_is_let_go_when_the_client_closes(
    small_hub: SmallHub, client: HubClient
) -> None:
    small_hub.silent = True
    ended: queue.Queue[ConsoleError] = queue.Queue()

    def wait() -> None:
        try:
            client.ask("health", Health)
        except ConsoleError as error:
            ended.put(error)

    threading.Thread(target=wait, daemon=True).start()
    while not small_hub.asked:
        threading.Event().wait(0.005)
    client.close()
    assert isinstance(ended.get(timeout=3), HubUnreachable)
    with pytest.raises(HubUnreachable):
        client.ask("health", Health)
