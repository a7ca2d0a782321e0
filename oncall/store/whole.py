"""The database as a whole: whether it holds anything, how it is emptied, and who may what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from oncall.store.migrating import LOCK

if TYPE_CHECKING:
    from sqlalchemy import Connection

# What a database has before anybody has brought anything in.
FROM_THE_START: Final = ("alembic_version", "installation", "workers")
# Who holds a table open for longer than this is asked to stop first.
PATIENCE: Final = "30s"

# The audit log says whether anything has changed since it was looked at; once it is locked,
# nothing does.
EMPTYING: Final = """
begin;
set local lock_timeout = '%(patience)s';
select pg_advisory_xact_lock(%(lock)s);
do $$
declare each text;
begin
    if to_regclass('public.audit') is not null then
        lock table public.audit in access exclusive mode;
        if (select coalesce(max(id), 0) from public.audit) <> %(last)s then
            raise exception 'somebody has changed something meanwhile';
        end if;
    end if;
    for each in
        select format('drop %%s if exists %%s cascade', kind, thing) from (
            select case relkind when 'v' then 'view' when 'm' then 'materialized view'
                    when 'S' then 'sequence' else 'table' end, oid::regclass::text,
                relkind = 'S', 'pg_class'::regclass, oid
            from pg_class where relnamespace = 'public'::regnamespace
                and relkind in ('r', 'p', 'v', 'm', 'S')
            union all
            select 'routine', oid::regprocedure::text, true, 'pg_proc'::regclass, oid
            from pg_proc where pronamespace = 'public'::regnamespace
        ) found (kind, thing, late, class, number)
        where not exists (
            select from pg_depend where classid = class and objid = number and deptype in ('e', 'i')
        )
        order by late
    loop execute each; end loop;
end $$;
"""
RIGHTS: Final = """
do $$ begin
    if exists (select from pg_roles where rolname = 'oncall') and current_user <> 'oncall' then
        grant select, insert, update, delete on all tables in schema public to oncall;
        grant usage, select on all sequences in schema public to oncall;
        revoke update, delete, truncate on public.audit, public.incident_events from oncall;
        grant update (phone) on public.incident_events to oncall;
    end if;
end $$;
commit;
"""


def replacing(last_line: int) -> tuple[str, str]:
    """Return what is said before and after the script that fills a database, in psql.

    All of it is one transaction. It breaks off if the log has gone beyond `last_line`.
    """
    first = EMPTYING % {"patience": PATIENCE, "lock": LOCK, "last": last_line}
    return first, RIGHTS


def is_empty(tx: Connection) -> bool:
    """Tell whether nobody has brought anything in, into whatever tables there are."""
    tables = text(
        "select relname from pg_class where relnamespace = 'public'::regnamespace "
        "and relkind in ('r', 'p', 'f', 'v', 'm')"
    )
    names = sorted(set(tx.execute(tables).scalars()) - set(FROM_THE_START))
    quote = tx.dialect.identifier_preparer.quote
    exists = "select exists (select from public.{})"
    return not any(tx.execute(text(exists.format(quote(name)))).scalar_one() for name in names)


def last_line(tx: Connection) -> int:
    """Return the number of the last line of the audit log, 0 where there is none."""
    if tx.execute(text("select to_regclass('public.audit')")).scalar_one() is None:
        return 0
    found: int = tx.execute(text("select coalesce(max(id), 0) from public.audit")).scalar_one()
    return found
