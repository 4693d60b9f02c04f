"""Notices on their way: a real hub, a real receiver that is down, slow or unwilling."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from console.contract.case_views import CaseDetail
from console.contract.cases import DispatchUnit, OpenCase, OrderRemedy
from console.contract.notices import NoticeView, TestNotice
from console.contract.patrols import AcceptAssignment, ArriveOnSite, ReportFindings, SetOut
from console.contract.views import Page
from console.domain.causes import Action, Cause, Seen
from console.domain.ids import CaseId, PartyId, UnitId, ZoneId
from console.domain.matters import Channel, Heard
from console.domain.notices import NoticeState
from console.domain.parties import Party, PartyKind
from console.domain.sites import Site
from console.domain.values import Bilingual
from console.errors import NotFound, Refused
from console.settings import NotifySettings
from console.site_file import load_site
from tests.hubs import HubProcess, wait_until
from tests.receivers import Receiver, receiving, write_channels

pytestmark = pytest.mark.real

P1 = UnitId("p1")
CAUSES = (
    Cause.ROAD_DUST,
    Cause.OVERFULL_BIN,
    Cause.COOKING_FUME,
    Cause.SEWAGE_INFLOW,
    Cause.OTHER,
)
HEARD = Heard(channel=Channel.RADIO, words="on the radio")
CANARY = "canary-7f3a91c2e5"


def a_site() -> Site:
    parties = {
        PartyId("rivers"): Party(
            id=PartyId("rivers"),
            name=Bilingual("河湖管护处", "Rivers bureau"),
            kind=PartyKind.WATER_AUTHORITY,
            channels=("rivers",),
        ),
        PartyId("team"): Party(
            id=PartyId("team"),
            name=Bilingual("工地项目部", "Site team"),
            kind=PartyKind.SITE_TEAM,
            language="en",
            channels=("team",),
        ),
        PartyId("silent"): Party(
            id=PartyId("silent"), name=Bilingual("无", "None"), kind=PartyKind.OTHER
        ),
    }
    return replace(load_site("wanshouqiao"), parties=parties)


@contextmanager
def a_hub(folder: Path, channels: dict[str, str], **choices: Any) -> Iterator[HubProcess]:
    file = write_channels(folder / "notify.toml", channels)
    in_drill = choices.pop("in_drill", False)
    hub = HubProcess(
        folder, a_site(), notify=NotifySettings(file=file, in_drill=in_drill), **choices
    )
    hub.start()
    try:
        yield hub
    finally:
        hub.close()


def notices(hub: HubProcess, **query: str) -> tuple[NoticeView, ...]:
    return hub.client.ask("notices", Page[NoticeView], **query).items


def found(hub: HubProcess) -> CaseId:
    """Have a case in which there is much to be done."""
    receipt = hub.client.do(OpenCase(title="河岸垃圾", zone=ZoneId("plaza")))
    case = CaseId(str(receipt.id))
    hub.client.do(DispatchUnit(case=case, unit=P1))
    for said in (AcceptAssignment, SetOut, ArriveOnSite):
        hub.client.do(said(unit=P1, case=case, heard=HEARD))
    seen = tuple(Seen(cause=cause) for cause in CAUSES)
    hub.client.do(ReportFindings(unit=P1, case=case, findings=seen, heard=HEARD))
    return case


def order(hub: HubProcess, case: CaseId, party: str, finding: int = 1) -> None:
    """Ask a party for a remedy."""
    hub.client.do(
        OrderRemedy(case=case, finding=finding, action=Action.SWEEP_AND_WASH, party=party)
    )


def told(hub: HubProcess, case: CaseId) -> list[str]:
    """Return what the history of a case has of notices."""
    history = hub.client.ask(f"cases/{case}", CaseDetail).history
    return [kind for fact in history if (kind := type(fact.what).__name__).startswith("Notice")]


def test_each_party_is_told_in_its_language_and_the_case_knows(tmp_path: Path) -> None:
    with receiving() as chinese, receiving() as english:
        channels = {"rivers": chinese.url(), "team": english.url()}
        with a_hub(tmp_path, channels) as hub:
            case = found(hub)
            order(hub, case, "rivers")
            order(hub, case, "Site team", 2)
            wait_until(lambda: chinese.got and english.got)
            wait_until(lambda: told(hub, case) == ["NoticeSent"] * 2)
            assert {n.state for n in notices(hub, case=case)} == {NoticeState.SENT}
    assert case in chinese.got[0]["title"]
    assert "万寿桥社区" in chinese.got[0]["title"]
    assert "商圈广场" in chinese.got[0]["message"]
    assert "Merchants' Plaza" in english.got[0]["message"]
    assert "Wanshouqiao Community" in english.got[0]["title"]


@pytest.mark.again  # it waits for the second attempt
def test_a_receiver_that_was_down_gets_it_when_it_is_back_also_over_a_killed_hub(
    tmp_path: Path,
) -> None:
    receiver = Receiver()
    with a_hub(tmp_path, {"rivers": receiver.url()}) as hub:
        case = found(hub)
        order(hub, case, "rivers")
        wait_until(lambda: told(hub, case) == ["NoticeFailed"])
        (failed,) = notices(hub, state="failed")
        assert failed.trouble == "unreachable"
        hub.stop(signal.SIGKILL)
        receiver.start()
        try:
            hub.start()
            wait_until(lambda: receiver.got)
            wait_until(lambda: told(hub, case) == ["NoticeFailed", "NoticeSent"])
            assert notices(hub)[0].attempts == 2
        finally:
            receiver.stop()


def test_a_hub_that_is_killed_at_once_has_lost_no_notice(tmp_path: Path) -> None:
    with receiving() as receiver:
        receiver.may_answer.clear()
        with a_hub(tmp_path, {"rivers": receiver.url()}) as hub:
            case = found(hub)
            for finding in range(1, 6):
                order(hub, case, "rivers", finding)
            hub.stop(signal.SIGKILL)
            receiver.may_answer.set()
            hub.start()
            wait_until(lambda: len(notices(hub, state="sent")) == 5)
    assert len(receiver.got) >= 5  # the one that was under way may have come twice


def test_a_receiver_that_answers_500_is_told_so_with_its_status(tmp_path: Path) -> None:
    with receiving() as receiver:
        receiver.status = 500
        with a_hub(tmp_path, {"rivers": receiver.url()}) as hub:
            order(hub, found(hub), "rivers")
            wait_until(lambda: notices(hub, state="failed"))
            (failed,) = notices(hub)
            assert (failed.trouble, failed.status, failed.attempts) == ("status", 500, 1)


def test_a_slow_receiver_holds_up_neither_the_hub_nor_other_channels(tmp_path: Path) -> None:
    with receiving() as slow, receiving() as quick:
        slow.may_answer.clear()
        with a_hub(tmp_path, {"rivers": slow.url(), "team": quick.url()}) as hub:
            case = found(hub)
            order(hub, case, "rivers")
            order(hub, case, "team", 2)
            wait_until(lambda: slow.asked and quick.got)
            order(hub, case, "team", 3)
            wait_until(lambda: len(quick.got) == 2)
            assert not slow.got


def test_a_party_is_tested_with_a_message_and_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with receiving() as receiver, a_hub(tmp_path, {"team": receiver.url()}) as hub:
        hub.client.do(TestNotice(party=PartyId("team")))
        wait_until(lambda: receiver.got)
        hub.client.do(TestNotice(channel="team"))
        wait_until(lambda: len(receiver.got) == 2)
        wait_until(lambda: [n.state for n in notices(hub)] == [NoticeState.SENT] * 2)
        for request, error, code in (
            (TestNotice(), Refused, "test_needs_one"),
            (TestNotice(party=PartyId("teem")), NotFound, "no_such_party"),
            (TestNotice(channel="teem"), NotFound, "no_such_channel"),
            (TestNotice(party=PartyId("silent")), Refused, "party_without_channel"),
            (TestNotice(party=PartyId("rivers")), Refused, "party_without_channel"),
        ):
            with pytest.raises(error) as raised:
                hub.client.do(request)
            assert raised.value.code == code


def test_in_a_drill_notices_are_held_back_but_a_test_goes_out_marked(tmp_path: Path) -> None:
    with receiving() as receiver, a_hub(tmp_path, {"team": receiver.url()}, drill_from=1) as hub:
        case = found(hub)
        order(hub, case, "team")
        wait_until(lambda: told(hub, case) == ["NoticeDropped"])
        assert notices(hub)[0].why == "drill"
        hub.client.do(TestNotice(party=PartyId("team")))
        wait_until(lambda: receiver.got)
    assert len(receiver.got) == 1
    assert receiver.got[0]["title"].startswith("[DRILL]")


def test_a_drill_that_sends_marks_every_notice(tmp_path: Path) -> None:
    with receiving() as receiver:
        channels = {"team": receiver.url()}
        with a_hub(tmp_path, channels, drill_from=1, in_drill=True) as hub:
            order(hub, found(hub), "team")
            wait_until(lambda: receiver.got)
    assert "[DRILL]" in receiver.got[0]["title"]
    assert "drill" in receiver.got[0]["message"]


def test_no_address_is_ever_told(tmp_path: Path) -> None:
    receiver = Receiver()  # nobody listens: every way to fail is gone
    channels = {
        "rivers": receiver.url(CANARY),
        "team": f"nonsense://{CANARY}",
        "words": f"wecombot://{CANARY}@@@",
        "mail": f"mailto://who:{CANARY}@127.0.0.1:1/?to=nobody@example.org",
    }
    with a_hub(tmp_path, channels) as hub:
        case = found(hub)
        order(hub, case, "rivers")
        order(hub, case, "team", 2)
        for name in channels:
            hub.client.do(TestNotice(channel=name))
        wait_until(lambda: len(notices(hub, state="failed")) >= 5)
        said = str(notices(hub)) + str(hub.health()) + hub.log
        hub.stop()
        said += hub.log
    kept = [
        path.name
        for path in tmp_path.rglob("*")
        if path.is_file() and path.name != "notify.toml" and CANARY.encode() in path.read_bytes()
    ]
    assert CANARY not in said
    assert kept == []


def test_a_file_of_channels_that_others_can_read_is_refused(tmp_path: Path) -> None:
    file = write_channels(tmp_path / "notify.toml", {"team": f"json://example.org/{CANARY}"})
    file.chmod(0o644)
    hub = HubProcess(tmp_path, a_site(), notify=NotifySettings(file=file))
    try:
        with pytest.raises(AssertionError, match="channels_open"):
            hub.start()
        assert CANARY not in hub.log
    finally:
        hub.close()
