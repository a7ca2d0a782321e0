"""`oncall incidents open`: a report, as the helpdesk takes it."""

from __future__ import annotations

import click

from oncall.incidents.report import Severity
from oncall.services import intake
from oncall.services.gathering import facts_in
from web.commands.incidents.said import said_at
from web.incidents.reporting import report_of
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

TOLD = {
    "customer": "Whose fault it is.",
    "caller": "Who calls.",
    "phone": "The number to call back.",
    "product": "What is faulty.",
    "serial": "Its serial number.",
    "description": "What is wrong.",
    "classification": "The kind of fault.",
    "key": "A key of the caller's: the same report twice is one incident.",
}


@click.command(
    "open",
    epilog="Example: oncall incidents open --team neckar --customer 'Klinikum Hohenzipfel' "
    "--description 'no picture'",
)
@click.option("--team", metavar="TEAM", required=True, help="The team that is paged.")
@click.option(
    "--severity",
    type=click.Choice([each.value for each in Severity]),
    default=Severity.MAJOR.value,
    show_default=True,
    help="How bad it is.",
)
@as_json_option
def open_(*, as_json: bool, **told: str | None) -> None:
    """Open an incident: whoever is on call for the team is paged at once.

    What is not known is left out; it is named, so that it can be asked for.

    Exit status: 0, 2 bad input.
    """
    form = {name: value for name, value in told.items() if value is not None}
    with opened() as house:
        with house.database.begin() as tx:
            report = report_of(form, facts_in(house.database, tx))
        taken = intake.take(house.database, report, by=house.user, now=house.clock.now())
    if as_json:
        entry = {"incident": taken.number, "new": taken.is_new, "missing": list(report.missing)}
        say_json(entry | {"due": said_at(taken.kept.incident.due_at)})
        return
    click.echo(f"{taken.number} is {'open' if taken.is_new else 'open already'}")
    if report.missing:
        click.echo(f"still to be asked for: {', '.join(report.missing)}", err=True)


for _name, _text in reversed(TOLD.items()):
    open_ = click.option(f"--{_name}", metavar="TEXT", help=_text)(open_)
