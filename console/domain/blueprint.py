"""A site file as written, and how it becomes a `Site`: every reference checked, nothing guessed.

Rules come from the preset sets that `use` names and from the file's own `rules`; a rule of the
file takes the whole place of a preset's rule with the same id. Sets may have editions of the same
rule where their days do not overlap.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from console.domain.automation_table import read_automations
from console.domain.calendar import Calendar
from console.domain.causes import Action
from console.domain.diagnosis.figures import Figures
from console.domain.editions import ordered
from console.domain.figures_table import read_figures
from console.domain.findings import Findings, under
from console.domain.ids import DeviceId, RuleId, SiteId
from console.domain.interlock_table import read_interlocks
from console.domain.inventory import Known, check_id, read_devices, repeated
from console.domain.landmarks import Landmark
from console.domain.party_table import read_parties
from console.domain.place_table import (
    RawScene,
    RawZone,
    built_places,
    read_scenes,
    read_zones,
)
from console.domain.plan_table import read_plan
from console.domain.policy_table import read_policy
from console.domain.proof_table import PROOF, read_proof
from console.domain.references import References, references
from console.domain.remedy_catalogue import UsualRemedy
from console.domain.roster import read_patrols, read_units
from console.domain.rulebook import read_rules
from console.domain.rules import Rule
from console.domain.sites import Device, Site
from console.domain.sla_table import TABLES as CLOCKWORK
from console.domain.sla_table import read_clockwork
from console.domain.strict import check_keys, read
from console.domain.suppressions import Places, placed_editions, placed_rules, read_suppressions
from console.domain.surroundings_table import read_surroundings
from console.domain.values import Bilingual

TABLES = [
    "site",
    "use",
    "zones",
    "scenes",
    "kinds",
    "devices",
    "units",
    "patrols",
    "parties",
    "rules",
    "policy",
    *CLOCKWORK,
    *PROOF,
    "suppressions",
    "interlocks",
    "automations",
    "plan",
    "surroundings",
    "diagnosis",
]
USUAL = Figures()
NOTHING_USUAL: Mapping[Action, UsualRemedy] = {}
RESERVED = {"hub", "hub.disk"}  # the hub is a device of its site, and has a rule
LATITUDE_MAX = 90.0
LONGITUDE_MAX = 180.0

Document = Mapping[str, Any]


class RawSite(msgspec.Struct, frozen=True, kw_only=True):
    """The table `site`."""

    id: str
    name: Bilingual
    latitude: float
    longitude: float
    time_zone: str
    root: str = "wanshou"


class RawUse(msgspec.Struct, frozen=True, kw_only=True):
    """The preset rule sets a site uses."""

    use: tuple[str, ...] = ()


def resolve(
    document: Document,
    presets: Mapping[str, Document],
    file: str,
    *,
    figures: Figures = USUAL,
    remedies: Mapping[Action, UsualRemedy] = NOTHING_USUAL,
) -> Site:
    """Return the site that `document` describes.

    `presets` are the rule sets on the shelf, by name; `figures` those of a diagnosis and
    `remedies` the catalogue, where the site sets none. Raise `SettingsError` with all problems.
    """
    findings = Findings(file)
    site = _site(document, findings)
    zones = read_zones(document, findings)
    scenes = read_scenes(document, findings)
    rules, editions = _rules(document, presets, findings)
    known = _known(document, zones, scenes, rules)
    devices = read_devices(document.get("kinds", {}), document.get("devices", {}), known, findings)
    work = _work(document, zones, (figures, remedies), findings)
    there = _there(site, devices, work["calendar"])
    by_condition = _by_condition(document, known, devices, there, findings)
    shown = built_places(zones, scenes, devices, findings)
    findings.raise_any()
    assert site is not None  # nothing found wrong with it
    return Site(
        id=SiteId(site.id),
        name=site.name,
        latitude=site.latitude,
        longitude=site.longitude,
        time_zone=site.time_zone,
        root=site.root,
        **shown,
        devices=devices,
        rules=placed_rules(rules, there),
        editions=placed_editions(editions, there),
        **by_condition,
        **work,
    )


def _work(
    document: Document,
    zones: Mapping[str, RawZone | None],
    usual: tuple[Figures, Mapping[Action, UsualRemedy]],
    findings: Findings,
) -> dict[str, Any]:
    """Return who works at the site, by which terms and amid what, by the fields of `Site`."""
    figures, remedies = usual
    calendar, sla = read_clockwork(document, findings)
    catalogue, comparison = read_proof(document, remedies, findings)
    return {
        "units": read_units(document.get("units", {}), zones, findings),
        "patrols": read_patrols(document.get("patrols", {}), findings),
        "parties": read_parties(document.get("parties", {}), findings),
        "policy": read_policy(document.get("policy", {}), findings),
        "calendar": calendar,
        "sla": sla,
        "remedies": catalogue,
        "comparison": comparison,
        "plan": _plan(document, zones, findings),
        "surroundings": read_surroundings(document.get("surroundings", []), zones, findings),
        "diagnosis": read_figures(document.get("diagnosis", {}), figures, findings),
    }


def _there(
    site: RawSite | None, devices: Mapping[DeviceId, Device], calendar: Calendar
) -> References:
    place = None if site is None else (site.latitude, site.longitude)
    return references(devices.values(), place=place, calendar=calendar)


def _site(document: Document, findings: Findings) -> RawSite | None:
    check_keys(document, TABLES, "", findings)
    _check_reserved(document, findings)
    site = read(document.get("site", {}), RawSite, "site", findings)
    if site:
        _check_site(site, findings)
    return site


def _check_site(site: RawSite, findings: Findings) -> None:
    check_id(site.id, "site.id", findings)
    check_id(site.root, "site.root", findings)
    for name, value, most in (
        ("latitude", site.latitude, LATITUDE_MAX),
        ("longitude", site.longitude, LONGITUDE_MAX),
    ):
        if abs(value) > most:
            findings.add(
                "bad_range", under("site", name), found=f"{value:g}", expected=f"±{most:g}"
            )


def _check_reserved(document: Document, findings: Findings) -> None:
    for name in ("zones", "scenes", "devices", "rules"):
        written = document.get(name)
        for id in sorted(RESERVED.intersection(written if isinstance(written, dict) else ())):
            findings.add("reserved", under(name, id), found=id)


def _rules(
    document: Document, presets: Mapping[str, Document], findings: Findings
) -> tuple[dict[RuleId, Rule], dict[RuleId, tuple[Rule, ...]]]:
    """Return the rules, and those of them that come in several editions, the newest in force."""
    written = {"use": document["use"]} if "use" in document else {}
    chosen = read(written, RawUse, "", findings)
    names = chosen.use if chosen else tuple(presets)  # an unreadable `use` is one problem, not 200
    repeated(names, "use", findings)
    known: dict[RuleId, tuple[Rule, ...]] = {}
    for index, name in enumerate(names):
        if name not in presets:
            findings.unknown("dangling_reference", under("use", index), name, presets)
        elif name not in names[:index]:
            added = preset_rules(name, presets[name])
            _add_editions(known, added, under("use", index), name, findings)
    rules = {id: editions[-1] for id, editions in known.items()}
    own = read_rules(document.get("rules", {}), findings)
    several = {id: many for id, many in known.items() if len(many) > 1 and id not in own}
    return rules | own, several


def _add_editions(
    known: dict[RuleId, tuple[Rule, ...]],
    added: Mapping[RuleId, Rule],
    key: str,
    name: str,
    findings: Findings,
) -> None:
    twice = []
    for id, rule in added.items():
        editions = ordered((*known.get(id, ()), rule))
        if editions is None:
            twice.append(id)
        known[id] = editions or (rule,)
    if twice:
        findings.add("rule_twice", key, found=min(twice), expected=name)


def _by_condition(
    document: Document,
    known: Known,
    devices: Mapping[DeviceId, Device],
    there: References,
    findings: Findings,
) -> dict[str, Any]:
    """Return what holds while a condition does, by the fields of `Site`."""
    places = Places(rules=known.rule_ids, zones=known.zones, scenes=known.scenes, devices=devices)
    things = list(devices.values())
    suppressions = read_suppressions(document.get("suppressions", {}), places, there, findings)
    interlocks = read_interlocks(document.get("interlocks", {}), things, there, findings)
    automations = read_automations(
        document.get("automations", {}), things, known.scenes, there, findings
    )
    return {"suppressions": suppressions, "interlocks": interlocks, "automations": automations}


def preset_rules(name: str, document: Document) -> dict[RuleId, Rule]:
    """Return the rules of a preset set; raise `SettingsError` when it is not sound."""
    return rule_set(document, f"presets/rules/{name}.toml")


def rule_set(document: Document, file: str) -> dict[RuleId, Rule]:
    """Return the rules of a file that holds nothing else; raise `SettingsError` with all that is
    wrong."""
    findings = Findings(file)
    check_keys(document, ["rules"], "", findings)
    rules = read_rules(document.get("rules", {}), findings)
    findings.raise_any()
    return rules


def _known(
    document: Document,
    zones: Mapping[str, RawZone | None],
    scenes: Mapping[str, RawScene | None],
    rules: Mapping[RuleId, Rule],
) -> Known:
    return Known(
        zones={id: zone.guidance if zone else None for id, zone in zones.items()},
        scenes=frozenset(scenes),
        rules=rules,
        rule_ids=frozenset(rules) | frozenset(_own_rules(document)),
    )


def _plan(
    document: Document, zones: Mapping[str, RawZone | None], findings: Findings
) -> tuple[Landmark, ...]:
    names = {id: zone.name if zone else None for id, zone in zones.items()}
    return read_plan(document.get("plan", []), names, findings)


def _own_rules(document: Document) -> list[str]:
    written = document.get("rules")
    return list(written) if isinstance(written, dict) else []
