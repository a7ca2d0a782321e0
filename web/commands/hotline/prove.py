"""`oncall hotline prove`: whether every report in every booked minute reaches all in time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from oncall.proof.delays import Delays
from oncall.services import proofs
from web.desk.proof_words import exact, level_word, sentence, wrongs
from web.exits import Exit
from web.printing.wording import outside_pages
from web.sheet_words import as_json_option, say_json
from web.wiring import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from oncall.folder.facts import Folder
    from oncall.proof.found import Finding
    from oncall.services.proofs import Proven


@click.command(epilog="Example: oncall hotline prove neckar")
@click.argument("team", required=False)
@as_json_option
@click.pass_context
def prove(ctx: click.Context, team: str | None, *, as_json: bool) -> None:
    """Prove that primary, backup and last resort are called in time, or say why not.

    For every minute of every booked window that is published it is found when each would be
    reached at the latest if everybody before failed. Of TEAM, or of all teams; times are local.

    Exit status: 0 proven, 1 something fails, 2 bad input.
    """
    with opened() as house:
        delays = Delays(calls_a_second=house.settings.carriers.calls_a_second)
        told = proofs.published(house.database, house.clock.now(), team, delays)
    with outside_pages("en"):
        if as_json:
            say_json([entry(each, told.folder) for each in told.teams])
        else:
            for line in (line for each in told.teams for line in lines(each, told.folder)):
                click.echo(line)
    ctx.exit(Exit.CLEAN if all(each.proof.holds for each in told.teams) else Exit.BROKEN)


def lines(proven: Proven, folder: Folder) -> Iterator[str]:
    """Yield what is said of a team."""
    name = proven.team.id
    if not proven.proof.booked:
        yield f"{name}: nothing that is booked is published"
        return
    slowest = ", ".join(
        f"{level_word(level)} after {exact(after)}" for level, after in _slowest(proven)
    )
    state = "proven" if proven.proof.holds else "fails"
    yield f"{name}: {state}; at the latest {slowest or 'nobody'} (min:s)"
    yield from (f"  {wrong.line}" for wrong in wrongs(proven, folder, "en"))


def entry(proven: Proven, folder: Folder) -> dict[str, Any]:
    """Return a team's proof for JSON; seconds, and times with the offset of the team's site."""
    zone = proven.team.site.zone
    return {
        "team": proven.team.id,
        "proven": proven.proof.holds,
        "booked": [
            {"start": said_at(each.start, zone), "end": said_at(each.end, zone)}
            for each in proven.proof.booked
        ],
        "slowest": {level.value: int(after.total_seconds()) for level, after in _slowest(proven)},
        "fails": [_finding(each, proven, folder) for each in proven.proof.findings],
    }


def _finding(finding: Finding, proven: Proven, folder: Folder) -> dict[str, Any]:
    zone = proven.team.site.zone
    return {
        "start": said_at(finding.span.start, zone),
        "end": said_at(finding.span.end, zone),
        "customers": list(finding.customers),
        "severities": [each.value for each in finding.severities],
        "sentence": sentence(finding.failures, folder),
        "failures": [
            {
                "who": each.level.value,
                "why": each.why.value,
                "people": list(each.people),
                "after_minutes": each.after and int(each.after.total_seconds() // 60),
            }
            for each in finding.failures
        ],
    }


def said_at(at: datetime, zone: ZoneInfo) -> str:
    """Return an instant as FORMATS has it."""
    return at.astimezone(zone).isoformat(timespec="minutes")


def _slowest(proven: Proven) -> list[tuple[Any, Any]]:
    return sorted(proven.proof.slowest.items(), key=lambda item: item[1])
