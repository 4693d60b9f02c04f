"""One attempt over the wire: what is taken from a service's answer is a code, and the right one."""

from __future__ import annotations

import logging

import pytest

from console.channels import Address
from console.domain.notice_facts import Trouble
from console.domain.notices import Attempt
from console.hub.notices import wire
from tests.receivers import Receiver, receiving

# What apprise is made of warns as it is loaded.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")

CANARY = "canary-55aa"


def attempt(url: str) -> Attempt:
    return wire.send(Address(url), "title", "body")


def test_what_a_service_took_is_sent() -> None:
    with receiving() as receiver:
        assert attempt(receiver.url()) == Attempt(None, 200)
        assert receiver.got[0]["message"] == "body"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_a_status_that_is_no_success_is_told(status: int) -> None:
    with receiving() as receiver:
        receiver.status = status
        assert attempt(receiver.url()) == Attempt(Trouble.STATUS, status)


def test_a_service_that_answers_200_and_refuses_inside_has_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with receiving() as receiver:
        receiver.answer = {"errcode": 93000, "errmsg": f"invalid {CANARY}"}
        assert attempt(receiver.url()) == Attempt(None, 200)  # a webhook may say what it likes
        monkeypatch.setitem(wire.VERDICTS, "json", "errcode")
        assert attempt(receiver.url()) == Attempt(Trouble.REFUSED, 93000)
        receiver.answer = {"errcode": 0, "errmsg": "ok"}
        assert attempt(receiver.url()) == Attempt(None, 200)


def test_who_does_not_answer_or_is_not_there_is_told_apart() -> None:
    with receiving() as receiver:
        receiver.may_answer.clear()
        assert attempt(f"{receiver.url()}?rto=0.2").trouble is Trouble.TIMEOUT
    assert attempt(Receiver().url()).trouble is Trouble.UNREACHABLE


@pytest.mark.parametrize(
    "url", [f"nonsense://{CANARY}", f"wecombot://{CANARY}@@@/", "json://", f"mailto://{CANARY}"]
)
def test_an_address_that_is_none_is_told_and_not_repeated(
    url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    assert attempt(url).trouble in (Trouble.ADDRESS, Trouble.UNREACHABLE)
    assert CANARY not in caplog.text + "".join(capfd.readouterr())
