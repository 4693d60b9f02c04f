"""Every operation can be reached in every way it promises: command, palette, key."""

from __future__ import annotations

from typing import Any, cast

import pytest
from textual.binding import ActiveBinding, Binding

from console import keys, palette
from console.commands.root import make
from console.contract.registry import OPERATIONS
from console.contract.request import Request
from console.domain.values import Role
from console.live import Live
from console.wording.catalog import use
from docs.generate import PAGE, render

operation = pytest.mark.parametrize("name", OPERATIONS)


class NotReady:
    """A console before its first snapshot: it can offer operations and places, no things."""

    ready = False


@pytest.fixture(scope="module")
def command_line() -> Any:
    use("en")
    return make()


@operation
def test_it_is_a_command(name: str, command_line: Any) -> None:
    noun, verb = name.split(".")
    group = command_line.get_command(None, noun)
    assert group is not None, f"add {noun} to NOUNS in console/commands/groups.py"
    assert verb in group.commands, f"add the command {verb!r} to console/commands/{noun}.py"


@operation
def test_it_has_a_key_or_says_why_not(name: str) -> None:
    request = OPERATIONS[name]
    bound = {key.id: key for group in keys.GROUPS.values() for key in group}
    if request.key is None:
        assert request.no_key, f"{request.__name__} has no key: say why in no_key"
        assert name not in bound, f"{name} is bound in console/keys.py: state the key"
        assert name in keys.KEYLESS, f"say in console/keys.py what the palette does for {name}"
        return
    assert request.no_key is None, f"{request.__name__} has a key and a reason not to have one"
    assert name in bound, f"bind {name} in console/keys.py"
    assert request.key in bound[name].keys.split(","), f"console/keys.py binds {name} otherwise"


@operation
def test_the_palette_offers_it(name: str) -> None:
    use("en")
    if name in keys.KEYLESS:
        offered = palette.choices(cast(Live, NotReady()), {}, can=lambda action: True)
        assert keys.KEYLESS[name] in {choice.act for choice in offered}
        return
    here = next(k for group in keys.GROUPS.values() for k in group if k.id == name)
    binding = Binding(here.keys, here.action, here.id, id=here.id)
    bound = ActiveBinding(node=cast(Any, None), binding=binding, enabled=True, tooltip="")
    offered = palette.choices(cast(Live, NotReady()), {here.keys: bound})
    assert here.action in {choice.act for choice in offered}, f"{name} is not in the palette"


@operation
def test_it_states_what_the_hub_needs_to_know(name: str) -> None:
    request = OPERATIONS[name]
    assert request.operation == name
    assert isinstance(request.role, Role)
    assert (request.__doc__ or "").strip(), f"{request.__name__} needs a docstring"


def test_every_request_is_registered() -> None:
    unknown = [kind.__name__ for kind in _requests() if kind not in OPERATIONS.values()]
    assert not unknown, "add to console/contract/registry.py"


def test_the_page_of_operations_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "run: make docs"


def _requests(above: type[Request] = Request) -> list[type[Request]]:
    ours = [kind for kind in above.__subclasses__() if kind.__module__.startswith("console.")]
    # One without an operation only says what those below it share.
    asked = [kind for kind in ours if hasattr(kind, "operation")]
    return asked + [kind for shared in ours for kind in _requests(shared)]
