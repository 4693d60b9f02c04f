"""One shape, whether made new or brought up from an old one; alembic only where it has work."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory

from console.contract.codec import encode
from console.domain.alerts import Alert
from console.domain.cases import Leg, Step
from console.domain.ids import AlertId, CaseId
from console.errors import StoreError
from console.store import migration, schema
from console.store.connections import writing
from console.store.opening import FILE
from console.store.work import Work
from tests.store.samples import SENSORS, a_case, a_note, a_remedy, a_store

OPEN = """
import sys
from pathlib import Path
from console.store.store import Store
store = Store(Path(sys.argv[1]), sensors=["air-0/pm10"])
store.close()
print("alembic" in sys.modules)
"""


def make(file: Path, step: str) -> None:
    connection = writing(file, full_sync=False)
    with connection.begin():
        migration.create(connection, step)
    connection.close()
    connection.engine.dispose()


def shape(file: Path) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(file)
    query = "SELECT type, name, sql FROM sqlite_master WHERE name <> 'alembic_version' ORDER BY 1,2"
    found = connection.execute(query).fetchall()
    connection.close()
    return found


def opened_with_alembic(folder: Path) -> bool:
    command = [sys.executable, "-W", "error", "-c", OPEN, str(folder)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    return answer.stdout.strip() == "True"


def test_an_old_store_is_brought_up_with_its_data(tmp_path: Path) -> None:
    make(tmp_path / FILE, "0001")
    old = sqlite3.connect(tmp_path / FILE)
    old.execute("INSERT INTO sensors VALUES (7, ?)", (SENSORS[0],))
    old.execute("INSERT INTO readings_settled VALUES (7, 1, 2.5, 1)")
    old.execute("INSERT INTO readings_fresh VALUES (2, 7, 3.5, 11)")
    note = a_note(1, "A-1")
    row = (1, 0, "AlertNoted", "A-1", encode(note).decode())
    old.execute("INSERT INTO facts VALUES (?, ?, ?, ?, ?)", row)
    old.commit()
    old.close()

    store = a_store(tmp_path)
    assert [(r.at, r.value, r.quality, r.arrived) for r in store.recent(SENSORS[0], 9)] == [
        (1, 2.5, 1, False),
        (2, 3.5, 3, True),
    ]
    assert store.receipt("key", "seat") is None
    assert store.facts_of(AlertId("A-1"), 9) == [note]
    assert store.load().cases == ()
    store.commit(Work(cases=[a_case(1)], facts=[a_remedy(2, "C-1")])).result()
    assert store.facts_of_case(CaseId("C-1"), 9) == [a_remedy(2, "C-1")]
    store.close()

    make(tmp_path / "new.db", migration.STEPS[-1])
    assert shape(tmp_path / FILE) == shape(tmp_path / "new.db")


OLD_CASE = """{"id":"C-1","title":"dust","zone":"east","alerts":["A-1"],"watched":[],"assignments":[
{"number":1,"unit":"patrol-1","sent_by":"lin","leg":"left","sent_at":5,"changed_at":9},
{"number":2,"unit":"patrol-2","sent_by":"lin","leg":"sent","sent_at":6,"changed_at":6},
{"number":3,"unit":"patrol-3","sent_by":"lin","leg":"on_site","sent_at":6,"changed_at":8}],
"findings":[],"remedies":[],"opened_at":4,"opened_by":"lin","changed_at":9,"settled_at":null,
"verified_at":null,"verified_by":null,"proof":null,"outcome":null,"closed_at":null,
"closed_by":null}"""
RENAMED = {
    "open": "filed",
    "dispatched": "dispatched",
    "on_site": "handling",
    "remedy": "handling",
    "verifying": "fed_back",
    "verified": "verified",
    "closed": "closed",
}


def test_cases_of_an_old_store_have_their_steps_and_legs_by_new_names(tmp_path: Path) -> None:
    make(tmp_path / FILE, "0006")
    old = sqlite3.connect(tmp_path / FILE)
    for n, step in enumerate(RENAMED, 1):
        body = OLD_CASE.replace("C-1", f"C-{n}")
        row = (n, f"C-{n}", step, "east", None, 4, 9, body)
        old.execute("INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    bare = OLD_CASE[: OLD_CASE.index("[\n")] + "[]" + OLD_CASE[OLD_CASE.index('],\n"fin') + 1 :]
    old.execute("INSERT INTO cases VALUES (9, 'C-9', 'open', NULL, NULL, 4, 9, ?)", (bare,))
    old.commit()
    old.close()

    store = a_store(tmp_path)
    cases = store.load().cases
    legs = (Leg.RELEASED, Leg.OFFERED, Leg.ON_SITE)
    assert [tuple(a.leg for a in case.assignments) for case in cases] == [*[legs] * 7, ()]
    assert {(case.filed_at, case.filed_by, case.waiting) for case in cases} == {(4, "lin", False)}
    assert cases[0].step is Step.HANDLING
    store.close()
    new = sqlite3.connect(tmp_path / FILE)
    steps = [step for (step,) in new.execute("SELECT step FROM cases ORDER BY n")]
    new.close()
    assert steps == [*RENAMED.values(), "filed"]


def test_alembic_is_imported_only_for_an_upgrade(tmp_path: Path) -> None:
    assert not opened_with_alembic(tmp_path / "new")
    assert not opened_with_alembic(tmp_path / "new")
    (tmp_path / "old").mkdir()
    make(tmp_path / "old" / FILE, "0001")
    assert opened_with_alembic(tmp_path / "old")
    assert not opened_with_alembic(tmp_path / "old")


def test_the_steps_are_those_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(migration.FOLDER))
    scripts = ScriptDirectory.from_config(config)
    found = [script.revision for script in scripts.walk_revisions()]
    assert tuple(reversed(found)) == migration.STEPS


def test_the_tables_are_as_queries_see_them(tmp_path: Path) -> None:
    make(tmp_path / "new.db", migration.STEPS[-1])
    connection = sqlite3.connect(tmp_path / "new.db")
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'alembic_version'"
    assert {name for (name,) in connection.execute(tables)} == set(schema.metadata.tables)
    for name, table in schema.metadata.tables.items():
        columns = connection.execute(f"PRAGMA table_info({name})").fetchall()
        assert [(c[1], c[2], bool(c[3])) for c in columns] == [
            (c.name, str(c.type).replace("FLOAT", "REAL"), not c.nullable) for c in table.columns
        ]
        keys = sorted((c for c in columns if c[5]), key=lambda c: c[5])
        assert [c[1] for c in keys] == [c.name for c in table.primary_key.columns]
        indexes = {i[1] for i in connection.execute(f"PRAGMA index_list({name})") if i[3] == "c"}
        assert indexes == {index.name for index in table.indexes}
    connection.close()


def test_alerts_have_a_column_for_each_field() -> None:
    fields = {field.name for field in msgspec.structs.fields(Alert)}
    assert {str(column.name) for column in schema.alerts.columns} == fields


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    newer = sqlite3.connect(tmp_path / FILE)
    newer.execute("UPDATE alembic_version SET version_num = '9000'")
    newer.commit()
    newer.close()
    with pytest.raises(StoreError) as refused:
        a_store(tmp_path)
    known = migration.STEPS[-1]
    assert refused.value.code == "store_newer"
    assert refused.value.parameters == {"found": "9000", "known": known}


def test_a_file_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database at all" * 500)
    with pytest.raises(StoreError) as refused:
        a_store(tmp_path)
    assert refused.value.code == "store_unreadable"
    assert refused.value.parameters["file"] == str(tmp_path / FILE)
