"""`oncall demo`: an invented firm, drafted, published, and served."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

import click

from oncall.published import next_minute
from oncall.services import feeds
from oncall.services.gathering import facts
from oncall.services.importing import import_folder
from oncall.services.relieving import Watch
from solver.outcome import Budget
from web import demo as firm
from web.app import make_app
from web.auditor import Auditor, audited
from web.demo_guide import lines
from web.demo_phones import ringing
from web.demo_rota import keep_published, minute
from web.demo_scenes import scenes
from web.discretion import log_discreetly
from web.feeds.links import Links
from web.keeping import kept_running
from web.options import address_options
from web.secrets_file import server_key
from web.serving import door, run, server
from web.settings import read_settings
from web.wiring import opened
from web.worker.pager import Pager
from web.worker.senders import outside
from web.worker.work import Worker

if TYPE_CHECKING:
    from oncall.store.feeds import Kind
    from web.wiring import House

SHOWN: Final[tuple[tuple[Kind, str], ...]] = (
    ("person", "amara"),
    ("person", "olumide"),
    ("team", "neckar"),
    ("customer", "Klinikum Hohenzipfel"),
)


@click.command(epilog="Example: oncall demo --seconds 10")
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=10,
    show_default=True,
    help="How long to search for the rota of a team.",
)
@address_options
@click.option(
    "--phones-port",
    type=click.IntRange(0, 65535),
    default=8081,
    show_default=True,
    help="At which port the page with the phones is; 0 takes one that is free.",
)
@click.option("--serve/--no-serve", default=True, help="Serve pages and feeds at the end.")
def demo(*, seconds: float, host: str, port: int, phones_port: int, serve: bool) -> None:
    """Load an invented firm, draft and publish its rotas, and serve them until Ctrl-C.

    Its weeks begin with the present one, so somebody is on duty now. Its people have phones on a
    page of their own, which ring when you open an incident or let a customer dial the hotline.

    Called again it goes on with what is there, and publishes further weeks where the last ones
    end. An installation that has another firm is left alone; name another place for the demo with
    ONCALL_HOME.

    Exit status: 0, 2 if there is another firm.
    """
    port = port or _free(host)
    settings = read_settings().served_at(port)
    with opened(settings) as house, kept_running(settings):
        load(house)
        teams = facts(house.database).teams
        for team in firm.TEAMS:
            keep_published(house, teams[team], Budget(seconds))
        _say(house)
        if serve:
            with ringing(house, host, phones_port) as (calling, phones):
                _serve(calling, host, port, phones)


def load(house: House) -> None:
    """Bring the demo's firm in where there is none; raises UsageError if there is another."""
    present = set(facts(house.database).teams)
    if present == set(firm.TEAMS):
        return
    if present:
        raise click.UsageError(
            "this installation has a firm of its own, which the demo leaves alone; call it with "
            "another place, for instance: ONCALL_HOME=var/demo-firm oncall demo"
        )
    now = minute(house)
    with TemporaryDirectory() as scratch:
        folder = firm.write_folder(Path(scratch) / "demo", now.date())
        import_folder(house.database, folder, by=house.user, now=now, marker=house.marker)
    click.echo("loaded the firm in data/demo", err=True)


def _say(house: House) -> None:
    """Print where to look: the calendar of a team, a customer, and somebody of each team."""
    links = Links(server_key(house.settings), house.settings.public_url)
    click.echo("\ncalendars to subscribe to (oncall feeds show KIND SUBJECT has everybody's):")
    for kind, subject in SHOWN:
        feed = feeds.make(house.database, kind, subject, by=house.user, now=house.clock.now())
        click.echo(f"  {kind} {subject}: {links.page(feed)}")
    click.echo("who is on call: oncall rota show TEAM --at WHEN; all commands: oncall --help\n")


def _serve(house: House, host: str, port: int, phones: str) -> None:
    """Serve pages, with a worker, a pager and an auditor beside, until Ctrl-C."""
    log_discreetly()
    listening = server(make_app(house), house, host, port, 8)
    way = outside(house.settings, server_key(house.settings), house.clock)
    beside = (
        Worker(house.database, house.clock),
        Pager(house.database, house.clock, way, watch=Watch()),
    )
    with ThreadPoolExecutor(len(beside)) as pool:
        for each in beside:
            pool.submit(each.run)
        if phones:
            # The rotas begin with the next minute; by the time it is read that is now.
            scene = scenes(house, next_minute(house.clock.now())).get("en")
            for line in lines(scene, phones, f"{house.settings.public_url}/incidents"):
                click.echo(line)
        click.echo(f"or open an incident: http://{host}:{listening.port}/incidents/new")
        click.echo(f"serving at http://{host}:{listening.port}; Ctrl-C ends it")
        try:
            with audited(Auditor(house.database, house.clock, way.senders, way.outside)):
                run(listening)
        finally:
            for each in beside:
                each.leave()


def _free(host: str) -> int:
    """Return a port that is free; the carrier must know where to call back."""
    with door(host, 0) as opened_door:
        return int(opened_door.getsockname()[1])
