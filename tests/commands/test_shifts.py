"""Two people on one shared seat: signing on, handing over, and no PIN left anywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from console.contract.alerts import AcknowledgeAlert
from console.contract.shifts import EnrolPerson, SignOn
from console.contract.views import AlertDetail, Snapshot, WhoAmI
from console.domain.ids import AlertId
from console.errors import NotPermitted, Refused
from console.settings import RoleSettings
from tests.casework import account, guarded_site, measure
from tests.commands.conftest import Ran, Wanshou
from tests.hubs import HubProcess, wait_until
from tests.terminal import WANSHOU, terminal

pytestmark = pytest.mark.real

# Long enough that no moment and no digest holds them by chance.
LI, WANG, WRONG = "481516234299", "902107774411", "314159265358"
SHOWN = {
    "en": """\
Id              H-1
Step            waits
Handed over by  Li Wei
Handed over at  NOW
Until           NOW
Note            pump 2 is slow
Acknowledged    A-1  high  probe air-1 pm10  particles  Li Wei, for AGE  acknowledged
Open cases      C-1  filed  probe air-1 pm10
""",
    "zh_CN": """\
编号      H-1
进展      待接班
交班人    Li Wei
交班时间  NOW
截止      NOW
备注      pump 2 is slow
已确认    A-1  高  air-1探头 pm10  颗粒物  Li Wei，已 AGE  已确认
未结案件  C-1  已立案  air-1探头 pm10
""",
}
DUTIES = {
    "en": """\
Seat  Person  Role      Since
ME    Li Wei  operator  NOW
""",
    "zh_CN": """\
席位  人员    角色    自
ME    Li Wei  值班员  NOW
""",
}


@pytest.fixture
def shared(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou
) -> Iterator[HubProcess]:
    """A hub whose only seat is shared; Li Wei and Wang may sign on, and A-1 stands."""
    folder = tmp_path_factory.mktemp("h")
    first = HubProcess(folder, guarded_site())
    monkeypatch.setenv("WANSHOU_SOCKET", str(first.settings.socket))
    first.start()
    said(wanshou("shifts", "enrol", "Li Wei", "--role", "operator", stdin=f"{LI}\n"))
    said(wanshou("shifts", "enrol", "Wang", "--role", "operator", stdin=f"{WANG}\n"))
    measure(first, 312.0)
    wait_until(lambda: wanshou("alerts", "list", "-q").lines)
    first.close()
    hub = HubProcess(folder, guarded_site(), roles=RoleSettings(shared=(account(),)))
    hub.start()
    try:
        yield hub
    finally:
        hub.close()


def said(ran: Ran) -> str:
    """Return a command's data, which it must have come to."""
    assert ran.code == 0, ran.err
    return ran.out


def still(text: str) -> str:
    """Return output without what differs from run to run: moments, ages, and whose seat it is."""
    text = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "NOW", text)
    return re.sub(rf"\b{account()}\b", "ME", re.sub(r"\b\d:\d\d\b", "AGE", text))


def squeezed(text: str) -> list[list[str]]:
    """Return a table's cells, whatever their widths."""
    return [re.split(r"  +", line) for line in still(text).splitlines()]


def who_owns(hub: HubProcess) -> str | None:
    return hub.client.ask("alerts/A-1", AlertDetail).alert.acknowledged_by


def test_a_shared_seat_looks_on_until_someone_signs_on(
    wanshou: Wanshou, shared: HubProcess
) -> None:
    refused = wanshou("alerts", "ack", "A-1")
    assert refused.code == 4
    assert "is a shared seat, and nobody is signed on" in refused.err
    assert wanshou("shifts", "enrol", "Zhao", "--role", "viewer", stdin="1234").code == 4
    assert wanshou("hub", "broker", "--account", "device").code == 4
    assert "shared seat, nobody is signed on" in said(wanshou("whoami"))
    assert wanshou("shifts", "sign-on", "Li Wei", stdin=WRONG).code == 1
    assert said(wanshou("shifts", "sign-on", "li wei", stdin=LI)) == "Li Wei is signed on\n"
    who = wanshou("whoami", "--json").json
    assert (who["person"], who["seat"], who["role"]) == ("Li Wei", account(), "operator")
    assert (who["shared"], who["signed_on"]) == (True, True)
    said(wanshou("alerts", "ack", "A-1"))
    detail = wanshou("alerts", "show", "A-1", "--json").json
    assert detail["alert"]["acknowledged_by"] == "Li Wei"
    assert detail["history"][-1]["who"] == {"person": "Li Wei", "seat": account()}
    assert said(wanshou("shifts", "sign-off", "--yes")) == "Li Wei is signed off\n"
    assert wanshou("alerts", "note", "A-1", "--note", "x").code == 4
    assert wanshou("shifts", "sign-off").code == 1
    assert who_owns(shared) is None
    assert "no longer acknowledged" in said(wanshou("alerts", "show", "A-1"))


def test_two_people_hand_over_on_one_seat(wanshou: Wanshou, shared: HubProcess) -> None:
    said(wanshou("shifts", "sign-on", "Li Wei", stdin=LI))
    said(wanshou("alerts", "ack", "A-1"))
    said(wanshou("cases", "open", "A-1"))
    assert said(wanshou("shifts", "handover", "--note", "pump 2 is slow", "-q")) == "H-1\n"
    for language in DUTIES:
        duties = wanshou("--language", language, "shifts", "list").out
        assert squeezed(duties) == squeezed(DUTIES[language])
        ran = wanshou("--language", language, "shifts", "show")
        assert (still(ran.out), ran.err) == (SHOWN[language], "")
    own = wanshou("shifts", "accept", "H-1", "--json")
    assert (own.code, own.json["error"]["code"]) == (1, "own_handover")
    assert who_owns(shared) == "Li Wei"
    said(wanshou("shifts", "sign-on", "Wang", "--pin-file", "-", stdin=WANG))
    assert who_owns(shared) == "Li Wei"  # he is off, but his handover is still open
    shared.stop()
    shared.start()
    assert said(wanshou("shifts", "accept", "h-1")) == "H-1 taken over\n"
    assert who_owns(shared) == "Wang"
    assert said(wanshou("shifts", "accept", "H-1")) == "H-1 taken over\n"
    said(wanshou("shifts", "sign-on", "Li Wei", stdin=LI))
    late = wanshou("shifts", "accept", "H-1")
    assert late.code == 6
    assert "was already accepted by Wang at" in late.err
    assert who_owns(shared) is None  # Wang left without handing over
    listed = wanshou("shifts", "handovers", "--json").json
    assert [(h["id"], h["step"], h["accepted_by"]) for h in listed["items"]] == [
        ("H-1", "accepted", "Wang")
    ]
    assert said(wanshou("shifts", "handovers", "-q", "--step", "offered")) == ""
    assert wanshou("shifts", "show", "H-9").code == 5
    snapshot = shared.client.ask("snapshot", Snapshot)
    assert snapshot.handovers == ()
    assert [duty.person for duty in snapshot.duties] == ["Li Wei"]
    assert snapshot.who == shared.client.ask("whoami", WhoAmI)


def test_the_log_is_read_back(wanshou: Wanshou, shared: HubProcess) -> None:
    assert wanshou("log", "add", "nobody is here").code == 4
    said(wanshou("shifts", "sign-on", "Li Wei", stdin=LI))
    assert said(wanshou("log", "add", "quiet so far")) == "written into the log\n"
    assert (
        said(wanshou("log", "add", "smells of \x1b[31mpaint", "--about", "a-1@1", "-q")) == "A-1\n"
    )
    assert said(wanshou("log", "add", "-", "--about", "air-1", stdin="wiped the probe\n")) != ""
    assert wanshou("log", "add", " ").code == 1
    assert wanshou("log", "add", "x", "--about", "air-9").code == 5
    assert wanshou("log", "add", "x", "--about", "A-9").code == 5
    lines = [line.split("  ")[-1].strip() for line in wanshou("log", "list").lines]
    assert lines == ["Text", "wiped the probe", "smells of [31mpaint", "quiet so far"]
    about = wanshou("log", "list", "--about", "A-1@1", "--json").json["items"]
    assert [fact["what"]["text"] for fact in about] == ["smells of \x1b[31mpaint"]
    assert about[0]["who"] == {"person": "Li Wei", "seat": account()}
    page = wanshou("log", "list", "--limit", "2", "--json").json
    more = wanshou("log", "list", "--after", page["next"], "--json").json
    assert [fact["what"]["text"] for fact in more["items"]] == ["quiet so far"]
    assert len(wanshou("log", "list", "--since", "1h", "-q").lines) == 3
    assert wanshou("log", "list", "--until", "1h").err == "Nothing was written.\n"
    assert wanshou("log", "list", "--after", "x").code == 5


def test_no_pin_is_left_anywhere(wanshou: Wanshou, shared: HubProcess) -> None:
    said(wanshou("shifts", "sign-on", "Wang", "--json", stdin=WANG))
    told = [
        wanshou("shifts", "sign-on", "Li Wei", how, stdin=LI)
        for how in ("--json", "--ndjson", "-q")
    ]
    told += [
        wanshou("shifts", "sign-on", "Wang", "--dry-run", how) for how in ("--json", "--ndjson")
    ]
    told += [wanshou("shifts", "sign-on", "Wang", how, stdin=WRONG) for how in ("--json", "-q")]
    with pytest.raises(Refused, match="bad_pin"):
        shared.client.do(SignOn(person="Wang", pin=WRONG), key="k1")
    shared.client.do(SignOn(person="Li Wei", pin=LI), key="k2")
    with pytest.raises(NotPermitted):
        shared.client.do(EnrolPerson(person="Zhao", as_role="operator", pin=WRONG), key="k3")
    shared.client.do(AcknowledgeAlert(alert=AlertId("A-1"), occurrence=1), key="k4")
    assert shared.select("SELECT key FROM receipts") == [("k4",)]
    assert shared.stop() == 0
    files = [path for path in shared.folder.rglob("*") if path.is_file()]
    assert any(path.name == "store.db" for path in files)
    for path in files:
        content = path.read_bytes()
        assert not [pin for pin in (LI, WANG, WRONG) if pin.encode() in content], path
    for ran in told:
        assert not [pin for pin in (LI, WANG, WRONG) if pin in ran.out + ran.err]
    kept = [json.loads(body) for (body,) in shared.select("SELECT body FROM kept")]
    people = [what for what in kept if what["type"] == "Person"]
    assert {what["name"] for what in people} == {"Li Wei", "Wang"}
    assert all(len(what["digest"]) == 64 and len(what["salt"]) == 32 for what in people)


def test_nobody_gives_more_than_they_have(wanshou: Wanshou, shared: HubProcess) -> None:
    shared.stop()
    roles = RoleSettings(users={account(): "supervisor"})
    hub = HubProcess(shared.folder, guarded_site(), roles=roles)
    hub.start()
    try:
        above = wanshou("shifts", "enrol", "Zhao", "--role", "admin", stdin="1234")
        assert above.code == 4
        assert "administrator is above your own role, supervisor" in above.err
        said(wanshou("shifts", "enrol", "Zhao", "--role", "supervisor", stdin="1234"))
        said(wanshou("shifts", "enrol", "ZHAO", "--role", "viewer", stdin="5678"))
        assert wanshou("shifts", "enrol", "Zhao", "--role", "chief", stdin="1234").code == 2
        assert wanshou("shifts", "enrol", "Zhao", "--role", "viewer", stdin="12").code == 1
        assert wanshou("shifts", "enrol", "Zhao", "--role", "viewer").code == 2  # no PIN
        assert wanshou("shifts", "enrol", " ", "--role", "viewer", stdin="1234").code == 1
        file = hub.folder / "pin"
        file.write_text("5678\n")
        assert (
            said(wanshou("shifts", "sign-on", "zhao", "--pin-file", file)) == "Zhao is signed on\n"
        )
        assert wanshou("shifts", "sign-on", "zhao", "--pin-file", hub.folder / "no").code == 2
        assert wanshou("alerts", "ack", "A-1").code == 4  # a viewer now, whatever the account may
    finally:
        hub.close()


def test_at_a_terminal_a_pin_is_typed_where_nobody_sees_it(
    wanshou: Wanshou, shared: HubProcess
) -> None:
    env = {"WANSHOU_SOCKET": str(shared.settings.socket), "WANSHOU_LANGUAGE": "en"}
    with terminal(WANSHOU, "shifts", "sign-on", "Wang", env=env) as seat:
        seat.wait_for("PIN:")
        seat.press(*WANG, "Enter")
        screen = seat.wait_for("ENDED 0")
    assert "Wang is signed on" in screen
    assert WANG not in screen
    said(wanshou("shifts", "sign-off", "--yes"))
    with terminal(WANSHOU, "shifts", "enrol", "Wang", "--role", "operator", env=env) as seat:
        seat.wait_for("PIN:")
        seat.press(*"2468", "Enter")
        seat.wait_for("PIN again:")
        seat.press(*"1357", "Enter")
        assert "The two PINs differ." in seat.wait_for("ENDED 2")
