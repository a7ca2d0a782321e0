"""`oncall people …`: who there is and what they can, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.services import gathering, staff
from oncall.services.publishing import Act
from web.sheet_words import as_json_option, as_table, say_change, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from oncall.people import Person
    from web.wiring import House

HEADER = ("person", "name", "team", "site", "roles", "skills", "left")
CELLS = {
    "name": "First and family name.",
    "team": "The team, or several separated by ';'.",
    "site": "The site, whose time zone and holidays are theirs.",
    "email": "E-mail.",
    "phone": "Telephone, like '+49 151 23456789'.",
    "skills": "What they can, separated by ';'.",
    "roles": "primary, backup, manager, separated by ';'.",
    "languages": "Like 'de;en'.",
    "joined": "The first day.",
    "left": "The last day.",
}

person_argument = click.argument("person", metavar="PERSON")


def cell_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each cell of a person's row."""
    for name, sentence in reversed(CELLS.items()):
        command = click.option(f"--{name}", metavar="TEXT", help=sentence)(command)
    return command


@click.group(epilog="Example: oncall people list --team neckar")
def people() -> None:
    """List, add and change people."""


@people.command("list", epilog="Example: oncall people list --team neckar")
@click.option("--team", metavar="TEAM", help="Those of one team.")
@as_json_option
def list_(team: str | None, *, as_json: bool) -> None:
    """List the people, also those who have left.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        folder = gathering.facts(house.database)
    if team is not None:
        gathering.team_named(folder, team)
    some = (p for p in folder.people.values() if team in (None, *(t.id for t in p.teams)))
    rows = [_row(person) for person in sorted(some, key=lambda person: person.id)]
    if as_json:
        say_json([dict(zip(HEADER, row, strict=True)) for row in rows])
        return
    for line in as_table([HEADER, *rows]):
        click.echo(line)


@people.command(epilog="Example: oncall people show amara")
@person_argument
def show(person: str) -> None:
    """Show the row of PERSON as JSON, as it was written.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        say_json(dict(staff.row(house.database, person).cells))


@people.command(
    epilog="Example: oncall people add --name 'Fritz Falk' --team neckar --site reutlingen"
)
@click.option("--id", metavar="ID", help="For good; else it is made from the name.")
@cell_options
@as_json_option
def add(*, as_json: bool, **cells: str | None) -> None:
    """Add a person.

    Exit status: 0 added, 2 bad input.
    """
    with opened() as house:
        done = staff.add(house.database, _given(cells), _act(house))
    _say(done, "is added", as_json=as_json)


@people.command(epilog="Example: oncall people edit amara --phone '0171 39200 99'")
@person_argument
@cell_options
@click.option("--renamed", is_flag=True, help="Another name is the same person's.")
@as_json_option
def edit(person: str, *, renamed: bool, as_json: bool, **cells: str | None) -> None:
    """Change cells of PERSON; what is not named stays, '' is blank.

    What breaks a published rota is taken, and named as a conflict with the command that plans
    again; what contradicts duties that are over is refused.

    Exit status: 0 changed, 2 bad input.
    """
    with opened() as house:
        done = staff.edit(house.database, person, _given(cells), _act(house), renamed=renamed)
    _say(done, "is changed", as_json=as_json)


def _given(cells: dict[str, str | None]) -> dict[str, str]:
    return {name: cell for name, cell in cells.items() if cell is not None}


def _act(house: House) -> Act:
    return Act(house.user, house.clock.now())


def _say(done: staff.Changed, what: str, *, as_json: bool) -> None:
    entry: dict[str, Any] = {"person": done.id}
    say_change(f"{done.id} {what}", done.conflicts, entry, as_json=as_json)


def _row(who: Person) -> tuple[str, ...]:
    left = f"{who.left.astimezone(who.site.zone):%Y-%m-%dT%H:%M}" if who.left else ""
    lists = (sorted(team.id for team in who.teams), sorted(who.roles), sorted(who.skills))
    teams, roles, skills = (";".join(some) for some in lists)
    return (who.id, who.name, teams, who.site.id, roles, skills, left)
