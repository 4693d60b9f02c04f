"""Which rules are tried: by name and edition, from the site and from the preset sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from console.domain.ids import RuleId
from console.domain.rules import LimitRule, RecurringRule
from console.domain.sites import Site
from console.errors import NotFound, SettingsError
from console.settings import nearest
from console.site_file import shipped_rules

Tried = LimitRule | RecurringRule


def chosen_rules(site: Site, ids: Sequence[str], edition: str | None) -> list[Tried]:
    """Return the rules named, as `chosen_rule` does, each once."""
    return [chosen_rule(site, id, edition) for id in dict.fromkeys(ids)]


def with_bases(site: Site, rules: Sequence[Tried], edition: str | None) -> list[Tried]:
    """Return `rules` and those whose episodes they count, in an order they can be tried in."""
    known = {rule.id: rule for rule in rules}
    for rule in rules:
        if isinstance(rule, RecurringRule) and rule.of not in known:
            known[rule.of] = chosen_rule(site, rule.of, rule.edition or edition)
    return list(known.values())


def chosen_rule(site: Site, id: str, edition: str | None) -> Tried:
    """Return the site's rule `id`, or the one that the preset sets have in `edition`.

    Raise `NotFound` naming the nearest, or
    `SettingsError` for an edition there is none of, for one that had to be named, and for a rule
    that no reading is judged by.
    """
    found: dict[str, Tried] = {}
    for rule in _rules(site, RuleId(id)):
        found.setdefault(rule.edition, rule)
    if not found:
        known = {*site.rules, *(rule for rules in shipped_rules().values() for rule in rules)}
        raise NotFound("no_such_rule", id=id, nearest=nearest(id, tuple(sorted(known))))
    editions = ", ".join(sorted(filter(None, found))) or "–"
    if edition is None and len(found) > 1 and id not in site.rules:
        raise SettingsError("edition_missing", key=id, known=editions, nearest=None)
    if edition is not None and edition not in found:
        raise SettingsError("no_such_edition", key=id, found=edition, known=editions, nearest=None)
    return next(iter(found.values())) if edition is None else found[edition]


def _rules(site: Site, id: RuleId) -> Iterator[Tried]:
    """Yield the rules of that name: the site's own first, then those on the shelf."""
    everywhere = [*site.editions.get(id, ())]
    everywhere += [rules[id] for rules in shipped_rules().values() if id in rules]
    for rule in [site.rules[id], *everywhere] if id in site.rules else everywhere:
        if not isinstance(rule, LimitRule | RecurringRule):
            raise SettingsError("not_a_limit", key=id, nearest=None)
        yield rule
