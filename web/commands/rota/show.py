"""`oncall rota show`: the published rota, an older version, a draft, or who is on call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from oncall.published import entry
from oncall.services import on_call, viewing
from oncall.services.gathering import facts, team_named
from web.exits import Exit
from web.options import NUMBER, weeks_options
from web.rota_words import day_and_time, duty_line, wrong_lines
from web.when import instant
from web.wiring import opened

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.on_call import Turn
    from oncall.services.viewing import View
    from oncall.streams import Weeks
    from web.wiring import House


@click.command(epilog="Example: oncall rota show neckar --at 2026-12-07T18:00")
@click.argument("team")
@click.option("--at", metavar="WHEN", help="Who is on call then, until when, and who is next.")
@weeks_options(required=False)
@click.option("--version", type=NUMBER, help="As it was at this version.")
@click.option("--draft", type=NUMBER, help="This draft instead of what is published.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def show(  # noqa: PLR0913 - an option each
    ctx: click.Context,
    *,
    team: str,
    at: str | None,
    weeks: Weeks | None,
    version: int | None,
    draft: int | None,
    as_json: bool,
) -> None:
    """Show who is on call for TEAM: the rota of some weeks, or at an instant.

    With neither --at nor weeks it is the present instant.

    Exit status: 0, or 3 where nobody is on call at the instant, or where the rota has gaps; 1 if
    it breaks rules; 2 bad input.
    """
    if sum(each is not None for each in (at, weeks, draft)) > 1:
        raise click.UsageError("--at, --from with --weeks, and --draft exclude each other.")
    if version is not None and weeks is None:
        raise click.UsageError("--version goes with --from and --weeks: which weeks to show.")
    with opened() as house:
        folder = facts(house.database)
        if draft is not None:
            view = viewing.draft(house.database, draft)
            if view.team != team:
                raise click.UsageError(f"draft {draft} is of {view.team}, not of {team}.")
            if view.is_searched:
                click.echo(f"draft {draft} is being solved; this is the best so far", err=True)
        elif weeks is not None:
            view = viewing.published(house.database, team, weeks, version)
        else:
            ctx.exit(_turns(house, folder, team, at, as_json=as_json))
    _view(view, as_json=as_json)
    ctx.exit(Exit.BROKEN if view.check.breaches else Exit.GAPS if view.check.gaps else Exit.CLEAN)


def _turns(house: House, folder: Folder, team: str, at: str | None, *, as_json: bool) -> Exit:
    zone = team_named(folder, team).site.zone
    when = instant("--at", at, zone) if at else house.clock.now()
    turns = on_call.who_is(house.database, team, when)
    if as_json:
        content = [_entry(turn, folder) for turn in turns]
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    elif not turns:
        click.echo(f"nobody is on call for {team} at {day_and_time(when, zone)}")
    else:
        for turn in turns:
            _say(turn, folder, zone)
    return Exit.CLEAN if turns else Exit.GAPS


def _say(turn: Turn, folder: Folder, zone: ZoneInfo) -> None:
    person = folder.people[turn.duty.person]
    reach = f", {person.phone}" if person.phone else ""
    click.echo(
        f"{turn.duty.role}: {person.name}{reach}, until {day_and_time(turn.until, zone)} "
        f"({', '.join(turn.duty.bookings)})"
    )
    if turn.then:
        after = folder.people[turn.then.person]
        click.echo(f"  then {after.name} from {day_and_time(turn.then.span.start, zone)}")


def _entry(turn: Turn, folder: Folder) -> dict[str, object]:
    zone = folder.people[turn.duty.person].site.zone
    return entry(turn.duty, zone) | {
        "until": turn.until.astimezone(zone).isoformat(timespec="minutes"),
        "next": entry(turn.then, folder.people[turn.then.person].site.zone) if turn.then else None,
    }


def _view(view: View, *, as_json: bool) -> None:
    if as_json:
        zone = {p.id: p.site.zone for p in view.folder.people.values()}
        content = {
            "version": view.version,
            "duties": [entry(each, zone[each.person]) for each in view.duties],
            "breaches": [b.sentence for b in view.check.breaches],
            "gaps": [gap.entry() for gap in view.check.gaps],
        }
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for duty in view.duties:
        click.echo(duty_line(duty, view.folder))
    for line in wrong_lines(*view.check):
        click.echo(line)
    click.echo(f"version {view.version}, {len(view.duties)} duties", err=True)
