"""The schema from nothing, there and back, and what the code says it is."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from oncall.errors import BadInput, Unreachable
from oncall.store.migrating import (
    NotOwner,
    TooNew,
    TooOld,
    WouldLose,
    check_version,
    migrate,
    newest,
    revisions,
)
from oncall.store.tables import metadata
from tests.databases import at, run
from tests.oncall.store.catalogue import catalogue
from web.embedded.server import Addresses

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def bare(server: Addresses) -> Iterator[Addresses]:
    """A database without any schema."""
    name = "bare"
    run(server.owner, f"create database {name}")
    yield Addresses(at(server.owner, name), at(server.app, name))
    run(server.owner, f"drop database {name} with (force)")


def differences(url: str) -> list[object]:
    engine = create_engine(url)
    with engine.connect() as tx:
        context = MigrationContext.configure(
            tx, opts={"compare_type": True, "compare_server_default": True}
        )
        found = compare_metadata(context, metadata)
    engine.dispose()
    return list(found)


def constraints(url: str) -> list[str]:
    found = (line for line in catalogue(url) if line.startswith("constraints"))
    return [line for line in found if "alembic_version" not in line]


def test_the_schema_from_nothing_is_what_the_tables_say(bare: Addresses) -> None:
    moved = migrate(bare.owner)
    assert (moved.before, moved.after, moved.steps) == (None, newest(), tuple(revisions()))
    assert differences(bare.owner) == []


def test_the_comparison_finds_a_default_a_column_and_a_constraint(urls: Addresses) -> None:
    run(urls.owner, "alter table feeds alter column generation set default 2")
    run(urls.owner, "alter table swaps alter column why drop not null")
    run(urls.owner, "alter table feeds drop constraint uq_feeds_kind_subject")
    assert len(differences(urls.owner)) == 3


def test_checks_and_the_exclusion_are_those_of_the_tables(bare: Addresses, urls: Addresses) -> None:
    # alembic compares neither; PostgreSQL's own words for what the tables say do.
    engine = create_engine(bare.owner)
    metadata.create_all(engine)
    engine.dispose()
    assert constraints(bare.owner) == constraints(urls.owner)


def test_every_way_back_and_forth_ends_where_it_began(bare: Addresses) -> None:
    migrate(bare.owner, "base")
    seen = {"base": catalogue(bare.owner)}
    order = list(revisions())
    for revision in order:
        migrate(bare.owner, revision)
        seen[revision] = catalogue(bare.owner)
    for revision in reversed(["base", *order[:-1]]):
        migrate(bare.owner, revision, may_lose=True)
        left = [line for line in catalogue(bare.owner) if "alembic_version" not in line]
        assert left == [line for line in seen[revision] if "alembic_version" not in line]
    migrate(bare.owner)
    assert catalogue(bare.owner) == seen[newest()]


def test_nothing_is_left_of_a_schema_that_was_taken_back(urls: Addresses) -> None:
    moved = migrate(urls.owner, "base", may_lose=True)
    assert moved.steps == tuple(reversed(revisions()))
    assert [line for line in catalogue(urls.owner) if "alembic_version" not in line] == []


def test_going_back_is_refused_unless_it_may_lose_what_is_there(urls: Addresses) -> None:
    before = catalogue(urls.owner)
    with pytest.raises(WouldLose, match="backup"):
        migrate(urls.owner, "base")
    assert catalogue(urls.owner) == before


def test_a_second_time_changes_nothing(urls: Addresses) -> None:
    moved = migrate(urls.owner)
    assert (moved.before, moved.steps) == (moved.after, ())


def test_the_daily_role_may_ask_where_the_schema_is_but_not_move_it(
    bare: Addresses, urls: Addresses
) -> None:
    assert migrate(urls.app).steps == ()
    with pytest.raises(NotOwner, match="ONCALL_SCHEMA_URL"):
        migrate(urls.app, "base", may_lose=True)
    with pytest.raises(NotOwner):
        migrate(bare.app)


def test_an_unknown_revision_is_named_with_those_there_are(urls: Addresses) -> None:
    with pytest.raises(BadInput, match=r"no revision 9999; there are base, 0001"):
        migrate(urls.owner, "9999")


def test_a_schema_from_the_future_is_left_alone(urls: Addresses) -> None:
    run(urls.owner, "update alembic_version set version_num = '9999'")
    for to in ("head", "base"):
        with pytest.raises(TooNew, match="revision 9999"):
            migrate(urls.owner, to, may_lose=True)


def test_a_server_that_is_too_old_is_refused() -> None:
    check_version(14)
    with pytest.raises(TooOld, match="PostgreSQL 13 is too old"):
        check_version(13)


def test_a_server_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(Unreachable, match="Connection refused"):
        migrate("postgresql+psycopg://nobody@127.0.0.1:1/none")


def test_a_migration_that_fails_leaves_nothing_behind(bare: Addresses) -> None:
    run(bare.owner, "create function audit_stands() returns int language sql as 'select 1'")
    before = catalogue(bare.owner)
    with pytest.raises(Exception, match="audit_stands"):
        migrate(bare.owner)
    assert catalogue(bare.owner) == before


def test_of_several_that_migrate_at_once_one_does_it(bare: Addresses) -> None:
    with ThreadPoolExecutor(4) as some:
        moved = list(some.map(lambda _: migrate(bare.owner), range(4)))
    assert sorted(len(each.steps) for each in moved) == [0, 0, 0, len(revisions())]
    assert differences(bare.owner) == []


def test_one_who_comes_in_the_middle_waits(bare: Addresses) -> None:
    engine = create_engine(bare.owner)
    with engine.begin() as tx, ThreadPoolExecutor(1) as other:
        tx.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": 0x6F6E63616C6C})
        coming = other.submit(migrate, bare.owner)
        waiting = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
        while not tx.execute(text(waiting)).scalar_one():
            assert not coming.done()
        tx.commit()
        assert coming.result().after == newest()
    engine.dispose()


# Columns that say to which incident, message or call a row belongs, and no index begins with.
UNINDEXED = """
select c.conrelid::regclass::text || '.' || a.attname
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'f'
  and c.confrelid in ('incidents'::regclass, 'messages'::regclass, 'calls'::regclass)
  and not exists (
    select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = a.attnum
  )
order by 1
"""


def test_what_belongs_to_an_incident_a_message_or_a_call_is_found_by_an_index(
    urls: Addresses,
) -> None:
    engine = create_engine(urls.owner)
    with engine.connect() as tx:
        missing = list(tx.execute(text(UNINDEXED)).scalars())
        run(urls.owner, "drop index ix_recordings_incident")
        dropped = list(tx.execute(text(UNINDEXED)).scalars())
    engine.dispose()
    assert missing == []
    assert dropped == ["recordings.incident"]
