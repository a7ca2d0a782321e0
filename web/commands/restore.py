"""`oncall restore`: a backup put back, all of it or nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oncall.clock import SystemClock
from oncall.errors import BadInput, Fault
from oncall.services.restoring import looked_into, note_restored
from oncall.store.db import Database
from oncall.store.migrating import check_version, migrate
from web.backups.restoring import put_back, read
from web.backups.taking import take
from web.embedded.place import private
from web.progress import counted
from web.settings import read_settings
from web.wiring import addresses

if TYPE_CHECKING:
    from datetime import datetime


@click.command(epilog="Example: oncall restore /backups/oncall-2026-12-07.dump")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--replace", is_flag=True, help="Replace what the database holds; a backup is made of it first."
)
def restore(file: Path, *, replace: bool) -> None:
    """Put back what `oncall backup` has written into FILE.

    The file is read to its end before anything is touched, and the database is as it was if
    anything goes wrong. A backup of an older version is brought up to date. With --replace,
    prints where the backup of what was there before is.

    Exit status: 0 done; 1 it can't be done; 2 FILE is no whole backup, or the database holds
    something and --replace was not said.
    """
    settings, now = read_settings(), SystemClock().now()
    with counted(f"Reading {file}"):
        found = read(file)
    owner, app = addresses(settings)
    with closing(Database(owner)) as database, counted("Restoring"):
        check_version(database.version())
        before = looked_into(database)
        if not before.is_empty:
            _check(file, replace=replace)
            click.echo(take(database, _kept(settings.home, now)).file)
        put_back(database, found, before.last_line)
    moved = migrate(owner)
    with closing(Database(app)) as database:
        note_restored(database, str(file.absolute()), before, settings.user, now)
    came = f", brought to {moved.after}" if moved.steps else ""
    click.echo(f"restored {file} with its schema at revision {found.revision}{came}", err=True)


def _check(file: Path, *, replace: bool) -> None:
    if not replace:
        message = (
            "was not put back, for the database holds something; name an empty one by ONCALL_HOME "
            "or DATABASE_URL, or say --replace, which makes a backup of what is there"
        )
        raise BadInput((Fault(str(file), None, None, message),))


def _kept(home: Path, now: datetime) -> Path:
    """Return where what is replaced is kept."""
    folder = home / "backups"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    private(folder)
    return folder / f"before-restore-{now:%Y%m%dT%H%M%S.%fZ}.dump"
