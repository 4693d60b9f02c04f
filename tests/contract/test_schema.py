"""Nothing that fits the hub's own document, or nearly does, makes it fail."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hubs import HubProcess, running_hub
from tests.sites import probe, small_site

pytestmark = pytest.mark.real

LIMITED = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    with running_hub(tmp_path_factory.mktemp("hub"), small_site(probe("p1"))) as running:
        yield running


@pytest.fixture(scope="module")
def raw(hub: HubProcess) -> Iterator[httpx.Client]:
    transport = httpx.HTTPTransport(uds=str(hub.settings.socket))
    with httpx.Client(transport=transport, base_url="http://hub", timeout=10) as client:
        yield client


VIEWS = [
    "alerts",
    "alerts/{x}",
    "sensors",
    "sensors/{x}/{x}",
    "sensors/p1/pm10/history",
    "sensors/p1/pm10/history?by=minute",
    "sensors/p1/pm10/history?by=hour",
    "devices",
    "devices/{x}",
    "scenes",
    "scenes/{x}",
    "rules",
    "snapshot",
    "health",
    "whoami",
    "broker",
]
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.integers().map(str) | st.sampled_from(
    ["9" * 5_000, "9" * 30, "-1", "1e400", "٣", "0x10"]
)
times = st.datetimes(timezones=st.timezones()).map(lambda when: when.isoformat()) | st.sampled_from(
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59.999999-23:59", "2026-01-01"]
)
words = anything | numbers | times
headers_can_be = words.map(lambda said: quote(said, safe="+ ").strip())
names = st.sampled_from(
    ["scene", "zone", "state", "kind", "device", "limit", "after", "start", "end", "account", "x"]
)


@LIMITED
@given(st.sampled_from(VIEWS), words, st.dictionaries(names, words, max_size=3))
def test_no_question_makes_it_fail(
    raw: httpx.Client, view: str, id: str, query: dict[str, str]
) -> None:
    answer = raw.get(f"/v1/{view.replace('{x}', quote(id or 'x', safe=''))}", params=query)
    assert answer.status_code < 500, answer.text


@LIMITED
@given(headers_can_be)
def test_no_place_to_follow_from_makes_it_fail(raw: httpx.Client, after: str) -> None:
    for query, headers in (({"after": after}, {}), ({}, {"last-event-id": after})):
        with raw.stream("GET", "/v1/facts", params=query, headers=headers) as answer:
            assert answer.status_code < 500
            if answer.status_code == 200:
                assert next(answer.iter_raw())


@pytest.mark.parametrize(
    ("view", "status"),
    [
        (f"sensors?limit={'9' * 5_000}", 422),
        ("broker?account=nobody", 404),
        (f"sensors/p1/pm10/history?limit={'9' * 5_000}", 400),
        ("sensors/p1/pm10/history?start=yesterday", 422),
        ("sensors/p1/pm10/history?by=day", 400),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    raw: httpx.Client, view: str, status: int
) -> None:
    assert raw.get(f"/v1/{view}").status_code == status


def test_a_follower_from_nowhere_gets_an_answer(raw: httpx.Client) -> None:
    for said in ("9" * 5_000, "-1", "x"):
        with raw.stream("GET", "/v1/facts", headers={"last-event-id": said}) as answer:
            assert answer.status_code == 200
    with raw.stream("GET", f"/v1/facts?after=-{'9' * 30}") as answer:
        events = answer.iter_lines()
        assert any(line == "event: fact" for line in events)


@pytest.mark.parametrize("body", [b"[" * 50_000, b'{"alert":' * 5_000])
def test_depth_is_the_callers_mistake(raw: httpx.Client, body: bytes) -> None:
    assert raw.post("/v1/alerts/ack", content=body).status_code == 400


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=5,
)


def _of(schema: dict[str, Any], all_of_them: dict[str, Any]) -> st.SearchStrategy[Any]:
    """Return bodies with the fields of `schema`, whatever is in them."""
    while "$ref" in schema:
        schema = all_of_them[schema["$ref"].rpartition("/")[2]]
    fields = dict.fromkeys(schema.get("properties", {}), values)
    known = {"sensor": st.just("p1/pm10"), "at": times, "how": anything, "value": st.floats(0, 900)}
    fields.update({name: values | known[name] for name in fields if name in known})
    return st.fixed_dictionaries({}, optional=fields)


@settings(LIMITED, max_examples=150)
@given(data=st.data())
def test_no_request_makes_it_fail(raw: httpx.Client, data: st.DataObject) -> None:
    document = raw.get("/v1/schema/openapi.json").json()
    posts = {path: found["post"] for path, found in document["paths"].items() if "post" in found}
    path = data.draw(st.sampled_from(sorted(posts)))
    schema = posts[path]["requestBody"]["content"]["application/json"]["schema"]
    body = data.draw(_of(schema, document["components"]["schemas"]) | values)
    headers = {"idempotency-key": data.draw(headers_can_be)} if data.draw(st.booleans()) else {}
    answer = raw.post(path, content=json.dumps(body), headers=headers)
    assert answer.status_code < 500, answer.text
