"""`oncall hotline serve`: the hotline's webhooks in a process of their own."""

from __future__ import annotations

from typing import Any

import click

from oncall.services.gathering import facts
from web.discretion import log_discreetly
from web.hooks.app import make_hotline
from web.keeping import kept_running
from web.options import address_options
from web.serving import run, server
from web.settings import read_settings
from web.wiring import opened


@click.command(epilog="Example: oncall hotline serve --host 0.0.0.0 --port 8081")
@address_options
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=16,
    show_default=True,
    help="How many webhooks are answered at once.",
)
def serve(**how: Any) -> None:
    """Answer the carrier's webhooks and POST /api/incidents alone, until Ctrl-C or SIGTERM.

    No page is made in this process, so nothing that planners do delays a call. Name what the
    carrier calls it in ONCALL_HOOKS, https included.

    Exit status: 0, 1 if it can't listen there.
    """
    with opened(read_settings().served_at(how["port"])) as house, kept_running(house.settings):
        log_discreetly()
        facts(house.database)  # which takes a while, and no caller is to wait for it
        listening = server(make_hotline(house), house, how["host"], how["port"], how["threads"])
        known = house.settings.carriers.hooks or house.settings.public_url
        click.echo(f"hotline at {how['host']}:{listening.port}, known outside as {known}")
        run(listening)
