"""Who is asking: the socket's peer credentials name the seat, the settings its role."""

from __future__ import annotations

import grp
import os
import pwd

import msgspec

from console.contract.facts import Who
from console.domain.ids import UnitId
from console.domain.values import Role
from console.errors import NotPermitted, SettingsError
from console.settings import RoleSettings


class Seat(msgspec.Struct, frozen=True):
    """An account at this machine, and what it may do; or a patrol `unit` on the broker."""

    who: Who
    role: Role
    unit: UnitId | None = None

    def require(self, role: Role) -> None:
        """Raise NotPermitted when the seat's role is below `role`."""
        if self.role < role:
            raise NotPermitted("role_too_low", role=role.name.lower(), have=self.role.name.lower())


class Seats:
    """Knows every account's role: the best of its own and its groups'.

    The account the hub runs as, and root, are admin; anyone else without a role may look.
    """

    def __init__(self, roles: RoleSettings) -> None:
        self._users = {name: _role(role, name) for name, role in roles.users.items()}
        self._groups = {name: _role(role, name) for name, role in roles.groups.items()}

    def seat(self, uid: int) -> Seat:
        """Return the seat of the account `uid`."""
        try:
            account = pwd.getpwuid(uid)
        except KeyError:
            return Seat(Who(str(uid), str(uid)), Role.VIEWER)
        name = account.pw_name
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
