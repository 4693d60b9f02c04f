"""Receipts under idempotency keys, so that a request sent twice is one act."""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, select

from console.contract.codec import decode, encode
from console.contract.request import Receipt
from console.store import schema
from console.store.bulk import Bulk
from console.store.work import StoredReceipt

RECEIPT_KEPT_MS = 24 * 3_600_000
RECEIPTS_LIMIT = 10_000

_receipts = Bulk(schema.receipts, head="INSERT OR REPLACE")


def put_receipt(connection: Connection, kept: StoredReceipt) -> None:
    """Keep a receipt, and drop those a day older or too many."""
    table = schema.receipts.c
    body = encode(kept.receipt).decode()
    row = (None, kept.key, kept.seat, kept.digest, kept.at, body)
    _receipts.put(connection, row)
    newest = select(func.max(table.n)).scalar_subquery()
    outdated = (table.at < kept.at - RECEIPT_KEPT_MS) | (table.n <= newest - RECEIPTS_LIMIT)
    connection.execute(delete(schema.receipts).where(outdated))


def read_receipt(connection: Connection, key: str, seat: str) -> StoredReceipt | None:
    """Return what `seat` was answered under `key`, while it is kept."""
    table = schema.receipts.c
    query = select(schema.receipts).where(table.key == key, table.seat == seat)
    row = connection.execute(query).first()
    if row is None:
        return None
    receipt = decode(row.body, Receipt)
    return StoredReceipt(key=key, seat=seat, digest=row.digest, at=row.at, receipt=receipt)
