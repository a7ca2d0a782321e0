"""The audit log is a chain that is only added to, by whichever role."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from oncall.store.audit import Line, lines, note
from oncall.store.db import Database
from tests.oncall.store.rows import december

if TYPE_CHECKING:
    from collections.abc import Mapping

    from web.embedded.server import Addresses

CHANGES = (
    "update audit set who = 'nobody'",
    "delete from audit",
    "truncate audit",
    "truncate audit cascade",
)
CELLS = (
    "select id, extract(epoch from at)::text as at, who, what, subject, "
    "before::text as before, after::text as after, hash from audit order by id"
)


def add(database: Database, *subjects: str) -> None:
    for subject in subjects:
        with database.begin() as tx:
            note(tx, Line(december(7), "ada", "publish", subject, None, {"to": "Zoë"}))


def chain(database: Database) -> list[Mapping[str, object]]:
    with database.begin() as tx:
        return [dict(row) for row in tx.execute(text(CELLS)).mappings()]


def expected_hash(row: Mapping[str, object], before: bytes) -> bytes:
    """The hash as whoever audits would make it, without our database."""
    facts = (row["id"], row["at"], row["who"], row["what"], row["subject"])
    words = [str(fact) for fact in facts]
    words += [str(row[side]) if row[side] is not None else "-" for side in ("before", "after")]
    return sha256(before + "\x1f".join(words).encode()).digest()


def test_each_line_s_hash_is_made_from_it_and_from_the_one_before(database: Database) -> None:
    add(database, "neckar", "wey", "neckar")
    before = b""
    for row in chain(database):
        assert row["hash"] == expected_hash(row, before)
        before = bytes(row["hash"])  # type: ignore[arg-type]


def test_a_line_that_was_not_kept_leaves_no_hole_in_the_chain(database: Database) -> None:
    add(database, "neckar")
    with database.engine.connect() as tx:
        note(tx, Line(december(7), "ada", "publish", "lost"))
        tx.rollback()
    add(database, "wey")
    first, second = chain(database)
    assert second["hash"] == expected_hash(second, bytes(first["hash"]))  # type: ignore[arg-type]


def test_lines_added_at_once_are_one_chain(urls: Addresses) -> None:
    databases = [Database(urls.app) for _ in range(4)]
    with ThreadPoolExecutor(4) as some:
        list(some.map(lambda each: add(each, *"abcdefgh"), databases))
    rows = chain(databases[0])
    for each in databases:
        each.close()
    before = b""
    assert len(rows) == 32
    for row in rows:
        assert row["hash"] == expected_hash(row, before)
        before = bytes(row["hash"])  # type: ignore[arg-type]


@pytest.mark.parametrize("change", CHANGES)
def test_the_daily_role_has_no_right_to_change_it(database: Database, change: str) -> None:
    add(database, "neckar")
    with pytest.raises(ProgrammingError, match="permission denied"), database.begin() as tx:
        tx.execute(text(change))


@pytest.mark.parametrize("change", CHANGES)
def test_the_role_that_owns_it_is_refused_too(urls: Addresses, change: str) -> None:
    with closing(Database(urls.owner)) as owner:
        add(owner, "neckar")
        with pytest.raises(DBAPIError, match="only added to"), owner.begin() as tx:
            tx.execute(text(change))
        assert len(chain(owner)) == 1


def test_the_daily_role_can_switch_no_trigger_off(database: Database) -> None:
    for words in (
        "alter table audit disable trigger all",
        "set session_replication_role = replica",
    ):
        with pytest.raises(ProgrammingError), database.begin() as tx:
            tx.execute(text(words))


def test_a_number_or_hash_of_one_s_own_is_not_kept(database: Database) -> None:
    words = (
        "insert into audit (id, at, who, what, subject, hash) "
        "values (900, now(), 'eve', 'publish', 'neckar', 'mine')"
    )
    with database.begin() as tx:
        tx.execute(text(words))
    (row,) = chain(database)
    assert row["id"] != 900
    assert row["hash"] == expected_hash(row, b"")


def test_the_last_lines_come_newest_first_and_by_subject(database: Database) -> None:
    add(database, "neckar", "wey", "neckar")
    with database.begin() as tx:
        assert [row["subject"] for row in lines(tx, most=2)] == ["neckar", "wey"]
        assert [row["subject"] for row in lines(tx, "wey")] == ["wey"]
