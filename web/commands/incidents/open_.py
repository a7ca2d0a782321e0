"""`oncall incidents open`: a report, as the helpdesk takes it."""

from __future__ import annotations

import click

from oncall.incidents.hearing import Act
from oncall.incidents.report import Severity
from oncall.services import describing, intake
from oncall.services.gathering import facts_in
from oncall.services.incident_views import named
from web.commands.incidents.said import number_argument, person_named, person_option, said_at
from web.exits import Exit
from web.incidents.reporting import report_of
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

SEVERITIES = click.Choice([each.value for each in Severity])
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
    type=SEVERITIES,
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


@click.command(epilog="Example: oncall incidents describe 100017 --serial 4711-A")
@number_argument
@person_option
@click.option("--severity", type=SEVERITIES, help="How bad it is.")
def describe(number: str, person: str | None, **told: str | None) -> None:
    """Add what has become known of the incident NUMBER; what is left out stays as it is.

    The ladder stays the one that held when it was reported.

    Exit status: 0, 1 nothing of it is new, 2 bad input.
    """
    form = {name: value for name, value in told.items() if value is not None}
    with opened() as house:
        kept = named(house.database, number)
        who = person_named(house, person or house.user)
        with house.database.begin() as tx:
            report = report_of(
                {"severity": kept.report.severity, **form, "team": kept.incident.team},
                facts_in(house.database, tx),
            )
        act = Act(who, "command", house.clock.now())
        is_new = describing.describe(house.database, kept.incident.id, act, report)
    if not is_new:
        click.echo(f"{number}: nothing of it is new", err=True)
        click.get_current_context().exit(Exit.BROKEN)
    click.echo(f"{number}: noted")


for _name, _text in reversed(TOLD.items()):
    open_ = click.option(f"--{_name}", metavar="TEXT", help=_text)(open_)
    if _name != "key":
        describe = click.option(f"--{_name}", metavar="TEXT", help=_text)(describe)
