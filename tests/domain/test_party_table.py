"""The parties of a site file: who is told and who does what; nothing else may stand there."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest

from console.domain.blueprint import resolve
from console.domain.causes import Action
from console.domain.ids import PartyId
from console.domain.parties import Party, PartyKind, named, responsible
from console.errors import SettingsError
from console.site_file import load_site
from tests.domain.village import GOOD, PRESETS

PARTIES = """
[parties.site-team]
name = { zh = "工地项目部", en = "Site team" }
kind = "site_team"
language = "en"
channels = ["site-team"]
actions = ["dust_spray"]

[parties.cleaners]
name = { zh = "环卫队", en = "Cleaners" }
kind = "sanitation"
actions = ["sweep_and_wash", "dust_spray"]
"""


def parties(text: str) -> dict[PartyId, Party]:
    return resolve(tomllib.loads(GOOD + text), PRESETS, "village.toml").parties


def test_parties_are_read() -> None:
    found = parties(PARTIES)
    assert list(found) == ["site-team", "cleaners"]
    team = found[PartyId("site-team")]
    assert (team.kind, team.language, team.channels) == (PartyKind.SITE_TEAM, "en", ("site-team",))
    assert found[PartyId("cleaners")].language == "zh"


def test_a_site_without_parties_has_none() -> None:
    assert parties("") == {}


def test_of_several_responsible_parties_the_first_is_asked() -> None:
    found = parties(PARTIES)
    spray = responsible(found, Action.DUST_SPRAY)
    assert spray is not None
    assert spray.id == "site-team"
    assert responsible(found, Action.AERATE) is None


def test_a_party_is_known_by_its_id_and_by_both_names() -> None:
    found = parties(PARTIES)
    assert [p.id for w in ("cleaners", "环卫队", "CLEANERS ") if (p := named(found, w))] == (
        ["cleaners"] * 3
    )
    assert named(found, "whoever") is None


@pytest.mark.parametrize(
    ("old", "new", "code", "key", "nearest"),
    [
        ('"site_team"', '"siteteam"', "unknown_word", "parties.site-team.kind", "site_team"),
        ('["dust_spray"]', '["dust"]', "unknown_word", "parties.site-team.actions[0]", None),
        ("channels =", "chanels =", "unknown_key", "parties.site-team.chanels", "channels"),
        ('"en"\n', '"fr"\n', "unknown_word", "parties.site-team.language", None),
        ("[parties.cleaners]", "[parties.Cleaners]", "bad_id", "parties.Cleaners", None),
        ('["site-team"]', '["a", "a"]', "duplicate", "parties.site-team.channels[1]", None),
        (
            '["site-team"]',
            '["https://example.org/send?key=1"]',
            "bad_id",
            "parties.site-team.channels[0]",
            None,
        ),
        (
            '["site-team"]',
            '["a","b","c","d","e","f"]',
            "bad_value",
            "parties.site-team.channels",
            None,
        ),
    ],
)
def test_what_is_wrong_is_told(
    old: str, new: str, code: str, key: str, nearest: str | None
) -> None:
    assert old in PARTIES
    with pytest.raises(SettingsError) as raised:
        parties(PARTIES.replace(old, new))
    told: dict[str, Any] = raised.value.parameters
    assert (raised.value.code, told["key"]) == (code, key)
    assert nearest is None or told.get("nearest") == nearest
    assert "example.org" not in str(raised.value.parameters)


def test_parties_must_be_a_table() -> None:
    with pytest.raises(SettingsError, match="bad_value"):
        resolve({**tomllib.loads(GOOD), "parties": 7}, PRESETS, "village.toml")


def test_in_the_shipped_community_every_usual_remedy_has_someone_responsible() -> None:
    site = load_site("wanshouqiao")
    missing = [a for a in Action if responsible(site.parties, a) is None]
    assert missing in ([Action.OTHER], [])
    assert all(party.channels for party in site.parties.values())
