"""The loop by commands, against a real hub: opened, sent, found, remedied, proved, closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from console.contract.shifts import EnrolPerson, SignOn
from console.settings import RoleSettings
from tests.casework import account, guarded_site, measure
from tests.commands.conftest import Ran, Wanshou
from tests.hubs import HubProcess, running_hub, wait_until

pytestmark = pytest.mark.real

LIST = {
    "en": """\
Id   Step      Priority  About             Zone    Units        Alerts  Due  Opened  Changed
C-2  filed     medium    fallen tree       gate 1                       NOW     NOW
C-1  fed back  high      probe air-1 pm10  gate 1  p1 reported  A-1     NOW     NOW
""",
    "zh_CN": """\
编号  进展    优先级  事由            区域   巡逻队     告警  限期  立案  变化
C-2   已立案  中      fallen tree     1号门                   NOW   NOW
C-1   已反馈  高      air-1探头 pm10  1号门  p1 已报告  A-1   NOW   NOW
""",
}
SHOWN = {
    "en": """\
Id            C-1
Step          closed as verified
Priority      high
Kind          air
Came from     from an alert
Owner         ME
Suggested     probe air-1 pm10  link fault  low confidence
Zone          gate 1
Alerts        A-1
Units         patrol 1 (p1)  released  NOW  sent by ME, NOW
Findings      1  construction dust “spray was off”  a third party  patrol 1  NOW
              2  idling vehicles × 2  a third party  patrol 1  NOW
Remedies      1  finding 1: dust-suppression spray, from site team  done by ME, NOW
              2  finding 2: move the vehicles, from drivers  done by ME, NOW
Measured at   probe air-1 pm10  particles  normal since NOW, 0:01 needed
Verification  [####################] 100 %  by its sensor  NOW
Opened        by ME, NOW
Closed        by ME, NOW
History       NOW  C-1 opened: gate 1, A-1 by ME (seen at the wall)
              NOW  C-1: the diagnosis of probe air-1 pm10 says doubtful data, confidence low
              NOW  C-1: patrol 1 sent by ME
              NOW  C-1: patrol 1 accepted by ME
              NOW  C-1: patrol 1 is on the way by ME
              NOW  C-1: patrol 1 is on site by ME
              NOW  C-1: patrol 1 found construction dust “spray was off”; idling vehicles × 2 by ME
              NOW  C-1: dust-suppression spray ordered from site team (remedy 1) by ME
              NOW  C-1: move the vehicles ordered from drivers (remedy 2) by ME
              NOW  C-1: remedy 1 done by ME
              NOW  C-1: remedy 2 done by ME
              NOW  C-1: every remedy done, verification begins
              NOW  C-1: patrol 1 left by ME
              NOW  C-1: probe air-1 pm10 is normal (particles), its window runs
              NOW  C-1 verified by its sensor
              NOW  C-1 closed as verified by ME
""",
    "zh_CN": """\
编号      C-1
进展      核查结案
优先级    高
类别      空气
来源      告警转入
经办人    ME
研判原因  air-1探头 pm10  通信故障  把握较小
区域      1号门
告警      A-1
巡逻队    巡逻一队 (p1)  已离场  NOW  ME 派出，NOW
发现      1  施工扬尘“spray was off”  第三方  巡逻一队  NOW
          2  车辆怠速×2  第三方  巡逻一队  NOW
整改措施  1  发现1：降尘喷淋，责任方：site team  ME 报告完成，NOW
          2  发现2：劝离车辆，责任方：drivers  ME 报告完成，NOW
监测点    air-1探头 pm10  颗粒物  自 NOW 起正常，须保持 0:01
核查      [####################] 100 %  由原传感器证实  NOW
立案      ME，NOW
结案      ME，NOW
经过      NOW  C-1 立案：1号门，A-1（ME），理由：seen at the wall
          NOW  C-1：对air-1探头 pm10的诊断为数据存疑，把握低
          NOW  C-1：已派出巡逻一队（ME）
          NOW  C-1：巡逻一队已接单（ME）
          NOW  C-1：巡逻一队正在前往（ME）
          NOW  C-1：巡逻一队已到场（ME）
          NOW  C-1：巡逻一队报告：施工扬尘“spray was off”；车辆怠速×2（ME）
          NOW  C-1：要求site team落实“降尘喷淋”（措施1）（ME）
          NOW  C-1：要求drivers落实“劝离车辆”（措施2）（ME）
          NOW  C-1：措施1已完成（ME）
          NOW  C-1：措施2已完成（ME）
          NOW  C-1：整改措施均已完成，开始核查
          NOW  C-1：巡逻一队已离场（ME）
          NOW  C-1：air-1探头 pm10已恢复正常（颗粒物），核查计时开始
          NOW  C-1 核查通过，由原传感器证实
          NOW  C-1 核查结案（ME）
""",
}
UNITS = {
    "en": """\
Id  Name      Members     Zone    Skills  Kit    Status     Case  Is        Next word by  Missed
p1  patrol 1  李未, 王方  gate 1          spray  on site    C-1   reported  NOW
p2  patrol 2  赵敏                               available
p3  patrol 3                                     off duty
""",
    "zh_CN": """\
编号  名称      队员        区域   技能  装备   状态    案件  状况    应报平安  漏报
p1    巡逻一队  李未、王方  1号门        spray  已到场  C-1   已报告  NOW
p2    巡逻二队  赵敏                            待命
p3    巡逻三队                                  不在班
""",
}


@pytest.fixture
def troubled(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, wanshou: Wanshou
) -> Iterator[HubProcess]:
    """A hub on which one alert stands, A-1."""
    with running_hub(tmp_path_factory.mktemp("h"), guarded_site()) as hub:
        monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))
        measure(hub, 312.0)
        wait_until(lambda: wanshou("alerts", "list", "-q").lines)
        yield hub


def still(text: str) -> str:
    """Return output without what differs from run to run: moments, and who runs it."""
    moments = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "NOW", text)
    return re.sub(rf"\b{account()}\b", "ME", moments)


def squeezed(text: str) -> list[list[str]]:
    """Return a table's cells, whatever the width of the moments in it."""
    return [re.split(r"  +", line) for line in still(text).splitlines()]


def said(ran: Ran) -> str:
    """Return a command's data, which it must have come to."""
    assert ran.code == 0, ran.err
    return ran.out


def up_to_verifying(wanshou: Wanshou) -> None:
    """Play the loop until only the sensor is left to speak."""
    said(wanshou("cases", "open", "A-1", "--reason", "seen at the wall"))
    said(wanshou("cases", "dispatch", "C-1", "--unit", "p1"))
    for leg in ("accept", "enroute", "onsite"):
        said(wanshou("patrols", leg, "p1"))
    causes = ("--cause", "construction_dust", "--cause", "idling_vehicle=2")
    said(wanshou("patrols", "report", "p1", *causes, "--note", "spray was off"))
    said(wanshou("cases", "remedy", "C-1", "--finding", 1, "--from", "site team"))
    said(wanshou("cases", "remedy", "C-1", "--finding", 2, "--from", "drivers"))
    said(wanshou("cases", "done", "C-1", "--remedy", 1, "--remedy", 2))


def test_the_loop_as_people_read_it(wanshou: Wanshou, troubled: HubProcess) -> None:
    assert wanshou("cases", "list").err == "No case is open.\n"
    up_to_verifying(wanshou)
    said(wanshou("cases", "open", "--title", "fallen tree", "--zone", "gate"))
    for language in LIST:
        assert squeezed(wanshou("--language", language, "cases", "list").out) == squeezed(
            LIST[language]
        )
        assert squeezed(wanshou("--language", language, "patrols", "list").out) == squeezed(
            UNITS[language]
        )
    refused = wanshou("cases", "close", "C-1")
    assert refused.code == 1
    assert refused.err.startswith("C-1 is not verified (fed back)\n")
    said(wanshou("patrols", "leave", "p1"))
    measure(troubled, 40.0)
    said(wanshou("cases", "watch", "C-1", "--until", "verified", "--timeout", "30s"))
    assert said(wanshou("cases", "close", "C-1")) == "closed C-1\n"
    for language in SHOWN:
        assert still(wanshou("--language", language, "cases", "show", "C-1").out) == SHOWN[language]


def test_what_is_made_is_named_for_pipes(wanshou: Wanshou, troubled: HubProcess) -> None:
    would = wanshou("cases", "open", "A-1", "--dry-run")
    assert said(would) == "would open a case for A-1\n"
    assert said(wanshou("cases", "list", "-q")) == ""
    assert said(wanshou("cases", "open", "-", "-q", stdin="A-1@1\n")) == "C-1\n"
    assert said(wanshou("cases", "open", "A-1", "-q")) == "C-1\n"  # one's own act, again
    receipt = wanshou("cases", "open", "--title", "fallen tree", "--json").json["items"][0]
    assert receipt["id"] == "C-2"
    assert said(wanshou("cases", "dispatch", "-", "--unit", "p1", "-q", stdin="C-1")) == "C-1\n"
    assert said(wanshou("cases", "list", "-q", "--unit", "p1")) == "C-1\n"
    assert said(wanshou("cases", "list", "-q", "--alert", "A-1", "--zone", "gate")) == "C-1\n"
    assert said(wanshou("cases", "list", "-q", "--step", "filed")) == "C-2\n"
    detail = wanshou("cases", "show", "C-1", "--json").json
    assert detail["case"]["assignments"][0]["unit"] == "p1"
    assert [fact["what"]["type"] for fact in detail["history"]] == [
        "CaseOpened",
        "CaseSuggested",
        "UnitDispatched",
    ]
    status = wanshou("patrols", "show", "p1", "--json").json
    assert (status["case"], status["leg"]) == ("C-1", "offered")
    assert "Li" not in wanshou("patrols", "show", "p2").out
    facts = wanshou("cases", "watch", "C-1", "--ndjson", "--timeout", "1s")
    assert (facts.code, facts.out) == (124, "")


def test_refusals_have_their_codes(wanshou: Wanshou, troubled: HubProcess) -> None:
    said(wanshou("cases", "open", "A-1"))
    said(wanshou("cases", "open", "--title", "fallen tree"))
    expected = {
        "cases show C-9": 5,
        "cases open A-9": 5,
        "cases open --title x --zone gat": 5,
        "cases dispatch C-1 --unit p9": 5,
        "cases dispatch C-1 --unit p3": 1,
        "cases remedy C-1 --finding 1 --from x": 5,
        "cases done C-1 --remedy 1": 5,
        "cases verify C-2 --proof reading --note x": 1,
        "cases close C-1": 1,
        "cases close C-1 --unverified": 1,
        "patrols accept p1": 1,
        "patrols accept p9": 5,
        "cases dispatch C-1 C-2 --unit p1": 7,
        "cases dispatch C-2 --unit p1": 6,
        "patrols report p1 --cause other": 1,
    }
    got = {line: wanshou(*line.split(), "--json").code for line in expected}
    assert got == expected
    told = wanshou("cases", "dispatch", "C-2", "--unit", "p1")
    assert told.err.startswith("C-2: p1 is out for C-1, sent by ")
    near = wanshou("cases", "open", "--title", "x", "--zone", "gat").err
    assert "Did you mean gate?" in near


def test_closing_without_proof_takes_a_reason_and_another_person(
    wanshou: Wanshou, troubled: HubProcess
) -> None:
    said(wanshou("cases", "open", "--title", "fallen tree"))
    assert wanshou("cases", "close", "C-1", "--unverified").code == 1
    close = ("cases", "close", "--step", "filed", "--unverified", "--reason", "it was gone")
    assert said(wanshou(*close)).startswith("proposed to close C-1 unverified: another person")
    shown = wanshou("cases", "show", "C-1").out
    assert "filed (to be closed)" in shown
    assert "C-1 proposed to be closed unverified by" in shown
    again = wanshou(*close, "--json")
    assert (again.code, again.json["error"]["code"]) == (1, "needs_another_person")
    assert wanshou("cases", "close", "--step", "verified").err == "Nothing to do: no case fits.\n"


def test_without_a_sensor_another_person_proves_it(wanshou: Wanshou, troubled: HubProcess) -> None:
    said(wanshou("cases", "open", "--title", "fallen tree"))
    said(wanshou("cases", "dispatch", "C-1", "--unit", "p1"))
    said(wanshou("patrols", "onsite", "p1"))
    said(wanshou("patrols", "report", "p1", "--cause", "other", "--note", "a tree"))
    action = ("--action", "close_path", "--from", "gardeners")
    said(wanshou("cases", "remedy", "C-1", "--finding", 1, *action))
    said(wanshou("cases", "done", "C-1", "--remedy", 1))
    proof = ("--note", "path is clear", "--proof")
    for kind in (("inspection",), ("reading", "--value", "0.2", "--unit", "mg")):
        own = wanshou("cases", "verify", "C-1", *proof, *kind, "--json")
        assert (own.code, own.json["error"]["code"]) == (1, "needs_another_person")
    assert "by hand: no sensor measures it" in wanshou("cases", "show", "C-1").out


def test_a_patrol_member_may_not_order(
    wanshou: Wanshou, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    roles = RoleSettings(users={account(): "patrol"})
    with running_hub(tmp_path, guarded_site(), roles=roles) as hub:
        monkeypatch.setenv("WANSHOU_SOCKET", str(hub.settings.socket))
        ran = wanshou("cases", "open", "--title", "fallen tree")
        assert ran.code == 4
        assert "This takes the role of operator; yours is patrol member" in ran.err
        assert wanshou("patrols", "accept", "p2").code == 4  # not ours, and no dispatcher
        assert wanshou("patrols", "accept", "p1").code == 1  # ours, but free


def test_a_cases_course_as_commands(wanshou: Wanshou, troubled: HubProcess) -> None:
    what = ("--source", "call", "--reference", "12345-07", "--priority", "low", "--zone", "gate")
    said(wanshou("cases", "open", "--title", "heard at night", "--collect", *what))
    said(wanshou("cases", "open", "A-1", "--link", "C-1"))
    said(wanshou("cases", "open", "--title", "the same", "--collect"))
    assert said(wanshou("cases", "list", "-q", "--step", "collected")) == "C-3\nC-1\n"
    assert said(wanshou("cases", "file", "C-1", "C-3", "--dry-run")) == (
        "would file C-1\nwould file C-3\n"
    )
    filed = wanshou("cases", "file", "C-1", "C-9", "C-3")
    assert (filed.code, filed.out) == (7, "filed C-1\nfiled C-3\n")
    assert wanshou("cases", "reject", "C-1", "--reason", "x").code == 6
    reason = ("--reason", "frost")
    assert said(wanshou("cases", "suspend", "C-1", "C-3", "--for", "3d", *reason)) == (
        "suspended C-1\nsuspended C-3\n"
    )
    assert said(wanshou("cases", "list", "-q", "--suspended")) == "C-3\nC-1\n"
    refused = wanshou("cases", "dispatch", "C-1", "--unit", "p1")
    assert refused.code == 1
    assert "First: wanshou cases resume C-1" in refused.err
    said(wanshou("cases", "note", "C-1", "--note", "still frozen"))
    said(wanshou("cases", "edit", "C-1", "--category", "noise", "--owner", "Li Ming"))
    assert said(wanshou("cases", "list", "-q", "--category", "noise", "--owner", "Li Ming")) == (
        "C-1\n"
    )
    shown = said(wanshou("cases", "show", "C-1"))
    for told in ("filed (at rest)", "noise", "12345-07", "Li Ming", "a resident's call"):
        assert told in shown
    said(wanshou("cases", "resume", "C-1", "C-3"))
    said(wanshou("cases", "duplicate", "C-3", "--of", "C-1"))
    assert said(wanshou("cases", "list", "-q", "--outcome", "duplicate")) == "C-3\n"
    said(wanshou("cases", "cancel", "C-1", "--reason", "it was the wind"))
    said(wanshou("cases", "reopen", "C-1", "--reason", "it was not"))
    assert said(wanshou("cases", "link", "C-1", "--with", "C-2", "--json"))
    said(wanshou("cases", "dispatch", "C-1", "--unit", "p1"))
    assert said(wanshou("cases", "standdown", "C-1", "--unit", "p1", *reason)) == (
        "called p1 off C-1\n"
    )
    personal = wanshou("cases", "edit", "C-1", "--reference", "138 1234 5678")
    assert personal.code == 1
    assert "somebody's telephone number" in personal.err


def test_a_directive_by_command(wanshou: Wanshou, troubled: HubProcess) -> None:
    troubled.client.do(EnrolPerson(person="Zhao", as_role="operator", pin="24680"))
    direct = ("cases", "direct", "clear the path", "--to", "Zhao", "--about", "gate")
    assert said(wanshou(*direct, "-q")) == "C-1\n"
    assert wanshou("cases", "read", "C-1").code == 1
    assert wanshou("cases", "direct", "clear it", "--to", "Nobody").code == 5
    assert "not read yet: Zhao" in said(wanshou("cases", "show", "C-1"))
    troubled.client.do(SignOn(person="Zhao", pin="24680"))
    assert said(wanshou("cases", "read", "C-1")) == "the directive of C-1 is read\n"
    shown = said(wanshou("cases", "show", "C-1"))
    assert "C-1: directive read by Zhao\n" in shown
    assert "not read yet" not in shown
