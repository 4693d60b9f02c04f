"""Small nouns, each whole under its own id, there and back without a loss."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection, select

from console.contract.codec import encode
from console.domain.kept import Kept
from console.store import schema
from console.store.bulk import Bulk

_put = Bulk(schema.kept, head="INSERT OR REPLACE")
_decoder = msgspec.json.Decoder(Kept)


def put_kept(connection: Connection, kept: Mapping[tuple[str, str], Kept | None]) -> None:
    """Write the small nouns that changed, and drop those that are no more."""
    flat: list[str] = []
    for (noun, id), what in kept.items():
        if what is None:
            connection.exec_driver_sql("DELETE FROM kept WHERE noun = ? AND id = ?", (noun, id))
        else:
            flat.extend((noun, id, encode(what).decode()))
    _put.put(connection, flat)


def read_kept(connection: Connection) -> list[Kept]:
    """Return every small noun."""
    query = select(schema.kept.c.body).order_by(schema.kept.c.noun, schema.kept.c.id)
    return [_decoder.decode(body) for body in connection.execute(query).scalars()]
