"""`oncall serve`: the pages and calendar feeds over HTTP."""

from __future__ import annotations

from typing import Any

import click

from web.app import make_app
from web.auditor import Auditor, audited
from web.discretion import log_discreetly
from web.keeping import kept_running
from web.options import address_options
from web.secrets_file import server_key
from web.serving import run, server
from web.settings import read_settings
from web.wiring import opened
from web.worker.senders import outside


@click.command(epilog="Example: oncall serve --host 0.0.0.0 --port 8080")
@address_options
@click.option(
    "--threads",
    type=click.IntRange(1, 256),
    default=8,
    show_default=True,
    help="How many pages are made at once; who watches a draft needs none.",
)
@click.option(
    "--gzip/--no-gzip",
    default=True,
    help="Compress feeds for those who accept it; not needed behind a proxy that does.",
)
def serve(**how: Any) -> None:
    """Serve pages and calendar feeds until Ctrl-C or SIGTERM.

    The links in feeds and pages lead to ONCALL_URL, which is this machine and port unless it is
    set: name there what the outside calls this server, https included. Every 30 s it looks that no
    open incident is forgotten, mends that, and tells ONCALL_OUTSIDE.

    Exit status: 0, 1 if it can't listen there.
    """
    with opened(read_settings().served_at(how["port"])) as house, kept_running(house.settings):
        log_discreetly()
        app = make_app(house, gzip=how["gzip"])
        listening = server(app, house, how["host"], how["port"], how["threads"])
        host, port = how["host"], listening.port
        shown = f"[{host}]" if ":" in host else host
        click.echo(
            f"serving at http://{shown}:{port}, known outside as {house.settings.public_url}"
        )
        way = outside(house.settings, server_key(house.settings), house.clock)
        with audited(Auditor(house.database, house.clock, way.senders, way.outside)):
            run(listening)
