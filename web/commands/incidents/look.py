"""`oncall incidents list` and `show`: what is open, and all there is to say of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from oncall.services import incident_views
from web.commands.incidents.said import number_argument, said_at
from web.desk.said import Said
from web.incidents.telling import Telling
from web.incidents.words import badge, minutes_left
from web.printing.wording import outside_pages
from web.rota_words import day_and_time
from web.sheet_words import as_json_option, as_table, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oncall.services.incident_views import Line, Whole

HEADER: Final = ("incident", "needs", "clock", "holder", "team", "customer", "description")


@click.command("list", epilog="Example: oncall incidents list --team neckar")
@click.option("--team", metavar="TEAM", help="Those of one team.")
@as_json_option
def list_(team: str | None, *, as_json: bool) -> None:
    """List the open incidents: what nobody has first, then what is about to be late.

    Exit status: 0, 2 bad input.
    """
    with opened() as house:
        now = house.clock.now()
        found = incident_views.listed(house.database, now, team)
    if as_json:
        say_json([entry(line) for line in found.open])
        return
    if not found.open:
        click.echo("nothing is open")
        return
    with outside_pages("en"):
        rows = [_row(line, found.folder.people) for line in found.open]
    for line in as_table([HEADER, *rows]):
        click.echo(line)
    if found.total > len(found.open):
        click.echo(f"and {found.total - len(found.open)} more", err=True)


@click.command(epilog="Example: oncall incidents show 100017")
@number_argument
@as_json_option
def show(number: str, *, as_json: bool) -> None:
    """Show the incident NUMBER: how it stands, all that happened, who was tried, who worked.

    Times are local to the team. Exit status: 0, 2 bad input.
    """
    with opened() as house:
        now = house.clock.now()
        whole = incident_views.whole(house.database, number, now)
    if as_json:
        say_json(_whole_entry(whole))
        return
    with outside_pages("en"):
        for line in _lines(whole, Telling(whole, Said("en", now))):
            click.echo(line)


def entry(line: Line) -> dict[str, Any]:
    """Return a line of the list for JSON."""
    incident, report = line.kept.incident, line.kept.report
    return {
        "incident": line.kept.number,
        "team": line.team.id,
        "state": incident.state.value,
        "needs": line.need.name.lower(),
        "holder": incident.holder,
        "reported": said_at(incident.reported_at),
        "due": {each.clock.value: said_at(each.due) for each in line.running},
        "customer": report.customer,
        "severity": report.severity.value,
        "description": report.description,
        "reports": line.kept.reports,
    }


def _whole_entry(whole: Whole) -> dict[str, Any]:
    events = [
        {"at": said_at(e.at), "kind": e.kind.value, "who": e.who, "facts": e.facts}
        for e in whole.events
    ]
    tries = [
        {
            "person": each.person,
            "channel": each.channel,
            "state": each.state,
            "why": each.why,
            "at": said_at(each.began_at or each.due_at),
            "tries": each.tries,
        }
        for each in whole.tries
    ]
    worked = [
        {"person": w.person, "start": said_at(w.span.start), "end": said_at(w.span.end)}
        for w in whole.worked
    ]
    coming = whole.coming and {"at": said_at(whole.coming.at), "people": whole.coming.people}
    more = {"events": events, "tries": tries, "worked": worked, "next": coming}
    return entry(whole.line) | more


def _row(line: Line, people: Any) -> tuple[str, ...]:
    incident, report = line.kept.incident, line.kept.report
    clock = line.running[0] if line.running else None
    holder = people.get(incident.holder)
    return (
        line.kept.number,
        badge(line.need).word,
        minutes_left(clock.clock, clock.minutes) if clock else "",
        holder.name if holder else "",
        line.team.id,
        report.customer or "",
        " ".join(report.description.split())[:60],
    )


def _lines(whole: Whole, telling: Telling) -> Iterator[str]:
    kept, zone = whole.line.kept, telling.zone
    report = kept.report
    what = " ".join(report.description.split()) or "no description"
    yield f"{kept.number} {report.customer or 'customer unknown'}: {what}"
    holder = kept.incident.holder
    yield badge(whole.line.need).word + (f": {telling.person(holder)}" if holder else "")
    yield from (minutes_left(each.clock, each.minutes) for each in whole.line.running)
    if whole.coming:
        yield telling.coming()
    yield ""
    for event in whole.events:
        told_at = whole.recordings.get(event.facts.get("key", ""), "")
        yield f"{day_and_time(event.at, zone)}  {telling.event(event)} {told_at}".rstrip()
    if whole.tries:
        yield ""
    for each in whole.tries:
        yield f"{telling.person(each.person)}: {telling.tried(each)}"
    if whole.worked:
        yield ""
    for person, length in incident_views.worked_by(whole.worked).items():
        yield f"{telling.person(person)} worked {telling.length(length)}"
