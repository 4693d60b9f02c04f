"""PINs, hashed: the only form in which one leaves the request that brought it."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

COST = 2**14  # of scrypt: tens of milliseconds and 16 MiB a time, since a PIN is short
BLOCK = 8
SALT_BYTES = 16
SHORTEST, LONGEST = 4, 12

_PIN = re.compile(rf"\d{{{SHORTEST},{LONGEST}}}", re.ASCII)
_NOBODY = "00" * SALT_BYTES


def fits(pin: str) -> bool:
    """Tell whether `pin` may be one: 4 to 12 digits."""
    return _PIN.fullmatch(pin) is not None


def sealed(pin: str) -> tuple[str, str]:
    """Return a new salt, and the digest of `pin` with it; takes a while."""
    salt = secrets.token_hex(SALT_BYTES)
    return salt, _digest(pin, salt)


def matches(pin: str, salt: str | None, digest: str | None) -> bool:
    """Tell whether `pin` is the one hashed; takes as long where there is none to compare with."""
    found = _digest(pin, salt or _NOBODY)
    return digest is not None and hmac.compare_digest(found, digest)


def _digest(pin: str, salt: str) -> str:
    return hashlib.scrypt(
        pin.encode(), salt=bytes.fromhex(salt), n=COST, r=BLOCK, p=1, dklen=32
    ).hex()
