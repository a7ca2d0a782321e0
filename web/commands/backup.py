"""`oncall backup`: all that the database holds, in one file."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from oncall.store.db import Database
from web.backups.taking import take
from web.progress import counted
from web.settings import read_settings
from web.wiring import addresses


@click.command(epilog="Example: oncall backup /backups/oncall-2026-12-07.dump")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace FILE if it is there already.")
def backup(file: Path, *, force: bool) -> None:
    """Write all that the database holds into FILE.

    It is as of one instant, while everybody goes on working. Only you can read the file, and it
    is there only when it is complete. `oncall restore` puts it back, and pg_restore reads it too.
    The server's key is not in it: keep secret.key, or what ONCALL_SECRET says, elsewhere.
    Prints where it is.

    Exit status: 0 done; 1 the database can't be read; 2 FILE can't be written.
    """
    owner, _ = addresses(read_settings())
    with closing(Database(owner)) as database, counted("Backing up"):
        taken = take(database, file, force=force)
    click.echo(taken.file)
    click.echo(f"{taken.size:,} bytes, schema at revision {taken.revision}", err=True)
