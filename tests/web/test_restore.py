"""`oncall restore`: a backup is put back, all of it or nothing."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, text

from oncall.services.restoring import looked_into
from oncall.store import audit, rotas
from oncall.store.db import Database
from oncall.store.migrating import migrate, newest
from tests.databases import at, run
from tests.oncall.store.catalogue import catalogue
from tests.oncall.store.rows import december
from tests.oncall.store.test_audit_log import chain, expected_hash
from tests.web.kept import contents, fill, people_of
from tests.web.run import house, oncall
from web.backups.programs import ProgramError
from web.backups.restoring import Backup, put_back, read
from web.embedded.server import Addresses, ensure_running, stop

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def other(server: Addresses) -> Iterator[Addresses]:
    """A database without any schema."""
    run(server.owner, "create database other")
    yield Addresses(at(server.owner, "other"), at(server.app, "other"))
    run(server.owner, "drop database other with (force)")


@pytest.fixture
def file(urls: Addresses, tmp_path: Path) -> Path:
    """The backup of a database with something in it."""
    fill(urls.app)
    file = tmp_path / "kept.dump"
    assert oncall("backup", file, env=house(urls)).exit_code == 0
    return file


def env(urls: Addresses, folder: Path) -> dict[str, str]:
    return house(urls, ONCALL_HOME=str(folder / "home"), ONCALL_USER="ada")


def but_for_the_restore(found: dict[str, list[object]]) -> dict[str, list[object]]:
    """What a database holds but for the line that says that it was restored, and the new epoch."""
    return found | {
        "audit": [row for row in found["audit"] if ",restore,database," not in str(row)],
        "sequences": [row for row in found["sequences"] if "audit_id_seq" not in str(row)],
        "installation": [str(row).rpartition(",")[0] for row in found["installation"]],
    }


def test_it_gives_back_every_row_and_where_every_sequence_stood(
    urls: Addresses, other: Addresses, file: Path, tmp_path: Path
) -> None:
    done = oncall("restore", file, env=env(other, tmp_path))
    assert done.exit_code == 0
    assert (done.stdout, done.stderr) == (
        "",
        f"restored {file} with its schema at revision {newest()}\n",
    )
    before, after = contents(urls.owner), contents(other.owner)
    kept = ("people", "effective_duties", "draft_duties", "booking_versions", "audit")
    assert all(before[name] for name in kept)
    assert but_for_the_restore(after) == but_for_the_restore(before)
    assert catalogue(other.owner) == catalogue(urls.owner)


def test_a_new_line_continues_the_log_s_chain_and_new_duties_get_new_numbers(
    other: Addresses, file: Path, tmp_path: Path
) -> None:
    oncall("restore", file, env=env(other, tmp_path))
    with closing(Database(other.app)) as database:
        with database.begin() as tx:
            audit.note(tx, audit.Line(december(8), "ada", "publish", "video"))
            assert rotas.numbers(tx, 1) == [4]
        rows = chain(database)
    assert [row["what"] for row in rows] == ["publish", "publish", "restore", "publish"]
    before = b""
    for row in rows:
        assert row["hash"] == expected_hash(row, before)
        before = bytes(row["hash"])  # type: ignore[arg-type]


def test_the_daily_role_may_work_but_not_change_the_log(
    other: Addresses, file: Path, tmp_path: Path
) -> None:
    oncall("restore", file, env=env(other, tmp_path))
    question = "select has_table_privilege('oncall', :table, :right)"
    engine = create_engine(other.owner)
    with engine.connect() as tx:

        def may(table: str, right: str) -> bool:
            return bool(tx.execute(text(question), {"table": table, "right": right}).scalar_one())

        assert [may("people", right) for right in ("select", "insert", "update", "delete")] == [
            True
        ] * 4
        assert [may("audit", right) for right in ("select", "insert")] == [True] * 2
        assert [may("audit", right) for right in ("update", "delete", "truncate")] == [False] * 3
        assert not may("incident_events", "update")
        one = "select has_column_privilege('oncall', 'incident_events', 'phone', 'update')"
        assert tx.execute(text(one)).scalar_one(), "or no number could be forgotten"
    engine.dispose()


def test_the_line_in_the_log_says_who_restored_what(
    other: Addresses, file: Path, tmp_path: Path
) -> None:
    oncall("restore", file, env=env(other, tmp_path))
    with closing(Database(other.app)) as database, database.begin() as tx:
        (line,) = audit.lines(tx, "database")
    assert (line["who"], line["what"], line["after"]) == ("ada", "restore", {"file": str(file)})


def test_a_database_that_holds_something_is_left_alone(
    urls: Addresses, file: Path, tmp_path: Path
) -> None:
    before = contents(urls.owner)
    done = oncall("restore", file, env=env(urls, tmp_path))
    assert done.exit_code == 2
    assert "the database holds something" in done.stderr
    assert "--replace" in done.stderr
    assert contents(urls.owner) == before


def test_a_schema_in_which_nobody_has_put_anything_is_empty(
    urls: Addresses, other: Addresses, file: Path, tmp_path: Path
) -> None:
    migrate(other.owner)
    assert oncall("restore", file, env=env(other, tmp_path)).exit_code == 0
    assert people_of(other.owner) == people_of(urls.owner)


def test_replace_keeps_a_backup_of_what_was_there_and_tells_where(
    urls: Addresses, file: Path, tmp_path: Path
) -> None:
    run(urls.owner, "update people set name = 'Later'")
    with closing(Database(urls.app)) as database, database.begin() as tx:
        audit.note(tx, audit.Line(december(9), "ada", "publish", "later"))
    done = oncall("restore", file, "--replace", env=env(urls, tmp_path))
    assert done.exit_code == 0
    assert people_of(urls.owner) != ["Later"]
    (kept,) = (tmp_path / "home" / "backups").iterdir()
    assert done.stdout == f"{kept}\n"
    assert oncall("restore", kept, "--replace", env=env(urls, tmp_path)).exit_code == 0
    assert people_of(urls.owner) == ["Later"]


def test_what_a_newer_version_had_besides_goes_too(
    urls: Addresses, file: Path, tmp_path: Path
) -> None:
    before = catalogue(urls.owner)
    run(
        urls.owner,
        "create table later (person text references people (id), n serial)",
        "create view latest as select * from later",
        "create function newer() returns int language sql as 'select 1'",
        "update alembic_version set version_num = '9999'",
    )
    assert oncall("restore", file, "--replace", env=env(urls, tmp_path)).exit_code == 0
    assert catalogue(urls.owner) == before


def spoilt(file: Path, how: str) -> Path:
    content = file.read_bytes()
    bad = file.with_name("bad.dump")
    match how:
        case "cut":
            bad.write_bytes(content[:-2000])
        case "text":
            bad.write_text("select 1;\n")
        case "nothing":
            bad.write_bytes(b"")
        case "folder":
            bad.mkdir()
    return bad


@pytest.mark.parametrize("how", ["cut", "text", "nothing", "folder", "missing"])
def test_a_file_that_is_no_whole_backup_changes_nothing(
    urls: Addresses, file: Path, tmp_path: Path, how: str
) -> None:
    before = contents(urls.owner)
    bad = spoilt(file, how)
    done = oncall("restore", bad, "--replace", env=env(urls, tmp_path))
    assert done.exit_code == 2
    assert done.stderr.startswith(f"{bad}: is ")
    assert contents(urls.owner) == before
    assert not (tmp_path / "home").exists()


def test_the_backup_of_another_product_is_told(
    urls: Addresses, other: Addresses, tmp_path: Path
) -> None:
    run(other.owner, "create table alembic_version (version_num text)")
    run(other.owner, "insert into alembic_version values ('0001')")
    file = tmp_path / "theirs.dump"
    assert oncall("backup", file, env=house(other)).exit_code == 0
    done = oncall("restore", file, env=env(urls, tmp_path))
    assert done.exit_code == 2
    assert "of no database of oncall's" in done.stderr


def test_a_backup_of_a_newer_version_is_refused(
    urls: Addresses, other: Addresses, file: Path, tmp_path: Path
) -> None:
    run(urls.owner, "update alembic_version set version_num = '9999'")
    assert oncall("backup", file, "--force", env=house(urls)).exit_code == 0
    done = oncall("restore", file, env=env(other, tmp_path))
    assert done.exit_code == 1
    assert f"{file} is at revision 9999" in done.stderr
    assert catalogue(other.owner) == []


def test_what_fails_in_the_middle_leaves_everything_as_it_was(
    urls: Addresses, file: Path, tmp_path: Path
) -> None:
    # A restore empties what is ours; a schema that stays can't be made a second time.
    run(urls.owner, "create schema elsewhere", "create table elsewhere.t (n int)")
    assert oncall("backup", file, "--force", env=house(urls)).exit_code == 0
    before = contents(urls.owner)
    done = oncall("restore", file, "--replace", env=env(urls, tmp_path))
    assert done.exit_code == 1
    assert "elsewhere" in done.stderr
    assert "the database is as it was" in done.stderr
    assert contents(urls.owner) == before


def test_a_change_between_the_backup_of_what_is_there_and_its_end_is_not_lost(
    urls: Addresses, file: Path
) -> None:
    before = contents(urls.owner)
    changed = pytest.raises(ProgramError, match="somebody has changed something")
    with closing(Database(urls.owner)) as database, changed:
        put_back(database, read(file), last_line=0)
    assert contents(urls.owner) == before


def test_a_program_that_dies_while_it_reads_commits_nothing(urls: Addresses, file: Path) -> None:
    bad = spoilt(file, "cut")
    before = contents(urls.owner)
    with closing(Database(urls.owner)) as database:
        seen = looked_into(database)
        with pytest.raises(ProgramError, match="as it was"):
            put_back(database, Backup(bad, "0001"), seen.last_line)
    assert contents(urls.owner) == before


def test_another_home_s_server_takes_it_too(urls: Addresses, file: Path, tmp_path: Path) -> None:
    home = tmp_path / "another"
    ensure_running(home, durable=False)
    try:
        assert oncall("restore", file, env={"ONCALL_HOME": str(home)}).exit_code == 0
        there = contents(ensure_running(home).owner)
        assert but_for_the_restore(there) == but_for_the_restore(contents(urls.owner))
        again = tmp_path / "again.dump"
        assert oncall("backup", again, env={"ONCALL_HOME": str(home)}).exit_code == 0
    finally:
        stop(home)
