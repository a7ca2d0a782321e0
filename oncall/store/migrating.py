"""The schema: brought to the newest version, or back, by Alembic's migrations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from oncall.errors import BadInput, Fault, Unusable
from oncall.store.db import OLDEST, Database

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

FOLDER: Final = Path(__file__).parent / "migrations"
LOCK: Final = 0x6F6E63616C6C  # two processes that start at once migrate one after the other
NEWEST: Final = "head"
NOTHING: Final = "base"


class TooOld(Unusable):
    """The server is older than what is needed."""


class TooNew(Unusable):
    """The schema was made by a newer version of the product."""


class NotNewest(Unusable):
    """The schema was made by an older version of the product, or is not there yet."""


class NotOwner(Unusable):
    """The role may not change the schema."""


class WouldLose(Unusable):
    """Going back would take away tables with what is in them."""


@dataclass(frozen=True, slots=True)
class Moved:
    """From which revision to which the schema went; None where there is no schema.

    `steps` are the revisions that were applied or taken back, in order.
    """

    before: str | None
    after: str | None
    steps: tuple[str, ...]


def migrate(url: str, to: str = NEWEST, *, may_lose: bool = False) -> Moved:
    """Bring the schema to a revision, the newest unless another is named: all of it or nothing.

    `url` is that of the role that owns the schema. Raises Unreachable, Unusable with a sentence,
    and BadInput for an unknown revision. Going back needs `may_lose`.
    """
    wanted = _place(to)
    database = Database(url)
    try:
        check_version(database.version())
        with database.begin() as tx:
            return _move(tx, wanted, may_lose=may_lose)
    except ProgrammingError as error:
        if not isinstance(error.orig, InsufficientPrivilege):
            raise
        why = str(error.orig).strip().splitlines()[0]
        raise NotOwner(
            f"the schema can't be changed by this role ({why}); give the URL of the role that "
            "owns it as ONCALL_SCHEMA_URL"
        ) from error
    finally:
        database.close()


def check_version(server: int) -> None:
    """Raise TooOld where the server's major version is older than what is needed."""
    if server < OLDEST:
        raise TooOld(
            f"PostgreSQL {server} is too old; give the DATABASE_URL of one that is {OLDEST} or "
            "newer, or leave it out for the embedded one"
        )


def current(tx: Connection) -> str | None:
    """Return the revision at which the schema is; None where there is none."""
    return MigrationContext.configure(tx).get_current_revision()


def newest() -> str:
    """Return the newest revision there is."""
    return list(revisions())[-1]


@cache  # they come with the program, and each command asks
def revisions() -> Mapping[str, str]:
    """Return what each revision is about, from the first to the newest."""
    scripts = reversed(list(ScriptDirectory.from_config(_config()).walk_revisions()))
    return {script.revision: script.doc for script in scripts}


def refuse_unknown(revision: str | None, whose: str = "the database") -> None:
    """Raise TooNew where a schema is at a revision that this version does not have."""
    if revision is not None and revision not in revisions():
        raise TooNew(
            f"{whose} is at revision {revision}, and this version knows none after {newest()}; "
            "install the version that made it, or a newer one"
        )


def refuse_other(tx: Connection) -> None:
    """Raise NotNewest or TooNew where the schema is not that of this version; changes nothing."""
    found = current(tx)
    refuse_unknown(found)
    if found != newest():
        at = f"at revision {found}" if found else "empty"
        raise NotNewest(
            f"the database is {at}, and this version needs {newest()}; nothing was changed. Bring "
            "it up to date by `oncall migrate`"
        )


def _place(to: str) -> int:
    """Return how many migrations make a revision; raises BadInput for one that is unknown."""
    known = [NOTHING, *revisions()]
    if to == NEWEST:
        return len(known) - 1
    if to not in known:
        words = f"there is no revision {to}; there are {', '.join(known)} and {NEWEST}, the newest"
        raise BadInput((Fault("--to", None, None, words),))
    return known.index(to)


def _move(tx: Connection, wanted: int, *, may_lose: bool) -> Moved:
    tx.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    before = current(tx)
    refuse_unknown(before)
    order = list(revisions())
    here = order.index(before) + 1 if before else 0
    if here > wanted and not may_lose:
        raise WouldLose(
            f"from {before} back to {[NOTHING, *order][wanted]} tables go, with what is in them; "
            "make a backup with `oncall backup`, then say --lose-data"
        )
    config = _config()
    config.attributes["connection"] = tx
    # No step at all must not touch the database: the daily role may not own the schema.
    if here < wanted:
        command.upgrade(config, order[wanted - 1])
    elif here > wanted:
        command.downgrade(config, [NOTHING, *order][wanted])
    return Moved(before, current(tx), tuple(_between(order, here, wanted)))


def _between(order: list[str], here: int, there: int) -> Iterator[str]:
    """Yield the revisions that lie between two places, in the order in which one passes them."""
    yield from order[here:there] if here < there else reversed(order[there:here])


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config
