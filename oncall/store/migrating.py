"""The schema: brought to the newest version, or back, by Alembic's migrations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, text

from oncall.store.db import OLDEST, Database

if TYPE_CHECKING:
    from sqlalchemy import Connection

FOLDER: Final = Path(__file__).parent / "migrations"
LOCK: Final = 0x6F6E63616C6C  # two processes that start at once migrate one after the other


class TooOld(Exception):  # noqa: N818 - a fact about the server
    """The server is older than what is needed."""


class TooNew(Exception):  # noqa: N818 - a fact about the schema
    """The schema was made by a newer version of the product."""


def migrate(url: str, to: str = "head") -> bool:
    """Bring the schema to a revision, the newest unless another is named; True if it changed.

    `url` is that of the role that owns the schema. Raises TooOld and TooNew with a sentence.
    """
    found = Database(url).version()
    if found < OLDEST:
        raise TooOld(f"PostgreSQL {found} is too old; give DATABASE_URL of {OLDEST} or newer")
    engine = create_engine(url)
    with engine.begin() as tx:
        tx.execute(text("select pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
        before = current(tx)
        _refuse_unknown(before)
        config = _config()
        config.attributes["connection"] = tx
        move = command.downgrade if _is_down(before, to) else command.upgrade
        move(config, to)
        after = current(tx)
    engine.dispose()
    return before != after


def current(tx: Connection) -> str | None:
    """Return the revision at which the schema is; None where there is none."""
    return MigrationContext.configure(tx).get_current_revision()


def newest() -> str | None:
    """Return the newest revision there is."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    return config


def _refuse_unknown(revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise TooNew(
            f"the database is at revision {revision}, which this version does not know; "
            "install the version that made it, or a newer one"
        )


def _is_down(before: str | None, to: str) -> bool:
    return before is not None and to != "head" and (to == "base" or int(to) < int(before))
