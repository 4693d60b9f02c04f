"""Brings a store to the shape this code knows, importing alembic only for a store with data."""

from __future__ import annotations

import importlib
from pathlib import Path

from sqlalchemy import Connection

from console.errors import StoreError

STEPS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
MODULES = (
    "r0001_readings_facts_states",
    "r0002_receipts",
    "r0003_cases",
    "r0004_withheld",
    "r0005_rollups",
    "r0006_log",
    "r0007_seven_steps",
)
FOLDER = Path(__file__).parent / "migrations"
PACKAGE = "console.store.migrations.versions"


def stored_step(connection: Connection) -> str | None:
    """Return the last step taken in this store, `None` for a new one."""
    tables = connection.exec_driver_sql(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'alembic_version'"
    )
    if tables.first() is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version")
    return str(found.scalar_one())


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that are missing, all in the connection's open transaction.

    Raise `StoreError("store_newer")` for a store that a newer version has changed.
    """
    found = stored_step(connection)
    if found == STEPS[-1]:
        return
    if found is None:
        create(connection)
    elif found not in STEPS:
        raise StoreError("store_newer", found=found, known=STEPS[-1])
    else:
        _upgrade(connection)


def create(connection: Connection, upto: str = STEPS[-1]) -> None:
    """Make a new store out of the steps' own SQL."""
    for step, module in zip(STEPS, MODULES, strict=True):
        for statement in importlib.import_module(f"{PACKAGE}.{module}").STATEMENTS:
            connection.exec_driver_sql(statement)
        if step == upto:
            break
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (upto,))


def _upgrade(connection: Connection) -> None:
    from alembic import command  # 0.37 s: only where there is something to do
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
