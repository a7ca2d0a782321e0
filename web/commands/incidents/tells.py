"""What people say about an incident in words: note, resolve, hand over, park, merge."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oncall.services import acting, merging
from oncall.services.incident_views import named
from web.commands.incidents.said import do, options, zone_of
from web.when import instant

if TYPE_CHECKING:
    from oncall.incidents.hearing import Act, Heard
    from oncall.store.incidents import Kept
    from web.wiring import House


@click.command(epilog="Example: oncall incidents note 100017 --text 'called back, cable checked'")
@options
@click.option("--text", metavar="TEXT", required=True, help="What to write down.")
def note(number: str, person: str | None, text: str, *, as_json: bool) -> None:
    """Write something down about the incident NUMBER, open or not.

    Exit status: 0, 2 bad input.
    """

    def deed(house: House, kept: Kept, act: Act) -> Heard:
        return acting.note(house.database, kept.incident.id, act, text)

    do(number, person, deed, as_json=as_json)


@click.command(epilog="Example: oncall incidents resolve 100017 --text 'codec restarted'")
@options
@click.option("--text", metavar="TEXT", required=True, help="What was done.")
def resolve(number: str, person: str | None, text: str, *, as_json: bool) -> None:
    """End the incident NUMBER.

    Exit status: 0, 1 it is over already, 2 bad input.
    """

    def deed(house: House, kept: Kept, act: Act) -> Heard:
        return acting.resolve(house.database, kept.incident.id, act, text)

    do(number, person, deed, as_json=as_json)


@click.command("hand-over", epilog="Example: oncall incidents hand-over 100017 --to bogdan")
@options
@click.option("--to", metavar="PERSON", required=True, help="Who is to have it.")
def hand_over(number: str, person: str | None, to: str, *, as_json: bool) -> None:
    """Offer the incident NUMBER to a colleague, who has it by accepting; until then it stays.

    Exit status: 0, 1 it is over or theirs already, 2 bad input.
    """

    def deed(house: House, kept: Kept, act: Act) -> Heard:
        return acting.hand_over(house.database, kept.incident.id, act, to)

    do(number, person, deed, as_json=as_json)


@click.command(
    epilog="Example: oncall incidents park 100017 --owner amara --until 2026-12-08T09:00"
)
@options
@click.option("--owner", metavar="PERSON", help="Who looks after it; else whoever parks it.")
@click.option("--until", metavar="TIME", help="When the ladder goes on, in the team's local time.")
def park(
    number: str, person: str | None, owner: str | None, until: str | None, *, as_json: bool
) -> None:
    """Leave the incident NUMBER with an owner; without a time until it is taken up.

    Exit status: 0, 1 it is over or the time is, 2 bad input.
    """

    def deed(house: House, kept: Kept, act: Act) -> Heard:
        at = instant("--until", until, zone_of(house, kept)) if until else None
        return acting.park(house.database, kept.incident.id, act, owner or act.person, at)

    do(number, person, deed, as_json=as_json)


@click.command(epilog="Example: oncall incidents merge 100018 --into 100017")
@options
@click.option("--into", metavar="NUMBER", required=True, help="The incident that goes on.")
def merge(number: str, person: str | None, into: str, *, as_json: bool) -> None:
    """Make the incident NUMBER part of another one: nobody is paged for it any more.

    Exit status: 0, 1 one of them is over or both are the same, 2 bad input.
    """

    def deed(house: House, kept: Kept, act: Act) -> Heard:
        other = named(house.database, into).incident.id
        return merging.merge(house.database, kept.incident.id, other, act)

    do(number, person, deed, as_json=as_json)
