"""Who is asking: the socket's peer credentials name the seat, the settings its role."""

from __future__ import annotations

import grp
import os
import pwd

import msgspec
from msgspec.structs import replace

from console.contract.facts import Who
from console.contract.state_views import DutyView
from console.domain.ids import UnitId
from console.domain.shifts import Duty
from console.domain.values import Role
from console.errors import NotPermitted, SettingsError
from console.settings import RoleSettings


class Seat(msgspec.Struct, frozen=True):
    """An account at this machine, and what it may do; or a patrol `unit` on the broker.

    At a `shared` one it is the person who signed on that may do something, not the account.
    """

    who: Who
    role: Role
    unit: UnitId | None = None
    shared: bool = False
    signed_on: bool = False

    def manned(self, duty: Duty | DutyView | None) -> Seat:
        """Return the seat with who is on duty there, if anyone is."""
        if duty is None or self.unit is not None:
            return self
        who = Who(duty.person, self.who.seat)
        return replace(self, who=who, role=duty.role, signed_on=True)

    def require(self, role: Role) -> None:
        """Raise NotPermitted when the seat's role is below `role`."""
        if self.role < role:
            if self.shared and not self.signed_on:
                raise NotPermitted("sign_on_first", seat=self.who.seat)
            raise NotPermitted("role_too_low", role=role.name.lower(), have=self.role.name.lower())


class Seats:
    """Knows every account's role: the best of its own and its groups'.

    The account the hub runs as, and root, are admin; anyone else without a role may look, and
    so may a shared account, whatever its role.
    """

    def __init__(self, roles: RoleSettings) -> None:
        self._users = {name: _role(role, name) for name, role in roles.users.items()}
        self._groups = {name: _role(role, name) for name, role in roles.groups.items()}
        self._shared = frozenset(roles.shared)

    def seat(self, uid: int) -> Seat:
        """Return the seat of the account `uid`."""
        try:
            account = pwd.getpwuid(uid)
        except KeyError:
            return Seat(Who(str(uid), str(uid)), Role.VIEWER)
        name = account.pw_name
        if name in self._shared:
            return Seat(Who(name, name), Role.VIEWER, shared=True)
        role = self._users.get(name)
        if role is None:
            role = Role.ADMIN if uid in (0, os.getuid()) else self._by_group(name, account.pw_gid)
        return Seat(Who(name, name), role)

    def _by_group(self, name: str, gid: int) -> Role:
        roles = [Role.VIEWER]
        for group, role in self._groups.items():
            try:
                entry = grp.getgrnam(group)
            except KeyError:
                continue
            if entry.gr_gid == gid or name in entry.gr_mem:
                roles.append(role)
        return max(roles)


def _role(word: str, name: str) -> Role:
    try:
        return Role[word.upper()]
    except KeyError:
        raise SettingsError("unknown_role", key=f"roles.{name}", value=word) from None
