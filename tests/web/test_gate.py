"""Who is let in: pure, by the headers of a request."""

from __future__ import annotations

import pytest

from console.web.gate import Gate, by_our_page, from_here, guessed

HERE = "127.0.0.1:8123"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", HERE, "localhost", "LOCALHOST:9", "[::1]", "[::1]:8123"]
)
def test_this_machine_by_any_of_its_names(host: str) -> None:
    assert from_here({"Host": host})


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8123",
        "127.0.0.1.evil.example",
        "localhost.evil.example:8123",
        "localhost:8123@evil.example",
        "127.0.0.1:",
        "127.0.0.1:x",
        "[::1",
        "[::1]x",
        "[::1]8123",
        "10.0.0.1:8123",
        "0.0.0.0:8123",
        "2130706433",
    ],
)
def test_any_other_name_is_refused(host: str) -> None:
    assert not from_here({"Host": host})


@pytest.mark.parametrize(
    ("origin", "let_in"),
    [
        (f"http://{HERE}", True),
        ("http://127.0.0.1:9000", False),  # another server of this machine
        ("http://localhost:8123", False),
        (f"https://{HERE}", False),
        ("http://evil.example", False),
        ("null", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("upgrade", [False, True])
def test_only_our_own_origin(origin: str, let_in: bool, upgrade: bool) -> None:
    assert from_here({"Host": HERE, "Origin": origin}, upgrade=upgrade) is let_in


def test_a_page_may_be_asked_for_without_an_origin_and_a_socket_may_not() -> None:
    assert from_here({"Host": HERE})
    assert not from_here({"Host": HERE}, upgrade=True)


@pytest.mark.parametrize(("site", "let_in"), [("none", True), ("same-origin", True)])
def test_our_own_page_and_a_person(site: str, let_in: bool) -> None:
    assert by_our_page({"Sec-Fetch-Site": site})


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_the_page_of_another(site: str) -> None:
    assert not by_our_page({"Sec-Fetch-Site": site})


def test_the_token_works_once() -> None:
    gate = Gate()
    assert gate.exchange("") is None
    assert gate.exchange(gate.token + "x") is None
    cookie = gate.exchange(gate.token)
    assert cookie is not None
    assert gate.exchange(gate.token) is None
    assert gate.knows(cookie)
    assert not gate.knows(gate.token)


def test_nothing_is_known_before_the_token_was_used() -> None:
    gate = Gate()
    assert not gate.knows("")
    assert not gate.knows(gate._cookie)


def test_every_secret_is_its_own() -> None:
    one, other = Gate(), Gate()
    assert len({one.token, other.token, one.place, other.place, one._cookie, other._cookie}) == 6
    assert len(one.token) >= 43


def test_odd_letters_are_just_wrong() -> None:
    gate = Gate()
    assert gate.exchange("\udcff晚") is None
    gate.exchange(gate.token)
    assert not gate.knows("\udcff晚")


@pytest.mark.parametrize("headers", [{"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "preview"}])
def test_a_browser_that_only_guesses(headers: dict[str, str]) -> None:
    assert guessed(headers)
    assert not guessed({})
