"""What PostgreSQL's catalogue says of a database's schema, as words that can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

# Each line names one thing in full; what is the same in two schemas reads the same.
QUESTIONS = {
    "columns": """
        select c.relkind, c.relname, row_number() over (partition by c.oid order by a.attnum),
            a.attname, format_type(a.atttypid, a.atttypmod),
            a.attnotnull, a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
            a.attacl::text
        from pg_class c join pg_attribute a on a.attrelid = c.oid
        left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped""",
    "constraints": """
        select conrelid::regclass, conname, contype, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace""",
    "indexes": "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'",
    "triggers": "select pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal",
    "functions": """
        select proname, pg_get_functiondef(oid), proacl::text
        from pg_proc where pronamespace = 'public'::regnamespace""",
    "rights": """
        select relname, relkind, relowner::regrole, array(select unnest(relacl)::text order by 1)
        from pg_class where relnamespace = 'public'::regnamespace""",
    "types": """
        select typname from pg_type where typnamespace = 'public'::regnamespace
        and typtype not in ('c', 'b')""",
}


def catalogue(url: str) -> list[str]:
    """Return all that the catalogue says of a database, one thing a line, sorted."""
    engine = create_engine(url)
    with engine.connect() as tx:
        found = sorted(_lines(tx))
    engine.dispose()
    return found


def _lines(tx: Connection) -> Iterator[str]:
    for what, question in QUESTIONS.items():
        for row in tx.execute(text(question)):
            yield f"{what}: {tuple(row)}"
