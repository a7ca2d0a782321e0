"""`oncall absences …`: who is away when, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.services import people as services
from web.sheet_words import as_json_option, as_table, say_change, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from datetime import datetime

    from oncall.people import Person
    from oncall.services.people import Away

HEADER = ("person", "name", "start", "end", "reason")

person_argument = click.argument("person", metavar="PERSON")
start_argument = click.argument("start", metavar="START")


@click.group(epilog="Example: oncall absences list --team neckar")
def absences() -> None:
    """List, add and remove absences."""


@absences.command("list", epilog="Example: oncall absences list --person quentin")
@click.option("--person", metavar="PERSON", help="Those of one person.")
@click.option("--team", metavar="TEAM", help="Those of one team's people.")
@as_json_option
def list_(person: str | None, team: str | None, *, as_json: bool) -> None:
    """List the absences that are not over.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        now = house.clock.now()
        found = services.absences(house.database, now=now, person=person, team=team)
    if as_json:
        say_json([_entry(away) for away in found])
        return
    for line in as_table([HEADER, *map(_row, found)]):
        click.echo(line)


@absences.command(
    epilog="Example: oncall absences add quentin 2026-12-12 2026-12-13 --reason holiday"
)
@person_argument
@start_argument
@click.argument("end", metavar="END")
@click.option("--reason", metavar="TEXT", default="", help="Why.")
@as_json_option
def add(person: str, start: str, end: str, reason: str, *, as_json: bool) -> None:
    """Add an absence of PERSON from START to END, in the time of the person's site.

    A date alone is the whole day. An absence over published duties is taken, and named as a
    conflict with the command that plans again; one over duties that are over is refused.

    Exit status: 0 added, 2 bad input.
    """
    cells = {"person": person, "start": start, "end": end, "reason": reason}
    with opened() as house:
        done = services.add_absence(house.database, cells, by=house.user, now=house.clock.now())
    _say(done, as_json=as_json)


@absences.command(epilog="Example: oncall absences remove quentin 2026-12-12")
@person_argument
@start_argument
@as_json_option
def remove(person: str, start: str, *, as_json: bool) -> None:
    """Remove the absence of PERSON that begins at START; one that runs ends now.

    Exit status: 0 removed, 2 bad input, also if it is over.
    """
    with opened() as house:
        done = services.remove_absence(
            house.database, person, start, by=house.user, now=house.clock.now()
        )
    _say(done, as_json=as_json)


def _say(done: services.Changed, *, as_json: bool) -> None:
    who, span = done.person, done.span
    start, end = (_local(at, who) for at in (span.start, span.end)) if span else (None, None)
    sentence = f"{who.name} is absent from {start} to {end}"
    entry = {"person": who.id, "start": start, "end": end}
    gone = f"{who.name} is not absent then"
    say_change(sentence if span else gone, done.conflicts, entry, as_json=as_json)


def _row(away: Away) -> tuple[str, ...]:
    who = away.person
    span = (_local(at, who) for at in (away.span.start, away.span.end))
    return (who.id, who.name, *span, away.reason)


def _entry(away: Away) -> dict[str, Any]:
    return dict(zip(HEADER, _row(away), strict=True))


def _local(instant: datetime, who: Person) -> str:
    return f"{instant.astimezone(who.site.zone):%Y-%m-%dT%H:%M}"
