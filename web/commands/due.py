"""`oncall due`: when a promise falls due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.catalogue import load
from oncall.promised import promised
from web.sheet_words import as_json_option, say_json

if TYPE_CHECKING:
    from datetime import datetime


@click.command(epilog="Example: oncall due mixvoip business reaction --at 2026-12-24T17:30")
@click.argument("provider", metavar="PROVIDER")
@click.argument("level", metavar="LEVEL")
@click.argument("promise", metavar="PROMISE")
@click.option(
    "--at",
    metavar="TIME",
    required=True,
    help="When it was reported, like 2026-12-24T17:30; local time of the site, or with an offset.",
)
@click.option("--site", metavar="SITE", help="At which site; the provider's first if left out.")
@as_json_option
def due(
    provider: str, level: str, promise: str, at: str, site: str | None, *, as_json: bool
) -> None:
    """Tell when PROMISE, made by PROVIDER at LEVEL, falls due.

    Prints the instant with the offset that the site then has. Names are those of the files in
    data/service_levels, in any case and in either language; standby that may be booked is named
    like a level.

    Exit status: 0, 2 bad input.
    """
    found = promised(load(), provider, level, promise, site)
    reported = found.reported(at)
    instant = found.due(reported)
    if not as_json:
        click.echo(_iso(instant))
        return
    entry = {
        "provider": found.provider.key,
        "level": found.offer.name.key,
        "promise": found.promise.name,
        "site": found.place.key,
        "reported": _iso(reported.astimezone(found.place.zone)),
        "due": _iso(instant),
        "kept_by": found.promise.kept_by,
    }
    say_json(entry)


def _iso(instant: datetime) -> str:
    """Return an instant to the minute, or to the second where it has some."""
    return instant.isoformat(timespec="seconds" if instant.second else "minutes")
