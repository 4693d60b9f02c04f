"""Suppressions and what is out of service, as rows and fields for people."""

from __future__ import annotations

from collections.abc import Iterator

from console.contract.state_views import OutOfServiceView
from console.contract.views import Page
from console.contract.withheld_views import PartView, SuppressionView
from console.domain.conditions import AllOf, AnyOf, Condition
from console.domain.sites import Site
from console.printing import Column, Listing
from console.wording import chosen, local, plain, rule_name, target_name, zone_name
from console.wording.commands import say
from console.wording.conditions import condition_words
from console.wording.names import place_name


def service_listing(page: Page[OutOfServiceView], site: Site | None) -> Listing[OutOfServiceView]:
    """Return what is out of service as a table; without a site, things go by their ids."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        none="none.service",
        name=lambda view: view.target,
        columns=(
            Column("id", lambda view: plain(view.target)),
            Column("name", lambda view: place_name(site, view.target) if site else ""),
            Column("kind", lambda view: say(f"scope.{view.scope.value}")),
            Column("since", lambda view: local(view.at)),
            Column("person", lambda view: plain(view.by)),
            Column("note", lambda view: plain(view.note)),
        ),
    )


def suppression_listing(page: Page[SuppressionView]) -> Listing[SuppressionView]:
    """Return suppressions as a table."""
    return Listing(
        items=page.items,
        as_of=page.as_of,
        next=page.next,
        name=lambda view: view.suppression.id,
        columns=(
            Column("id", lambda view: plain(view.suppression.id)),
            Column("name", lambda view: chosen(view.suppression.name)),
            Column("effect", _effect, style=lambda view: "bold yellow" if view.active else ""),
            Column("alerts", lambda view: str(len(view.alerts)), right=True),
            Column("when", lambda view: condition_words(view.suppression.when)),
        ),
    )


def suppression_fields(view: SuppressionView, site: Site | None) -> Iterator[tuple[str, str]]:
    """Return a suppression in full: its condition part by part, and what it covers."""
    one = view.suppression
    yield "id", plain(one.id)
    yield "name", chosen(one.name)
    yield "effect", _effect(view)
    if view.of_rule:
        yield "kind", say("of.rule")
    yield "when", "\n".join(map(_part, view.parts))
    if site is not None:
        yield "rules", "\n".join(rule_name(site, rule) for rule in one.rules) or say("all.rules")
        places = [
            *(zone_name(site, zone) for zone in one.zones),
            *(_scene(site, scene) for scene in one.scenes),
            *(target_name(site, device) for device in one.devices),
        ]
        yield "target", "\n".join(places) or say("everywhere")
    yield "alerts", " ".join(map(plain, view.alerts))


def _effect(view: SuppressionView) -> str:
    return say("in.effect") if view.active else say("not.in.effect")


def _part(part: PartView) -> str:
    words = {True: say("holds"), False: say("holds.not"), None: say("holds.unknown")}
    told = f"{'  ' * part.depth}{_own_words(part.condition)}: {words[part.holds]}"
    if part.since is None or part.holds is None:
        return told
    return f"{told} ({say('so.since', at=local(part.since))})"


def _own_words(condition: Condition) -> str:
    """Return a part in words; what it is made of follows below it."""
    match condition:
        case AllOf():
            return say("all.of")
        case AnyOf():
            return say("any.of")
        case _:
            return condition_words(condition)


def _scene(site: Site, scene: str) -> str:
    known = next((each for id, each in site.scenes.items() if id == scene), None)
    return chosen(known.name) if known else plain(scene)
